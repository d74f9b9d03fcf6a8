package facts

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"merit/rules"
)

// drawDecimal draws the text of a JSON number.
func drawDecimal(t *rapid.T) string {
	return rapid.StringMatching(`-?(0|[1-9][0-9]{0,18})(\.[0-9]{1,18})?([eE][-+]?[0-9]{1,2})?`).Draw(t, "number")
}

func TestShortNumbersAreReadLikeStrconv(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawDecimal(t)
		got, ok := shortNumber(s)
		want, _ := strconv.ParseFloat(s, 64)
		if ok && math.Float64bits(got) != math.Float64bits(want+0) {
			t.Fatalf("%s: got %v, want %v", s, got, want)
		}
	})
	for s, short := range map[string]bool{"123456789012345": true, "1234567890123456": false, "-12345678901234.5": true, "0.00000000000001": true, "1e2": false} {
		if _, ok := shortNumber(s); ok != short {
			t.Errorf("%s: short %v, want %v", s, ok, short)
		}
	}
}

// Bounds are compared as the exact numbers compare, also where both have the
// same float64.
//
// Rules: D2
func TestBoundsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, b := drawDecimal(t), drawDecimal(t)
		if rapid.Bool().Draw(t, "near") { // the same digits and a little more
			s = b
			if whole(b) && exact(b).IsInt() && len(b) < 10 {
				s = exact(b).FloatString(0) + "." + rapid.StringMatching(`0{16,20}[0-9]`).Draw(t, "more")
			}
		}
		value, _ := new(big.Rat).SetString(s)
		edge, _ := new(big.Rat).SetString(b)
		x, _ := value.Float64()
		float, _ := edge.Float64()
		bound := rules.Number{Exact: edge, Float: float}
		if got := below(x, s, bound); got != (value.Cmp(edge) < 0) {
			t.Fatalf("%s below %s: %v", s, b, got)
		}
		if got := above(x, s, bound); got != (value.Cmp(edge) > 0) {
			t.Fatalf("%s above %s: %v", s, b, got)
		}
	})
}

// Rules: H3
func TestWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawDecimal(t)
		value, _ := new(big.Rat).SetString(s)
		if got := whole(s); got != value.IsInt() {
			t.Fatalf("%s whole: %v", s, got)
		}
	})
}

// The order of RFC 8785 is that of the UTF-16 code units.
func TestNamesAreOrderedByUTF16(t *testing.T) {
	letters := rapid.SampledFrom([]rune("ab\x7f\u0080é中\uD7FF\uE000\uFFFD\uFFFF\U00010000😀\U0010FFFF"))
	rapid.Check(t, func(t *rapid.T) {
		a := string(rapid.SliceOfN(letters, 0, 4).Draw(t, "a"))
		b := string(rapid.SliceOfN(letters, 0, 4).Draw(t, "b"))
		want := slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
		if got := compareUTF16(a, b); got != want {
			t.Fatalf("%+q and %+q: got %d, want %d", a, b, got, want)
		}
	})
}

// The short cut past formatting gives what formatting gives.
func TestCanonicalNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawDecimal(t)
		x, _ := strconv.ParseFloat(s, 64)
		c := canonicalizer{}
		c.number(s)
		if want := string(AppendNumber(nil, x)); string(c.out) != want {
			t.Fatalf("%s: got %s, want %s", s, c.out, want)
		}
	})
}
