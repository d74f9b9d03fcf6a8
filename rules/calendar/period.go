package calendar

import (
	"fmt"
	"strconv"
)

// A Length is how long an assessment period is.
type Length string

// The lengths a policy may have.
const (
	Month   Length = "month"
	Quarter Length = "quarter"
	Half    Length = "half"
	Year    Length = "year"
)

// Lengths lists every length, shortest first.
var Lengths = []Length{Month, Quarter, Half, Year}

// months returns how many calendar months l has.
func (l Length) months() int {
	switch l {
	case Month:
		return 1
	case Quarter:
		return 3
	case Half:
		return 6
	}
	return 12
}

// Per returns how many periods of length l make up one of the given length, 0
// when l is not the shorter.
func (l Length) Per(longer Length) int {
	if l.months() >= longer.months() {
		return 0
	}
	return longer.months() / l.months()
}

// A Period is one assessment period. The zero Period is none.
type Period struct {
	Length Length
	Year   int
	Index  int // counted from 0 within the year
}

// ParsePeriod reads 2026-03, 2026-Q1, 2026-H1 or 2026.
func ParsePeriod(s string) (Period, bool) {
	if len(s) < 4 {
		return Period{}, false
	}
	year, ok := digits(s[:4])
	if !ok || year < FirstYear || year > LastYear {
		return Period{}, false
	}
	rest := s[4:]
	switch {
	case rest == "":
		return Period{Year, year, 0}, true
	case len(rest) == 3 && rest[0] == '-' && (rest[1] == 'Q' || rest[1] == 'H'):
		length := Quarter
		if rest[1] == 'H' {
			length = Half
		}
		n, ok := digits(rest[2:])
		return Period{length, year, n - 1}, ok && n >= 1 && n <= 12/length.months()
	case len(rest) == 3 && rest[0] == '-':
		n, ok := digits(rest[1:])
		return Period{Month, year, n - 1}, ok && n >= 1 && n <= 12
	}
	return Period{}, false
}

func digits(s string) (int, bool) {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// String writes p the way ParsePeriod reads it.
func (p Period) String() string {
	switch p.Length {
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Year, p.Index+1)
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", p.Year, p.Index+1)
	case Half:
		return fmt.Sprintf("%04d-H%d", p.Year, p.Index+1)
	case Year:
		return fmt.Sprintf("%04d", p.Year)
	}
	return ""
}

// Start returns the first day of p.
func (p Period) Start() Date {
	d, _ := NewDate(p.Year, p.Index*p.Length.months()+1, 1)
	return d
}

// End returns the last day of p.
func (p Period) End() Date {
	if q := p.Add(1); q.Year <= LastYear {
		return q.Start() - 1
	}
	d, _ := NewDate(LastYear, 12, 31)
	return d
}

// Days returns how many days p has.
func (p Period) Days() int { return int(p.End()-p.Start()) + 1 }

// Add returns the period n places after p; n may be negative.
func (p Period) Add(n int) Period {
	perYear := 12 / p.Length.months()
	i := p.Year*perYear + p.Index + n
	return Period{p.Length, i / perYear, i % perYear}
}

// Compare orders periods of one length by time.
func (p Period) Compare(q Period) int { return int(p.Start()) - int(q.Start()) }

// Contains reports whether q lies wholly inside p.
func (p Period) Contains(q Period) bool { return q.Start() >= p.Start() && q.End() <= p.End() }

// PeriodOf returns the period of the given length that contains d.
func PeriodOf(l Length, d Date) Period {
	year, month, _ := d.YMD()
	return Period{l, year, (month - 1) / l.months()}
}
