package analysis

import (
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/formula"
)

var conditionLints = []*Lint{
	{
		Code: "condition-never", Severity: diag.Warning, Since: "0.1",
		Before: "exam = { type = \"number\", min = 0, max = 100 }\n# …\nwhen = 'exam > 100'",
		After:  "when = 'exam >= 95'",
		find:   func(p *pass) { p.conditions(Truth.Never) },
	},
	{
		Code: "condition-always", Severity: diag.Warning, Since: "0.1",
		Before: "complaints = { type = \"integer\", min = 0 }\n# …\nwhen = 'complaints >= 0'",
		After:  "when = 'complaints >= 1'",
		find:   func(p *pass) { p.conditions(Truth.Always) },
	},
	{
		Code: "may-divide-by-zero", Severity: diag.Info, Since: "0.1",
		Before: "when = 'errors / audits > 0.05'",
		After:  "when = 'errors / audits > 0.05'\nwhen_undecided = \"pass\"                # nothing audited: nothing found",
		find:   findDivisions,
	},
}

// A site is a condition and where it stands.
type site struct {
	kind, id string
	when     *formula.Formula
	world    *World
}

func (p *pass) sites() []site {
	w := p.world
	all := []site{{"policy", p.ID.Text, p.Applies, w}}
	for _, c := range p.Checks {
		all = append(all, site{"check", c.Message, c.That, w})
	}
	for _, m := range p.Metrics {
		all = append(all, site{"metric", m.ID.Text, m.Applies, w})
	}
	for _, g := range p.Guards {
		all = append(all, site{"guard", g.ID.Text, g.When, w})
	}
	for _, a := range p.Adjustments {
		all = append(all, site{"adjustment", a.ID.Text, a.When, w})
	}
	for _, v := range p.Vetoes {
		all = append(all, site{"veto", v.ID.Text, v.When, w})
	}
	for _, o := range p.Outcomes {
		beside := w
		if o.Kind == rules.Reward && !o.DespiteVeto { // not given to the vetoed
			beside = w.knowing("vetoed", domain{truth: False})
		}
		all = append(all, site{"outcome", o.ID.Text, o.When, beside})
	}
	return all
}

// conditions reports those that are always, or never, true. One that is
// written true or false is meant so.
func (p *pass) conditions(certain func(Truth) bool) {
	for _, s := range p.sites() {
		if s.when == nil || !p.own(s.when.At(s.when.Root)) {
			continue
		}
		if _, plain := s.when.Root.(*formula.BoolLit); plain {
			continue
		}
		switch t := s.world.Condition(s.when.Root); {
		case certain(t):
			p.report(s.when.At(s.when.Root), s.kind, "id", s.id, "known", p.known(s.when))
		case !t.Always() && !t.Never():
			p.parts(s, s.when.Root, certain)
		}
	}
}

// parts reports the sides of and and or that decide nothing.
func (p *pass) parts(s site, n formula.Node, certain func(Truth) bool) {
	b, ok := n.(*formula.Binary)
	if !ok || b.Op != formula.And && b.Op != formula.Or {
		return
	}
	for _, side := range []formula.Node{b.X, b.Y} {
		_, plain := side.(*formula.BoolLit)
		if !plain && certain(s.world.Condition(side)) {
			p.report(s.when.At(side), "part", "text", s.when.Text(side), "known", p.known(s.when))
			continue
		}
		p.parts(s, side, certain)
	}
}

// findDivisions looks where a missing number holds the whole evaluation and
// nothing says what else to do (SEMANTICS B7).
func findDivisions(p *pass) {
	for _, v := range p.Vetoes {
		if v.WhenUndecided == rules.UndecidedHolds && v.Enforcement != rules.Advisory {
			p.divisions(v.When)
		}
	}
	for _, g := range p.Guards {
		if g.WhenUndecided == rules.UndecidedHolds {
			p.divisions(g.When)
		}
	}
	for _, a := range p.Adjustments {
		if a.WhenUndecided == rules.UndecidedHolds {
			p.divisions(a.When)
			p.divisions(a.Points)
		}
	}
	for _, pay := range p.Payouts {
		p.divisions(pay.Amount)
	}
}

// divisions reports where a formula divides by what can be 0, itself or
// through a formula that it reads.
func (p *pass) divisions(f *formula.Formula) {
	if f == nil {
		return
	}
	p.dividing(f, f.Root, p.world, func(at formula.Node, through, divisor string) {
		switch span := f.At(at); {
		case !p.own(span):
		case through != "":
			p.report(span, "formula", "name", through, "divisor", divisor)
		default:
			p.report(span, "", "divisor", divisor)
		}
	})
}

// dividing walks a formula and knows, behind a condition, what it says.
func (p *pass) dividing(f *formula.Formula, n formula.Node, w *World, say func(at formula.Node, through, divisor string)) {
	switch n := n.(type) {
	case *formula.Ref:
		if divisor := p.divisor(n.Name, w); divisor != "" {
			say(n, n.Name, divisor)
		}
	case *formula.Binary:
		switch n.Op {
		case formula.Coalesce:
			return // says what else to take
		case formula.And, formula.Or:
			p.dividing(f, n.X, w, say)
			p.dividing(f, n.Y, w.assume(n.X, n.Op == formula.And), say)
			return
		case formula.Divide, formula.Remainder:
			if w.Number(n.Y).hasZero() {
				say(n.Y, "", f.Text(n.Y))
			}
		}
	case *formula.Conditional:
		p.dividing(f, n.If, w, say)
		p.dividing(f, n.Then, w.assume(n.If, true), say)
		p.dividing(f, n.Else, w.assume(n.If, false), say)
		return
	case *formula.Call:
		for _, a := range n.Args {
			p.dividing(f, a, w, say)
		}
		return // what a predicate cannot decide is skipped, not missing
	}
	for _, child := range children(n) {
		p.dividing(f, child, w, say)
	}
}

// divisor returns what a formula of [formulas] divides by that can be 0, or "".
func (p *pass) divisor(name string, w *World) string {
	first := ""
	if f := p.formulaOf(name); f != nil {
		p.dividing(f.Formula, f.Formula.Root, w, func(_ formula.Node, _, divisor string) {
			if first == "" {
				first = divisor
			}
		})
	}
	return first
}
