package rules

import (
	"slices"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

var guardKeys = []string{"id", "title", "description", "metric", "when", "cap", "scale", "when_undecided", "reason"}

// guards reads [[guards]] and puts the metrics in the order in which their
// scores can be computed.
func (l *loader) guards(root table) {
	ids, byID := newNames(), map[string]int{}
	for i, m := range l.policy.Metrics {
		byID[m.ID.Text] = i
	}
	for _, row := range root.rows("guards") {
		t := l.table(row)
		g := &Guard{Span: row.Span, Metric: l.metricOf(t, byID)}
		g.ID, g.Title = l.id(t, ids), t.text("title").Text
		t.text("description")
		g.When = t.expression("when", placeGuard, formula.WantBoolean)
		l.capOrScale(t, g)
		g.WhenUndecided = undecided(t, string(UndecidedPass), string(UndecidedHit))
		g.Reason = t.text("reason").Text
		l.done(t, guardKeys, "guards")
		l.policy.Guards = append(l.policy.Guards, g)
		if g.Metric >= 0 {
			m := l.policy.Metrics[g.Metric]
			m.Guards = append(m.Guards, g)
		}
	}
	l.scoreOrder(byID)
}

// metricOf returns the index of the metric a guard is for, or -1.
func (l *loader) metricOf(t table, byID map[string]int) int {
	v := t.Need("metric", document.String)
	if v == nil {
		return -1
	}
	if i, ok := byID[v.Text]; ok {
		return i
	}
	return l.unknownTitled(v, "metric-unknown", l.metricIDs)
}

func (l *loader) metricIDs() []bearer {
	var all []bearer
	for _, m := range l.policy.Metrics {
		all = append(all, bearer{m.ID.Text, m.Title})
	}
	return all
}

// A bearer is something that has an id, and maybe a title. An id is wanted
// where people often write the title.
type bearer struct{ id, title string }

// mostCandidates bounds how many names are compared to find the one meant.
const mostCandidates = 200

// unknownTitled is unknownID where people often write the title of what they
// mean. It returns the index of what bears that title, or -1.
func (l *loader) unknownTitled(v *document.Value, key string, candidates func() []bearer) int {
	if l.full() {
		return -1
	}
	var ids []string
	for i, b := range candidates() {
		if b.title == v.Text && b.id != "" {
			l.report(v.Span, key+".title", "name", v.Text, "id", b.id)
			return i
		}
		ids = append(ids, b.id)
	}
	l.unknownID(v, key, func() []string { return ids })
	return -1
}

// unknownID reports an id that nothing bears, with the one that was meant or
// with all there are.
func (l *loader) unknownID(v *document.Value, key string, candidates func() []string) {
	if l.full() {
		return
	}
	ids := candidates()
	ids = slices.DeleteFunc(slices.Clone(ids[:min(len(ids), mostCandidates)]), func(id string) bool { return id == "" })
	if near := diag.Nearest(v.Text, ids); near != "" {
		d := problem(v.Span, key+".typo", "name", v.Text, "near", near)
		l.problems.Add(mendName(d, v, diag.Sole(v.Text, ids)))
		return
	}
	all := strings.Join(ids[:min(len(ids), mostRelated)], " ")
	if all == "" {
		all = "–"
	}
	l.report(v.Span, key, "name", v.Text, "all", all)
}

// capOrScale reads what a guard does: exactly one of cap and scale.
func (l *loader) capOrScale(t table, g *Guard) {
	g.Cap, g.Scale = t.amount("cap", placeGuard), t.amount("scale", placeGuard)
	switch {
	case t.has("cap") && t.has("scale"):
		l.problems.Add(problem(t.at.Member("scale").Key, "cap-or-scale.both").And(t.at.Member("cap").Key, "other-here"))
	case t.lacks("cap", "scale"):
		l.report(nameOf(g.ID, t), "cap-or-scale", "name", g.ID.Text)
	}
	if cap, plain := constant(g.Cap); plain && cap < 0 {
		v := t.at.Member("cap")
		l.report(v.Span, "number-negative", "key", "cap", "value", v.Text)
	}
	if scale, plain := constant(g.Scale); plain && (scale < 0 || scale > 1) {
		v := t.at.Member("scale")
		l.report(v.Span, "out-of-range", "key", "scale", "value", v.Text, "low", "0", "high", "1")
	}
}

// scoreOrder orders the metrics so that guards read finished scores, and
// reports guards that read each other's in a loop.
func (l *loader) scoreOrder(byID map[string]int) {
	reads := make([][]int, len(l.policy.Metrics))
	for _, g := range l.policy.Guards {
		if g.Metric < 0 {
			continue
		}
		for _, f := range []*formula.Formula{g.When, g.Cap, g.Scale} {
			for _, name := range readsOf(f) {
				if id, ok := scoreOf(name); ok {
					reads[g.Metric] = append(reads[g.Metric], byID[id])
				}
			}
		}
	}
	sorted, loops := order(len(reads), func(i int) []int { return reads[i] })
	l.policy.ScoreOrder = sorted
	for _, loop := range loops {
		l.reportGuardLoop(loop)
	}
}

func readsOf(f *formula.Formula) []string {
	if f == nil {
		return nil
	}
	return f.Reads
}

// scoreOf returns the metric whose score a name is.
func scoreOf(name string) (id string, ok bool) {
	rest, ok := strings.CutPrefix(name, "metrics.")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(rest, ".score")
}

// reportGuardLoop shows where each metric of a loop reads the next one's score.
func (l *loader) reportGuardLoop(loop []int) {
	ring := make([]string, len(loop))
	for k, i := range loop {
		ring[k] = l.policy.Metrics[i].ID.Text
	}
	d := problem(l.reading(loop[0], ring[1%len(ring)]), "guard-cycle", "metric", ring[0], "loop", around(ring))
	if len(loop) == 1 {
		d = problem(l.reading(loop[0], ring[0]), "guard-cycle.own", "metric", ring[0])
	}
	for k := 1; k < min(len(loop), mostRelated); k++ {
		d = d.And(l.reading(loop[k], ring[(k+1)%len(ring)]), "in-loop")
	}
	l.problems.Add(d)
}

// reading returns where the guards of a metric read the score of another.
func (l *loader) reading(metric int, other string) diag.Span {
	for _, g := range l.policy.Metrics[metric].Guards {
		for _, f := range []*formula.Formula{g.When, g.Cap, g.Scale} {
			if n := find(f, "metrics."+other+".score"); n != nil {
				return f.At(n)
			}
		}
	}
	return l.policy.Metrics[metric].ID.Span
}
