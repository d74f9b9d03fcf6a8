package reference_test

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"merit/engine"
	"merit/rules/calendar"
)

func mustPeriod(s string) calendar.Period {
	p, ok := calendar.ParsePeriod(s)
	if !ok {
		panic("reference: period " + s)
	}
	return p
}

// kinds says to which rough kind of refusal an engine's belongs.
var kinds = map[string]refusal{
	"invalid-facts": "facts", "policy-not-found": "selection", "policy-not-in-force": "selection",
	"policy-does-not-apply": "selection", "no-policy-applies": "selection", "several-policies-apply": "selection",
}

// A difference is what the two evaluators say differently.
type differences []string

func (d *differences) add(what string, engine, reference any) {
	*d = append(*d, fmt.Sprintf("%s: engine %v, reference %v", what, engine, reference))
}

func (d *differences) same(what string, engine, reference any) {
	if fmt.Sprint(engine) != fmt.Sprint(reference) {
		d.add(what, engine, reference)
	}
}

// near compares numbers by D2, wider by what float64 may be off.
func (d *differences) near(what string, engine float64, reference num) {
	r := float(reference.r)
	if !(math.Abs(engine-r) <= max(1e-9, 1e-14*math.Abs(r))+4*reference.err) {
		d.add(what, engine, r)
	}
}

func (d *differences) maybe(what string, engine *float64, reference val) {
	switch {
	case engine == nil && reference.gone():
	case engine == nil:
		d.add(what, "null", float(reference.n.r))
	case reference.gone():
		d.add(what, *engine, "null")
	default:
		d.near(what, *engine, reference.n)
	}
}

// exactly compares rounded numbers: the engine's must be the float64 nearest
// to the exact one.
func (d *differences) exactly(what string, engine *float64, reference val) {
	if engine != nil && !reference.gone() && *engine != float(reference.n.r) {
		d.add(what, *engine, float(reference.n.r))
		return
	}
	d.maybe(what, engine, reference)
}

func compareAnswers(e *engine.Evaluation, a *answer) differences {
	var d differences
	d.same("status", e.Status, a.status)
	d.exactly("score", e.Score, a.score)
	d.exactly("earned", e.Earned, a.earned)
	d.maybe("rate", e.Rate, a.rate)
	grade, payout, would := "", "", ""
	if e.Grade != nil {
		grade = *e.Grade
	}
	if e.Payout != nil {
		payout = e.Payout.Amount
	}
	if e.WouldPay != nil {
		would = e.WouldPay.Amount
	}
	d.same("grade", grade, a.grade.s)
	d.same("vetoed", e.Vetoed, a.vetoed)
	d.same("payout", payout, a.payout)
	d.same("would_pay", would, a.wouldPay)
	d.lists(e, a)
	d.dimensions(e, a)
	d.metrics(e, a)
	d.same("pilots", besides(e), strings.Join(slices.Sorted(slices.Values(a.pilots)), ", "))
	return d
}

// besides are the results beside the answer, in the words of the reference.
func besides(e *engine.Evaluation) string {
	var all []string
	for _, p := range e.Pilots {
		one := p.Policy.ID + " " + p.Status
		if p.Score != nil {
			one += fmt.Sprintf(" %.6f %s", *p.Score, *p.Grade)
		}
		if p.WouldPay != nil {
			one += " " + p.WouldPay.Amount
		}
		all = append(all, one)
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

func (d *differences) lists(e *engine.Evaluation, a *answer) {
	var payouts, vetoes, outcomes []string
	for _, p := range e.Payouts {
		payouts = append(payouts, p.ID+" "+p.Amount)
	}
	for _, v := range e.Vetoes {
		entry := v.ID
		if v.Overridden != nil {
			entry += " overridden"
		}
		vetoes = append(vetoes, entry)
	}
	for _, o := range e.Outcomes {
		outcomes = append(outcomes, o.ID)
	}
	d.same("payouts", payouts, a.payouts)
	d.same("vetoes", vetoes, a.vetoes)
	d.same("outcomes", outcomes, a.outcomes)
	d.same("reasons", notes(e.Reasons), keys(a.reasons))
	d.same("warnings", notes(e.Warnings), keys(a.warnings))
	d.same("adjustments", len(e.Adjustments), len(a.adjustments))
	for i := range min(len(e.Adjustments), len(a.adjustments)) {
		d.maybe("adjustment "+a.adjustments[i].id, e.Adjustments[i].Points, a.adjustments[i].n)
	}
}

// notes are codes and what they are about, each once. The codes of both
// evaluators are the same words; a check has no name to go by.
func notes(all []engine.Note) string {
	set := map[string]bool{}
	for _, n := range all {
		id := n.ID
		if n.Code == "check-undecided" || n.Code == "policy-does-not-pay" || n.Code == "too-little-measured" {
			id = ""
		}
		set[n.Code+" "+id] = true
	}
	return keys(set)
}

func keys(set map[string]bool) string {
	var all []string
	for k := range set {
		all = append(all, strings.TrimSpace(k))
	}
	sort.Strings(all)
	return strings.Join(all, ", ")
}

func (d *differences) dimensions(e *engine.Evaluation, a *answer) {
	d.same("dimensions", len(e.Dimensions), len(a.dimensions))
	for i := range min(len(e.Dimensions), len(a.dimensions)) {
		x, y := e.Dimensions[i], a.dimensions[i]
		d.near("dimension "+x.ID+" weight", x.Weight, y.weight)
		d.near("dimension "+x.ID+" points", x.Points, y.points)
		d.maybe("dimension "+x.ID+" score", x.Score, y.score)
	}
}

func (d *differences) metrics(e *engine.Evaluation, a *answer) {
	d.same("metrics", len(e.Metrics), len(a.metrics))
	for i := range min(len(e.Metrics), len(a.metrics)) {
		x, y := e.Metrics[i], a.metrics[i]
		at := "metric " + x.ID + " "
		d.same(at+"status", x.Status, y.status)
		d.maybe(at+"value", x.Value, y.value)
		d.maybe(at+"part", x.Part, y.part)
		d.maybe(at+"whole", x.Whole, y.whole)
		d.maybe(at+"score", x.Score, y.score)
		d.near(at+"weight", x.Weight, y.weight)
		d.near(at+"points", x.Points, y.points)
		if y.status == "measured" {
			d.maybe(at+"target", x.Target, y.target)
		}
		d.guards(at, x.Guards, y.guards)
	}
}

func (d *differences) guards(at string, e []engine.GuardResult, a []hit) {
	ids := func(n int, id func(int) string) []string {
		var all []string
		for i := range n {
			all = append(all, id(i))
		}
		return all
	}
	mine := ids(len(a), func(i int) string { return a[i].id })
	theirs := ids(len(e), func(i int) string { return e[i].ID })
	if !slices.Equal(mine, theirs) {
		d.add(at+"guards", theirs, mine)
		return
	}
	for i := range a {
		d.near(at+"guard "+a[i].id+" from", e[i].From, a[i].from)
		d.near(at+"guard "+a[i].id+" to", e[i].To, a[i].to)
	}
}
