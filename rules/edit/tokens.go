package edit

import (
	"bytes"
	"strings"
)

// A tokenKind is what a run of bytes of a TOML file is.
type tokenKind uint8

const (
	blank   tokenKind = iota // spaces and tabs
	newline                  // \n or \r\n
	comment                  // from # to the end of the line
	word                     // a bare key, number, date, true or false
	quoted                   // a string of any of the four sorts, or a quoted key
	mark                     // one of = . , [ ] { }
)

// A token is a run of bytes of a file; all tokens in a row are the file.
type token struct {
	kind tokenKind
	text string
}

func (t token) is(s string) bool { return t.kind == mark && t.text == s }

// tokens cuts a file that parses into tokens. Of other files it makes
// something, and neither loops nor panics.
func tokens(b []byte) []token {
	var all []token
	for len(b) > 0 {
		kind, n := next(b)
		all = append(all, token{kind, string(b[:n])})
		b = b[n:]
	}
	return all
}

func next(b []byte) (tokenKind, int) {
	switch c := b[0]; {
	case c == ' ' || c == '\t':
		return blank, span(b, " \t")
	case c == '\n':
		return newline, 1
	case c == '\r' && len(b) > 1 && b[1] == '\n':
		return newline, 2
	case c == '#':
		n := bytes.IndexByte(b, '\n')
		if n < 0 {
			return comment, len(b)
		}
		return comment, len(bytes.TrimSuffix(b[:n], []byte("\r")))
	case c == '"' || c == '\'':
		return quoted, quotedLength(b)
	case strings.IndexByte(marks, c) >= 0:
		return mark, 1
	}
	n := 1
	for n < len(b) && strings.IndexByte(" \t\r\n#\"'"+marks, b[n]) < 0 {
		n++
	}
	return word, n
}

const marks = "=.,[]{}"

func span(b []byte, set string) int {
	return len(b) - len(bytes.TrimLeft(b, set))
}

// quotedLength returns how many bytes the string at the start of b takes.
func quotedLength(b []byte) int {
	quote := b[0]
	three := []byte{quote, quote, quote}
	if !bytes.HasPrefix(b, three) {
		return endOf(b, 1, quote, []byte{quote})
	}
	n := endOf(b, 3, quote, three)
	for extra := 0; extra < 2 && n < len(b) && b[n] == quote; extra++ {
		n++ // one or two quotes before the closing three belong to the text
	}
	return n
}

func endOf(b []byte, from int, quote byte, closing []byte) int {
	for i := from; i < len(b); i++ {
		switch {
		case b[i] == '\\' && quote == '"':
			i++
		case bytes.HasPrefix(b[i:], closing):
			return i + len(closing)
		}
	}
	return len(b)
}
