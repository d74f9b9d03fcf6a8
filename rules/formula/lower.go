package formula

import (
	"maps"
	"slices"

	"github.com/expr-lang/expr/ast"

	"merit/rules/diag"
)

// A lowering turns expr's tree into ours and infers the types on the way. It
// never stops: what is wrong gets the Unknown type, about which nothing more
// is said, so one run finds every mistake.
type lowering struct {
	syntax   *Syntax
	scope    *Scope
	problems diag.List
	reads    map[string]bool
	each     bool  // inside of a predicate
	elem     *Type // of the list that the predicate looks at
}

// Check types s in scope and returns the formula, or every problem it has.
func (s *Syntax) Check(scope *Scope, want Want) (*Formula, diag.List) {
	l := &lowering{syntax: s, scope: scope, reads: map[string]bool{}, each: s.tokens.predicate, elem: scope.Elem}
	if l.each && l.elem == nil {
		l.elem = UnknownType
	}
	root := l.node(s.root)
	l.wants(root, want)
	if len(l.problems) > 0 {
		return nil, l.problems.Sorted()
	}
	f := &Formula{Source: s.Source, Root: root, Reads: slices.Sorted(maps.Keys(l.reads)), Cost: cost(root)}
	if d, objects := s.secondNet(scope); objects {
		return nil, diag.List{d}
	}
	return f, nil
}

func (l *lowering) report(at Range, key string, args ...any) {
	l.problems.Add(l.syntax.Source.problem(at, key, args...))
}

// text returns a node as written.
func (l *lowering) text(n Node) string { return l.syntax.Source.slice(n.Range()) }

// node lowers n.
func (l *lowering) node(n ast.Node) Node {
	at := l.syntax.spans.of(n)
	switch n := n.(type) {
	case *ast.NilNode:
		return &NilLit{base{at, NilType}}
	case *ast.BoolNode:
		return &BoolLit{base{at, BooleanType}, n.Value}
	case *ast.StringNode:
		return &StringLit{base{at, wordType(n.Value)}, n.Value}
	case *ast.IntegerNode:
		return &NumberLit{base{at, IntegerType}, float64(n.Value)}
	case *ast.FloatNode:
		return &NumberLit{base{at, NumberType}, n.Value}
	case *ast.IdentifierNode:
		return l.name(n.Value, at, nil)
	case *ast.MemberNode:
		return l.member(n, at)
	case *ast.PointerNode:
		return l.element(at)
	case *ast.UnaryNode:
		return l.unary(n, at)
	case *ast.BinaryNode:
		return l.binary(n, at)
	case *ast.ConditionalNode:
		return l.conditional(n, at)
	case *ast.ArrayNode:
		return l.list(n, at)
	case *ast.CallNode:
		return l.call(n, n.Arguments, at)
	case *ast.BuiltinNode:
		return l.call(n, n.Arguments, at)
	}
	l.report(at, "formula-subset.other")
	return hole(at)
}

// hole stands for what is wrong.
func hole(at Range) Node { return &NilLit{base{at, UnknownType}} }

// wordType is the type of one word in quotes: text that can only be it.
func wordType(word string) *Type { return &Type{Kind: String, Enum: []string{word}} }

// name lowers a name without dots.
func (l *lowering) name(name string, at Range, other *Type) Node {
	symbol, ok := l.scope.find(name)
	if !ok {
		l.unknownName(name, at, other)
		return hole(at)
	}
	return l.read(symbol, at)
}

func (l *lowering) read(symbol Symbol, at Range) Node {
	if !symbol.Hidden.IsZero() {
		l.report(at, "hidden-name", "name", l.syntax.Source.slice(at), "why", symbol.Hidden)
		return hole(at)
	}
	l.reads[symbol.Name] = true
	return &Ref{base{at, symbol.Type}, symbol.Name}
}

// member lowers a.b: a field of the element, or a dotted name.
func (l *lowering) member(n *ast.MemberNode, at Range) Node {
	if path, ok := fieldPath(n); ok {
		return l.field(path, at)
	}
	name, ok := dotted(n)
	if !ok {
		l.partless(n, at)
		return hole(at)
	}
	if symbol, ok := l.scope.find(name); ok {
		return l.read(symbol, at)
	}
	l.unknownDotted(n, name, at)
	return hole(at)
}

// partless reports fields that are taken of something computed, such as
// last(history, 1).metrics.csat.value: once, however many dots there are.
func (l *lowering) partless(n *ast.MemberNode, at Range) {
	first, path := n.Node, n.Property.(*ast.StringNode).Value
	for {
		m, ok := first.(*ast.MemberNode)
		if !ok {
			break
		}
		first, path = m.Node, m.Property.(*ast.StringNode).Value+"."+path
	}
	if of := l.node(first); of.Type().Kind == List {
		l.report(at, "type-mismatch.list-field", "list", l.text(of), "field", path)
		return
	}
	l.report(at, "type-mismatch.member", "written", l.syntax.Source.slice(at), "field", n.Property.(*ast.StringNode).Value)
}

// unknownDotted says what is wrong with a dotted name.
func (l *lowering) unknownDotted(n *ast.MemberNode, name string, at Range) {
	first := n.Node
	for {
		m, ok := first.(*ast.MemberNode)
		if !ok {
			break
		}
		first = m.Node
	}
	root := first.(*ast.IdentifierNode).Value
	_, isMetric := l.scope.find("metrics." + name)
	symbol, known := l.scope.find(root)
	field := n.Property.(*ast.StringNode).Value
	switch {
	case l.scope.space(root):
		l.unknownMember(name, at)
	case isMetric:
		l.instead(at, "metrics."+name, "unknown-name.metric-member", "name", name)
	case known && symbol.Type.Kind == List:
		l.reads[symbol.Name] = true
		l.report(at, "type-mismatch.list-field", "list", root, "field", field)
	case known && symbol.Type.Kind != Unknown:
		l.report(at, "type-mismatch.member", "written", name, "field", field)
	case !known:
		l.unknownName(root, l.syntax.spans.of(first), nil)
	}
}

// field lowers .name in a predicate.
func (l *lowering) field(name string, at Range) Node {
	switch {
	case l.elem == nil || l.elem.Kind == Unknown:
		return &ElementField{base{at, UnknownType}, name, -1}
	case l.elem.Kind != Record:
		l.report(at, "unknown-member.plain", "name", name, "type", kindName(l.elem))
		return hole(at)
	}
	i, t := l.elem.Field(name)
	if i < 0 {
		l.unknownField(name, at)
		return hole(at)
	}
	return &ElementField{base{at, t}, name, i}
}

// element lowers # in a predicate.
func (l *lowering) element(at Range) Node {
	if l.elem != nil && l.elem.Kind == Record {
		l.report(at, "type-mismatch.element", "fields", l.elem.shown())
		return hole(at)
	}
	of := l.elem
	if of == nil {
		of = UnknownType
	}
	return &Element{base{at, of}}
}

// list lowers […] that is not the right side of in.
func (l *lowering) list(n *ast.ArrayNode, at Range) Node {
	items := l.items(n)
	elem := UnknownType
	for i, item := range items {
		if i == 0 {
			elem = item.Type()
		} else if both, ok := unify(elem, item.Type()); ok {
			elem = both
		} else {
			l.report(item.Range(), "type-mismatch.list-items", "item", kindName(item.Type()), "first", kindName(items[0].Type()))
			elem = UnknownType
			break
		}
	}
	return &ListLit{base{at, ListOf(elem, len(items))}, items}
}

func (l *lowering) items(n *ast.ArrayNode) []Node {
	items := make([]Node, len(n.Nodes))
	for i, item := range n.Nodes {
		items[i] = l.node(item)
	}
	return items
}
