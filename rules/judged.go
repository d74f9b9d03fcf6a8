package rules

import (
	"slices"

	"merit/rules/document"
)

// A MetricKind says how far a metric rests on what people think.
type MetricKind string

// The kinds. Quantitative is the default, Subjective that of raters.
const (
	Quantitative MetricKind = "quantitative" // counted or timed
	Qualitative  MetricKind = "qualitative"  // judged by a rubric
	Subjective   MetricKind = "subjective"   // somebody's opinion
)

// An Anchor says what a score of a judged metric stands for.
type Anchor struct {
	Score Number
	Text  string
}

var anchorKeys = []string{"score", "text"}

// judged reads kind and anchors. Raters give opinions unless said otherwise.
func (l *loader) judged(t table, m *Metric) {
	m.Kind = Quantitative
	if t.has("raters") {
		m.Kind = Subjective
	}
	if word := t.choice("kind", string(Quantitative), string(Qualitative), string(Subjective)); word != "" {
		m.Kind = MetricKind(word)
	}
	v := t.Value("anchors", document.Array)
	if v == nil {
		return
	}
	if len(v.Items) == 0 {
		l.report(v.Span, "anchors-empty")
	}
	for _, item := range t.Items("anchors", document.Table) {
		l.anchor(m, item)
	}
}

func (l *loader) anchor(m *Metric, v *document.Value) {
	t := l.table(v)
	a := Anchor{Score: t.needNumber("score"), Text: t.needText("text").Text}
	l.belongs(t, anchorKeys, "metrics.anchors", metricKeys, "[metrics]")
	t.Done()
	same := func(b Anchor) bool { return b.Score.Exact.Cmp(a.Score.Exact) == 0 }
	if !a.Score.Given() {
		return
	}
	if i := slices.IndexFunc(m.Anchors, same); i >= 0 {
		l.problems.Add(problem(a.Score.Span, "anchor-twice", "score", decimal(a.Score.Exact)).And(m.Anchors[i].Score.Span, "first-here"))
		return
	}
	m.Anchors = append(m.Anchors, a)
}

// fine reads the bounds of a penalty that takes money (China's wage payment
// rules, article 16: at most 20% of the month's wage, never below the minimum).
func (l *loader) fine(t table, o *Outcome) {
	o.MinimumWage = t.flag("respect_minimum_wage", false)
	if v := t.Value("max_wage_share", document.String, document.Integer, document.Float); v != nil {
		o.MaxWageShare = l.portionOf(v)
	}
	for _, key := range []string{"max_wage_share", "respect_minimum_wage"} {
		if v := t.at.Member(key); v != nil && o.Kind != Penalty && o.Kind != "" {
			l.report(v.Key, "fine-of-penalty", "key", key, "kind", string(o.Kind))
		}
	}
}

// portionOf reads a share of a whole: "20%" or 0.2, more than 0 and at most 1.
func (l *loader) portionOf(v *document.Value) Number {
	n := l.numberOf(v)
	if v.Kind == document.String {
		exact, ok := percent(v.Text)
		if !ok {
			l.report(v.Span, "wage-share-range", "share", v.Text)
			return Number{}
		}
		n = newNumber(exact, v.Span)
	}
	if n.Given() && (n.Exact.Sign() <= 0 || n.Exact.Cmp(wholeNumber(1).Exact) > 0) {
		l.report(v.Span, "wage-share-range", "share", v.Text)
		return Number{}
	}
	return n
}

// MaxDefer is the longest that a payout may be put off, in months.
const MaxDefer = 120

// deferred reads defer = { months = 12 }: a part of the bonus that is paid
// later.
func (l *loader) deferred(t table) int {
	v := t.Value("defer", document.Table)
	if v == nil {
		return 0
	}
	in := l.table(v)
	months := 0
	if in.lacks("months") {
		l.report(v.Key, "defer-months")
	} else {
		months = in.wholeIn("months", 1, MaxDefer, 0)
	}
	l.belongs(in, []string{"months"}, "payouts.defer", payoutKeys, "[payouts]")
	in.Done()
	return months
}
