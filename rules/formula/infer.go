package formula

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// unify returns the type of a choice between a and b, or false when they
// differ. Nil takes the other's type, Integer beside Number is Number.
func unify(a, b *Type) (*Type, bool) {
	switch {
	case a.Kind == Unknown || b.Kind == Unknown:
		return UnknownType, true
	case a.Kind == Nil:
		return b, true
	case b.Kind == Nil:
		return a, true
	case a.Numeric() && b.Numeric():
		if a.Kind == Integer && b.Kind == Integer {
			return IntegerType, true
		}
		return NumberType, true
	case a.Kind != b.Kind || a.Kind == List || a.Kind == Record:
		return UnknownType, false
	case a.Kind == String:
		return unifyWords(a, b), true
	}
	return a, true
}

func unifyWords(a, b *Type) *Type {
	if a.Enum == nil || b.Enum == nil {
		return StringType
	}
	enum := slices.Clone(a.Enum)
	for _, w := range b.Enum {
		if !slices.Contains(enum, w) {
			enum = append(enum, w)
		}
	}
	return &Type{Kind: String, Enum: enum}
}

func (l *lowering) unary(n *ast.UnaryNode, at Range) Node {
	x := l.node(n.Node)
	if n.Operator == "not" {
		l.condition(x, "not")
		return &Unary{base{at, BooleanType}, Not, x}
	}
	if lit, ok := x.(*NumberLit); ok {
		return &NumberLit{base{at, lit.of}, -lit.Value}
	}
	if !l.number(x, "-") {
		return &Unary{base{at, UnknownType}, Negate, x}
	}
	return &Unary{base{at, numberOf(x)}, Negate, x}
}

// numberOf is the type of a number computed from xs without division.
func numberOf(xs ...Node) *Type {
	of := IntegerType
	for _, x := range xs {
		switch x.Type().Kind {
		case Unknown, Nil:
			return UnknownType
		case Integer:
		default:
			of = NumberType
		}
	}
	return of
}

func (l *lowering) binary(n *ast.BinaryNode, at Range) Node {
	if n.Operator == "&&" {
		return l.chain(n, at)
	}
	if n.Operator == "in" {
		return l.in(n, at)
	}
	x, y := l.operands(n.Left, n.Right)
	return l.typed(binaryOps[n.Operator], x, y, at)
}

// operands lowers two sides of an operator. A name that means nothing is
// lowered after the other side, whose type tells what was meant.
func (l *lowering) operands(left, right ast.Node) (Node, Node) {
	if id, ok := left.(*ast.IdentifierNode); ok && !l.knows(id.Value) {
		y := l.nodeBeside(right, nil)
		return l.name(id.Value, l.syntax.spans.of(id), y.Type()), y
	}
	x := l.node(left)
	return x, l.nodeBeside(right, x.Type())
}

func (l *lowering) knows(name string) bool {
	_, ok := l.scope.find(name)
	return ok
}

func (l *lowering) nodeBeside(n ast.Node, other *Type) Node {
	if id, ok := n.(*ast.IdentifierNode); ok {
		return l.name(id.Value, l.syntax.spans.of(id), other)
	}
	return l.node(n)
}

// chain lowers 1 < x < 5, which expr gives as two comparisons that share x.
func (l *lowering) chain(n *ast.BinaryNode, at Range) Node {
	left, right := n.Left.(*ast.BinaryNode), n.Right.(*ast.BinaryNode)
	x := l.binary(left, l.syntax.spans.of(left))
	shared := lastCompared(x)
	z := l.node(right.Right)
	between := Range{shared.Range().Start, l.syntax.spans.of(n).End}
	y := l.typed(binaryOps[right.Operator], shared, z, between)
	return &Binary{base{at, BooleanType}, And, x, y}
}

func lastCompared(n Node) Node {
	b := n.(*Binary)
	if b.Op == And {
		return lastCompared(b.Y)
	}
	return b.Y
}

// typed checks the operands of op and builds its node.
func (l *lowering) typed(op Op, x, y Node, at Range) Node {
	of := BooleanType
	switch op {
	case Add, Subtract, Multiply, Divide, Remainder:
		of = l.arithmetic(op, x, y, at)
	case Equal, NotEqual:
		l.equality(op, x, y, at)
	case Less, LessEqual, Greater, GreaterEqual:
		l.order(op, x, y, at)
	case And, Or:
		l.condition(x, op.String())
		if !l.repeated(op, x, y) {
			l.condition(y, op.String())
		}
	case Coalesce:
		of = l.choice(x, y, at, "type-mismatch.coalesce")
	}
	return &Binary{base{at, of}, op, x, y}
}

// repeated explains team == "north" or "south", where the second comparison
// lost its left side.
func (l *lowering) repeated(op Op, x, y Node) bool {
	switch y.(type) {
	case *StringLit, *NumberLit:
	default:
		return false
	}
	for {
		b, ok := x.(*Binary)
		switch {
		case !ok:
			return false
		case op == Or && b.Op == Equal:
			l.report(y.Range(), "type-mismatch.repeated", "name", l.text(b.X), "first", l.text(b.Y), "written", l.text(y))
			return true
		case b.Op == Or:
			x = b.X
		default:
			return false
		}
	}
}

func (l *lowering) arithmetic(op Op, x, y Node, at Range) *Type {
	if op == Add || op == Subtract {
		if l.dateArithmetic(op, x, y, at) {
			return UnknownType
		}
	}
	if op == Add && (x.Type().Kind == String && y.Type().Kind == String) {
		l.report(at, "type-mismatch.join")
		return UnknownType
	}
	okX, okY := l.number(x, op.String()), l.number(y, op.String())
	switch {
	case !okX || !okY:
		return UnknownType
	case op == Divide:
		return NumberType
	case op == Remainder:
		for _, side := range []Node{x, y} {
			if side.Type().Kind == Number {
				l.report(side.Range(), "type-mismatch.remainder", "written", l.text(side))
				return UnknownType
			}
		}
		return IntegerType
	}
	return numberOf(x, y)
}

// dateArithmetic refuses to - from, and says which function counts.
func (l *lowering) dateArithmetic(op Op, x, y Node, at Range) bool {
	dx, dy := isTime(x.Type()), isTime(y.Type())
	switch {
	case dx && dy && op == Subtract:
		l.report(at, "type-mismatch.date-difference", "from", l.text(y), "to", l.text(x))
	case dx && y.Type().Numeric() || dy && x.Type().Numeric():
		day, n := x, y
		if dy {
			day, n = y, x
		}
		l.report(at, "type-mismatch.date-shift", "day", l.text(day), "n", l.text(n))
	default:
		return false
	}
	return true
}

func isTime(t *Type) bool { return t.Kind == Date || t.Kind == Time }

// number reports whether x is a number, and a problem when it is surely not.
func (l *lowering) number(x Node, operator string) bool {
	key := ""
	switch x.Type().Kind {
	case Unknown:
		return false
	case Number, Integer:
		return true
	case Boolean:
		key = "type-mismatch.boolean-number"
	case Nil:
		key = "type-mismatch.nil-number"
	case List:
		key = "type-mismatch.list-number"
	case String:
		key = "type-mismatch.text-number"
		if lit, ok := x.(*StringLit); ok && looksNumeric(lit.Value) {
			l.report(x.Range(), "type-mismatch.quoted-number", "written", l.text(x), "number", strings.TrimSuffix(lit.Value, "%"))
			return false
		}
	default:
		key = "type-mismatch.date-number"
	}
	l.report(x.Range(), key, "written", l.text(x), "operator", operator, "type", kindName(x.Type()))
	return false
}

func looksNumeric(s string) bool {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "-"), "%")
	return s != "" && strings.Trim(s, "0123456789.") == "" && strings.Count(s, ".") < 2
}

// condition refuses x where only true or false can stand.
func (l *lowering) condition(x Node, operator string) {
	switch x.Type().Kind {
	case Unknown, Boolean:
		return
	case Number, Integer:
		l.report(x.Range(), "type-mismatch.number-condition", "written", l.text(x), "operator", operator)
	case String:
		l.report(x.Range(), "type-mismatch.text-condition", "written", l.text(x), "operator", operator)
	default:
		l.report(x.Range(), "type-mismatch.condition", "written", l.text(x), "operator", operator, "type", kindName(x.Type()))
	}
}

func (l *lowering) conditional(n *ast.ConditionalNode, at Range) Node {
	cond := l.node(n.Cond)
	l.condition(cond, "?")
	then, other := l.node(n.Exp1), l.node(n.Exp2)
	of := l.choice(then, other, at, "type-mismatch.branches")
	return &Conditional{base{at, of}, cond, then, other}
}

// choice types what is either x or y.
func (l *lowering) choice(x, y Node, at Range, key string) *Type {
	for _, side := range []Node{x, y} {
		if side.Type().Kind == List {
			l.report(side.Range(), "type-mismatch.list-choice", "written", l.text(side))
			return UnknownType
		}
	}
	of, ok := unify(x.Type(), y.Type())
	if !ok {
		l.report(at, key, "left", l.text(x), "left_type", kindName(x.Type()), "right", l.text(y), "right_type", kindName(y.Type()))
	}
	return of
}

// wants checks that the whole yields what its place needs.
func (l *lowering) wants(root Node, want Want) {
	t, r := root.Type(), root.Range()
	if t.Kind == Unknown {
		return
	}
	key := ""
	switch {
	case t.Kind == Nil:
		key = "type-mismatch.want-something"
	case want == WantNumber && !t.Numeric():
		key = map[Kind]string{Boolean: "type-mismatch.want-number-boolean", List: "type-mismatch.want-number-list"}[t.Kind]
		if key == "" {
			key = "type-mismatch.want-number"
		}
	case want == WantBoolean && t.Kind != Boolean:
		key = "type-mismatch.want-boolean"
		if t.Numeric() {
			key = "type-mismatch.want-boolean-number"
		}
	case want == WantList && t.Kind != List:
		key = "type-mismatch.want-list"
	case want == WantScalar && t.Kind == List:
		key = "type-mismatch.want-scalar"
	}
	if key != "" {
		l.report(r, key, "written", l.text(root), "type", kindName(t))
	}
}
