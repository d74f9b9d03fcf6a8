package records

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
)

// A parser reads one table of a source file.
type parser struct {
	name     string
	table    *document.Value
	problems *diag.List
}

func (p *parser) report(v *document.Value, key string, args ...string) {
	p.problems.Add(diag.At(v.Span, key, args...))
}

func (p *parser) read() *table {
	t := &table{name: p.name, span: p.table.Key}
	r := document.NewReader(p.table, p.problems)
	t.files = p.files(r.Need("files", document.Array, document.String))
	if v := r.Need("specialist", document.String); v != nil {
		t.specialist = p.column(v)
	}
	if p.name == People {
		p.period(r, t)
	} else {
		p.moments(r, t)
		t.lookAhead = p.lookAhead(r)
	}
	t.fields = p.fields(r.Need("fields", document.Table))
	r.Done()
	return t
}

func (p *parser) period(r *document.Reader, t *table) {
	if v := r.Value("period", document.String); v != nil {
		c := p.column(v)
		t.period = &c
	}
}

// moments reads what decides the period of a row: date, date and time, or at.
func (p *parser) moments(r *document.Reader, t *table) {
	date, clock, at := r.Value("date", document.Table), r.Value("time", document.Table), r.Value("at", document.Table)
	t.date = p.moment(date, false, layoutDate)
	t.time = p.moment(clock, true, layoutClock)
	t.at = p.moment(at, true, layoutDate|layoutClock)
	switch {
	case date == nil && at == nil:
		if p.table.Member("date") == nil && p.table.Member("at") == nil {
			p.problems.Add(diag.At(p.table.Key, "source-moment.none", "table", p.name))
		}
	case at != nil && (date != nil || clock != nil):
		p.problems.Add(diag.At(at.Key, "source-moment.both"))
	}
	if t.at != nil && t.at.offset == nil && at.Member("offset") == nil {
		p.report(at, "source-offset.needed")
	}
}

// lookAhead reads for how many days after a period's end rows still say what
// followed.
func (p *parser) lookAhead(r *document.Reader) int {
	v := r.Value("look_ahead", document.Integer)
	if v == nil {
		return 0
	}
	days, err := strconv.Atoi(v.Text)
	if err != nil || days < 0 || days > 366 {
		p.report(v, "source-look-ahead", "days", v.Text)
		return 0
	}
	return days
}

func (p *parser) moment(v *document.Value, zoned bool, want layoutParts) *moment {
	if v == nil {
		return nil
	}
	m := &moment{}
	r := document.NewReader(v, p.problems)
	if c := r.Need("column", document.String); c != nil {
		m.column = p.column(c)
	}
	m.layouts = p.layouts(r.Need("layout", document.Array, document.String), want)
	if zoned {
		m.offset = p.offset(r.Value("offset", document.String))
	}
	r.Done()
	return m
}

func (p *parser) layouts(v *document.Value, want layoutParts) []layout {
	var all []layout
	for _, word := range p.words(v) {
		l, key, args := parseLayout(word.Text)
		switch {
		case key != "":
			p.report(word, key, args...)
		case want != 0 && l.parts != want:
			p.report(word, "source-layout."+want.name(), "layout", word.Text)
		default:
			all = append(all, l)
		}
	}
	return all
}

func (p *parser) offset(v *document.Value) *int32 {
	if v == nil {
		return nil
	}
	seconds, ok := parseOffset(v.Text)
	if !ok {
		p.report(v, "source-offset.wrong", "offset", v.Text)
		return nil
	}
	return &seconds
}

func (p *parser) files(v *document.Value) []File {
	var all []File
	for _, word := range p.words(v) {
		if _, err := path.Match(word.Text, ""); err != nil {
			p.report(word, "source-files.pattern", "pattern", word.Text)
			continue
		}
		if _, ok := readable(word.Text); !ok {
			p.report(word, "source-files.kind", "pattern", word.Text)
			continue
		}
		all = append(all, File{Table: p.name, Pattern: word.Text, Span: word.Span})
	}
	return all
}

func (p *parser) column(v *document.Value) column {
	name := strings.TrimSpace(v.Text)
	if name == "" {
		p.report(v, "source-column")
	}
	return column{name: name, span: v.Span}
}

func (p *parser) fields(v *document.Value) []*field {
	if v == nil {
		return nil
	}
	var all []*field
	for _, m := range v.Members {
		if f := p.field(m); f != nil {
			all = append(all, f)
		}
	}
	return all
}

func (p *parser) field(v *document.Value) *field {
	f := &field{name: v.Name, key: v.Key}
	switch v.Kind {
	case document.String:
		f.column = p.column(v)
		return f
	case document.Table:
	case document.Broken:
		return nil
	default:
		p.report(v, "source-field.shape", "field", v.Name)
		return nil
	}
	r := document.NewReader(v, p.problems)
	if c := r.Need("column", document.String); c != nil {
		f.column = p.column(c)
	}
	if m := r.Value("missing", document.Array, document.String); m != nil {
		f.missing = texts(p.optional(m))
	}
	p.truth(r, v, f)
	p.duration(r, v, f)
	if l := r.Value("layout", document.Array, document.String); l != nil {
		f.layouts = p.layouts(l, 0)
	}
	f.offset = p.offset(r.Value("offset", document.String))
	r.Done()
	return f
}

// truth reads the words for yes and no. They come together, and no word may
// mean two things.
func (p *parser) truth(r *document.Reader, v *document.Value, f *field) {
	yes, no := r.Value("true", document.Array, document.String), r.Value("false", document.Array, document.String)
	if (yes == nil) != (no == nil) {
		p.report(v, "source-words.half", "field", f.name)
	}
	y, n := p.words(yes), p.words(no)
	f.yes, f.no = texts(y), texts(n)
	for _, word := range slices.Concat(y, n) {
		w := strings.TrimSpace(word.Text)
		twice := slices.Contains(f.yes, w) && slices.Contains(f.no, w)
		if twice || f.isMissing(w) {
			p.report(word, "source-words.overlap", "word", word.Text)
		}
	}
}

var durationUnits = map[string]float64{"s": 1, "min": 60, "h": 3600}

func (p *parser) duration(r *document.Reader, v *document.Value, f *field) {
	as, unit := r.Value("as", document.String), r.Value("unit", document.String)
	switch {
	case as == nil && unit == nil:
	case as == nil:
		p.report(unit, "source-duration.unit-alone")
	case as.Text != "duration":
		p.report(as, "source-duration.as", "as", as.Text)
	case unit == nil:
		p.report(as, "source-duration.unit-needed")
	case durationUnits[unit.Text] == 0:
		p.report(unit, "source-duration.unit", "unit", unit.Text)
	default:
		f.duration = durationUnits[unit.Text]
	}
}

// words returns the strings of v, a string or an array of them, which must
// hold at least one.
func (p *parser) words(v *document.Value) []*document.Value {
	if v != nil && v.Kind == document.Array && len(v.Items) == 0 {
		p.report(v, "source-words.none", "key", v.Name)
	}
	return p.optional(v)
}

func (p *parser) optional(v *document.Value) []*document.Value {
	if v == nil {
		return nil
	}
	if v.Kind == document.String {
		return []*document.Value{v}
	}
	var all []*document.Value
	for _, item := range v.Items {
		if item.Kind == document.Broken {
			continue
		}
		if item.Kind != document.String {
			p.report(item, "source-words.kind", "key", v.Name)
			continue
		}
		all = append(all, item)
	}
	return all
}

func texts(words []*document.Value) []string {
	var all []string
	for _, w := range words {
		all = append(all, strings.TrimSpace(w.Text))
	}
	return all
}
