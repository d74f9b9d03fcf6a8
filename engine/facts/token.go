package facts

import (
	"strings"
	"unicode/utf8"
)

// quoted scans a string and returns where it stands between its quotes.
func (s *scanner) quoted() (start, end int, escaped, ok bool) {
	open := s.at
	s.at++
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return open + 1, s.at - 1, escaped, true
		case c == '\\':
			escaped = true
			if !s.escape() {
				return 0, 0, false, false
			}
		case c < 0x20:
			return 0, 0, false, s.fail("malformed-json.control", s.at, s.at+1)
		default:
			s.at++
		}
	}
	return 0, 0, false, s.fail("malformed-json.quote-end", open, open+1)
}

// escape scans one escape, or both of a pair of surrogates.
func (s *scanner) escape() bool {
	from := s.at
	rest := s.text[from+1:]
	if rest == "" {
		return s.fail("malformed-json.end", len(s.text), len(s.text))
	}
	if plainEscapes[rest[0]] != 0 {
		s.at += 2
		return true
	}
	if rest[0] != 'u' || hex4(rest[1:]) < 0 {
		_, n := utf8.DecodeRuneInString(rest)
		return s.fail("malformed-json.escape", from, from+1+n)
	}
	r, n := decodeUnicode(rest[1:])
	s.at += 2 + n
	switch r {
	case utf8.RuneError:
		if hex4(rest[1:]) != utf8.RuneError {
			s.note(flaw{key: "invalid-text.surrogate", node: s.naming(), start: from, end: s.at})
		}
	case 0:
		s.note(flaw{key: "invalid-text.nul", node: s.naming(), start: from, end: s.at})
	}
	return true
}

// naming returns the node whose string is being scanned: the current one, or
// for the name of a member the one about to be made.
func (s *scanner) naming() int32 {
	if s.nodes[s.inside].kind == stringNode {
		return s.inside
	}
	return int32(len(s.nodes))
}

// checkName notes a member's name that holds characters no one sees.
func (s *scanner) checkName(c int32, start, end int, escaped bool) {
	if hidden(decodeString(s.text[start:end], escaped)) {
		s.note(flaw{key: "invalid-text.hidden-name", node: c, start: start - 1, end: end + 1})
	}
}

// hidden reports whether s holds control characters, or characters that take
// no room or turn the direction of the text.
func hidden(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 || s[i] < 0x20 || s[i] == 0x7f {
			return strings.ContainsFunc(s[i:], hiddenRune)
		}
	}
	return false
}

func hiddenRune(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r <= 0x9f:
		return true
	case r == 0xad, r == 0x61c, r == 0x180e, r == 0xfeff:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f:
		return true
	}
	return false
}

// number scans a number. What follows it is looked at so that 012 and 1.5.2
// are told as what they are.
func (s *scanner) number() bool {
	from := s.at
	if s.peek() == '-' {
		s.at++
	}
	whole := s.digits()
	switch {
	case whole == 0 && strings.HasPrefix(s.text[s.at:], "Infinity"):
		return s.fail("malformed-json.not-finite", from, s.at+len("Infinity"))
	case whole == 0:
		return s.badNumber(from)
	case whole > 1 && s.text[s.at-whole] == '0':
		return s.fail("malformed-json.leading-zero", from, s.at)
	}
	if s.peek() == '.' {
		s.at++
		if s.digits() == 0 {
			return s.badNumber(from)
		}
	}
	if s.peek()|0x20 == 'e' {
		s.at++
		if c := s.peek(); c == '+' || c == '-' {
			s.at++
		}
		if s.digits() == 0 {
			return s.badNumber(from)
		}
	}
	if letterAt(s.text, s.at) || s.peek() == '.' || s.peek() == '%' {
		return s.badNumber(from)
	}
	return true
}

func (s *scanner) badNumber(from int) bool {
	for s.at < len(s.text) && strings.IndexByte(" \t\r\n,]}\"", s.text[s.at]) < 0 {
		s.at++
	}
	return s.fail("malformed-json.number", from, s.at)
}

func (s *scanner) digits() int {
	from := s.at
	for c := s.peek(); c >= '0' && c <= '9'; c = s.peek() {
		s.at++
	}
	return s.at - from
}

// noValue fails where a value should stand, saying what stands there instead.
func (s *scanner) noValue() bool {
	rest := s.text[s.at:]
	word := 0
	for letterAt(rest, word) {
		word++
	}
	switch first := s.peek(); {
	case strings.EqualFold(rest[:word], "nan") || strings.EqualFold(rest[:word], "infinity"):
		return s.fail("malformed-json.not-finite", s.at, s.at+word)
	case word > 0:
		return s.fail("malformed-json.word", s.at, s.at+word)
	case first == '+':
		return s.failHere("malformed-json.plus")
	case first == '.':
		return s.failHere("malformed-json.point")
	case s.fullWidth() != "":
		return s.failHere(s.fullWidth())
	}
	return s.failHere("malformed-json.value")
}

// noName fails where the name of a member should stand.
func (s *scanner) noName() bool {
	if key := s.fullWidth(); key != "" {
		return s.failHere(key)
	}
	return s.failHere("malformed-json.name")
}

// fullWidth returns the message for punctuation that an input method or
// another language puts where JSON wants its own, or "".
func (s *scanner) fullWidth() string {
	r, _ := utf8.DecodeRuneInString(s.text[min(s.at, len(s.text)):])
	switch {
	case r == '\'':
		return "malformed-json.single-quote"
	case strings.ContainsRune("“”‘’「」＂＇", r):
		return "malformed-json.chinese-quote"
	case strings.ContainsRune("，：；、｛｝［］【】", r):
		return "malformed-json.chinese-mark"
	case r == '/' || r == '#':
		return "malformed-json.comment"
	}
	return ""
}
