package rules

import (
	"math/big"
	"slices"

	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

// DefaultMaxLength is the longest list accepted where an input does not say
// max. MaxMaxLength is the most that max may say.
const (
	DefaultMaxLength = 1000
	MaxMaxLength     = 1_000_000
)

var (
	scalarTypes = []string{"number", "integer", "string", "boolean", "date", "time"}
	allTypes    = append(slices.Clone(scalarTypes), "list")

	attributeKeys = []string{"type", "title", "description", "unit", "min", "max", "enum"}
	inputKeys     = append(slices.Clone(attributeKeys), "source", "default", "required", "controllable", "fields", "items")
)

// a fieldKind is where a field is declared, which decides what it may say.
type fieldKind uint8

const (
	attributeField fieldKind = iota
	inputField
	recordField // one of the fields of a list
	itemField   // the items of a list of plain values
)

func (l *loader) attributes(root table) {
	for _, v := range l.entries(root, "attributes") {
		if f := l.field(v, attributeField); f != nil && l.name("attributes", f, seesAttributes) {
			l.policy.Attributes = append(l.policy.Attributes, f)
		}
	}
}

func (l *loader) inputs(root table) {
	queue := l.entries(root, "inputs")
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		f, strays := l.input(v)
		queue = append(queue, strays...)
		if f != nil && l.name("inputs", f, seesInputs) {
			l.policy.Inputs = append(l.policy.Inputs, f)
		}
	}
}

// input reads one entry of [inputs] and returns with it the inputs that were
// written below its header and therefore landed inside it.
func (l *loader) input(v *document.Value) (*Field, []*document.Value) {
	t := l.table(v)
	strays := l.strays(t, inputKeys, "inputs."+v.Name, "inputs", func(m *document.Value) bool { return m.Member("type") != nil })
	l.belongs(t, inputKeys, "inputs."+v.Name, rootKeys, "")
	return l.fieldIn(t, inputField), strays
}

// entries returns the tables of a section whose keys are names.
func (l *loader) entries(root table, section string) []*document.Value {
	v := root.section(section)
	if v == nil {
		return nil
	}
	var entries []*document.Value
	for _, m := range l.own(v, section) {
		if l.value(m, document.Table) != nil {
			entries = append(entries, m)
		} else {
			l.known(m.Name)
		}
	}
	return entries
}

// name declares f and makes it known to formulas, and reports whether it may stand.
func (l *loader) name(section string, f *Field, seen sees) bool {
	if !l.declare(section, f.Name, f.Span) {
		return false
	}
	l.symbol(f.Name, f.Type, seen)
	l.titled(f.Title, f.Name)
	return true
}

func (l *loader) field(v *document.Value, kind fieldKind) *Field {
	return l.fieldIn(l.table(v), kind)
}

// fieldIn reads what a declaration may say. Without a readable type the field
// has the Unknown type, so that formulas that use it are not reported too.
func (l *loader) fieldIn(t table, kind fieldKind) *Field {
	words := scalarTypes
	if kind == inputField {
		words = allTypes
	}
	f := &Field{Name: t.at.Name, Span: t.at.Key, Title: t.text("title").Text, Unit: t.text("unit").Text, Required: kind != attributeField}
	t.text("description")
	name := t.needChoice("type", words...)
	enum := l.enum(t, name)
	l.bounds(t, f, name)
	if kind == inputField || kind == recordField {
		f.Required = t.flag("required", true)
		f.Collected = t.text("source").Text
	}
	if kind == inputField {
		f.Controllable = t.flag("controllable", false)
		l.elements(t, f, name)
	}
	f.Type = typeOf(name, enum, f)
	if kind == inputField || kind == recordField {
		l.fieldDefault(t, f)
	}
	t.Done()
	return f
}

func typeOf(name string, enum []string, f *Field) *formula.Type {
	switch name {
	case "number":
		return formula.NumberType
	case "integer":
		return formula.IntegerType
	case "string":
		if enum != nil {
			return &formula.Type{Kind: formula.String, Enum: enum}
		}
		return formula.StringType
	case "boolean":
		return formula.BooleanType
	case "date":
		return formula.DateType
	case "time":
		return formula.TimeType
	case "list":
		return listType(f)
	}
	return formula.UnknownType
}

func listType(f *Field) *formula.Type {
	if f.Item != nil {
		return formula.ListOf(f.Item.Type, f.MaxLength)
	}
	if f.Fields == nil {
		return formula.UnknownType
	}
	record := &formula.Type{Kind: formula.Record, Titles: map[string]string{}}
	for _, field := range f.Fields {
		record.Titles[field.Title] = field.Name
		record.Fields = append(record.Fields, formula.Field{Name: field.Name, Type: field.Type})
	}
	return formula.ListOf(record, f.MaxLength)
}

// enum reads the words a string can be; each stands once.
func (l *loader) enum(t table, typeName string) []string {
	v := t.Value("enum", document.Array)
	if v == nil {
		return nil
	}
	if typeName != "string" {
		if typeName != "" {
			l.report(v.Key, "enum-of-strings", "type", typeName)
		}
		return nil
	}
	if len(v.Items) == 0 {
		l.report(v.Span, "enum-empty")
		return nil
	}
	var enum []string
	first := map[string]diag.Span{}
	for _, item := range t.Strings("enum") {
		if at, twice := first[item.Text]; twice {
			l.problems.Add(problem(item.Span, "enum-twice", "word", item.Text).And(at, "first-here"))
			continue
		}
		first[item.Text] = item.Span
		enum = append(enum, item.Text)
	}
	return enum
}

// bounds reads min and max: of a number its bounds, of a list its length.
func (l *loader) bounds(t table, f *Field, typeName string) {
	switch typeName {
	case "number", "integer":
		f.Min, f.Max = t.number("min"), t.number("max")
		l.inOrder(f.Min, f.Max, false)
	case "list":
		f.MaxLength = t.wholeIn("max", 1, MaxMaxLength, DefaultMaxLength)
	case "":
		t.Value("min")
		t.Value("max")
	default:
		for _, key := range []string{"min", "max"} {
			if v := t.Value(key); v != nil {
				l.report(v.Key, "bounds-of-numbers", "key", key, "type", typeName)
			}
		}
	}
}

// elements reads what a list is of: fields of records, or plain items.
func (l *loader) elements(t table, f *Field, typeName string) {
	fields, items := t.Value("fields", document.Table), t.Value("items", document.Table)
	switch {
	case typeName == "":
		return
	case typeName != "list":
		for _, v := range []*document.Value{fields, items} {
			if v != nil {
				l.report(v.Key, "elements-of-lists", "key", v.Name, "type", typeName)
			}
		}
	case fields != nil && items != nil:
		l.problems.Add(problem(items.Key, "list-elements.both").And(fields.Key, "other-here"))
	case fields != nil:
		l.recordFields(fields, f)
	case items != nil:
		f.Item = l.field(items, itemField)
	case t.lacks("fields", "items"):
		l.report(t.at.Key, "list-elements", "name", t.at.Name)
	}
}

func (l *loader) recordFields(v *document.Value, f *Field) {
	if len(v.Members) == 0 {
		l.report(v.Key, "list-elements", "name", f.Name)
		return
	}
	space := newNames()
	for _, m := range v.Members {
		if l.value(m, document.Table) == nil {
			continue
		}
		field := l.field(m, recordField)
		if l.add(space, "fields", field.Name, field.Span) {
			f.Fields = append(f.Fields, field)
		}
	}
}

// fieldDefault reads default, which must be what the field itself accepts.
func (l *loader) fieldDefault(t table, f *Field) {
	v := l.defaultOf(t, f.Type)
	if v == nil {
		return
	}
	f.Default = v
	switch f.Type.Kind {
	case formula.Number, formula.Integer:
		l.defaultNumber(v, f)
	case formula.String:
		if f.Type.Enum != nil && !slices.Contains(f.Type.Enum, v.Text) {
			l.report(v.Span, "default-enum", "value", v.Text)
		}
	case formula.List:
		if len(v.Items) > 0 {
			l.report(v.Span, "default-list")
		}
	}
}

func (l *loader) defaultOf(t table, of *formula.Type) *document.Value {
	switch of.Kind {
	case formula.Number:
		return t.Value("default", document.Integer, document.Float)
	case formula.Integer:
		return t.Value("default", document.Integer, document.Float)
	case formula.String:
		return t.Value("default", document.String)
	case formula.Boolean:
		return t.Value("default", document.Boolean)
	case formula.Date:
		return t.Value("default", document.LocalDate)
	case formula.Time:
		return t.Value("default", document.OffsetDateTime)
	case formula.List:
		return t.Value("default", document.Array)
	}
	t.Value("default")
	return nil
}

func (l *loader) defaultNumber(v *document.Value, f *Field) {
	n := l.numberOf(v)
	switch {
	case !n.Given():
	case f.Type.Kind == formula.Integer && !n.Exact.IsInt():
		l.report(v.Span, "default-whole", "value", v.Text)
	case f.Min.Given() && n.Exact.Cmp(f.Min.Exact) < 0, f.Max.Given() && n.Exact.Cmp(f.Max.Exact) > 0:
		l.report(v.Span, "default-bounds", "value", v.Text, "low", bound(f.Min.Exact), "high", bound(f.Max.Exact))
	}
}

func bound(r *big.Rat) string {
	if r == nil {
		return "…"
	}
	return decimal(r)
}
