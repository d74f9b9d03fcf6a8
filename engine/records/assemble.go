package records

import (
	"cmp"
	"errors"
	"io"
	"maps"
	"slices"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// Options say what rows are assembled into.
type Options struct {
	Fields  Fields            // what the policies declare
	Length  calendar.Length   // of the periods; Month when empty
	Periods []calendar.Period // only these periods; empty for all that occur
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
	Short   []string // specialists of rows that cannot be read, sorted: what is known of them may be incomplete, or nothing
	Nobody  int      // rows that cannot be read, not even whose they are
}

// keptBad bounds how many bad cells are described; Summary.Skipped counts all.
const keptBad = 10_000

// Assemble reads the files of every table. A file given twice under the same
// name is read once. The error is that of a reader; everything people can
// mend is in Problems and Bad.
func (s *Source) Assemble(tables map[string][]Input, opts Options) (*Rows, error) {
	opts.Length = cmp.Or(opts.Length, calendar.Month)
	a := &assembly{
		source: s, opts: opts, rows: &Rows{},
		groups: map[pair]*group{}, ahead: map[pair][]chunk{}, people: map[pair]*person{}, short: map[string]bool{},
	}
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
	ahead    map[pair][]chunk // rows after a pair's period, by binding; they make no pair of their own
	people   map[pair]*person
	short    map[string]bool // the specialists of bad rows
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
			r.fallsShort()
		}
	}
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

func (a *assembly) rowsAhead(p pair) []chunk {
	if a.ahead[p] == nil {
		a.ahead[p] = make([]chunk, len(a.bindings))
	}
	return a.ahead[p]
}

// finish turns what was read into requests.
func (a *assembly) finish() {
	a.rows.Summary.Short = slices.Sorted(maps.Keys(a.short))
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
	r := &Request{Specialist: who.specialist, Period: who.period, assembly: a, group: a.groups[who], ahead: a.ahead[who]}
	p := a.people[who]
	if p == nil {
		p = a.people[pair{specialist: who.specialist}]
	}
	if p != nil && !p.twice {
		r.person = p
	}
	return r
}
