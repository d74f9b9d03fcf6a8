package engine

import (
	"merit/engine/facts"
	"merit/rules"
	"merit/rules/calendar"
)

// A run is one evaluation of one policy under way, in the order of SEMANTICS
// A1. Its steps read and write the frame's slots and the result; a recorder,
// when there is one, is told after each.
type run struct {
	*program
	*frame
	res       *result
	rec       *recorder // nil unless explaining
	pays      bool      // whether its payout is the answer's
	asOf      calendar.Date
	overrides []facts.Override
	history   []facts.Past
}

// evaluate runs the policy over checked facts. It reports whether the facts
// pass the policy's [[checks]]; where they do not, failed lists them and the
// rest is not run.
func (r *run) evaluate() (failed []*rules.Check) {
	r.rec.policy(r)
	r.setUp()
	if failed = r.check(); len(failed) > 0 {
		return failed
	}
	r.rollUp()
	for i, compute := range r.formulas {
		compute(r.frame)
		r.rec.formula(r, r.policy.Formulas[i])
	}
	r.measure()
	r.finish()
	enough := r.weigh()
	r.add(enough)
	r.veto()
	if !r.res.held() {
		r.settle()
		if r.res.held() {
			r.rec.unsettle()
		}
	}
	return nil
}

// setUp fills the slots of the period and of the params on the evaluation
// date (H1).
func (r *run) setUp() {
	p := r.policy
	r.res.reset(len(p.Metrics), len(p.Adjustments), len(p.Vetoes), len(p.Payouts))
	if r.readsPeriod {
		r.times[r.at.start] = r.period.Start().Midnight()
		r.times[r.at.end] = r.period.End().Midnight()
		r.numbers[r.at.days] = float64(r.period.Days())
	}
	for i := range r.params {
		r.numbers[r.params[i].slot] = r.params[i].on(r.asOf)
		r.rec.param(r, i)
	}
}

// on returns the param's value on a day; missing before its first.
func (p *paramPlan) on(day calendar.Date) float64 {
	value := nan
	for i := range p.from {
		if p.from[i] > day {
			break
		}
		value = p.values[i]
	}
	return value
}

// check runs the policy's checks; an undecided one passes with a warning (B7).
func (r *run) check() (failed []*rules.Check) {
	for i, holds := range r.checks {
		c := r.policy.Checks[i]
		switch holds(r.frame) {
		case no:
			failed = append(failed, c)
		case undecided:
			r.res.warn("check-undecided", c.ID.Text, c.That)
		}
		r.rec.check(r, c)
	}
	return failed
}
