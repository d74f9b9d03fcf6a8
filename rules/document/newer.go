package document

import (
	"bytes"
	"regexp"
)

// remark warns, in a file that is otherwise fine, of what this reader accepts
// and others do not: TOML 1.1 allows in inline tables line breaks and a comma
// at the end, in strings two more escapes, and clocks without seconds. Most
// editors and checkers read TOML 1.0 and refuse the whole file. It also warns
// of words that mix look-alike letters.
func (p *parser) remark(start int) {
	n := &newer{parser: p, at: start, foreign: bytes.ContainsFunc(p.data, isForeign)}
	for n.at < len(p.data) {
		n.step()
	}
	n.mixed()
}

// A newer goes through a valid file once, from the outside of strings.
type newer struct {
	*parser
	at    int
	open  []opened // brackets, innermost last
	comma int      // where a comma was that nothing but blanks follows; 0 for none
	words []lettered

	foreign bool // it holds Greek or Cyrillic letters at all
}

func isForeign(r rune) bool { return r >= 0x370 && r < 0x2e80 && scriptOf(r) != nil }

type opened struct {
	bracket byte
	at      int
	said    bool // that it spans lines
}

func (n *newer) step() {
	switch c := n.data[n.at]; {
	case c == '#':
		n.at = endOfLine(n.data, n.at)
		return
	case c == '"' || c == '\'':
		n.comma = 0
		n.quoted(c)
		return
	case c == '\n':
		n.newline()
	case c == '{' || c == '[':
		n.comma = 0
		n.open = append(n.open, opened{bracket: c, at: n.at})
	case c == '}' || c == ']':
		n.close(c)
	case c == ',':
		n.comma = n.at
	case c == ' ' || c == '\t' || c == '\r':
	default:
		n.comma = 0
		n.bare()
		return
	}
	n.at++
}

func (n *newer) newline() {
	if len(n.open) == 0 {
		return
	}
	if last := &n.open[len(n.open)-1]; last.bracket == '{' && !last.said {
		last.said = true
		n.warn(last.at, last.at+1, "toml-newer.newline")
	}
}

func (n *newer) close(c byte) {
	if c == '}' && n.comma > 0 {
		n.warn(n.comma, n.comma+1, "toml-newer.comma")
	}
	n.comma = 0
	n.open = n.open[:max(0, len(n.open)-1)]
}

// bare goes over a word without quotes: a key, a number, a day.
func (n *newer) bare() {
	from := n.at
	for n.at < len(n.data) && !bytes.ContainsRune(delimiters, rune(n.data[n.at])) {
		n.at++
	}
	if n.at == from {
		n.at++
		return
	}
	if word := n.data[from:n.at]; bytes.IndexByte(word, ':') >= 0 && clockOnly.Match(word) {
		n.warn(from, n.at, "toml-newer.seconds", "text", string(word))
	}
}

var delimiters = []byte(" \t\r\n,=#[]{}\"'")

var clockOnly = regexp.MustCompile(`^(\d{4}-\d\d-\d\d[Tt])?\d\d:\d\d([Zz]|[+-]\d\d:\d\d)?$`)

// quoted goes over a string and looks at its escapes and words.
func (n *newer) quoted(quote byte) {
	from, end := n.at, bytes.Repeat([]byte{quote}, 3)
	if !bytes.HasPrefix(n.data[from:], end) {
		end = end[:1]
	}
	at := from + len(end)
	for at < len(n.data) && !bytes.HasPrefix(n.data[at:], end) {
		if quote == '"' && n.data[at] == '\\' && at+1 < len(n.data) {
			if e := n.data[at+1]; e == 'e' || e == 'x' {
				n.warn(at, at+2, "toml-newer.escape", "text", string(n.data[at:at+2]))
			}
			at++
		}
		at++
	}
	n.at = min(at+len(end), len(n.data))
	for len(end) == 3 && n.at < len(n.data) && n.data[n.at] == quote { // """ may end in """""
		n.at++
	}
	n.letters(from, n.at)
}

func endOfLine(data []byte, at int) int {
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(data)
}
