package formula

import (
	"strings"

	"github.com/expr-lang/expr/ast"

	"merit/rules/diag"
	"merit/rules/text"
)

// Records of earlier evaluations have fields inside of fields. Their types
// list them flat, by dotted names: "metrics.csat.value".

// fieldPath returns the dotted name of a chain of fields that starts at the
// element: .metrics.csat.value is "metrics.csat.value".
func fieldPath(n ast.Node) (string, bool) {
	m, ok := n.(*ast.MemberNode)
	if !ok {
		return "", false
	}
	name, ok := m.Property.(*ast.StringNode)
	if !ok {
		return "", false
	}
	if _, ok := m.Node.(*ast.PointerNode); ok {
		return name.Value, true
	}
	before, ok := fieldPath(m.Node)
	return before + "." + name.Value, ok
}

// below returns the next parts of the fields of t whose names start with
// prefix and a dot, each once, in the order declared.
func (t *Type) below(prefix string) []string {
	var parts []string
	seen := map[string]bool{}
	for _, f := range t.Fields {
		rest, ok := strings.CutPrefix(f.Name, prefix+".")
		if !ok {
			continue
		}
		if part, _, _ := strings.Cut(rest, "."); !seen[part] {
			seen[part] = true
			parts = append(parts, part)
		}
	}
	return parts
}

// outermost returns the names of the fields of t, those with dots by their
// first part.
func (t *Type) outermost() []string {
	var names []string
	seen := map[string]bool{}
	for _, f := range t.Fields {
		if name, _, _ := strings.Cut(f.Name, "."); !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

// whole returns a name spelt out to a field, for an example: of "metrics" it
// is "metrics.csat.value".
func (t *Type) whole(prefix string) string {
	for _, f := range t.Fields {
		if f.Name == prefix || strings.HasPrefix(f.Name, prefix+".") {
			return f.Name
		}
	}
	return prefix
}

// unknownPath reports a dotted name that is no field: one that stops too soon,
// goes on too far or goes astray on the way.
func (l *lowering) unknownPath(path string, at Range) {
	known := ""
	for rest := path; ; {
		part, after, more := strings.Cut(rest, ".")
		parts := l.elem.outermost()
		if known != "" {
			parts = l.elem.below(known)
		}
		next := strings.TrimPrefix(known+"."+part, ".")
		i, _ := l.elem.Field(next)
		switch {
		case i < 0 && l.elem.below(next) == nil:
			l.strayPart(known, part, after, parts, at)
			return
		case i >= 0 && more:
			l.report(at, "unknown-member.beyond", "name", next, "part", after)
			return
		case !more:
			l.report(at, "unknown-member.short", "name", next, "whole", l.elem.whole(next), "fields", dottedList(next+".", l.elem.below(next)))
			return
		}
		known, rest = next, after
	}
}

// strayPart reports a part of a dotted name that there is not. What comes
// after it is kept in what is offered instead, where that makes sense.
func (l *lowering) strayPart(known, part, after string, parts []string, at Range) {
	before := ""
	if known != "" {
		before = known + "."
	}
	if near := before + diag.Nearest(part, parts); near != before {
		if i, _ := l.elem.Field(near + "." + after); i < 0 {
			after = strings.TrimPrefix(l.elem.whole(near), near+".")
		}
		if near != after {
			near += "." + after
		}
		l.report(at, "unknown-member.near", "name", before+part, "near", near)
		return
	}
	l.report(at, "unknown-member.part", "name", before+part, "fields", dottedList(before, parts))
}

// mostShown bounds how many fields a message lists.
const mostShown = 24

// shown lists the fields of t for a message: ".score, .grade, .metrics.csat.value".
func (t *Type) shown() text.Text {
	names := t.outermost()
	for i, name := range names {
		names[i] = t.whole(name)
	}
	return dottedList("", names)
}

func dottedList(before string, names []string) text.Text {
	more := len(names) > mostShown
	whole := make([]string, min(len(names), mostShown))
	for i := range whole {
		whole[i] = before + names[i]
	}
	zh, en := dots(whole, "、"), dots(whole, ", ")
	if more {
		zh, en = zh+" ……", en+", …"
	}
	return words(zh, en)
}
