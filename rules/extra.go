package rules

import (
	"merit/rules/document"
)

var extraKeys = []string{"at", "per", "points", "partial", "proportional", "max"}

// extra reads what going beyond the target earns, in one of three forms.
func (l *loader) extra(t table, m *Metric) {
	v := t.Value("extra", document.Table)
	if v == nil {
		return
	}
	switch {
	case t.has("score"):
		l.problems.Add(problem(v.Key, "extra-with-score").And(t.at.Member("score").Key, "other-here"))
	case t.has("steps") && !t.has("target"):
		l.report(v.Key, "extra-without-target")
	}
	in := l.table(v)
	e := &Extra{Span: v.Span, Max: l.notNegative(in.number("max"), "max"), Partial: partial(in)}
	switch extraForm(in) {
	case "at":
		e.At = in.amount("at", placeMetric)
		e.Points = l.notNegative(in.needNumber("points"), "points")
		l.beyond(in, e, m)
		l.unfit(in, "partial", "at")
		l.unfit(in, "max", "at")
	case "per":
		e.Per = l.positive(in.number("per"), "per")
		e.Points = l.notNegative(in.needNumber("points"), "points")
	case "proportional":
		e.Proportional = l.must(in, "proportional")
		l.unfit(in, "points", "proportional")
		l.unfit(in, "partial", "proportional")
	default:
		for _, key := range extraKeys {
			in.Value(key)
		}
		l.report(v.Key, "extra-form")
	}
	l.belongs(in, extraKeys, "metrics.extra", metricKeys, "[metrics]")
	in.Done()
	m.Extra = e
}

// extraForm returns the one key that says which form it is, or "".
func extraForm(t table) string {
	form := ""
	for _, key := range []string{"at", "per", "proportional"} {
		if t.has(key) {
			if form != "" {
				return ""
			}
			form = key
		}
	}
	return form
}

// unfit reports a key that the form of extra does not use.
func (l *loader) unfit(t table, key, form string) {
	if t.Value(key); t.has(key) {
		l.report(t.at.Member(key).Key, "extra-unfit", "key", key, "form", form)
	}
}

// must reads a switch that makes sense only when it is true.
func (l *loader) must(t table, key string) bool {
	v := t.Value(key, document.Boolean)
	if v != nil && !v.Bool {
		l.report(v.Span, "only-true", "key", key)
	}
	return v != nil && v.Bool
}

// beyond checks that a plain at is better than a plain target (SEMANTICS E5).
func (l *loader) beyond(t table, e *Extra, m *Metric) {
	at, plainAt := constant(e.At)
	target, plainTarget := constant(m.Target)
	if !plainAt || !plainTarget {
		return
	}
	if m.Better == Higher && at <= target || m.Better == Lower && at >= target {
		v := t.at.Member("at")
		l.problems.Add(problem(v.Span, "extra-at."+string(m.Better), "at", v.Text, "target", m.Target.Text(m.Target.Root)).And(m.Target.At(m.Target.Root), "target-here"))
	}
}
