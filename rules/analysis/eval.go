package analysis

import (
	"merit/rules/formula"
)

// A World is what every name can be. Worlds are immutable; one in which more
// is known stands before the one it was made from.
type World struct {
	names  map[string]domain
	beyond *World
	least  map[[2]string]bool // whole numbers of which the first is never more than the second
}

func (w *World) find(name string) (domain, bool) {
	for ; w != nil; w = w.beyond {
		if d, ok := w.names[name]; ok {
			return d, true
		}
	}
	return domain{}, false
}

// with returns w with what is known of more names.
func (w *World) with(names map[string]domain) *World {
	return &World{names: names, beyond: w, least: w.least}
}

func (w *World) knowing(name string, d domain) *World {
	return w.with(map[string]domain{name: d})
}

func (w *World) name(name string, t *formula.Type) domain {
	if d, ok := w.find(name); ok {
		return d
	}
	d := ofType(t, true)
	d.number = anything
	return d
}

// Number returns what a node that yields a number can be.
func (w *World) Number(n formula.Node) Range {
	switch n := n.(type) {
	case *formula.NumberLit:
		return exactly(n.Value)
	case *formula.NilLit:
		return unknown(true)
	case *formula.Ref:
		return w.name(n.Name, n.Type()).number
	case *formula.Element:
		return w.name("#", n.Type()).number
	case *formula.ElementField:
		return w.name("."+n.Name, n.Type()).number
	case *formula.Unary:
		return w.Number(n.X).negated()
	case *formula.Binary:
		return w.arithmetic(n)
	case *formula.Conditional:
		return choose(w, n, unknown(true), (*World).Number, Range.union)
	case *formula.Call:
		return w.numberCall(n)
	}
	return anything
}

func (w *World) arithmetic(n *formula.Binary) Range {
	x, y := w.Number(n.X), w.Number(n.Y)
	switch n.Op {
	case formula.Add:
		return x.plus(y)
	case formula.Subtract:
		return x.plus(y.negated())
	case formula.Multiply:
		return x.times(y)
	case formula.Divide:
		return w.partOf(n.X, n.Y, x.over(y))
	case formula.Remainder:
		return x.remainder(y)
	case formula.Coalesce:
		if !x.Missing {
			return x
		}
		x.Missing = false
		both := x.union(y)
		both.Missing = y.Missing
		return both
	}
	return anything
}

// partOf bounds a quotient of whole numbers by a check which says that the
// one is never more than the other.
func (w *World) partOf(x, y formula.Node, q Range) Range {
	a, ok := x.(*formula.Ref)
	b, too := y.(*formula.Ref)
	if !ok || !too || !w.least[[2]string{a.Name, b.Name}] || w.Number(x).Low < 0 || w.Number(y).Low < 0 {
		return q
	}
	return q.clipped(0, 1+1e-12)
}

// choose is what a conditional can be: each branch where its side is true,
// and missing where the condition is undecided (SEMANTICS B3).
func choose[T any](w *World, n *formula.Conditional, missing T, of func(*World, formula.Node) T, union func(T, T) T) T {
	var all []T
	t := w.Condition(n.If)
	if t.Can(True) {
		all = append(all, of(w.assume(n.If, true), n.Then))
	}
	if t.Can(False) {
		all = append(all, of(w.assume(n.If, false), n.Else))
	}
	if t.Can(Undecided) || len(all) == 0 {
		all = append(all, missing)
	}
	found := all[0]
	for _, more := range all[1:] {
		found = union(found, more)
	}
	return found
}

// Condition returns what a node that yields a truth value can be.
func (w *World) Condition(n formula.Node) Truth {
	switch n := n.(type) {
	case *formula.BoolLit:
		return only(True, n.Value) | only(False, !n.Value)
	case *formula.NilLit:
		return Undecided
	case *formula.Ref:
		return w.name(n.Name, n.Type()).truth
	case *formula.Element:
		return w.name("#", n.Type()).truth
	case *formula.ElementField:
		return w.name("."+n.Name, n.Type()).truth
	case *formula.Unary:
		return w.Condition(n.X).not()
	case *formula.Binary:
		return w.logic(n)
	case *formula.In:
		return w.membership(n)
	case *formula.Conditional:
		return choose(w, n, Undecided, (*World).Condition, func(a, b Truth) Truth { return a | b })
	case *formula.Call:
		return w.quantifier(n)
	}
	return True | False | Undecided
}

func (w *World) logic(n *formula.Binary) Truth {
	switch n.Op {
	case formula.And:
		return both(w.Condition(n.X), w.Condition(n.Y), w.assume(n.X, true).Condition(n.Y))
	case formula.Or:
		x, y := w.Condition(n.X).not(), w.Condition(n.Y).not()
		return both(x, y, w.assume(n.X, false).Condition(n.Y).not()).not()
	case formula.Coalesce:
		return otherwise(w.Condition(n.X), w.Condition(n.Y))
	case formula.NotEqual:
		return w.same(n.X, n.Y).not()
	case formula.Equal:
		return w.same(n.X, n.Y)
	}
	if n.X.Type().Numeric() && n.Y.Type().Numeric() {
		return compare(n.Op, w.Number(n.X), w.Number(n.Y))
	}
	return True | False | only(Undecided, w.mayMiss(n.X) || w.mayMiss(n.Y))
}

// same is what == can be; against nil it is always decided.
func (w *World) same(a, b formula.Node) Truth {
	if isNil(b) {
		return w.unknown(a)
	}
	if isNil(a) {
		return w.unknown(b)
	}
	switch {
	case a.Type().Numeric() && b.Type().Numeric():
		return equal(w.Number(a), w.Number(b))
	case a.Type().Kind == formula.String && b.Type().Kind == formula.String:
		return sameWord(w.text(a), w.text(b))
	}
	return True | False | only(Undecided, w.mayMiss(a) || w.mayMiss(b))
}

// unknown is what n == nil can be.
func (w *World) unknown(n formula.Node) Truth {
	return only(True, w.mayMiss(n)) | only(False, !w.mustMiss(n))
}

// mayMiss reports whether n can be missing or undecided.
func (w *World) mayMiss(n formula.Node) bool {
	switch n.Type().Kind {
	case formula.Number, formula.Integer:
		return w.Number(n).Missing
	case formula.Boolean:
		return w.Condition(n).Can(Undecided)
	case formula.List:
		return w.list(n).missing
	case formula.String, formula.Date, formula.Time:
		return w.text(n).missing
	}
	return true
}

// mustMiss reports whether n is surely missing.
func (w *World) mustMiss(n formula.Node) bool {
	switch n.Type().Kind {
	case formula.Number, formula.Integer:
		return !w.Number(n).Known()
	case formula.Boolean:
		return w.Condition(n)&(True|False) == 0
	}
	return false
}

func isNil(n formula.Node) bool {
	_, ok := n.(*formula.NilLit)
	return ok
}

// membership is x in [literals].
func (w *World) membership(n *formula.In) Truth {
	numeric := n.X.Type().Numeric()
	found := False
	for i, item := range n.Set {
		var t Truth
		if numeric {
			t = equal(w.Number(n.X), w.Number(item))
		} else {
			t = sameWord(w.text(n.X), w.text(item))
		}
		if i == 0 {
			found = t
			continue
		}
		found = both(found.not(), t.not(), t.not()).not()
	}
	if !numeric {
		found = w.wordsWithin(n, found)
	}
	return found
}

// wordsWithin sharpens membership: where every word it can be is listed, it
// is never false.
func (w *World) wordsWithin(n *formula.In, t Truth) Truth {
	listed := map[string]bool{}
	for _, item := range n.Set {
		if s, ok := item.(*formula.StringLit); ok {
			listed[s.Value] = true
		}
	}
	words := w.text(n.X).words
	if words == nil {
		return t
	}
	for _, word := range words {
		if !listed[word] {
			return t
		}
	}
	return t &^ False
}

// text is what a node that yields text, a date or a time can be.
func (w *World) text(n formula.Node) domain {
	switch n := n.(type) {
	case *formula.StringLit:
		return domain{words: []string{n.Value}}
	case *formula.DateLit:
		return domain{}
	case *formula.NilLit:
		return domain{words: []string{}, missing: true}
	case *formula.Ref:
		return w.name(n.Name, n.Type())
	case *formula.Element:
		return w.name("#", n.Type())
	case *formula.ElementField:
		return w.name("."+n.Name, n.Type())
	case *formula.Binary: // ??
		x, y := w.text(n.X), w.text(n.Y)
		if !x.missing {
			return x
		}
		found := x.union(y)
		found.missing = y.missing
		return found
	case *formula.Conditional:
		return choose(w, n, domain{words: []string{}, missing: true}, (*World).text, domain.union)
	}
	return domain{missing: true}
}
