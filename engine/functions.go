package engine

import (
	"math"

	"merit/engine/facts"
	"merit/rules/formula"
)

// numberCall compiles a function that yields a number. The functions and
// their meanings are listed in formula.Functions and SEMANTICS I2 to I4.
func (c *compiler) numberCall(n *formula.Call) numberFn {
	switch n.Func {
	case "abs":
		return c.apply1(n, math.Abs)
	case "ceil":
		return c.apply1(n, func(x float64) float64 { return keepMissing(x, ceil) })
	case "floor":
		return c.apply1(n, func(x float64) float64 { return keepMissing(x, floor) })
	case "round":
		return c.roundCall(n)
	case "clamp":
		return c.apply3(n, func(x, lo, hi float64) float64 {
			if missing(x) || missing(lo) || missing(hi) || less(hi, lo) {
				return nan
			}
			return clamp(x, lo, hi)
		})
	case "ratio":
		return c.apply3(n, func(a, b, otherwise float64) float64 {
			if Equal(b, 0) {
				return otherwise
			}
			return divide(a, b)
		})
	case "nps":
		return c.apply3(n, func(promoters, detractors, n float64) float64 {
			return finite(float64(divide(promoters-detractors, n) * 100))
		})
	case "days":
		return c.span(n, 24*60*60)
	case "hours":
		return c.span(n, 60*60)
	case "minutes":
		return c.span(n, 60)
	case "min", "max":
		return c.extreme(n)
	}
	return c.aggregate(n)
}

// keepMissing applies fn to a known number; floor and ceil of NaN would be NaN
// anyway, but the rule should not rest on that.
func keepMissing(x float64, fn func(float64) float64) float64 {
	if missing(x) {
		return nan
	}
	return fn(x)
}

func (c *compiler) apply1(n *formula.Call, fn func(float64) float64) numberFn {
	x := c.number(n.Args[0])
	return func(f *frame) float64 { return finite(fn(x(f))) }
}

func (c *compiler) apply3(n *formula.Call, fn func(a, b, c float64) float64) numberFn {
	x, y, z := c.number(n.Args[0]), c.number(n.Args[1]), c.number(n.Args[2])
	return func(f *frame) float64 { return fn(x(f), y(f), z(f)) }
}

// roundCall compiles round(x) and round(x, places); always half-up (D4).
func (c *compiler) roundCall(n *formula.Call) numberFn {
	places := 0
	if len(n.Args) == 2 {
		places = int(n.Args[1].(*formula.NumberLit).Value)
	}
	return c.apply1(n, func(x float64) float64 { return round(x, places, false) })
}

// span compiles to − from in units of so many seconds: signed, fractional.
func (c *compiler) span(n *formula.Call, seconds float64) numberFn {
	moments := c.moments(n.Args[0], n.Args[1])
	return func(f *frame) float64 {
		from, to, known := moments(f)
		if !known {
			return nan
		}
		whole, rest := to/1e9-from/1e9, to%1e9-from%1e9 // apart: centuries do not fit in nanoseconds
		return (float64(whole) + float64(rest)/1e9) / seconds
	}
}

// extreme compiles min and max, of scalars (missing if any is, B5) or of a
// list of numbers (missing elements skipped, B4).
func (c *compiler) extreme(n *formula.Call) numberFn {
	pick := func(a, b float64) float64 { return min(a, b) }
	if n.Func == "max" {
		pick = func(a, b float64) float64 { return max(a, b) }
	}
	if len(n.Args) == 1 && n.Args[0].Type().Kind == formula.List {
		return c.overNumbers(n, func(known []float64, _ int) float64 {
			if len(known) == 0 {
				return nan
			}
			best := known[0]
			for _, v := range known[1:] {
				best = pick(best, v)
			}
			return best + 0
		})
	}
	args := make([]numberFn, len(n.Args))
	for i, a := range n.Args {
		args[i] = c.number(a)
	}
	return func(f *frame) float64 {
		best := args[0](f)
		for _, a := range args[1:] {
			best = pick(best, a(f)) // Go's min and max of NaN are NaN
		}
		return best
	}
}

// conditionCall compiles any, all and none: three-valued over the elements
// (B4).
func (c *compiler) conditionCall(n *formula.Call) conditionFn {
	of, holds := c.list(n.Args[0]), c.condition(n.Each)
	name := n.Func
	return func(f *frame) facts.Tri {
		l := of(f)
		if !l.Known {
			return undecided
		}
		var count [3]int
		f.each(l, func(int) { count[holds(f)]++ })
		switch name {
		case "all":
			return allOf(count)
		case "none":
			return negate(anyOf(count))
		}
		return anyOf(count)
	}
}

func anyOf(count [3]int) facts.Tri {
	switch {
	case count[yes] > 0:
		return yes
	case count[undecided] > 0:
		return undecided
	}
	return no
}

func allOf(count [3]int) facts.Tri {
	switch {
	case count[no] > 0:
		return no
	case count[undecided] > 0:
		return undecided
	}
	return yes
}
