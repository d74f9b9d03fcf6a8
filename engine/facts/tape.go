package facts

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A kind is what a JSON value is.
type kind uint8

const (
	nullNode kind = iota
	falseNode
	trueNode
	numberNode
	stringNode
	arrayNode
	objectNode
)

// A node is one value of the request. Nodes lie in the order of the text, so
// the first child of a node is the next one.
type node struct {
	kind       kind
	escaped    bool // a string with escapes
	keyEscaped bool
	start, end int32 // the value's bytes; a string's with its quotes
	keyStart   int32 // the member's name between its quotes; 0 for elements and the root
	keyEnd     int32
	parent     int32 // -1 for the root
	next       int32 // the next child of the same parent, or 0
	count      int32 // how many children
	index      int32 // its place among its parent's children
}

// A tape is a whole JSON text, scanned. Strings of it share its memory.
type tape struct {
	text  string
	nodes []node
}

// first returns the first child of i, or 0.
func (t *tape) first(i int32) int32 {
	if t.nodes[i].count == 0 {
		return 0
	}
	return i + 1
}

// name returns the decoded name of member i.
func (t *tape) name(i int32) string {
	n := &t.nodes[i]
	return decodeString(t.text[n.keyStart:n.keyEnd], n.keyEscaped)
}

// string returns the decoded text of string i.
func (t *tape) string(i int32) string {
	n := &t.nodes[i]
	return decodeString(t.text[n.start+1:n.end-1], n.escaped)
}

// raw returns the bytes of value i as they stand.
func (t *tape) raw(i int32) string { return t.text[t.nodes[i].start:t.nodes[i].end] }

// member returns the member of object i with the given name, or 0.
func (t *tape) member(i int32, name string) int32 {
	for c := t.first(i); c != 0; c = t.nodes[c].next {
		if t.name(c) == name {
			return c
		}
	}
	return 0
}

// decodeString undoes the escapes of a string that the scanner has accepted.
func decodeString(raw string, escaped bool) string {
	if !escaped {
		return raw
	}
	var b strings.Builder
	b.Grow(len(raw))
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c != '\\' {
			b.WriteByte(c)
			continue
		}
		i++
		if raw[i] != 'u' {
			b.WriteByte(plainEscapes[raw[i]])
			continue
		}
		r, n := decodeUnicode(raw[i+1:])
		b.WriteRune(r)
		i += n
	}
	return b.String()
}

var plainEscapes = [256]byte{
	'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
}

// decodeUnicode reads the four hex digits after \u, and the second half of a
// pair of surrogates. It returns how many bytes it read; a lone surrogate
// gives utf8.RuneError.
func decodeUnicode(s string) (rune, int) {
	high := hex4(s)
	if !utf16.IsSurrogate(high) {
		return high, 4
	}
	if len(s) >= 10 && s[4] == '\\' && s[5] == 'u' {
		if r := utf16.DecodeRune(high, hex4(s[6:])); r != utf8.RuneError {
			return r, 10
		}
	}
	return utf8.RuneError, 4
}

// hex4 reads four hex digits, or returns -1.
func hex4(s string) rune {
	if len(s) < 4 {
		return -1
	}
	var r rune
	for _, c := range []byte(s[:4]) {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return -1
		}
	}
	return r
}
