package rules

import (
	"slices"

	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

var (
	adjustmentKeys = []string{"id", "title", "description", "points", "when", "min", "max", "when_undecided", "reason"}
	vetoKeys       = []string{"id", "title", "description", "when", "effect", "enforcement", "when_undecided", "reason"}
	effectKeys     = []string{"score", "cap", "grade", "payout"}
)

// adjustments reads [[adjustments]].
func (l *loader) adjustments(root table) {
	ids := newNames()
	for _, row := range root.rows("adjustments") {
		t := l.table(row)
		a := &Adjustment{Span: row.Span, ID: l.id(t, ids), Title: t.text("title").Text}
		t.text("description")
		t.text("reason")
		points := t.Need("points", document.String, document.Integer, document.Float)
		a.Points = l.formula(points, placeVeto, formula.WantNumber)
		a.When = t.expression("when", placeVeto, formula.WantBoolean)
		l.adjustmentBounds(t, a)
		a.WhenUndecided = undecided(t, string(UndecidedPass))
		l.done(t, adjustmentKeys, "adjustments")
		l.policy.Adjustments = append(l.policy.Adjustments, a)
	}
}

// adjustmentBounds fills in the bound that is left out (SEMANTICS G1): points
// that vary always have both.
func (l *loader) adjustmentBounds(t table, a *Adjustment) {
	a.Min, a.Max = t.number("min"), t.number("max")
	switch hasMin, hasMax := t.has("min"), t.has("max"); {
	case hasMin && hasMax:
	case hasMax:
		a.Min = wholeNumber(0)
	case hasMin:
		a.Max = wholeNumber(0)
	default:
		if t.lacks("min", "max") {
			l.constantPoints(t, a)
		}
		return
	}
	l.inOrder(a.Min, a.Max, false)
}

// constantPoints bounds points that are a plain number by the number itself.
func (l *loader) constantPoints(t table, a *Adjustment) {
	if a.Points == nil {
		return
	}
	v := t.at.Member("points")
	points, plain := constant(a.Points)
	if !plain {
		l.report(v.Span, "adjustment-bounds", "points", v.Text)
		return
	}
	a.Min, a.Max = wholeNumber(0), wholeNumber(0)
	n := newNumber(ratOf(points), v.Span)
	if v.Number != nil {
		n = newNumber(v.Number, v.Span)
	}
	if points < 0 {
		a.Min = n
	} else {
		a.Max = n
	}
}

// vetoes reads [[vetoes]].
func (l *loader) vetoes(root table) {
	ids := newNames()
	for _, row := range root.rows("vetoes") {
		t := l.table(row)
		v := &Veto{Span: row.Span, ID: l.id(t, ids), Title: t.text("title").Text, Enforcement: Hard}
		t.text("description")
		v.When = t.needExpression("when", placeVeto, formula.WantBoolean)
		v.Effect = Effect{Grade: -1}
		if effect := t.Need("effect", document.Table); effect != nil {
			v.Effect = l.effect(effect)
		}
		if word := t.choice("enforcement", string(Hard), string(Soft), string(Advisory)); word != "" {
			v.Enforcement = Enforcement(word)
		}
		v.WhenUndecided = undecided(t, string(UndecidedPass), string(UndecidedHit))
		v.Reason = t.text("reason").Text
		l.done(t, vetoKeys, "vetoes")
		if t.lacks("when_undecided") && v.Enforcement != Advisory {
			l.mayBeUndecided(v)
		}
		l.policy.Vetoes = append(l.policy.Vetoes, v)
	}
}

func (l *loader) effect(v *document.Value) Effect {
	t := l.table(v)
	e := Effect{Grade: -1, Span: v.Span}
	e.Score = l.gridScore(t.number("score"), "score")
	e.Cap = l.gridScore(t.number("cap"), "cap")
	if grade := t.Value("grade", document.String); grade != nil {
		e.Grade = l.gradeIndex(grade)
	}
	e.Payout = l.gridMoney(l.notNegative(t.number("payout"), "payout"))
	if !slices.ContainsFunc(effectKeys, t.has) {
		l.report(v.Span, "effect-empty")
	}
	l.belongs(t, effectKeys, "vetoes.effect", vetoKeys, "[vetoes]")
	t.Done()
	return e
}

// gridScore checks that a number compared with rounded scores can be one (SEMANTICS D4).
func (l *loader) gridScore(n Number, key string) Number {
	if n.Given() && !onGrid(n.Exact, l.policy.Scoring.Decimals) {
		l.report(n.Span, "score-grid", "key", key, "value", n.Span.Text(), "decimals", digits(l.policy.Scoring.Decimals))
	}
	return n
}

// gridMoney checks that an amount can be paid out in the policy's currency.
func (l *loader) gridMoney(n Number) Number {
	switch c := l.policy.Currency; {
	case !n.Given():
	case c.Code == "":
		l.report(n.Span, "currency-missing")
	case !onGrid(n.Exact, c.Digits):
		l.report(n.Span, "money-grid", "value", n.Span.Text(), "currency", c.Code, "digits", digits(c.Digits))
	}
	return n
}

func (l *loader) gradeIndex(v *document.Value) int {
	for i, b := range l.policy.Bands {
		if b.Grade.Text == v.Text {
			return i
		}
	}
	if len(l.policy.Bands) > 0 {
		l.unknownID(v, "grade-unknown", l.grades)
	}
	return -1
}

func (l *loader) grades() []string {
	var grades []string
	for _, b := range l.policy.Bands {
		grades = append(grades, b.Grade.Text)
	}
	return grades
}

// mayBeUndecided warns of a veto that holds the whole evaluation whenever a
// metric it reads is not measured (SEMANTICS C5).
func (l *loader) mayBeUndecided(v *Veto) {
	if v.When == nil {
		return
	}
	for _, n := range l.unsure(v.When) {
		d := problem(v.When.At(n), "veto-unmeasured", "veto", v.ID.Text, "name", n.Name)
		l.problems.Add(d.As(diag.Warning))
		return
	}
}
