package records

import (
	"slices"
	"strconv"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
)

// A parser reads a source file, a table at a time.
type parser struct {
	source   *Source
	table    *document.Value // being read
	problems *diag.List
	used     []*join // that some field looks up
}

func (p *parser) report(v *document.Value, key string, args ...string) {
	p.problems.Add(diag.At(v.Span, key, args...))
}

// around reads what tables refer to: the clock and the joins.
func (p *parser) around(root *document.Value) {
	for _, m := range root.Members {
		switch {
		case m.Name != joinsTable && m.Name != clockTable || m.Kind == document.Broken:
		case m.Kind != document.Table:
			p.problems.Add(diag.At(m.Key, "source-table.kind", "name", m.Name))
		case m.Name == clockTable:
			p.source.clock = p.clock(m)
		default:
			p.joins(m)
		}
	}
}

func (p *parser) joins(v *document.Value) {
	for _, m := range v.Members {
		if m.Kind != document.Table {
			p.problems.Add(diag.At(m.Key, "source-join.shape", "name", m.Name))
			continue
		}
		p.source.joins = append(p.source.joins, p.join(m))
	}
}

func (p *parser) join(v *document.Value) *join {
	p.table = v
	j := &join{name: v.Name, span: v.Key}
	r := document.NewReader(v, p.problems)
	j.material = p.material(r, j.table())
	j.key = p.who(r.Need("key", document.String, document.Table))
	if m := r.Value("unmatched", document.String); m != nil {
		if j.lenient = m.Text == "missing"; !j.lenient && m.Text != "refuse" {
			p.report(m, "source-join.unmatched", "got", m.Text)
		}
	}
	r.Done()
	return j
}

// unused reports joins that nothing looks up: most likely a name is wrong.
func (p *parser) unused() {
	for _, j := range p.source.joins {
		if !slices.Contains(p.used, j) && !p.problems.HasErrors() {
			p.problems.Add(diag.At(j.span, "source-join.unused", "name", j.name))
		}
	}
}

func (p *parser) readTable(v *document.Value) *table {
	p.table = v
	t := &table{name: v.Name, span: v.Key}
	r := document.NewReader(v, p.problems)
	t.material = p.material(r, t.name)
	t.specialist = p.who(r.Need("specialist", document.String, document.Table))
	if t.name == People {
		p.period(r, t)
	} else {
		p.moments(r, t)
		t.lookAhead = p.lookAhead(r)
	}
	t.fields = p.fields(r.Need("fields", document.Table), t)
	r.Done()
	return t
}

// who reads a column that names someone or something: "Column", or
// { column, nth, values, missing }.
func (p *parser) who(v *document.Value) *field {
	f := &field{}
	if v == nil {
		return f
	}
	f.name, f.key = v.Name, v.Key
	if v.Kind == document.String {
		f.column = p.column(v)
		return f
	}
	r := document.NewReader(v, p.problems)
	p.ownColumn(r, f)
	p.meanings(r, f)
	r.Done()
	return f
}

// ownColumn reads column and nth.
func (p *parser) ownColumn(r *document.Reader, f *field) {
	if c := r.Need("column", document.String); c != nil {
		f.column = p.column(c)
	}
	f.nth = p.nth(r)
}

// nth reads which of several columns of one name is meant.
func (p *parser) nth(r *document.Reader) int {
	v := r.Value("nth", document.Integer)
	if v == nil {
		return 0
	}
	n, err := strconv.Atoi(v.Text)
	if err != nil || n < 1 || n > lastColumn {
		p.report(v, "source-column.nth", "got", v.Text)
		return 0
	}
	return n
}

// meanings reads what cells mean: values and missing.
func (p *parser) meanings(r *document.Reader, f *field) {
	if m := r.Value("missing", document.Array, document.String); m != nil {
		f.missing = texts(p.optional(m))
	}
	v := r.Value("values", document.Table)
	if v == nil {
		return
	}
	for _, m := range v.Members {
		if m.Kind != document.String {
			p.problems.Add(diag.At(m.Key, "source-values", "name", m.Name))
			continue
		}
		f.values = append(f.values, mapping{strings.TrimSpace(m.Name), strings.TrimSpace(m.Text)})
	}
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
	t.date = p.moment(date, t, false, layoutDate)
	t.time = p.moment(clock, t, true, layoutClock)
	t.at = p.moment(at, t, true, layoutDate|layoutClock)
	switch {
	case date == nil && at == nil:
		if p.table.Member("date") == nil && p.table.Member("at") == nil {
			p.problems.Add(diag.At(p.table.Key, "source-moment.none", "table", t.name))
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

func (p *parser) moment(v *document.Value, t *table, zoned bool, want layoutParts) *moment {
	if v == nil {
		return nil
	}
	f := &field{}
	r := document.NewReader(v, p.problems)
	p.ownColumn(r, f)
	if t.needLayout() {
		f.layouts = p.layouts(r.Need("layout", document.Array, document.String), want)
	} else if l := r.Value("layout", document.Array, document.String); l != nil {
		f.layouts = p.layouts(l, want)
	}
	if zoned {
		f.offset = p.offset(r.Value("offset", document.String))
	}
	r.Done()
	return &f.moment
}

// needLayout reports whether some file may hold dates as text only.
func (m *material) needLayout() bool {
	for _, f := range m.files {
		if !kindOf(f.Pattern).typed() {
			return true
		}
	}
	return len(m.files) == 0
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

func (p *parser) column(v *document.Value) column {
	name := strings.TrimSpace(v.Text)
	if name == "" {
		p.report(v, "source-column")
	}
	return column{name: name, span: v.Span}
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
