package suite_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/suite"
	"merit/rules/diag"
	"merit/rules/golden"
)

// missed lists what no case of a report reached.
func missed(c *suite.Coverage) map[string]bool {
	out := map[string]bool{}
	for _, i := range c.Missed() {
		out[i.Kind+" "+i.ID+" "+i.Outcome] = true
	}
	return out
}

// TestCoverage: each case reaches what it says, and nothing else that the
// ones before it did not.
func TestCoverage(t *testing.T) {
	const start = `name = "start"
attributes = { role = "crs" }
inputs = { bonus = 1000, asked = 100, happy = 85, errors = 0, calls = [{ ok = true }] }
expect = { score = 97 }`
	like := func(name, inputs, expect string) string {
		return fmt.Sprintf("name = %q\nlike = \"start\"\ninputs = { %s }\nexpect = { %s }", name, inputs, expect)
	}
	table := []struct {
		example string
		reaches []string
	}{
		{start, []string{"metric csat measured", "metric calls measured", "guard few rests", "adjustment ideas least", "veto errors passed", "band A reached", "outcome praise withheld"}},
		{like("praised", "happy = 90, ideas = 9", "score = 100"), []string{"adjustment ideas most", "outcome praise given"}},
		{like("few", "asked = 9, happy = 9", "score = 70"), []string{"guard few acts"}},
		{like("hit", "errors = 3", "score = 59, grade = \"C\""), []string{"veto errors hit", "band C reached", "band A below-edge"}},
		{like("no calls", "calls = []", "score = 97"), []string{"metric calls missing"}},
		{like("at the edge", "happy = 24, calls = [{ ok = true }]", "refused = false"), []string{"band A at-edge"}},
	}
	var examples strings.Builder
	before := missed(suite.Measure(compile(t, ""), &suite.Report{}))
	for _, row := range table {
		examples.WriteString("\n[[examples]]\n" + row.example + "\n")
		snapshot := compile(t, examples.String())
		report := suite.Run(snapshot)
		if report.Passed() != len(report.Cases) {
			t.Fatal(report.Problems().Err())
		}
		after := missed(suite.Measure(snapshot, report))
		for _, item := range row.reaches {
			if !before[item] || after[item] {
				t.Errorf("%s: %s was missed before: %v, after: %v", row.example, item, before[item], after[item])
			}
		}
		if got := len(before) - len(after); got != len(row.reaches) {
			t.Errorf("%s\nreaches %d items, want %d: before %v, after %v", row.example, got, len(row.reaches), before, after)
		}
		before = after
	}
}

// TestCoverageOfUndecided: what is held, refused and undecided is seen too,
// and cases that fail reach nothing.
func TestCoverageOfUndecided(t *testing.T) {
	checked := "[[vetoes]]\nid"
	policy := func(examples string) *engine.Snapshot {
		return compile(t, examples, checked, "[[checks]]\nid = \"parts\"\nthat = \"happy <= asked\"\nmessage = \"too many\"\n\n"+checked)
	}
	const examples = `
[[examples]]
name = "undecided"
attributes = { role = "crs" }
inputs = { bonus = 1, asked = 10, happy = 9, calls = [] }
expect = { status = "held" }
[[examples]]
name = "refused"
attributes = { role = "crs" }
inputs = { bonus = 1, asked = 10, happy = 11, errors = 0, calls = [] }
expect = { refused = true }
`
	snapshot := policy(examples)
	got := missed(suite.Measure(snapshot, suite.Run(snapshot)))
	if got["veto errors undecided"] || got["check parts fails"] || !got["veto errors passed"] {
		t.Errorf("missed %v", got)
	}
	wrong := policy(strings.ReplaceAll(strings.ReplaceAll(examples, `"held"`, `"final"`), "refused = true", "refused = false"))
	c := suite.Measure(wrong, suite.Run(wrong))
	if c.Covered() != 0 {
		t.Errorf("cases that fail cover %d", c.Covered())
	}
}

// TestSuggest: the cases suggested for a policy with one example hold, reach
// what they say, and are the same every time.
func TestSuggest(t *testing.T) {
	policies := map[string][]*diag.Source{
		"demo": {source(t, "demo.toml", one)},
		"crs":  {firstExample(t, "policies/crs-standard.toml")},
		// What is rolled up is changed, too.
		"quarter": {firstExample(t, "examples/quarterly/month.toml"), firstExample(t, "examples/quarterly/quarter.toml")},
	}
	for name, sources := range policies {
		t.Run(name, func(t *testing.T) {
			snapshot := load(t, sources...)
			write := func() (string, *suite.Coverage) {
				report := suite.Run(snapshot)
				if report.Passed() != len(sources) {
					t.Fatal(report.Problems().Err())
				}
				c := suite.Measure(snapshot, report)
				var b strings.Builder
				for _, s := range suite.Suggest(snapshot, report, c) {
					b.WriteString(s.TOML() + "\n")
				}
				return b.String(), c
			}
			written, promised := write()
			if again, _ := write(); again != written {
				t.Error("two searches differ")
			}
			golden.Compare(t, filepath.Join("testdata", name+".suggested"), []byte(written))
			report := suite.Run(snapshot, suite.Files(file(t, "more_test.toml", written)))
			if report.Passed() != len(report.Cases) {
				t.Errorf("%d of %d hold\n%v", report.Passed(), len(report.Cases), report.Problems().Err())
			}
			kept := suite.Measure(snapshot, report)
			if kept.Covered() != promised.Covered() {
				t.Errorf("%d covered, %d promised", kept.Covered(), promised.Covered())
			}
			if kept.Percent() < 90 {
				t.Errorf("only %v %% covered; missed %v", kept.Percent(), missed(kept))
			}
		})
	}
}

// TestSteps: a failure tells the formulas and params a thing rests on, with
// what they were, and nothing about other things.
func TestSteps(t *testing.T) {
	report := suite.Run(compile(t, strings.Replace(strings.Replace(one, "100,", "99,", 1), "errors = 0", "errors = 3", 1)))
	var b bytes.Buffer
	for _, key := range []string{"score", "payout", "metrics.calls.value", "vetoes", "adjustments.ideas", "outcomes", "guards", "dimensions.all", "status"} {
		fmt.Fprintln(&b, key)
		for _, s := range report.Cases[0].Steps(key) {
			fmt.Fprintf(&b, "  %s %s %s %v\n", s.Kind, s.ID, s.Formula, s.Values)
		}
	}
	golden.Compare(t, filepath.Join("testdata", "steps.golden"), b.Bytes())
}

// firstExample is a policy of the repository with no example but its first.
func firstExample(t *testing.T, path string) *diag.Source {
	t.Helper()
	bytes, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	text := string(bytes)
	at := strings.Index(text, "\n[[examples]]")
	next := strings.Index(text[at+5:], "\n[[examples]]")
	return diag.NewSource(filepath.Base(path), []byte(text[:at+5+next]))
}
