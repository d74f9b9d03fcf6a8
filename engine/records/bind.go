package records

import (
	"errors"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/formula"
)

// Fields is what the policies declare; the types of cells come from it.
type Fields struct {
	Attributes []*rules.Field
	Inputs     []*rules.Field
}

// A binding is a table of the source whose fields have met their declarations.
type binding struct {
	*table
	kinds     []formula.Kind // of each field
	attribute []bool         // of each field of people
	required  []bool         // of each field: the policy refuses facts without it
	plain     bool           // a list of plain values rather than of records
}

// bind looks up what every table and field is declared as.
func (s *Source) bind(f Fields, problems *diag.List) []*binding {
	var all []*binding
	for _, t := range s.tables() {
		b := &binding{table: t}
		if t.name == People {
			b.bindPeople(f, problems)
		} else {
			b.bindList(f, problems)
		}
		all = append(all, b)
	}
	return all
}

func (b *binding) bindPeople(f Fields, problems *diag.List) {
	for _, field := range b.fields {
		declared, attribute := lookup(f.Attributes, field.name), true
		if declared == nil {
			declared, attribute = lookup(f.Inputs, field.name), false
		}
		kind := formula.Unknown
		switch {
		case declared == nil:
			problems.Add(unknown(field.name, field.key, "source-field.unknown", append(names(f.Attributes), names(f.Inputs)...)))
		case declared.Type.Kind == formula.List:
			problems.Add(diag.At(field.key, "source-field.list", "field", field.name))
		default:
			kind = declared.Type.Kind
			field.suits(kind, problems)
		}
		b.kinds, b.attribute = append(b.kinds, kind), append(b.attribute, attribute)
		b.required = append(b.required, !attribute && mustBeGiven(declared))
	}
}

func (b *binding) bindList(f Fields, problems *diag.List) {
	b.kinds = make([]formula.Kind, len(b.fields))
	b.required = make([]bool, len(b.fields), len(b.fields)+1)
	declared := lookup(f.Inputs, b.name)
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
		d := lookup(declared.Fields, field.name)
		if d == nil {
			problems.Add(unknown(field.name, field.key, "source-field.unknown", names(declared.Fields)))
			continue
		}
		b.kinds[i], b.required[i] = d.Type.Kind, mustBeGiven(d)
		field.suits(d.Type.Kind, problems)
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
	b.kinds[0], b.required[0] = declared.Item.Type.Kind, mustBeGiven(declared.Item)
	b.fields[0].suits(b.kinds[0], problems)
}

// bindAt makes the moment of a row its field at, where the policy declares
// one and no column was named for it.
func (b *binding) bindAt(declared *rules.Field, problems *diag.List) {
	d := lookup(declared.Fields, "at")
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
	b.kinds, b.required = append(b.kinds, formula.Time), append(b.required, false)
}

// withAt returns the table with a field at, which has no column of its own.
func (t *table) withAt() *table {
	u := *t
	from := t.at
	if from == nil {
		from = t.time
	}
	u.fields = append(append([]*field(nil), t.fields...), &field{name: "at", fromRow: true, moment: moment{column: from.column, offset: from.offset}})
	return &u
}

// suits reports keys of f that its declared kind has no use for, and layouts
// that kind cannot do without.
func (f *field) suits(kind formula.Kind, problems *diag.List) {
	if f.yes != nil && kind != formula.Boolean {
		problems.Add(diag.At(f.key, "source-field.words", "field", f.name))
	}
	if f.duration != 0 && kind != formula.Number && kind != formula.Integer {
		problems.Add(diag.At(f.key, "source-field.duration", "field", f.name))
	}
	want := layoutParts(0)
	switch kind {
	case formula.Date:
		want = layoutDate
	case formula.Time:
		want = layoutDate | layoutClock
		if f.offset == nil {
			problems.Add(diag.At(f.key, "source-offset.needed"))
		}
	}
	if want != 0 && len(f.layouts) == 0 {
		problems.Add(diag.At(f.key, "source-layout.needed", "field", f.name))
	}
	for _, l := range f.layouts {
		if want == 0 {
			problems.Add(diag.At(f.key, "source-field.layout", "field", f.name))
			return
		} else if l.parts != want {
			problems.Add(diag.At(f.key, "source-layout."+want.name(), "layout", l.text))
		}
	}
}

// mustBeGiven reports whether facts without f, which may be nil, are refused.
func mustBeGiven(f *rules.Field) bool { return f != nil && f.Required && f.Default == nil }

func lookup(fields []*rules.Field, name string) *rules.Field {
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

// A layer is one file of a table with the places of its columns.
type layer struct {
	sheet      *sheet
	specialist int
	period     int   // -1 without
	moments    []int // of date, time, at; -1 without
	fields     []int // -1 for the field at that has no column
}

// open opens a file and finds every column the table names.
func (b *binding) open(in Input, problems *diag.List) (*layer, error) {
	s, err := openSheet(in)
	var t *trouble
	if errors.As(err, &t) {
		problems.Add(t.at(b.span, in.Name))
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	before := len(*problems)
	find := func(c *column) int {
		if c == nil {
			return -1
		}
		i, d := s.find(*c)
		if d != nil {
			problems.Add(*d)
		}
		return i
	}
	l := &layer{sheet: s, specialist: find(&b.specialist), period: find(b.period)}
	for _, m := range []*moment{b.date, b.time, b.at} {
		if m == nil {
			l.moments = append(l.moments, -1)
			continue
		}
		l.moments = append(l.moments, find(&m.column))
	}
	for _, f := range b.fields {
		if f.fromRow {
			l.fields = append(l.fields, -1)
			continue
		}
		l.fields = append(l.fields, find(&f.column))
	}
	if len(*problems) > before {
		return nil, nil
	}
	return l, nil
}

func (t *trouble) at(span diag.Span, file string) diag.Diagnostic {
	return diag.At(span, t.key, append([]string{"file", file}, t.args...)...)
}
