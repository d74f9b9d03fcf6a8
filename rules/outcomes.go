package rules

import (
	"slices"

	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

var (
	payoutKeys  = []string{"id", "title", "description", "amount"}
	outcomeKeys = []string{"id", "kind", "title", "description", "when", "consecutive", "despite_veto", "max_wage_share", "respect_minimum_wage"}
)

// payouts reads [[payouts]]. Money needs a currency.
func (l *loader) payouts(root table) {
	ids := newNames()
	for i, row := range root.rows("payouts") {
		t := l.table(row)
		p := &Payout{Span: row.Span, ID: l.id(t, ids), Title: t.text("title").Text}
		t.text("description")
		amount := t.Need("amount", document.String, document.Integer, document.Float)
		p.Amount = l.formula(amount, placeEnd, formula.WantNumber)
		l.done(t, payoutKeys, "payouts")
		if i == 0 && l.policy.Currency.Code == "" {
			l.report(nameOf(p.ID, t), "currency-missing")
		}
		l.paidWhateverHappens(p)
		l.policy.Payouts = append(l.policy.Payouts, p)
	}
}

// paidWhateverHappens warns of a payout that no veto can touch (SEMANTICS G6).
func (l *loader) paidWhateverHappens(p *Payout) {
	if p.Amount == nil || slices.ContainsFunc(p.Amount.Reads, func(name string) bool {
		return name == "rate" || name == "score" || name == "grade" || name == "vetoed"
	}) {
		return
	}
	d := problem(p.Amount.At(p.Amount.Root), "payout-unconditional", "payout", p.ID.Text)
	l.problems.Add(d.As(diag.Warning))
}

// outcomes reads [[outcomes]].
func (l *loader) outcomes(root table) {
	ids := newNames()
	for _, row := range root.rows("outcomes") {
		t := l.table(row)
		o := &Outcome{Span: row.Span, ID: l.id(t, ids), Title: t.text("title").Text}
		t.text("description")
		o.Kind = OutcomeKind(t.needChoice("kind", string(Reward), string(Penalty), string(Coaching), string(Review), string(Alert)))
		o.Consecutive = t.wholeIn("consecutive", 1, 120, 1)
		at := placeEnd
		if t.has("consecutive") {
			at = placeConsecutive
		}
		o.When = t.needExpression("when", at, formula.WantBoolean)
		o.DespiteVeto = t.flag("despite_veto", false)
		o.MaxWageShare = t.numberIn("max_wage_share", 0, 1)
		o.MinimumWage = t.flag("respect_minimum_wage", false)
		if v := t.at.Member("despite_veto"); v != nil && o.Kind != Reward && o.Kind != "" {
			l.report(v.Key, "despite-veto", "kind", string(o.Kind))
		}
		l.done(t, outcomeKeys, "outcomes")
		l.policy.Outcomes = append(l.policy.Outcomes, o)
	}
}
