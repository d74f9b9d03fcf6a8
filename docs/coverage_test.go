package docs_test

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"merit/engine/suite"
	"merit/policies"
	"merit/rules"
)

// demands is how many each of the five documents makes.
var demands = []int{20, 28, 23, 50, 21}

// TestCoverage wants every demand once, every state known, and every test and
// file that is named to exist.
func TestCoverage(t *testing.T) {
	s := read(t, "coverage.md")
	row := regexp.MustCompile(`(?m)^\| (\d{3}-\d{2}) \| ([^|]+) \| ([^|]+) \| (\w+) \| ([^|]+) \|$`)
	known, ran, found, done := tests(t), shippedCases(t), map[string]int{}, 0
	for _, m := range row.FindAllStringSubmatch(s, -1) {
		id, state, where := m[1], m[4], m[5]
		found[id]++
		cases := shownCase.FindAllStringSubmatch(where, -1)
		switch named := regexp.MustCompile("`(Test\\w+)`").FindAllStringSubmatch(where, -1); {
		case state == "planned" && len(named)+len(cases) == 0:
		case state == "done" && len(named)+len(cases) > 0:
			done++
			for _, n := range named {
				if !known[n[1]] {
					t.Errorf("%s names %s, and there is no such test", id, n[1])
				}
			}
			for _, c := range cases {
				if n := passing(ran[c[1]], c[2]); n == 0 {
					t.Errorf("%s names %s#%s, and no such case ran and passed", id, c[1], c[2])
				}
			}
		default:
			t.Errorf("%s is %q: %s", id, state, where)
		}
		for _, path := range regexp.MustCompile(`(?:policies|examples)/[\w./-]+\w`).FindAllString(where, -1) {
			if _, err := os.Stat("../" + path); err != nil {
				t.Errorf("%s names %s: %v", id, path, err)
			}
		}
	}
	total := 0
	for document, count := range demands {
		total += count
		for i := range count {
			id := fmt.Sprintf("%03d-%02d", document, i+1)
			if found[id] != 1 {
				t.Errorf("%s stands %d times, want once", id, found[id])
			}
		}
	}
	if len(found) != total {
		t.Errorf("%d rows, want %d", len(found), total)
	}
	if claim := fmt.Sprintf("Of %d rows %d are done.", total, done); !strings.Contains(s, claim) {
		t.Errorf("coverage.md should say %q", claim)
	}
}

// shownCase is a case of a test file: `policies/loyalty_test.toml#003-40`, of
// which the part after # stands in the case's name.
var shownCase = regexp.MustCompile("`(policies/[\\w-]+_test\\.toml)#([^`]+)`")

// shippedCases runs the test files of the agreements that ship and returns
// the cases of each.
func shippedCases(t *testing.T) map[string][]*suite.Case {
	t.Helper()
	sources, err := policies.ReadPaths("../policies")
	if err != nil {
		t.Fatal(err)
	}
	files, err := policies.ReadTestPaths("../policies")
	if err != nil {
		t.Fatal(err)
	}
	trial := policies.Test(sources, files, nil)
	if trial.Problems.HasErrors() {
		t.Fatal(trial.Problems.Err())
	}
	ran := map[string][]*suite.Case{}
	for _, c := range trial.Report.Cases {
		name := strings.TrimPrefix(c.Span.Source.Name, "../")
		ran[name] = append(ran[name], c)
	}
	return ran
}

// passing counts the cases whose name holds mark; one that failed spoils them all.
func passing(cases []*suite.Case, mark string) int {
	n := 0
	for _, c := range cases {
		if strings.Contains(c.Name, mark) {
			if !c.Passed {
				return 0
			}
			n++
		}
	}
	return n
}

// TestShownCasesBite plants a case that is not there and one that fails.
func TestShownCasesBite(t *testing.T) {
	cases := []*suite.Case{{Name: "001-01 a", Passed: true}, {Name: "001-02 a", Passed: true}, {Name: "001-02 b"}}
	for mark, want := range map[string]int{"001-01": 1, "001-02": 0, "001-03": 0} {
		if got := passing(cases, mark); got != want {
			t.Errorf("%s: %d, want %d", mark, got, want)
		}
	}
}

func shipped(t *testing.T) (*rules.Policy, *suite.Report) {
	t.Helper()
	sources, err := policies.ReadFS(policies.Shipped)
	if err != nil {
		t.Fatal(err)
	}
	snapshot, report, problems := policies.Check(sources)
	if snapshot == nil {
		t.Fatal(problems.Err())
	}
	for _, p := range snapshot.Policies() {
		if p.ID.Text == "crs-standard" {
			return p, report
		}
	}
	t.Fatal(fs.ErrNotExist)
	return nil, nil
}

// TestShippedMetrics wants the metrics of crs-standard to say what they
// serve, which way they are good and what is expected, and its dimensions to
// weigh what was asked for.
func TestShippedMetrics(t *testing.T) {
	p, _ := shipped(t)
	for _, m := range p.Metrics {
		if m.Goal == "" || m.Better == "" || m.Target == nil || m.Title == "" {
			t.Errorf("metric %s: title %q, goal %q, better %q, target %v", m.ID.Text, m.Title, m.Goal, m.Better, m.Target)
		}
		if m.Share == nil && m.Unit == "" && m.ID.Text != "nps" { // points
			t.Errorf("metric %s has no unit", m.ID.Text)
		}
	}
	weights := map[string]float64{"satisfaction": 40, "efficiency": 30, "ability": 20, "relationship": 10}
	for _, d := range p.Dimensions {
		if d.Weight.Float != weights[d.ID.Text] || d.Perspective == "" {
			t.Errorf("dimension %s: weight %v of perspective %q", d.ID.Text, d.Weight.Float, d.Perspective)
		}
	}
	if len(p.Dimensions) != len(weights) {
		t.Errorf("%d dimensions, want %d", len(p.Dimensions), len(weights))
	}
}

// TestCrsStandardExamples wants the examples by which crs-standard shows what
// coverage.md says of it to be there and to hold.
func TestCrsStandardExamples(t *testing.T) {
	p, report := shipped(t)
	if problems := report.Problems(); len(problems) > 0 {
		t.Error(problems.Err())
	}
	for _, want := range []string{
		"各项刚好达标", "95 分", "80 分", "60 分", "连续两期未达标", "两次差错：否决", "没有抽检：暂缓",
		"封顶 60 分", "产品缺陷", "不足 10 份", "连续三期优秀",
	} {
		n := 0
		for _, e := range p.Examples {
			if strings.Contains(e.Name.Text, want) {
				n++
			}
		}
		if n == 0 {
			t.Errorf("crs-standard has no example %q", want)
		}
	}
}
