package formula

import (
	"errors"
	"io"
	"slices"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser/lexer"

	"merit/rules/diag"
)

// A token is one of expr's tokens with its place in bytes.
type token struct {
	kind  lexer.Kind
	value string
	at    Range
	rune  int // where expr says it starts
}

func (k token) is(kind lexer.Kind) bool { return k.kind == kind }

// op reports whether k is one of the given operators.
func (k token) op(values ...string) bool {
	return k.kind == lexer.Operator && slices.Contains(values, k.value)
}

func (k token) bracket(value string) bool { return k.kind == lexer.Bracket && k.value == value }

func (k token) opens() bool {
	return k.kind == lexer.Bracket && (k.value == "(" || k.value == "[" || k.value == "{")
}
func (k token) closes() bool { return k.kind == lexer.Bracket && !k.opens() }

// tokens are a formula's tokens, without the final EOF. Rules that depend on
// what expr's tree forgets, such as parentheses, are written against them.
type tokens struct {
	src       Source
	predicate bool // the formula is the condition of a list
	list      []token
	pair      []int // of each bracket the index of its partner, else -1
	calls     []call
}

// A call is name(…) as it stands in the tokens.
type call struct {
	name, open, close int
	args              [][2]int // first and last token of each argument
}

// lex reads the tokens of a scanned formula. With an error it returns the
// tokens before it and where the lexer stopped.
func lex(s *scanner, predicate bool) (*tokens, *file.Error) {
	t := &tokens{src: s.src, predicate: predicate}
	l := lexer.New()
	l.DisableIfOperator = true
	l.Reset(file.NewSource(s.repaired()))
	for len(t.list) <= maxTokens {
		k, err := l.Next()
		if err != nil {
			var bad *file.Error
			if errors.Is(err, io.EOF) || !errors.As(err, &bad) {
				return t, nil
			}
			return t, bad
		}
		if k.Kind != lexer.EOF {
			from, to := min(k.From, len(s.runes)), min(k.To, len(s.runes))
			t.list = append(t.list, token{k.Kind, k.Value, s.bytes(from, to), k.From})
		}
	}
	return t, nil
}

// text returns the formula's text from token i to token j.
func (t *tokens) text(i, j int) string { return t.src.slice(t.span(i, j)) }

func (t *tokens) span(i, j int) Range { return Range{t.list[i].at.Start, t.list[j].at.End} }

func (t *tokens) problem(i, j int, key string, args ...any) diag.Diagnostic {
	return t.src.problem(t.span(i, j), key, args...)
}

// get returns token i; outside of the formula a token that is nothing.
func (t *tokens) get(i int) token {
	if i < 0 || i >= len(t.list) {
		return token{kind: lexer.EOF}
	}
	return t.list[i]
}

// touch reports whether nothing stands between tokens i and i+1.
func (t *tokens) touch(i int) bool {
	return i >= 0 && i+1 < len(t.list) && t.list[i].at.End == t.list[i+1].at.Start
}

// ends reports whether token i can be the end of a value.
func (t *tokens) ends(i int) bool {
	switch k := t.get(i); k.kind {
	case lexer.Identifier, lexer.Number, lexer.String, lexer.Bytes:
		return true
	case lexer.Bracket:
		return k.closes()
	case lexer.Operator:
		return k.value == "#" || t.property(i)
	}
	return false
}

// starts reports whether token i can be the start of a value.
func (t *tokens) starts(i int) bool {
	switch k := t.get(i); k.kind {
	case lexer.Identifier, lexer.Number, lexer.String, lexer.Bytes:
		return true
	case lexer.Bracket:
		return k.opens()
	case lexer.Operator:
		return k.op("#", ".", "-", "not", "!")
	}
	return false
}

// property reports whether token i is the name after a dot.
func (t *tokens) property(i int) bool {
	k := t.get(i)
	return t.get(i-1).op(".", "?.") && (k.is(lexer.Identifier) || k.is(lexer.Operator) && isWord(k.value))
}

func isWord(s string) bool { return s != "" && (s[0] >= 'a' && s[0] <= 'z') }

// match pairs the brackets and reports those without a partner.
func (t *tokens) match() diag.List {
	var problems diag.List
	var open []int
	t.pair = slices.Repeat([]int{-1}, len(t.list))
	for i, k := range t.list {
		switch {
		case k.opens():
			open = append(open, i)
		case !k.closes():
		case len(open) == 0:
			problems.Add(t.problem(i, i, "formula-syntax.close", "bracket", k.value))
		default:
			last := open[len(open)-1]
			open = open[:len(open)-1]
			t.pair[i], t.pair[last] = last, i
			if want := closing[t.list[last].value]; want != k.value {
				problems.Add(t.problem(i, i, "formula-syntax.crossed", "open", t.list[last].value, "close", k.value, "want", want))
			}
		}
	}
	for _, i := range open {
		k := t.list[i].value
		problems.Add(t.problem(i, i, "formula-syntax.open", "bracket", k, "want", closing[k]))
	}
	return problems
}

var closing = map[string]string{"(": ")", "[": "]", "{": "}"}

// findCalls lists the calls; brackets must be paired.
func (t *tokens) findCalls() {
	for i, k := range t.list {
		if !k.bracket("(") || t.pair[i] < 0 || i == 0 {
			continue
		}
		name := t.list[i-1]
		word := name.is(lexer.Identifier) || name.op("and", "or") && (i == 1 || !t.ends(i-2))
		if word && !t.property(i-1) {
			t.calls = append(t.calls, call{i - 1, i, t.pair[i], t.arguments(i)})
		}
	}
}

func (t *tokens) arguments(open int) [][2]int {
	var args [][2]int
	from := open + 1
	for i := from; i <= t.pair[open]; i++ {
		k := t.list[i]
		if i == t.pair[open] || k.op(",") {
			if i > from {
				args = append(args, [2]int{from, i - 1})
			}
			from = i + 1
		} else if k.opens() && t.pair[i] > i {
			i = t.pair[i]
		}
	}
	return args
}

// enclosing returns the innermost call that token i is an argument of.
func (t *tokens) enclosing(i int) (call, bool) {
	best, found := call{}, false
	for _, c := range t.calls {
		if c.open < i && i < c.close && (!found || c.open > best.open) {
			best, found = c, true
		}
	}
	return best, found
}
