package engine

import (
	"merit/rules/formula"
)

// A result is what a run finds out, in plain numbers; package-internal and
// reused. Missing numbers are NaN. An Evaluation is made from it.
type result struct {
	metrics  []metricState
	adjusts  []float64
	vetoes   []vetoState // in file order, all of them
	earned   float64     // rounded; NaN when held before the sum
	score    float64     // rounded
	band     int         // -1 when held
	rate     float64
	vetoed   bool
	payouts  []float64 // in minor units, rounded
	total    float64
	outcomes []int // indices, in the order they are reported
	reasons  []note
	warnings []note
}

// A status is how far a metric was measured (C4).
type status uint8

const (
	notMeasured status = iota
	measured
	smallSample
	notApplicable
)

var statusNames = [...]string{"not_measured", "measured", "small_sample", "not_applicable"}

// String returns the status as answers spell it.
func (s status) String() string { return statusNames[s] }

// A metricState is one metric of a run.
type metricState struct {
	status      status
	filled      bool // a zero or neutral fill: has a score and its weight, but does not count as measured
	value       float64
	part, whole float64
	target      float64
	base        float64 // before extra and guards
	extra       float64
	score       float64 // after guards; NaN when redistributed
	weight      float64 // effective percent after redistribution
	points      float64
	skipped     int // elements passed over while measuring it (B4); for explain
	guards      []guardHit
}

// counts reports whether the metric has a score that carries weight.
func (m *metricState) counts() bool { return m.status == measured || m.filled }

// A guardHit is one guard that acted.
type guardHit struct {
	guard    int
	from, to float64
}

// A vetoState is what became of one veto.
type vetoState uint8

const (
	vetoPassed vetoState = iota
	vetoHit
	vetoOverridden
	vetoUndecided // holds the evaluation
)

// A note is a reason or a warning before it is put into words.
type note struct {
	key     string
	id      string
	formula *formula.Formula // whose values the sentence shows; may be nil
	args    []string
}

// reset prepares r for a run of a policy with so many parts.
func (r *result) reset(metrics, adjusts, vetoes, payouts int) {
	r.metrics = fitted(r.metrics, metrics)
	for i := range r.metrics {
		m := &r.metrics[i]
		*m = metricState{value: nan, part: nan, whole: nan, target: nan, base: nan, score: nan, guards: m.guards[:0]}
	}
	r.adjusts = fitted(r.adjusts, adjusts)
	r.vetoes = fitted(r.vetoes, vetoes)
	clear(r.vetoes)
	r.payouts = fitted(r.payouts, payouts)
	for i := range r.payouts {
		r.payouts[i] = nan
	}
	r.earned, r.score, r.rate, r.total = nan, nan, nan, nan
	r.band, r.vetoed = -1, false
	r.outcomes, r.reasons, r.warnings = r.outcomes[:0], r.reasons[:0], r.warnings[:0]
}

func fitted[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// hold adds a reason to hold the evaluation (B8).
func (r *result) hold(key, id string, f *formula.Formula, args ...string) {
	r.reasons = append(r.reasons, note{key, id, f, args})
}

// warn adds a warning.
func (r *result) warn(key, id string, f *formula.Formula, args ...string) {
	r.warnings = append(r.warnings, note{key, id, f, args})
}

func (r *result) held() bool { return len(r.reasons) > 0 }
