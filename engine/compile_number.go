package engine

import (
	"math"

	"merit/rules/formula"
)

// A numberFn yields a number; NaN is missing. The compiled forms of a formula
// are trees of such closures over slots: nothing is looked up by name and
// nothing is boxed while evaluating.
type numberFn func(*frame) float64

// number compiles a node that yields a number.
func (c *compiler) number(n formula.Node) numberFn {
	switch n := n.(type) {
	case *formula.NumberLit:
		v := n.Value
		return func(*frame) float64 { return v }
	case *formula.NilLit:
		return func(*frame) float64 { return nan }
	case *formula.Ref:
		return numberSlot(c.slots.find(n.Name))
	case *formula.Element:
		return func(f *frame) float64 { return f.table.Columns[0].Numbers[f.row] }
	case *formula.ElementField:
		i := n.Index
		return func(f *frame) float64 { return f.table.Columns[i].Numbers[f.row] }
	case *formula.Unary:
		x := c.number(n.X)
		return func(f *frame) float64 { return 0 - x(f) }
	case *formula.Binary:
		return c.arithmetic(n)
	case *formula.Conditional:
		return c.numberChoice(n)
	case *formula.Call:
		return c.numberCall(n)
	}
	panic(notThis("a number", n))
}

func numberSlot(s slot) numberFn {
	i := s.index
	if s.input {
		return func(f *frame) float64 { return f.in.Numbers[i] }
	}
	return func(f *frame) float64 { return f.numbers[i] }
}

// arithmetic compiles + - * / % and ??. Every result passes through finite
// (B1), which also keeps the compiler from fusing a product into a sum (D1).
func (c *compiler) arithmetic(n *formula.Binary) numberFn {
	if n.Op == formula.Coalesce {
		x, y := c.number(n.X), c.number(n.Y)
		return func(f *frame) float64 {
			if v := x(f); !missing(v) {
				return v
			}
			return y(f)
		}
	}
	x, y := c.number(n.X), c.number(n.Y)
	if k, ok := n.Y.(*formula.NumberLit); ok {
		if fn := arithmeticWith(n.Op, x, k.Value); fn != nil {
			return fn
		}
	}
	switch n.Op {
	case formula.Add:
		return func(f *frame) float64 { return finite(x(f) + y(f)) }
	case formula.Subtract:
		return func(f *frame) float64 { return finite(x(f) - y(f)) }
	case formula.Multiply:
		return func(f *frame) float64 { return finite(float64(x(f) * y(f))) }
	case formula.Divide:
		return func(f *frame) float64 { return divide(x(f), y(f)) }
	case formula.Remainder:
		return func(f *frame) float64 { return remainder(x(f), y(f)) }
	}
	panic(notThis("arithmetic", n))
}

// arithmeticWith compiles an operation whose right side is a literal, the
// most common shape, to one closure less. It returns nil where that is no gain.
func arithmeticWith(op formula.Op, x numberFn, k float64) numberFn {
	switch op {
	case formula.Add:
		return func(f *frame) float64 { return finite(x(f) + k) }
	case formula.Subtract:
		return func(f *frame) float64 { return finite(x(f) - k) }
	case formula.Multiply:
		return func(f *frame) float64 { return finite(float64(x(f) * k)) }
	case formula.Divide:
		if !Equal(k, 0) {
			return func(f *frame) float64 { return finite(x(f) / k) }
		}
	}
	return nil
}

// remainder of whole numbers has the dividend's sign; by 0 it is missing.
func remainder(x, y float64) float64 {
	if Equal(y, 0) {
		return nan
	}
	return math.Mod(x, y) + 0
}

// numberChoice compiles a conditional; an undecided condition is missing (B3).
func (c *compiler) numberChoice(n *formula.Conditional) numberFn {
	cond, then, other := c.condition(n.If), c.number(n.Then), c.number(n.Else)
	return func(f *frame) float64 {
		switch cond(f) {
		case yes:
			return then(f)
		case no:
			return other(f)
		}
		return nan
	}
}
