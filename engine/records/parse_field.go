package records

import (
	"slices"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
)

func (p *parser) fields(v *document.Value, t *table) []*field {
	if v == nil {
		return nil
	}
	var all []*field
	for _, m := range v.Members {
		if f := p.field(m); f != nil {
			all = append(all, f)
		}
	}
	for i, f := range all {
		if f.as == asWorkHours {
			p.ends(v.Member(f.name), all[i], all, t)
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
	p.reading(r, v, f)
	p.lookup(r, v, f)
	switch f.as {
	case asWorkHours:
		// start and end are read once all fields are known.
		r.Value("start")
		r.Value("end")
	case asCount:
	default:
		p.ownColumn(r, f)
	}
	p.meanings(r, f)
	p.truth(r, v, f)
	if l := r.Value("layout", document.Array, document.String); l != nil {
		f.layouts = p.layouts(l, 0)
	}
	f.offset = p.offset(r.Value("offset", document.String))
	r.Done()
	return f
}

// lookup reads from and by: a column of another table, found by key.
func (p *parser) lookup(r *document.Reader, v *document.Value, f *field) {
	from, by := r.Value("from", document.String), r.Value("by", document.String)
	if by != nil {
		f.by = p.column(by)
	}
	switch {
	case from == nil && by == nil:
		if f.as == asCount {
			p.report(v, "source-join.count", "field", f.name)
		}
		return
	case from == nil:
		p.report(by, "source-join.by-alone")
		return
	case by == nil:
		p.report(from, "source-join.by-needed", "name", from.Text)
		return
	}
	var known []string
	for _, j := range p.source.joins {
		if known = append(known, j.name); j.name == from.Text {
			f.from = j
			p.used = append(p.used, j)
		}
	}
	if f.from == nil {
		p.problems.Add(unknown(from.Text, from.Span, "source-join.unknown", known))
	}
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
		if twice || f.isMissing(cell{text: w}) {
			p.report(word, "source-words.overlap", "word", word.Text)
		}
	}
}

var timeUnits = map[string]float64{"s": 1, "min": 60, "h": 3600}

// readings are the values of as.
var readings = map[string]interpretation{
	"duration": asDuration, "percent": asPercent, "count": asCount, "business-hours": asWorkHours,
}

// reading reads as and unit.
func (p *parser) reading(r *document.Reader, v *document.Value, f *field) {
	as, unit := r.Value("as", document.String), r.Value("unit", document.String)
	if as == nil {
		if unit != nil {
			p.report(unit, "source-duration.unit-alone")
		}
		return
	}
	f.as = readings[as.Text]
	switch timed := f.as == asDuration || f.as == asWorkHours; {
	case f.as == asItStands:
		p.report(as, "source-duration.as", "as", as.Text)
	case !timed && unit != nil:
		p.report(unit, "source-duration.unit-alone")
	case !timed:
	case unit == nil:
		p.report(as, "source-duration.unit-needed")
	case timeUnits[unit.Text] == 0:
		p.report(unit, "source-duration.unit", "unit", unit.Text)
	default:
		f.unit = timeUnits[unit.Text]
	}
	if f.as == asWorkHours && p.source.clock == nil {
		p.report(as, "source-clock.needed")
	}
}

// ends reads from when to when business hours are counted: the name of a
// field of the table, "at" for the row's own time, or a column of its own.
func (p *parser) ends(v *document.Value, f *field, all []*field, t *table) {
	if v == nil {
		return
	}
	r := document.NewReader(v, p.problems)
	f.start = p.end(r.Need("start", document.String, document.Table), f, all, t)
	f.end = p.end(r.Need("end", document.String, document.Table), f, all, t)
}

func (p *parser) end(v *document.Value, of *field, all []*field, t *table) *field {
	if v == nil {
		return nil
	}
	if v.Kind == document.Table {
		return p.field(v)
	}
	for _, f := range all {
		if f.name == v.Text && f.as == asItStands && f != of {
			return f
		}
	}
	if v.Text == "at" && (t.at != nil || t.time != nil) {
		return t.ownMoment()
	}
	p.problems.Add(diag.At(v.Span, "source-clock.end", "name", v.Text))
	return nil
}

// ownMoment is the moment of a row as a field, which has no cell of its own.
func (t *table) ownMoment() *field {
	from := t.at
	if from == nil {
		from = t.time
	}
	return &field{name: "at", fromRow: true, moment: moment{column: from.column, offset: from.offset}}
}
