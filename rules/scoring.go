package rules

import "merit/rules/formula"

// scoring reads [scoring]; every key has a default.
func (l *loader) scoring(root table) {
	s := &l.policy.Scoring
	*s = Scoring{
		Min: wholeNumber(0), Max: wholeNumber(100), MetricMax: wholeNumber(120),
		MinMeasured: wholeNumber(50), MaxRate: wholeNumber(3), Decimals: 2, WhenMissing: Redistribute,
	}
	v := root.section("scoring")
	if v == nil {
		return
	}
	t := l.table(v)
	given(&s.Min, t.number("min"))
	given(&s.Max, t.number("max"))
	l.inOrder(s.Min, s.Max, true)
	given(&s.MetricMax, t.numberIn("metric_max", 100, 1000))
	given(&s.MinMeasured, t.numberIn("min_measured", 0, 100))
	given(&s.MaxRate, l.positive(t.number("max_rate"), "max_rate"))
	s.MaxSubjective = t.numberIn("max_subjective", 0, 100)
	s.Decimals = t.wholeIn("decimals", 0, 6, s.Decimals)
	s.HalfEven = t.choice("rounding", "half-up", "half-even") == "half-even"
	s.WhenMissing = missing(t, s.WhenMissing)
	l.belongs(t, nil, "scoring", rootKeys, "")
	t.Done()
}

// given replaces a default by what is written.
func given(to *Number, n Number) {
	if n.Given() {
		*to = n
	}
}

// inOrder reports bounds of which the lower is above the upper or, when they
// must differ, equal to it.
func (l *loader) inOrder(low, high Number, differ bool) {
	if !low.Given() || !high.Given() {
		return
	}
	at := high.Span
	if at.IsZero() {
		at = low.Span
	}
	switch c := low.Exact.Cmp(high.Exact); {
	case c > 0:
		l.report(at, "bounds-order", "min", decimal(low.Exact), "max", decimal(high.Exact))
	case c == 0 && differ:
		l.report(at, "bounds-order.equal", "min", decimal(low.Exact))
	}
}

func missing(t table, otherwise Missing) Missing {
	if word := t.choice("when_missing", string(Redistribute), string(Zero), string(Neutral), string(Hold)); word != "" {
		return Missing(word)
	}
	return otherwise
}

func undecided(t table, words ...string) Undecided {
	return Undecided(t.choice("when_undecided", words...))
}

// checks reads [[checks]].
func (l *loader) checks(root table) {
	ids := newNames()
	for _, row := range root.rows("checks") {
		t := l.table(row)
		c := &Check{Span: row.Span}
		if t.has("id") {
			c.ID = l.id(t, ids)
		}
		c.That = t.needExpression("that", placeCheck, formula.WantBoolean)
		c.Message = t.needText("message").Text
		t.text("description")
		l.done(t, []string{"id", "that", "message", "description"}, "checks")
		l.policy.Checks = append(l.policy.Checks, c)
	}
}

// done ends the reading of a row of [[section]].
func (l *loader) done(t table, own []string, section string) {
	l.belongs(t, own, section, rootKeys, "")
	t.Done()
}
