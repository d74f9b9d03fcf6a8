package edit

import (
	"strconv"
	"strings"

	"merit/rules/formula"
	"merit/rules/text"
)

// A speaker says a formula in words: names by their titles, operators as
// people write them. A literal one writes it back by its names instead.
type speaker struct {
	lang    text.Lang
	titles  map[string]string
	literal bool
}

func (s *speaker) say(n formula.Node) string {
	switch n := n.(type) {
	case *formula.NumberLit:
		return strconv.FormatFloat(n.Value, 'f', -1, 64)
	case *formula.StringLit:
		return strconv.Quote(n.Value)
	case *formula.BoolLit:
		return s.word(strconv.FormatBool(n.Value))
	case *formula.NilLit:
		return s.word("nil")
	case *formula.DateLit:
		return n.Value.String()
	case *formula.Ref:
		return s.name(n.Name)
	case *formula.Element:
		return s.word("element")
	case *formula.ElementField:
		return titled(s.titles["."+n.Name], "."+n.Name)
	case *formula.Unary:
		if n.Op == formula.Not {
			return s.word("not") + s.bracket(n.X, n)
		}
		return "−" + s.bracket(n.X, n)
	case *formula.Binary:
		if n.Op == formula.Coalesce && !s.literal {
			return s.fill("otherwise", "x", s.say(n.X), "y", s.say(n.Y))
		}
		return s.bracket(n.X, n) + " " + s.operator(n.Op) + " " + s.bracket(n.Y, n)
	case *formula.In:
		return s.bracket(n.X, n) + s.word("in") + "[" + s.list(n.Set) + "]"
	case *formula.Conditional:
		return s.fill("if", "if", s.say(n.If), "then", s.say(n.Then), "else", s.say(n.Else))
	case *formula.Call:
		args := s.list(n.Args)
		if n.Each != nil {
			args += s.word("each") + s.say(n.Each)
		}
		return s.function(n.Func) + "(" + args + ")"
	case *formula.ListLit:
		return "[" + s.list(n.Items) + "]"
	}
	return ""
}

func (s *speaker) list(all []formula.Node) string {
	var out []string
	for _, n := range all {
		out = append(out, s.say(n))
	}
	return strings.Join(out, ", ")
}

// name says a name by its title, members of metrics as title and part.
func (s *speaker) name(name string) string {
	if s.literal {
		return name
	}
	if t := s.titles[name]; t != "" {
		return t
	}
	if rest, ok := strings.CutPrefix(name, "metrics."); ok {
		id, part, _ := strings.Cut(rest, ".")
		if e, ok := text.Find("say-of." + part); ok {
			return e.Fill("metric", titled(s.titles["metrics."+id], id)).Message.In(s.lang)
		}
	}
	if e, ok := text.Find("say-" + strings.ReplaceAll(name, ".", "-")); ok {
		return e.Message.In(s.lang)
	}
	return name
}

func (s *speaker) word(name string) string { return text.Say("say-word." + name).In(s.lang) }

func (s *speaker) fill(name string, args ...string) string {
	return text.Say("say-word."+name, args...).In(s.lang)
}

func (s *speaker) function(name string) string {
	if e, ok := text.Find("say-function." + strings.ReplaceAll(name, "_", "-")); ok && !s.literal {
		return e.Message.In(s.lang)
	}
	return name
}

func (s *speaker) operator(op formula.Op) string {
	switch op {
	case formula.Multiply:
		return "×"
	case formula.Divide:
		return "÷"
	case formula.Subtract:
		return "−"
	case formula.Equal:
		return "="
	case formula.NotEqual:
		return "≠"
	case formula.LessEqual:
		return "≤"
	case formula.GreaterEqual:
		return "≥"
	case formula.And, formula.Or:
		return s.word(op.String())
	}
	return op.String()
}

// bracket says x within n, in brackets where they are needed to tell.
func (s *speaker) bracket(x, n formula.Node) string {
	said := s.say(x)
	inner, binary := x.(*formula.Binary)
	if _, choice := x.(*formula.Conditional); choice {
		return "(" + said + ")"
	}
	if !binary {
		return said
	}
	if inner.Op == formula.Coalesce && !s.literal {
		return said // says its own brackets
	}
	outer, within := n.(*formula.Binary)
	if within && (tightness(inner.Op) > tightness(outer.Op) || tightness(inner.Op) == tightness(outer.Op) && x == outer.X) {
		return said
	}
	return "(" + said + ")"
}

func tightness(op formula.Op) int {
	switch op {
	case formula.Or:
		return 1
	case formula.And:
		return 2
	case formula.Multiply, formula.Divide, formula.Remainder:
		return 5
	case formula.Add, formula.Subtract:
		return 4
	case formula.Coalesce:
		return 0
	}
	return 3
}
