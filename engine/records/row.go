package records

import (
	"slices"
	"strings"
	"unicode/utf8"

	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/diag"
)

// A row is one row of people or of a list while it is read.
type row struct {
	*assembly
	line
	binding    *binding
	counts     *TableSummary
	unreadable bool
	blank      []int // fields without a cell to read although the policy asks for them
	beyond     []int // fields whose cells can be read and break the bounds the policy declares
	asked      []answer
	moment     calendar.Time // the row's own, not known without a time of day
}

// An answer is what a join has for the row.
type answer struct {
	join  *lookup
	found *found
	wrong fault
}

// bad reports a cell of the row; the row is left out as a whole.
func (r *row) bad(c column, what cell, f fault) { r.badAt(r.at, c, what, f) }

// badAt is bad for a cell that may stand in the row of a join.
func (r *row) badAt(at origin, c column, what cell, f fault) {
	r.unreadable = true
	r.badCell(at, c, what, f)
}

// badCell describes a cell that cannot be read.
func (a *assembly) badCell(at origin, c column, what cell, f fault) {
	if len(a.rows.Bad) >= keptBad {
		return
	}
	d := diag.At(diag.Span{}, f.key, append([]string{"cell", shorten(what.text), "column", c.name}, f.args...)...)
	d.Place = a.place(at, c)
	a.rows.Bad.Add(d)
}

// shorten keeps what is quoted in a message readable.
func shorten(cell string) string {
	const most = 60
	cell = strings.ToValidUTF8(cell, "\uFFFD")
	if utf8.RuneCountInString(cell) <= most {
		return cell
	}
	return string([]rune(cell)[:most]) + "…"
}

// tellMore adds to what is wrong with an unreadable row the cells that it
// lacks and those that break a bound, so that whoever mends it does so once.
// They alone make no row unreadable: facts refuses them.
func (r *row) tellMore() {
	for _, i := range r.blank {
		f := r.binding.fields[i]
		r.bad(f.column, cell{}, fault{key: "row-unreadable.blank", args: []string{"field", f.name}})
	}
	for _, i := range r.beyond {
		f := r.binding.fields[i]
		what, at, _ := r.get(r.binding.refs[i])
		r.badAt(at, f.column, what, fault{key: "row-unreadable.beyond", args: []string{"bounds", limitsOf(r.binding.declared[i])}})
	}
}

// fallsShort remembers whose row is left out.
func (r *row) fallsShort() {
	if who := r.cells[r.binding.whoAt]; who.text != "" && who.kind != faultyCell && utf8.ValidString(who.text) {
		r.short[who.text] = true
		return
	}
	r.rows.Summary.Nobody++
}

// specialist reads whose the row is. It is false when the row is declared to
// be nobody's.
func (r *row) specialist() (string, bool) {
	f, c := r.binding.specialist, r.cells[r.binding.whoAt]
	c = f.mapped(c)
	switch {
	case c.kind == faultyCell:
		r.bad(f.column, c, fault{key: c.wrong})
	case slices.Contains(f.missing, c.text):
		return "", false
	case c.text == "":
		r.bad(f.column, c, fault{key: "row-unreadable.specialist"})
	default:
		r.legible(f.column, c)
	}
	return c.text, true
}

// legible reports a cell whose bytes are no text.
func (r *row) legible(c column, what cell) bool {
	wrong := misencoded(what.text, r.binding.chinese)
	if wrong != "" {
		r.bad(c, what, fault{key: "row-unreadable.encoding-" + wrong})
	}
	return wrong == ""
}

// record reads a row of a list and adds it to its pair.
func (r *row) record(index int) {
	who, somebodys := r.specialist()
	if !somebodys {
		r.counts.Nobodys++
		return
	}
	day, ok := r.when()
	period := calendar.PeriodOf(r.opts.Length, day)
	before, ahead := r.aroundOf(period, day)
	if ok && !r.wanted(period) && len(before)+len(ahead) == 0 && !r.unreadable {
		r.rows.Summary.Outside++
		return
	}
	json := r.object()
	if r.unreadable {
		r.tellMore()
		return
	}
	if r.wanted(period) {
		r.group(pair{who, period}).lists[index].add(json, r.at)
	}
	for _, p := range before {
		r.rowsAround(pair{who, p}, 0)[index].add(json, r.at)
	}
	for _, p := range ahead {
		r.rowsAround(pair{who, p}, 1)[index].add(json, r.at)
	}
}

// aroundOf lists the wanted periods that a row lies before, in a week of
// theirs, and those it lies ahead of, in a week of theirs or within the
// table's look_ahead.
func (r *row) aroundOf(period calendar.Period, day calendar.Date) (before, ahead []calendar.Period) {
	weekOf := calendar.PeriodOf(r.opts.Length, thursday(day)) // the period that the week of the day belongs to
	if r.opts.Weeks && weekOf.Compare(period) > 0 && r.wanted(weekOf) {
		before = append(before, weekOf)
	}
	for p := period.Add(-1); ; p = p.Add(-1) {
		near := int(day-p.End()) <= r.binding.lookAhead
		if !near && !(r.opts.Weeks && p == weekOf) {
			return before, ahead
		}
		if r.wanted(p) {
			ahead = append(ahead, p)
		}
	}
}

// thursday returns the Thursday of the ISO week of d.
func thursday(d calendar.Date) calendar.Date {
	const sinceMonday = 3 // 1970-01-01 was a Thursday
	return d - calendar.Date(((int(d)+sinceMonday)%7+7)%7) + sinceMonday
}

// add appends a row to a chunk.
func (c *chunk) add(json []byte, at origin) {
	if len(c.origin) > 0 {
		c.json = append(c.json, ',')
	}
	c.json = append(c.json, json...)
	c.origin = append(c.origin, at)
}

// when reads the moment of a row: its day, and its time where the source
// tells one.
func (r *row) when() (calendar.Date, bool) {
	b := r.binding
	if b.at != nil {
		c := r.cells[b.atAt]
		t, wrong := b.at.readTime(c)
		if wrong.key != "" {
			r.bad(b.at.column, c, wrong)
		}
		r.moment = t
		return t.Date(), wrong.key == ""
	}
	c := r.cells[b.dateAt]
	day, wrongDay := b.date.readDate(c)
	if wrongDay.key != "" {
		r.bad(b.date.column, c, wrongDay)
	}
	if b.time == nil {
		return day, wrongDay.key == ""
	}
	c = r.cells[b.timeAt]
	clock, wrong := b.time.readClock(c)
	t, ok := joined(day, clock, b.time.offset)
	if wrong.key == "" && wrongDay.key == "" && !ok {
		wrong = b.time.unreadableDate()
	}
	if wrong.key != "" {
		r.bad(b.time.column, c, wrong)
	}
	r.moment = t
	return day, wrongDay.key == ""
}

// object writes the fields of a row as a JSON object, or the one plain value.
func (r *row) object() []byte {
	var dst []byte
	if r.binding.plain {
		c, at, wrong := r.get(r.binding.refs[0])
		if f := r.binding.fields[0]; wrong.key == "" && f.isMissing(f.mapped(c)) {
			r.lacks(0)
			return []byte("null")
		}
		return r.value(dst, 0, c, at, wrong)
	}
	dst = append(dst, '{')
	for i := range r.binding.fields {
		dst = r.member(dst, i)
	}
	return append(dst, '}')
}

// member appends "name":value unless there is none.
func (r *row) member(dst []byte, i int) []byte {
	f := r.binding.fields[i]
	if f.fromRow {
		return appendTime(key(dst, f.name), r.moment)
	}
	if f.as == asWorkHours || f.as == asCount {
		return r.computed(dst, i)
	}
	c, at, wrong := r.get(r.binding.refs[i])
	c = f.mapped(c)
	if wrong.key == "" && f.isMissing(c) {
		r.lacks(i)
		return dst
	}
	return r.value(key(dst, f.name), i, c, at, wrong)
}

// key appends the name of a member, after a comma where one is needed.
func key(dst []byte, name string) []byte {
	if n := len(dst); n > 0 && dst[n-1] != '{' {
		dst = append(dst, ',')
	}
	return append(facts.AppendString(dst, name), ':')
}

// lacks notes that field i says nothing, where it must say something.
func (r *row) lacks(i int) {
	if r.binding.required(i) {
		r.blank = append(r.blank, i)
	}
}

// value appends the value of field i, whose cell stands at a place that may
// be in a join.
func (r *row) value(dst []byte, i int, c cell, at origin, wrong fault) []byte {
	f := r.binding.fields[i]
	switch {
	case wrong.key != "":
		r.badAt(at, f.keyColumn(), c, wrong)
		return dst
	case c.kind == textCell && !r.legible(f.column, c):
		return dst
	}
	from := len(dst)
	dst, wrong = f.appendCell(dst, c, r.binding.kind(i))
	if wrong.key != "" {
		r.badAt(at, f.column, c, wrong)
	} else if breaks(r.binding.declared[i], string(dst[from:])) {
		r.beyond = append(r.beyond, i)
	}
	return dst
}

// keyColumn is the column to blame when f cannot be looked up.
func (f *field) keyColumn() column {
	if f.from != nil {
		return f.by
	}
	return f.column
}
