package suite

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/document"
)

// A request is an example's facts as the JSON a system would send, and where
// each part of it stands in the policy file.
type request struct {
	source *diag.Source
	places *places // nil until something is to be placed: most requests are fine
	locate func() *places
	home   diag.Span // the example's name: for what stands nowhere
	like   bool      // some of it may stand in another example
}

// places says where the parts of a request were written.
type places struct {
	pointers map[string]diag.Span // JSON Pointer → TOML
	segments []segment
}

// A segment is a range of the JSON and the TOML it was written from.
type segment struct {
	start, end int
	span       diag.Span
}

// writeRequest writes the request of e with the facts g.
func writeRequest(e *example, g given, period string) *request {
	source := diag.NewSource(e.name.Text, writeFacts(e, g, period, nil))
	locate := func() *places {
		found := &places{pointers: map[string]diag.Span{}}
		writeFacts(e, g, period, found)
		return found
	}
	return &request{source, nil, locate, e.name.Span, e.like != ""}
}

// writeFacts writes the JSON, and into found, unless it is nil, where the
// parts of it came from.
func writeFacts(e *example, g given, period string, found *places) []byte {
	w := &writer{places: found}
	w.raw(`{"specialist":`).text(e.name.Text)
	if e.expect.Member("pilots") == nil { // a policy that is named stands alone
		w.raw(`,"policy":`).text(e.policy.ID.Text)
	}
	w.raw(`,"period":`)
	if v := g.whole["period"]; v != nil {
		w.mark("/period", v.Span, func() { w.text(v.Text) })
	} else {
		w.text(period)
	}
	w.object("attributes", g.attributes, g.attributesAt)
	w.object("inputs", g.inputs, g.inputsAt)
	for _, key := range wholeKeys[1:] {
		if v := g.whole[key]; v != nil {
			w.raw(`,"` + key + `":`)
			w.value("/"+key, v)
		}
	}
	w.raw("}")
	return w.out.Bytes()
}

// defaultPeriod returns the first whole period inside p's effective range.
func defaultPeriod(p *rules.Policy) (calendar.Period, bool) {
	period := calendar.PeriodOf(p.Period, p.Effective.From)
	if period.Start() < p.Effective.From {
		period = period.Add(1)
	}
	return period, period.Year <= 9999 && p.Effective.Contains(period.End())
}

// place moves a problem from the request to the file it was written from.
func (r *request) place(d diag.Diagnostic) diag.Diagnostic {
	if r.places == nil {
		r.places = r.locate()
	}
	switch {
	case d.Span.Source == r.source:
		d.Span = r.bySpan(d)
	case d.Span.IsZero():
		d.Span = r.byPointer(d.Pointer)
	}
	d.Pointer = ""
	if r.like && d.Span != r.home {
		d = d.And(r.home, "example-reads")
	}
	return d
}

// bySpan finds the smallest part written that contains the problem.
func (r *request) bySpan(d diag.Diagnostic) diag.Span {
	best := segment{end: len(r.source.Bytes) + 1}
	for _, s := range r.places.segments {
		if s.start <= d.Span.Start && d.Span.End <= s.end && s.end-s.start < best.end-best.start {
			best = s
		}
	}
	if best.span.IsZero() {
		return r.byPointer(d.Pointer)
	}
	return best.span
}

// byPointer finds the place of a JSON Pointer or of what it stands in.
func (r *request) byPointer(pointer string) diag.Span {
	for pointer != "" {
		if s, ok := r.places.pointers[pointer]; ok {
			return s
		}
		pointer = pointer[:max(0, strings.LastIndexByte(pointer, '/'))]
	}
	return r.home
}

// A writer writes JSON and, where it is asked to, remembers where each part
// came from.
type writer struct {
	out    bytes.Buffer
	places *places
}

func (w *writer) raw(s string) *writer { w.out.WriteString(s); return w }

func (w *writer) text(s string) *writer {
	if plain(s) {
		return w.raw(`"`).raw(s).raw(`"`)
	}
	quoted, _ := json.Marshal(s) // a string always marshals
	w.out.Write(quoted)
	return w
}

func (w *writer) mark(pointer string, span diag.Span, write func()) {
	start := w.out.Len()
	write()
	if w.places == nil {
		return
	}
	if pointer != "" {
		w.places.pointers[pointer] = span
	}
	w.places.segments = append(w.places.segments, segment{start, w.out.Len(), span})
}

// under returns the pointer of a part; nobody asks for it where no places are
// remembered.
func (w *writer) under(pointer, key string) string {
	if w.places == nil {
		return ""
	}
	return pointer + "/" + escape(key)
}

func (w *writer) object(name string, members []*document.Value, at diag.Span) {
	w.raw(`,"` + name + `":`)
	w.mark("/"+name, at, func() { w.members("/"+name, members) })
}

func (w *writer) members(pointer string, members []*document.Value) {
	w.raw("{")
	for i, m := range members {
		if i > 0 {
			w.raw(",")
		}
		w.mark("", m.Key, func() { w.text(m.Name) })
		w.raw(":")
		w.value(w.under(pointer, m.Name), m)
	}
	w.raw("}")
}

// value writes v. Numbers keep the digits of the file; days and times become
// text, as they are in a request.
func (w *writer) value(pointer string, v *document.Value) {
	w.mark(pointer, v.Span, func() {
		switch v.Kind {
		case document.Table:
			w.members(pointer, v.Members)
		case document.Array:
			w.raw("[")
			for i, item := range v.Items {
				if i > 0 {
					w.raw(",")
				}
				w.value(w.under(pointer, strconv.Itoa(i)), item)
			}
			w.raw("]")
		case document.Integer, document.Float:
			w.raw(number(v))
		case document.Boolean:
			w.raw(strconv.FormatBool(v.Bool))
		case document.LocalDate:
			w.text(v.Date.String())
		case document.OffsetDateTime:
			w.text(v.Time.String())
		default:
			w.text(v.Text)
		}
	})
}

// plain reports whether s is its own JSON.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			return false
		}
	}
	return true
}

// number writes a TOML number as JSON: the same digits, without underscores,
// a plus sign or another base. Infinity and not-a-number become text, which
// the decoder refuses.
func number(v *document.Value) string {
	switch {
	case v.Number == nil:
		return strconv.Quote(v.Text)
	case v.Kind == document.Integer:
		return v.Number.Num().String()
	}
	return strings.TrimPrefix(strings.ReplaceAll(v.Text, "_", ""), "+")
}

func escape(key string) string { return escapes.Replace(key) }

// A replacer builds tables at its first use: making one for each key would
// cost more than the examples themselves.
var escapes = strings.NewReplacer("~", "~0", "/", "~1")
