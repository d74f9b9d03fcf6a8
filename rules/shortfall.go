package rules

import (
	"slices"

	"merit/rules/document"
	"merit/rules/formula"
)

// score reads how a measured value becomes a score: by its target and
// shortfall, by steps, or by a formula of its own.
func (l *loader) score(t table, m *Metric) {
	m.Better = Direction(t.choice("better", string(Higher), string(Lower)))
	m.Target = t.target()
	l.oneWay(t)
	own := placeScore
	if !t.has("target") {
		own = placeScoreWithoutTarget
	}
	m.Score = t.expression("score", own, formula.WantNumber)
	m.Shortfall = Shortfall{Kind: Proportional}
	l.shortfall(t, m)
	l.steps(t, m)
	l.needed(t, m)
	l.targetAboveZero(t, m)
	l.extra(t, m)
}

// oneWay refuses a metric that says in two ways how it scores.
func (l *loader) oneWay(t table) {
	var ways []*document.Value
	for _, key := range []string{"shortfall", "steps", "score"} {
		if v := t.at.Member(key); v != nil {
			ways = append(ways, v)
		}
	}
	for i := 1; i < len(ways); i++ {
		l.problems.Add(problem(ways[i].Key, "scoring-twice", "one", ways[0].Name, "other", ways[i].Name).And(ways[0].Key, "other-here"))
	}
}

// needed reports a missing better or target. A score formula needs neither,
// steps need no target.
func (l *loader) needed(t table, m *Metric) {
	if !t.lacks("score") {
		return
	}
	if t.lacks("better") {
		l.report(nameOf(m.ID, t), "better-missing", "name", m.ID.Text)
	}
	if t.lacks("target", "steps") {
		l.report(nameOf(m.ID, t), "target-missing", "name", m.ID.Text)
	}
}

func (l *loader) shortfall(t table, m *Metric) {
	v := t.Value("shortfall", document.String, document.Table)
	if v == nil {
		if t.has("shortfall") {
			m.Shortfall = Shortfall{} // wrong and said to be: not the default either
		}
		return
	}
	if v.Kind == document.String {
		kind := l.oneOf(v, []string{string(Proportional), string(Ratio), string(AllOrNothing)})
		m.Shortfall = Shortfall{Kind: ShortfallKind(kind), Span: v.Span}
		return
	}
	in := l.table(v)
	m.Shortfall = Shortfall{
		Kind: Deduct, Span: v.Span, Partial: partial(in),
		Per: l.positive(in.needNumber("per"), "per"), Points: l.notNegative(in.needNumber("deduct"), "deduct"),
	}
	l.belongs(in, []string{"per", "deduct", "partial"}, "metrics.shortfall", metricKeys, "[metrics]")
	in.Done()
}

func partial(t table) Partial {
	return Partial(t.choice("partial", string(PartialDown), string(PartialUp)))
}

// steps reads steps and interpolate.
func (l *loader) steps(t table, m *Metric) {
	v := t.Value("steps", document.Array)
	interpolate := t.flag("interpolate", false)
	if !t.has("steps") {
		if at := t.at.Member("interpolate"); at != nil {
			l.report(at.Key, "interpolate-alone")
		}
		return
	}
	m.Shortfall = Shortfall{Kind: Steps, Interpolate: interpolate}
	if v == nil {
		return
	}
	m.Shortfall.Span = v.Span
	if len(v.Items) == 0 {
		l.report(v.Span, "steps-form")
		return
	}
	for _, item := range v.Items {
		if step, ok := l.step(item); ok {
			l.follows(m.Shortfall.Edges, step, m.Better)
			m.Shortfall.Edges = append(m.Shortfall.Edges, step)
		}
	}
}

// step reads one [edge, score].
func (l *loader) step(v *document.Value) (Step, bool) {
	if v.Kind == document.Broken || slices.ContainsFunc(v.Items, isBroken) {
		return Step{}, false
	}
	if v.Kind != document.Array || len(v.Items) != 2 || notNumber(v.Items[0]) || notNumber(v.Items[1]) {
		l.report(v.Span, "steps-form")
		return Step{}, false
	}
	s := Step{l.numberOf(v.Items[0]), l.numberOf(v.Items[1])}
	top := l.policy.Scoring.MetricMax
	if s.Score.Given() && (s.Score.Exact.Sign() < 0 || s.Score.Exact.Cmp(top.Exact) > 0) {
		l.outOfRange(s.Score, "steps", "0", decimal(top.Exact))
		return Step{}, false
	}
	return s, s.Edge.Given() && s.Score.Given()
}

func isBroken(v *document.Value) bool { return v.Kind == document.Broken }

func notNumber(v *document.Value) bool {
	return v.Kind != document.Integer && v.Kind != document.Float
}

// follows checks a step against the one before it: edges rise, and scores run
// the way the metric is good.
func (l *loader) follows(before []Step, s Step, better Direction) {
	if len(before) == 0 {
		return
	}
	last := before[len(before)-1]
	if s.Edge.Exact.Cmp(last.Edge.Exact) <= 0 {
		l.report(s.Edge.Span, "steps-order", "edge", s.Edge.Span.Text(), "before", last.Edge.Span.Text())
		return
	}
	rise := s.Score.Exact.Cmp(last.Score.Exact)
	if better == Higher && rise < 0 || better == Lower && rise > 0 {
		l.report(s.Score.Span, "steps-direction."+string(better), "score", s.Score.Span.Text(), "before", last.Score.Span.Text())
	}
}

// targetAboveZero refuses a plain target of 0 or less where a fraction of it
// would be taken (SEMANTICS E3).
func (l *loader) targetAboveZero(t table, m *Metric) {
	target, plain := constant(m.Target)
	fraction := m.Shortfall.Kind == Proportional || m.Shortfall.Kind == Ratio
	if plain && target <= 0 && fraction && !t.has("score") && !t.has("steps") {
		v := t.at.Member("target")
		l.report(v.Span, "target-zero", "target", v.Text)
	}
}
