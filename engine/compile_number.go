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
	x, y := c.operand(n.X), c.operand(n.Y)
	switch n.Op {
	case formula.Add:
		return func(f *frame) float64 { return finite(x.of(f) + y.of(f)) }
	case formula.Subtract:
		return func(f *frame) float64 { return finite(x.of(f) - y.of(f)) }
	case formula.Multiply:
		return func(f *frame) float64 { return finite(float64(x.of(f) * y.of(f))) }
	case formula.Divide:
		return func(f *frame) float64 { return divide(x.of(f), y.of(f)) }
	case formula.Remainder:
		return func(f *frame) float64 { return remainder(x.of(f), y.of(f)) }
	}
	panic(notThis("arithmetic", n))
}

// An operand is one side of an operation. Leaves, the most common sides, are
// read in place; anything else through its closure.
type operand struct {
	fn    numberFn
	value float64
	index int
	leaf  leaf
}

type leaf uint8

const (
	notLeaf leaf = iota
	literalLeaf
	inputLeaf
	slotLeaf
	fieldLeaf
)

func (c *compiler) operand(n formula.Node) operand {
	switch n := n.(type) {
	case *formula.NumberLit:
		return operand{leaf: literalLeaf, value: n.Value}
	case *formula.Ref:
		if s := c.slots.find(n.Name); s.input {
			return operand{leaf: inputLeaf, index: s.index}
		} else {
			return operand{leaf: slotLeaf, index: s.index}
		}
	case *formula.ElementField:
		return operand{leaf: fieldLeaf, index: n.Index}
	}
	return operand{fn: c.number(n)}
}

// of returns the operand's value.
func (o *operand) of(f *frame) float64 {
	switch o.leaf {
	case literalLeaf:
		return o.value
	case inputLeaf:
		return f.in.Numbers[o.index]
	case slotLeaf:
		return f.numbers[o.index]
	case fieldLeaf:
		return f.table.Columns[o.index].Numbers[f.row]
	}
	return o.fn(f)
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
