package document

// WithMembers returns a copy of table v with other members, which keep their
// own places: also those of another file.
func (v *Value) WithMembers(members []*Value) *Value {
	out := *v
	out.Members, out.index = make([]*Value, 0, len(members)), nil
	for _, m := range members {
		out.add(m)
	}
	return &out
}

// WithItems returns a copy of array v with other elements, which keep their
// own places.
func (v *Value) WithItems(items []*Value) *Value {
	out := *v
	out.Items = items
	return &out
}
