package formula

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser/lexer"

	"merit/rules/diag"
)

// lexProblem says what expr's lexer stumbled over: what is left to it is a
// number that runs into letters, and escapes.
func lexProblem(s *scanner, e *file.Error) diag.Diagnostic {
	to := min(max(e.To, 1), len(s.runes))
	from := to - 1
	for from > 0 && wordRune(s.runes[from]) && wordRune(s.runes[from-1]) {
		from--
	}
	for to < len(s.runes) && wordRune(s.runes[to-1]) && wordRune(s.runes[to]) {
		to++
	}
	written := string(s.original[from:to])
	switch {
	case strings.Contains(e.Message, "number"):
		digits := strings.TrimRightFunc(written, func(r rune) bool { return r < '0' || r > '9' })
		if cut := strings.IndexFunc(written, func(r rune) bool { return wordRune(r) && (r < '0' || r > '9') }); cut >= 0 {
			digits = written[:cut]
		}
		write := spelledOut(written)
		if _, _, comparison := compared(written); comparison != "" {
			write = comparison
		}
		if write != "" {
			return s.src.problem(s.bytes(from, to), "formula-syntax.joined", "written", written, "write", write).Mend(s.src.edits(s.bytes(from, to), write)...)
		}
		if slices.Contains(measures, strings.TrimPrefix(written, digits)) {
			return s.src.problem(s.bytes(from, to), "formula-syntax.unit", "written", written, "digits", digits)
		}
		return s.src.problem(s.bytes(from, to), "formula-syntax.number", "written", written, "digits", digits, "rest", strings.TrimPrefix(written, digits))
	case strings.Contains(e.Message, "escape"), strings.Contains(e.Message, "unescape"), strings.Contains(e.Message, "unable"):
		return s.src.problem(s.bytes(from, to), "formula-syntax.escape", "written", written)
	}
	return s.src.problem(s.bytes(from, to), "formula-syntax.character", "char", written, "code", "")
}

// measures are the units that people write behind numbers.
var measures = []string{
	"元", "万元", "万", "天", "日", "小时", "分钟", "分", "秒", "周", "个月", "月", "年", "次", "个", "户", "人", "件", "单", "级", "倍",
	"h", "min", "s", "CNY", "days", "hours", "points",
}

func wordRune(r rune) bool {
	return known(r) && !strings.ContainsRune("()[]{},;%+-^&!=*<>?/#|: \t\r\n", r)
}

// parseProblem says in our words why expr's parser stopped at rune from.
func (t *tokens) parseProblem(e *file.Error, from int) diag.Diagnostic {
	i := t.indexOfRune(from)
	switch m := e.Message; {
	case strings.Contains(m, "maximum allowed nodes"):
		return t.tooLong()
	case strings.Contains(m, "coalesce"):
		return t.mixedCoalesce(min(i, len(t.list)-1))
	case strings.Contains(m, "literal"):
		j := max(0, min(i, len(t.list))-1)
		return t.problem(j, j, "formula-size.number", "written", t.text(j, j))
	}
	return t.unexpected(i)
}

// mixedCoalesce reports operator i after x ?? y.
func (t *tokens) mixedCoalesce(i int) diag.Diagnostic {
	j := i - 1
	for j > 0 && !t.list[j].op("??") {
		j--
	}
	left, right := t.operand(j-1, -1), t.operand(j+1, 1)
	return t.problem(i, i, "formula-parentheses.coalesce-operator", "operator", t.get(i).value, "left", left, "right", right, "next", t.operand(i+1, 1))
}

// indexOfRune returns the first token that starts at rune or after it.
func (t *tokens) indexOfRune(rune int) int {
	for i, k := range t.list {
		if k.rune >= rune {
			return i
		}
	}
	return len(t.list)
}

// unexpected explains why token i cannot stand where it does, from what is
// around it.
func (t *tokens) unexpected(i int) diag.Diagnostic {
	if i >= len(t.list) || i == len(t.list)-1 && !t.ends(i) {
		last := len(t.list) - 1
		if t.ends(last) {
			return t.problem(last, last, "formula-syntax.incomplete", "written", t.text(last, last))
		}
		return t.problem(last, last, "formula-syntax.right", "operator", t.get(last).value)
	}
	k := t.get(i)
	name := t.text(i, i)
	switch {
	case i == 0 && !t.starts(0):
		return t.problem(0, 0, "formula-syntax.left", "operator", name)
	case t.ends(i-1) && t.starts(i) && !k.op("-"):
		return t.problem(i, i, "formula-syntax.between", "left", t.text(i-1, i-1), "right", name)
	case k.op(",") && t.ends(i-1):
		return t.problem(i, i, "formula-syntax.comma")
	case k.op(":") && t.ends(i-1):
		return t.problem(i, i, "formula-syntax.colon")
	case k.bracket(")") && t.get(i-1).bracket("("):
		return t.problem(i-1, i, "formula-syntax.hollow")
	case !t.ends(i-1) && !t.starts(i) && i > 0 && t.get(i-1).kind == lexer.Operator:
		return t.problem(i-1, i-1, "formula-syntax.right", "operator", t.text(i-1, i-1))
	case t.missingElse(i):
		return t.problem(i, i, "formula-syntax.else")
	case k.kind == lexer.Operator:
		return t.problem(i, i, "formula-syntax.left", "operator", name)
	}
	return t.problem(i, i, "formula-syntax.unexpected", "written", name)
}

// missingElse reports whether an open ? before token i has no : yet.
func (t *tokens) missingElse(i int) bool {
	open := 0
	for _, k := range t.list[:i] {
		switch {
		case k.op("?"):
			open++
		case k.op(":"):
			open--
		}
	}
	return open > 0 && !t.get(i).op(":")
}
