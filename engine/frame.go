package engine

import (
	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// A frame is the working memory of one evaluation of one policy. It belongs
// to one goroutine at a time and is reused through the program's pool.
type frame struct {
	in *facts.Values // attributes and inputs as decoded; read only

	// Slots of everything computed: params, formulas, metrics, results.
	numbers  []float64
	booleans []facts.Tri
	strings  []facts.String
	times    []calendar.Time
	lists    []facts.List

	// The element a predicate looks at.
	table *facts.Table
	row   int

	period  calendar.Period
	skipped int // elements that aggregates passed over (B4); for explain
	work    int // elements visited; a counter that goldens can watch

	spare arena
	res   result
}

// arena hands out short-lived slices without allocating once it is warm.
type arena struct {
	floats  []float64
	rows    []int32
	columns []facts.Column
	tables  []facts.Table
}

// reset forgets everything computed, keeping the memory.
func (f *frame) reset(in *facts.Values, period calendar.Period) {
	f.in, f.period, f.skipped, f.work = in, period, 0, 0
	for i := range f.numbers {
		f.numbers[i] = nan
	}
	for i := range f.booleans {
		f.booleans[i] = facts.Undecided
	}
	clear(f.strings)
	clear(f.times)
	clear(f.lists)
	f.spare.floats = f.spare.floats[:0]
	f.spare.rows = f.spare.rows[:0]
	f.spare.columns = f.spare.columns[:0]
	f.spare.tables = f.spare.tables[:0]
}

// takeFloats returns an empty slice with room for n numbers.
func (a *arena) takeFloats(n int) []float64 {
	if cap(a.floats)-len(a.floats) < n {
		a.floats = make([]float64, 0, max(2*cap(a.floats), n, 64))
	}
	at := len(a.floats)
	a.floats = a.floats[:at+n]
	return a.floats[at : at : at+n]
}

// takeRows returns an empty slice with room for n row numbers.
func (a *arena) takeRows(n int) []int32 {
	if cap(a.rows)-len(a.rows) < n {
		a.rows = make([]int32, 0, max(2*cap(a.rows), n, 64))
	}
	at := len(a.rows)
	a.rows = a.rows[:at+n]
	return a.rows[at : at : at+n]
}

// takeList returns a list of one column with n rows.
func (a *arena) takeList(n int, c facts.Column) facts.List {
	if len(a.columns) == cap(a.columns) {
		a.columns = make([]facts.Column, 0, max(2*cap(a.columns), 8))
	}
	a.columns = append(a.columns, c)
	if len(a.tables) == cap(a.tables) {
		a.tables = make([]facts.Table, 0, max(2*cap(a.tables), 8))
	}
	at := len(a.columns) - 1
	a.tables = append(a.tables, facts.Table{Rows: n, Columns: a.columns[at : at+1 : at+1]})
	return facts.List{Table: &a.tables[len(a.tables)-1], All: true, Known: true}
}

// A slot says where the value of a name is kept.
type slot struct {
	kind  formula.Kind // Number, Boolean, String, Time or List
	index int
	input bool // in frame.in rather than in the frame
}

// slotKind returns the kind of slot that values of type t are kept in.
func slotKind(t *formula.Type) formula.Kind {
	switch t.Kind {
	case formula.Integer:
		return formula.Number
	case formula.Date:
		return formula.Time
	}
	return t.Kind
}

// slots assigns frame slots to names.
type slots struct {
	layout *facts.Layout
	byName map[string]slot
	asked  map[string]bool // names that formulas read
	count  [formula.Record + 1]int
}

func newSlots(layout *facts.Layout) *slots {
	return &slots{layout: layout, byName: map[string]slot{}, asked: map[string]bool{}}
}

// add gives name a new slot of the given kind.
func (s *slots) add(name string, kind formula.Kind) int {
	i := s.count[kind]
	s.count[kind]++
	s.byName[name] = slot{kind: kind, index: i}
	return i
}

// find returns the slot of a name that a formula reads, and remembers it.
func (s *slots) find(name string) slot {
	s.asked[name] = true
	return s.lookup(name)
}

// lookup returns the slot of an attribute, input or computed name. It may be
// called while evaluating.
func (s *slots) lookup(name string) slot {
	if at, ok := s.byName[name]; ok {
		return at
	}
	kind, index, ok := s.layout.Slot(name)
	if !ok {
		panic("engine: no slot for " + name) // rules checked every name
	}
	return slot{kind: kind, index: index, input: true}
}

func (s *slots) frame() *frame {
	return &frame{
		numbers:  make([]float64, s.count[formula.Number]),
		booleans: make([]facts.Tri, s.count[formula.Boolean]),
		strings:  make([]facts.String, s.count[formula.String]),
		times:    make([]calendar.Time, s.count[formula.Time]),
		lists:    make([]facts.List, s.count[formula.List]),
	}
}
