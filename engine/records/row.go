package records

import (
	"strings"
	"unicode/utf8"

	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/diag"
)

// A row is one row while it is read.
type row struct {
	*assembly
	binding    *binding
	layer      *layer
	cells      []string
	at         origin
	unreadable bool
	blank      []int // fields without a cell to read although the policy asks for them
}

func (r *row) cell(i int) string { return trim(r.cells[i]) }

// bad reports a cell of the row; the row is left out as a whole.
func (r *row) bad(column, cell string, f fault) {
	r.unreadable = true
	if len(r.rows.Bad) >= keptBad {
		return
	}
	d := diag.At(diag.Span{}, f.key, append([]string{"cell", shorten(cell), "column", column}, f.args...)...)
	d.Place = place(r.files[r.at.file], int(r.at.line), column)
	r.rows.Bad.Add(d)
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

// tellBlanks adds to what is wrong with an unreadable row the cells that it
// lacks, so that whoever mends it does so once. Blank cells alone make no row
// unreadable: facts refuses what they leave out.
func (r *row) tellBlanks() {
	for _, i := range r.blank {
		f := r.binding.fields[i]
		r.bad(f.column.name, "", fault{key: "row-unreadable.blank", args: []string{"field", f.name}})
	}
}

// fallsShort remembers whose row is left out. In a row of the wrong width only
// the first cell stands where it should.
func (r *row) fallsShort() {
	i := r.layer.specialist
	if len(r.cells) == len(r.layer.sheet.header) || i == 0 && len(r.cells) > 0 {
		if who := r.cell(i); who != "" && utf8.ValidString(who) {
			r.short[who] = true
			return
		}
	}
	r.rows.Summary.Nobody++
}

func (r *row) specialist() string {
	cell := r.cell(r.layer.specialist)
	switch {
	case cell == "":
		r.bad(r.binding.specialist.name, cell, fault{key: "row-unreadable.specialist"})
	case !utf8.ValidString(cell):
		r.bad(r.binding.specialist.name, cell, fault{key: "row-unreadable.encoding"})
	}
	return cell
}

// record reads a row of a list and adds it to its pair.
func (r *row) record(index int) {
	when, day, ok := r.when()
	period := calendar.PeriodOf(r.opts.Length, day)
	before := r.aheadOf(period, day)
	if ok && !r.wanted(period) && len(before) == 0 {
		r.rows.Summary.Outside++
		return
	}
	who := r.specialist()
	json := r.object(when)
	if r.unreadable {
		r.tellBlanks()
		return
	}
	if r.wanted(period) {
		r.group(pair{who, period}).lists[index].add(json, r.at)
	}
	for _, p := range before {
		r.rowsAhead(pair{who, p})[index].add(json, r.at)
	}
}

// aheadOf lists the wanted periods before a row's own that it follows within
// the table's look_ahead.
func (r *row) aheadOf(period calendar.Period, day calendar.Date) []calendar.Period {
	var before []calendar.Period
	for p := period.Add(-1); int(day-p.End()) <= r.binding.lookAhead; p = p.Add(-1) {
		if r.wanted(p) {
			before = append(before, p)
		}
	}
	return before
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
func (r *row) when() (calendar.Time, calendar.Date, bool) {
	b, at := r.binding, r.layer.moments
	if b.at != nil {
		cell := r.cell(at[2])
		t, ok := b.at.readTime(cell)
		if !ok {
			r.bad(b.at.name, cell, fault{key: "row-unreadable.date", args: []string{"layouts", b.at.layoutTexts()}})
		}
		return t, t.Date(), ok
	}
	cell := r.cell(at[0])
	day, ok := b.date.readDate(cell)
	if !ok {
		r.bad(b.date.name, cell, fault{key: "row-unreadable.date", args: []string{"layouts", b.date.layoutTexts()}})
	}
	if b.time == nil {
		return calendar.Time{}, day, ok
	}
	cell = r.cell(at[1])
	clock, okClock := b.time.readClock(cell)
	t, okJoin := join(day, clock, b.time.offset)
	if !okClock || ok && !okJoin {
		r.bad(b.time.name, cell, fault{key: "row-unreadable.date", args: []string{"layouts", b.time.layoutTexts()}})
	}
	return t, day, ok
}

// object writes the fields of a row as a JSON object, or the one plain value.
func (r *row) object(when calendar.Time) []byte {
	var dst []byte
	if r.binding.plain {
		cell := r.cell(r.layer.fields[0])
		if r.binding.fields[0].isMissing(cell) {
			r.lacks(0)
			return []byte("null")
		}
		return r.value(dst, 0, cell)
	}
	dst = append(dst, '{')
	for i := range r.binding.fields {
		dst = r.member(dst, i, when)
	}
	return append(dst, '}')
}

// member appends "name":value unless the cell means missing.
func (r *row) member(dst []byte, i int, when calendar.Time) []byte {
	f := r.binding.fields[i]
	var cell string
	if !f.fromRow {
		cell = r.cell(r.layer.fields[i])
		if f.isMissing(cell) {
			r.lacks(i)
			return dst
		}
	}
	if n := len(dst); n > 0 && dst[n-1] != '{' {
		dst = append(dst, ',')
	}
	dst = append(facts.AppendString(dst, f.name), ':')
	if f.fromRow {
		return appendTime(dst, when)
	}
	return r.value(dst, i, cell)
}

// lacks notes that field i says nothing, where it must say something.
func (r *row) lacks(i int) {
	if r.binding.required[i] {
		r.blank = append(r.blank, i)
	}
}

func (r *row) value(dst []byte, i int, cell string) []byte {
	f := r.binding.fields[i]
	if !utf8.ValidString(cell) {
		r.bad(f.column.name, cell, fault{key: "row-unreadable.encoding"})
		return dst
	}
	dst, wrong := f.appendCell(dst, cell, r.binding.kinds[i])
	if wrong.key != "" {
		r.bad(f.column.name, cell, wrong)
	}
	return dst
}

// person reads a row of people.
func (r *row) person() {
	b := r.binding
	period, wanted := r.period()
	if !wanted {
		r.rows.Summary.Outside++
		return
	}
	who := pair{r.specialist(), period}
	one := &person{origin: r.at}
	for i := range b.fields {
		if b.attribute[i] {
			one.attributes = r.member(one.attributes, i, calendar.Time{})
		} else {
			one.inputs = r.member(one.inputs, i, calendar.Time{})
		}
	}
	if r.unreadable {
		r.tellBlanks()
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
	cell := r.cell(r.layer.period)
	p, ok := calendar.ParsePeriod(cell)
	example := []string{"example", calendar.PeriodOf(r.opts.Length, p.Start()).String()}
	switch {
	case !ok:
		r.bad(column.name, cell, fault{key: "row-unreadable.period"})
	case p.Length != r.opts.Length:
		r.bad(column.name, cell, fault{key: "row-unreadable.period-length", args: example})
	default:
		return p, r.wanted(p)
	}
	return p, true
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
	r.bad(r.binding.specialist.name, who.specialist, fault{key: "row-twice", args: []string{
		"first", r.place(first.origin, "")}})
}
