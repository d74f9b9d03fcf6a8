package facts

import (
	"strings"
	"unicode/utf8"
)

// A flaw is something wrong with the text itself, found while scanning and
// turned into a diagnostic afterwards.
type flaw struct {
	key        string // of the message catalogue
	node       int32  // whose JSON Pointer it gets
	start, end int
	other      int32 // the first of two members of one name, or 0
}

// A scanner turns JSON text (RFC 8259, nothing more) into a tape. It stops at
// the first error of syntax; names written twice and text that no one can see
// are noted in flaws and scanned past.
type scanner struct {
	tape
	at      int
	deepest int
	inside  int32 // the node being scanned
	flaws   []flaw
	broken  *flaw // what stopped the scan
}

// scan reads one JSON object and nothing after it.
func scan(text string, limits Limits) *scanner {
	s := &scanner{deepest: limits.Depth}
	s.text = text
	if !s.readable() {
		return s
	}
	s.nodes = make([]node, 0, roomFor(text))
	s.space()
	switch {
	case s.at == len(text):
		s.fail("malformed-json.empty", 0, len(text))
	case text[s.at] != '{' && text[s.at] != '[':
		s.failHere("malformed-json.not-object")
	case s.value(-1, label{}, 1):
		s.space()
		if s.at < len(text) {
			s.inside = 0
			s.fail("trailing-data", s.at, len(text))
		} else if s.nodes[0].kind != objectNode {
			s.fail("malformed-json.not-object", int(s.nodes[0].start), int(s.nodes[0].start)+1)
		}
	}
	return s
}

// readable refuses what is not UTF-8 at all.
func (s *scanner) readable() bool {
	if strings.HasPrefix(s.text, "\uFEFF") {
		return s.fail("malformed-json.bom", 0, 3)
	}
	if utf8.ValidString(s.text) {
		return true
	}
	for i := 0; ; {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		if r == utf8.RuneError && n == 1 {
			return s.fail("invalid-text.utf8", i, i+1)
		}
		i += n
	}
}

// roomFor estimates how many values text has. Hostile text gets no more than
// 64 Ki nodes in advance.
func roomFor(text string) int {
	n := 1 + strings.Count(text, ",") + strings.Count(text, "[") + strings.Count(text, "{")
	return min(n, 1<<16)
}

func (s *scanner) fail(key string, start, end int) bool {
	s.broken = &flaw{key: key, node: s.inside, start: start, end: end}
	return false
}

// failHere fails at the character under the cursor, or at the end.
func (s *scanner) failHere(key string) bool {
	if s.at >= len(s.text) {
		return s.fail("malformed-json.end", len(s.text), len(s.text))
	}
	_, n := utf8.DecodeRuneInString(s.text[s.at:])
	return s.fail(key, s.at, s.at+n)
}

func (s *scanner) space() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\n', '\r':
			s.at++
		default:
			return
		}
	}
}

// peek returns the byte under the cursor, or 0 at the end.
func (s *scanner) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

// A label is where a member's name stands, between its quotes.
type label struct {
	start, end int32
	escaped    bool
}

// value scans one value, the child of parent.
func (s *scanner) value(parent int32, name label, depth int) bool {
	i := int32(len(s.nodes))
	n := node{parent: parent, start: int32(s.at), keyStart: name.start, keyEnd: name.end, keyEscaped: name.escaped}
	if parent >= 0 {
		n.index = s.nodes[parent].count
	}
	s.nodes = append(s.nodes, n)
	s.inside = i
	ok := false
	switch c := s.peek(); {
	case c == '"':
		s.nodes[i].kind = stringNode
		_, _, s.nodes[i].escaped, ok = s.quoted()
	case c == '{' || c == '[':
		if depth > s.deepest {
			return s.fail("too-deep", s.at, s.at+1)
		}
		if c == '{' {
			s.nodes[i].kind = objectNode
			ok = s.object(i, depth)
		} else {
			s.nodes[i].kind = arrayNode
			ok = s.array(i, depth)
		}
	case c == '-' || c >= '0' && c <= '9':
		s.nodes[i].kind = numberNode
		ok = s.number()
	default:
		ok = s.literal(i)
	}
	s.nodes[i].end = int32(s.at)
	return ok
}

func (s *scanner) literal(i int32) bool {
	rest := s.text[s.at:]
	for _, l := range [...]struct {
		word string
		kind kind
	}{{"true", trueNode}, {"false", falseNode}, {"null", nullNode}} {
		if strings.HasPrefix(rest, l.word) && !letterAt(rest, len(l.word)) {
			s.nodes[i].kind = l.kind
			s.at += len(l.word)
			return true
		}
	}
	return s.noValue()
}

func letterAt(s string, i int) bool {
	return i < len(s) && (s[i] == '_' || s[i] >= '0' && s[i] <= '9' || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z')
}

func (s *scanner) array(i int32, depth int) bool {
	s.at++
	s.space()
	if s.peek() == ']' {
		s.at++
		return true
	}
	for last := int32(0); ; {
		c := int32(len(s.nodes))
		if !s.value(i, label{}, depth+1) {
			return false
		}
		s.link(i, last, c)
		last = c
		if more, ok := s.separator(']', "malformed-json.array-end"); !more {
			return ok
		}
	}
}

func (s *scanner) object(i int32, depth int) bool {
	s.at++
	s.space()
	if s.peek() == '}' {
		s.at++
		return true
	}
	for last := int32(0); ; {
		c := int32(len(s.nodes))
		if s.peek() != '"' {
			return s.noName()
		}
		start, end, escaped, ok := s.quoted()
		if !ok {
			return false
		}
		s.checkName(c, start, end, escaped)
		s.space()
		if s.peek() != ':' {
			return s.failHere("malformed-json.colon")
		}
		s.at++
		s.space()
		if !s.value(i, label{int32(start), int32(end), escaped}, depth+1) {
			return false
		}
		s.link(i, last, c)
		last = c
		if more, ok := s.separator('}', "malformed-json.object-end"); !more {
			if ok {
				s.duplicates(i)
			}
			return ok
		}
	}
}

// link makes c the child of i after last.
func (s *scanner) link(i, last, c int32) {
	s.nodes[i].count++
	if last != 0 {
		s.nodes[last].next = c
	}
	s.inside = i
}

// separator scans the comma before another child, or the end of a container.
func (s *scanner) separator(end byte, key string) (more, ok bool) {
	s.space()
	switch s.peek() {
	case end:
		s.at++
		return false, true
	case ',':
		comma := s.at
		s.at++
		s.space()
		if c := s.peek(); c == '}' || c == ']' {
			return false, s.fail("malformed-json.trailing-comma", comma, comma+1)
		}
		return true, true
	}
	if wide := s.fullWidth(); wide != "" {
		return false, s.failHere(wide)
	}
	return false, s.failHere(key)
}

// duplicates notes every name that object i has twice.
func (s *scanner) duplicates(i int32) {
	if s.nodes[i].count > 32 {
		seen := make(map[string]int32, s.nodes[i].count)
		for c := s.first(i); c != 0; c = s.nodes[c].next {
			name := s.name(c)
			if first, ok := seen[name]; ok {
				s.duplicate(first, c)
			} else {
				seen[name] = c
			}
		}
		return
	}
	for c := s.first(i); c != 0; c = s.nodes[c].next {
		for d := s.first(i); d != c; d = s.nodes[d].next {
			if s.sameName(c, d) {
				s.duplicate(d, c)
				break
			}
		}
	}
}

func (s *scanner) sameName(c, d int32) bool {
	a, b := &s.nodes[c], &s.nodes[d]
	if !a.keyEscaped && !b.keyEscaped {
		return s.text[a.keyStart:a.keyEnd] == s.text[b.keyStart:b.keyEnd]
	}
	return s.name(c) == s.name(d)
}

func (s *scanner) duplicate(first, second int32) {
	n := &s.nodes[second]
	s.note(flaw{key: "duplicate-member", node: second, start: int(n.keyStart) - 1, end: int(n.keyEnd) + 1, other: first})
}

// note keeps a flaw; a hostile text cannot make it keep more than a thousand.
func (s *scanner) note(f flaw) {
	if len(s.flaws) < 1000 {
		s.flaws = append(s.flaws, f)
	}
}
