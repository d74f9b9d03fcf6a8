package formula

import "github.com/expr-lang/expr/ast"

// spans finds the text of expr's nodes, of which expr knows only one token.
// A node's extent is its first and last token, without parentheses around it.
type spans struct {
	t       *tokens
	shift   int         // runes before the formula's text in what expr parsed
	byRune  map[int]int // token that starts at a rune
	callee  map[int]bool
	extents map[ast.Node][2]int
}

func newSpans(t *tokens, shift int) *spans {
	s := &spans{t: t, shift: shift, byRune: make(map[int]int, len(t.list)), callee: map[int]bool{}, extents: map[ast.Node][2]int{}}
	for i, k := range t.list {
		s.byRune[k.rune] = i
	}
	for _, c := range t.calls {
		s.callee[c.open] = true
	}
	return s
}

// token returns the token that n's location names.
func (s *spans) token(n ast.Node) int { return s.byRune[n.Location().From-s.shift] }

// of returns the text of n in bytes.
func (s *spans) of(n ast.Node) Range {
	e := s.extent(n)
	return s.t.span(e[0], e[1])
}

// outer is n's extent with the parentheses around it.
func (s *spans) outer(n ast.Node) [2]int {
	e := s.extent(n)
	for e[0] > 0 && s.t.get(e[0]-1).bracket("(") && s.t.pair[e[0]-1] == e[1]+1 && !s.callee[e[0]-1] {
		e[0]--
		e[1]++
	}
	return e
}

// grouped reports whether n stands in parentheses.
func (s *spans) grouped(n ast.Node) bool { return s.outer(n) != s.extent(n) }

// outerText returns n as written, with its parentheses.
func (s *spans) outerText(n ast.Node) string {
	e := s.outer(n)
	return s.t.text(e[0], e[1])
}

func (s *spans) extent(n ast.Node) [2]int {
	if e, ok := s.extents[n]; ok {
		return e
	}
	e := s.measure(n)
	s.extents[n] = e
	return e
}

func (s *spans) measure(n ast.Node) [2]int {
	i := s.token(n)
	switch n := n.(type) {
	case *ast.UnaryNode:
		if s.t.get(i).op("in") { // not in: expr gives the place of in
			return s.extent(n.Node)
		}
		return [2]int{i, s.outer(n.Node)[1]}
	case *ast.BinaryNode:
		return [2]int{s.outer(n.Left)[0], s.outer(n.Right)[1]}
	case *ast.ConditionalNode:
		return [2]int{s.outer(n.Cond)[0], s.outer(n.Exp2)[1]}
	case *ast.MemberNode:
		return [2]int{s.outer(n.Node)[0], i}
	case *ast.CallNode, *ast.BuiltinNode:
		return [2]int{i, s.t.pair[i+1]}
	case *ast.ArrayNode:
		return [2]int{i, s.t.pair[i]}
	case *ast.PredicateNode:
		return s.outer(n.Node)
	}
	return [2]int{i, i}
}
