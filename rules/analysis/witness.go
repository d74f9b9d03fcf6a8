package analysis

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"merit/rules"
	"merit/rules/formula"
)

// valuesOf lists values of an attribute that tell apart all that two
// conditions say of it, within what both policies declare.
func (p *pass) valuesOf(o *pass, name string) attribute {
	a := attribute{name: name}
	f, g := attributeOf(p.Policy, name), attributeOf(o.Policy, name)
	if f == nil {
		f = g
	}
	if f == nil {
		return a
	}
	if g == nil {
		g = f
	}
	switch f.Type.Kind {
	case formula.Number, formula.Integer:
		a.numbers(literalNumbers(name, p, o), ofField(f, true).number, ofField(g, true).number)
	case formula.String:
		a.texts(literalWords(name, p, o), ofField(f, true).words, ofField(g, true).words)
	case formula.Boolean:
		a.add(domain{truth: True}, "true")
		a.add(domain{truth: False}, "false")
	default:
		return a
	}
	a.add(domain{number: unknown(true), truth: Undecided, words: []string{}, missing: true}, "nil")
	return a
}

func (a *attribute) add(d domain, shown string) {
	a.values, a.shown = append(a.values, d), append(a.shown, shown)
}

func attributeOf(p *rules.Policy, name string) *rules.Field {
	for _, f := range p.Attributes {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// numbers adds each number that is compared with, and one on either side.
func (a *attribute) numbers(compared []float64, f, g Range) {
	within := f.clipped(g.Low, g.High)
	within.Missing = false
	whole := f.Whole || g.Whole
	candidates := []float64{within.Low, within.High, 0}
	slices.Sort(compared)
	for i, x := range compared {
		candidates = append(candidates, x, x-1, x+1)
		if i > 0 && !whole {
			candidates = append(candidates, (compared[i-1]+x)/2)
		}
	}
	slices.SortFunc(candidates, func(x, y float64) int { return cmp.Or(cmp.Compare(math.Abs(x), math.Abs(y)), cmp.Compare(y, x)) })
	for _, x := range slices.Compact(candidates) {
		if x >= within.Low && x <= within.High && (!whole || x == float64(int64(x))) {
			a.add(domain{number: Range{Low: x, High: x, Whole: whole}}, strconv.FormatFloat(x, 'f', -1, 64))
		}
	}
}

// texts adds each word that is compared with, and one that is none of them.
func (a *attribute) texts(compared, f, g []string) {
	allowed := func(word string) bool {
		return (f == nil || slices.Contains(f, word)) && (g == nil || slices.Contains(g, word))
	}
	candidates := slices.Concat(compared, f, g)
	other := "…"
	for slices.Contains(candidates, other) {
		other += "…"
	}
	candidates = append(candidates, other)
	slices.Sort(candidates)
	for _, word := range slices.Compact(candidates) {
		if allowed(word) {
			a.add(domain{words: []string{word}}, strconv.Quote(word))
		}
	}
}

// literalNumbers lists the numbers that conditions compare an attribute with.
func literalNumbers(name string, all ...*pass) []float64 {
	var found []float64
	compared(name, all, func(n formula.Node) {
		switch n := n.(type) {
		case *formula.NumberLit:
			found = append(found, n.Value)
		case *formula.Unary:
			if x, ok := n.X.(*formula.NumberLit); ok {
				found = append(found, -x.Value)
			}
		}
	})
	return found
}

func literalWords(name string, all ...*pass) []string {
	var found []string
	compared(name, all, func(n formula.Node) {
		if s, ok := n.(*formula.StringLit); ok {
			found = append(found, s.Value)
		}
	})
	return found
}

// compared visits what conditions compare an attribute with.
func compared(name string, all []*pass, visit func(formula.Node)) {
	for _, p := range all {
		if p.Applies == nil {
			continue
		}
		walk(p.Applies.Root, func(n formula.Node) bool {
			switch n := n.(type) {
			case *formula.Binary:
				if variable(n.X) == name {
					visit(n.Y)
				}
				if variable(n.Y) == name {
					visit(n.X)
				}
			case *formula.In:
				if variable(n.X) == name {
					for _, item := range n.Set {
						visit(item)
					}
				}
			}
			return true
		})
	}
}
