package formula

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// equality checks x == y.
func (l *lowering) equality(op Op, x, y Node, at Range) {
	a, b := x.Type(), y.Type()
	switch {
	case a.Kind == Unknown || b.Kind == Unknown:
	case a.Kind == List || b.Kind == List:
		list := x
		if b.Kind == List {
			list = y
		}
		l.report(list.Range(), "type-mismatch.compare-list", "written", l.text(list), "operator", op.String())
	case a.Kind == Nil || b.Kind == Nil:
		if a.Kind == b.Kind {
			l.report(at, "type-mismatch.nil-nil")
		}
	case a.Numeric() && b.Numeric(), isTime(a) && isTime(b), a.Kind == Boolean && b.Kind == Boolean:
	case a.Kind == String && b.Kind == String:
		l.words(x, y)
	default:
		l.different(op, x, y, at)
	}
}

// different reports a comparison of two types, with the likely cause.
func (l *lowering) different(op Op, x, y Node, at Range) {
	if l.quoted(x, y) || l.quoted(y, x) {
		return
	}
	l.report(at, "type-mismatch.compare", "left", l.text(x), "left_type", kindName(x.Type()), "right", l.text(y), "right_type", kindName(y.Type()), "operator", op.String())
}

// quoted explains lit, a text in quotes compared with something else.
func (l *lowering) quoted(lit, other Node) bool {
	s, isText := lit.(*StringLit)
	n, isNumber := lit.(*NumberLit)
	switch {
	case isText && other.Type().Numeric() && looksNumeric(s.Value):
		number := strings.TrimSuffix(s.Value, "%")
		l.report(lit.Range(), "type-mismatch.quoted-number", "written", l.text(lit), "number", number)
		if number == s.Value && plainNumber.MatchString(number) {
			l.offer(lit.Range(), number)
		}
	case isText && isTime(other.Type()):
		l.quotedDate(s)
	case isText && other.Type().Kind == Boolean && truthWord(s.Value) != "":
		l.instead(lit.Range(), truthWord(s.Value), "type-mismatch.quoted-boolean", "written", l.text(lit), "word", truthWord(s.Value))
	case isNumber && n != nil && other.Type().Kind == String:
		l.report(lit.Range(), "type-mismatch.bare-text", "written", l.text(lit), "name", l.text(other))
	default:
		return false
	}
	return true
}

// quotedDate explains a date in quotes.
func (l *lowering) quotedDate(s *StringLit) {
	l.report(s.Range(), "type-mismatch.quoted-date", "written", l.text(s))
	if _, real := calendar.ParseDate(s.Value); real {
		l.offer(s.Range(), `date("`+s.Value+`")`)
	}
}

// looksQuoted reports whether x is a number in quotes.
func looksQuoted(x Node) bool {
	lit, ok := x.(*StringLit)
	return ok && looksNumeric(lit.Value)
}

func truthWord(s string) string {
	switch strings.ToLower(s) {
	case "true", "yes", "y", "是", "真", "1":
		return "true"
	case "false", "no", "n", "否", "假", "0":
		return "false"
	}
	return ""
}

// words checks that two texts can ever be equal.
func (l *lowering) words(x, y Node) {
	a, b := x.Type().Enum, y.Type().Enum
	if a == nil || b == nil || slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) }) {
		return
	}
	lit, declared, where := y, a, x
	if _, ok := x.(*StringLit); ok {
		lit, declared, where = x, b, y
	}
	list := words(strings.Join(declared, "、"), strings.Join(declared, ", "))
	s, ok := lit.(*StringLit)
	if !ok {
		l.report(lit.Range(), "unknown-word.disjoint", "name", l.text(where), "words", list)
		return
	}
	if near := diag.Nearest(s.Value, declared); near != "" {
		l.report(lit.Range(), "unknown-word.near", "word", s.Value, "near", near, "name", l.text(where), "words", list)
		if diag.Sole(s.Value, declared) == near {
			l.offer(lit.Range(), `"`+near+`"`)
		}
		return
	}
	l.report(lit.Range(), "unknown-word", "word", s.Value, "name", l.text(where), "words", list)
}

// order checks x < y.
func (l *lowering) order(op Op, x, y Node, at Range) {
	a, b := x.Type(), y.Type()
	switch {
	case a.Kind == Unknown || b.Kind == Unknown:
	case a.Numeric() && b.Numeric(), isTime(a) && isTime(b):
	case a.Kind == List || b.Kind == List, a.Kind == Nil || b.Kind == Nil:
		for _, side := range []Node{x, y} {
			if side.Type().Kind == List {
				l.report(side.Range(), "type-mismatch.compare-list", "written", l.text(side), "operator", op.String())
			} else if side.Type().Kind == Nil {
				l.report(side.Range(), "type-mismatch.nil-order")
			}
		}
	case a.Kind == String && (b.Kind == String || b.Numeric()), b.Kind == String && a.Numeric():
		if looksQuoted(x) && l.quoted(x, y) || looksQuoted(y) && l.quoted(y, x) {
			return
		}
		l.report(at, "type-mismatch.order-text", "left", l.text(x), "right", l.text(y))
	case a.Kind == Boolean && b.Kind == Boolean:
		l.report(at, "type-mismatch.order-boolean")
	default:
		l.different(op, x, y, at)
	}
}

// in lowers x in […] and checks that every item can be x.
func (l *lowering) in(n *ast.BinaryNode, at Range) Node {
	x := l.node(n.Left)
	items := l.items(n.Right.(*ast.ArrayNode))
	if k := x.Type().Kind; k != Unknown && k != String && !x.Type().Numeric() {
		l.report(x.Range(), "type-mismatch.in", "written", l.text(x), "type", kindName(x.Type()))
		return &In{base{at, BooleanType}, x, items}
	}
	for _, item := range items {
		l.equality(Equal, x, item, item.Range())
	}
	return &In{base{at, BooleanType}, x, items}
}
