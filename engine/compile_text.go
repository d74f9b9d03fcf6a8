package engine

import (
	"cmp"

	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// A textFn yields text that may be missing.
type textFn func(*frame) facts.String

// A timeFn yields a time, or a date as its midnight; it may be missing.
type timeFn func(*frame) calendar.Time

// text compiles a node that yields text.
func (c *compiler) text(n formula.Node) textFn {
	switch n := n.(type) {
	case *formula.StringLit:
		v := facts.String{Text: n.Value, Known: true}
		return func(*frame) facts.String { return v }
	case *formula.NilLit:
		return func(*frame) facts.String { return facts.String{} }
	case *formula.Ref:
		s := c.slots.find(n.Name)
		if s.input {
			return func(f *frame) facts.String { return f.in.Strings[s.index] }
		}
		return func(f *frame) facts.String { return f.strings[s.index] }
	case *formula.Element:
		return func(f *frame) facts.String { return f.table.Columns[0].Strings[f.row] }
	case *formula.ElementField:
		return func(f *frame) facts.String { return f.table.Columns[n.Index].Strings[f.row] }
	case *formula.Binary: // ??
		x, y := c.text(n.X), c.text(n.Y)
		return func(f *frame) facts.String {
			if v := x(f); v.Known {
				return v
			}
			return y(f)
		}
	case *formula.Conditional:
		cond, then, other := c.condition(n.If), c.text(n.Then), c.text(n.Else)
		return func(f *frame) facts.String {
			switch cond(f) {
			case yes:
				return then(f)
			case no:
				return other(f)
			}
			return facts.String{}
		}
	}
	panic(notThis("text", n))
}

// time compiles a node that yields a date or a time.
func (c *compiler) time(n formula.Node) timeFn {
	switch n := n.(type) {
	case *formula.DateLit:
		v := n.Value.Midnight()
		return func(*frame) calendar.Time { return v }
	case *formula.NilLit:
		return func(*frame) calendar.Time { return calendar.Time{} }
	case *formula.Ref:
		s := c.slots.find(n.Name)
		if s.input {
			return func(f *frame) calendar.Time { return f.in.Times[s.index] }
		}
		return func(f *frame) calendar.Time { return f.times[s.index] }
	case *formula.Element:
		return func(f *frame) calendar.Time { return f.table.Columns[0].Times[f.row] }
	case *formula.ElementField:
		return func(f *frame) calendar.Time { return f.table.Columns[n.Index].Times[f.row] }
	case *formula.Binary: // ??
		x, y := c.time(n.X), c.time(n.Y)
		return func(f *frame) calendar.Time {
			if v := x(f); v.Known {
				return v
			}
			return y(f)
		}
	case *formula.Conditional:
		cond, then, other := c.condition(n.If), c.time(n.Then), c.time(n.Else)
		return func(f *frame) calendar.Time {
			switch cond(f) {
			case yes:
				return then(f)
			case no:
				return other(f)
			}
			return calendar.Time{}
		}
	}
	panic(notThis("a date or time", n))
}

// compareTimes compiles a comparison of dates and times; holds is told how a
// stands to b: below 0, 0 or above.
func (c *compiler) compareTimes(a, b formula.Node, holds func(int) bool) conditionFn {
	moments := c.moments(a, b)
	return func(f *frame) facts.Tri {
		x, y, known := moments(f)
		if !known {
			return undecided
		}
		return truth(holds(cmp.Compare(x, y)))
	}
}

// moments compiles two dates or times to nanoseconds that can be compared. A
// date is its midnight: beside a time, the midnight of that time's own offset
// (I3). Their difference may be more than an int64 holds.
func (c *compiler) moments(a, b formula.Node) func(*frame) (x, y int64, known bool) {
	first, second := c.time(a), c.time(b)
	local := a.Type().Kind == formula.Date || b.Type().Kind == formula.Date
	return func(f *frame) (int64, int64, bool) {
		x, y := first(f), second(f)
		if !x.Known || !y.Known {
			return 0, 0, false
		}
		if local {
			return x.Wall, y.Wall, true
		}
		return x.Instant(), y.Instant(), true
	}
}
