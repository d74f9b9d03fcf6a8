package rules

import (
	"slices"

	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

var metricKeys = []string{
	"id", "title", "goal", "description", "unit", "kind", "anchors", "dimension", "weight", "portion", "applies", "value", "share", "raters", "sample",
	"better", "target", "shortfall", "steps", "interpolate", "score", "extra", "when_missing",
}

// metrics reads [[metrics]]. Weights are resolved afterwards, when all are known.
func (l *loader) metrics(root table) {
	rows := root.rows("metrics")
	if root.lacks("metrics") {
		l.report(l.afterHeader(), "section-missing", "section", "[[metrics]]")
	}
	ids, byID := newNames(), l.dimensionIndex()
	for _, row := range rows {
		t := l.table(row)
		m := &Metric{Span: row.Span, Dimension: -1}
		m.ID = l.id(t, ids)
		m.Title, m.Goal, m.Unit = t.text("title").Text, t.text("goal").Text, t.text("unit").Text
		t.text("description")
		l.weighed = append(l.weighed, l.weight(t, m, byID))
		m.Applies = t.expression("applies", placeMetric, formula.WantBoolean)
		l.measure(t, m)
		l.judged(t, m)
		l.sample(t, m)
		l.score(t, m)
		m.WhenMissing = missing(t, l.policy.Scoring.WhenMissing)
		l.done(t, metricKeys, "metrics")
		l.policy.Metrics = append(l.policy.Metrics, m)
	}
}

// afterHeader is where a missing section is reported: at [policy] if there is one.
func (l *loader) afterHeader() diag.Span {
	if at := l.policy.ID.Span; !at.IsZero() {
		return at
	}
	return l.top()
}

// measures are the keys of which each metric has exactly one.
var measures = []string{"value", "share", "raters"}

// measure reads what is measured: exactly one of value, share and raters.
func (l *loader) measure(t table, m *Metric) {
	m.Value = l.formula(t.Value("value", document.String), placeMetric, formula.WantNumber)
	if share := t.Value("share", document.Table); share != nil {
		m.Share = l.share(share)
	}
	if raters := t.Value("raters", document.Table); raters != nil {
		m.Raters = l.raters(raters)
	}
	given := slices.DeleteFunc(slices.Clone(measures), func(key string) bool { return !t.has(key) })
	switch {
	case len(given) > 1:
		l.problems.Add(problem(t.at.Member(given[1]).Key, "value-or-share.both", "one", given[0], "other", given[1]).And(t.at.Member(given[0]).Key, "other-here"))
	case t.lacks(measures...):
		l.report(nameOf(m.ID, t), "value-or-share", "name", m.ID.Text)
	}
}

// nameOf is where a row is named: its id, or its header without one.
func nameOf(id Text, t table) diag.Span {
	if id.Span.IsZero() {
		return t.at.Span
	}
	return id.Span
}

var shareKeys = []string{"part", "whole", "of", "where", "pooled"}

func (l *loader) share(v *document.Value) *Share {
	t := l.table(v)
	s := &Share{Span: v.Span}
	parts, records := t.has("part") || t.has("whole"), t.has("of") || t.has("where")
	switch {
	case t.has("pooled") && !parts && !records:
		l.pooled(t, s)
	case parts && !records && !t.has("pooled"):
		s.Part = t.needExpression("part", placeMetric, formula.WantNumber)
		s.Whole = t.needExpression("whole", placeMetric, formula.WantNumber)
	case records && !parts && !t.has("pooled"):
		s.Of, s.Where = l.ofWhere(t)
	default:
		for _, key := range shareKeys {
			t.Value(key)
		}
		l.report(v.Key, "share-form")
	}
	l.belongs(t, shareKeys, "metrics.share", metricKeys, "[metrics]")
	t.Done()
	return s
}

// ofWhere reads a share of records: a list and a condition on each of its
// elements. A list that is wrong leaves the condition untyped.
func (l *loader) ofWhere(t table) (of, where *formula.Formula) {
	of = t.needExpression("of", placeMetric, formula.WantList)
	v := t.Need("where", document.String)
	if v == nil {
		return of, nil
	}
	syntax, problems := formula.ParsePredicate(source(v))
	l.problems.Add(problems...)
	list := formula.UnknownType
	if of != nil {
		list = of.Root.Type()
	}
	return of, l.check(syntax, v, over(l.scope(placeMetric), list), formula.WantBoolean)
}

// sample reads the least sample. A share is its own sample: its whole.
func (l *loader) sample(t table, m *Metric) {
	v := t.Value("sample", document.Table)
	if v == nil {
		return
	}
	in := l.table(v)
	s := &Sample{Span: v.Span, Min: l.notNegative(in.needNumber("min"), "min")}
	switch size := in.Value("size", document.String); {
	case t.has("share") && size != nil:
		l.report(size.Key, "sample-size.share")
	case !t.has("share") && in.lacks("size"):
		l.report(v.Key, "sample-size")
	default:
		s.Size = l.formula(size, placeMetric, formula.WantNumber)
	}
	l.belongs(in, []string{"size", "min"}, "metrics.sample", metricKeys, "[metrics]")
	in.Done()
	m.Sample = s
}
