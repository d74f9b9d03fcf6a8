package rules

import (
	"maps"
	"slices"
	"strings"

	"merit/rules/calendar"
	"merit/rules/document"
	"merit/rules/formula"
	"merit/rules/text"
)

var partsKeys = []string{"policy", "need"}

// parts reads [parts]: the policy of shorter periods whose evaluations this
// one rolls up.
func (l *loader) parts(root table) {
	v := root.section("parts")
	if v == nil {
		if root.has("parts") {
			l.policy.Parts = &Parts{} // wrong and said to be
		}
		return
	}
	t := l.table(v)
	p := &Parts{Span: v.Span}
	l.policy.Parts = p
	p.Policy = t.needText("policy")
	l.rolledUp(p)
	most := max(p.Count, 1)
	if p.Count == 0 { // not known: the largest there is keeps need quiet
		most = 12
	}
	p.Need = t.wholeIn("need", 1, int64(most), p.Count)
	l.belongs(t, partsKeys, "parts", rootKeys, "")
	t.Done()
}

// rolledUp finds the policy that is rolled up. All its versions count: which
// was in force, each part says by what it holds.
func (l *loader) rolledUp(p *Parts) {
	if strings.TrimSpace(p.Policy.Text) == "" {
		return
	}
	versions := l.others.byID[p.Policy.Text]
	if versions == nil {
		l.unknownID(&document.Value{Kind: document.String, Text: p.Policy.Text, Span: p.Policy.Span}, "parts-policy", func() []string { return l.others.ids })
		return
	}
	var metrics, grades []string
	for _, o := range versions {
		if !l.shorter(p, o) {
			return
		}
		metrics, grades = union(metrics, o.metrics), union(grades, o.grades)
	}
	p.Count = p.Length.Per(l.policy.Period)
	p.Type = evaluations(metrics, grades, -1, p.Count)
}

// shorter reports whether a version's periods can be parts of this policy's,
// all versions' alike. A period that cannot be read is reported elsewhere.
func (l *loader) shorter(p *Parts, o *outline) bool {
	var key string
	switch {
	case l.policy.Period == "":
		return false
	case !slices.Contains(calendar.Lengths, o.length):
		if o.beside { // nobody else reads it
			l.report(p.Policy.Span, "parts-length.unknown", "id", p.Policy.Text)
		}
		return false
	case o.length.Per(l.policy.Period) == 0:
		key = "parts-length"
	case p.Length != "" && p.Length != o.length:
		key = "parts-length.mixed"
	default:
		p.Length = o.length
		return true
	}
	d := problem(p.Policy.Span, key, "id", p.Policy.Text, "length", string(o.length), "ours", string(l.policy.Period), "other", string(p.Length))
	l.problems.Add(d.And(o.at, "parts-period"))
	return false
}

func union(all, more []string) []string {
	for _, name := range more {
		all = withOrWithout(all, name, nil)
	}
	return all
}

// pooled reads share = { pooled = "id" }: part and whole of a share of the
// parts, summed over them (SEMANTICS E1).
func (l *loader) pooled(t table, s *Share) {
	v := t.Need("pooled", document.String)
	if v == nil {
		return
	}
	s.Pooled = textOf(v)
	parts := l.policy.Parts
	switch {
	case parts == nil:
		l.report(v.Span, "pooled-parts")
		return
	case parts.Type == nil: // reported there
		return
	}
	var metrics []string
	titles := map[string]string{}
	for _, o := range l.others.byID[parts.Policy.Text] {
		metrics = union(metrics, o.metrics)
		maps.Copy(titles, o.titles)
		if slices.Contains(o.metrics, v.Text) && !o.shares[v.Text] {
			l.report(v.Span, "pooled-share", "name", v.Text, "id", parts.Policy.Text)
			return
		}
	}
	if !slices.Contains(metrics, v.Text) {
		l.unknownTitled(v, "pooled-metric", func() (all []bearer) {
			for _, id := range metrics {
				all = append(all, bearer{id, titles[id]})
			}
			return all
		})
		return
	}
	s.PartColumn, _ = parts.Type.Elem.Field("metrics." + v.Text + ".part")
	s.WholeColumn, _ = parts.Type.Elem.Field("metrics." + v.Text + ".whole")
	l.costs = append(l.costs, spent{2 * parts.Count, v.Span})
}

// withoutParts hides parts from the formulas of a policy that rolls up none.
func (l *loader) withoutParts(s *formula.Scope) {
	if parts := s.Symbols["parts"]; l.policy.Parts == nil && parts.Hidden.IsZero() {
		parts.Hidden = text.Say("hidden.parts")
		s.Symbols["parts"] = parts
	}
}
