package facts

// ahead returns the list that the request's ahead gives for an input, or 0.
func (d *decoder) ahead(s *slot) int32 {
	if d.rowsAhead == 0 {
		return 0
	}
	c := d.tape.member(d.rowsAhead, s.field.Name)
	if c == 0 || d.array(c, called(s.field)) == 0 {
		return 0
	}
	return c
}

// checkAhead reports what ahead gives that no list of the inputs follows:
// rows after the period's end belong to a list the request gives (I4).
func (d *decoder) checkAhead() {
	if d.rowsAhead == 0 {
		return
	}
	for c := d.tape.first(d.rowsAhead); c != 0; c = d.tape.nodes[c].next {
		name := d.tape.name(c)
		k, ok := d.layout.inputs.index[name]
		switch {
		case !ok:
			d.undeclared(c, &d.layout.inputs, inputsObject)
		case d.layout.inputs.slots[k].rows == nil:
			d.name(c, "ahead-not-list", "name", called(d.layout.inputs.slots[k].field))
		case d.inputs == 0 || d.tape.member(d.inputs, name) == 0:
			d.name(c, "ahead-alone", "name", called(d.layout.inputs.slots[k].field))
		}
	}
}
