package engine

import (
	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// A listFn yields a list that may be missing.
type listFn func(*frame) facts.List

// list compiles a node that yields a list.
func (c *compiler) list(n formula.Node) listFn {
	switch n := n.(type) {
	case *formula.Ref:
		s := c.slots.find(n.Name)
		if s.input {
			return func(f *frame) facts.List { return f.in.Lists[s.index] }
		}
		return func(f *frame) facts.List { return f.lists[s.index] }
	case *formula.NilLit:
		return func(*frame) facts.List { return facts.List{} }
	case *formula.ListLit:
		return c.listLiteral(n)
	case *formula.Binary: // ??
		x, y := c.list(n.X), c.list(n.Y)
		return func(f *frame) facts.List {
			if v := x(f); v.Known {
				return v
			}
			return y(f)
		}
	case *formula.Conditional:
		cond, then, other := c.condition(n.If), c.list(n.Then), c.list(n.Else)
		return func(f *frame) facts.List {
			switch cond(f) {
			case yes:
				return then(f)
			case no:
				return other(f)
			}
			return facts.List{}
		}
	case *formula.Call:
		switch n.Func {
		case "filter":
			return c.filter(n)
		case "map":
			return c.mapping(n)
		case "last":
			return c.last(n)
		case "per_week":
			return c.perWeek(n)
		}
	}
	panic(notThis("a list", n))
}

// filter keeps the elements whose predicate is true; undecided ones are
// skipped and counted (B4).
func (c *compiler) filter(n *formula.Call) listFn {
	of, keep := c.list(n.Args[0]), c.condition(n.Each)
	return func(f *frame) facts.List {
		l := of(f)
		if !l.Known {
			return l
		}
		n := l.Len()
		rows := f.spare.takeRows(n)
		f.look(l)
		for i := range n {
			f.row = l.Row(i)
			switch keep(f) {
			case yes:
				rows = append(rows, int32(f.row))
			case undecided:
				f.skipped++
			}
		}
		return facts.List{Table: l.Table, Rows: rows, Around: f.aroundWhere(l, keep), Known: true}
	}
}

// aroundWhere keeps the rows around the period whose predicate is true. They
// are no elements of the list, so none counts as skipped.
func (f *frame) aroundWhere(l facts.List, keep conditionFn) []int32 {
	if l.AroundLen() == 0 {
		return nil
	}
	rows := f.spare.takeRows(l.AroundLen())
	f.eachAround(l, func(row int) {
		if keep(f) == yes {
			rows = append(rows, int32(row))
		}
	})
	return rows
}

// eachRow visits the elements of l and then the rows around.
func (f *frame) eachRow(l facts.List, visit func()) {
	f.each(l, func(int) { visit() })
	f.eachAround(l, func(int) { visit() })
}

// eachAround visits the rows around the period.
func (f *frame) eachAround(l facts.List, visit func(row int)) {
	f.table = l.Table
	f.work += l.AroundLen()
	for i := range l.AroundLen() {
		f.row = l.AroundRow(i)
		visit(f.row)
	}
}

// look turns the frame to the elements of l. Predicates are one level deep,
// so nothing has to be turned back.
func (f *frame) look(l facts.List) {
	f.table = l.Table
	f.work += l.Len()
}

// each visits the elements of l in order, with the frame looking at each.
func (f *frame) each(l facts.List, visit func(row int)) {
	f.look(l)
	for i := range l.Len() {
		f.row = l.Row(i)
		visit(f.row)
	}
}

// mapping computes one value for each element; missing ones stay, so that len
// counts them.
func (c *compiler) mapping(n *formula.Call) listFn {
	of := c.list(n.Args[0])
	fill := c.column(n.Each)
	return func(f *frame) facts.List {
		l := of(f)
		if !l.Known {
			return l
		}
		mapped := f.spare.takeList(l.Len(), fill(f, l))
		mapped.Table.Around = l.AroundLen()
		return mapped
	}
}

// column compiles a node to what fills a column with it, one value for each
// element of a list.
func (c *compiler) column(n formula.Node) func(*frame, facts.List) facts.Column {
	switch slotKind(n.Type()) {
	case formula.Number:
		x := c.number(n)
		return func(f *frame, l facts.List) facts.Column {
			out := f.spare.takeFloats(l.Len() + l.AroundLen())
			f.eachRow(l, func() { out = append(out, x(f)) })
			return facts.Column{Numbers: out}
		}
	case formula.Boolean:
		x := c.condition(n)
		return func(f *frame, l facts.List) facts.Column {
			out := make([]facts.Tri, 0, l.Len()+l.AroundLen())
			f.eachRow(l, func() { out = append(out, x(f)) })
			return facts.Column{Booleans: out}
		}
	case formula.String:
		x := c.text(n)
		return func(f *frame, l facts.List) facts.Column {
			out := make([]facts.String, 0, l.Len()+l.AroundLen())
			f.eachRow(l, func() { out = append(out, x(f)) })
			return facts.Column{Strings: out}
		}
	}
	x := c.time(n)
	return func(f *frame, l facts.List) facts.Column {
		out := make([]calendar.Time, 0, l.Len()+l.AroundLen())
		f.eachRow(l, func() { out = append(out, x(f)) })
		return facts.Column{Times: out}
	}
}

// listLiteral compiles [a, b, …] of numbers or booleans.
func (c *compiler) listLiteral(n *formula.ListLit) listFn {
	if n.Type().Elem != nil && n.Type().Elem.Kind == formula.Boolean {
		items := make([]conditionFn, len(n.Items))
		for i, item := range n.Items {
			items[i] = c.condition(item)
		}
		return func(f *frame) facts.List {
			out := make([]facts.Tri, len(items))
			for i, item := range items {
				out[i] = item(f)
			}
			return f.spare.takeList(len(out), facts.Column{Booleans: out})
		}
	}
	items := make([]numberFn, len(n.Items))
	for i, item := range n.Items {
		items[i] = c.number(item)
	}
	return func(f *frame) facts.List {
		out := f.spare.takeFloats(len(items))
		for _, item := range items {
			out = append(out, item(f))
		}
		return f.spare.takeList(len(out), facts.Column{Numbers: out})
	}
}

// last keeps the n newest of a list that knows which end is newest, in the
// list's own order (G8).
func (c *compiler) last(n *formula.Call) listFn {
	of, count := c.list(n.Args[0]), c.number(n.Args[1])
	newestFirst := n.Args[0].Type().Newest > 0
	return func(f *frame) facts.List {
		l, k := of(f), count(f)
		if !l.Known || missing(k) {
			return facts.List{}
		}
		size := l.Len()
		take := int(clamp(floor(k), 0, float64(size)))
		start := size - take
		if newestFirst {
			start = 0
		}
		rows := f.spare.takeRows(take)
		for i := range take {
			rows = append(rows, int32(l.Row(start+i)))
		}
		return facts.List{Table: l.Table, Rows: rows, Known: true}
	}
}

// perWeek counts times for each ISO week whose Thursday lies in the period,
// zeros included (I4). A week is that of the time's own offset. Rows around
// the period give the days of its first and last week that lie outside; one
// that lies inside is none of the period's and does not count.
func (c *compiler) perWeek(n *formula.Call) listFn {
	of := c.list(n.Args[0])
	return func(f *frame) facts.List {
		l := of(f)
		if !l.Known {
			return l
		}
		first, weeks := thursdays(f.period)
		counts := f.spare.takeFloats(weeks)[:weeks]
		clear(counts)
		count := func(t calendar.Time) {
			if i := int(floorDiv(int64(t.Date()-first)+3, 7)); i >= 0 && i < weeks {
				counts[i]++
			}
		}
		f.each(l, func(row int) {
			t := f.table.Columns[0].Times[row]
			if !t.Known {
				f.skipped++
				return
			}
			count(t)
		})
		f.eachAround(l, func(row int) {
			t := f.table.Columns[0].Times[row]
			if d := t.Date(); t.Known && (d < f.period.Start() || d > f.period.End()) {
				count(t)
			}
		})
		return f.spare.takeList(weeks, facts.Column{Numbers: counts})
	}
}

// thursdays returns the first Thursday of p and how many p has.
func thursdays(p calendar.Period) (first calendar.Date, n int) {
	const thursday = 0 // 1970-01-01 was one
	first = p.Start()
	first += calendar.Date((7 + thursday - floorMod(int64(first), 7)) % 7)
	if first > p.End() {
		return first, 0
	}
	return first, int(p.End()-first)/7 + 1
}

func floorDiv(a, b int64) int64 { return (a - floorMod(a, b)) / b }

func floorMod(a, b int64) int64 { return ((a % b) + b) % b }
