package records

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/diag"
)

// Options say what rows are assembled into.
type Options struct {
	Fields  Fields            // what the policies declare
	Length  calendar.Length   // of the periods; Month when empty
	Periods []calendar.Period // only these periods; empty for all that occur
	Policy  string            // the policy each request names, or ""
}

// Rows is what the files hold, by specialist and period.
//
// There is one request for each specialist and period that some row of a list
// or some row of [people] with a period names. A [people] table without a
// period column says the same of every period; its people without a single
// row elsewhere have no known period: they are listed as Idle, unless
// Options.Periods says which periods are meant. Each request has every list
// of the source, an empty one where there is no row.
type Rows struct {
	Requests []*Request // by specialist, then by period
	Problems diag.List  // what makes whole files or the source unusable; then there are no requests
	Bad      diag.List  // rows left out because they cannot be read, in the order of the files
	Summary  Summary
}

// Summary counts what was read.
type Summary struct {
	Files   int
	Rows    int      // all rows below the headers
	Skipped int      // rows that cannot be read
	Outside int      // rows outside Options.Periods
	Idle    []string // people without a period, sorted
}

// keptBad bounds how many bad cells are described; Summary.Skipped counts all.
const keptBad = 10_000

// Assemble reads the files of every table. A file given twice under the same
// name is read once. The error is that of a reader; everything people can
// mend is in Problems and Bad.
func (s *Source) Assemble(tables map[string][]Input, opts Options) (*Rows, error) {
	opts.Length = cmp.Or(opts.Length, calendar.Month)
	a := &assembly{source: s, opts: opts, rows: &Rows{}, groups: map[pair]*group{}, people: map[pair]*person{}}
	a.bindings = s.bind(opts.Fields, &a.rows.Problems)
	a.hasPeriods()
	for i, b := range a.bindings {
		if err := a.readTable(i, b, tables[b.name]); err != nil {
			return nil, err
		}
	}
	if a.rows.Problems.HasErrors() {
		a.rows.Problems = a.rows.Problems.Sorted()
		return a.rows, nil
	}
	a.finish()
	return a.rows, nil
}

// A pair is who and when. The zero period means every period.
type pair struct {
	specialist string
	period     calendar.Period
}

// A group is the rows of one pair: one entry a table, people's unused.
type group struct{ lists []chunk }

// A chunk is rows of one list as JSON, comma separated, and where each stands.
type chunk struct {
	json   []byte
	origin []origin
}

// An origin is a row: the index of its file and the line it starts on.
type origin struct{ file, line int32 }

// A person is a row of people.
type person struct {
	origin     origin
	attributes []byte // members of a JSON object, comma separated
	inputs     []byte
	twice      bool
}

type assembly struct {
	source   *Source
	opts     Options
	bindings []*binding
	files    []string // by origin.file
	rows     *Rows
	groups   map[pair]*group
	people   map[pair]*person
}

// hasPeriods reports a source that never says which period is meant.
func (a *assembly) hasPeriods() {
	if p := a.source.people; p != nil && p.period == nil && len(a.source.lists) == 0 && len(a.opts.Periods) == 0 {
		a.rows.Problems.Add(diag.At(p.span, "source-period"))
	}
}

func (a *assembly) readTable(index int, b *binding, inputs []Input) error {
	if len(inputs) == 0 {
		a.rows.Problems.Add(diag.At(b.span, "table-none", "table", b.name))
	}
	seen := map[string]bool{}
	for _, in := range inputs {
		if seen[in.Name] {
			continue
		}
		seen[in.Name] = true
		l, err := b.open(in, &a.rows.Problems)
		if err != nil {
			return err
		}
		a.files = append(a.files, in.Name)
		a.rows.Summary.Files++
		if l == nil || a.rows.Problems.HasErrors() {
			continue
		}
		if err := a.readFile(index, b, l); err != nil {
			return err
		}
	}
	return nil
}

func (a *assembly) readFile(index int, b *binding, l *layer) error {
	file := int32(len(a.files) - 1)
	for {
		cells, line, wrong, err := l.sheet.next()
		var t *trouble
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &t):
			a.rows.Problems.Add(t.at(b.span, l.sheet.name))
			return nil
		case err != nil:
			return err
		}
		a.rows.Summary.Rows++
		r := row{assembly: a, binding: b, layer: l, cells: cells, at: origin{file, int32(line)}}
		switch {
		case wrong.key != "":
			r.bad("", "", wrong)
		case b.name == People:
			r.person()
		default:
			r.record(index)
		}
		if r.unreadable {
			a.rows.Summary.Skipped++
		}
	}
}

// A row is one row while it is read.
type row struct {
	*assembly
	binding    *binding
	layer      *layer
	cells      []string
	at         origin
	unreadable bool
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

func place(file string, line int, column string) string {
	if column == "" {
		return fmt.Sprintf("%s:%d", file, line)
	}
	return fmt.Sprintf("%s:%d:%s", file, line, column)
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
	if ok && !r.wanted(period) {
		r.rows.Summary.Outside++
		return
	}
	who := r.specialist()
	json := r.object(when)
	if r.unreadable {
		return
	}
	g := r.group(pair{who, period})
	c := &g.lists[index]
	if len(c.origin) > 0 {
		c.json = append(c.json, ',')
	}
	c.json = append(c.json, json...)
	c.origin = append(c.origin, r.at)
}

func (a *assembly) wanted(p calendar.Period) bool {
	return len(a.opts.Periods) == 0 || slices.Contains(a.opts.Periods, p)
}

func (a *assembly) group(p pair) *group {
	g := a.groups[p]
	if g == nil {
		g = &group{lists: make([]chunk, len(a.bindings))}
		a.groups[p] = g
	}
	return g
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
	if !r.unreadable {
		r.keep(who, one)
	}
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

// finish turns what was read into requests.
func (a *assembly) finish() {
	for _, who := range a.pairs() {
		a.rows.Requests = append(a.rows.Requests, a.request(who))
	}
}

// pairs lists every specialist and period to evaluate, in order.
func (a *assembly) pairs() []pair {
	all := map[pair]bool{}
	busy := map[string]bool{}
	for p := range a.groups {
		all[p], busy[p.specialist] = true, true
	}
	for p := range a.people {
		if p.period != (calendar.Period{}) {
			all[p] = true
			continue
		}
		for _, period := range a.opts.Periods {
			all[pair{p.specialist, period}] = true
		}
		if !busy[p.specialist] && len(a.opts.Periods) == 0 {
			a.rows.Summary.Idle = append(a.rows.Summary.Idle, p.specialist)
		}
	}
	slices.Sort(a.rows.Summary.Idle)
	list := make([]pair, 0, len(all))
	for p := range all {
		list = append(list, p)
	}
	slices.SortFunc(list, func(x, y pair) int {
		return cmp.Or(cmp.Compare(x.specialist, y.specialist), x.period.Compare(y.period))
	})
	return list
}

func (a *assembly) request(who pair) *Request {
	r := &Request{Specialist: who.specialist, Period: who.period, assembly: a, group: a.groups[who]}
	p := a.people[who]
	if p == nil {
		p = a.people[pair{specialist: who.specialist}]
	}
	if p != nil && !p.twice {
		r.person = p
	}
	return r
}
