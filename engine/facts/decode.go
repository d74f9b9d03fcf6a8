package facts

import (
	"strconv"
	"strings"

	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/formula"
)

// Values reads r's attributes and inputs strictly into the slots of l: every
// input must be declared, given, of its type and within its bounds. Inputs
// that only one of beside declares (the pilots beside a policy) are not
// unknown. Attributes are declared by the whole set, so unknown ones are
// UnknownAttributes' to report. With problems the values are nil.
func (r *Request) Values(l *Layout, beside ...*Layout) (*Values, diag.List) {
	d := r.decoder(l)
	d.beside = beside
	d.members(r.attributes, &l.attributes, attributesObject)
	d.members(r.inputs, &l.inputs, inputsObject)
	d.checkAround()
	d.earlier(r)
	if list := d.done(); len(list) > 0 {
		return nil, list
	}
	return d.values, nil
}

// Attributes reads r's attributes alone, to select a policy: types must fit,
// bounds and enums are left to Values, attributes l does not declare are
// skipped. The slots of inputs are missing.
func (r *Request) Attributes(l *Layout) (*Values, diag.List) {
	d := r.decoder(l)
	d.lenient = true
	d.members(r.attributes, &l.attributes, attributesObject)
	for i := range l.inputs.slots {
		d.values.put(&l.inputs.slots[i], &missing)
	}
	if list := d.done(); len(list) > 0 {
		return nil, list
	}
	return d.values, nil
}

// UnknownAttributes reports every attribute of r that known does not know.
// Names, when given, are those it may have been meant to be.
func (r *Request) UnknownAttributes(known func(name string) bool, names ...string) diag.List {
	p := r.problems()
	for c := r.firstAttribute(); c != 0; c = r.tape.nodes[c].next {
		if !known(r.tape.name(c)) {
			p.unknownFact(c, names, nil, "attribute")
		}
	}
	return p.done()
}

// AttributeNames returns the names of the attributes r gives, as written.
func (r *Request) AttributeNames() []string {
	var names []string
	for c := r.firstAttribute(); c != 0; c = r.tape.nodes[c].next {
		names = append(names, r.tape.name(c))
	}
	return names
}

func (r *Request) firstAttribute() int32 {
	if r.attributes == 0 {
		return 0
	}
	return r.tape.first(r.attributes)
}

func (r *Request) problems() *problems {
	return &problems{source: r.source, tape: r.tape, limit: r.limits.Problems}
}

// A decoder fills one Values.
type decoder struct {
	*problems
	layout  *Layout
	beside  []*Layout
	values  *Values
	lenient bool

	inputs     int32 // the node of the object
	rowsAround around
}

func (r *Request) decoder(l *Layout) *decoder {
	v := &Values{}
	v.allocate(l.size)
	return &decoder{problems: r.problems(), layout: l, values: v, inputs: r.inputs, rowsAround: r.around}
}

// An object says whose members are read.
type object uint8

const (
	attributesObject object = iota
	inputsObject
)

// members reads the members of the object i, which may be 0 for none.
func (d *decoder) members(i int32, g *group, of object) {
	given := make([]bool, len(g.slots))
	if i != 0 {
		for c := d.tape.first(i); c != 0; c = d.tape.nodes[c].next {
			k, ok := g.index[d.tape.name(c)]
			if !ok {
				d.undeclared(c, g, of)
				continue
			}
			given[k] = true
			d.member(c, &g.slots[k], of)
		}
	}
	for k := range g.slots {
		if !given[k] {
			d.notGiven(i, &g.slots[k], of)
		}
	}
}

func (d *decoder) member(c int32, s *slot, of object) {
	if d.tape.nodes[c].kind == nullNode {
		if of == inputsObject && s.field.Required {
			d.at(c, "null-field", "name", called(s.field))
		}
		d.values.put(s, &missing)
		return
	}
	v := missing
	if s.kind == formula.List {
		v.list = d.rows(c, s)
	} else {
		d.scalar(c, s.field, &v, of == attributesObject)
	}
	d.values.put(s, &v)
}

func (d *decoder) notGiven(i int32, s *slot, of object) {
	switch {
	case s.fallback != nil:
		d.values.put(s, s.fallback)
	case of == inputsObject && s.field.Required:
		d.absent(i, s.field.Name, "missing-field.input", "name", called(s.field))
	default:
		d.values.put(s, &missing)
	}
}

func (d *decoder) undeclared(c int32, g *group, of object) {
	if of == attributesObject {
		return
	}
	name := d.tape.name(c)
	for _, l := range d.beside {
		if _, ok := l.inputs.index[name]; ok {
			return
		}
	}
	if _, ok := d.layout.attributes.index[name]; ok {
		d.name(c, "unknown-field.attribute-among-inputs", "name", shown(name))
		return
	}
	d.unknownFact(c, g.names, g.slots, "input")
}

// unknownFact reports an attribute, an input or a field that is not declared.
// What names the word of the message: attribute, input or field.
func (p *problems) unknownFact(c int32, names []string, slots []slot, what string) {
	if p.full() {
		return
	}
	name := p.tape.name(c)
	like := near(name, names)
	for i := range slots {
		if slots[i].field.Title == name {
			like = slots[i].field.Name
		}
	}
	if like != "" {
		p.name(c, "unknown-field."+what+"-near", "name", shown(name), "near", like)
		return
	}
	p.name(c, "unknown-field."+what, "name", shown(name))
}

// called names a field the way its policy does: by id and title.
func called(f *rules.Field) string {
	if f.Title == "" || f.Title == f.Name {
		return f.Name
	}
	return f.Name + " / " + f.Title
}

// scalar reads a value that is no list into v. What is wrong leaves it as it
// is. A name is text in which everything can be seen.
func (d *decoder) scalar(c int32, f *rules.Field, v *cell, name bool) {
	switch f.Type.Kind {
	case formula.Number, formula.Integer:
		if x, ok := d.number(c, called(f)); ok && d.fits(c, x, f) {
			v.number = x
		}
	case formula.Boolean:
		v.boolean = d.boolean(c, called(f))
	case formula.Date:
		if day, ok := d.date(c, called(f)); ok {
			v.time = day.Midnight()
		}
	case formula.Time:
		v.time = d.time(c, called(f))
	default:
		v.text = d.words(c, f, name)
	}
}

func (d *decoder) fits(c int32, x float64, f *rules.Field) bool {
	written := d.tape.raw(c)
	switch {
	case f.Type.Kind == formula.Integer && !whole(written):
		d.at(c, "invalid-number.not-whole", "name", called(f))
	case d.lenient:
		return true
	case below(x, written, f.Min):
		d.at(c, "out-of-range.below", "name", called(f), "min", boundText(f.Min))
	case above(x, written, f.Max):
		d.at(c, "out-of-range.above", "name", called(f), "max", boundText(f.Max))
	default:
		return true
	}
	return false
}

// boundText writes a bound as its file does, or else as its float64.
func boundText(n rules.Number) string {
	if s := n.Span.Text(); s != "" && len(s) <= longestNumber {
		return s
	}
	return strconv.FormatFloat(n.Float, 'f', -1, 64)
}

func (d *decoder) time(c int32, name string) calendar.Time {
	s, ok := d.text(c, name)
	if !ok {
		return calendar.Time{}
	}
	t, ok := calendar.ParseTime(s)
	if !ok || !rfc3339(s) {
		d.at(c, "invalid-date.time", "name", shown(name))
		return calendar.Time{}
	}
	return t
}

// rfc3339 refuses what package time takes beyond RFC 3339: hours of one digit
// and a comma before the fraction.
func rfc3339(s string) bool { return len(s) >= 20 && s[13] == ':' && !strings.Contains(s, ",") }

func (d *decoder) words(c int32, f *rules.Field, name bool) String {
	s, ok := d.text(c, called(f))
	switch {
	case !ok:
	case name && hidden(s):
		d.at(c, "invalid-text.hidden", "name", called(f))
	case !d.lenient && len(f.Type.Enum) > 0 && !known(s, f.Type.Enum):
		d.notInEnum(c, s, f)
	default:
		return String{Text: s, Known: true}
	}
	return String{}
}

func (d *decoder) notInEnum(c int32, s string, f *rules.Field) {
	if d.full() {
		return
	}
	if like := near(s, f.Type.Enum); like != "" {
		d.at(c, "unknown-value.near", "name", called(f), "near", like)
		return
	}
	words := f.Type.Enum
	more := ""
	if len(words) > 12 {
		words, more = words[:12], " …"
	}
	d.at(c, "unknown-value", "name", called(f), "words", strings.Join(words, ", ")+more)
}
