package rules

import (
	"slices"
	"strings"

	"merit/rules/formula"
)

// unsure returns the metrics that f reads and that may be missing when it
// does: not those it asks for .measured, gives another value by ?? or
// compares with nil.
func (l *loader) unsure(f *formula.Formula) []*formula.Ref {
	var found []*formula.Ref
	walk(f.Root, func(n formula.Node) bool {
		switch n := n.(type) {
		case *formula.Binary:
			return n.Op != formula.Coalesce && !isNil(n.X) && !isNil(n.Y)
		case *formula.Ref:
			if l.mayMiss(n.Name, f.Reads) {
				found = append(found, n)
			}
		}
		return true
	})
	return found
}

// mayMiss reports whether a name is a metric's value or score that need not
// be known, and whose .measured is not among reads.
func (l *loader) mayMiss(name string, reads []string) bool {
	id, ok := strings.CutPrefix(name, "metrics.")
	if !ok {
		return false
	}
	id, ofScore := strings.CutSuffix(id, ".score")
	id, ofValue := strings.CutSuffix(id, ".value")
	if !ofScore && !ofValue || slices.Contains(reads, "metrics."+id+".measured") {
		return false
	}
	i := slices.IndexFunc(l.policy.Metrics, func(m *Metric) bool { return m.ID.Text == id })
	if i < 0 {
		return false
	}
	m := l.policy.Metrics[i]
	filled := ofScore && m.Applies == nil && (m.WhenMissing == Zero || m.WhenMissing == Neutral)
	return !filled && !l.alwaysMeasured(m)
}

// alwaysMeasured reports whether m is measured whatever the facts are. It may
// say no of a metric that is, never yes of one that is not.
func (l *loader) alwaysMeasured(m *Metric) bool {
	sure := m.Applies == nil && m.Share == nil && m.Sample == nil && m.Value != nil && l.certain(m.Value.Root)
	for _, f := range []*formula.Formula{m.Target, m.Score} {
		sure = sure && (f == nil || l.certain(f.Root))
	}
	return sure
}

// certain reports whether n cannot be missing.
func (l *loader) certain(n formula.Node) bool {
	switch n := n.(type) {
	case *formula.NumberLit, *formula.StringLit, *formula.BoolLit, *formula.DateLit:
		return true
	case *formula.Ref:
		return l.certainName(n.Name)
	case *formula.Unary:
		return l.certain(n.X)
	case *formula.Binary:
		switch n.Op {
		case formula.Divide, formula.Remainder:
			d, ok := n.Y.(*formula.NumberLit)
			return ok && d.Value != 0 && l.certain(n.X)
		case formula.Coalesce:
			return l.certain(n.Y)
		}
		return l.certain(n.X) && l.certain(n.Y)
	case *formula.Conditional:
		return l.certain(n.If) && l.certain(n.Then) && l.certain(n.Else)
	case *formula.Call:
		return certainCall[n.Func] && !slices.ContainsFunc(n.Args, func(a formula.Node) bool { return !l.certain(a) })
	}
	return false
}

// certainCall lists the functions that yield something for whatever is given.
var certainCall = map[string]bool{"abs": true, "ceil": true, "floor": true, "round": true, "len": true, "count": true, "filter": true, "map": true, "last": true, "streak": true}

// certainName remembers its answers: formulas read each other again and again.
func (l *loader) certainName(name string) bool {
	sure, known := l.sure[name]
	if !known {
		sure = l.findCertain(name)
		l.sure[name] = sure
	}
	return sure
}

func (l *loader) findCertain(name string) bool {
	if strings.HasPrefix(name, "period.") {
		return true
	}
	switch l.symbols[name].seen {
	case seesParams, seesOwn, seesHistory, seesParts:
		return true // of lists: they are known, whatever their records hold
	case seesInputs:
		i := slices.IndexFunc(l.policy.Inputs, func(f *Field) bool { return f.Name == name })
		return i >= 0 && (l.policy.Inputs[i].Required || l.policy.Inputs[i].Default != nil)
	case seesFormulas:
		i := slices.IndexFunc(l.policy.Formulas, func(f *Named) bool { return f.Name == name })
		return i >= 0 && l.certain(l.policy.Formulas[i].Formula.Root)
	}
	return false
}

func isNil(n formula.Node) bool {
	_, ok := n.(*formula.NilLit)
	return ok
}

// find returns the first place where f reads name, or nil.
func find(f *formula.Formula, name string) formula.Node {
	if f == nil {
		return nil
	}
	var found formula.Node
	walk(f.Root, func(n formula.Node) bool {
		if r, ok := n.(*formula.Ref); ok && r.Name == name && found == nil {
			found = n
		}
		return found == nil
	})
	return found
}

// walk visits n and, where visit says so, what is below it.
func walk(n formula.Node, visit func(formula.Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	switch n := n.(type) {
	case *formula.Unary:
		walk(n.X, visit)
	case *formula.Binary:
		walk(n.X, visit)
		walk(n.Y, visit)
	case *formula.In:
		walk(n.X, visit)
	case *formula.Conditional:
		walk(n.If, visit)
		walk(n.Then, visit)
		walk(n.Else, visit)
	case *formula.Call:
		for _, a := range n.Args {
			walk(a, visit)
		}
		walk(n.Each, visit)
	}
}
