package engine

import (
	"math"

	"merit/engine/facts"
	"merit/rules/formula"
)

// The three truth values, short.
const (
	no        = facts.False
	yes       = facts.True
	undecided = facts.Undecided
)

// A conditionFn yields a truth value (B2).
type conditionFn func(*frame) facts.Tri

func truth(b bool) facts.Tri {
	if b {
		return yes
	}
	return no
}

func negate(t facts.Tri) facts.Tri {
	switch t {
	case yes:
		return no
	case no:
		return yes
	}
	return undecided
}

// condition compiles a node that yields a truth value.
func (c *compiler) condition(n formula.Node) conditionFn {
	switch n := n.(type) {
	case *formula.BoolLit:
		v := truth(n.Value)
		return func(*frame) facts.Tri { return v }
	case *formula.NilLit:
		return func(*frame) facts.Tri { return undecided }
	case *formula.Ref:
		return conditionSlot(c.slots.find(n.Name))
	case *formula.Element:
		return func(f *frame) facts.Tri { return f.table.Columns[0].Booleans[f.row] }
	case *formula.ElementField:
		i := n.Index
		return func(f *frame) facts.Tri { return f.table.Columns[i].Booleans[f.row] }
	case *formula.Unary:
		x := c.condition(n.X)
		return func(f *frame) facts.Tri { return negate(x(f)) }
	case *formula.Binary:
		return c.logic(n)
	case *formula.In:
		return c.membership(n)
	case *formula.Conditional:
		return c.conditionChoice(n)
	case *formula.Call:
		return c.conditionCall(n)
	}
	panic(notThis("a condition", n))
}

func conditionSlot(s slot) conditionFn {
	i := s.index
	if s.input {
		return func(f *frame) facts.Tri { return f.in.Booleans[i] }
	}
	return func(f *frame) facts.Tri { return f.booleans[i] }
}

func (c *compiler) logic(n *formula.Binary) conditionFn {
	switch n.Op {
	case formula.And:
		return c.both(n, no)
	case formula.Or:
		return c.both(n, yes)
	case formula.Coalesce:
		x, y := c.condition(n.X), c.condition(n.Y)
		return func(f *frame) facts.Tri {
			if v := x(f); v != undecided {
				return v
			}
			return y(f)
		}
	case formula.Equal, formula.NotEqual:
		return c.equality(n)
	}
	return c.order(n)
}

// both compiles and and or, by the value that decides them alone (Kleene):
// false for and, true for or.
func (c *compiler) both(n *formula.Binary, decides facts.Tri) conditionFn {
	x, y := c.condition(n.X), c.condition(n.Y)
	return func(f *frame) facts.Tri {
		l := x(f)
		if l == decides {
			return l
		}
		r := y(f)
		if l == undecided && r != decides {
			return undecided
		}
		return r
	}
}

// equality compiles == and !=. Against the literal nil it asks whether
// something is missing, and is always decided.
func (c *compiler) equality(n *formula.Binary) conditionFn {
	same := c.same(n.X, n.Y)
	if n.Op == formula.Equal {
		return same
	}
	return func(f *frame) facts.Tri { return negate(same(f)) }
}

func (c *compiler) same(a, b formula.Node) conditionFn {
	if isNil(b) {
		return c.unknown(a)
	}
	if isNil(a) {
		return c.unknown(b)
	}
	if a.Type().Kind == formula.Nil || b.Type().Kind == formula.Nil {
		return func(*frame) facts.Tri { return undecided } // (flag ? nil : nil) == x: always missing
	}
	switch slotKind(a.Type()) {
	case formula.Number:
		return c.compareNumbers(a, b, formula.Equal)
	case formula.String:
		if word, ok := b.(*formula.StringLit); ok {
			return c.isWord(a, word.Value)
		}
		x, y := c.text(a), c.text(b)
		return func(f *frame) facts.Tri {
			l, r := x(f), y(f)
			if !l.Known || !r.Known {
				return undecided
			}
			return truth(l.Text == r.Text)
		}
	case formula.Boolean:
		x, y := c.condition(a), c.condition(b)
		return func(f *frame) facts.Tri {
			l, r := x(f), y(f)
			if l == undecided || r == undecided {
				return undecided
			}
			return truth(l == r)
		}
	}
	return c.compareTimes(a, b, func(d int) bool { return d == 0 })
}

// isWord compiles a comparison of text with a literal; a field of the element
// looked at, the usual left side in predicates, is read in place.
func (c *compiler) isWord(n formula.Node, word string) conditionFn {
	if field, ok := n.(*formula.ElementField); ok {
		i := field.Index
		return func(f *frame) facts.Tri {
			v := &f.table.Columns[i].Strings[f.row]
			if !v.Known {
				return undecided
			}
			return truth(v.Text == word)
		}
	}
	x := c.text(n)
	return func(f *frame) facts.Tri {
		v := x(f)
		if !v.Known {
			return undecided
		}
		return truth(v.Text == word)
	}
}

func isNil(n formula.Node) bool {
	_, ok := n.(*formula.NilLit)
	return ok
}

// unknown asks whether n is missing.
func (c *compiler) unknown(n formula.Node) conditionFn {
	switch slotKind(n.Type()) {
	case formula.Number:
		x := c.number(n)
		return func(f *frame) facts.Tri { return truth(missing(x(f))) }
	case formula.String:
		x := c.text(n)
		return func(f *frame) facts.Tri { return truth(!x(f).Known) }
	case formula.Boolean:
		x := c.condition(n)
		return func(f *frame) facts.Tri { return truth(x(f) == undecided) }
	case formula.Time:
		x := c.time(n)
		return func(f *frame) facts.Tri { return truth(!x(f).Known) }
	case formula.List:
		x := c.list(n)
		return func(f *frame) facts.Tri { return truth(!x(f).Known) }
	}
	return func(*frame) facts.Tri { return yes } // nil == nil
}

// order compiles < <= > >= of numbers, dates and times.
func (c *compiler) order(n *formula.Binary) conditionFn {
	if slotKind(n.X.Type()) == formula.Number || slotKind(n.Y.Type()) == formula.Number {
		return c.compareNumbers(n.X, n.Y, n.Op)
	}
	switch n.Op {
	case formula.Less:
		return c.compareTimes(n.X, n.Y, func(d int) bool { return d < 0 })
	case formula.LessEqual:
		return c.compareTimes(n.X, n.Y, func(d int) bool { return d <= 0 })
	case formula.Greater:
		return c.compareTimes(n.X, n.Y, func(d int) bool { return d > 0 })
	case formula.GreaterEqual:
		return c.compareTimes(n.X, n.Y, func(d int) bool { return d >= 0 })
	}
	panic(notThis("a comparison", n))
}

// A verdict on two numbers: which of less, equal and greater make a
// comparison true.
type accepts struct{ less, equal, greater facts.Tri }

// numberOrders says what each comparison accepts (D2).
var numberOrders = map[formula.Op]accepts{
	formula.Equal:        {no, yes, no},
	formula.Less:         {yes, no, no},
	formula.LessEqual:    {yes, yes, no},
	formula.Greater:      {no, no, yes},
	formula.GreaterEqual: {no, yes, yes},
}

// compare tells which of the three holds between two numbers. It is Equal and
// the plain order in one, because predicates over long lists spend their time
// here.
func (a *accepts) compare(x, y float64) facts.Tri {
	d := x - y
	distance := math.Abs(d)
	switch {
	case distance < 1e-9 || distance < 1e-14*math.Abs(x) || distance < 1e-14*math.Abs(y):
		return a.equal
	case d < 0:
		return a.less
	case d > 0:
		return a.greater
	}
	return undecided // a missing operand makes the difference missing
}

func (c *compiler) compareNumbers(x, y formula.Node, op formula.Op) conditionFn {
	left, right, accept := c.operand(x), c.operand(y), numberOrders[op]
	return func(f *frame) facts.Tri { return accept.compare(left.of(f), right.of(f)) }
}

// membership compiles x in […]; a missing x is undecided (B6).
func (c *compiler) membership(n *formula.In) conditionFn {
	if slotKind(n.X.Type()) == formula.String {
		x, set := c.text(n.X), map[string]bool{}
		for _, m := range n.Set {
			set[m.(*formula.StringLit).Value] = true
		}
		return func(f *frame) facts.Tri {
			v := x(f)
			if !v.Known {
				return undecided
			}
			return truth(set[v.Text])
		}
	}
	x := c.number(n.X)
	set := make([]float64, len(n.Set))
	for i, m := range n.Set {
		set[i] = m.(*formula.NumberLit).Value
	}
	return func(f *frame) facts.Tri {
		v := x(f)
		if missing(v) {
			return undecided
		}
		for _, m := range set {
			if Equal(v, m) {
				return yes
			}
		}
		return no
	}
}

func (c *compiler) conditionChoice(n *formula.Conditional) conditionFn {
	cond, then, other := c.condition(n.If), c.condition(n.Then), c.condition(n.Else)
	return func(f *frame) facts.Tri {
		switch cond(f) {
		case yes:
			return then(f)
		case no:
			return other(f)
		}
		return undecided
	}
}
