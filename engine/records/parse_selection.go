package records

import (
	"cmp"
	"slices"
	"strconv"

	"merit/rules/diag"
	"merit/rules/document"
)

// A selection says which rows of the files count: copies of a row once, then
// those that pass every filter, then one for each key. The zero selection is
// of all rows.
type selection struct {
	duplicates duplicates
	only       []filter
	pick       *pick
}

// duplicates says what becomes of rows that are exact copies of another.
type duplicates uint8

const (
	undeclared duplicates = iota // each counts, with a warning
	once                         // they count once
	every                        // each counts, as declared
)

// A filter keeps rows by one of their cells.
type filter struct {
	column column
	in     []string // nil: any but not
	not    []string
}

// keeps reports whether the filter keeps a row with that cell.
func (f *filter) keeps(c cell) bool {
	return (f.in == nil || slices.Contains(f.in, c.text)) && !slices.Contains(f.not, c.text)
}

// A pick keeps one row for each key: the last, or the first, in an order.
type pick struct {
	by    column
	order moment // without layouts the cells are numbers
	first bool
}

func (p *parser) selection(r *document.Reader, m *material) selection {
	var s selection
	if v := r.Value("duplicates", document.String); v != nil {
		switch v.Text {
		case "once":
			s.duplicates = once
		case "all":
			s.duplicates = every
		default:
			p.report(v, "source-duplicates", "got", v.Text)
		}
	}
	s.only = p.filters(r.Value("only", document.Table, document.Array))
	last, first := r.Value("last", document.Table), r.Value("first", document.Table)
	switch {
	case last != nil && first != nil:
		p.problems.Add(diag.At(first.Key, "source-pick.both"))
	case last != nil:
		s.pick = p.pick(last)
	case first != nil:
		s.pick = p.pick(first)
		s.pick.first = true
	}
	return s
}

// filters reads only: a filter, or several that all have to hold.
func (p *parser) filters(v *document.Value) []filter {
	if v == nil {
		return nil
	}
	if v.Kind == document.Table {
		return []filter{p.filter(v)}
	}
	var all []filter
	for _, item := range v.Items {
		if item.Kind != document.Table {
			p.report(item, "source-only.shape")
			continue
		}
		all = append(all, p.filter(item))
	}
	return all
}

func (p *parser) filter(v *document.Value) filter {
	f := &field{}
	r := document.NewReader(v, p.problems)
	p.ownColumn(r, f)
	in, not := r.Value("in", document.Array, document.String), r.Value("not", document.Array, document.String)
	if in == nil && not == nil {
		p.report(v, "source-only.empty")
	}
	r.Done()
	return filter{f.column, texts(p.words(in)), texts(p.words(not))}
}

// pick reads { by = "Column", order = "Column" } or, where the order is one of
// times, order = { column, layout }.
func (p *parser) pick(v *document.Value) *pick {
	k := &pick{}
	r := document.NewReader(v, p.problems)
	if by := r.Need("by", document.String); by != nil {
		k.by = p.column(by)
	}
	switch order := r.Need("order", document.String, document.Table); {
	case order == nil:
	case order.Kind == document.String:
		k.order.column = p.column(order)
	default:
		f := &field{}
		o := document.NewReader(order, p.problems)
		p.ownColumn(o, f)
		if l := o.Value("layout", document.Array, document.String); l != nil {
			f.layouts = p.layouts(l, 0)
		}
		o.Done()
		k.order = f.moment
	}
	r.Done()
	return k
}

// A rank is where a row stands in the order of a pick: a time or a number.
type rank struct {
	wall   int64
	number float64
}

func (r rank) compare(s rank) int {
	return cmp.Or(cmp.Compare(r.wall, s.wall), cmp.Compare(r.number, s.number))
}

// rank reads where a cell stands in the order: a time where layouts say how
// it is written or the file itself holds times, a number otherwise.
func (k *pick) rank(c cell) (rank, fault) {
	dated := func(l layout) bool { return l.parts == layoutDate }
	switch {
	case c.kind == faultyCell:
		return rank{}, fault{key: c.wrong}
	case slices.ContainsFunc(k.order.layouts, dated):
		d, wrong := k.order.readDate(c)
		return rank{wall: d.Midnight().Wall}, wrong
	case len(k.order.layouts) > 0 || c.kind == momentCell:
		t, wrong := k.order.readTime(c)
		return rank{wall: t.Wall}, wrong
	}
	digits := []byte(c.text)
	if c.kind != numberCell {
		var wrong fault
		if digits, wrong = appendNumber(nil, c.text); wrong.key != "" {
			return rank{}, fault{key: "row-unreadable.order"}
		}
	}
	x, _ := strconv.ParseFloat(string(digits), 64)
	return rank{number: x}, fault{}
}
