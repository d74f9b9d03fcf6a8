package records

// A demand is the columns that a table or a join needs of each of its files.
// The index of a column in it is that of its cells in every row.
type demand struct{ columns []column }

// slot returns the index of a column, which it adds when it is new.
func (d *demand) slot(c column) int {
	for i, have := range d.columns {
		if have.same(c) {
			return i
		}
	}
	d.columns = append(d.columns, c)
	return len(d.columns) - 1
}

// A ref says where the cell of a field is: in its own row, or in the row of a
// join whose key stands in its own row.
type ref struct {
	slot int     // in the row of join, or in the own row
	join *lookup // nil: the own row
	by   int     // the slot of the key in the own row
}

// ref returns where the cell of f is.
func (b *binding) ref(f *field, joins map[*join]*lookup) ref {
	switch {
	case f.fromRow:
		return ref{slot: -1}
	case f.from == nil:
		return ref{slot: b.slot(f.column)}
	}
	j := joins[f.from]
	r := ref{slot: -1, join: j, by: b.slot(f.by)}
	if f.as != asCount {
		r.slot = j.slot(f.column)
		j.single = true
	}
	return r
}
