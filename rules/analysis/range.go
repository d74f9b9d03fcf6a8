// Package analysis finds sound-looking mistakes in policies that load: what
// can never happen, what always does, what nobody reads, what people would be
// surprised by.
//
// It rests on intervals: for every formula the numbers it can yield, and for
// every condition which of true, false and undecided it can be, over all facts
// inside the declared bounds. An interval may be wider than what really
// happens, never narrower; so a finding that rests on one is certain, and
// where nothing is certain nothing is said.
package analysis

import "math"

// A Range is what a number can be: anything from Low to High, and missing
// where Missing says so. Low above High means that it is never known.
type Range struct {
	Low, High float64
	Missing   bool
	Whole     bool // only whole numbers
}

const (
	largest = 1 << 53 // of inputs and literals (SEMANTICS D1)
	nearby  = 1e-9    // what counts as equal (SEMANTICS D2)
)

// never is the range of what cannot be reached at all.
var never = Range{Low: math.Inf(1), High: math.Inf(-1), Whole: true}

// anything is the range of a number of which nothing is declared.
var anything = Range{Low: -math.MaxFloat64, High: math.MaxFloat64, Missing: true}

func exactly(x float64) Range { return Range{Low: x, High: x, Whole: x == math.Trunc(x)} }

// Known reports whether there is a number it can be.
func (r Range) Known() bool { return r.Low <= r.High }

// Contains reports whether x lies in r; NaN is a missing number.
func (r Range) Contains(x float64) bool {
	if math.IsNaN(x) {
		return r.Missing
	}
	return r.Low <= x && x <= r.High && (!r.Whole || x == math.Trunc(x))
}

// hasZero reports whether r holds a number that counts as 0.
func (r Range) hasZero() bool {
	if !r.Known() {
		return false
	}
	return r.Low < nearby && r.High > -nearby
}

// finite gives a result its bounds. What overflows is missing (SEMANTICS B1).
func finite(low, high float64, missing, whole bool) Range {
	if low != low || high != high {
		return anything
	}
	r := Range{low, high, missing, whole}
	if low < -math.MaxFloat64 {
		r.Low, r.Missing = -math.MaxFloat64, true
	}
	if high > math.MaxFloat64 {
		r.High, r.Missing = math.MaxFloat64, true
	}
	return r
}

func unknown(missing bool) Range {
	r := never
	r.Missing = missing
	return r
}

// union is what either can be.
func (r Range) union(o Range) Range {
	missing := r.Missing || o.Missing
	switch {
	case !r.Known():
		o.Missing = missing
		return o
	case !o.Known():
		r.Missing = missing
		return r
	}
	return Range{min(r.Low, o.Low), max(r.High, o.High), missing, r.Whole && o.Whole}
}

// wider allows for the rounding of many additions.
func (r Range) wider() Range {
	if !r.Known() {
		return r
	}
	by := 1e-9 + 1e-6*max(math.Abs(r.Low), math.Abs(r.High))
	return finite(r.Low-by, r.High+by, r.Missing, false)
}

// clipped is r with what lies outside low and high cut off.
func (r Range) clipped(low, high float64) Range {
	r.Low, r.High = max(r.Low, low), min(r.High, high)
	return r
}

func (r Range) negated() Range {
	if !r.Known() {
		return r
	}
	return Range{0 - r.High, 0 - r.Low, r.Missing, r.Whole}
}

// Rounding to the nearest float64 keeps order, so the ends of an operation's
// result are the results of the operation at the ends.

func (r Range) plus(o Range) Range {
	if missing := r.Missing || o.Missing; !r.Known() || !o.Known() {
		return unknown(missing)
	} else {
		return finite(r.Low+o.Low, r.High+o.High, missing, r.Whole && o.Whole)
	}
}

func (r Range) times(o Range) Range {
	return r.corners(o, func(x, y float64) float64 { return x * y }, r.Whole && o.Whole)
}

func (r Range) corners(o Range, op func(x, y float64) float64, whole bool) Range {
	missing := r.Missing || o.Missing
	if !r.Known() || !o.Known() {
		return unknown(missing)
	}
	a, b, c, d := op(r.Low, o.Low), op(r.Low, o.High), op(r.High, o.Low), op(r.High, o.High)
	return finite(min(a, b, c, d), max(a, b, c, d), missing, whole)
}

// over is division; by 0 it is missing.
func (r Range) over(o Range) Range {
	zero := o.hasZero()
	below, above := o.withoutZero()
	q := r.quotient(below).union(r.quotient(above))
	q.Missing = q.Missing || r.Missing || o.Missing || zero
	return q
}

func (r Range) quotient(o Range) Range {
	return r.corners(o, func(x, y float64) float64 { return x / y }, false)
}

// withoutZero splits a divisor into what lies below and above 0.
func (r Range) withoutZero() (below, above Range) {
	least := float64(nearby)
	if r.Whole {
		least = 1
	}
	below, above = r, r
	below.High, above.Low = min(r.High, -least), max(r.Low, least)
	return below, above
}

// remainder has the dividend's sign.
func (r Range) remainder(o Range) Range {
	missing := r.Missing || o.Missing || o.hasZero()
	if !r.Known() || !o.Known() {
		return unknown(missing)
	}
	most := max(math.Abs(o.Low), math.Abs(o.High))
	return Range{max(min(r.Low, 0), -most), min(max(r.High, 0), most), missing, r.Whole && o.Whole}
}

func (r Range) absolute() Range {
	switch {
	case !r.Known() || r.Low >= 0:
		return r
	case r.High <= 0:
		return r.negated()
	}
	return Range{0, max(-r.Low, r.High), r.Missing, r.Whole}
}

// rounded covers floor, ceil and round: a whole number beside it.
func (r Range) rounded(places int) Range {
	if !r.Known() || r.Whole {
		return r
	}
	if places > 0 {
		by := math.Pow(10, -float64(places))
		return finite(r.Low-by, r.High+by, r.Missing, false)
	}
	slack := nearby + 1e-13*max(math.Abs(r.Low), math.Abs(r.High))
	return finite(math.Floor(r.Low-slack), math.Ceil(r.High+slack), r.Missing, true)
}

func smaller(a, b Range) Range { return a.pick(b, func(x, y float64) float64 { return min(x, y) }) }
func greater(a, b Range) Range { return a.pick(b, func(x, y float64) float64 { return max(x, y) }) }

func (r Range) pick(o Range, of func(x, y float64) float64) Range {
	missing := r.Missing || o.Missing
	if !r.Known() || !o.Known() {
		return unknown(missing)
	}
	return Range{of(r.Low, o.Low), of(r.High, o.High), missing, r.Whole && o.Whole}
}
