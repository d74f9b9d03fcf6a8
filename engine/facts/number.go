package facts

import (
	"math/big"
	"strconv"
	"strings"
)

// longestNumber is how many characters a number may have: enough for every
// float64 written in full around 1, and few enough to compare exactly.
const longestNumber = 64

// largest is the size up to which float64 tells all whole numbers apart.
const largest = 1 << 53

// number reads number c: at most 2^53 in size and, unless it is 0, not so
// small that it would become 0.
func (p *problems) number(c int32, name string) (float64, bool) {
	n := &p.tape.nodes[c]
	switch n.kind {
	case numberNode:
	case stringNode:
		p.at(c, "wrong-type.number-in-quotes", "name", shown(name))
		return 0, false
	default:
		p.at(c, "wrong-type.number", "name", shown(name))
		return 0, false
	}
	written := p.tape.raw(c)
	if x, ok := shortNumber(written); ok {
		return x, true
	}
	if len(written) > longestNumber {
		p.at(c, "invalid-number.long", "name", shown(name), "max", strconv.Itoa(longestNumber))
		return 0, false
	}
	x, err := strconv.ParseFloat(written, 64)
	if err != nil || x > largest || x < -largest || (x == largest || x == -largest) && exact(written).Num().CmpAbs(two53) > 0 {
		p.at(c, "number-range", "name", shown(name))
		return 0, false
	}
	if x == 0 && !isZero(written) {
		p.at(c, "number-range.small", "name", shown(name))
		return 0, false
	}
	return x + 0, true
}

var two53 = big.NewInt(largest)

// shortNumber reads a number of at most 15 digits and no exponent: both its
// digits and its power of ten are exact in float64, so one division rounds
// once, as it should.
func shortNumber(s string) (float64, bool) {
	digits, point, from := int64(0), -1, 0
	if s[0] == '-' {
		from = 1
	}
	if len(s)-from > 16 {
		return 0, false
	}
	for i := from; i < len(s); i++ {
		switch c := s[i]; {
		case c == '.':
			point = i
		case c >= '0' && c <= '9':
			digits = digits*10 + int64(c-'0')
		default:
			return 0, false
		}
	}
	if len(s)-from == 16 && point < 0 {
		return 0, false
	}
	x := float64(digits)
	if point >= 0 {
		x /= powersOfTen[len(s)-point-1]
	}
	if from == 1 && digits != 0 {
		x = -x
	}
	return x, true
}

var powersOfTen = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// isZero reports whether every digit before the exponent is 0.
func isZero(s string) bool {
	mantissa, _, _ := strings.Cut(strings.ToLower(s), "e")
	return strings.Trim(mantissa, "-0.") == ""
}

// exact returns the value of a number that number has found to be neither too
// long nor out of range, so that its exponent is small.
func exact(s string) *big.Rat {
	if isZero(s) {
		return new(big.Rat)
	}
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("facts: the scanner let " + s + " pass for a number")
	}
	return x
}

// whole reports whether a number is whole exactly as it is written; 3.0 and
// 1e2 are.
func whole(s string) bool {
	return !strings.ContainsAny(s, ".eE") || exact(s).IsInt()
}
