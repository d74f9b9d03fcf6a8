// Package calendar holds the days, times and assessment periods that policies
// speak of. It never looks at a clock and knows no time zone database: a time
// carries its own offset.
package calendar

import (
	"fmt"
	"time"
)

// A Date is a day of the proleptic Gregorian calendar, counted from
// 1970-01-01. The zero Date is 1970-01-01.
type Date int32

// The years that dates and times may have: those whose nanoseconds an int64
// can count.
const (
	FirstYear = 1678
	LastYear  = 2261
)

// NewDate returns the date of the given year, month and day of month, and
// whether there is such a day in the years from FirstYear to LastYear.
func NewDate(year, month, day int) (Date, bool) {
	if year < FirstYear || year > LastYear || month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, false
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return Date(t.Unix() / 86400), t.Day() == day
}

// ParseDate reads a date written YYYY-MM-DD.
func ParseDate(s string) (Date, bool) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return 0, false
	}
	return NewDate(t.Year(), int(t.Month()), t.Day())
}

// MonthsOn returns the last day of the month that many months after d's own.
func (d Date) MonthsOn(months int) Date {
	t := d.utc()
	first := time.Date(t.Year(), t.Month()+time.Month(months)+1, 1, 0, 0, 0, 0, time.UTC)
	return Date(first.Unix()/86400) - 1
}

// String writes d as YYYY-MM-DD.
func (d Date) String() string { return d.utc().Format("2006-01-02") }

// YMD returns d's year, month (1 to 12) and day of month.
func (d Date) YMD() (year, month, day int) {
	t := d.utc()
	return t.Year(), int(t.Month()), t.Day()
}

// Midnight returns the time at which d starts, as wall clock.
func (d Date) Midnight() Time { return Time{Wall: int64(d) * nanosPerDay, Known: true} }

func (d Date) utc() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

const nanosPerDay = 24 * 60 * 60 * 1e9

// A Time is a moment with the offset it was written in, or, for a value whose
// static type is a date, that date's midnight with offset 0. The zero Time is
// missing.
type Time struct {
	Wall   int64 // nanoseconds of wall clock since 1970-01-01T00:00:00 local
	Offset int32 // seconds east of Greenwich
	Known  bool
}

// ParseTime reads a time of RFC 3339: 2026-03-31T17:05:00+08:00. The offset
// is needed; at most nanoseconds are kept.
func ParseTime(s string) (Time, bool) {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || t.Year() < FirstYear || t.Year() > LastYear {
		return Time{}, false
	}
	_, offset := t.Zone()
	return Time{Wall: t.UnixNano() + int64(offset)*1e9, Offset: int32(offset), Known: true}, true
}

// Instant returns the nanoseconds since 1970-01-01T00:00:00Z.
func (t Time) Instant() int64 { return t.Wall - int64(t.Offset)*1e9 }

// Date returns the day t falls on, in its own offset.
func (t Time) Date() Date {
	d := t.Wall / nanosPerDay
	if t.Wall%nanosPerDay < 0 {
		d--
	}
	return Date(d)
}

// String writes t in RFC 3339, or "" when it is missing.
func (t Time) String() string {
	if !t.Known {
		return ""
	}
	zone := time.FixedZone("", int(t.Offset))
	return time.Unix(0, t.Instant()).In(zone).Format(time.RFC3339Nano)
}

var _ fmt.Stringer = Time{}
