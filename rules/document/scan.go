package document

import (
	"bytes"
	"regexp"
	"strconv"
)

// A statement is one top-level line of TOML, or several when brackets or
// multi-line strings hold them together: a header or an entry.
type statement struct {
	start, end int
	header     bool
	unclosed   int  // offset of a bracket or quote that never closes, or -1
	reported   bool // breaks a limit, was reported and must not reach a parser
}

// A scanner finds where statements end. It knows strings, comments and
// brackets and nothing else, needs no stack of its own and runs before any
// parser, so it may see anything.
type scanner struct {
	*parser
	st    statement
	i     int
	open  []int // offsets of open brackets, at most limits.Depth
	deep  int   // brackets open beyond those
	inKey bool
	dots  int
	key   int // where the key began, or -1
}

const mostRestarts = 32 // after so many unclosed brackets, stop looking behind them

// split cuts the file into statements and checks the limits on nesting.
func (p *parser) split(from int) []statement {
	var out []statement
	restarts := 0
	for i := p.nextStatement(from); i < len(p.data); i = p.nextStatement(i) {
		s := scanner{parser: p, i: i, inKey: true, key: -1}
		s.st = statement{start: i, header: opensHeader(p.data[i:]), unclosed: -1}
		atEnd := s.run()
		if atEnd && s.st.unclosed >= 0 && restarts < mostRestarts {
			// The bracket or quotes swallowed the rest of the file: take up
			// again on the next line.
			restarts++
			s.i = p.lineEnd(s.st.unclosed)
		}
		s.st.end = s.i
		for s.st.end > s.st.start && isBlank(p.data[s.st.end-1]) {
			s.st.end--
		}
		out = append(out, s.st)
		i = s.i
	}
	return out
}

// opensHeader reports whether line starts a header, be it with the wrong
// brackets.
func opensHeader(line []byte) bool {
	return line[0] == '[' || bytes.HasPrefix(line, []byte("【")) || bytes.HasPrefix(line, []byte("［"))
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// nextStatement skips blank lines and comments.
func (p *parser) nextStatement(i int) int {
	for i < len(p.data) {
		switch {
		case isBlank(p.data[i]):
			i++
		case p.data[i] == '#':
			i = p.comment(i)
		default:
			return i
		}
	}
	return i
}

// comment checks the comment that starts at i and returns where it ends.
func (p *parser) comment(i int) int {
	end := p.lineEnd(i)
	p.checkComment(i, end)
	return end
}

// lineEnd returns the offset of the newline at or after i, or the file's end.
func (p *parser) lineEnd(i int) int {
	if n := bytes.IndexByte(p.data[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(p.data)
}

// run moves to the end of the statement and reports whether the file ended.
func (s *scanner) run() bool {
	for s.i < len(s.data) {
		switch c := s.data[s.i]; c {
		case '\n':
			if len(s.open) == 0 || s.st.header || s.startsAnew() {
				if len(s.open) > 0 {
					s.st.unclosed = s.open[len(s.open)-1]
				}
				return false
			}
			s.key = -1
		case '#':
			s.i, s.key = s.comment(s.i), -1
			continue
		case '"', '\'':
			s.beginKey()
			end, closed := stringEnd(s.data, s.i, s.inKey)
			if !closed {
				s.st.unclosed, s.i = s.i, end
				return end == len(s.data)
			}
			s.i = end
			continue
		default:
			s.mark(c)
		}
		s.i++
	}
	if len(s.open) > 0 {
		s.st.unclosed = s.open[0]
	}
	return true
}

// mark takes note of one character outside strings and comments.
func (s *scanner) mark(c byte) {
	switch c {
	case '[', '{':
		s.push(c)
	case ']', '}':
		s.endKey()
		s.pop()
	case '=':
		s.endKey()
		s.inKey = false
		s.values++
	case ',':
		s.values++
		s.inKey = len(s.open) > 0 && s.data[s.open[len(s.open)-1]] == '{'
		s.key, s.dots = -1, 0
	case '.':
		if s.inKey {
			s.dots++
			if s.dots == s.limits.KeyParts {
				s.refuse("too-deep.key", s.limits.KeyParts)
			}
		}
	case ' ', '\t', '\r':
	default:
		s.beginKey()
	}
}

func (s *scanner) push(c byte) {
	if c == '{' || s.st.header && s.i == s.st.start {
		s.tables++
	}
	if len(s.open) == s.limits.Depth {
		if s.deep == 0 {
			s.refuse("too-deep.brackets", s.limits.Depth)
		}
		s.deep++
		return
	}
	s.open = append(s.open, s.i)
	s.inKey = c == '{' || s.st.header
	s.key, s.dots = -1, 0
}

func (s *scanner) pop() {
	s.inKey = false
	if s.deep > 0 {
		s.deep--
		return
	}
	if n := len(s.open); n > 0 {
		s.closers[s.open[n-1]] = s.i
		s.open = s.open[:n-1]
	}
}

func (s *scanner) beginKey() {
	if s.inKey && s.key < 0 {
		s.key = s.i
	}
}

func (s *scanner) endKey() {
	if s.inKey && s.key >= 0 && s.i-s.key > s.limits.KeyBytes {
		s.refuse("too-large.key", s.limits.KeyBytes)
	}
	s.key, s.dots = -1, 0
}

// refuse reports that the statement breaks a limit, once.
func (s *scanner) refuse(key string, limit int) {
	if !s.st.reported && len(s.problems) < mostProblems {
		s.report(s.span(s.i, s.i+1), key, "limit", strconv.Itoa(limit))
	}
	s.st.reported = true
}

var (
	headerLine = regexp.MustCompile(`^[ \t]*\[\[?[ \t]*[A-Za-z_\x{80}-\x{10ffff}][^\[\]{},=]*\]\]?[ \t]*(#.*)?\r?$`)
	entryLine  = regexp.MustCompile(`^[ \t]*[A-Za-z0-9_.\x{80}-\x{10ffff}-]+[ \t]*=`)
	wordArray  = regexp.MustCompile(`^[ \t]*\[\[?[ \t]*(true|false|inf|nan)[ \t]*\]`)
)

// startsAnew reports whether the line after s.i cannot belong to the open
// brackets, because it is a header, or an entry inside an array.
func (s *scanner) startsAnew() bool {
	line := s.data[s.i+1 : s.lineEnd(s.i+1)]
	if len(line) > 4*s.limits.KeyBytes {
		line = line[:4*s.limits.KeyBytes]
	}
	if headerLine.Match(line) {
		return !wordArray.Match(line)
	}
	return s.data[s.open[len(s.open)-1]] == '[' && entryLine.Match(line)
}

// stringEnd returns the offset after the string that starts at i and whether
// it is closed; if not, the offset is that of its line's end. Keys cannot be
// multi-line strings.
func stringEnd(data []byte, i int, isKey bool) (int, bool) {
	q := data[i]
	triple := []byte{q, q, q}
	if !isKey && bytes.HasPrefix(data[i:], triple) {
		return multiLineEnd(data, i+3, triple)
	}
	for j := i + 1; j < len(data); j++ {
		switch {
		case data[j] == '\n':
			return j, false
		case data[j] == q:
			return j + 1, true
		case data[j] == '\\' && q == '"' && j+1 < len(data) && data[j+1] != '\n':
			j++
		}
	}
	return len(data), false
}

func multiLineEnd(data []byte, i int, triple []byte) (int, bool) {
	for j := i; j < len(data); j++ {
		switch {
		case data[j] == '\\' && triple[0] == '"':
			j++
		case bytes.HasPrefix(data[j:], triple):
			j += 3
			for n := 0; n < 2 && j < len(data) && data[j] == triple[0]; n++ {
				j++ // up to two quotes may stand before the closing three
			}
			return j, true
		}
	}
	return len(data), false
}
