package records

import (
	"merit/rules/calendar"
)

// person reads a row of people.
func (r *row) person() {
	b := r.binding
	period, wanted := r.period()
	if !wanted {
		r.rows.Summary.Outside++
		return
	}
	name, somebodys := r.specialist()
	if !somebodys {
		r.counts.Nobodys++
		return
	}
	who := pair{name, period}
	one := &person{origin: r.at}
	for i := range b.fields {
		if b.attribute[i] {
			one.attributes = r.member(one.attributes, i)
		} else {
			one.inputs = r.member(one.inputs, i)
		}
	}
	if r.unreadable {
		r.tellMore()
		return
	}
	r.keep(who, one)
}

// period reads the period of a row of people, the zero one without a column,
// and whether the run is about it.
func (r *row) period() (p calendar.Period, wanted bool) {
	column := r.binding.period
	if column == nil {
		return p, true
	}
	c := r.cells[r.binding.periodAt]
	p, ok := r.periodOf(c)
	example := []string{"example", calendar.PeriodOf(r.opts.Length, p.Start()).String()}
	switch {
	case c.kind == faultyCell:
		r.bad(*column, c, fault{key: c.wrong})
	case !ok:
		r.bad(*column, c, fault{key: "row-unreadable.period"})
	case p.Length != r.opts.Length:
		r.bad(*column, c, fault{key: "row-unreadable.period-length", args: example})
	default:
		return p, r.wanted(p)
	}
	return p, true
}

// periodOf reads a period. Spreadsheets make the first day of March of what is
// typed as 2026-03, so a date that begins a period stands for it.
func (r *row) periodOf(c cell) (calendar.Period, bool) {
	if c.kind != momentCell || c.parts&layoutDate == 0 || c.utc {
		return calendar.ParsePeriod(c.text)
	}
	day := calendar.Time{Wall: c.when, Known: true}.Date()
	p := calendar.PeriodOf(r.opts.Length, day)
	return p, p.Start() == day
}

// keep remembers a person. Of two rows for one pair neither is used: nobody
// can say which is right.
func (r *row) keep(who pair, one *person) {
	first := r.people[who]
	if first == nil {
		r.people[who] = one
		return
	}
	if !first.twice {
		first.twice = true
		r.rows.Summary.Skipped++
	}
	r.bad(r.binding.specialist.column, cell{text: who.specialist}, fault{key: "row-twice", args: []string{
		"first", r.place(first.origin, column{})}})
}
