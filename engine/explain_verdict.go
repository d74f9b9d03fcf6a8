package engine

import (
	"slices"
	"strconv"

	"merit/rules"
)

// unsettle takes back the steps of an evaluation that turned out to be held
// at its payouts: it has no score, grade or pay to show (B8).
func (rec *recorder) unsettle() {
	if rec != nil {
		rec.steps = slices.DeleteFunc(rec.steps, func(s Step) bool { return s.Kind == "round" || s.Kind == "band" || s.Kind == "payout" })
	}
}

func (rec *recorder) adjustment(r *run, i int) {
	if rec == nil {
		return
	}
	a := r.policy.Adjustments[i]
	v := points(r.res.adjusts[i])
	rec.add(r, "adjustment", a.ID.Text, a.Points, v, "step-adjustment", "title", titled(a.Title, a.ID.Text),
		"points", v, "min", shown(a.Min.Float), "max", shown(a.Max.Float))
}

func (rec *recorder) veto(r *run, i int) {
	if rec == nil {
		return
	}
	v := r.policy.Vetoes[i]
	key := [...]string{"step-veto.passed", "step-veto", "step-veto.overridden", "step-veto.undecided"}[r.res.vetoes[i]]
	rec.add(r, "veto", v.ID.Text, v.When, "", key, "title", titled(v.Title, v.ID.Text), "reason", v.Reason)
}

// band writes down the rounded score and the band it falls into.
func (rec *recorder) band(r *run) {
	if rec == nil {
		return
	}
	b := r.policy.Bands[r.res.band]
	rec.add(r, "round", "", nil, shown(r.res.score), "step-round", "earned", shown(r.res.earned), "score", shown(r.res.score))
	rec.add(r, "band", b.Grade.Text, nil, b.Grade.Text, "step-band", "score", shown(r.res.score), "grade", b.Grade.Text,
		"from", shown(b.From.Float), "rate", shown(float64(b.Rate.Float*100)))
	rec.steps[len(rec.steps)-1].At = b.Span.String()
}

func (rec *recorder) payouts(r *run) {
	if rec == nil {
		return
	}
	for i, minor := range r.res.payouts {
		p, c := r.policy.Payouts[i], r.policy.Currency
		amount := amountText(minor, c.Digits)
		key, due := "step-payout", r.due(p)
		if due != "" {
			key = "step-payout.deferred"
		}
		rec.add(r, "payout", p.ID.Text, p.Amount, amount, key, "due", due, "title", titled(p.Title, p.ID.Text), "amount", amount, "currency", c.Code)
	}
}

func (rec *recorder) outcome(r *run, o *rules.Outcome, given bool) {
	if rec == nil {
		return
	}
	key := "step-outcome"
	if !given {
		key = "step-outcome.not-given"
	}
	rec.add(r, "outcome", o.ID.Text, o.When, strconv.FormatBool(given), key, "title", titled(o.Title, o.ID.Text))
}
