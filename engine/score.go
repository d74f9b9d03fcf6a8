package engine

import (
	"math"

	"merit/rules"
)

// score computes a measured metric's base score and what it earns beyond the
// target (E2 to E8), before guards. A score formula that yields nothing makes
// the metric not measured (B7).
func (r *run) score(plan *metricPlan, m *metricState) {
	d := plan.metric
	if plan.score != nil {
		r.numbers[r.at.value], r.numbers[r.at.target] = m.value, m.target
		m.base = plan.score(r.frame)
		if missing(m.base) {
			m.status, m.value = notMeasured, nan
			return
		}
	} else {
		m.base = base(d, m.value, m.target)
		m.extra = r.extra(plan, m)
	}
	m.score = clamp(m.base+m.extra, 0, r.policy.Scoring.MetricMax.Float)
}

// beyond returns how far a value lies beyond the target: negative when short.
func beyond(d rules.Direction, value, target float64) float64 {
	if d == rules.Lower {
		return target - value
	}
	return value - target
}

// base is the score without extra: 100 when the target is met, else by the
// shortfall, between 0 and 100; steps stand alone (E2, E6).
func base(d *rules.Metric, value, target float64) float64 {
	s := &d.Shortfall
	if s.Kind == rules.Steps {
		return stepScore(d, value)
	}
	gap := -beyond(d.Better, value, target)
	if gap <= 0 || Equal(value, target) {
		return 100
	}
	switch s.Kind {
	case rules.Deduct:
		lost := float64(steps(gap, s.Per.Float, s.Partial) * s.Points.Float)
		return clamp(100-lost, 0, 100)
	case rules.AllOrNothing:
		return 0
	case rules.Ratio:
		return ratioScore(d.Better, value, target)
	}
	if target <= 0 || Equal(target, 0) {
		return 0 // a computed target of 0 or less (E3)
	}
	return clamp(float64(100*(1-gap/target)), 0, 100)
}

// ratioScore is value over target, or target over value where lower is
// better, in percent (E2, E3).
func ratioScore(d rules.Direction, value, target float64) float64 {
	if target <= 0 || Equal(target, 0) || value <= 0 || Equal(value, 0) {
		return 0
	}
	if d == rules.Lower {
		value, target = target, value
	}
	return clamp(float64(value/target*100), 0, 100)
}

// steps returns how many steps of size per a distance holds, pro rata or
// whole, a started one counting as none or as one (E4).
func steps(distance, per float64, partial rules.Partial) float64 {
	n := min(distance/per, math.MaxFloat64) // so that no points at all stay none
	switch partial {
	case rules.PartialDown:
		return floor(n)
	case rules.PartialUp:
		return ceil(n)
	}
	return n
}

// stepScore reads steps: where higher is better the highest edge at or below
// the value, where lower is better the lowest edge at or above it (E6).
func stepScore(d *rules.Metric, value float64) float64 {
	edges := d.Shortfall.Edges
	if d.Shortfall.Interpolate {
		return interpolated(edges, value)
	}
	if d.Better == rules.Lower {
		for _, e := range edges {
			if atMost(value, e.Edge.Float) {
				return e.Score.Float
			}
		}
		return 0
	}
	score := 0.0
	for _, e := range edges {
		if atLeast(value, e.Edge.Float) {
			score = e.Score.Float
		}
	}
	return score
}

// interpolated is linear between edges; outside, the end scores hold.
func interpolated(edges []rules.Step, value float64) float64 {
	if atMost(value, edges[0].Edge.Float) {
		return edges[0].Score.Float
	}
	for i := 1; i < len(edges); i++ {
		a, b := edges[i-1], edges[i]
		if Equal(value, b.Edge.Float) {
			return b.Score.Float
		}
		if value < b.Edge.Float {
			part := (value - a.Edge.Float) / (b.Edge.Float - a.Edge.Float)
			return a.Score.Float + float64(part*(b.Score.Float-a.Score.Float))
		}
	}
	return edges[len(edges)-1].Score.Float
}

// extra is what going beyond the target earns; it needs the target met (E5).
func (r *run) extra(plan *metricPlan, m *metricState) float64 {
	x := plan.metric.Extra
	if x == nil {
		return 0
	}
	by := beyond(plan.metric.Better, m.value, m.target)
	if by < 0 && !Equal(m.value, m.target) {
		return 0
	}
	points := r.extraPoints(plan, m, max(by, 0))
	if x.Max.Given() {
		points = min(points, x.Max.Float)
	}
	return points
}

func (r *run) extraPoints(plan *metricPlan, m *metricState, by float64) float64 {
	x, id := plan.metric.Extra, plan.metric.ID.Text
	switch {
	case plan.extraAt != nil:
		at := plan.extraAt(r.frame)
		if missing(at) {
			r.res.warn("extra-at-missing", id, x.At)
			return 0
		}
		if d := beyond(plan.metric.Better, m.value, at); d > 0 || Equal(m.value, at) {
			return x.Points.Float
		}
		return 0
	case x.Proportional:
		if Equal(m.target, 0) {
			r.res.warn("extra-target-zero", id, plan.metric.Target)
			return 0
		}
		return float64(100 * by / math.Abs(m.target))
	}
	return float64(steps(by, x.Per.Float, x.Partial) * x.Points.Float)
}
