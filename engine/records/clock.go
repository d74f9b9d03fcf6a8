package records

import (
	"cmp"
	"slices"
	"sync"

	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/document"
)

// A workClock runs during business hours only. It is data: the hours of each day
// of the week, and the days that differ. It knows one offset from UTC; times
// of other offsets are converted before it is read. It may be read by several
// goroutines at once.
type workClock struct {
	offset int64     // seconds east of Greenwich
	week   [7][]span // from Monday on
	days   map[calendar.Date][]span
	from   calendar.Date // the day that open starts with
	open   []int64       // nanoseconds of business from that day's midnight to each later one
	once   sync.Once     // of run
}

// A span is when business is open: from its first nanosecond, up to and
// without its last, counted from the midnight its day starts with. One that
// ends on the day after reaches beyond 24 hours.
type span struct{ from, to int64 }

var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

func (p *parser) clock(v *document.Value) *workClock {
	c := &workClock{days: map[calendar.Date][]span{}}
	r := document.NewReader(v, p.problems)
	if o := p.offset(r.Need("offset", document.String)); o != nil {
		c.offset = int64(*o)
	}
	week := r.NeedTable("days")
	for i, day := range weekdays {
		c.week[i] = p.spans(week.Value(day, document.Array, document.String))
	}
	week.Done()
	for _, d := range p.optionalDates(r.Value("holidays", document.Array)) {
		c.days[d] = nil
	}
	if extra := r.Value("extra", document.Table); extra != nil {
		for _, m := range extra.Members {
			p.extra(c, m)
		}
	}
	r.Done()
	return c
}

// optionalDates reads an array of dates, written as dates or as text.
func (p *parser) optionalDates(v *document.Value) []calendar.Date {
	if v == nil {
		return nil
	}
	var all []calendar.Date
	for _, item := range v.Items {
		d, ok := item.Date, item.Kind == document.LocalDate
		if item.Kind == document.String {
			d, ok = calendar.ParseDate(item.Text)
		}
		if !ok && item.Kind != document.Broken {
			p.report(item, "source-clock.date", "got", item.Text)
			continue
		}
		all = append(all, d)
	}
	return all
}

// extra reads the hours of one day that differs from its weekday.
func (p *parser) extra(c *workClock, m *document.Value) {
	d, ok := calendar.ParseDate(m.Name)
	if !ok {
		p.problems.Add(diag.At(m.Key, "source-clock.date", "got", m.Name))
		return
	}
	if _, twice := c.days[d]; twice {
		p.problems.Add(diag.At(m.Key, "source-clock.both", "date", m.Name))
	}
	if m.Kind != document.Array && m.Kind != document.String {
		p.problems.Add(diag.At(m.Key, "source-clock.hours", "got", m.Text))
		return
	}
	c.days[d] = p.spans(m)
}

// spans reads hours such as ["09:00-12:00", "13:00-18:00"]. They must not
// overlap.
func (p *parser) spans(v *document.Value) []span {
	var all []span
	for _, word := range p.optional(v) {
		s, ok := parseSpan(word.Text)
		if !ok {
			p.report(word, "source-clock.hours", "got", word.Text)
			continue
		}
		for _, t := range all {
			if s.from < t.to && t.from < s.to {
				p.report(word, "source-clock.overlap", "got", word.Text)
			}
		}
		all = append(all, s)
	}
	return all
}

// parseSpan reads 09:00-18:00. An end that is not after the start lies on the
// next day; 00:00-24:00 is a whole day.
func parseSpan(s string) (span, bool) {
	if len(s) != len("09:00-18:00") || s[5] != '-' {
		return span{}, false
	}
	from, ok := hourOf(s[:5])
	to, ok2 := hourOf(s[6:])
	if !ok || !ok2 || from == nanosPerDay || from == to {
		return span{}, false
	}
	if to < from {
		to += nanosPerDay
	}
	return span{from, to}, true
}

// hourOf reads HH:mm up to 24:00.
func hourOf(s string) (int64, bool) {
	h, n := leadingDigits(s, 2)
	m, k := leadingDigits(s[3:], 2)
	ok := n == 2 && k == 2 && s[2] == ':' && m < 60 && (h < 24 || h == 24 && m == 0)
	return int64(h*60+m) * 60e9, ok
}

// run counts the business hours of every day there is, so that the time
// between two moments is one subtraction.
func (c *workClock) run() {
	first, _ := calendar.NewDate(calendar.FirstYear, 1, 1)
	last, _ := calendar.NewDate(calendar.LastYear, 12, 31)
	c.from = first
	c.open = make([]int64, 1, int(last-first)+2)
	for d := first; d <= last; d++ {
		c.open = append(c.open, c.open[len(c.open)-1]+c.within(d, nanosPerDay))
	}
}

// hours returns the spans that start on a day.
func (c *workClock) hours(d calendar.Date) []span {
	if s, ok := c.days[d]; ok {
		return s
	}
	return c.week[((int(d)+3)%7+7)%7] // 1970-01-01 was a Thursday
}

// within returns how long business is open on day d before its until-th
// nanosecond, in the spans of the day and what the day before left over. What
// two of them cover counts once.
func (c *workClock) within(d calendar.Date, until int64) int64 {
	var today []span
	for _, s := range c.hours(d - 1) {
		if s.to > nanosPerDay {
			today = append(today, span{0, s.to - nanosPerDay})
		}
	}
	today = append(today, c.hours(d)...)
	slices.SortFunc(today, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	total, done := int64(0), int64(0)
	for _, s := range today {
		from, to := max(s.from, done), min(s.to, until)
		if to > from {
			total += to - from
		}
		done = max(done, s.to)
	}
	return total
}

// before returns the business time from the clock's first day up to t.
func (c *workClock) before(t calendar.Time) int64 {
	here := calendar.Time{Wall: t.Instant() + c.offset*1e9, Known: true}
	d := here.Date()
	day := min(max(int(d-c.from), 0), len(c.open)-1)
	return c.open[day] + c.within(d, here.Wall-d.Midnight().Wall)
}

// between returns the business time from one moment to another in seconds,
// negative when the second comes first.
func (c *workClock) between(from, to calendar.Time) float64 {
	c.once.Do(c.run)
	return float64(c.before(to)-c.before(from)) / 1e9
}
