package engine

import (
	"strconv"
	"strings"

	"merit/engine/facts"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/formula"
	"merit/rules/text"
)

// words puts reasons and warnings into sentences.
func (r *run) words(notes []note) []Note {
	var out []Note
	for _, n := range notes {
		args := append([]string{"id", n.id, "title", r.titleOf(n), "values", r.valuesOf(n.formula)}, n.args...)
		w := Note{Code: text.Code(n.key), ID: n.id, Text: text.Say(n.key, args...)}
		if n.formula != nil {
			w.At = n.formula.At(n.formula.Root).String()
		}
		out = append(out, w)
	}
	return out
}

// valuesOf writes what a formula read: "audits = 0, audit_errors = 0".
func (r *run) valuesOf(f *formula.Formula) string {
	if f == nil {
		return ""
	}
	parts := make([]string, 0, len(f.Reads))
	for _, v := range r.reads(f) {
		parts = append(parts, v.Name+" = "+v.Value)
	}
	return strings.Join(parts, ", ")
}

// reads returns the names a formula reads with their values and where each is
// declared.
func (r *run) reads(f *formula.Formula) []ReadValue {
	out := make([]ReadValue, 0, len(f.Reads))
	for _, name := range f.Reads {
		v := ReadValue{Name: name, Value: r.show(name), Source: r.collected[name]}
		if span, ok := r.declaredAt[name]; ok {
			v.At = span.String()
		}
		out = append(out, v)
	}
	return out
}

// show writes the value of a name for people; "—" when it is missing.
func (r *run) show(name string) string {
	if !r.known(name) {
		return "—"
	}
	at := r.slots.lookup(name)
	switch at.kind {
	case formula.Number:
		return shown(numberSlot(at)(r.frame))
	case formula.Boolean:
		return strconv.FormatBool(conditionSlot(at)(r.frame) == yes)
	case formula.String:
		return strconv.Quote(r.textAt(at))
	case formula.Time:
		return strings.TrimSuffix(r.timeAt(at).String(), "T00:00:00Z")
	}
	return listText(r.listAt(at))
}

// listText writes a short list of numbers whole, since each may be what a
// dispute is about, and of any other how many there are.
func listText(l facts.List) string {
	const most = 12
	if l.Len() > most || len(l.Table.Columns) != 1 || l.Table.Columns[0].Numbers == nil {
		return "[" + strconv.Itoa(l.Len()) + " 项 items]"
	}
	parts := make([]string, l.Len())
	for i := range parts {
		parts[i] = shown(l.Table.Columns[0].Numbers[l.Row(i)])
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// titleOf returns the title of what a note is about. Ids are unique within a
// section only; the note's key says which: its first word names the section.
func (r *run) titleOf(n note) string {
	section, _, _ := strings.Cut(n.key, "-")
	if section == "extra" {
		section = "metric"
	}
	return titled(r.titles[section+" "+n.id], n.id)
}

// withUnit writes a value with its unit; percent stands close.
func withUnit(value, unit string) string {
	switch unit {
	case "":
		return value
	case "%":
		return value + "%"
	}
	return value + " " + unit
}

func titled(title, id string) string {
	if title != "" {
		return title
	}
	return id
}

// describe collects titles and places of everything that can be read or
// reported, once for each program.
func (g *program) describe() {
	p := g.policy
	g.titles, g.declaredAt, g.collected = map[string]string{}, map[string]diag.Span{}, map[string]string{}
	for _, fields := range [][]*rules.Field{p.Attributes, p.Inputs} {
		for _, f := range fields {
			g.declaredAt[f.Name] = f.Span
			if f.Collected != "" {
				g.collected[f.Name] = f.Collected
			}
		}
	}
	for _, param := range p.Params {
		g.declaredAt[param.Name] = param.Span
	}
	for _, f := range p.Formulas {
		g.declaredAt[f.Name] = f.Span
	}
	for _, m := range p.Metrics {
		g.titles["metric "+m.ID.Text] = m.Title
		for _, part := range []string{".value", ".score", ".measured"} {
			g.declaredAt["metrics."+m.ID.Text+part] = m.Span
		}
	}
	for _, x := range p.Guards {
		g.titles["guard "+x.ID.Text] = x.Title
	}
	for _, x := range p.Adjustments {
		g.titles["adjustment "+x.ID.Text] = x.Title
	}
	for _, x := range p.Vetoes {
		g.titles["veto "+x.ID.Text] = x.Title
	}
	for _, x := range p.Payouts {
		g.titles["payout "+x.ID.Text] = x.Title
	}
	for _, x := range p.Outcomes {
		g.titles["outcome "+x.ID.Text] = x.Title
	}
}
