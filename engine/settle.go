package engine

import (
	"math"

	"merit/engine/facts"
	"merit/rules"
)

// veto decides every veto, in file order, whatever the others do (B7, G2, G3).
func (r *run) veto() {
	for i, holds := range r.vetoes {
		v := r.policy.Vetoes[i]
		r.res.vetoes[i] = r.decide(v, holds(r.frame))
		if r.res.vetoes[i] == vetoHit && v.Enforcement != rules.Advisory {
			r.res.vetoed = true
		}
		r.rec.veto(r, i)
	}
	r.booleans[r.at.vetoed] = truth(r.res.vetoed)
}

func (r *run) decide(v *rules.Veto, hit facts.Tri) vetoState {
	overridden := v.Enforcement == rules.Soft && r.overriddenBy(v) != nil
	if hit == undecided {
		return r.undecidedVeto(v, overridden)
	}
	switch {
	case hit == no:
		return vetoPassed
	case overridden:
		return vetoOverridden
	}
	return vetoHit
}

// undecidedVeto says what becomes of a veto that cannot be decided: held,
// unless the policy says otherwise; an overridden or advisory one passes with
// a warning.
func (r *run) undecidedVeto(v *rules.Veto, overridden bool) vetoState {
	switch {
	case v.Enforcement == rules.Advisory:
		r.res.warn("veto-advisory-undecided", v.ID.Text, v.When)
		return vetoPassed
	case v.WhenUndecided == rules.UndecidedPass:
		return vetoPassed
	case overridden:
		r.res.warn("veto-overridden-undecided", v.ID.Text, v.When)
		return vetoPassed
	case v.WhenUndecided == rules.UndecidedHit:
		return vetoHit
	}
	r.res.hold("veto-undecided", v.ID.Text, v.When)
	return vetoUndecided
}

func (r *run) overriddenBy(v *rules.Veto) *facts.Override {
	for i := range r.overrides {
		if r.overrides[i].Veto == v.ID.Text {
			return &r.overrides[i]
		}
	}
	return nil
}

// settle turns the sum into a score, a grade, money and consequences.
func (r *run) settle() {
	r.applyVetoes()
	r.numbers[r.at.score] = r.res.score
	r.strings[r.at.grade] = facts.String{Text: r.policy.Bands[r.res.band].Grade.Text, Known: true}
	r.numbers[r.at.rate] = r.res.rate
	r.rec.band(r)
	r.pay()
	if !r.res.held() {
		r.conclude()
	}
}

// applyVetoes lowers the clamped sum by the vetoes that hit, rounds once, and
// finds the band. The lowest limit wins (G2).
func (r *run) applyVetoes() {
	s := &r.policy.Scoring
	score, top := r.res.score, len(r.policy.Bands)-1
	for i, state := range r.res.vetoes {
		e := &r.policy.Vetoes[i].Effect
		if !r.takes(i, state) {
			continue
		}
		for _, limit := range []rules.Number{e.Score, e.Cap} {
			if limit.Given() {
				score = min(score, limit.Float)
			}
		}
		if e.Grade >= 0 {
			top = min(top, e.Grade)
		}
	}
	r.res.score = round(score, s.Decimals, s.HalfEven)
	r.res.band = min(bandOf(r.policy.Bands, r.res.score), top)
	r.res.rate = r.policy.Bands[r.res.band].Rate.Float
}

// takes reports whether a veto takes effect.
func (r *run) takes(i int, state vetoState) bool {
	return state == vetoHit && r.policy.Vetoes[i].Enforcement != rules.Advisory
}

// bandOf returns the highest band whose edge the score reaches, or the first.
func bandOf(bands []*rules.Band, score float64) int {
	at := 0
	for i, b := range bands {
		if atLeast(score, b.From.Float) {
			at = i
		}
	}
	return at
}

// pay computes every payout in minor units, rounded by itself, never negative
// (D5), and then what vetoes leave of the total, in file order (G2).
func (r *run) pay() {
	p := r.policy
	for i, amount := range r.payouts {
		v := amount(r.frame)
		minor := grid(v, p.Currency.Digits, p.Scoring.HalfEven)
		if missing(minor) || minor > largest {
			r.res.hold("payout-missing", p.Payouts[i].ID.Text, p.Payouts[i].Amount)
			continue
		}
		if minor < 0 {
			r.res.warn("payout-negative", p.Payouts[i].ID.Text, p.Payouts[i].Amount)
			minor = 0
		}
		r.res.payouts[i] = minor
	}
	if r.res.held() {
		return
	}
	left := math.Inf(1)
	for i, state := range r.res.vetoes {
		if e := &p.Vetoes[i].Effect; r.takes(i, state) && e.Payout.Given() {
			left = min(left, grid(e.Payout.Float, p.Currency.Digits, false))
		}
	}
	r.res.total = 0
	for i := range r.res.payouts {
		r.res.payouts[i] = min(r.res.payouts[i], left)
		left -= r.res.payouts[i]
		r.res.total += r.res.payouts[i]
	}
	if r.res.total > largest {
		r.res.hold("payout-too-large", "", nil)
		return
	}
	r.rec.payouts(r)
}

// largest is the biggest whole number a float64 counts exactly.
const largest = float64(1 << 53)

// conclude finds what follows besides money: rewards first, the rest in file
// order (G7).
func (r *run) conclude() {
	for _, rewards := range []bool{true, false} {
		for i, o := range r.policy.Outcomes {
			if (o.Kind == rules.Reward) != rewards {
				continue
			}
			given := r.follows(i, o)
			if given {
				r.res.outcomes = append(r.res.outcomes, i)
			}
			r.rec.outcome(r, o, given)
		}
	}
}

func (r *run) follows(i int, o *rules.Outcome) bool {
	switch r.outcomes[i](r.frame) {
	case no:
		return false
	case undecided:
		r.res.warn("outcome-undecided", o.ID.Text, o.When)
		return false
	}
	if o.Kind == rules.Reward && r.res.vetoed && !o.DespiteVeto {
		return false
	}
	return r.consecutive(i, o)
}

// consecutive looks whether the outcome's condition also held in the periods
// before this one, newest first; a hole or a held period breaks the row.
func (r *run) consecutive(i int, o *rules.Outcome) bool {
	if o.Consecutive <= 1 {
		return true
	}
	if len(r.history) < o.Consecutive-1 {
		return false
	}
	score, grade, vetoed := r.numbers[r.at.score], r.strings[r.at.grade], r.booleans[r.at.vetoed]
	defer func() {
		r.numbers[r.at.score], r.strings[r.at.grade], r.booleans[r.at.vetoed] = score, grade, vetoed
	}()
	for _, past := range r.history[:o.Consecutive-1] {
		if !past.Evaluated {
			return false
		}
		r.numbers[r.at.score], r.strings[r.at.grade], r.booleans[r.at.vetoed] = past.Score, past.Grade, past.Vetoed
		if r.outcomes[i](r.frame) != yes {
			return false
		}
	}
	return true
}
