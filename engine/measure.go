package engine

import (
	"merit/engine/facts"
	"merit/rules"
	"merit/rules/formula"
)

// measure decides the status and value of every metric, in the order applies,
// sample, value and target (C4), and its score before guards. Guards follow
// when all that is known, because they read other metrics.
func (r *run) measure() {
	for i := range r.metrics {
		plan, m := &r.metrics[i], &r.res.metrics[i]
		skipped := r.skipped
		m.status = r.statusOf(plan, m)
		if m.status == measured {
			r.score(plan, m)
		} else {
			m.value = nan
		}
		m.skipped = r.skipped - skipped
		r.numbers[r.at.values[i]] = m.value
		r.booleans[r.at.seen[i]] = truth(m.status == measured)
	}
}

// statusOf measures one metric: its part, whole, value and target.
func (r *run) statusOf(plan *metricPlan, m *metricState) status {
	applies := yes
	if plan.applies != nil {
		applies = plan.applies(r.frame)
	}
	if applies == no {
		return notApplicable
	}
	size := r.quantity(plan, m)
	if plan.target != nil {
		m.target = plan.target(r.frame)
	}
	switch {
	case applies == undecided:
		r.res.hold("metric-applies-undecided", plan.metric.ID.Text, plan.metric.Applies)
		return notMeasured
	case plan.metric.Sample != nil && !atLeast(size, plan.metric.Sample.Min.Float):
		return smallSample
	case missing(m.value), plan.target != nil && missing(m.target):
		return notMeasured
	}
	return measured
}

// quantity computes a metric's value, with part and whole where it is a
// share, and returns the size of its sample.
func (r *run) quantity(plan *metricPlan, m *metricState) (size float64) {
	switch {
	case plan.value != nil:
		m.value = plan.value(r.frame)
	case plan.of != nil:
		m.part, m.whole = r.tally(plan)
		m.value = share(m.part, m.whole)
	case plan.raters != nil:
		m.value = r.rate(plan.raters, plan.metric.ID.Text)
	default:
		m.part, m.whole = r.partAndWhole(plan)
		m.value = share(m.part, m.whole)
	}
	if plan.sample != nil {
		return plan.sample(r.frame)
	}
	return m.whole
}

// partAndWhole computes a share that is no count of records.
func (r *run) partAndWhole(plan *metricPlan) (part, whole float64) {
	if plan.part == nil {
		return r.pool(plan.metric)
	}
	return plan.part(r.frame), plan.whole(r.frame)
}

// share is part of whole in percent; missing when whole is 0 or missing (E1).
func share(part, whole float64) float64 {
	return finite(float64(divide(part, whole) * 100))
}

// tally counts the records for which the condition of a share holds, and
// those for which it is decided (E1).
func (r *run) tally(plan *metricPlan) (part, whole float64) {
	l := plan.of(r.frame)
	if !l.Known {
		return nan, nan
	}
	var count [3]int
	r.look(l)
	for i := range l.Len() {
		r.row = l.Row(i)
		count[plan.where(r.frame)]++
	}
	r.skipped += count[undecided]
	return float64(count[yes]), float64(count[yes] + count[no])
}

// finish lets guards act and fills what is not measured; each metric comes
// after those whose scores its guards read.
func (r *run) finish() {
	for _, i := range r.policy.ScoreOrder {
		plan, m := &r.metrics[i], &r.res.metrics[i]
		r.rec.metric(r, i)
		if m.status == measured {
			r.guard(plan, m)
		} else {
			r.fill(plan, m)
		}
		r.numbers[r.at.scores[i]] = m.score
	}
}

// fill does what when_missing says with a metric that is not measured (C1).
// One that does not apply is always redistributed (C3), one of which that is
// undecided is never filled (B7).
func (r *run) fill(plan *metricPlan, m *metricState) {
	m.score = nan
	if m.status == notApplicable || r.appliesUndecided(plan) {
		return
	}
	switch plan.metric.WhenMissing {
	case rules.Zero:
		m.score, m.filled = 0, true
	case rules.Neutral:
		m.score, m.filled = 100, true
	case rules.Hold:
		r.res.hold("metric-not-measured", plan.metric.ID.Text, plan.metric.Value)
	}
}

func (r *run) appliesUndecided(plan *metricPlan) bool {
	return plan.applies != nil && plan.applies(r.frame) == undecided
}

// guard lets the metric's guards act, in file order, each on what the one
// before left (E8).
func (r *run) guard(plan *metricPlan, m *metricState) {
	for _, i := range plan.guards {
		g, p := r.policy.Guards[i], &r.guards[i]
		acts := yes
		if p.when != nil {
			acts = p.when(r.frame)
		}
		if acts == undecided {
			acts = r.undecidedGuard(g)
		}
		if acts != yes {
			r.rec.guard(r, i, acts)
			continue
		}
		from := m.score
		to := p.limited(r.frame, from)
		if missing(to) {
			if g.WhenUndecided != rules.UndecidedPass {
				r.res.hold("guard-amount-missing", g.ID.Text, amountOf(g))
			}
			r.rec.guard(r, i, undecided)
			continue
		}
		m.score = clamp(to, 0, r.policy.Scoring.MetricMax.Float)
		m.guards = append(m.guards, guardHit{i, from, m.score})
		r.rec.guard(r, i, yes)
	}
}

// undecidedGuard says what a guard does whose condition is undecided (B7).
func (r *run) undecidedGuard(g *rules.Guard) facts.Tri {
	switch g.WhenUndecided {
	case rules.UndecidedPass:
		return no
	case rules.UndecidedHit:
		return yes
	}
	r.res.hold("guard-undecided", g.ID.Text, g.When)
	return undecided
}

// limited returns a score after the guard's cap or scale, or missing.
func (p *guardPlan) limited(f *frame, score float64) float64 {
	if p.cap != nil {
		limit := p.cap(f)
		if missing(limit) {
			return nan
		}
		return min(score, limit)
	}
	factor := p.scale(f)
	if missing(factor) {
		return nan
	}
	return float64(score * clamp(factor, 0, 1))
}

// amountOf returns the formula of a guard's cap or scale.
func amountOf(g *rules.Guard) *formula.Formula {
	if g.Cap != nil {
		return g.Cap
	}
	return g.Scale
}
