package formula

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/parser/lexer"

	"merit/rules/diag"
)

// bannedOperators are the operators of expr outside of the subset, with the
// sentence that says what to write instead.
var bannedOperators = map[string]string{
	"let": "formula-subset.let", ";": "formula-subset.sequence", "|": "formula-subset.pipe",
	"**": "formula-subset.power", "^": "formula-subset.power",
	"matches": "formula-subset.search", "contains": "formula-subset.search",
	"startsWith": "formula-subset.search", "endsWith": "formula-subset.search",
	"?.": "formula-subset.optional", "::": "formula-subset.builtin",
}

func bannedOperator(t *tokens, i int) (diag.Diagnostic, bool) {
	k := t.get(i)
	if k.kind != lexer.Operator || t.property(i) {
		return none()
	}
	if square := t.get(i - 1); k.op("^", "**") && square.is(lexer.Identifier) && !t.property(i-1) && t.get(i+1).value == "2" {
		return t.word(i, i+1, "* "+square.value, "formula-subset.power", "written", k.value, "left", square.value)
	}
	if k.op("?.") {
		return t.instead(i, i, ".", "formula-subset.optional")
	}
	if key, ok := bannedOperators[k.value]; ok {
		return t.wrong(i, i, key, "written", k.value, "left", t.operand(i-1, -1), "right", t.operand(i+1, 1))
	}
	switch {
	case k.value == "in" && t.get(i+2).op(".."):
		return t.wrong(i, i+3, "formula-subset.range", "name", t.operand(i-1, -1), "left", t.text(i+1, i+1), "right", t.operand(i+3, 1))
	case k.value == ".." && !t.get(i-2).op("in"):
		return t.wrong(i, i, "formula-subset.range", "name", "x", "left", t.operand(i-1, -1), "right", t.operand(i+1, 1))
	case k.value == "?" && t.get(i+1).op(":"):
		return t.wrong(i, i+1, "formula-subset.elvis", "left", t.operand(i-1, -1), "right", t.operand(i+2, 1))
	case k.value == "+" && !t.ends(i-1):
		return t.instead(i, i, "", "formula-subset.plus")
	case k.value != ".." && !knownOperators[k.value]:
		return t.wrong(i, i, "formula-syntax.operator", "written", k.value)
	}
	return none()
}

// knownOperators are those that other rules or the parser deal with.
var knownOperators = map[string]bool{
	"+": true, "-": true, "*": true, "/": true, "%": true, "==": true, "!=": true, "<": true, "<=": true, ">": true, ">=": true,
	"=": true, "!": true, "&": true, "&&": true, "||": true, "and": true, "or": true, "not": true, "in": true,
	"?": true, ":": true, "??": true, ",": true, ".": true, "#": true,
}

// bannedBracket refuses maps, indexes and slices.
func bannedBracket(t *tokens, i int) (diag.Diagnostic, bool) {
	k := t.get(i)
	last := i
	if k.opens() && t.pair[i] > i {
		last = t.pair[i]
	}
	switch {
	case k.bracket("{") && !t.has("if"):
		return t.wrong(i, last, "formula-subset.braces")
	case k.bracket("[") && t.ends(i-1):
		return t.wrong(i, last, "formula-subset.index", "list", t.operand(i-1, -1))
	}
	return none()
}

// bannedToken refuses $ names, byte strings, ##, #name, and numbers that are
// not plain decimal ones.
func bannedToken(t *tokens, i int) (diag.Diagnostic, bool) {
	k := t.get(i)
	switch {
	case k.is(lexer.Identifier) && strings.Contains(k.value, "$"):
		return t.wrong(i, i, "formula-subset.dollar", "name", k.value)
	case k.is(lexer.Bytes):
		return t.wrong(i, i, "formula-subset.bytes")
	case k.op("#") && t.get(i+1).is(lexer.Identifier):
		return t.wrong(i, i+1, "formula-subset.pointer", "name", t.get(i+1).value)
	case k.is(lexer.Number) && len(k.value) > 1 && strings.ContainsAny(k.value[1:2], "xXoObB"):
		return t.wrong(i, i, "formula-subset.digits", "written", k.value)
	case k.is(lexer.Identifier) && (k.value == "if" || k.value == "else" && !t.has("if")) && !t.property(i) && !t.get(i+1).bracket("("):
		return t.wrong(i, i, "formula-subset.if")
	}
	return none()
}

// has reports whether word is one of the tokens.
func (t *tokens) has(word string) bool {
	return slices.ContainsFunc(t.list, func(k token) bool { return k.is(lexer.Identifier) && k.value == word })
}
