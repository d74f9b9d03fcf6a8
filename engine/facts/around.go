package facts

// around is the rows that a request gives beside those of the period: before
// its start and ahead of its end. They belong to lists that the inputs give
// (I4).
type around struct{ before, ahead int32 } // nodes, or 0

// each visits the members that are given, with their names.
func (a around) each(visit func(node int32, name string)) {
	if a.before != 0 {
		visit(a.before, "before")
	}
	if a.ahead != 0 {
		visit(a.ahead, "ahead")
	}
}

// list returns the list that node, which is before or ahead of the request,
// gives for an input, or 0.
func (d *decoder) list(node int32, s *slot) int32 {
	if node == 0 {
		return 0
	}
	c := d.tape.member(node, s.field.Name)
	if c == 0 || d.array(c, called(s.field)) == 0 {
		return 0
	}
	return c
}

// checkAround reports what before and ahead give that no list of the inputs
// goes with.
func (d *decoder) checkAround() {
	d.rowsAround.each(func(node int32, side string) {
		for c := d.tape.first(node); c != 0; c = d.tape.nodes[c].next {
			name := d.tape.name(c)
			k, ok := d.layout.inputs.index[name]
			switch {
			case !ok:
				d.undeclared(c, &d.layout.inputs, inputsObject)
			case d.layout.inputs.slots[k].rows == nil:
				d.name(c, "around-not-list", "name", called(d.layout.inputs.slots[k].field), "side", side)
			case d.inputs == 0 || d.tape.member(d.inputs, name) == 0:
				d.name(c, "around-alone", "name", called(d.layout.inputs.slots[k].field), "side", side)
			}
		}
	})
}
