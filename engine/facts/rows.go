package facts

import (
	"strconv"
	"strings"
)

// rows reads list c into the columns of s. A list that is too long is not
// read at all.
func (d *decoder) rows(c int32, s *slot) List {
	if d.array(c, called(s.field)) == 0 {
		return List{}
	}
	before, ahead := d.list(d.rowsAround.before, s), d.list(d.rowsAround.ahead, s)
	if d.tooLong(c, s) || d.tooLong(before, s) || d.tooLong(ahead, s) {
		return List{}
	}
	n, earlier := d.count(c), d.count(before)
	t := s.rows.table(n + earlier + d.count(ahead))
	t.Rows, t.Around = n, t.Rows-n
	d.fill(c, s, t, 0)
	d.fill(before, s, t, n)
	d.fill(ahead, s, t, n+earlier)
	return List{Table: t, All: true, Known: true}
}

// count returns how many elements list c has; none when c is 0.
func (d *decoder) count(c int32) int {
	if c == 0 {
		return 0
	}
	return int(d.tape.nodes[c].count)
}

func (d *decoder) tooLong(c int32, s *slot) bool {
	n, most := d.count(c), s.field.MaxLength
	if d.lenient || most <= 0 || n <= most {
		return false
	}
	d.at(c, "too-long", "name", called(s.field), "count", strconv.Itoa(n), "max", strconv.Itoa(most))
	return true
}

// fill reads list c, which may be 0, into the rows of t from one on.
func (d *decoder) fill(c int32, s *slot, t *Table, from int) {
	switch {
	case c == 0:
	case s.plain:
		d.plainRows(c, &s.rows.slots[0], &t.Columns[0], from)
	default:
		d.records(c, s.rows, t, from)
	}
}

// plainRows reads a list of numbers, words and the like. Elements are never
// null unless the policy says that they need not be given.
func (d *decoder) plainRows(list int32, s *slot, column *Column, row int) {
	for c := d.tape.first(list); c != 0; c = d.tape.nodes[c].next {
		d.cell(c, s, column, row)
		row++
	}
}

// records reads a list of records. Records of one list mostly have their
// members in one order, so the order of the last is tried first.
func (d *decoder) records(list int32, g *group, t *Table, row int) {
	givenIn := make([]int32, len(g.slots)) // the last record that gave each field, counted from 1
	order := make([]int32, len(g.slots))   // the fields in the order of the last record
	plain := false                         // an element that is no record is reported once: the others are none either
	for c := d.tape.first(list); c != 0; c = d.tape.nodes[c].next {
		row++
		if d.tape.nodes[c].kind != objectNode {
			if !plain {
				d.at(c, "wrong-type.record", "fields", shown(strings.Join(g.names, ", ")))
			}
			plain = true
			continue
		}
		place := 0
		for m := d.tape.first(c); m != 0; m = d.tape.nodes[m].next {
			k, ok := d.field(m, g, order, place)
			if !ok {
				d.unknownFact(m, g.names, g.slots, "field")
				continue
			}
			place++
			givenIn[k] = int32(row)
			d.cell(m, &g.slots[k], &t.Columns[k], row-1)
		}
		if place < len(g.slots) {
			d.notGivenIn(c, g, t, givenIn, row)
		}
	}
}

// field finds the field of g that member m is.
func (d *decoder) field(m int32, g *group, order []int32, place int) (int32, bool) {
	name := d.tape.name(m)
	if place < len(order) {
		if k := order[place]; g.names[k] == name {
			return k, true
		}
	}
	k, ok := g.index[name]
	if ok && place < len(order) {
		order[place] = k
	}
	return k, ok
}

// cell reads one field of one row.
func (d *decoder) cell(c int32, s *slot, column *Column, row int) {
	v := missing
	switch {
	case d.tape.nodes[c].kind != nullNode:
		d.scalar(c, s.field, &v, false)
	case s.field.Required:
		d.at(c, "null-field", "name", called(s.field))
	}
	column.put(s.kind, row, &v)
}

// notGivenIn fills in the fields that record c does not give.
func (d *decoder) notGivenIn(c int32, g *group, t *Table, givenIn []int32, row int) {
	for k := range g.slots {
		s := &g.slots[k]
		switch {
		case givenIn[k] == int32(row):
		case s.fallback != nil:
			t.Columns[k].put(s.kind, row-1, s.fallback)
		case s.field.Required:
			d.absent(c, s.field.Name, "missing-field.record", "name", called(s.field))
		default:
			t.Columns[k].put(s.kind, row-1, &missing)
		}
	}
}
