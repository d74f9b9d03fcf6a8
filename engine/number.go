package engine

import (
	"math"
	"strconv"
	"strings"
)

// Equal reports whether two numbers count as the same (SEMANTICS D2): they
// differ by less than 1e-9, or by less than 1e-14 of the larger. A missing
// number (NaN) equals nothing.
func Equal(a, b float64) bool {
	d := math.Abs(a - b)
	return d < 1e-9 || a == b || d < 1e-14*math.Abs(a) || d < 1e-14*math.Abs(b)
}

// less and the others below are the comparisons of D2. They are false when an
// operand is missing; conditions that must tell undecided apart check first.
func less(a, b float64) bool    { return a < b && !Equal(a, b) }
func atLeast(a, b float64) bool { return a > b || Equal(a, b) }
func atMost(a, b float64) bool  { return a < b || Equal(a, b) }
func missing(x float64) bool    { return x != x }
func clamp(x, lo, hi float64) float64 {
	return min(max(x, lo), hi)
}

// nan is how a missing number is written in a slot.
var nan = math.NaN()

// finite returns x, or missing when it is not a finite number (B1).
func finite(x float64) float64 {
	if x-x != 0 {
		return nan
	}
	return x
}

// divide returns x/y, missing when y counts as 0 (B1).
func divide(x, y float64) float64 {
	if Equal(y, 0) {
		return nan
	}
	return finite(x / y)
}

var powersOf10 = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9}

// grid returns x in units of 10^-places, rounded to a whole number, ties away
// from zero or, with halfEven, to the even neighbour. A number that counts as
// equal to a tie or a grid point is that tie or point (D3), so an exact
// 79.995 rounds up although its float64 lies below.
func grid(x float64, places int, halfEven bool) float64 {
	if missing(x) {
		return nan
	}
	scale := powersOf10[places]
	a := math.Abs(x)
	halves := math.Round(float64(2*a) * scale)
	n := math.Round(float64(a * scale))
	if Equal(a, halves/float64(2*scale)) {
		n = fromHalves(halves, halfEven)
	}
	if n == 0 {
		return 0 // never -0
	}
	return math.Copysign(n, x)
}

// fromHalves rounds a whole number of halves to whole numbers.
func fromHalves(halves float64, halfEven bool) float64 {
	down := math.Floor(halves / 2)
	switch {
	case down == halves/2: // a whole number
		return down
	case halfEven && math.Floor(down/2) == down/2: // a tie above an even number
		return down
	}
	return down + 1
}

// round returns x rounded to places digits; the result is the float64 nearest
// to the decimal.
func round(x float64, places int, halfEven bool) float64 {
	return grid(x, places, halfEven) / powersOf10[places]
}

// floor and ceil snap to whole numbers first (D3).
func floor(x float64) float64 {
	if n := math.Round(x); Equal(x, n) {
		return n + 0
	}
	return math.Floor(x)
}

func ceil(x float64) float64 {
	if n := math.Round(x); Equal(x, n) {
		return n + 0
	}
	return math.Ceil(x) + 0
}

// amountText writes a whole number of minor units with all its digits:
// 2503 with 2 digits is 25.03.
func amountText(minor float64, digits int) string {
	s := strconv.FormatFloat(math.Abs(minor), 'f', 0, 64)
	if pad := digits + 1 - len(s); pad > 0 {
		s = strings.Repeat("0", pad) + s
	}
	if digits > 0 {
		s = s[:len(s)-digits] + "." + s[len(s)-digits:]
	}
	if minor < 0 {
		s = "-" + s
	}
	return s
}

// shown writes a quantity for people: at most four digits after the point.
func shown(x float64) string { return brief(x, 4) }

// points writes a score, a weight or points for people: at most two digits.
func points(x float64) string { return brief(x, 2) }

func brief(x float64, places int) string {
	if missing(x) {
		return "—"
	}
	if math.Abs(x) < 1e11 {
		x = round(x, places, false)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
