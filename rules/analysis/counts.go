package analysis

import (
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/formula"
)

var countLints = []*Lint{
	{
		Code: "ratio-not-percent", Severity: diag.Warning, Since: "0.1",
		Before: "value  = 'resolved / closed'\ntarget = 95",
		After:  "share  = { part = 'resolved', whole = 'closed' }\ntarget = 95",
		find: func(p *pass) {
			for _, m := range p.Metrics {
				if mistaken(p, m) && p.own(m.Value.At(m.Value.Root)) {
					p.report(m.Value.At(m.Value.Root), "", "metric", m.ID.Text, "value", m.Value.Source.Text, "target", m.Target.Source.Text)
				}
			}
		},
	},
	{
		Code: "count-of-unknown", Severity: diag.Info, Since: "0.1",
		Before: "value = 'count(calls, .rating >= 4) / len(calls) * 100'   # calls without a rating count as bad",
		After:  "share = { of = \"calls\", where = '.rating >= 4' }           # only calls with a rating",
		find:   findCounts,
	},
}

// mistaken reports whether a metric is a fraction of two counts, at most 1,
// held against a target in percent.
func mistaken(p *pass, m *rules.Metric) bool {
	if m.Value == nil || m.Target == nil || m.Score != nil {
		return false
	}
	b, ok := m.Value.Root.(*formula.Binary)
	if !ok || b.Op != formula.Divide || !counted(p.resolved(b.X)) || !counted(p.resolved(b.Y)) {
		return false
	}
	target := p.world.Number(m.Target.Root)
	if !target.Known() || target.Low <= 1.5 || target.High > 100 {
		return false
	}
	return m.Unit == "%" || p.world.Number(b).High < 1.1 || sameList(p.resolved(b.X), p.resolved(b.Y))
}

func counted(n formula.Node) bool {
	c, ok := n.(*formula.Call)
	return ok && (c.Func == "count" || c.Func == "len") || n.Type().Kind == formula.Integer && variable(n) != ""
}

// sameList reports whether x counts some of the list whose length is y.
func sameList(x, y formula.Node) bool {
	a, ok := x.(*formula.Call)
	b, too := y.(*formula.Call)
	if !ok || !too || a.Func != "count" || b.Func != "len" {
		return false
	}
	l, r := variable(a.Args[0]), variable(b.Args[0])
	return l != "" && l == r
}

// findCounts reports a count divided by the length of the same list where the
// counting reads what can be missing.
func findCounts(p *pass) {
	look := func(f *formula.Formula) {
		walk(f.Root, func(n formula.Node) bool {
			b, ok := n.(*formula.Binary)
			if !ok || b.Op != formula.Divide || !sameList(p.resolved(b.X), p.resolved(b.Y)) {
				return true
			}
			call := p.resolved(b.X).(*formula.Call)
			of := p.world.list(call.Args[0])
			if field := missingField(call.Each, of); field != "" && p.own(f.At(b.Y)) {
				p.report(f.At(b.Y), "", "field", field, "list", variable(call.Args[0]))
			}
			return true
		})
	}
	for _, f := range p.Formulas {
		look(f.Formula)
	}
	for _, f := range p.formulas() {
		look(f)
	}
}

// missingField returns a field that a predicate reads and that may be missing.
func missingField(each formula.Node, of *list) string {
	found := ""
	if each == nil {
		return found
	}
	walk(each, func(n formula.Node) bool {
		if b, ok := n.(*formula.Binary); ok && (b.Op == formula.Coalesce || isNil(b.X) || isNil(b.Y)) {
			return false
		}
		if e, ok := n.(*formula.ElementField); ok && found == "" {
			if d := of.items["."+e.Name]; d.missing || d.number.Missing && e.Type().Numeric() || e.Type().Kind == formula.Boolean && d.truth.Can(Undecided) {
				found = e.Name
			}
		}
		return true
	})
	return found
}
