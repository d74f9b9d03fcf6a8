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
}

// formulasOf returns every formula of a policy; those that it does not have
// are nil.
func formulasOf(p *rules.Policy) []placed {
	all := []placed{{p.Applies, true}}
	for _, c := range p.Checks {
		all = append(all, placed{c.That, true})
	}
	for _, f := range p.Formulas {
		all = append(all, placed{f.Formula, false})
	}
	for _, m := range p.Metrics {
		all = append(all, ofMetric(m)...)
	}
	for _, a := range p.Adjustments {
		all = append(all, placed{a.Points, false}, placed{a.When, true})
	}
	for _, v := range p.Vetoes {
		all = append(all, placed{v.When, true})
	}
	for _, pay := range p.Payouts {
		all = append(all, placed{pay.Amount, false})
	}
	for _, o := range p.Outcomes {
		all = append(all, placed{o.When, true})
	}
	return all
}

func ofMetric(m *rules.Metric) []placed {
	all := []placed{{m.Applies, true}, {m.Value, false}, {m.Score, false}, {m.Target, false}}
	if s := m.Share; s != nil {
		all = append(all, placed{s.Part, false}, placed{s.Whole, false}, placed{s.Of, false}, placed{s.Where, true})
	}
	if m.Sample != nil {
		all = append(all, placed{m.Sample.Size, false})
	}
	if m.Extra != nil {
		all = append(all, placed{m.Extra.At, false})
	}
	for _, g := range m.Guards {
		all = append(all, placed{g.When, true}, placed{g.Cap, false}, placed{g.Scale, false})
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
		b.replace(f.formula, Negation, whole, "not ("+f.formula.Source.Text+")")
	}
	b.node(f.formula, f.formula.Root)
}

func (b *breeder) node(f *formula.Formula, n formula.Node) {
	switch n := n.(type) {
	case *formula.NumberLit:
		b.units(Threshold, f.At(n))
	case *formula.Unary:
		if n.Op == formula.Not {
			b.replace(f, Negation, n.Range(), "("+f.Text(n.X)+")")
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

func (b *breeder) binary(f *formula.Formula, n *formula.Binary) {
	x, y := n.X.Range(), n.Y.Range()
	if x.End > y.Start { // 1 < x < 5, whose middle both share
		b.node(f, n.X)
		b.node(f, n.Y)
		return
	}
	b.node(f, n.X)
	if at := strings.Index(f.Source.Text[x.End:y.Start], n.Op.String()); at >= 0 {
		from := x.End + at
		for _, op := range instead[n.Op] {
			b.replace(f, operatorOf(n.Op), formula.Range{Start: from, End: from + len(n.Op.String())}, op)
		}
	}
	switch n.Op {
	case formula.And, formula.Or, formula.Add, formula.Subtract:
		b.replace(f, Term, n.Range(), "("+f.Text(n.X)+")")
		if n.Op != formula.Subtract {
			b.replace(f, Term, n.Range(), "("+f.Text(n.Y)+")")
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
func (b *breeder) replace(f *formula.Formula, op Operator, at formula.Range, to string) {
	b.add(op, f.Source.Locate(at.Start, at.End), to)
}
