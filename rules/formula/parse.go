package formula

import (
	"errors"
	"fmt"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"merit/rules/diag"
)

// Syntax is a formula that parses and keeps to the subset, not yet typed.
type Syntax struct {
	Source Source

	tokens *tokens
	spans  *spans
	root   ast.Node // expr's tree; of a predicate, its condition
}

// Parse reads a formula. With problems, which are all that show before types
// are known, the Syntax is nil.
func Parse(src Source) (*Syntax, diag.List) { return parse(src, false) }

// ParsePredicate reads a condition over the elements of a list, such as
// .score >= 4, which Check types with Scope.Elem.
func ParsePredicate(src Source) (*Syntax, diag.List) { return parse(src, true) }

// parse refuses in the order in which things can go wrong: sizes, characters,
// brackets, slips; only what is left is given to expr's parser.
func parse(src Source, predicate bool) (_ *Syntax, problems diag.List) {
	defer func() {
		if r := recover(); r != nil {
			whole := Range{0, len(src.Text)}
			problems = diag.List{src.problem(whole, "formula-syntax.unreadable", "detail", fmt.Sprint(r))}
		}
	}()
	if d, wrong := checkText(src); wrong {
		return nil, diag.List{d}
	}
	s := scan(src)
	t, stopped := lex(s, predicate)
	if d, wrong := t.checkDepth(); wrong {
		return nil, diag.List{d}
	}
	problems = s.problems
	problems.Add(t.match()...)
	t.findCalls()
	problems.Add(t.checkTokens()...)
	if stopped != nil {
		problems.Add(lexProblem(s, stopped))
	}
	if len(problems) > 0 {
		return nil, problems.Sorted()
	}
	return build(t)
}

// The list that a condition is wrapped for: expr parses .score only inside of
// a list function.
const wrapHead, wrapTail = "filter(_,", ")"

// config is what expr's parser is told; it only reads it.
var config = &conf.Config{MaxNodes: maxNodes, DisableIfOperator: true}

// build runs expr's parser and checks its tree.
func build(t *tokens) (*Syntax, diag.List) {
	written, shift := t.src.Text, 0
	if t.predicate {
		written, shift = wrapHead+written+wrapTail, len(wrapHead)
	}
	tree, err := parser.ParseWithConfig(written, config)
	if err != nil {
		var at *file.Error
		if !errors.As(err, &at) {
			at = &file.Error{Message: err.Error()}
		}
		return nil, diag.List{t.parseProblem(at, at.From-shift)}
	}
	root := tree.Node
	if t.predicate {
		root = condition(root)
	}
	s := &Syntax{Source: t.src, tokens: t, spans: newSpans(t, shift), root: root}
	w := &walker{syntax: s}
	w.inPredicate = t.predicate
	w.walk(root)
	if len(w.problems) > 0 {
		return nil, w.problems.Sorted()
	}
	return s, nil
}

// condition takes the condition out of the list function around it.
func condition(root ast.Node) ast.Node {
	if b, ok := root.(*ast.BuiltinNode); ok && len(b.Arguments) == 2 {
		if p, ok := b.Arguments[1].(*ast.PredicateNode); ok {
			return p.Node
		}
	}
	return root
}
