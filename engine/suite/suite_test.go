package suite_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/suite"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/golden"
)

// compile loads testdata/base.part with examples below it.
func compile(t *testing.T, examples string, changes ...string) *engine.Snapshot {
	t.Helper()
	return load(t, source(t, "demo.toml", examples, changes...))
}

func source(t *testing.T, name, examples string, changes ...string) *diag.Source {
	t.Helper()
	base, err := os.ReadFile(filepath.Join("testdata", "base.part"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(changes...).Replace(string(base)) + "\n" + examples
	return diag.NewSource(name, []byte(text))
}

func load(t *testing.T, sources ...*diag.Source) *engine.Snapshot {
	t.Helper()
	set, problems := rules.Load(sources)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	snapshot, problems := engine.Compile(set)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	return snapshot
}

// TestExamples runs testdata/*.examples and compares what is said about them.
//
// Rules: H8
func TestExamples(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.examples"))
	if err != nil || len(files) == 0 {
		t.Fatal("no examples", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			examples, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			report := suite.Run(compile(t, string(examples)))
			var out bytes.Buffer
			for _, c := range report.Cases {
				mark := "failed"
				if c.Passed {
					mark = "passed"
				}
				out.WriteString(mark + " " + c.Name + "\n")
			}
			out.WriteString("\n")
			if err := (diag.Printer{}).Print(&out, report.Problems()); err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, strings.TrimSuffix(file, ".examples")+".golden", out.Bytes())
		})
	}
}

const one = `
[[examples]]
name       = "one"
attributes = { role = "crs" }
inputs     = { bonus = 1000, asked = 10, happy = 9, errors = 0, calls = [{ ok = true }] }
expect     = { score = 100, payout = "1000.00" }
`

// TestEachVersionRunsItsOwn: the examples of a draft are judged by the draft,
// although the active version of the same id is the one in force.
//
// Rules: H8
func TestEachVersionRunsItsOwn(t *testing.T) {
	draft := source(t, "draft.toml", strings.Replace(one, "1000.00", "2000.00", 1),
		`"active"`, `"draft"`, `version   = "1"`, `version   = "2"`, `"bonus * rate"`, `"bonus * rate * 2"`)
	report := suite.Run(load(t, source(t, "demo.toml", one), draft))
	if len(report.Cases) != 2 || report.Passed() != 2 {
		t.Errorf("%d of %d passed\n%v", report.Passed(), len(report.Cases), report.Problems())
	}
	for _, c := range report.Cases {
		if got, want := c.Evaluation.Policy.Version, c.Policy.Version.Text; got != want {
			t.Errorf("example of version %s was answered by version %s", want, got)
		}
	}
}

func TestNoWholePeriod(t *testing.T) {
	report := suite.Run(compile(t, one, "2026-12-31", "2026-02-20"))
	if got := report.Problems(); len(got) != 1 || got[0].Code != "example-no-period" {
		t.Errorf("got %v, want example-no-period", got)
	}
}

func TestMatch(t *testing.T) {
	snapshot := compile(t, one+strings.Replace(one, `"one"`, `"two"`, 1))
	report := suite.Run(snapshot, suite.Match(func(p *rules.Policy, name string) bool { return p.ID.Text == "demo" && name == "two" }))
	if len(report.Cases) != 1 || report.Cases[0].Name != "two" {
		t.Errorf("%d cases, want only two", len(report.Cases))
	}
}

// TestDefaultPeriod: the policy starts inside January, so February is the
// first whole month.
//
// Rules: H8
func TestDefaultPeriod(t *testing.T) {
	report := suite.Run(compile(t, one))
	if got := report.Cases[0].Evaluation.Period; got != "2026-02" {
		t.Errorf("period %s, want 2026-02", got)
	}
}

// TestDeferredExpected compares the day of a deferred payout, and tells of a
// day that is another, of one that is none, and of a misspelt key.
func TestDeferredExpected(t *testing.T) {
	for expect, want := range map[string]string{
		`{ amount = "1000.00", due = 2027-02-28 }`:    "",
		`{ due = "2027-02-28" }`:                      "",
		`{ amount = 1000 }`:                           "",
		`{ amount = "999.00", due = 2027-02-28 }`:     "payouts.bonus: 999.00, got 1000.00",
		`{ amount = "1000.00", due = 2027-02-27 }`:    "payouts.bonus.due: 2027-02-27, got 2027-02-28",
		`{ amount = "1000.00", dew = 2027-02-28 }`:    "unknown-key",
		`{ amount = { near = 1000, within = 0.01 } }`: "",
	} {
		deferred := source(t, "demo.toml", strings.Replace(one, `payout = "1000.00"`, "payouts = { bonus = "+expect+" }", 1),
			`"bonus * rate"`, "'bonus * rate'\ndefer = { months = 12 }")
		if !strings.Contains(string(deferred.Bytes), "defer = ") {
			t.Fatal("nothing is deferred")
		}
		report := suite.Run(load(t, deferred))
		var got []string
		for _, c := range report.Cases {
			for _, m := range c.Mismatches {
				got = append(got, m.Key+": "+m.Want+", got "+m.Got)
			}
			for _, d := range c.Problems {
				got = append(got, d.Code)
			}
		}
		if all := strings.Join(got, "; "); all != want {
			t.Errorf("%s: %q, want %q", expect, all, want)
		}
	}
}
