package suite

import (
	"slices"

	"merit/engine"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/text"
)

// A Coverage says which results of policies the cases that passed reached.
// It only looks at evaluations; it evaluates nothing.
type Coverage struct {
	Items []*Item // by policy, then in the order of its rules
}

// An Item is one way a rule can turn out.
type Item struct {
	Policy  *rules.Policy
	Kind    string // check, metric, guard, adjustment, veto, band or outcome
	ID      string
	Outcome string    // hit, passed, undecided …
	Span    diag.Span // of the rule
	Covered bool

	title   string
	reached func(*answer) bool
}

// Text says what no case has shown so far.
func (i *Item) Text() text.Text {
	return text.Say("coverage."+i.Kind+"-"+i.Outcome, "name", i.title)
}

// Measure tells what the cases of a report that passed reached.
func Measure(snap *engine.Snapshot, r *Report) *Coverage {
	c := &Coverage{}
	if snap == nil {
		return c
	}
	for _, p := range snap.Policies() {
		l := &listing{policy: p}
		l.all()
		c.Items = append(c.Items, l.items...)
	}
	for _, k := range r.Cases {
		if k.Passed {
			for _, i := range c.fresh(k.Policy, &answer{k.Evaluation, k.refused}) {
				i.Covered = true
			}
		}
	}
	return c
}

// fresh returns what an answer of p reaches that nothing reached before.
func (c *Coverage) fresh(p *rules.Policy, a *answer) []*Item {
	var out []*Item
	for _, i := range c.Items {
		if i.Policy == p && !i.Covered && i.reached(a) {
			out = append(out, i)
		}
	}
	return out
}

// Missed returns the items no case reached.
func (c *Coverage) Missed() []*Item {
	return slices.DeleteFunc(slices.Clone(c.Items), func(i *Item) bool { return i.Covered })
}

// Covered returns how many items some case reached.
func (c *Coverage) Covered() int { return len(c.Items) - len(c.Missed()) }

// Percent returns the share of items reached; 100 where there are none.
func (c *Coverage) Percent() float64 {
	if len(c.Items) == 0 {
		return 100
	}
	return float64(c.Covered()) * 100 / float64(len(c.Items))
}

// A listing lists the ways the rules of one policy can turn out.
type listing struct {
	policy *rules.Policy
	items  []*Item
}

func (l *listing) add(kind, id, title, outcome string, at diag.Span, reached func(*answer) bool) {
	if title == "" {
		title = id
	}
	l.items = append(l.items, &Item{Policy: l.policy, Kind: kind, ID: id, Outcome: outcome, Span: at, title: title, reached: reached})
}

func (l *listing) all() {
	for _, c := range l.policy.Checks {
		l.add("check", c.ID.Text, c.Message, "fails", c.Span, func(a *answer) bool { return failedCheck(a, c) })
	}
	for _, m := range l.policy.Metrics {
		l.metric(m)
	}
	for _, g := range l.policy.Guards {
		l.guard(g)
	}
	for _, a := range l.policy.Adjustments {
		l.adjustment(a)
	}
	for _, v := range l.policy.Vetoes {
		l.veto(v)
	}
	for i := range l.policy.Bands {
		l.band(i)
	}
	for _, o := range l.policy.Outcomes {
		given := func(a *answer) bool { return final(a) && slices.Contains(outcomes(a), o.ID.Text) }
		l.add("outcome", o.ID.Text, o.Title, "given", o.Span, given)
		l.add("outcome", o.ID.Text, o.Title, "withheld", o.Span, func(a *answer) bool { return final(a) && !given(a) })
	}
}

func final(a *answer) bool { return !a.refused() && a.Status == "final" }

func failedCheck(a *answer, c *rules.Check) bool {
	return slices.ContainsFunc(a.problems, func(d diag.Diagnostic) bool {
		return d.Code == "check-failed" && slices.ContainsFunc(d.Related, func(r diag.Related) bool { return r.Span == c.Span })
	})
}

func (l *listing) metric(m *rules.Metric) {
	is := func(all ...string) func(*answer) bool {
		return func(a *answer) bool {
			if a.refused() {
				return false
			}
			status, _ := metricStatus(m.ID.Text)(a)
			return slices.Contains(all, status)
		}
	}
	l.add("metric", m.ID.Text, m.Title, "measured", m.Span, is("measured"))
	if unmeasurable(l.policy, m) {
		l.add("metric", m.ID.Text, m.Title, "missing", m.Span, is("not_measured", "small_sample"))
	}
	if m.Applies != nil {
		l.add("metric", m.ID.Text, m.Title, "not-applicable", m.Span, is("not_applicable"))
	}
}

func (l *listing) guard(g *rules.Guard) {
	id := g.ID.Text
	acts := func(a *answer) bool { return !a.refused() && slices.Contains(guards(a), id) }
	l.add("guard", id, g.Title, "acts", g.Span, acts)
	if g.When == nil {
		return
	}
	measured := metricStatus(l.policy.Metrics[g.Metric].ID.Text)
	l.add("guard", id, g.Title, "rests", g.Span, func(a *answer) bool {
		if a.refused() || acts(a) {
			return false
		}
		status, _ := measured(a)
		return status == "measured"
	})
}

func (l *listing) adjustment(d *rules.Adjustment) {
	at := func(bound float64) func(*answer) bool {
		return func(a *answer) bool {
			if a.refused() {
				return false
			}
			points := adjustmentKeys["points"](d.ID.Text)(a)
			return points != nil && engine.Equal(*points, bound)
		}
	}
	l.add("adjustment", d.ID.Text, d.Title, "least", d.Span, at(d.Min.Float))
	if d.Max.Float != d.Min.Float {
		l.add("adjustment", d.ID.Text, d.Title, "most", d.Span, at(d.Max.Float))
	}
}

func (l *listing) veto(v *rules.Veto) {
	id := v.ID.Text
	hit := func(a *answer) bool { return !a.refused() && slices.Contains(vetoes(a), id) }
	open := func(a *answer) bool {
		return !a.refused() && slices.ContainsFunc(slices.Concat(a.Reasons, a.Warnings), func(n engine.Note) bool {
			return n.ID == id && slices.Contains([]string{"veto-undecided", "veto-advisory-undecided", "veto-overridden-undecided"}, n.Code)
		})
	}
	l.add("veto", id, v.Title, "hit", v.Span, hit)
	l.add("veto", id, v.Title, "passed", v.Span, func(a *answer) bool { return !a.refused() && !hit(a) && !open(a) })
	if v.WhenUndecided == rules.UndecidedHolds && mayMiss(l.policy, v.When) {
		l.add("veto", id, v.Title, "undecided", v.Span, open)
	}
}

// near is how many points from its edge a score still tries the edge.
const near = 1

func (l *listing) band(i int) {
	b := l.policy.Bands[i]
	name := b.Grade.Text
	l.add("band", name, name, "reached", b.Span, func(a *answer) bool {
		got, known := grade(a.orNone())
		return known && got == name
	})
	if i == 0 {
		return // nothing lies below the lowest
	}
	edge := b.From.Float
	l.add("band", name, name, "at-edge", b.From.Span, func(a *answer) bool {
		return final(a) && (engine.Equal(*a.Score, edge) || *a.Score > edge) && *a.Score < edge+near
	})
	l.add("band", name, name, "below-edge", b.From.Span, func(a *answer) bool {
		return final(a) && *a.Score < edge && !engine.Equal(*a.Score, edge) && *a.Score >= edge-near
	})
}

// orNone is a, or an answer that says nothing for one that was refused.
func (a *answer) orNone() *answer {
	if a.refused() {
		return &answer{Evaluation: &engine.Evaluation{}}
	}
	return a
}
