package calendar

import "testing"

func TestParsePeriod(t *testing.T) {
	for _, tt := range []struct {
		text, start, end string
		days             int
	}{
		{"2026-03", "2026-03-01", "2026-03-31", 31},
		{"2024-02", "2024-02-01", "2024-02-29", 29},
		{"2026-Q1", "2026-01-01", "2026-03-31", 90},
		{"2026-Q4", "2026-10-01", "2026-12-31", 92},
		{"2026-H2", "2026-07-01", "2026-12-31", 184},
		{"2026", "2026-01-01", "2026-12-31", 365},
		{"2261", "2261-01-01", "2261-12-31", 365}, // the last year there is
	} {
		p, ok := ParsePeriod(tt.text)
		if !ok || p.String() != tt.text || p.Start().String() != tt.start || p.End().String() != tt.end || p.Days() != tt.days {
			t.Errorf("%s: %v %v, from %v to %v, %d days; want %s to %s, %d", tt.text, ok, p, p.Start(), p.End(), p.Days(), tt.start, tt.end, tt.days)
		}
		if q := PeriodOf(p.Length, p.End()); q != p || !p.Contains(q) {
			t.Errorf("the last day of %v lies in %v", p, q)
		}
	}
	for _, text := range []string{"", "2026-13", "2026-00", "2026-3", "2026-Q5", "2026-Q0", "2026-H3", "2026-W1", "26-03", "2026-03-01", "2026-q1", "２０２６", "1677", "2262", "+026", "2026-"} {
		if p, ok := ParsePeriod(text); ok {
			t.Errorf("%q is read as %v", text, p)
		}
	}
}

func TestAdd(t *testing.T) {
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01", -1, "2025-12"}, {"2025-12", 1, "2026-01"}, {"2026-03", -14, "2025-01"},
		{"2026-Q1", -1, "2025-Q4"}, {"2026-H2", 1, "2027-H1"}, {"2026", 3, "2029"},
	} {
		p, _ := ParsePeriod(tt.from)
		if got := p.Add(tt.n).String(); got != tt.want {
			t.Errorf("%s + %d = %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

func TestDates(t *testing.T) {
	for text, ok := range map[string]bool{
		"2026-03-31": true, "2024-02-29": true, "2023-02-29": false, "2026-04-31": false, "2026-3-1": false,
		"1678-01-01": true, "1677-12-31": false, "2261-12-31": true, "2262-01-01": false, "2026-03-31T00:00:00Z": false, "": false,
	} {
		d, got := ParseDate(text)
		if got != ok || ok && d.String() != text {
			t.Errorf("ParseDate(%q) = %v, %v", text, d, got)
		}
		if ok && d.Midnight().Date() != d {
			t.Errorf("midnight of %s is on %s", text, d.Midnight().Date())
		}
	}
}

func TestTimes(t *testing.T) {
	x, ok := ParseTime("2026-03-31T00:30:00+08:00")
	if !ok || x.Date().String() != "2026-03-31" || x.Offset != 8*3600 {
		t.Errorf("%v %v: the day is that of the offset", x, ok)
	}
	y, _ := ParseTime("2026-03-30T16:30:00Z")
	if x.Instant() != y.Instant() || x.Wall == y.Wall {
		t.Error("one moment in two offsets")
	}
	if x.String() != "2026-03-31T00:30:00+08:00" || (Time{}).String() != "" {
		t.Errorf("written as %q", x)
	}
	before, _ := ParseTime("1969-12-31T23:59:59.5Z")
	if before.Date().String() != "1969-12-31" {
		t.Errorf("half a second before 1970 is on %s", before.Date())
	}
	for _, text := range []string{"2026-03-31T00:30:00", "2026-03-31 00:30:00+08:00", "2026-02-30T00:00:00Z", "1600-01-01T00:00:00Z", "2262-01-01T00:00:00Z"} {
		if z, ok := ParseTime(text); ok {
			t.Errorf("%q is read as %v", text, z)
		}
	}
}

func TestPer(t *testing.T) {
	for _, tt := range []struct {
		short, long Length
		want        int
	}{{Month, Quarter, 3}, {Month, Half, 6}, {Month, Year, 12}, {Quarter, Year, 4}, {Half, Year, 2}} {
		if got := tt.short.Per(tt.long); got != tt.want {
			t.Errorf("%s in a %s: %d, want %d", tt.short, tt.long, got, tt.want)
		}
	}
}

// TestMonthsOn counts months on from a day and takes the last of that month.
func TestMonthsOn(t *testing.T) {
	for _, tt := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-03-31", 12, "2027-03-31"}, {"2026-03-31", 1, "2026-04-30"}, {"2026-02-28", 1, "2026-03-31"},
		{"2023-02-28", 12, "2024-02-29"}, {"2026-12-31", 1, "2027-01-31"}, {"2026-12-31", 120, "2036-12-31"},
	} {
		d, _ := ParseDate(tt.from)
		if got := d.MonthsOn(tt.months).String(); got != tt.want {
			t.Errorf("%d months on from %s: %s, want %s", tt.months, tt.from, got, tt.want)
		}
	}
}
