// Package mutation asks how much the tests of a policy would notice. It
// changes one number or one operator of the policy at a time and runs the
// tests: a change that no test notices is a mistake that HR could make
// tomorrow without anyone being told.
//
// The method is mutation testing (DeMillo, Lipton, Sayward: Hints on Test Data
// Selection, 1978); the operators are those of a person at a keyboard. Titles,
// anchors and the longest accepted lists are left alone.
package mutation

import (
	"slices"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
)

// An Operator is a kind of change.
type Operator string

// The operators.
const (
	Threshold  Operator = "threshold"  // a number one unit up or down, the unit being its last digit as written
	Bound      Operator = "bound"      // the least or greatest value of an attribute or input, one unit
	Edge       Operator = "edge"       // the lower edge of a band, one unit
	Rate       Operator = "rate"       // the rate of a band, one unit
	Weight     Operator = "weight"     // one unit of weight moved to the next row, so that the sum stands
	Comparison Operator = "comparison" // turned round, made strict or made loose
	Arithmetic Operator = "arithmetic" // + for -, * for /, and the other way round
	Logic      Operator = "logic"      // and for or, and the other way round
	Term       Operator = "term"       // one side of and, or, + and - dropped
	Negation   Operator = "negation"   // a condition negated
	Word       Operator = "word"       // higher for lower, hard for advisory
)

// A Mutant is a policy with one change.
type Mutant struct {
	Operator Operator
	Span     diag.Span // what is changed
	New      string    // what stands there instead
	Name     string    // of the rule it belongs to, dotted: metrics.csat.target
	also     *change   // the other half of a moved weight
}

// A change is bytes put in the place of others.
type change struct {
	span diag.Span
	new  string
}

// Old returns what the mutant changes.
func (m *Mutant) Old() string { return m.Span.Text() }

// Source returns the file with the change made.
func (m *Mutant) Source() *diag.Source {
	all := []change{{m.Span, m.New}}
	if m.also != nil {
		all = append(all, *m.also)
	}
	slices.SortFunc(all, func(a, b change) int { return b.span.Start - a.span.Start })
	out := slices.Clone(m.Span.Source.Bytes)
	for _, c := range all {
		out = slices.Replace(out, c.span.Start, c.span.End, []byte(c.new)...)
	}
	return diag.NewSource(m.Span.Source.Name, out)
}

// Of returns every mutant of a policy, in the order of its file. What the
// policy takes from one that it extends is left to that one.
func Of(p *rules.Policy) []*Mutant {
	b := &breeder{policy: p}
	if root, problems := document.Parse(p.Source, document.DefaultLimits); !problems.HasErrors() {
		b.table(root, way{})
		b.weights(root)
	}
	for _, f := range formulasOf(p) {
		if f.formula != nil && f.formula.At(f.formula.Root).Source == p.Source {
			b.formula(f)
		}
	}
	slices.SortStableFunc(b.all, func(x, y *Mutant) int { return x.Span.Start - y.Span.Start })
	return b.all
}

// A breeder collects the mutants of one policy.
type breeder struct {
	policy *rules.Policy
	all    []*Mutant
}

func (b *breeder) add(op Operator, span diag.Span, to, name string) {
	if span.Text() != to {
		b.all = append(b.all, &Mutant{Operator: op, Span: span, New: to, Name: name})
	}
}
