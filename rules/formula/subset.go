package formula

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"merit/rules/diag"
)

// A walker checks expr's tree against the subset: a kind of node that is not
// named here is refused, so that a new version of expr fails closed.
type walker struct {
	syntax      *Syntax
	problems    diag.List
	inPredicate bool
}

func (w *walker) report(n ast.Node, key string, args ...any) {
	w.problems.Add(w.syntax.Source.problem(w.syntax.spans.of(n), key, args...))
}

func (w *walker) text(n ast.Node) string { return w.syntax.spans.outerText(n) }

func (w *walker) walk(n ast.Node) {
	switch n := n.(type) {
	case *ast.NilNode, *ast.BoolNode, *ast.StringNode, *ast.IdentifierNode:
	case *ast.PointerNode:
		if n.Name != "" {
			w.report(n, "formula-subset.other")
		}
	case *ast.IntegerNode:
		w.number(n, n.Value > maxInteger)
	case *ast.FloatNode:
		w.number(n, n.Value > maxInteger)
	case *ast.UnaryNode:
		w.unary(n)
	case *ast.BinaryNode:
		w.binary(n)
	case *ast.ConditionalNode:
		w.coalesceBeside(n, n.Cond, n.Exp1, n.Exp2)
		w.each(n.Cond, n.Exp1, n.Exp2)
	case *ast.MemberNode:
		w.member(n)
	case *ast.CallNode:
		w.call(n, n.Arguments)
	case *ast.BuiltinNode:
		w.call(n, n.Arguments)
	case *ast.ArrayNode:
		w.literals(n)
	default:
		w.report(n, "formula-subset.other")
	}
}

func (w *walker) each(nodes ...ast.Node) {
	for _, n := range nodes {
		w.walk(n)
	}
}

func (w *walker) number(n ast.Node, tooLarge bool) {
	if tooLarge {
		w.report(n, "formula-size.number", "written", w.text(n))
	}
}

func (w *walker) unary(n *ast.UnaryNode) {
	if n.Operator != "-" && n.Operator != "not" {
		w.report(n, "formula-subset.other")
	}
	w.coalesceBeside(n, n.Node)
	w.walk(n.Node)
}

func (w *walker) member(n *ast.MemberNode) {
	if _, named := n.Property.(*ast.StringNode); !named || n.Optional || n.Method {
		w.report(n, "formula-subset.other")
	}
	w.walk(n.Node)
}

var binaryOps = map[string]Op{
	"+": Add, "-": Subtract, "*": Multiply, "/": Divide, "%": Remainder, "==": Equal, "!=": NotEqual,
	"<": Less, "<=": LessEqual, ">": Greater, ">=": GreaterEqual, "and": And, "or": Or, "??": Coalesce, "&&": And,
}

func (w *walker) binary(n *ast.BinaryNode) {
	if _, ok := binaryOps[n.Operator]; !ok && n.Operator != "in" {
		w.report(n, "formula-subset.other")
		return
	}
	if n.Operator == "??" {
		w.coalesceParts(n)
	} else {
		w.coalesceBeside(n, n.Left, n.Right)
	}
	w.notBeforeComparison(n)
	w.doubleEquals(n)
	if n.Operator == "&&" { // a chain shares its middle: walk it once
		w.walk(n.Left)
		if right, ok := n.Right.(*ast.BinaryNode); ok {
			w.walk(right.Right)
		}
		return
	}
	w.walk(n.Left)
	if n.Operator == "in" {
		w.set(n)
		return
	}
	w.walk(n.Right)
}

// set checks the right side of in.
func (w *walker) set(n *ast.BinaryNode) {
	list, ok := n.Right.(*ast.ArrayNode)
	switch {
	case !ok:
		w.report(n.Right, "formula-subset.in", "left", w.text(n.Left), "right", w.text(n.Right))
	case len(list.Nodes) == 0:
		w.report(list, "formula-subset.empty-list")
	default:
		w.literals(list)
	}
}

// literals refuses anything but written values in […].
func (w *walker) literals(n *ast.ArrayNode) {
	for _, item := range n.Nodes {
		bare := item
		if u, ok := item.(*ast.UnaryNode); ok && u.Operator == "-" {
			bare = u.Node
		}
		switch bare := bare.(type) {
		case *ast.IntegerNode, *ast.FloatNode:
			w.walk(bare)
		case *ast.StringNode, *ast.BoolNode:
			if ast.Node(bare) != item {
				w.report(item, "formula-subset.list-item", "written", w.text(item))
			}
		default:
			w.report(item, "formula-subset.list-item", "written", w.text(item))
		}
	}
}

// call checks the arguments of a function; its name and their number were
// checked on the tokens.
func (w *walker) call(n ast.Node, args []ast.Node) {
	f, ok := lookup(calleeName(n))
	if !ok {
		w.report(n, "formula-subset.other")
		return
	}
	if f.list && w.inPredicate {
		w.report(n, "formula-subset.nested", "function", f.Name)
		return
	}
	for _, a := range args {
		p, isPredicate := a.(*ast.PredicateNode)
		if !isPredicate {
			w.walk(a)
			continue
		}
		was := w.inPredicate
		w.inPredicate = true
		w.walk(p.Node)
		w.inPredicate = was
	}
}

func calleeName(n ast.Node) string {
	switch n := n.(type) {
	case *ast.BuiltinNode:
		return n.Name
	case *ast.CallNode:
		if id, ok := n.Callee.(*ast.IdentifierNode); ok {
			return id.Value
		}
	}
	return ""
}

// coalesceParts refuses operators that are not in parentheses inside of ??.
func (w *walker) coalesceParts(n *ast.BinaryNode) {
	for _, side := range []ast.Node{n.Left, n.Right} {
		if w.syntax.spans.grouped(side) {
			continue
		}
		switch s := side.(type) {
		case *ast.BinaryNode:
			if s.Operator == "??" {
				continue
			}
		case *ast.UnaryNode:
			if isNumber(s.Node) && side == n.Right {
				continue
			}
		case *ast.ConditionalNode:
		default:
			continue
		}
		w.report(n, "formula-parentheses.coalesce", "inner", w.text(n))
		return
	}
}

func isNumber(n ast.Node) bool {
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return true
	}
	return false
}

// coalesceBeside refuses a ?? that is an operand of n without parentheses.
func (w *walker) coalesceBeside(n ast.Node, operands ...ast.Node) {
	for _, o := range operands {
		if b, ok := o.(*ast.BinaryNode); ok && b.Operator == "??" && !w.syntax.spans.grouped(o) {
			inner := w.text(o)
			w.report(n, "formula-parentheses.coalesce", "inner", inner)
			return
		}
	}
}

var comparisons = []string{"==", "!=", "<", "<=", ">", ">=", "in"}

// notBeforeComparison refuses not a == b, where not binds a alone.
func (w *walker) notBeforeComparison(n *ast.BinaryNode) {
	u, ok := n.Left.(*ast.UnaryNode)
	if !ok || u.Operator != "not" || !slices.Contains(comparisons, n.Operator) || w.syntax.spans.grouped(u) || w.syntax.spans.t.get(w.syntax.spans.token(u)).op("in") {
		return
	}
	inner := strings.TrimSpace(strings.TrimPrefix(w.syntax.Source.slice(w.syntax.spans.of(n)), "not"))
	write := "not (" + inner + ")"
	if n.Operator == "in" {
		write = w.text(u.Node) + " not in " + w.text(n.Right)
	}
	w.report(n, "formula-parentheses.not", "write", write, "left", w.text(u.Node))
	last := &w.problems[len(w.problems)-1]
	*last = last.Mend(w.syntax.Source.edits(w.syntax.spans.of(n), write)...)
}

// doubleEquals refuses a == b == c, which compares a truth with c.
func (w *walker) doubleEquals(n *ast.BinaryNode) {
	left, ok := n.Left.(*ast.BinaryNode)
	if !ok || (n.Operator != "==" && n.Operator != "!=") || w.syntax.spans.grouped(left) {
		return
	}
	if left.Operator == "==" || left.Operator == "!=" {
		write := w.syntax.Source.slice(w.syntax.spans.of(left)) + " and " + w.text(left.Right) + " " + n.Operator + " " + w.text(n.Right)
		w.report(n, "formula-syntax.chain", "write", write)
	}
}
