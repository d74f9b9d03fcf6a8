package engine

import (
	"math"

	"merit/engine/facts"
	"merit/rules"
	"merit/rules/diag"
)

// Evaluate answers a request: an evaluation, final or held, or a *Refusal.
// It is pure: the same snapshot and request give the same answer. Pilots that
// apply are evaluated beside the policy in force and never change its result.
func (s *Snapshot) Evaluate(req *facts.Request) (*Evaluation, error) {
	problems := req.UnknownAttributes(s.declared, s.attributeNames...)
	c, refusal := s.choose(req)
	if refusal != nil {
		return nil, refusal.beside(problems)
	}
	values, more := req.Values(c.answers.layout, c.layouts()...)
	problems.Add(more...)
	problems.Add(c.answers.overrideProblems(req)...)
	if problems.HasErrors() {
		return nil, refuse("invalid-facts", problems.Sorted()...)
	}
	e, failed := s.answer(c.answers, req, values, c.answers.pays())
	if len(failed) > 0 {
		return nil, refuse("invalid-facts", failed...)
	}
	e.Pilots = s.pilots(c, req)
	return e, nil
}

// answer runs a policy over checked values. The problems are those of facts
// that contradict each other.
func (s *Snapshot) answer(g *program, req *facts.Request, values *facts.Values, pays bool) (*Evaluation, diag.List) {
	f := g.frames.Get().(*frame)
	defer g.release(f)
	f.reset(values, req.Period)
	r := &run{
		program: g, frame: f, res: &f.res, pays: pays,
		asOf: req.AsOf, overrides: req.Overrides, history: req.History,
	}
	if req.Explain {
		r.rec = &recorder{}
	}
	if failed := r.evaluate(); len(failed) > 0 {
		return nil, r.checkProblems(failed, req)
	}
	e := r.evaluation()
	e.Set, e.Facts, e.Specialist = s.Digest(), req.Digest, req.Specialist
	return e, nil
}

// checkProblems puts failed [[checks]] into words: the policy's own message,
// and the values that contradict each other.
func (r *run) checkProblems(failed []*rules.Check, req *facts.Request) diag.List {
	var list diag.List
	for _, c := range failed {
		span, pointer := req.Place("inputs")
		d := diag.At(span, "check-failed", "message", c.Message, "condition", c.That.Source.Text)
		list.Add(pointing(pointer, d).And(c.Span, "check-stands-here"))
	}
	return list
}

// evaluation makes the answer from the result.
func (r *run) evaluation() *Evaluation {
	p := r.policy
	e := &Evaluation{
		Status: "final", Policy: ref(p),
		Period: r.period.String(), AsOf: r.asOf.String(), Vetoed: r.res.vetoed,
		Payouts: []PaidAmount{}, Dimensions: r.dimensionResults(), Metrics: r.metricResults(),
		Adjustments: r.adjustmentResults(), Vetoes: r.vetoResults(), Outcomes: []OutcomeResult{}, Pilots: []PilotResult{},
	}
	if r.res.held() {
		e.Status = "held"
	} else {
		r.verdict(e)
	}
	if !r.pays {
		r.res.warn("policy-does-not-pay", "", nil, "stage", string(p.Stage))
	}
	e.Reasons, e.Warnings = r.words(r.res.reasons), r.words(r.res.warnings)
	if e.Warnings == nil {
		e.Warnings = []Note{}
	}
	e.Explain = r.rec.all()
	return e
}

// verdict fills in what only a final evaluation has. A policy that does
// not pay shows what it would (H2).
func (r *run) verdict(e *Evaluation) {
	p := r.policy
	grade := p.Bands[r.res.band].Grade.Text
	e.Score, e.Earned, e.Rate, e.Grade = number(r.res.score), number(r.res.earned), number(r.res.rate), &grade
	for _, i := range r.res.outcomes {
		o := p.Outcomes[i]
		given := OutcomeResult{ID: o.ID.Text, Kind: string(o.Kind), Title: o.Title, MinimumWage: o.MinimumWage}
		if o.MaxWageShare.Given() {
			given.MaxWageShare = number(o.MaxWageShare.Float)
		}
		e.Outcomes = append(e.Outcomes, given)
	}
	if len(p.Payouts) == 0 {
		return
	}
	total := &Money{Amount: amountText(r.res.total, p.Currency.Digits), Currency: p.Currency.Code}
	if !r.pays {
		e.WouldPay = total
		return
	}
	e.Payout = total
	for i, minor := range r.res.payouts {
		x := p.Payouts[i]
		e.Payouts = append(e.Payouts, PaidAmount{ID: x.ID.Text, Title: x.Title, Amount: amountText(minor, p.Currency.Digits), Due: r.due(x)})
	}
}

// due is the day a deferred payout is paid, "" for one paid at once.
func (r *run) due(p *rules.Payout) string {
	if p.Defer == 0 {
		return ""
	}
	return r.period.End().MonthsOn(p.Defer).String()
}

func ref(p *rules.Policy) PolicyRef {
	return PolicyRef{ID: p.ID.Text, Version: p.Version.Text, Digest: p.Digest}
}

// number returns x for JSON: null when missing, never -0.
func number(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	x += 0
	return &x
}

func (r *run) metricResults() []MetricResult {
	out := make([]MetricResult, len(r.metrics))
	for i := range r.metrics {
		d, m := r.policy.Metrics[i], &r.res.metrics[i]
		out[i] = MetricResult{
			ID: d.ID.Text, Title: d.Title, Unit: d.Unit, Status: m.status.String(),
			Value: number(m.value), Part: number(m.part), Whole: number(m.whole), Target: number(m.target),
			Score: number(m.score), Weight: m.weight, Points: m.points + 0, Guards: []GuardResult{},
		}
		for _, hit := range m.guards {
			g := r.policy.Guards[hit.guard]
			out[i].Guards = append(out[i].Guards, GuardResult{ID: g.ID.Text, From: hit.from + 0, To: hit.to + 0, Reason: g.Reason})
		}
	}
	return out
}

// dimensionResults sums metrics by dimension (F3).
func (r *run) dimensionResults() []DimensionResult {
	out := make([]DimensionResult, len(r.policy.Dimensions))
	scored := make([]float64, len(out))
	for i, d := range r.policy.Dimensions {
		out[i] = DimensionResult{ID: d.ID.Text, Title: d.Title}
	}
	for i := range r.res.metrics {
		if at := r.policy.Metrics[i].Dimension; at >= 0 {
			m := &r.res.metrics[i]
			out[at].Weight += m.weight
			out[at].Points += m.points
			if m.weight > 0 {
				scored[at] += float64(m.weight * m.score)
			}
		}
	}
	for i := range out {
		if out[i].Weight > 0 {
			out[i].Score = number(scored[i] / out[i].Weight)
		}
	}
	return out
}

func (r *run) adjustmentResults() []AdjustmentResult {
	out := make([]AdjustmentResult, len(r.adjusts))
	for i, a := range r.policy.Adjustments {
		out[i] = AdjustmentResult{ID: a.ID.Text, Title: a.Title, Points: number(r.res.adjusts[i])}
	}
	return out
}

// vetoResults lists the vetoes that hit (G4).
func (r *run) vetoResults() []VetoResult {
	out := []VetoResult{}
	for i, state := range r.res.vetoes {
		if state != vetoHit && state != vetoOverridden {
			continue
		}
		v := r.policy.Vetoes[i]
		hit := VetoResult{ID: v.ID.Text, Title: v.Title, Enforcement: string(v.Enforcement), Effect: r.effect(&v.Effect), Reason: v.Reason}
		if state == vetoOverridden {
			o := r.overriddenBy(v)
			hit.Overridden = &Override{By: o.By, Reason: o.Reason}
		}
		out = append(out, hit)
	}
	return out
}

func (r *run) effect(e *rules.Effect) EffectResult {
	var out EffectResult
	if e.Score.Given() {
		out.Score = number(e.Score.Float)
	}
	if e.Cap.Given() {
		out.Cap = number(e.Cap.Float)
	}
	if e.Grade >= 0 {
		out.Grade = r.policy.Bands[e.Grade].Grade.Text
	}
	if e.Payout.Given() {
		digits := r.policy.Currency.Digits
		out.Payout = amountText(grid(e.Payout.Float, digits, false), digits)
	}
	return out
}
