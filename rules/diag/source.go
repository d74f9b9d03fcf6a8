package diag

import (
	"fmt"
	"sort"
	"sync"
	"unicode/utf8"
)

// A Source is one file's text, named as users know it. Make one with
// NewSource; it is immutable and may be read by many goroutines.
type Source struct {
	Name  string
	Bytes []byte

	once   sync.Once
	starts []int // byte offset at which each line starts
}

// NewSource returns the source with the given name and bytes. The bytes must
// not change afterwards.
func NewSource(name string, bytes []byte) *Source {
	return &Source{Name: name, Bytes: bytes}
}

// A Span is a range of bytes in a source, its end exclusive. The zero Span
// stands nowhere.
type Span struct {
	Source     *Source
	Start, End int
}

// A Position is where a person looks: line and column counted from 1, the
// column in characters (code points), a byte order mark not counted.
type Position struct {
	Line, Column int
}

// IsZero reports whether s stands nowhere.
func (s Span) IsZero() bool { return s.Source == nil }

// Position returns where s starts.
func (s Span) Position() Position {
	if s.Source == nil {
		return Position{}
	}
	return s.Source.position(s.Start)
}

// EndPosition returns where s ends, exclusive.
func (s Span) EndPosition() Position {
	if s.Source == nil {
		return Position{}
	}
	return s.Source.position(s.End)
}

// Text returns the bytes of s.
func (s Span) Text() string {
	if s.Source == nil {
		return ""
	}
	return string(s.Source.Bytes[s.Start:s.End])
}

// String writes s as file:line:column, or "" for the zero Span.
func (s Span) String() string {
	if s.Source == nil {
		return ""
	}
	p := s.Position()
	return fmt.Sprintf("%s:%d:%d", s.Source.Name, p.Line, p.Column)
}

func (s *Source) lines() []int {
	s.once.Do(func() {
		s.starts = []int{0}
		for i, c := range s.Bytes {
			if c == '\n' {
				s.starts = append(s.starts, i+1)
			}
		}
	})
	return s.starts
}

func (s *Source) position(offset int) Position {
	offset = min(max(offset, 0), len(s.Bytes))
	starts := s.lines()
	line := sort.Search(len(starts), func(i int) bool { return starts[i] > offset }) - 1
	before := s.Bytes[starts[line]:offset]
	if line == 0 && len(before) >= 3 && string(before[:3]) == byteOrderMark {
		before = before[3:]
	}
	return Position{Line: line + 1, Column: utf8.RuneCount(before) + 1}
}

// At returns the character at a line and column, both counted from 1; beyond
// the text, its end.
func (s *Source) At(line, column int) Span {
	starts := s.lines()
	if line < 1 || line > len(starts) {
		return Span{s, len(s.Bytes), len(s.Bytes)}
	}
	text, start := s.line(line)
	for i := range text {
		if column--; column < 1 {
			_, size := utf8.DecodeRuneInString(text[i:])
			return Span{s, start + i, start + i + size}
		}
	}
	return Span{s, start + len(text), start + len(text)}
}

// line returns the text of a line counted from 1, without its line end and
// without a byte order mark, and the offset of its first byte.
func (s *Source) line(n int) (string, int) {
	starts := s.lines()
	start, end := starts[n-1], len(s.Bytes)
	if n < len(starts) {
		end = starts[n]
	}
	for end > start && (s.Bytes[end-1] == '\n' || s.Bytes[end-1] == '\r') {
		end--
	}
	if n == 1 && end-start >= 3 && string(s.Bytes[start:start+3]) == byteOrderMark {
		start += 3
	}
	return string(s.Bytes[start:end]), start
}

const byteOrderMark = "\uFEFF"
