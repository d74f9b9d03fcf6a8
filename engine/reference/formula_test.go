package reference_test

import (
	"math/big"

	"merit/rules/calendar"
)

// A reading evaluates formulas: names are looked up in names, elem is the
// element a predicate looks at.
type reading struct {
	*judge
	names func(string) val
	elem  *val
	now   calendar.Period
}

func (r reading) over(elem val) reading {
	r.elem = &elem
	return r
}

func (r reading) eval(n *node) val {
	switch n.op {
	case "number":
		return known(written(n.n))
	case "text":
		return text(n.text)
	case "true", "false":
		return truth(n.op == "true")
	case "nil":
		return val{}
	case "name":
		return r.names(n.text)
	case "element":
		return *r.elem
	case "field":
		return r.elem.fields[n.text]
	case "list":
		all := val{is: list}
		for _, k := range n.kids {
			all.items = append(all.items, r.eval(k))
		}
		return all
	case "call":
		return r.call(n)
	}
	return r.operator(n)
}

func (r reading) operator(n *node) val {
	x := r.eval(n.kids[0])
	switch n.op {
	case "?:": // B3: an undecided condition gives missing; only the branch taken counts
		switch {
		case x.holds():
			return r.eval(n.kids[1])
		case x.fails():
			return r.eval(n.kids[2])
		}
		return val{}
	case "??": // B3
		if x.gone() {
			return r.eval(n.kids[1])
		}
		return x
	case "not": // B2
		if x.gone() {
			return x
		}
		return truth(!x.b)
	case "neg":
		if x.gone() {
			return x
		}
		return known(neg(x.n))
	case "and", "or":
		return kleene(n.op, x, r.eval(n.kids[1]))
	case "in":
		return r.in(x, n.kids[1])
	}
	if (n.op == "==" || n.op == "!=") && (n.kids[0].op == "nil" || n.kids[1].op == "nil") { // B2: always decided
		if n.kids[0].op == "nil" {
			x = r.eval(n.kids[1])
		}
		return truth(x.gone() == (n.op == "=="))
	}
	y := r.eval(n.kids[1])
	if x.gone() || y.gone() { // B1, B2
		return val{}
	}
	if x.is == number {
		return r.numbers(n.op, x.n, y.n)
	}
	return compare(n.op, x, y)
}

// kleene is B2: false and ? = false, true or ? = true.
func kleene(op string, x, y val) val {
	decisive := func(v val) bool {
		if op == "and" {
			return v.fails()
		}
		return v.holds()
	}
	switch {
	case decisive(x):
		return x
	case decisive(y):
		return y
	case x.gone() || y.gone():
		return val{}
	}
	return x
}

func (r reading) numbers(op string, x, y num) val {
	switch op {
	case "+":
		return known(add(x, y))
	case "-":
		return known(sub(x, y))
	case "*":
		return known(mul(x, y))
	case "/":
		return r.divide(x, y)
	case "%": // D8: the remainder with the dividend's sign
		if r.zero(y) {
			return val{}
		}
		m := new(big.Int).Rem(x.r.Num(), y.r.Num())
		return known(num{r: new(big.Rat).SetInt(m)})
	case "==":
		return truth(r.equal(x, y))
	case "!=":
		return truth(!r.equal(x, y))
	case "<":
		return truth(r.less(x, y))
	case ">":
		return truth(r.more(x, y))
	case "<=":
		return truth(r.atMost(x, y))
	case ">=":
		return truth(r.atMost(y, x))
	}
	panic("reference: operator " + op)
}

// divide is B1: a divisor equal to 0 by D2 gives missing.
func (r reading) divide(x, y num) val {
	defer r.of("division by 0")()
	if r.zero(y) {
		return val{}
	}
	return known(quo(x, y))
}

// compare compares what are not numbers, exactly (D2).
func compare(op string, x, y val) val {
	order := 0
	switch x.is {
	case words:
		order = map[bool]int{true: 0, false: 1}[x.s == y.s]
	case boolean:
		order = map[bool]int{true: 0, false: 1}[x.b == y.b]
	case moment:
		a, b := instants(x, y)
		order = map[bool]int{true: 1, false: 0}[a > b] - map[bool]int{true: 1, false: 0}[a < b]
	}
	return truth(map[string]bool{"==": order == 0, "!=": order != 0, "<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[op])
}

// instants are two moments, in nanoseconds. A date is its midnight (I3): beside
// a time, the midnight on that time's clock.
func instants(x, y val) (a, b int64) {
	if x.day != y.day {
		return x.at.Wall, y.at.Wall
	}
	return x.at.Instant(), y.at.Instant()
}

// in is B6.
func (r reading) in(x val, set *node) val {
	if x.gone() {
		return x
	}
	for _, k := range set.kids {
		y := r.eval(k)
		if x.is == number && r.equal(x.n, y.n) || x.is == words && x.s == y.s {
			return truth(true)
		}
	}
	return truth(false)
}

// each yields what a list function looks at for each element: the value of
// its second argument, or the element itself.
func (r reading) each(n *node, of val) []val {
	if len(n.kids) < 2 {
		return of.items
	}
	out := make([]val, len(of.items))
	for i, e := range of.items {
		out[i] = r.over(e).eval(n.kids[1])
	}
	return out
}
