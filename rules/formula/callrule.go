package formula

import (
	"strconv"
	"strings"

	"github.com/expr-lang/expr/parser/lexer"

	"merit/rules/diag"
)

// callRule checks the name and, for functions that expr parses specially, the
// number of arguments of the call whose name is token i.
func callRule(t *tokens, i int) (diag.Diagnostic, bool) {
	for _, c := range t.calls {
		if c.name == i {
			return t.checkCall(c)
		}
	}
	if t.property(i) && t.get(i).is(lexer.Identifier) && t.get(i+1).bracket("(") {
		return t.wrong(i-1, i, "formula-subset.method", "name", t.get(i).value)
	}
	return none()
}

func (t *tokens) checkCall(c call) (diag.Diagnostic, bool) {
	name := t.list[c.name].value
	f, ok := lookup(name)
	if !ok {
		return t.unknownFunction(c, name)
	}
	if n := len(c.args); (n < f.least || n > f.most) && !t.get(c.name-1).op("|") {
		return t.wrongCount(c, f)
	}
	return none()
}

func (t *tokens) wrongCount(c call, f *Function) (diag.Diagnostic, bool) {
	args := []any{"function", f.Name, "signature", f.Signature, "example", f.Example, "given", strconv.Itoa(len(c.args))}
	if len(c.args) == 1 && f.each && f.least == 2 {
		list := t.text(c.args[0][0], c.args[0][1])
		key := "function-arguments.condition"
		if f.Name == "map" {
			key = "function-arguments.mapping"
		}
		return t.wrong(c.name, c.close, key, append(args, "list", list)...)
	}
	if len(c.args) == 2 && f.list && !f.each && t.get(c.args[1][0]).op(".", "#") {
		list, each := t.text(c.args[0][0], c.args[0][1]), t.text(c.args[1][0], c.args[1][1])
		key := "function-arguments.map"
		if f.Name == "streak" {
			key = "function-arguments.map-conditions"
		}
		return t.instead(c.name, c.close, f.Name+"(map("+list+", "+each+"))", key, append(args, "list", list, "each", each)...)
	}
	return t.wrong(c.name, c.close, "function-arguments.count", args...)
}

// unknownFunction says what to write instead of a function that there is not:
// the names of Excel and of Chinese first, then the nearest of ours.
func (t *tokens) unknownFunction(c call, name string) (diag.Diagnostic, bool) {
	word := strings.ToLower(name)
	if instead, ok := rewrite(t, c, word); ok {
		instead = t.beside(c, instead)
		if word == "if" && len(c.args) == 2 || word == "如果" && len(c.args) == 2 { // what is otherwise is for people to say
			return t.wrong(c.name, c.close, "unknown-function.rewrite", "name", name, "write", instead)
		}
		return t.instead(c.name, c.close, instead, "unknown-function.rewrite", "name", name, "write", instead)
	}
	if key, ok := explained[word]; ok {
		return t.wrong(c.name, c.name, key, "name", name)
	}
	if ours, ok := spreadsheet[word]; ok || IsFunction(word) {
		if !ok {
			ours = word
		}
		f, _ := lookup(ours)
		if write := t.mendCall(c, word, ours); write != "" {
			write = t.beside(c, write)
			return t.instead(c.name, c.close, write, "unknown-function.rewrite", "name", name, "write", write)
		}
		return t.wrong(c.name, c.name, "unknown-function.spreadsheet", "name", name, "function", ours, "example", f.Example, "doc", f.Doc)
	}
	if near := diag.Nearest(name, functionNames()); near != "" {
		if diag.Sole(name, functionNames()) == near {
			return t.instead(c.name, c.name, near, "unknown-function.near", "name", name, "near", near)
		}
		return t.wrong(c.name, c.name, "unknown-function.near", "name", name, "near", near)
	}
	return t.wrong(c.name, c.name, "unknown-function", "name", name, "all", strings.Join(functionNames(), " "))
}

// rewrite spells out the subset's form of IF, AND, OR, NOT, MOD, ISBLANK,
// IFERROR and POWER with the arguments as written.
func rewrite(t *tokens, c call, word string) (string, bool) {
	args := t.argumentTexts(c)
	n := len(args)
	switch {
	case (word == "if" || word == "如果" || word == "iif") && n == 3:
		return args[0] + " ? " + args[1] + " : " + args[2], true
	case (word == "if" || word == "如果") && n == 2:
		return args[0] + " ? " + args[1] + " : 0", true
	case word == "and" && n > 0:
		return joinArgs(args, " and "), true
	case word == "or" && n > 0:
		return joinArgs(args, " or "), true
	case word == "not" && n == 1:
		return "not (" + args[0] + ")", true
	case word == "sum" && n > 1 && !each(args):
		return strings.Join(atoms(args), " + "), true
	case IsFunction(word) && n > 0:
		return word + "(" + strings.Join(args, ", ") + ")", true
	case word == "mod" && n == 2:
		return atom(args[0]) + " % " + atom(args[1]), true
	case (word == "isblank" || word == "isnull") && n == 1:
		return atom(args[0]) + " == nil", true
	case (word == "ifnull" || word == "ifna" || word == "iferror" || word == "coalesce") && n == 2:
		return "(" + args[0] + ") ?? " + atom(args[1]), true
	case word == "power" && n == 2 && args[1] == "2":
		return atom(args[0]) + " * " + atom(args[0]), true
	case word == "datedif" && n >= 2:
		return "days(" + args[0] + ", " + args[1] + ")", true
	}
	return "", false
}

func joinArgs(args []string, with string) string {
	for i, a := range args {
		if strings.Contains(a, " or ") || strings.Contains(a, "?") {
			args[i] = "(" + a + ")"
		}
	}
	return strings.Join(args, with)
}

// spreadsheet maps what people know from Excel, or would say in Chinese, to
// our functions.
var spreadsheet = map[string]string{
	"average": "mean", "avg": "mean", "averageif": "mean", "averageifs": "mean", "countif": "count", "countifs": "count", "counta": "len",
	"sumif": "sum", "sumifs": "sum", "sumproduct": "weighted_mean", "roundup": "ceil", "rounddown": "floor", "ceiling": "ceil", "int": "floor", "trunc": "floor",
	"size": "len", "length": "len", "minimum": "min", "maximum": "max", "percentile_inc": "percentile", "div": "ratio", "every": "all", "some": "any",
	"networkdays": "days", "hour": "hours", "minute": "minutes", "datevalue": "date", "first": "last", "limit": "clamp", "select": "filter", "where": "filter", "one": "count", "find": "filter",
	"求和": "sum", "合计": "sum", "总和": "sum", "平均": "mean", "平均值": "mean", "平均数": "mean", "均值": "mean", "最大": "max", "最大值": "max", "最小": "min", "最小值": "min",
	"计数": "count", "个数": "len", "条数": "len", "次数": "count", "取整": "floor", "向上取整": "ceil", "向下取整": "floor", "四舍五入": "round", "绝对值": "abs", "中位数": "median",
	"百分位": "percentile", "百分位数": "percentile", "加权平均": "weighted_mean", "筛选": "filter", "比率": "ratio", "日期": "date", "天数": "days", "小时": "hours", "分钟": "minutes", "连续": "streak", "最近": "last",
}

// explained are functions that there is a reason not to have.
var explained = map[string]string{
	"now": "unknown-function.clock", "today": "unknown-function.clock", "rand": "unknown-function.clock", "random": "unknown-function.clock",
	"year": "unknown-function.clock", "month": "unknown-function.clock", "今天": "unknown-function.clock",
	"vlookup": "unknown-function.table", "lookup": "unknown-function.table", "xlookup": "unknown-function.table", "index": "unknown-function.table", "ifs": "unknown-function.table", "switch": "unknown-function.table",
	"concat": "unknown-function.text", "concatenate": "unknown-function.text", "text": "unknown-function.text", "string": "unknown-function.text", "upper": "unknown-function.text", "lower": "unknown-function.text",
	"left": "unknown-function.text", "right": "unknown-function.text", "mid": "unknown-function.text", "trim": "unknown-function.text", "split": "unknown-function.text", "replace": "unknown-function.text",
	"float": "unknown-function.convert", "number": "unknown-function.convert", "value": "unknown-function.convert",
	"groupby": "unknown-function.group", "sortby": "unknown-function.group", "sort": "unknown-function.group", "reduce": "unknown-function.group", "uniq": "unknown-function.group",
}

// docKey is the key of the sentences that document a function.
func docKey(name string) string { return "function-" + strings.ReplaceAll(name, "_", "-") }
