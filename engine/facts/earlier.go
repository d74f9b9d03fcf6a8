package facts

import (
	"math"
	"strings"

	"merit/rules/calendar"
	"merit/rules/formula"
)

// An Earlier declares one of the lists of other evaluations that a policy
// reads: history or parts.
type Earlier struct {
	Name     string
	Type     *formula.Type   // a list of records, as formulas see it
	Length   calendar.Length // of parts: of their periods
	Currency string          // of the policy; "" for none
}

// earlier is where such a list lies and how its records become rows.
type earlier struct {
	Earlier
	index   int                       // among the lists
	metrics map[string]map[string]int // id → value, score, part, whole → column
}

func newEarlier(e Earlier, size *sizes) *earlier {
	out := &earlier{Earlier: e, index: size.lists, metrics: map[string]map[string]int{}}
	size.lists++
	for i, f := range e.Type.Elem.Fields {
		path, ok := strings.CutPrefix(f.Name, "metrics.")
		if !ok {
			continue
		}
		id, member, _ := strings.Cut(path, ".")
		if out.metrics[id] == nil {
			out.metrics[id] = map[string]int{}
		}
		out.metrics[id][member] = i
	}
	return out
}

// earlier reads history and parts into their slots. Parts that no policy
// reads are refused.
func (d *decoder) earlier(r *Request) {
	if e := d.layout.history; e != nil {
		d.values.Lists[e.index] = d.pasts(e, r.History)
	}
	if e := d.layout.parts; e != nil {
		d.values.Lists[e.index] = d.pasts(e, d.partsOf(r.Parts, r.Period, e.Length))
	}
	if len(r.Parts) > 0 && d.layout.parts == nil && !d.besideReadsParts() {
		d.name(d.tape.member(0, "parts"), "unknown-field.parts")
	}
}

func (d *decoder) besideReadsParts() bool {
	for _, l := range d.beside {
		if l.parts != nil {
			return true
		}
	}
	return false
}

// pasts puts records into a table with a column for each field.
func (d *decoder) pasts(e *earlier, records []Past) List {
	t := &Table{Rows: len(records), Columns: make([]Column, len(e.Type.Elem.Fields))}
	for i, f := range e.Type.Elem.Fields {
		t.Columns[i] = e.column(f.Name, records)
	}
	for row := range records {
		r := &records[row]
		if r.Currency != "" && e.Currency != "" && r.Currency != e.Currency {
			d.at(r.payout, "invalid-history.currency", "currency", shown(r.Currency), "ours", e.Currency)
		}
		if r.metrics != 0 {
			d.metricCells(e, t, row, r.metrics)
		}
	}
	return List{Table: t, All: true, Known: true}
}

// column makes the column of one field; a metric's is filled afterwards.
func (e *earlier) column(name string, records []Past) Column {
	switch name {
	case "period":
		return texts(records, func(r *Past) String { return String{Text: r.Period.String(), Known: true} })
	case "grade":
		return texts(records, func(r *Past) String { return r.Grade })
	case "status":
		return texts(records, func(r *Past) String { return r.Status })
	case "vetoed":
		c := Column{Booleans: make([]Tri, len(records))}
		for i := range records {
			c.Booleans[i] = records[i].Vetoed
		}
		return c
	}
	c := Column{Numbers: make([]float64, len(records))}
	for i := range records {
		switch name {
		case "score":
			c.Numbers[i] = records[i].Score
		case "rate":
			c.Numbers[i] = records[i].Rate
		case "payout":
			c.Numbers[i] = records[i].Payout
		default:
			c.Numbers[i] = math.NaN()
		}
	}
	return c
}

func texts(records []Past, of func(*Past) String) Column {
	c := Column{Strings: make([]String, len(records))}
	for i := range records {
		c.Strings[i] = of(&records[i])
	}
	return c
}

// metricCells fills one row with the metrics of a record, a list or an object.
// Metrics that the policy does not have are passed over: they may have been
// those of an earlier version.
func (d *decoder) metricCells(e *earlier, t *Table, row int, metrics int32) {
	for c := d.tape.first(metrics); c != 0; c = d.tape.nodes[c].next {
		id := ""
		if d.tape.nodes[metrics].kind == objectNode {
			id = d.tape.name(c)
		} else if at := d.tape.member(c, "id"); at != 0 {
			id = d.tape.string(at)
		}
		for member, column := range e.metrics[id] {
			m := d.tape.member(c, member)
			if m == 0 || d.tape.nodes[m].kind != numberNode {
				continue
			}
			if x, ok := d.number(m, member); ok {
				t.Columns[column].Numbers[row] = x
			}
		}
	}
}
