package facts

import (
	"cmp"

	"merit/rules"
)

// below reports whether the number written is less than the bound. Rounding
// to float64 keeps the order of numbers, so where the two floats differ they
// decide; only where they are the same are the exact values compared.
func below(x float64, written string, bound rules.Number) bool {
	return bound.Given() && compareExactly(x, written, bound) < 0
}

// above reports whether the number written is greater than the bound.
func above(x float64, written string, bound rules.Number) bool {
	return bound.Given() && compareExactly(x, written, bound) > 0
}

func compareExactly(x float64, written string, bound rules.Number) int {
	if x != bound.Float {
		return cmp.Compare(x, bound.Float)
	}
	if len(written) <= 15 && bound.Exact.IsInt() && whole(written) {
		return 0 // two whole numbers below 2^53 with one float64 are one number
	}
	return exact(written).Cmp(bound.Exact)
}
