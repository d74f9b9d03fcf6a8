package reference_test

import (
	"fmt"
	"math/big"
	"strings"
	"unicode"
)

// A node is a part of a formula. op is "number", "text", "name", "element",
// "field", "call", "list", an operator, or "?:".
type node struct {
	op   string
	text string
	n    *big.Rat
	kids []*node
}

type parser struct {
	tokens []string
	at     int
}

// parse reads a formula by recursive descent. The loader has already accepted
// it, so what cannot be read is a fault of this reference and panics.
func parse(src string) *node {
	p := &parser{tokens: tokens(src)}
	n := p.conditional()
	if p.at != len(p.tokens) {
		panic(fmt.Sprintf("reference: cannot read %q at %q", src, p.tokens[p.at]))
	}
	return n
}

func tokens(src string) []string {
	var out []string
	rs := []rune(src)
	for i := 0; i < len(rs); {
		c, from := rs[i], i
		switch {
		case unicode.IsSpace(c):
			i++
			continue
		case unicode.IsDigit(c):
			for i < len(rs) && (unicode.IsDigit(rs[i]) || rs[i] == '.') {
				i++
			}
		case unicode.IsLetter(c) || c == '_':
			for i < len(rs) && (unicode.IsLetter(rs[i]) || unicode.IsDigit(rs[i]) || rs[i] == '_') {
				i++
			}
		case c == '"' || c == '\'':
			for i++; rs[i] != c; i++ {
			}
			i++
		default:
			i++
			if i < len(rs) && strings.Contains(" <= >= == != ?? ", " "+string(rs[from:i+1])+" ") {
				i++
			}
		}
		out = append(out, string(rs[from:i]))
	}
	return out
}

func (p *parser) peek() string {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	return ""
}

func (p *parser) take(ops ...string) (string, bool) {
	for _, op := range ops {
		if p.peek() == op {
			p.at++
			return op, true
		}
	}
	return "", false
}

func (p *parser) need(op string) {
	if _, ok := p.take(op); !ok {
		panic(fmt.Sprintf("reference: expected %q at %q in %q", op, p.peek(), p.tokens))
	}
}

func (p *parser) conditional() *node {
	c := p.coalesce()
	if _, ok := p.take("?"); !ok {
		return c
	}
	then := p.conditional()
	p.need(":")
	return &node{op: "?:", kids: []*node{c, then, p.conditional()}}
}

// left reads a left-associative chain of operators.
func (p *parser) left(next func() *node, ops ...string) *node {
	n := next()
	for {
		op, ok := p.take(ops...)
		if !ok {
			return n
		}
		n = &node{op: op, kids: []*node{n, next()}}
	}
}

// ?? needs parentheses beside any other operator (B3), so its place in this
// ladder does not matter.
func (p *parser) coalesce() *node { return p.left(p.or, "??") }
func (p *parser) or() *node       { return p.left(p.and, "or") }
func (p *parser) and() *node      { return p.left(p.comparison, "and") }

// comparison reads chains too: 1 < x < 5 means both (I5).
func (p *parser) comparison() *node {
	x := p.sum()
	var chain *node
	for {
		if _, ok := p.take("in"); ok {
			return &node{op: "in", kids: []*node{x, p.primary()}}
		}
		if p.peek() == "not" && p.at+1 < len(p.tokens) && p.tokens[p.at+1] == "in" {
			p.at += 2
			return &node{op: "not", kids: []*node{{op: "in", kids: []*node{x, p.primary()}}}}
		}
		op, ok := p.take("==", "!=", "<=", ">=", "<", ">")
		if !ok {
			break
		}
		y := p.sum()
		one := &node{op: op, kids: []*node{x, y}}
		if chain == nil {
			chain = one
		} else {
			chain = &node{op: "and", kids: []*node{chain, one}}
		}
		x = y
	}
	if chain != nil {
		return chain
	}
	return x
}

func (p *parser) sum() *node     { return p.left(p.product, "+", "-") }
func (p *parser) product() *node { return p.left(p.unary, "*", "/", "%") }

// Unary minus binds tighter than * (D8).
func (p *parser) unary() *node {
	if _, ok := p.take("-"); ok {
		return &node{op: "neg", kids: []*node{p.unary()}}
	}
	if _, ok := p.take("not"); ok {
		return &node{op: "not", kids: []*node{p.unary()}}
	}
	return p.primary()
}

func (p *parser) primary() *node {
	t := p.peek()
	p.at++
	switch c := []rune(t + " ")[0]; {
	case t == "(":
		n := p.conditional()
		p.need(")")
		return n
	case t == "[":
		return &node{op: "list", kids: p.several("]")}
	case t == "#":
		if _, ok := p.take("."); ok {
			return p.field()
		}
		return &node{op: "element"}
	case t == ".":
		return p.field()
	case unicode.IsDigit(c):
		r, ok := new(big.Rat).SetString(t)
		if !ok {
			panic("reference: number " + t)
		}
		return &node{op: "number", n: r}
	case c == '"' || c == '\'':
		return &node{op: "text", text: t[1 : len(t)-1]}
	case unicode.IsLetter(c) || c == '_':
		return p.name(t)
	}
	panic(fmt.Sprintf("reference: unexpected %q in %q", t, p.tokens))
}

func (p *parser) field() *node {
	n := &node{op: "field", text: p.peek()}
	for p.at++; p.peek() == "."; p.at += 2 { // .metrics.csat.score
		n.text += "." + p.tokens[p.at+1]
	}
	return n
}

func (p *parser) several(end string) []*node {
	var kids []*node
	for {
		if _, ok := p.take(end); ok {
			return kids
		}
		kids = append(kids, p.conditional())
		p.take(",")
	}
}

func (p *parser) name(t string) *node {
	if _, ok := p.take("("); ok {
		return &node{op: "call", text: t, kids: p.several(")")}
	}
	for p.peek() == "." {
		t += "." + p.tokens[p.at+1]
		p.at += 2
	}
	switch t {
	case "true", "false", "nil":
		return &node{op: t}
	}
	return &node{op: "name", text: t}
}
