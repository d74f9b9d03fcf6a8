package suite

import (
	"slices"
	"strings"

	"merit/rules"
	"merit/rules/formula"
)

// mayMiss reports whether a formula may come to nothing, as far as can be told
// from what it reads and divides. It decides only what coverage asks for.
func mayMiss(p *rules.Policy, f *formula.Formula) bool {
	return f != nil && (slices.ContainsFunc(f.Reads, func(name string) bool { return optional(p, name) }) || empties(f.Root))
}

// optional reports whether a name may stand for nothing.
func optional(p *rules.Policy, name string) bool {
	if strings.HasPrefix(name, "metrics.") || name == "history" || name == "parts" {
		return true
	}
	for _, f := range p.Attributes {
		if f.Name == name {
			return true
		}
	}
	for _, f := range p.Inputs {
		if f.Name == name {
			return !f.Required && f.Default == nil
		}
	}
	for _, f := range p.Formulas {
		if f.Name == name {
			return mayMiss(p, f.Formula)
		}
	}
	return false
}

// empties reports whether a part of a formula may come to nothing although
// everything it reads is there: a division, the mean of an empty list.
func empties(n formula.Node) bool {
	switch n := n.(type) {
	case *formula.NilLit:
		return true
	case *formula.Unary:
		return empties(n.X)
	case *formula.Binary:
		if n.Op == formula.Coalesce {
			return empties(n.Y)
		}
		if n.Op == formula.Divide || n.Op == formula.Remainder {
			if d, constant := n.Y.(*formula.NumberLit); !constant || d.Value == 0 {
				return true
			}
		}
		return empties(n.X) || empties(n.Y)
	case *formula.In:
		return empties(n.X)
	case *formula.Conditional:
		return empties(n.If) || empties(n.Then) || empties(n.Else)
	case *formula.Call:
		if slices.Contains([]string{"mean", "median", "percentile", "weighted_mean", "nps", "last"}, n.Func) {
			return true
		}
		if (n.Func == "min" || n.Func == "max") && len(n.Args) == 1 {
			return true
		}
		return slices.ContainsFunc(n.Args, empties)
	}
	return false
}

// unmeasurable reports whether a metric can be without a value.
func unmeasurable(p *rules.Policy, m *rules.Metric) bool {
	return m.Share != nil || m.Raters != nil || m.Sample != nil || mayMiss(p, m.Value) || mayMiss(p, m.Target) || mayMiss(p, m.Score)
}
