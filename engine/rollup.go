package engine

import (
	"strconv"
	"strings"

	"merit/engine/facts"
	"merit/rules"
)

// others declares history and parts to the decoder, where the policy reads
// them (H5).
func others(p *rules.Policy) []facts.Earlier {
	var out []facts.Earlier
	if p.History != nil {
		out = append(out, facts.Earlier{Name: "history", Type: p.History, Currency: p.Currency.Code})
	}
	if p.Parts != nil {
		out = append(out, facts.Earlier{Name: "parts", Type: p.Parts.Type, Length: p.Parts.Length, Currency: p.Currency.Code})
	}
	return out
}

// rollUp counts the parts that are evaluated: fewer than the policy needs hold
// the evaluation, fewer than there are give a warning (H5).
func (r *run) rollUp() {
	p := r.policy.Parts
	if p == nil {
		return
	}
	score, _ := p.Type.Elem.Field("score")
	missed := r.partsWithout(score)
	evaluated := p.Count - len(missed)
	args := []string{
		"count", strconv.Itoa(p.Count), "evaluated", strconv.Itoa(evaluated), "need", strconv.Itoa(p.Need),
		"missing", strings.Join(missed, ", "),
	}
	switch {
	case evaluated < p.Need:
		r.res.hold("parts-needed", p.Policy.Text, nil, args...)
	case evaluated < p.Count:
		r.res.warn("parts-incomplete", p.Policy.Text, nil, args...)
	}
	r.rec.parts(r, args)
}

// partsWithout returns the periods of the parts that lack one of the columns.
func (r *run) partsWithout(columns ...int) []string {
	var missed []string
	l := r.in.Lists[r.at.parts]
	period, _ := r.policy.Parts.Type.Elem.Field("period")
	for row := range l.Len() {
		for _, c := range columns {
			if missing(l.Table.Columns[c].Numbers[row]) {
				missed = append(missed, l.Table.Columns[period].Strings[row].Text)
				break
			}
		}
	}
	return missed
}

// pool sums part and whole of a share over the parts (E1). A part of which
// either is missing adds to neither; with nothing known both are missing.
func (r *run) pool(m *rules.Metric) (part, whole float64) {
	s := m.Share
	l := r.in.Lists[r.at.parts]
	parts, wholes := l.Table.Columns[s.PartColumn].Numbers, l.Table.Columns[s.WholeColumn].Numbers
	r.work += l.Len()
	known := 0
	for row := range l.Len() {
		if !missing(parts[row]) && !missing(wholes[row]) {
			part, whole = part+parts[row], whole+wholes[row]
			known++
		}
	}
	if known == 0 {
		return nan, nan
	}
	if known < l.Len() {
		missed := r.partsWithout(s.PartColumn, s.WholeColumn)
		r.res.warn("metric-pooled-incomplete", m.ID.Text, nil, "missing", strings.Join(missed, ", "))
	}
	return finite(part), finite(whole)
}

// parts writes down how many periods are rolled up.
func (rec *recorder) parts(r *run, args []string) {
	if rec == nil {
		return
	}
	p := r.policy.Parts
	rec.add(r, "parts", p.Policy.Text, nil, args[3], "step-parts", args...)
	rec.steps[len(rec.steps)-1].At = p.Span.String()
}
