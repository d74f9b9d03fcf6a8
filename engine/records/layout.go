package records

import (
	"strings"
	"unicode/utf8"

	"merit/rules/calendar"
)

// A layout is a compiled pattern of a date, a time of day, or both.
type layout struct {
	text  string
	items []layoutItem
	parts layoutParts
}

// A layoutItem is a number of a layout, or the text between numbers.
type layoutItem struct {
	part     byte // one of Y M D H m s S; 0 for literal text
	min, max int  // digits
	literal  string
}

// layoutParts says what a layout tells.
type layoutParts uint8

const (
	layoutDate layoutParts = 1 << iota
	layoutClock
)

// name is the variant of source-layout that says what was expected.
func (p layoutParts) name() string {
	switch p {
	case layoutDate:
		return "date"
	case layoutClock:
		return "clock"
	}
	return "both"
}

// layoutWords are the numbers a layout may hold, longer ones first.
var layoutWords = []struct {
	word string
	item layoutItem
}{
	{"YYYY", layoutItem{part: 'Y', min: 4, max: 4}},
	{"SSS", layoutItem{part: 'S', min: 3, max: 3}},
	{"MM", layoutItem{part: 'M', min: 2, max: 2}},
	{"DD", layoutItem{part: 'D', min: 2, max: 2}},
	{"HH", layoutItem{part: 'H', min: 2, max: 2}},
	{"mm", layoutItem{part: 'm', min: 2, max: 2}},
	{"ss", layoutItem{part: 's', min: 2, max: 2}},
	{"M", layoutItem{part: 'M', min: 1, max: 2}},
	{"D", layoutItem{part: 'D', min: 1, max: 2}},
}

// parseLayout compiles a layout, or returns the key and arguments of what is
// wrong with it.
func parseLayout(s string) (layout, string, []string) {
	l := layout{text: s}
	seen := ""
	for rest := s; rest != ""; {
		item, size := nextItem(rest)
		switch {
		case item.part == 0 && !literalLetter(item.literal):
			return l, "source-layout.letter", []string{"layout", s, "letter", item.literal}
		case item.part != 0 && strings.IndexByte(seen, item.part) >= 0:
			return l, "source-layout.twice", []string{"layout", s, "letter", rest[:size]}
		case item.part != 0 && l.endsLoose():
			return l, "source-layout.touching", []string{"layout", s}
		}
		if item.part != 0 {
			seen += string(item.part)
		}
		l.items = append(l.items, item)
		rest = rest[size:]
	}
	var ok bool
	if l.parts, ok = partsOf(seen); !ok {
		return l, "source-layout.incomplete", []string{"layout", s}
	}
	return l, "", nil
}

func nextItem(s string) (layoutItem, int) {
	for _, w := range layoutWords {
		if strings.HasPrefix(s, w.word) {
			return w.item, len(w.word)
		}
	}
	_, size := utf8.DecodeRuneInString(s)
	return layoutItem{literal: s[:size]}, size
}

// literalLetter reports whether s may stand for itself. ASCII letters do not,
// but for the T and Z of ISO 8601: a letter is more likely meant as a number.
func literalLetter(s string) bool {
	c := s[0]
	letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
	digit := c >= '0' && c <= '9'
	return !digit && (!letter || c == 'T' || c == 'Z')
}

// endsLoose reports whether l ends in a number of one or two digits, after
// which another number could not be told apart.
func (l layout) endsLoose() bool {
	n := len(l.items)
	return n > 0 && l.items[n-1].min != l.items[n-1].max
}

func partsOf(seen string) (layoutParts, bool) {
	has := func(part byte) bool { return strings.IndexByte(seen, part) >= 0 }
	var parts layoutParts
	date := has('Y') && has('M') && has('D')
	clock := has('H') && has('m') && (has('s') || !has('S'))
	if date {
		parts |= layoutDate
	} else if has('Y') || has('M') || has('D') {
		return 0, false
	}
	if clock {
		parts |= layoutClock
	} else if has('H') || has('m') || has('s') || has('S') {
		return 0, false
	}
	return parts, parts != 0
}

// A reading is what a layout found: numbers by part.
type reading struct{ year, month, day, hour, minute, second, milli int }

// read matches the whole of s.
func (l layout) read(s string) (reading, bool) {
	var r reading
	for _, item := range l.items {
		if item.part == 0 {
			rest, ok := strings.CutPrefix(s, item.literal)
			if !ok {
				return r, false
			}
			s = rest
			continue
		}
		value, n := leadingDigits(s, item.max)
		if n < item.min {
			return r, false
		}
		r.set(item.part, value)
		s = s[n:]
	}
	return r, s == ""
}

func leadingDigits(s string, most int) (value, n int) {
	for n < len(s) && n < most && s[n] >= '0' && s[n] <= '9' {
		value = value*10 + int(s[n]-'0')
		n++
	}
	return value, n
}

func (r *reading) set(part byte, value int) {
	switch part {
	case 'Y':
		r.year = value
	case 'M':
		r.month = value
	case 'D':
		r.day = value
	case 'H':
		r.hour = value
	case 'm':
		r.minute = value
	case 's':
		r.second = value
	case 'S':
		r.milli = value
	}
}

func (r reading) date() (calendar.Date, bool) {
	return calendar.NewDate(r.year, r.month, r.day)
}

// clock returns the nanoseconds since midnight.
func (r reading) clock() (int64, bool) {
	if r.hour > 23 || r.minute > 59 || r.second > 59 {
		return 0, false
	}
	seconds := int64(r.hour*3600 + r.minute*60 + r.second)
	return seconds*1e9 + int64(r.milli)*1e6, true
}

// parseOffset reads +08:00 as seconds east of Greenwich.
func parseOffset(s string) (int32, bool) {
	if len(s) != 6 || s[3] != ':' || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	h, n := leadingDigits(s[1:], 2)
	m, k := leadingDigits(s[4:], 2)
	if n != 2 || k != 2 || m > 59 || h*60+m > 14*60 {
		return 0, false
	}
	seconds := int32(h*3600 + m*60)
	if s[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}
