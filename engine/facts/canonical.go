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
	if ok && shortest(written, x) {
		c.out = append(c.out, written...)
		return
	}
	c.out = AppendNumber(c.out, x)
}

// shortest reports whether a number that shortNumber has read is already
// written canonically: no two decimals of up to 15 digits are one float64, so
// all it takes is that no digit is idle and no exponent wanted.
func shortest(written string, x float64) bool {
	if !strings.Contains(written, ".") {
		return x != 0 || written == "0"
	}
	return written[len(written)-1] != '0' && math.Abs(x) >= 1e-6
}

// compareUTF16 orders strings by their UTF-16 code units, as RFC 8785 wants:
// bytes do, except that code points beyond U+FFFF come before U+E000.
func compareUTF16(a, b string) int {
	i, n := 0, min(len(a), len(b))
	for i < n && a[i] == b[i] {
		i++
	}
	if i == n {
		return cmp.Compare(len(a), len(b))
	}
	if a[i] < utf8.RuneSelf || b[i] < utf8.RuneSelf {
		return cmp.Compare(a[i], b[i])
	}
	for !utf8.RuneStart(a[i]) || !utf8.RuneStart(b[i]) {
		i--
	}
	r, _ := utf8.DecodeRuneInString(a[i:])
	q, _ := utf8.DecodeRuneInString(b[i:])
	if (r > 0xFFFF) != (q > 0xFFFF) && min(r, q) >= 0xE000 {
		return cmp.Compare(q, r)
	}
	return cmp.Compare(r, q)
}
