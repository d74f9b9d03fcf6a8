package records

import (
	"math"

	"merit/rules/calendar"
)

const nanosPerDay = 86400 * int64(1e9)

// unreadableDate says which layouts a cell does not fit; or, where dates are
// dates in a file and no layout is declared, that this one is text.
func (m *moment) unreadableDate() fault {
	if len(m.layouts) == 0 {
		return fault{key: "row-unreadable.date-text"}
	}
	return fault{key: "row-unreadable.date", args: []string{"layouts", m.layoutTexts()}}
}

// readDate tries the layouts in order; the first that fits decides, so where
// two would read a cell differently their order in the source file counts.
func (m *moment) readDate(c cell) (calendar.Date, fault) {
	switch {
	case c.kind == faultyCell:
		return 0, fault{key: c.wrong}
	case c.kind == momentCell && c.utc:
		return 0, fault{key: "row-unreadable.date-utc"}
	case c.kind == momentCell && c.parts&layoutDate != 0:
		return calendar.Time{Wall: c.when, Known: true}.Date(), fault{}
	}
	for _, l := range m.layouts {
		if r, ok := l.read(c.text); ok {
			if d, ok := r.date(); ok {
				return d, fault{}
			}
		}
	}
	return 0, m.unreadableDate()
}

// readClock is readDate for a time of day, in nanoseconds since midnight.
func (m *moment) readClock(c cell) (int64, fault) {
	switch {
	case c.kind == faultyCell:
		return 0, fault{key: c.wrong}
	case c.kind == momentCell && c.parts&layoutClock != 0 && !c.utc && (c.parts&layoutDate != 0 || c.when < nanosPerDay):
		return ((c.when % nanosPerDay) + nanosPerDay) % nanosPerDay, fault{}
	}
	for _, l := range m.layouts {
		if r, ok := l.read(c.text); ok {
			if n, ok := r.clock(); ok {
				return n, fault{}
			}
		}
	}
	return 0, m.unreadableDate()
}

// readTime is readDate for a date with a time of day. What a file gives in
// UTC becomes the wall clock of the declared offset.
func (m *moment) readTime(c cell) (calendar.Time, fault) {
	switch {
	case c.kind == faultyCell:
		return calendar.Time{}, fault{key: c.wrong}
	case c.kind == momentCell && c.parts&layoutDate != 0:
		t := calendar.Time{Wall: c.when, Known: true}
		if m.offset != nil {
			t.Offset = *m.offset
		}
		if c.utc {
			t.Wall += int64(t.Offset) * 1e9
		}
		return t, fault{}
	}
	for _, l := range m.layouts {
		r, ok := l.read(c.text)
		if !ok {
			continue
		}
		d, okDate := r.date()
		n, okClock := r.clock()
		if t, ok := joined(d, n, m.offset); ok && okDate && okClock {
			return t, fault{}
		}
	}
	return calendar.Time{}, m.unreadableDate()
}

// joined makes a time of a date, a time of day and an offset. Nanoseconds reach
// from 1678 to 2261 only.
func joined(d calendar.Date, clock int64, offset *int32) (calendar.Time, bool) {
	if year, _, _ := d.YMD(); year < 1678 || year > 2261 {
		return calendar.Time{}, false
	}
	t := d.Midnight()
	t.Wall += clock
	if offset != nil {
		t.Offset = *offset
	}
	return t, true
}

// roundTo rounds x to the nearest part of one: roundTo(x, 1000) to thousandths.
func roundTo(x, parts float64) float64 { return math.Round(x*parts) / parts }
