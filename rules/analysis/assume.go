package analysis

import (
	"math"
	"slices"

	"merit/rules/formula"
)

// assume returns the world in which a condition is true, or false: in it the
// names that the condition compares are known more closely. It may know less
// than it could, never more.
func (w *World) assume(n formula.Node, holds bool) *World {
	switch n := n.(type) {
	case *formula.Unary:
		return w.assume(n.X, !holds)
	case *formula.Ref:
		if n.Type().Kind == formula.Boolean {
			d := w.name(n.Name, n.Type())
			d.truth &= only(True, holds) | only(False, !holds)
			return w.knowing(n.Name, d)
		}
	case *formula.Binary:
		return w.assumeBinary(n, holds)
	case *formula.In:
		if holds {
			return w.assumeWords(n)
		}
	}
	return w
}

func (w *World) assumeBinary(n *formula.Binary, holds bool) *World {
	switch n.Op {
	case formula.And, formula.Or:
		if holds == (n.Op == formula.And) {
			return w.assume(n.X, holds).assume(n.Y, holds)
		}
		return w
	case formula.Coalesce:
		return w
	}
	if isNil(n.X) || isNil(n.Y) {
		return w.assumeNil(n, holds)
	}
	op := n.Op
	if !holds {
		op = opposite[op]
	}
	switch {
	case n.X.Type().Numeric() && n.Y.Type().Numeric():
		x, y := w.Number(n.X), w.Number(n.Y)
		return w.narrow(n.X, op, y).narrow(n.Y, mirrored[op], x)
	case n.X.Type().Kind == formula.String && n.Y.Type().Kind == formula.String:
		x, y := w.text(n.X), w.text(n.Y)
		return w.narrowWord(n.X, op, y).narrowWord(n.Y, op, x)
	}
	return w
}

// Conditions that are undecided are neither true nor false, so the opposite of
// a comparison that is false is one that is true.
var opposite = map[formula.Op]formula.Op{
	formula.Less: formula.GreaterEqual, formula.GreaterEqual: formula.Less,
	formula.Greater: formula.LessEqual, formula.LessEqual: formula.Greater,
	formula.Equal: formula.NotEqual, formula.NotEqual: formula.Equal,
}

var mirrored = map[formula.Op]formula.Op{
	formula.Less: formula.Greater, formula.Greater: formula.Less,
	formula.LessEqual: formula.GreaterEqual, formula.GreaterEqual: formula.LessEqual,
	formula.Equal: formula.Equal, formula.NotEqual: formula.NotEqual,
}

// variable returns the name of a node that the world can know more of.
func variable(n formula.Node) string {
	switch n := n.(type) {
	case *formula.Ref:
		return n.Name
	case *formula.ElementField:
		return "." + n.Name
	case *formula.Element:
		return "#"
	}
	return ""
}

// narrow makes known that n compares with y as op says.
func (w *World) narrow(n formula.Node, op formula.Op, y Range) *World {
	name := variable(n)
	if name == "" || !y.Known() {
		return w
	}
	d := w.name(name, n.Type())
	r := &d.number
	r.Missing = false
	if op == formula.LessEqual || op == formula.Less || op == formula.Equal {
		r.High = min(r.High, y.High+slack(y.High))
	}
	if op == formula.GreaterEqual || op == formula.Greater || op == formula.Equal {
		r.Low = max(r.Low, y.Low-slack(y.Low))
	}
	if r.Whole {
		r.wholly(op, y)
	}
	return w.knowing(name, d)
}

// wholly moves the ends of whole numbers to whole numbers that fit.
func (r *Range) wholly(op formula.Op, y Range) {
	r.Low, r.High = math.Ceil(r.Low), math.Floor(r.High)
	switch {
	case op == formula.Less:
		r.High = min(r.High, math.Ceil(y.High)-1)
	case op == formula.Greater:
		r.Low = max(r.Low, math.Floor(y.Low)+1)
	case op == formula.NotEqual && y.Low == y.High && r.Low == y.Low:
		r.Low++
	case op == formula.NotEqual && y.Low == y.High && r.High == y.High:
		r.High--
	}
}

func slack(x float64) float64 { return 2*nearby + 2e-14*math.Abs(x) }

func (w *World) narrowWord(n formula.Node, op formula.Op, y domain) *World {
	name := variable(n)
	if name == "" || y.words == nil {
		return w
	}
	d := w.name(name, n.Type())
	d.missing = false
	switch {
	case op == formula.Equal && d.words == nil:
		d.words = y.words
	case op == formula.Equal:
		d.words = keep(d.words, func(s string) bool { return slices.Contains(y.words, s) })
	case d.words != nil && len(y.words) == 1:
		d.words = keep(d.words, func(s string) bool { return s != y.words[0] })
	}
	return w.knowing(name, d)
}

func keep(words []string, fits func(string) bool) []string {
	kept := []string{}
	for _, s := range words {
		if fits(s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// assumeWords makes known that a text is one of those listed.
func (w *World) assumeWords(n *formula.In) *World {
	listed := []string{}
	for _, item := range n.Set {
		s, ok := item.(*formula.StringLit)
		if !ok {
			return w
		}
		listed = append(listed, s.Value)
	}
	return w.narrowWord(n.X, formula.Equal, domain{words: listed})
}

// assumeNil makes known that something is missing, or that it is not.
func (w *World) assumeNil(n *formula.Binary, holds bool) *World {
	x := n.X
	if isNil(x) {
		x = n.Y
	}
	name := variable(x)
	if name == "" {
		return w
	}
	d := w.name(name, x.Type())
	if (n.Op == formula.Equal) == holds {
		d.number, d.truth = unknown(d.number.Missing), d.truth&Undecided
	} else {
		d.number.Missing, d.missing, d.truth = false, false, d.truth&^Undecided
	}
	return w.knowing(name, d)
}
