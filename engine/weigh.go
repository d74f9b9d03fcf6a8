package engine

// weigh gives every metric its effective weight: the weights of those that
// count are rescaled to 100 over the whole policy, once (C2). It reports
// whether enough was measured (B7) and holds the evaluation when not.
func (r *run) weigh() (enough bool) {
	var counted, seen, applicable float64
	all := true
	for i := range r.res.metrics {
		m, w := &r.res.metrics[i], r.policy.Metrics[i].Weight.Float
		if m.counts() {
			counted += w
		} else if w > 0 {
			all = false
		}
		if m.status == measured {
			seen += w
		}
		if m.status != notApplicable {
			applicable += w
		}
	}
	for i := range r.res.metrics {
		m, w := &r.res.metrics[i], r.policy.Metrics[i].Weight.Float
		switch {
		case !m.counts() || counted == 0:
			continue
		case all:
			m.weight = w
		default:
			m.weight = float64(w*100) / counted
		}
		m.points = float64(m.weight*m.score) / 100
	}
	enough = counted > 0 && seen > 0 && atLeast(float64(seen*100)/applicable, r.policy.Scoring.MinMeasured.Float)
	if !enough {
		r.res.hold("too-little-measured", "", nil, "measured", shown(percent(seen, applicable)), "least", shown(r.policy.Scoring.MinMeasured.Float))
	}
	return enough
}

func percent(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part*100) / whole
}

// add sums what metrics and adjustments give. Adjustments are computed even
// when the sum is not, so that every reason to hold is found and all are
// shown.
func (r *run) add(enough bool) {
	total := 0.0
	for i := range r.res.metrics {
		m := &r.res.metrics[i]
		if m.counts() && m.weight > 0 {
			total += float64(m.weight * m.score)
		}
	}
	total /= 100
	r.rec.sum(r, total)
	for i := range r.adjusts {
		r.res.adjusts[i] = r.adjust(i)
		total += r.res.adjusts[i] // missing makes the whole missing
		r.rec.adjustment(r, i)
	}
	if missing(total) && !r.res.held() {
		r.res.hold("sum-missing", "", nil)
	}
	if enough && !missing(total) {
		s := &r.policy.Scoring
		r.res.earned = round(total, s.Decimals, s.HalfEven)
		r.res.score = clamp(total, s.Min.Float, s.Max.Float)
	}
}

// adjust returns the points of one adjustment within its bounds (G1), or
// missing when they hold the evaluation.
func (r *run) adjust(i int) float64 {
	a, plan := r.policy.Adjustments[i], &r.adjusts[i]
	acts := yes
	if plan.when != nil {
		acts = plan.when(r.frame)
	}
	if acts == no {
		return 0
	}
	points := plan.points(r.frame)
	if acts == yes && !missing(points) {
		return clamp(points, a.Min.Float, a.Max.Float) + 0
	}
	if a.WhenUndecided == "pass" {
		return 0
	}
	f := a.Points
	if acts == undecided {
		f = a.When
	}
	r.res.hold("adjustment-undecided", a.ID.Text, f)
	return nan
}
