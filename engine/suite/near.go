package suite

import (
	"math"
	"math/big"

	"merit/engine"
	"merit/rules/diag"
	"merit/rules/document"
)

// Numbers are compared exactly, but for the tolerance of every comparison.
// { near = 87.3, within = 0.05 } asks for more.

// isNear reports whether v is written as a number with a tolerance.
func isNear(v *document.Value) bool {
	return v != nil && v.Kind == document.Table && (v.Member("near") != nil || v.Member("within") != nil)
}

// nearly compares a number by the tolerance that v states.
func (x *expecting) nearly(key string, v *document.Value, read func(*answer) *float64) {
	r := document.NewReader(v, x.problems)
	near := r.Need("near", document.Integer, document.Float)
	within := r.Need("within", document.Integer, document.Float)
	r.Done()
	if near == nil || within == nil {
		return
	}
	if near.Number == nil || within.Number == nil || within.Number.Sign() < 0 {
		x.problems.Add(diag.At(within.Span, "example-not-within", "got", within.Text))
		return
	}
	wanted, _ := near.Number.Float64()
	most, _ := within.Number.Float64()
	x.want(key, v, near.Text+" ± "+within.Text, func(a *answer) (string, bool) {
		got := read(a)
		if got == nil {
			return Nothing, false
		}
		off := math.Abs(*got - wanted)
		return numberText(*got), off <= most || engine.Equal(off, most)
	})
}

// amountOf reads money as a number, for a comparison with a tolerance.
func amountOf(read func(*answer) (string, bool)) func(*answer) *float64 {
	return func(a *answer) *float64 {
		s, known := read(a)
		exact, ok := new(big.Rat).SetString(s)
		if !known || !ok {
			return nil
		}
		f, _ := exact.Float64()
		return &f
	}
}
