// Package facts turns what was measured of one specialist in one period into
// typed slots. It owns the one strict JSON decoder: a request either fits what
// a policy declares, exactly, or is refused with every problem named.
package facts

import "merit/rules/calendar"

// A Tri is a condition that may be undecided.
type Tri uint8

// The three truth values. The order is relied on by no one.
const (
	False Tri = iota
	True
	Undecided
)

// A String is text that may be missing.
type String struct {
	Text  string
	Known bool
}

// Values holds one request's attributes and inputs in the slots of a Layout.
// A missing number is NaN, a missing boolean Undecided; the other kinds carry
// a Known flag. Values are written by the decoder alone and then only read.
type Values struct {
	Numbers  []float64
	Booleans []Tri
	Strings  []String
	Times    []calendar.Time // dates too, as their midnight with offset 0
	Lists    []List
}

// A List is rows of a table: all of them, or those in Rows, in that order.
// Around are rows before the period's start and after its end: no element of
// the list, but seen by repeats as what may follow one, and by per_week as the
// other days of a week.
type List struct {
	Table  *Table
	Rows   []int32 // nil with All
	Around []int32 // nil with All
	All    bool
	Known  bool // false: the list itself is missing
}

// Len returns how many rows l has.
func (l List) Len() int {
	if l.All {
		return l.Table.Rows
	}
	return len(l.Rows)
}

// Row returns the table row of l's i-th element.
func (l List) Row(i int) int {
	if l.All {
		return i
	}
	return int(l.Rows[i])
}

// AroundLen returns how many rows around the period l has.
func (l List) AroundLen() int {
	if l.All {
		return l.Table.Around
	}
	return len(l.Around)
}

// AroundRow returns the table row of l's i-th row around the period.
func (l List) AroundRow(i int) int {
	if l.All {
		return l.Table.Rows + i
	}
	return int(l.Around[i])
}

// A Table is records by column. A list of records has one column for each
// field, in the order of its record type; a list of plain values has one.
type Table struct {
	Rows    int
	Around  int // more rows, after those of the period: before it, then ahead of it
	Columns []Column
}

// A Column is one field of every row; only the slice of its kind is used.
type Column struct {
	Numbers  []float64
	Booleans []Tri
	Strings  []String
	Times    []calendar.Time
}
