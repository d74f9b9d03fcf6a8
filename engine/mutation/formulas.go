package mutation

import (
	"strings"

	"merit/rules"
	"merit/rules/formula"
)

// A placed formula is a formula of a policy; one that is a condition can be
// negated as a whole.
type placed struct {
	formula   *formula.Formula
	condition bool
	name      string // of where it stands: vetoes.compliance.when
}

// formulasOf returns every formula of a policy; those that it does not have
// are nil.
func formulasOf(p *rules.Policy) []placed {
	all := []placed{{p.Applies, true, "policy.applies"}}
	for _, c := range p.Checks {
		all = append(all, placed{c.That, true, "checks.that"})
	}
	for _, f := range p.Formulas {
		all = append(all, placed{f.Formula, false, "formulas." + f.Name})
	}
	for _, m := range p.Metrics {
		all = append(all, ofMetric(m)...)
	}
	for _, a := range p.Adjustments {
		at := "adjustments." + a.ID.Text
		all = append(all, placed{a.Points, false, at + ".points"}, placed{a.When, true, at + ".when"})
	}
	for _, v := range p.Vetoes {
		all = append(all, placed{v.When, true, "vetoes." + v.ID.Text + ".when"})
	}
	for _, pay := range p.Payouts {
		all = append(all, placed{pay.Amount, false, "payouts." + pay.ID.Text + ".amount"})
	}
	for _, o := range p.Outcomes {
		all = append(all, placed{o.When, true, "outcomes." + o.ID.Text + ".when"})
	}
	return all
}

func ofMetric(m *rules.Metric) []placed {
	at := "metrics." + m.ID.Text
	all := []placed{{m.Applies, true, at + ".applies"}, {m.Value, false, at + ".value"}, {m.Score, false, at + ".score"}, {m.Target, false, at + ".target"}}
	if s := m.Share; s != nil {
		at := at + ".share"
		all = append(all, placed{s.Part, false, at + ".part"}, placed{s.Whole, false, at + ".whole"}, placed{s.Of, false, at + ".of"}, placed{s.Where, true, at + ".where"})
	}
	if m.Sample != nil {
		all = append(all, placed{m.Sample.Size, false, at + ".sample.size"})
	}
	if m.Extra != nil {
		all = append(all, placed{m.Extra.At, false, at + ".extra.at"})
	}
	for _, g := range m.Guards {
		at := "guards." + g.ID.Text
		all = append(all, placed{g.When, true, at + ".when"}, placed{g.Cap, false, at + ".cap"}, placed{g.Scale, false, at + ".scale"})
	}
	return all
}

// formula changes each number and operator of f. A number that stands for a
// whole formula is not written as one and is changed where values are.
func (b *breeder) formula(f placed) {
	if _, bare := f.formula.Root.(*formula.NumberLit); bare {
		return
	}
	if f.condition {
		whole := formula.Range{Start: 0, End: len(f.formula.Source.Text)}
		b.replace(f, Negation, whole, "not ("+f.formula.Source.Text+")")
	}
	b.node(f, f.formula.Root)
}

func (b *breeder) node(f placed, n formula.Node) {
	switch n := n.(type) {
	case *formula.NumberLit:
		b.units(Threshold, f.formula.At(n), f.name)
	case *formula.Unary:
		if n.Op == formula.Not {
			b.replace(f, Negation, n.Range(), "("+f.formula.Text(n.X)+")")
		}
		b.node(f, n.X)
	case *formula.Binary:
		b.binary(f, n)
	case *formula.In:
		b.node(f, n.X)
		for _, item := range n.Set {
			b.node(f, item)
		}
	case *formula.Conditional:
		b.node(f, n.If)
		b.node(f, n.Then)
		b.node(f, n.Else)
	case *formula.Call:
		for _, arg := range n.Args {
			b.node(f, arg)
		}
		if n.Each != nil {
			b.node(f, n.Each)
		}
	case *formula.ListLit:
		for _, item := range n.Items {
			b.node(f, item)
		}
	}
}

// instead lists what may stand in the place of an operator.
var instead = map[formula.Op][]string{
	formula.Less: {"<=", ">"}, formula.LessEqual: {"<", ">="}, formula.Greater: {">=", "<"}, formula.GreaterEqual: {">", "<="},
	formula.Equal: {"!="}, formula.NotEqual: {"=="},
	formula.Add: {"-"}, formula.Subtract: {"+"}, formula.Multiply: {"/"}, formula.Divide: {"*"},
	formula.And: {"or"}, formula.Or: {"and"},
}

func (b *breeder) binary(f placed, n *formula.Binary) {
	x, y := n.X.Range(), n.Y.Range()
	if x.End > y.Start { // 1 < x < 5, whose middle both share
		b.node(f, n.X)
		b.node(f, n.Y)
		return
	}
	b.node(f, n.X)
	if at := strings.Index(f.formula.Source.Text[x.End:y.Start], n.Op.String()); at >= 0 {
		from := x.End + at
		for _, op := range instead[n.Op] {
			b.replace(f, operatorOf(n.Op), formula.Range{Start: from, End: from + len(n.Op.String())}, op)
		}
	}
	switch n.Op {
	case formula.And, formula.Or, formula.Add, formula.Subtract:
		b.replace(f, Term, n.Range(), "("+f.formula.Text(n.X)+")")
		if n.Op != formula.Subtract {
			b.replace(f, Term, n.Range(), "("+f.formula.Text(n.Y)+")")
		}
	}
	b.node(f, n.Y)
}

func operatorOf(op formula.Op) Operator {
	switch op {
	case formula.And, formula.Or:
		return Logic
	case formula.Add, formula.Subtract, formula.Multiply, formula.Divide:
		return Arithmetic
	}
	return Comparison
}

// replace writes to in the place of part of f.
func (b *breeder) replace(f placed, op Operator, at formula.Range, to string) {
	b.add(op, f.formula.Source.Locate(at.Start, at.End), to, f.name)
}
