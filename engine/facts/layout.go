package facts

import (
	"merit/rules"
	"merit/rules/formula"
)

// A Layout says where each declared attribute and input lies in Values. It is
// immutable and may be used by many goroutines.
type Layout struct {
	attributes group
	inputs     group
	history    *earlier // nil when the policy does not read it
	parts      *earlier
	size       sizes
}

// sizes counts the slots of each kind.
type sizes struct{ numbers, booleans, strings, times, lists int }

// A group is the members of one object: the attributes, the inputs or the
// fields of a record.
type group struct {
	slots []slot
	index map[string]int32
	names []string
	size  sizes
}

// A slot is one declared member.
type slot struct {
	field    *rules.Field
	kind     formula.Kind // of the slot: Number, Boolean, String, Time or List
	index    int          // among the slots of its kind
	rows     *group       // of a list: its records, or one slot for plain values
	plain    bool         // a list of plain values
	fallback *cell        // the default, or nil
}

// NewLayout returns the layout of the given attributes and inputs, which are
// those of one policy and so have different names, and of the lists of other
// evaluations that it reads.
func NewLayout(attributes, inputs []*rules.Field, others ...Earlier) *Layout {
	l := &Layout{}
	l.attributes = newGroup(attributes, &l.size)
	l.inputs = newGroup(inputs, &l.size)
	for _, e := range others {
		if e.Name == "parts" {
			l.parts = newEarlier(e, &l.size)
		} else {
			l.history = newEarlier(e, &l.size)
		}
	}
	return l
}

// Slot returns the kind of slot that the attribute or input called name, or
// history or parts, lies in and its index among the slots of that kind: integers are in Numbers,
// dates in Times.
func (l *Layout) Slot(name string) (kind formula.Kind, index int, ok bool) {
	for _, g := range [...]*group{&l.attributes, &l.inputs} {
		if i, ok := g.index[name]; ok {
			return g.slots[i].kind, g.slots[i].index, true
		}
	}
	for _, e := range [...]*earlier{l.history, l.parts} {
		if e != nil && e.Name == name {
			return formula.List, e.index, true
		}
	}
	return formula.Unknown, 0, false
}

// newGroup lays out fields one after the other, counting slots in size.
func newGroup(fields []*rules.Field, size *sizes) group {
	g := group{index: make(map[string]int32, len(fields))}
	before := *size
	for _, f := range fields {
		g.index[f.Name] = int32(len(g.slots))
		g.names = append(g.names, f.Name)
		g.slots = append(g.slots, newSlot(f, size))
	}
	g.size = sizes{
		size.numbers - before.numbers, size.booleans - before.booleans, size.strings - before.strings,
		size.times - before.times, size.lists - before.lists,
	}
	return g
}

func newSlot(f *rules.Field, size *sizes) slot {
	s := slot{field: f}
	var n *int
	switch f.Type.Kind {
	case formula.Number, formula.Integer:
		s.kind, n = formula.Number, &size.numbers
	case formula.Boolean:
		s.kind, n = formula.Boolean, &size.booleans
	case formula.Date, formula.Time:
		s.kind, n = formula.Time, &size.times
	case formula.List:
		s.kind, n = formula.List, &size.lists
		s.rows, s.plain = newRows(f)
	default:
		s.kind, n = formula.String, &size.strings
	}
	s.index = *n
	*n++
	if f.Default != nil {
		c := s.convert(f.Default)
		s.fallback = &c
	}
	return s
}

func newRows(f *rules.Field) (rows *group, plain bool) {
	fields := f.Fields
	if f.Item != nil {
		fields, plain = []*rules.Field{f.Item}, true
	}
	g := newGroup(fields, &sizes{})
	return &g, plain
}

// table returns a table of n rows for the records of g. The columns of one
// kind share one allocation.
func (g *group) table(n int) *Table {
	t := &Table{Rows: n, Columns: make([]Column, len(g.slots))}
	pool := Values{}
	pool.allocate(sizes{g.size.numbers * n, g.size.booleans * n, g.size.strings * n, g.size.times * n, 0})
	for i := range g.slots {
		c, s := &t.Columns[i], &g.slots[i]
		from, to := s.index*n, s.index*n+n
		switch s.kind {
		case formula.Number:
			c.Numbers = pool.Numbers[from:to:to]
		case formula.Boolean:
			c.Booleans = pool.Booleans[from:to:to]
		case formula.String:
			c.Strings = pool.Strings[from:to:to]
		case formula.Time:
			c.Times = pool.Times[from:to:to]
		}
	}
	return t
}
