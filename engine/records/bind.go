package records

import (
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/formula"
)

// Fields is what the policies declare; the types of cells come from it.
type Fields struct {
	Attributes []*rules.Field
	Inputs     []*rules.Field
}

// A binding is a table of the source whose fields have met their declarations
// and their columns.
type binding struct {
	*table
	demand
	declared  []*rules.Field // of each field, nil when nothing declares it
	attribute []bool         // of each field of people
	plain     bool           // a list of plain values rather than of records

	refs                 []ref    // of each field
	ends                 [][2]ref // of each field of business hours
	whoAt                int      // slots
	periodAt             int      // -1 without
	dateAt, timeAt, atAt int
}

// kind is what field i is declared as.
func (b *binding) kind(i int) formula.Kind {
	if b.declared[i] == nil {
		return formula.Unknown
	}
	return b.declared[i].Type.Kind
}

// required reports whether the policy refuses facts without field i.
func (b *binding) required(i int) bool {
	return !(b.name == People && b.attribute[i]) && mustBeGiven(b.declared[i])
}

// bind looks up what every table and field is declared as, and which columns
// they need.
func (s *Source) bind(f Fields, joins map[*join]*lookup, problems *diag.List) []*binding {
	var all []*binding
	for _, t := range s.tables() {
		b := &binding{table: t}
		if t.name == People {
			b.bindPeople(f, problems)
		} else {
			b.bindList(f, problems)
		}
		b.demands(joins)
		all = append(all, b)
	}
	return all
}

// demands lists the columns of the table.
func (b *binding) demands(joins map[*join]*lookup) {
	b.whoAt, b.periodAt, b.dateAt, b.timeAt, b.atAt = b.slot(b.specialist.column), -1, -1, -1, -1
	if b.period != nil {
		b.periodAt = b.slot(*b.period)
	}
	if b.date != nil {
		b.dateAt = b.slot(b.date.column)
	}
	if b.time != nil {
		b.timeAt = b.slot(b.time.column)
	}
	if b.at != nil {
		b.atAt = b.slot(b.at.column)
	}
	b.ends = make([][2]ref, len(b.fields))
	for i, f := range b.fields {
		if f.as != asWorkHours {
			b.refs = append(b.refs, b.ref(f, joins))
			continue
		}
		b.refs = append(b.refs, ref{slot: -1})
		b.ends[i] = [2]ref{b.ref(f.start, joins), b.ref(f.end, joins)}
	}
}

func (b *binding) bindPeople(f Fields, problems *diag.List) {
	for _, field := range b.fields {
		declared, attribute := declaredAs(f.Attributes, field.name), true
		if declared == nil {
			declared, attribute = declaredAs(f.Inputs, field.name), false
		}
		switch {
		case declared == nil:
			problems.Add(unknown(field.name, field.key, "source-field.unknown", append(names(f.Attributes), names(f.Inputs)...)))
		case declared.Type.Kind == formula.List:
			problems.Add(diag.At(field.key, "source-field.list", "field", field.name))
		default:
			field.suits(declared.Type.Kind, &b.material, problems)
		}
		b.declared, b.attribute = append(b.declared, declared), append(b.attribute, attribute)
	}
}

func (b *binding) bindList(f Fields, problems *diag.List) {
	b.declared = make([]*rules.Field, len(b.fields), len(b.fields)+1)
	declared := declaredAs(f.Inputs, b.name)
	switch {
	case declared == nil:
		problems.Add(unknown(b.name, b.span, "source-table.unknown", lists(f.Inputs)))
		return
	case declared.Type.Kind != formula.List:
		problems.Add(diag.At(b.span, "source-table.scalar", "name", b.name))
		return
	case declared.Item != nil:
		b.bindPlain(declared, problems)
		return
	}
	for i, field := range b.fields {
		d := declaredAs(declared.Fields, field.name)
		if d == nil {
			problems.Add(unknown(field.name, field.key, "source-field.unknown", names(declared.Fields)))
			continue
		}
		b.declared[i] = d
		field.suits(d.Type.Kind, &b.material, problems)
	}
	b.bindAt(declared, problems)
}

// bindPlain binds a list of plain values: the table has one field, under any
// name.
func (b *binding) bindPlain(declared *rules.Field, problems *diag.List) {
	b.plain = true
	if len(b.fields) != 1 {
		problems.Add(diag.At(b.span, "source-table.plain", "name", b.name))
		return
	}
	b.declared[0] = declared.Item
	b.fields[0].suits(b.kind(0), &b.material, problems)
}

// bindAt makes the moment of a row its field at, where the policy declares
// one and no column was named for it.
func (b *binding) bindAt(declared *rules.Field, problems *diag.List) {
	d := declaredAs(declared.Fields, "at")
	if d == nil || d.Type.Kind != formula.Time || b.at == nil && b.time == nil {
		return
	}
	for _, f := range b.fields {
		if f.name == "at" {
			return
		}
	}
	if b.at == nil && b.time.offset == nil {
		problems.Add(diag.At(b.time.span, "source-offset.needed"))
	}
	b.table = b.withAt()
	b.declared = append(b.declared, d)
}

// withAt returns the table with a field at, which has no column of its own.
func (t *table) withAt() *table {
	u := *t
	u.fields = append(append([]*field(nil), t.fields...), t.ownMoment())
	return &u
}

// suits reports keys of f that its declared kind has no use for, and layouts
// that kind cannot do without.
func (f *field) suits(kind formula.Kind, from *material, problems *diag.List) {
	if f.yes != nil && kind != formula.Boolean {
		problems.Add(diag.At(f.key, "source-field.words", "field", f.name))
	}
	if f.as != asItStands && kind != formula.Number && kind != formula.Integer {
		problems.Add(diag.At(f.key, "source-field.duration", "field", f.name))
	}
	if f.as == asWorkHours {
		f.start.suitsClock(from, problems)
		f.end.suitsClock(from, problems)
		return
	}
	f.suitsMoment(kind, from, problems)
}

// suitsClock is suits for an end of business hours.
func (f *field) suitsClock(from *material, problems *diag.List) {
	switch {
	case f == nil:
	case !f.fromRow:
		f.suitsMoment(formula.Time, from, problems)
	case f.offset == nil:
		problems.Add(diag.At(f.span, "source-offset.needed"))
	}
}

func (f *field) suitsMoment(kind formula.Kind, from *material, problems *diag.List) {
	if f.from != nil {
		from = &f.from.material
	}
	want := layoutParts(0)
	switch kind {
	case formula.Date:
		want = layoutDate
	case formula.Time:
		want = layoutDate | layoutClock
		if f.offset == nil {
			problems.Add(diag.At(f.place(), "source-offset.needed"))
		}
	}
	if want != 0 && len(f.layouts) == 0 && from.needLayout() {
		problems.Add(diag.At(f.place(), "source-layout.needed", "field", f.name))
	}
	for _, l := range f.layouts {
		if want == 0 {
			problems.Add(diag.At(f.key, "source-field.layout", "field", f.name))
			return
		} else if l.parts != want {
			problems.Add(diag.At(f.place(), "source-layout."+want.name(), "layout", l.text))
		}
	}
}

// place is where f stands: its name, or the column of one without a name.
func (f *field) place() diag.Span {
	if f.key.IsZero() {
		return f.span
	}
	return f.key
}

// mustBeGiven reports whether facts without f, which may be nil, are refused.
func mustBeGiven(f *rules.Field) bool { return f != nil && f.Required && f.Default == nil }

func declaredAs(fields []*rules.Field, name string) *rules.Field {
	for _, f := range fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

func names(fields []*rules.Field) []string {
	var all []string
	for _, f := range fields {
		if f.Type.Kind != formula.List {
			all = append(all, f.Name)
		}
	}
	return all
}

func lists(fields []*rules.Field) []string {
	var all []string
	for _, f := range fields {
		if f.Type.Kind == formula.List {
			all = append(all, f.Name)
		}
	}
	return all
}

func unknown(name string, span diag.Span, key string, known []string) diag.Diagnostic {
	if near := diag.Nearest(name, known); near != "" {
		return diag.At(span, key+"-near", "name", name, "near", near)
	}
	return diag.At(span, key, "name", name)
}
