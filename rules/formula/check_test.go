package formula

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"merit/rules/diag"
)

func mustLoad(t *testing.T, formula, place string) *Formula {
	t.Helper()
	f, problems := load(inFile("x", formula), place)
	if f == nil {
		t.Fatalf("%s: %v", formula, problems.Err())
	}
	return f
}

func TestNames(t *testing.T) {
	for formula, want := range map[string]string{
		"流失客户数 / customers_start * rate":                               "流失客户数 customers_start rate",
		"metrics.csat.value > 3 and period.days > metrics.churn.value": "metrics.csat.value period.days metrics.churn.value",
		"count(tickets, .hours > plan) + mean(hours_list)":             "tickets plan hours_list",
		"1 < level < 5 < plan":                                         "level plan",
		"level + level":                                                "level level",
		`date("2026-01-01") < hired`:                                   "hired",
		"unknown.thing + other":                                        "unknown.thing other",
		"level not in [1]":                                             "level",
	} {
		s, problems := Parse(Source{Text: formula})
		if s == nil {
			t.Errorf("%s: %v", formula, problems.Err())
			continue
		}
		var got []string
		for _, n := range s.Names() {
			got = append(got, n.Text)
			if text := formula[n.Range.Start:n.Range.End]; text != n.Text {
				t.Errorf("%s: name %s stands at %q", formula, n.Text, text)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: names %v, want %s", formula, got, want)
		}
	}
}

func TestReads(t *testing.T) {
	for formula, want := range map[string]string{
		"流失客户数 / customers_lost":                      "customers_lost",
		"metrics.满意率.value + metrics.csat.value":      "metrics.csat.value",
		"level > 3 ? sum(tickets, .hours * rate) : 1": "level rate tickets",
		"3": "",
	} {
		if got := strings.Join(mustLoad(t, formula, "number").Reads, " "); got != want {
			t.Errorf("%s reads %s, want %s", formula, got, want)
		}
	}
}

// Lists keep the length and the order of what they are made from.
//
// Rules: I2a
func TestListTypes(t *testing.T) {
	for _, c := range []struct {
		formula     string
		max, newest int
	}{
		{"tickets", 5000, 0}, {"filter(tickets, .hours > 1)", 5000, 0}, {"map(filter(tickets, .hours > 1), .hours)", 5000, 0},
		{"history", 24, 1}, {"last(history, 3)", 3, 1}, {"map(filter(last(history, 30), not .vetoed), .score)", 24, 1}, {"last(history, level)", 24, 1},
		{"per_week(map(tickets, .opened))", 53, 0}, {"surveys", 0, 0},
	} {
		of := mustLoad(t, c.formula, "list").Root.Type()
		if of.Max != c.max || int(of.Newest) != c.newest {
			t.Errorf("%s: max %d newest %d, want %d %d", c.formula, of.Max, of.Newest, c.max, c.newest)
		}
	}
}

func TestCost(t *testing.T) {
	for formula, want := range map[string]int{
		"1":                              1,
		"level + 1":                      3,
		"level > 3 ? level + 1 : 2":      7,
		"len(tickets)":                   2 + 5000,
		"count(tickets, .hours > 24)":    2 + 5000*3,
		"count(surveys, .score > 4)":     2 + assumedLength*3,
		"median(hours_list)":             2 + 31*(1+5),
		"level in [1, 2, 3]":             5,
		"sum(last(history, 3), .score)":  1 + (1 + 1 + 1 + 24) + 3,
		"mean([1, 2])":                   1 + 3 + 2,
		"-(level) + abs(level) * level":  7,
		"not on_leave or on_leave":       4,
		"mean(map(tickets, .hours * 2))": 1 + (2 + 5000*3) + 5000,
	} {
		if got := mustLoad(t, formula, "any").Cost; got != want {
			t.Errorf("%s costs %d, want %d", formula, got, want)
		}
	}
}

func TestTree(t *testing.T) {
	for formula, want := range map[string]string{
		"1 + 2 * 3":                         "(+ 1 (* 2 3))",
		"(1 + 2) * 3":                       "(* (+ 1 2) 3)",
		"-2 * level":                        "(* -2 level)",
		"-level * 2":                        "(* (- level) 2)",
		"- 3":                               "-3",
		"--3":                               "3",
		"1 < level < 5":                     "(and (< 1 level) (< level 5))",
		"1 < level <= 5 < 9":                "(and (and (< 1 level) (<= level 5)) (< 5 9))",
		"level not in [1, -2]":              "(not (in level 1 -2))",
		"level == 1 or on_leave and true":   "(or (== level 1) (and on_leave true))",
		"level > 1 ? 1 : level > 2 ? 2 : 3": "(? (> level 1) 1 (? (> level 2) 2 3))",
		"revenue ?? plan ?? 0":              "(?? (?? revenue plan) 0)",
		"count(tickets, .hours > 3)":        "(count tickets => (> .hours 3))",
		"sum(map(hours_list, # * 2))":       "(sum (map hours_list => (* # 2)))",
		`hired < date("2026-03-31")`:        "(< hired 2026-03-31)",
		"mean([1, 2])":                      "(mean [1 2])",
		"流失客户数 % 7":                         "(% customers_lost 7)",
		"team == nil":                       "(== team nil)",
		"#.hours > 3":                       "(> .hours 3)",
	} {
		place := "any"
		if strings.HasPrefix(formula, "#") {
			place = "where"
		}
		if got := sketch(mustLoad(t, formula, place).Root); got != want {
			t.Errorf("%s is %s, want %s", formula, got, want)
		}
	}
}

// sketch draws a tree on one line.
func sketch(n Node) string {
	parts := func(head string, nodes ...Node) string {
		for _, n := range nodes {
			head += " " + sketch(n)
		}
		return "(" + head + ")"
	}
	switch n := n.(type) {
	case *NumberLit:
		return fmt.Sprint(n.Value)
	case *StringLit:
		return fmt.Sprintf("%q", n.Value)
	case *BoolLit:
		return fmt.Sprint(n.Value)
	case *NilLit:
		return "nil"
	case *DateLit:
		return n.Value.String()
	case *Ref:
		return n.Name
	case *Element:
		return "#"
	case *ElementField:
		return "." + n.Name
	case *In:
		return parts("in", append([]Node{n.X}, n.Set...)...)
	case *Conditional:
		return parts("?", n.If, n.Then, n.Else)
	case *ListLit:
		return "[" + strings.Trim(parts("", n.Items...), "() ") + "]"
	case *Unary:
		return parts(n.Op.String(), n.X)
	case *Binary:
		return parts(n.Op.String(), n.X, n.Y)
	case *Call:
		out := parts(n.Func, n.Args...)
		if n.Each != nil {
			out = strings.TrimSuffix(out, ")") + " => " + sketch(n.Each) + ")"
		}
		return out
	}
	return "?"
}

// What is wrong with a definition is said once, where it stands.
func TestUnknownIsSilent(t *testing.T) {
	for _, formula := range []string{"broken + 1", "broken == team", "sum(broken, .anything)", "broken ? 1 : 2", "broken and on_leave", "mean(map(broken, .x))", "broken in [1]", "last(broken, 3)", "round(broken, 2)", "streak(map(broken, .x > 3))", "max(broken, 1)", "max(broken)", "days(broken, hired)"} {
		if _, problems := load(inFile("x", formula), "any"); len(problems) > 0 {
			t.Errorf("%s: %v", formula, problems.Err())
		}
	}
}

// Rules: I1
func TestReserved(t *testing.T) {
	for _, name := range []string{"score", "metrics", "mean", "weighted_mean", "in", "endsWith"} {
		if !Reserved(name) {
			t.Errorf("%s is not reserved", name)
		}
	}
	for _, name := range []string{"revenue", "得分", "Score", "metric"} {
		if Reserved(name) {
			t.Errorf("%s is reserved", name)
		}
	}
	if IsFunction("score") || !IsFunction("nps") {
		t.Error("IsFunction confuses words and functions")
	}
}

func TestConstant(t *testing.T) {
	f := Constant(2.5, inFile("x", "2.5"))
	if n, ok := f.Root.(*NumberLit); !ok || n.Value != 2.5 || n.Type() != NumberType || f.Text(n) != "2.5" {
		t.Errorf("Constant is %#v", f.Root)
	}
	if Constant(3, Source{Text: "3"}).Root.Type() != IntegerType {
		t.Error("3 is not a whole number")
	}
}

// Problems point into the file through Locate, wherever the formula stands.
func TestProblemsStandInTheFile(t *testing.T) {
	file := diag.NewSource("a.toml", []byte("that = '流失 + revenu'"))
	src := Source{Text: "流失 + revenu", Locate: func(from, to int) diag.Span { return diag.Span{Source: file, Start: from + 8, End: to + 8} }}
	_, problems := load(src, "number")
	if len(problems) != 2 || problems[0].Span.Text() != "流失" || problems[1].Span.Text() != "revenu" || problems[1].Where() != "a.toml:1:14" {
		t.Errorf("problems: %v", problems.Err())
	}
}

// Formulas are loaded by many goroutines at once.
func TestParallel(t *testing.T) {
	lines := samples(t, "testdata/valid.txt")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, c := range lines {
				if f, _ := load(inFile("x", c.formula), c.place); f == nil || !slices.IsSorted(f.Reads) {
					t.Errorf("%s is refused", c.formula)
				}
			}
		})
	}
	wg.Wait()
}
