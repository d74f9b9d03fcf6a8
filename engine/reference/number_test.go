package reference_test

import "math/big"

// A num is an exact number. err bounds how far the float64 of an engine that
// computes the same thing in the same or a similar order may lie from it
// (D1); it decides nothing, it only tells which decisions are too close to
// the tolerance's border to be compared.
type num struct {
	r   *big.Rat
	err float64
}

// unit is a little more than one rounding of float64.
const unit = 2.5e-16

var (
	tolerance = ratio(1, 1_000_000_000)         // D2: 1e-9
	relative  = new(big.Rat).SetFrac64(1, 1e14) // D2: 1e-14
	half      = ratio(1, 2)
	limit53   = new(big.Rat).SetInt64(1 << 53) // D1
)

func ratio(a, b int64) *big.Rat { return big.NewRat(a, b) }

func whole(n int64) num { return num{r: new(big.Rat).SetInt64(n)} }

// written is a number read from text: the nearest float64 is off by at most
// half a unit, and not at all for whole numbers.
func written(r *big.Rat) num {
	if r.IsInt() {
		return num{r: r}
	}
	return num{r, unit * size(r)}
}

func float(r *big.Rat) float64 { f, _ := r.Float64(); return f }

func size(r *big.Rat) float64 {
	f := float(r)
	if f < 0 {
		return -f
	}
	return f
}

// made is the result of one operation whose operands bring the error e.
func made(r *big.Rat, e float64) num { return num{r, e + unit*size(r)} }

func add(a, b num) num { return made(new(big.Rat).Add(a.r, b.r), a.err+b.err) }
func sub(a, b num) num { return made(new(big.Rat).Sub(a.r, b.r), a.err+b.err) }
func neg(a num) num    { return num{new(big.Rat).Neg(a.r), a.err} }
func abs(a num) num    { return num{new(big.Rat).Abs(a.r), a.err} }

func mul(a, b num) num {
	return made(new(big.Rat).Mul(a.r, b.r), size(a.r)*b.err+size(b.r)*a.err+a.err*b.err)
}

// quo divides; b is known not to be 0.
func quo(a, b num) num {
	r := new(big.Rat).Quo(a.r, b.r)
	least := size(b.r) - b.err
	if least <= 0 {
		return num{r, 1e300}
	}
	return made(r, (a.err+size(r)*b.err)/least)
}

// A judge makes every decision about numbers, all by D2, and keeps count of
// exact ties and of decisions that float64 could see differently.
type judge struct {
	what  string         // what is decided just now; "" in formulas
	ties  map[string]int // decisions between numbers that are exactly equal
	close int            // decisions too close to the border of the tolerance
}

func newJudge() *judge { return &judge{ties: map[string]int{}} }

// of names what is decided until the returned function is called.
func (j *judge) of(what string) func() {
	before := j.what
	j.what = what
	return func() { j.what = before }
}

// equal is D2: |a−b| < max(1e-9, 1e-14·max(|a|,|b|)).
func (j *judge) equal(a, b num) bool {
	gap := new(big.Rat).Sub(a.r, b.r)
	gap.Abs(gap)
	border := new(big.Rat).Mul(relative, larger(new(big.Rat).Abs(a.r), new(big.Rat).Abs(b.r)))
	border = larger(border, tolerance)
	if gap.Sign() == 0 {
		j.ties[j.what]++
	}
	off := float(gap) - float(border)
	if off < 0 {
		off = -off
	}
	if off <= (a.err+b.err)*2 {
		j.close++
	}
	return gap.Cmp(border) < 0
}

func larger(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) >= 0 {
		return a
	}
	return b
}

// less, more and so on: < and > mean also not equal; <= and >= or equal (D2).
func (j *judge) less(a, b num) bool   { return !j.equal(a, b) && a.r.Cmp(b.r) < 0 }
func (j *judge) more(a, b num) bool   { return !j.equal(a, b) && a.r.Cmp(b.r) > 0 }
func (j *judge) atMost(a, b num) bool { return j.equal(a, b) || a.r.Cmp(b.r) < 0 }
func (j *judge) zero(a num) bool      { return j.equal(a, whole(0)) }

// smaller and greater choose by plain order, where choosing wrongly between
// equals changes nothing.
func smaller(a, b num) num {
	if a.r.Cmp(b.r) <= 0 {
		return a
	}
	return b
}

func greater(a, b num) num {
	if a.r.Cmp(b.r) >= 0 {
		return a
	}
	return b
}

// clampTo ends at high where low and high are equal by D2 and not the same.
func clampTo(x, low, high num) num { return smaller(high, greater(x, low)) }

func floorOf(r *big.Rat) *big.Int {
	q, m := new(big.Int), new(big.Int)
	q.DivMod(r.Num(), r.Denom(), m) // Euclidean: with a positive divisor this is the floor
	return q
}

// floor and ceil snap first: what equals a whole number is it (D3).
func (j *judge) floor(a num) num {
	low := new(big.Rat).SetInt(floorOf(a.r))
	if up := new(big.Rat).Add(low, ratio(1, 1)); j.equal(a, num{r: up}) {
		return num{r: up}
	}
	j.equal(a, num{r: low}) // judged only for its closeness
	return num{r: low}
}

func (j *judge) ceil(a num) num { return neg(j.floor(neg(a))) }

// round rounds to places digits: a number equal (D2) to a tie is that tie and
// goes away from zero, or to the even neighbour (D3, D4).
func (j *judge) round(a num, places int, even bool) num {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	n := floorOf(new(big.Rat).Mul(a.r, scale))
	low := new(big.Rat).SetInt(n)
	high := new(big.Rat).Add(low, ratio(1, 1))
	middle := new(big.Rat).Add(low, half)
	at := func(r *big.Rat) num { return written(new(big.Rat).Quo(r, scale)) }
	tie := at(middle)
	tie.err = 0
	switch {
	case j.equal(a, tie) && even:
		if n.Bit(0) == 0 {
			return at(low)
		}
		return at(high)
	case j.equal(a, tie):
		if a.r.Sign() < 0 {
			return at(low)
		}
		return at(high)
	case a.r.Cmp(tie.r) < 0:
		return at(low)
	}
	return at(high)
}
