package records

import (
	"cmp"
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
	Weeks   bool              // whether some policy counts by week, which takes whole weeks (I4)
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
	Rows    int      // all rows below the headers of people and lists
	Skipped int      // rows that cannot be read
	Outside int      // rows outside Options.Periods
	Idle    []string // people without a period, sorted
	Quiet   []string // people whose requests have no row of any list, sorted
	Absent  []string // specialists with rows whom the table people does not have, sorted
	Short   []string // specialists of rows that cannot be read, sorted: what is known of them may be incomplete, or nothing
	Nobody  int      // rows that cannot be read, not even whose they are
	Tables  []TableSummary
	Joins   []JoinSummary
}

// keptBad bounds how many bad cells are described; Summary.Skipped counts all.
const keptBad = 10_000

// Assemble reads the files of every table and join. A file given twice under
// the same name is read once. The error is that of a reader; everything
// people can mend is in Problems and Bad.
func (s *Source) Assemble(tables map[string][]Input, opts Options) (*Rows, error) {
	opts.Length = cmp.Or(opts.Length, calendar.Month)
	a := &assembly{
		source: s, opts: opts, rows: &Rows{},
		groups: map[pair]*group{}, around: map[pair][2][]chunk{}, people: map[pair]*person{}, short: map[string]bool{},
	}
	joins := a.openJoins()
	a.bindings = s.bind(opts.Fields, joins, &a.rows.Problems)
	a.hasPeriods()
	if err := a.readJoins(tables); err != nil {
		return nil, err
	}
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

func (o origin) compare(p origin) int {
	return cmp.Or(cmp.Compare(o.file, p.file), cmp.Compare(o.line, p.line))
}

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
	lookups  []*lookup
	bindings []*binding
	papers   []paper // by origin.file
	rows     *Rows
	groups   map[pair]*group
	around   map[pair][2][]chunk // rows before and ahead of a pair's period, by binding; they make no pair of their own
	people   map[pair]*person
	short    map[string]bool // the specialists of bad rows
}

// hasPeriods reports a source that never says which period is meant.
func (a *assembly) hasPeriods() {
	if p := a.source.people; p != nil && p.period == nil && len(a.source.lists) == 0 && len(a.opts.Periods) == 0 {
		a.rows.Problems.Add(diag.At(p.span, "source-period"))
	}
}

// readTable reads the files of people or of a list.
func (a *assembly) readTable(index int, b *binding, inputs []Input) error {
	counts := TableSummary{Name: b.name}
	g := &gathering{assembly: a, span: b.span, kept: &b.selection, demand: &b.demand, counts: &counts}
	g.take = func(l line) {
		r := row{assembly: a, binding: b, line: l, counts: &counts}
		switch {
		case l.wrong.key != "":
			r.bad(l.where, b.cell(l, l.where), l.wrong)
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
	err := g.gather(inputs, b.fileFormat)
	a.rows.Summary.Rows += counts.Rows
	a.rows.Summary.Tables = append(a.rows.Summary.Tables, counts)
	return err
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

// rowsAround returns the rows before (0) or ahead (1) of a pair's period.
func (a *assembly) rowsAround(p pair, side int) []chunk {
	sides := a.around[p]
	if sides[side] == nil {
		sides[side] = make([]chunk, len(a.bindings))
		a.around[p] = sides
	}
	return sides[side]
}

// finish turns what was read into requests.
func (a *assembly) finish() {
	a.rows.Summary.Short = slices.Sorted(maps.Keys(a.short))
	a.tellJoins()
	for _, who := range a.pairs() {
		a.rows.Requests = append(a.rows.Requests, a.request(who))
	}
	a.compareSides()
}

// compareSides lists who is in people and has no rows, and the other way
// round.
func (a *assembly) compareSides() {
	quiet, absent := map[string]bool{}, map[string]bool{}
	for _, r := range a.rows.Requests {
		switch {
		case a.short[r.Specialist]: // told already
		case r.person == nil && a.source.people != nil && a.people[pair{r.Specialist, r.Period}] == nil && a.people[pair{specialist: r.Specialist}] == nil:
			absent[r.Specialist] = true
		case r.group == nil && len(a.source.lists) > 0:
			quiet[r.Specialist] = true
		}
	}
	for _, r := range a.rows.Requests {
		if r.group != nil {
			delete(quiet, r.Specialist)
		}
	}
	a.rows.Summary.Quiet, a.rows.Summary.Absent = slices.Sorted(maps.Keys(quiet)), slices.Sorted(maps.Keys(absent))
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
	sides := a.around[who]
	r := &Request{Specialist: who.specialist, Period: who.period, assembly: a, group: a.groups[who], before: sides[0], ahead: sides[1]}
	p := a.people[who]
	if p == nil {
		p = a.people[pair{specialist: who.specialist}]
	}
	if p != nil && !p.twice {
		r.person = p
	}
	return r
}
