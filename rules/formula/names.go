package formula

import (
	"maps"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// A Name is a name as a formula has it, and where.
type Name struct {
	Text  string
	Range Range
}

// Names returns every name that s reads, as written and in order of place:
// "churn_target", and dotted "metrics.csat.score", "period.days" for members.
// Functions, and the fields of a predicate's element, are not among them.
func (s *Syntax) Names() []Name {
	c := &collector{spans: s.spans}
	c.walk(s.root)
	slices.SortFunc(c.names, func(a, b Name) int { return a.Range.Start - b.Range.Start })
	return slices.Compact(c.names)
}

type collector struct {
	spans *spans
	names []Name
}

func (c *collector) walk(n ast.Node) {
	if name, ok := dotted(n); ok {
		c.names = append(c.names, Name{name, c.spans.of(n)})
		return
	}
	for _, child := range childrenOf(n) {
		c.walk(child)
	}
}

// dotted returns the name that n is, with its dots.
func dotted(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return n.Value, true
	case *ast.MemberNode:
		before, ok := dotted(n.Node)
		property, named := n.Property.(*ast.StringNode)
		if ok && named {
			return before + "." + property.Value, true
		}
	}
	return "", false
}

// childrenOf returns the nodes below n, of the kinds that the subset has.
func childrenOf(n ast.Node) []ast.Node {
	switch n := n.(type) {
	case *ast.UnaryNode:
		return []ast.Node{n.Node}
	case *ast.BinaryNode:
		return []ast.Node{n.Left, n.Right}
	case *ast.ConditionalNode:
		return []ast.Node{n.Cond, n.Exp1, n.Exp2}
	case *ast.MemberNode:
		return []ast.Node{n.Node}
	case *ast.CallNode:
		return n.Arguments
	case *ast.BuiltinNode:
		return n.Arguments
	case *ast.PredicateNode:
		return []ast.Node{n.Node}
	case *ast.ArrayNode:
		return n.Nodes
	}
	return nil
}

// find looks a name up, titles included.
func (s *Scope) find(name string) (Symbol, bool) {
	if canonical, ok := s.Aliases[name]; ok {
		if _, taken := s.Symbols[name]; !taken {
			name = canonical
		}
	}
	symbol, ok := s.Symbols[name]
	if symbol.Name == "" {
		symbol.Name = name
	}
	if symbol.Type == nil {
		symbol.Type = UnknownType
	}
	return symbol, ok
}

// space reports whether name has members: metrics, period.
func (s *Scope) space(name string) bool {
	prefix := name + "."
	for symbol := range s.Symbols {
		if strings.HasPrefix(symbol, prefix) {
			return true
		}
	}
	for title := range s.Aliases {
		if strings.HasPrefix(title, prefix) {
			return true
		}
	}
	return false
}

// members returns the next parts of the names that start with prefix and a
// dot, sorted.
func (s *Scope) members(prefix string) []string {
	found := map[string]bool{}
	for _, names := range []func(func(string) bool){maps.Keys(s.Symbols), maps.Keys(s.Aliases)} {
		for name := range names {
			if rest, ok := strings.CutPrefix(name, prefix+"."); ok {
				part, _, _ := strings.Cut(rest, ".")
				found[part] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// plain returns the names that may be read here and have no dots, sorted.
func (s *Scope) plain() []string {
	if n := len(s.Symbols) + len(s.Aliases); s.names == nil || s.counted != n {
		s.names, s.shown, s.counted = s.sorted(), s.titled(), n
	}
	return s.names
}

func (s *Scope) sorted() []string {
	var out []string
	for name, symbol := range s.Symbols {
		if !strings.Contains(name, ".") && symbol.Hidden.IsZero() {
			out = append(out, name)
		}
	}
	for title := range s.Aliases {
		if !strings.Contains(title, ".") {
			out = append(out, title)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// readable lists what may be read here for people, each thing once, sorted by
// name: with its title before the name where formulas may use that.
func (s *Scope) readable() []string {
	s.plain()
	return s.shown
}

func (s *Scope) titled() []string {
	titles := map[string]string{}
	for title, name := range s.Aliases {
		if before := titles[name]; before == "" || title < before {
			titles[name] = title
		}
	}
	var out []string
	for name, symbol := range s.Symbols {
		if !strings.Contains(name, ".") && symbol.Hidden.IsZero() {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	for i, name := range out {
		if title := titles[name]; title != "" {
			out[i] = title + " (" + name + ")"
		}
	}
	return out
}
