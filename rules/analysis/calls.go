package analysis

import (
	"math"

	"merit/rules/formula"
)

// list is what a node that yields a list can be.
func (w *World) list(n formula.Node) *list {
	switch n := n.(type) {
	case *formula.Ref:
		if d, ok := w.find(n.Name); ok && d.list != nil {
			return d.list
		}
	case *formula.ListLit:
		return w.literal(n)
	case *formula.Call:
		return w.listCall(n)
	}
	return whatever(n.Type())
}

// whatever is a list of which only the type is known.
func whatever(t *formula.Type) *list {
	l := ofType(t, true).list
	for name, d := range l.items {
		d.number = anything
		l.items[name] = d
	}
	return l
}

func (w *World) literal(n *formula.ListLit) *list {
	var item domain
	for i, x := range n.Items {
		d := domain{number: never}
		switch {
		case x.Type().Numeric():
			d.number = w.Number(x)
		case x.Type().Kind == formula.Boolean:
			d.truth = w.Condition(x)
		}
		if i == 0 {
			item = d
		} else {
			item = item.union(d)
		}
	}
	return &list{most: len(n.Items), items: map[string]domain{"#": item}}
}

func (w *World) listCall(n *formula.Call) *list {
	switch n.Func {
	case "filter":
		of := w.list(n.Args[0])
		inside := w.with(of.items).assume(n.Each, true)
		kept := &list{most: of.most, missing: of.missing, from: of.from, items: map[string]domain{}}
		for name := range of.items {
			kept.items[name], _ = inside.find(name)
		}
		return kept
	case "map":
		of := w.list(n.Args[0])
		return &list{most: of.most, missing: of.missing, items: map[string]domain{"#": w.with(of.items).any(n.Each)}}
	case "last":
		of := *w.list(n.Args[0])
		of.missing = of.missing || w.mayMiss(n.Args[1])
		return &of
	case "per_week":
		of := w.list(n.Args[0])
		return &list{most: 60, missing: true, items: map[string]domain{"#": {number: Range{0, float64(of.most), true, true}}}}
	}
	return whatever(n.Type())
}

// any is what a node of any type but a list can be.
func (w *World) any(n formula.Node) domain {
	switch n.Type().Kind {
	case formula.Number, formula.Integer:
		return domain{number: w.Number(n)}
	case formula.Boolean:
		return domain{truth: w.Condition(n)}
	case formula.String, formula.Date, formula.Time:
		return w.text(n)
	case formula.List:
		return domain{list: w.list(n)}
	}
	d := ofType(n.Type(), true)
	d.number = anything
	return d
}

// quantifier is what any, all and none can be (SEMANTICS B4).
func (w *World) quantifier(n *formula.Call) Truth {
	of := w.list(n.Args[0])
	each := w.with(of.items).Condition(n.Each)
	t := only(Undecided, of.missing || each.Can(Undecided))
	switch n.Func {
	case "any":
		return t | False | only(True, each.Can(True))
	case "none":
		return t | True | only(False, each.Can(True))
	case "all":
		return t | True | only(False, each.Can(False))
	}
	return True | False | Undecided
}

// numberCall is what a function that yields a number can be.
func (w *World) numberCall(n *formula.Call) Range {
	arg := func(i int) Range { return w.Number(n.Args[i]) }
	switch n.Func {
	case "abs":
		return arg(0).absolute()
	case "ceil", "floor":
		return arg(0).rounded(0)
	case "round":
		return arg(0).rounded(w.places(n))
	case "clamp":
		return clampCall(arg(0), arg(1), arg(2))
	case "ratio":
		return ratioCall(arg(0), arg(1), arg(2))
	case "nps":
		return arg(0).plus(arg(1).negated()).over(arg(2)).times(exactly(100))
	case "days", "hours", "minutes":
		return Range{-1e11, 1e11, w.mayMiss(n.Args[0]) || w.mayMiss(n.Args[1]), false}
	case "min", "max":
		return w.extreme(n)
	}
	return w.aggregate(n)
}

func (w *World) places(n *formula.Call) int {
	if len(n.Args) < 2 {
		return 0
	}
	return int(w.Number(n.Args[1]).Low)
}

// clampCall is missing where low lies above high (SEMANTICS I2).
func clampCall(x, low, high Range) Range {
	r := smaller(greater(x, low), high)
	r.Missing = r.Missing || low.Known() && high.Known() && less(high, low).Can(True)
	return r
}

// ratioCall takes the other number only where the divisor is 0.
func ratioCall(a, b, other Range) Range {
	q := a.over(b)
	if !b.hasZero() {
		return q
	}
	below, above := b.withoutZero()
	q = a.quotient(below).union(a.quotient(above))
	q.Missing = q.Missing || a.Missing || b.Missing
	return q.union(other)
}

func (w *World) extreme(n *formula.Call) Range {
	pick := smaller
	if n.Func == "max" {
		pick = greater
	}
	if len(n.Args) == 1 && n.Args[0].Type().Kind == formula.List {
		r := w.list(n.Args[0]).items["#"].number
		r.Missing = true // of no elements
		return r
	}
	r := w.Number(n.Args[0])
	for _, a := range n.Args[1:] {
		r = pick(r, w.Number(a))
	}
	return r
}

// aggregate is what a function that makes one number of a list can be.
func (w *World) aggregate(n *formula.Call) Range {
	of := w.list(n.Args[0])
	counted := Range{0, float64(of.most), of.missing, true}
	switch n.Func {
	case "len", "streak":
		return counted
	case "repeats":
		counted.Missing = true
		return counted
	case "count":
		if n.Each != nil && !w.with(of.items).Condition(n.Each).Can(True) {
			counted.High = 0
		}
		return counted
	case "sum":
		return summed(w.elements(n, of), of)
	case "mean", "median", "percentile":
		r := w.elements(n, of).wider()
		r.Missing = true // of no elements
		return r
	case "weighted_mean":
		if w.list(n.Args[1]).items["#"].number.Low < 0 {
			return anything
		}
		r := w.elements(n, of).wider()
		r.Missing = true
		return r
	}
	return anything
}

// elements is what the numbers are that an aggregate takes together.
func (w *World) elements(n *formula.Call, of *list) Range {
	if n.Each != nil {
		return w.with(of.items).Number(n.Each)
	}
	return of.items["#"].number
}

// summed is the sum of up to as many elements as a list can have; of nothing
// it is 0, of nothing known it is missing.
func summed(each Range, of *list) Range {
	missing := each.Missing || of.missing
	if !each.Known() {
		return Range{0, 0, missing, true}
	}
	most := float64(of.most)
	r := finite(min(0, each.Low*most), max(0, each.High*most), missing, each.Whole)
	if !r.Whole || math.Abs(r.Low) > largest || r.High > largest {
		low, high := r.Low, r.High
		r = r.wider()
		if low == 0 {
			r.Low = 0
		}
		if high == 0 {
			r.High = 0
		}
		r.Whole = each.Whole && r.Low == math.Trunc(r.Low) && r.High == math.Trunc(r.High)
	}
	return r
}
