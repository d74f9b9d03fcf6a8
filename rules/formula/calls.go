package formula

import (
	"github.com/expr-lang/expr/ast"

	"merit/rules/calendar"
)

// call lowers a call of one of the functions. Their names and, as far as the
// tokens tell, their arguments are known to be right.
func (l *lowering) call(n ast.Node, written []ast.Node, at Range) Node {
	name := calleeName(n)
	if name == "date" {
		return l.date(written[0], at)
	}
	c := &Call{base: base{at, UnknownType}, Func: name}
	for i, a := range written {
		p, ok := a.(*ast.PredicateNode)
		if !ok {
			c.Args = append(c.Args, l.node(a))
			continue
		}
		c.Each = l.predicate(p.Node, c.Args[i-1])
	}
	c.of = l.callType(c)
	return c
}

// predicate lowers what a list function does with each element of list.
func (l *lowering) predicate(n ast.Node, list Node) Node {
	was, elem := l.each, l.elem
	l.each, l.elem = true, UnknownType
	if t := list.Type(); t.Kind == List && t.Elem != nil {
		l.elem = t.Elem
	}
	body := l.node(n)
	l.each, l.elem = was, elem
	return body
}

// date lowers date("2026-03-31").
func (l *lowering) date(n ast.Node, at Range) Node {
	s, ok := n.(*ast.StringNode)
	if !ok {
		l.report(at, "function-arguments.date", "written", l.syntax.Source.slice(l.syntax.spans.of(n)))
		return &DateLit{base{at, DateType}, 0}
	}
	day, ok := calendar.ParseDate(s.Value)
	if !ok {
		l.report(l.syntax.spans.of(n), "function-arguments.no-date", "written", s.Value)
	}
	return &DateLit{base{at, DateType}, day}
}

// callType checks the arguments of c and returns what it yields.
func (l *lowering) callType(c *Call) *Type {
	switch c.Func {
	case "abs", "clamp":
		if l.numbers(c, 0) {
			return numberOf(c.Args...)
		}
	case "ceil", "floor":
		if l.numbers(c, 0) {
			return IntegerType
		}
	case "round":
		return l.round(c)
	case "min", "max":
		return l.extreme(c)
	case "ratio":
		return l.ratio(c)
	case "nps":
		if l.numbers(c, 0) {
			return NumberType
		}
	case "days", "hours", "minutes":
		return l.elapsed(c)
	}
	return l.listCall(c)
}

// numbers checks that the arguments from the given one on are numbers.
func (l *lowering) numbers(c *Call, from int) bool {
	good := true
	for _, a := range c.Args[from:] {
		good = l.number(a, c.Func) && good
	}
	return good
}

func (l *lowering) round(c *Call) *Type {
	good := l.number(c.Args[0], c.Func)
	places := 0.0
	if len(c.Args) == 2 {
		lit, ok := c.Args[1].(*NumberLit)
		if !ok || lit.of.Kind != Integer || lit.Value < 0 || lit.Value > 6 {
			l.report(c.Args[1].Range(), "function-arguments.places", "written", l.text(c.Args[1]))
			return UnknownType
		}
		places = lit.Value
	}
	switch {
	case !good:
		return UnknownType
	case places == 0:
		return IntegerType
	}
	return numberOf(c.Args[0])
}

// extreme types min and max: of two or more numbers, or of one list.
func (l *lowering) extreme(c *Call) *Type {
	if len(c.Args) > 1 {
		for _, a := range c.Args {
			if a.Type().Kind == List {
				l.report(a.Range(), "function-arguments.mixed", "function", c.Func, "written", l.text(a))
				return UnknownType
			}
		}
		if l.numbers(c, 0) {
			return numberOf(c.Args...)
		}
		return UnknownType
	}
	if t := c.Args[0].Type(); t.Numeric() {
		l.report(c.at, "function-arguments.alone", "function", c.Func, "written", l.text(c.Args[0]))
		return UnknownType
	}
	return l.elemNumber(c, 0)
}

func (l *lowering) ratio(c *Call) *Type {
	good := l.number(c.Args[0], c.Func)
	good = l.number(c.Args[1], c.Func) && good
	if c.Args[2].Type().Kind != Nil {
		good = l.number(c.Args[2], c.Func) && good
	}
	if good {
		return NumberType
	}
	return UnknownType
}

func (l *lowering) elapsed(c *Call) *Type {
	good := true
	for _, a := range c.Args {
		good = l.moment(a, c.Func) && good
	}
	if good {
		return NumberType
	}
	return UnknownType
}

// moment reports whether x is a date or a time, and a problem when it is
// surely not.
func (l *lowering) moment(x Node, function string) bool {
	t := x.Type()
	switch {
	case isTime(t):
		return true
	case t.Kind == Unknown:
		return false
	}
	if s, ok := x.(*StringLit); ok {
		l.quotedDate(s)
		return false
	}
	l.report(x.Range(), "function-arguments.moment", "function", function, "written", l.text(x), "type", kindName(t))
	return false
}
