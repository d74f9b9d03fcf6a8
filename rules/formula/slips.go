package formula

import (
	"regexp"
	"strings"

	"github.com/expr-lang/expr/parser/lexer"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// A tokenRule looks at token i and reports what is wrong with it. Together
// they name the slips that people make who know Excel rather than
// programming, and everything of expr that is outside of the subset and shows
// in its tokens.
type tokenRule func(t *tokens, i int) (diag.Diagnostic, bool)

var tokenRules = []tokenRule{
	dateWithoutQuotes, thousands, percentSign, comparisonSlip, logicSign, comparisonWord, logicWord,
	strayComma, bannedOperator, bannedBracket, bannedToken, callRule, leadingDot,
}

// checkTokens runs every rule on every token. The first rule that finds
// something wrong with a token has the word; what it covers is not looked at
// again.
func (t *tokens) checkTokens() diag.List {
	var problems diag.List
	for i := range t.list {
		for _, rule := range tokenRules {
			if d, wrong := rule(t, i); wrong {
				problems.Add(d)
				break
			}
		}
	}
	return problems
}

func none() (diag.Diagnostic, bool) { return diag.Diagnostic{}, false }

func (t *tokens) wrong(i, j int, key string, args ...any) (diag.Diagnostic, bool) {
	return t.problem(i, j, key, args...), true
}

var dateShape = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)

// dateWithoutQuotes finds 2026-01-01, which is a subtraction.
func dateWithoutQuotes(t *tokens, i int) (diag.Diagnostic, bool) {
	if !t.get(i).is(lexer.Number) || !t.get(i+1).op("-", "/") || !t.get(i+2).is(lexer.Number) ||
		!t.get(i+3).op(t.get(i+1).value) || !t.get(i+4).is(lexer.Number) {
		return none()
	}
	m := dateShape.FindStringSubmatch(t.text(i, i+4))
	if m == nil {
		return none()
	}
	date := m[1] + "-" + twoDigits(m[2]) + "-" + twoDigits(m[3])
	from, to := i, i+4
	if t.get(i-1).bracket("(") && t.get(i-2).value == "date" && t.get(i+5).bracket(")") {
		from, to = i-2, i+5
	}
	if _, real := calendar.ParseDate(date); !real {
		return t.wrong(from, to, "formula-syntax.date", "written", t.text(i, i+4), "date", date)
	}
	return t.instead(from, to, `date("`+date+`")`, "formula-syntax.date", "written", t.text(i, i+4), "date", date)
}

func twoDigits(s string) string {
	if len(s) < 2 {
		return "0" + s
	}
	return s
}

var threeDigits = regexp.MustCompile(`^\d{3}(\.\d*)?$`)

// thousands finds 1,000 where it cannot be two arguments.
func thousands(t *tokens, i int) (diag.Diagnostic, bool) {
	j := i
	for t.get(j).is(lexer.Number) && t.touch(j) && t.get(j+1).op(",") && t.touch(j+1) && threeDigits.MatchString(t.get(j+2).value) {
		j += 2
	}
	if j == i || t.get(i-1).op(",") && t.touch(i-1) && t.get(i-2).is(lexer.Number) {
		return none()
	}
	call, inCall := t.enclosing(i)
	list := inList(t, i)
	if (inCall && call.open >= groupOpen(t, i) || list) && t.get(i + 2).value[0] != '0' {
		return none()
	}
	written := t.text(i, j)
	write := strings.ReplaceAll(written, ",", "")
	return t.instead(i, j, write, "formula-syntax.thousands", "written", written, "write", write)
}

// groupOpen returns the innermost bracket that is open before token i, or -1.
func groupOpen(t *tokens, i int) int {
	for j := i - 1; j >= 0; j-- {
		if t.list[j].opens() && (t.pair[j] < 0 || t.pair[j] > i) {
			return j
		}
	}
	return -1
}

func inList(t *tokens, i int) bool {
	j := groupOpen(t, i)
	return j >= 0 && t.list[j].bracket("[")
}

// strayComma finds a comma that separates neither arguments nor items.
func strayComma(t *tokens, i int) (diag.Diagnostic, bool) {
	if !t.get(i).op(",") || t.touch(i-1) && t.touch(i) && t.get(i-1).is(lexer.Number) && threeDigits.MatchString(t.get(i+1).value) {
		return none()
	}
	open := groupOpen(t, i)
	if open >= 0 && !t.list[open].bracket("(") {
		return none()
	}
	if c, ok := t.enclosing(i); ok && c.open == open || open > 0 && t.get(open-1).is(lexer.Identifier) {
		return none()
	}
	d := t.problem(i, i, "formula-syntax.comma")
	before, after := t.get(i-1), t.get(i+1)
	if t.touch(i-1) && t.touch(i) && before.is(lexer.Number) && after.is(lexer.Number) && !strings.Contains(before.value+after.value, ".") {
		d = d.Mend(t.src.edits(t.span(i, i), ".")...)
	}
	return d, true
}

// percentSign finds 90% and x%, where % has nothing to divide by.
func percentSign(t *tokens, i int) (diag.Diagnostic, bool) {
	if !t.get(i).op("%") || !t.ends(i-1) {
		return none()
	}
	next := t.get(i + 1)
	minus := next.op("-") && t.touch(i-1) && !t.touch(i)
	if t.starts(i+1) && !minus {
		return none()
	}
	number := t.text(i-1, i-1)
	d := t.problem(i-1, i, "formula-syntax.percent", "written", t.text(i-1, i), "number", number)
	if write := t.percentOf(number, i-1, i); write != "" {
		d = d.Mend(t.src.edits(t.span(i-1, i), write)...)
	}
	return d, true
}

// comparisonSlip finds = and the ways of other languages to write != and >=.
func comparisonSlip(t *tokens, i int) (diag.Diagnostic, bool) {
	k, next := t.get(i), t.get(i+1)
	pair := ""
	if t.touch(i) && k.kind == lexer.Operator && next.kind == lexer.Operator {
		pair = k.value + next.value
	}
	switch {
	case t.touch(i-1) && comparisonPairs[t.get(i-1).value+k.value] != "":
		return none() // reported with the token before
	case comparisonPairs[pair] != "":
		return t.word(i, i+1, comparisonPairs[pair], "formula-syntax.comparison", "written", pair, "write", comparisonPairs[pair])
	case k.op("=") && i == 0:
		return t.instead(0, 0, "", "formula-syntax.excel", "write", strings.TrimSpace(t.src.Text[k.at.End:]))
	case k.op("=") && !t.get(i-2).op("let"):
		return t.word(i, i, "==", "formula-syntax.equals", "left", t.operand(i-1, -1), "right", t.operand(i+1, 1))
	}
	return none()
}

var comparisonPairs = map[string]string{"<>": "!=", "=>": ">=", "=<": "<=", "===": "==", "!==": "!=", "==!": "!=", "=!": "!=", "><": "!="}

// operand returns the value that starts or ends at token i, for an example.
func (t *tokens) operand(i, step int) string {
	j := i
	for k := t.get(j); t.get(j+step).kind != lexer.EOF; k = t.get(j) {
		if (k.opens() || k.closes()) && t.pair[j] >= 0 {
			j = t.pair[j]
		}
		next := t.get(j + step)
		if !(next.op(".") || k.op(".") || t.get(j).op(".") || step < 0 && t.get(j).bracket("(") && next.is(lexer.Identifier) || step > 0 && k.is(lexer.Identifier) && next.bracket("(")) {
			break
		}
		j += step
	}
	if t.get(i).kind == lexer.EOF || t.get(j).kind == lexer.EOF {
		return "…"
	}
	return t.text(min(i, j), max(i, j))
}

// logicSign finds the signs of programming languages for and, or, not.
func logicSign(t *tokens, i int) (diag.Diagnostic, bool) {
	k := t.get(i)
	word, ok := logicSigns[k.value]
	if k.kind != lexer.Operator || !ok {
		return none()
	}
	return t.word(i, i, word, "formula-syntax.logic", "written", k.value, "word", word)
}

var logicSigns = map[string]string{"&&": "and", "||": "or", "!": "not", "&": "and"}

var logicWords = map[string]string{
	"且": "and", "并且": "and", "而且": "and", "和": "and", "与": "and", "及": "and", "或": "or", "或者": "or", "非": "not", "不是": "not",
}

// logicWord finds 且, 或, AND, Or and the like between values.
func logicWord(t *tokens, i int) (diag.Diagnostic, bool) {
	k := t.get(i)
	if !k.is(lexer.Identifier) || t.property(i) || t.get(i+1).bracket("(") && !t.ends(i-1) {
		return none()
	}
	word := logicWords[k.value]
	if lower := strings.ToLower(k.value); lower == "and" || lower == "or" || lower == "not" || lower == "in" {
		word = lower
	}
	between := t.ends(i-1) || word == "not" && t.starts(i+1)
	if word == "" || !between {
		return none()
	}
	return t.word(i, i, word, "formula-syntax.word", "written", k.value, "word", word)
}

// leadingDot finds .field and # where no list function takes a condition.
func leadingDot(t *tokens, i int) (diag.Diagnostic, bool) {
	if !t.get(i).op(".", "#") || t.get(i).op(".") && t.ends(i-1) {
		return none()
	}
	last := i
	if t.get(i+1).is(lexer.Identifier) && t.touch(i) {
		last = i + 1
	}
	for inside, ok := t.enclosing(i); ok; inside, ok = t.enclosing(inside.name) {
		f, _ := lookup(t.list[inside.name].value)
		if f == nil || f.each && len(inside.args) > 0 && i > inside.args[0][1] {
			return none()
		}
		if f.list && i > inside.args[0][1] && len(inside.args) > f.most {
			return none() // callRule explains the call
		}
	}
	if t.predicate {
		return none()
	}
	return t.wrong(i, last, "formula-syntax.element", "written", t.text(i, last))
}
