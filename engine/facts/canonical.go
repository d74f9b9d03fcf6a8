package facts

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// digest returns "sha256:" and the hex digits of SHA-256 over the canonical
// form of the whole request without its member explain, by RFC 8785: no white
// space, the members of every object ordered by their UTF-16 names, numbers as
// the shortest text of their float64, strings with the fewest escapes.
//
// So it does not change with the order of members, with white space, with the
// spelling of a number (1, 1.0, 1e0) or of a letter (é, \u00e9), nor with
// explain. It does change with everything else that is said, also with what
// makes no difference: an as_of that is the period's last day, or the order of
// the records of a list.
func digest(t *tape) string {
	c := canonicalizer{tape: t, out: make([]byte, 0, len(t.text)+16)}
	c.value(0)
	sum := sha256.Sum256(c.out)
	return "sha256:" + hex.EncodeToString(sum[:])
}

type canonicalizer struct {
	*tape
	out   []byte
	order []int32 // a stack: the members of the objects being written
}

func (c *canonicalizer) value(i int32) {
	switch n := &c.nodes[i]; n.kind {
	case objectNode:
		c.object(i)
	case arrayNode:
		c.out = append(c.out, '[')
		for e := c.first(i); e != 0; e = c.nodes[e].next {
			if c.nodes[e].index > 0 {
				c.out = append(c.out, ',')
			}
			c.value(e)
		}
		c.out = append(c.out, ']')
	case stringNode:
		if n.escaped {
			c.out = AppendString(c.out, c.string(i))
		} else {
			c.out = append(c.out, c.raw(i)...) // nothing in it needs an escape
		}
	case numberNode:
		c.number(c.raw(i))
	default:
		c.out = append(c.out, c.raw(i)...)
	}
}

func (c *canonicalizer) object(i int32) {
	from := len(c.order)
	for m := c.first(i); m != 0; m = c.nodes[m].next {
		if i != 0 || c.name(m) != "explain" {
			c.order = append(c.order, m)
		}
	}
	slices.SortFunc(c.order[from:], func(a, b int32) int { return compareUTF16(c.name(a), c.name(b)) })
	c.out = append(c.out, '{')
	for k, to := from, len(c.order); k < to; k++ {
		if k > from {
			c.out = append(c.out, ',')
		}
		c.out = AppendString(c.out, c.name(c.order[k]))
		c.out = append(c.out, ':')
		c.value(c.order[k])
	}
	c.out = append(c.out, '}')
	c.order = c.order[:from]
}

// number writes a number canonically. One beyond float64 stays as it is
// written: nothing will be computed with it.
func (c *canonicalizer) number(written string) {
	x, ok := shortNumber(written)
	if !ok {
		var err error
		if x, err = strconv.ParseFloat(written, 64); err != nil {
			c.out = append(c.out, written...)
			return
		}
	}
	c.out = AppendNumber(c.out, x)
}

// compareUTF16 orders strings by their UTF-16 code units, as RFC 8785 wants:
// bytes do, except that code points beyond U+FFFF come before U+E000.
func compareUTF16(a, b string) int {
	for a != "" && b != "" {
		if a[0] == b[0] && a[0] < utf8.RuneSelf {
			a, b = a[1:], b[1:]
			continue
		}
		r, n := utf8.DecodeRuneInString(a)
		q, m := utf8.DecodeRuneInString(b)
		if r == q {
			a, b = a[n:], b[m:]
			continue
		}
		if (r > 0xFFFF) != (q > 0xFFFF) && min(r, q) >= 0xE000 {
			return cmp.Compare(q, r)
		}
		return cmp.Compare(r, q)
	}
	return strings.Compare(a, b)
}

// AppendString appends s as a JSON string with the fewest escapes. Bytes that
// are not UTF-8 are appended as they are, so that Read refuses them instead of
// reading something else.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 || c == '"' || c == '\\' {
			dst = append(dst, s[from:i]...)
			dst = appendEscape(dst, c)
			from = i + 1
		}
	}
	dst = append(dst, s[from:]...)
	return append(dst, '"')
}

func appendEscape(dst []byte, c byte) []byte {
	if i := strings.IndexByte("\"\\\b\f\n\r\t", c); i >= 0 {
		return append(dst, '\\', `"\bfnrt`[i])
	}
	const hexDigits = "0123456789abcdef"
	return append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}

// AppendNumber appends the shortest text that reads back as x, in the form of
// ECMAScript. What is not finite has no JSON form and becomes null.
func AppendNumber(dst []byte, x float64) []byte {
	size := math.Abs(x)
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return append(dst, "null"...)
	case x == 0:
		return append(dst, '0')
	case size >= 1e-6 && size < 1e21:
		return strconv.AppendFloat(dst, x, 'f', -1, 64)
	}
	dst = strconv.AppendFloat(dst, x, 'e', -1, 64)
	if n := len(dst); dst[n-2] == '0' && dst[n-4] == 'e' { // e-07 is e-7
		dst[n-2] = dst[n-1]
		dst = dst[:n-1]
	}
	return dst
}
