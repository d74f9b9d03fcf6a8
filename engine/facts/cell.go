package facts

import (
	"math"

	"merit/rules/calendar"
	"merit/rules/document"
	"merit/rules/formula"
)

// A cell is one value on its way into a slot; only the field of its kind is
// used.
type cell struct {
	number  float64
	boolean Tri
	text    String
	time    calendar.Time
	list    List
}

// missing is what stands in every slot that nothing was said about.
var missing = cell{number: math.NaN(), boolean: Undecided}

// convert returns a default as it stands in the policy, whose types have
// been checked.
func (s *slot) convert(v *document.Value) cell {
	c := missing
	switch s.kind {
	case formula.Number:
		if v.Number != nil {
			c.number, _ = v.Number.Float64()
		}
	case formula.Boolean:
		c.boolean = tri(v.Bool)
	case formula.String:
		c.text = String{Text: v.Text, Known: true}
	case formula.Time:
		c.time = v.Time
		if v.Kind == document.LocalDate {
			c.time = v.Date.Midnight()
		}
	case formula.List:
		c.list = s.convertList(v.Items)
	}
	return c
}

func (s *slot) convertList(items []*document.Value) List {
	t := s.rows.table(len(items))
	for row, item := range items {
		for i := range s.rows.slots {
			f := &s.rows.slots[i]
			v := item
			if !s.plain {
				v = item.Member(f.field.Name)
			}
			switch {
			case v != nil:
				c := f.convert(v)
				t.Columns[i].put(f.kind, row, &c)
			case f.fallback != nil:
				t.Columns[i].put(f.kind, row, f.fallback)
			default:
				t.Columns[i].put(f.kind, row, &missing)
			}
		}
	}
	return List{Table: t, All: true, Known: true}
}

func tri(b bool) Tri {
	if b {
		return True
	}
	return False
}

func (c *Column) put(kind formula.Kind, row int, v *cell) {
	switch kind {
	case formula.Number:
		c.Numbers[row] = v.number
	case formula.Boolean:
		c.Booleans[row] = v.boolean
	case formula.String:
		c.Strings[row] = v.text
	case formula.Time:
		c.Times[row] = v.time
	}
}

func (v *Values) put(s *slot, c *cell) {
	switch s.kind {
	case formula.Number:
		v.Numbers[s.index] = c.number
	case formula.Boolean:
		v.Booleans[s.index] = c.boolean
	case formula.String:
		v.Strings[s.index] = c.text
	case formula.Time:
		v.Times[s.index] = c.time
	case formula.List:
		v.Lists[s.index] = c.list
	}
}

// allocate makes room for n, every slot of it missing or about to be written.
func (v *Values) allocate(n sizes) {
	if n.numbers > 0 {
		v.Numbers = make([]float64, n.numbers)
	}
	if n.booleans > 0 {
		v.Booleans = make([]Tri, n.booleans)
	}
	if n.strings > 0 {
		v.Strings = make([]String, n.strings)
	}
	if n.times > 0 {
		v.Times = make([]calendar.Time, n.times)
	}
	if n.lists > 0 {
		v.Lists = make([]List, n.lists)
	}
}
