package formula

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/expr-lang/expr/parser/lexer"

	"merit/rules/diag"
)

// edits returns the edit that writes text in place of r, none where the file
// cannot hold it there.
func (src Source) edits(r Range, text string) []diag.Edit {
	if src.Escape == nil || src.Locate == nil {
		return nil
	}
	written, ok := src.Escape(text)
	if !ok {
		return nil
	}
	return []diag.Edit{{Span: src.Locate(r.Start, r.End), Text: written}}
}

// instead is wrong with the offer to write text in place of tokens i to j.
func (t *tokens) instead(i, j int, text, key string, args ...any) (diag.Diagnostic, bool) {
	return t.problem(i, j, key, args...).Mend(t.src.edits(t.span(i, j), text)...), true
}

// word is instead for a word, which needs blanks around it where none stand.
func (t *tokens) word(i, j int, word, key string, args ...any) (diag.Diagnostic, bool) {
	return t.instead(i, j, padded(t.src.Text, t.span(i, j), word), key, args...)
}

// padded puts blanks between text and the values that stand right beside r.
func padded(source string, r Range, text string) string {
	before, _ := utf8.DecodeLastRuneInString(source[:r.Start])
	after, _ := utf8.DecodeRuneInString(source[r.End:])
	if r.Start > 0 && (joins(before) || strings.ContainsRune(")]", before)) {
		text = " " + text
	}
	if r.End < len(source) && (joins(after) || strings.ContainsRune("([!-#", after)) {
		text += " "
	}
	return text
}

// joins reports whether r runs into a word beside it.
func joins(r rune) bool {
	return r == '_' || r == '"' || r == '\'' || r == '.' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// comparisons in words, as people say them; the longer ones come first, since
// they hold the shorter ones.
var comparisonWords = [][2]string{
	{"大于或等于", ">="}, {"小于或等于", "<="}, {"大于等于", ">="}, {"小于等于", "<="}, {"不等于", "!="}, {"不大于", "<="}, {"不小于", ">="},
	{"不超过", "<="}, {"不高于", "<="}, {"不多于", "<="}, {"不低于", ">="}, {"不少于", ">="}, {"大于", ">"}, {"小于", "<"}, {"等于", "=="},
	{"超过", ">"}, {"高于", ">"}, {"多于", ">"}, {"低于", "<"}, {"少于", "<"}, {"乘以", "*"}, {"除以", "/"}, {"加上", "+"}, {"减去", "-"},
	{"不是", "!="},
}

// comparisonWord finds 大于, 不超过 and the like between two values.
func comparisonWord(t *tokens, i int) (diag.Diagnostic, bool) {
	k := t.get(i)
	if !k.is(lexer.Identifier) || !t.ends(i-1) || !t.starts(i+1) {
		return none()
	}
	if k.value == "x" || k.value == "X" { // for ×
		return t.word(i, i, "*", "formula-syntax.symbol", "written", k.value, "write", "*")
	}
	for _, w := range comparisonWords {
		if k.value == w[0] {
			return t.word(i, i, w[1], "formula-syntax.symbol", "written", k.value, "write", w[1])
		}
	}
	return none()
}

// compared finds a comparison in words inside of a name, as in 满意率大于90,
// and returns what stands around it and the formula it means.
func compared(name string) (left, right, write string) {
	for _, w := range comparisonWords {
		if i := strings.Index(name, w[0]); i > 0 && i+len(w[0]) < len(name) {
			left, right = name[:i], name[i+len(w[0]):]
			return left, right, left + " " + w[1] + " " + right
		}
	}
	return "", "", ""
}

var plainNumber = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)

// percentOf returns what number% means beside the tokens from i to j, "" where
// only people can tell: as a factor it is a fraction, compared with a metric
// it counts in percent, compared with a quotient it depends on the * 100.
func (t *tokens) percentOf(number string, i, j int) string {
	if !plainNumber.MatchString(number) {
		return ""
	}
	whole := i == 0 && j == len(t.list)-1
	if whole {
		return number
	}
	if t.get(i-1).op("*", "/") || t.get(j+1).op("*", "/") {
		return fraction(number)
	}
	side := ""
	switch {
	case t.get(i - 1).op(comparing...):
		side = t.side(i-2, -1)
	case t.get(j + 1).op(comparing...):
		side = t.side(j+2, 1)
	}
	switch {
	case strings.Contains(side, "100") || metricValue.MatchString(side):
		return number
	case strings.Contains(side, "/"):
		return fraction(number)
	}
	return ""
}

var (
	comparing   = []string{"<", ">", "<=", ">=", "==", "!=", "="}
	metricValue = regexp.MustCompile(`^metrics\.[\pL\pN_]+\.(value|score)$`)
)

// side returns the operand of a comparison that starts or ends at token i.
func (t *tokens) side(i, step int) string {
	j := i
	for k := i; t.get(k).kind != lexer.EOF; k += step {
		token := t.list[k]
		if token.op("and", "or", "?", ":", ",", "&&", "||") || t.pair[k] < 0 && (token.opens() || token.closes()) {
			break
		}
		if p := t.pair[k]; p >= 0 {
			if (p-k)*step < 0 {
				break // the bracket around all of it
			}
			k = p
		}
		j = k
	}
	if t.get(i).kind == lexer.EOF {
		return ""
	}
	return t.text(min(i, j), max(i, j))
}

// fraction divides a plain number by a hundred, in its digits.
func fraction(number string) string {
	whole, decimals, _ := strings.Cut(number, ".")
	whole = strings.Repeat("0", max(0, 3-len(whole))) + whole
	out := strings.TrimRight(whole[:len(whole)-2]+"."+whole[len(whole)-2:]+decimals, "0")
	return strings.TrimSuffix(out, ".")
}

// renamed are the functions of spreadsheets that only have another name here:
// with as many arguments as ours takes, the new name is all there is to change.
var renamed = []string{
	"average", "avg", "counta", "size", "length", "minimum", "maximum", "every", "some", "int", "ceiling", "roundup", "rounddown", "datevalue",
	"求和", "合计", "总和", "平均", "平均值", "平均数", "均值", "最大", "最大值", "最小", "最小值", "个数", "条数", "取整", "向上取整", "向下取整", "四舍五入",
	"绝对值", "中位数", "百分位", "百分位数", "筛选", "日期", "天数",
}

// mendCall returns what to write for a call of a function that is only named
// otherwise here, or "".
func (t *tokens) mendCall(c call, word, ours string) string {
	f, _ := lookup(ours)
	args := t.argumentTexts(c)
	switch n := len(args); {
	case f == nil || n == 0:
		return ""
	case ours == "mean" && n > 1 && slices.Contains(renamed, word) && !each(args):
		return "(" + strings.Join(atoms(args), " + ") + ") / " + strconv.Itoa(n)
	case ours == "sum" && n > 1 && slices.Contains(renamed, word) && !each(args):
		return strings.Join(atoms(args), " + ")
	case (ours == "ceil" || ours == "floor") && n == 2 && args[1] == "0":
		return ours + "(" + args[0] + ")"
	case word == "countif" && n == 2:
		return countIf(args[0], args[1])
	case slices.Contains(renamed, word) && n >= f.least && n <= f.most:
		return ours + "(" + strings.Join(args, ", ") + ")"
	}
	return ""
}

func (t *tokens) argumentTexts(c call) []string {
	args := make([]string, len(c.args))
	for i, a := range c.args {
		args[i] = t.text(a[0], a[1])
	}
	return args
}

// each reports whether an argument is about the elements of a list.
func each(args []string) bool {
	return slices.ContainsFunc(args, func(a string) bool { return strings.HasPrefix(a, ".") || strings.Contains(a, "#") })
}

var (
	criterion = regexp.MustCompile(`^["'](<=|>=|<>|=|<|>)?\s*(-?[0-9.]+|[^"'<>=]+)["']$`)
	listName  = regexp.MustCompile(`^[\pL_][\pL\pN_]*$`)
	listField = regexp.MustCompile(`^([\pL_][\pL\pN_]*)(\.[\pL_][\pL\pN_]*)$`)
	number    = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
)

// countIf writes COUNTIF(surveys.score, ">=4") as count(surveys, .score >= 4),
// and "" where it is not as plain as that.
func countIf(list, want string) string {
	op, value := "==", want
	if m := criterion.FindStringSubmatch(want); m != nil {
		value = m[2]
		if !number.MatchString(value) {
			value = `"` + value + `"`
		}
		if m[1] != "" && m[1] != "=" {
			op = strings.Replace(m[1], "<>", "!=", 1)
		}
	} else if !number.MatchString(want) {
		return ""
	}
	if m := listField.FindStringSubmatch(list); m != nil {
		return "count(" + m[1] + ", " + m[2] + " " + op + " " + value + ")"
	}
	if listName.MatchString(list) {
		return "count(" + list + ", # " + op + " " + value + ")"
	}
	return ""
}

// atoms puts parentheses around what does not hold together by itself.
func atoms(args []string) []string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = atom(a)
	}
	return out
}

var holds = regexp.MustCompile(`^[\pL\pN_.]+$|^[\pL\pN_]+\(([^()]|\([^()]*\))*\)$|^"[^"]*"$|^'[^']*'$`)

func atom(text string) string {
	if holds.MatchString(text) {
		return text
	}
	return "(" + text + ")"
}

// beside returns what is written for the call c so that it holds together with
// what stands around it.
func (t *tokens) beside(c call, write string) string {
	if t.alone(c) || holds.MatchString(write) {
		return write
	}
	return "(" + write + ")"
}

// alone reports whether the call c is all there is between brackets or commas,
// so that what replaces it needs no parentheses.
func (t *tokens) alone(c call) bool {
	before, after := t.get(c.name-1), t.get(c.close+1)
	return (before.kind == lexer.EOF || before.opens() || before.op(",")) && (after.kind == lexer.EOF || after.closes() || after.op(","))
}
