// Package docs_test holds what the documentation says against the program:
// every policy shown is loaded and its examples are run, every fragment is
// read inside a small policy, every slip is refused, every table of names is
// complete. Commands shown in ```console blocks are run by cmd/merit.
package docs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"merit/policies"
	"merit/rules/diag"
	"merit/rules/formula"
	"merit/rules/golden"
	"merit/rules/text"
)

var languages = []struct {
	file string
	lang text.Lang
}{{"language.md", text.EN}, {"language.zh-CN.md", text.ZH}}

// A block is the text between two ``` lines and the line it starts on.
type block struct {
	file, text string
	line       int
}

func (b block) String() string { return fmt.Sprintf("%s:%d", b.file, b.line) }

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var tomlBlock = regexp.MustCompile("(?ms)^```toml\n(.*?)^```$")

func tomlBlocks(t *testing.T, file string) []block {
	t.Helper()
	s := read(t, file)
	var all []block
	for _, m := range tomlBlock.FindAllStringSubmatchIndex(s, -1) {
		all = append(all, block{file, s[m[2]:m[3]], 1 + strings.Count(s[:m[2]], "\n")})
	}
	return all
}

// problemsOf checks a policy as the server would, beside the agreements that
// ship, and returns what it says.
func problemsOf(policy string) diag.List {
	shipped, err := policies.ReadFS(policies.Shipped)
	if err != nil {
		panic(err) // they are part of the program
	}
	_, _, problems := policies.Check([]*diag.Source{diag.NewSource("policy.toml", []byte(policy))}, shipped...)
	return problems
}

// ofFragment leaves out what is said of the names that a fragment could read
// and does not, of the metric that brings its weights to 100, and of a metric
// of speed that stands alone only because it is shown alone.
func ofFragment(problems diag.List) diag.List {
	return slices.DeleteFunc(problems, func(d diag.Diagnostic) bool {
		return strings.HasPrefix(d.Code, "unused-") || d.Code == "target-always-met" || d.Code == "speed-alone"
	})
}

// TestPolicies loads every whole policy and every fragment of one, and runs
// the examples in them. Nothing shown may draw even a warning.
func TestPolicies(t *testing.T) {
	for _, l := range languages {
		examples, shown := 0, tomlBlocks(t, l.file)
		for _, b := range shown {
			policy, problems := b.text, problemsOf
			if !strings.HasPrefix(policy, "schema = 1") {
				policy, problems = around(t, b), func(policy string) diag.List { return ofFragment(problemsOf(policy)) }
			}
			examples += strings.Count(policy, "[[examples]]")
			for _, p := range problems(policy) {
				t.Errorf("%v: %s\n%s", b, p.Error(), policy)
			}
		}
		if len(shown) < 15 || examples < 10 {
			t.Errorf("%s shows %d pieces and %d examples, want 15 and 10 at least", l.file, len(shown), examples)
		}
	}
}

// base is the policy that fragments are read in. A section that a fragment
// writes itself is left out.
var base = []struct{ section, text string }{
	{"policy", `[policy]
id = "shown"
version = "1"
period = "month"
currency = "CNY"
effective = { from = 2026-01-01 }
stage = "active"
`},
	{"attributes", `[attributes]
role  = { type = "string" }
team  = { type = "string" }
level = { type = "integer", title = "职级" }
hired = { type = "date", title = "入职日期" }
`},
	{"params", `[params]
churn_target = { value = 5, title = "流失率目标" }
`},
	{"inputs", inputs},
	{"bands", `[[bands]]
from = 0
grade = "C"
rate = "0%"
[[bands]]
from = 60
grade = "B"
rate = "60%"
[[bands]]
from = 80
grade = "A"
rate = "100%"
`},
}

const inputs = `[inputs]
base_bonus      = { type = "number", title = "奖金基数" }
customers_start = { type = "integer", title = "期初客户数" }
customers_lost  = { type = "integer", title = "流失客户数" }
audits          = { type = "integer", title = "合规抽检数" }
audit_errors    = { type = "integer", title = "合规差错数" }
ideas_adopted   = { type = "integer", default = 0, title = "采纳建议数" }
tickets_closed  = { type = "integer", title = "办结工单数" }
repeat_7d       = { type = "integer", title = "重复诉求数" }
training_hours  = { type = "number", required = false, title = "培训学时" }
revenue         = { type = "number", title = "回款额" }
plan            = { type = "number", title = "计划额" }
talk_times      = { type = "list", items = { type = "number" } }

[inputs.surveys]
type = "list"
fields.score  = { type = "integer", min = 0, max = 10 }
fields.cause  = { type = "string", enum = ["service", "product"], default = "service" }
fields.weight = { type = "number", default = 1 }

[inputs.tickets]
type = "list"
fields.hours    = { type = "number" }
fields.opened   = { type = "time" }
fields.closed   = { type = "time", required = false }
fields.customer = { type = "string" }
fields.topic    = { type = "string" }
`

// around makes a policy of a fragment: it adds what the fragment does not
// write, and a metric that brings the weights to 100.
func around(t *testing.T, b block) string {
	t.Helper()
	var out strings.Builder
	out.WriteString("schema = 1\n")
	for _, part := range base {
		if !writes(b.text, part.section) {
			out.WriteString(part.text)
		}
	}
	rest := 100.0
	for _, m := range weight.FindAllStringSubmatch(b.text, -1) {
		x, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatalf("%v: %v", b, err)
		}
		rest -= x
	}
	if rest > 0 && !writes(b.text, "dimensions") {
		fmt.Fprintf(&out, "[[metrics]]\nid = \"rest\"\nvalue = 'period.days'\nbetter = \"higher\"\ntarget = 1\nweight = %v\n", rest)
	}
	out.WriteString(b.text)
	return out.String()
}

var weight = regexp.MustCompile(`(?m)^weight\s*=\s*([0-9.]+)`)

func writes(fragment, section string) bool {
	return regexp.MustCompile(`(?m)^\[+` + section + `[\].]`).MatchString(fragment)
}

// TestSlips refuses what the tables of slips say is wrong, and accepts what
// they say to write instead.
func TestSlips(t *testing.T) {
	for _, l := range languages {
		rows := tableBelow(read(t, l.file), "<!-- slips -->")
		if len(rows) < 12 {
			t.Errorf("%s: %d slips, want 12 at least", l.file, len(rows))
		}
		for _, row := range rows {
			wrong, right := code(row[0]), code(row[len(row)-1])
			if wrong == "" || right == "" {
				t.Errorf("%s: a row of the slips lacks a formula: %v", l.file, row)
				continue
			}
			if p := tried(t, wrong); len(p) == 0 {
				t.Errorf("%s: %s is no slip: nothing is wrong with it", l.file, wrong)
			}
			for _, p := range tried(t, right) {
				t.Errorf("%s: %s should be right, but: %s", l.file, right, p.Error())
			}
		}
	}
}

func tried(t *testing.T, written string) diag.List {
	return ofFragment(problemsOf(around(t, block{text: "[formulas]\ntried = '''" + written + "'''\n"})))
}

// tableBelow returns the cells of the rows of the table below a mark.
func tableBelow(s, mark string) [][]string {
	_, s, _ = strings.Cut(s, mark)
	var rows [][]string
	for i, line := range strings.Split(strings.TrimLeft(s, "\n"), "\n") {
		if !strings.HasPrefix(line, "|") {
			break
		}
		if i < 2 { // the head and the line below it
			continue
		}
		var cells []string
		for _, cell := range strings.Split(strings.Trim(line, "|"), " | ") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		rows = append(rows, cells)
	}
	return rows
}

// code returns the first thing between backticks.
func code(cell string) string {
	parts := strings.SplitN(cell, "`", 3)
	if len(parts) < 3 {
		return ""
	}
	return parts[1]
}

// TestFunctions keeps the tables of functions: with -update they are written
// anew. Every example is a formula that loads.
func TestFunctions(t *testing.T) {
	for _, l := range languages {
		s := read(t, l.file)
		before, rest, ok := strings.Cut(s, "<!-- functions -->\n")
		_, after, closed := strings.Cut(rest, "<!-- /functions -->")
		if !ok || !closed {
			t.Fatalf("%s has no place for the functions", l.file)
		}
		golden.Compare(t, l.file, []byte(before+"<!-- functions -->\n"+functionTable(l.lang)+"<!-- /functions -->"+after))
	}
	for _, f := range formula.Functions {
		for _, p := range tried(t, f.Example) {
			t.Errorf("the example of %s: %s", f.Name, p.Error())
		}
	}
}

func functionTable(lang text.Lang) string {
	var out strings.Builder
	if lang == text.ZH {
		out.WriteString("| 函数 | 得到什么 | 单位 | 例子 |\n|---|---|---|---|\n")
	} else {
		out.WriteString("| function | yields | unit | example |\n|---|---|---|---|\n")
	}
	for _, f := range formula.Functions {
		fmt.Fprintf(&out, "| `%s` | %s | %s | `%s` |\n", f.Signature, f.Doc.In(lang), f.Units.In(lang), f.Example)
	}
	return out.String()
}

// tests lists the names of all tests of the repository.
func tests(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	declared := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		for _, m := range declared.FindAllStringSubmatch(read(t, path), -1) {
			found[m[1]] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
