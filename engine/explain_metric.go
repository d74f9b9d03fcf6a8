package engine

import (
	"slices"
	"strings"

	"merit/engine/facts"
	"merit/rules"
	"merit/rules/formula"
)

// metric writes down how a metric was measured and what it scores before
// guards.
func (rec *recorder) metric(r *run, i int) {
	if rec == nil {
		return
	}
	d, m := r.policy.Metrics[i], &r.res.metrics[i]
	unit := d.Unit
	if d.Share != nil && unit == "" {
		unit = "%"
	}
	args := []string{
		"title", titled(d.Title, d.ID.Text), "value", withUnit(shown(m.value), unit),
		"part", shown(m.part), "whole", shown(m.whole), "target", withUnit(shown(m.target), unit),
		"base", points(m.base), "extra", points(m.extra), "score", points(m.score),
	}
	rec.skipped = r.skipped // all metrics are measured by now; this one's own are told below
	rec.add(r, "metric", d.ID.Text, d.Value, shown(m.value), metricKey(d, m), args...)
	step := &rec.steps[len(rec.steps)-1]
	if d.Share != nil {
		step.Formula, step.At = shareText(d.Share), d.Share.Span.String()
	}
	if d.Raters != nil {
		step.Formula, step.At = d.Raters.Span.Text(), d.Raters.Span.String()
	}
	step.Values = r.readsOf(d.Value, shareFormulas(d.Share), d.Target)
	rec.tellSkipped(step, m.skipped)
	r.numbers[r.at.value], r.numbers[r.at.target] = m.value, m.target // as the score formula read them
	if m.status == measured {
		rec.add(r, "score", d.ID.Text, d.Score, points(m.score), scoreKey(d, m), args...)
	}
}

// shareText writes a share the way the file does, its formulas as written.
func shareText(s *rules.Share) string {
	if written := s.Span.Text(); strings.HasPrefix(written, "{") {
		return written
	}
	if s.Pooled.Text != "" {
		return "{ pooled = \"" + s.Pooled.Text + "\" }"
	}
	if s.Of != nil {
		return "{ of = '" + s.Of.Source.Text + "', where = '" + s.Where.Source.Text + "' }"
	}
	return "{ part = '" + s.Part.Source.Text + "', whole = '" + s.Whole.Source.Text + "' }"
}

// shareFormulas are the formulas of a share, which may be nil.
func shareFormulas(s *rules.Share) []*formula.Formula {
	if s == nil {
		return nil
	}
	return []*formula.Formula{s.Part, s.Whole, s.Of, s.Where}
}

// readsOf returns what several formulas read, each name once; nil formulas
// read nothing.
func (r *run) readsOf(value *formula.Formula, share []*formula.Formula, target *formula.Formula) []ReadValue {
	var out []ReadValue
	for _, f := range append(append([]*formula.Formula{value}, share...), target) {
		if f == nil {
			continue
		}
		for _, v := range r.reads(f) {
			if !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return out
}

func metricKey(d *rules.Metric, m *metricState) string {
	switch {
	case m.status == notApplicable:
		return "step-metric.not-applicable"
	case m.status == smallSample:
		return "step-metric.small-sample"
	case m.status == notMeasured:
		return "step-metric.not-measured"
	case d.Share != nil && d.Target == nil:
		return "step-metric.share-alone"
	case d.Share != nil:
		return "step-metric.share"
	case d.Raters != nil && d.Target == nil:
		return "step-metric.raters-alone"
	case d.Raters != nil:
		return "step-metric.raters"
	case d.Target == nil:
		return "step-metric.alone"
	}
	return "step-metric"
}

func scoreKey(d *rules.Metric, m *metricState) string {
	switch {
	case d.Score != nil:
		return "step-score.formula"
	case d.Shortfall.Kind == rules.Steps:
		return "step-score.steps"
	case m.extra > 0:
		return "step-score.extra"
	case m.base == 100:
		return "step-score.met"
	case d.Better == rules.Lower:
		return "step-score.short-lower"
	}
	return "step-score.short-higher"
}

// guard writes down a guard: whether it acted, or that this cannot be told.
func (rec *recorder) guard(r *run, i int, acts facts.Tri) {
	if rec == nil {
		return
	}
	g := r.policy.Guards[i]
	hits := r.res.metrics[g.Metric].guards
	if key := map[facts.Tri]string{no: "step-guard.passed", undecided: "step-guard.undecided"}[acts]; key != "" {
		rec.add(r, "guard", g.ID.Text, g.When, "", key, "title", titled(g.Title, g.ID.Text))
		return
	}
	hit, key := hits[len(hits)-1], "step-guard"
	if g.Reason == "" {
		key = "step-guard.plain"
	}
	rec.add(r, "guard", g.ID.Text, g.When, points(hit.to), key, "title", titled(g.Title, g.ID.Text),
		"from", points(hit.from), "to", points(hit.to), "reason", g.Reason)
}

// sum writes down every metric's effective weight and points, and their sum.
func (rec *recorder) sum(r *run, total float64) {
	if rec == nil {
		return
	}
	for i := range r.res.metrics {
		d, m := r.policy.Metrics[i], &r.res.metrics[i]
		key := "step-weight"
		switch {
		case !m.counts():
			key = "step-weight.spread"
		case m.filled:
			key = "step-weight.filled"
		}
		rec.add(r, "weight", d.ID.Text, nil, points(m.points), key, "title", titled(d.Title, d.ID.Text),
			"score", points(m.score), "weight", points(m.weight), "stated", shown(d.Weight.Float), "points", points(m.points))
	}
	rec.add(r, "sum", "", nil, points(total), "step-sum", "total", points(total))
}
