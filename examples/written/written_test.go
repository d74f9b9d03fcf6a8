// Package written_test holds each agreement of this folder by itself to what
// the README says of it.
package written_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"merit/engine"
	"merit/engine/facts"
	"merit/policies"
	"merit/rules/diag"
)

// A row of the README's table: folder, score, grade and payout.
var row = regexp.MustCompile(`(?m)^\| \[([\w-]+)\]\([\w-]+\) \| \S+ \| ([\d.]+) \| (\S+) \| ([\d.]+) \|`)

func TestWritten(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := row.FindAllStringSubmatch(string(readme), -1)
	if folders, _ := filepath.Glob("*/facts.json"); len(rows) != 10 || len(folders) != len(rows) {
		t.Fatalf("the README has %d rows for %d folders with facts, want 10 of both", len(rows), len(folders))
	}
	for _, r := range rows {
		t.Run(r[1], func(t *testing.T) {
			e := answer(t, tried(t, r[1]), r[1])
			if e.Score == nil || e.Grade == nil || e.Payout == nil {
				t.Fatalf("held: %v", e.Reasons)
			}
			got := [3]string{strconv.FormatFloat(*e.Score, 'f', -1, 64), *e.Grade, e.Payout.Amount}
			if want := [3]string(r[2:]); got != want {
				t.Errorf("got %v, and the README says %v", got, want)
			}
			if len(e.Explain) == 0 {
				t.Error("nothing is explained")
			}
		})
	}
}

// tried checks and tests the folder by itself: not even a warning, six cases
// at least, and all of them hold.
func tried(t *testing.T, folder string) *engine.Snapshot {
	t.Helper()
	sources, err := policies.ReadPaths(folder)
	if err != nil {
		t.Fatal(err)
	}
	tests, err := policies.ReadTestPaths(folder)
	if err != nil {
		t.Fatal(err)
	}
	trial := policies.Test(sources, tests, nil)
	for _, d := range append(trial.Problems, trial.Report.Problems()...) {
		t.Error(d)
	}
	if n := len(trial.Report.Cases); n < 6 || trial.Report.Passed() != n {
		t.Errorf("%d of %d cases hold, want all of six at least", trial.Report.Passed(), n)
	}
	return trial.Snapshot
}

// answer evaluates the folder's facts, explained.
func answer(t *testing.T, s *engine.Snapshot, folder string) *engine.Evaluation {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(folder, "facts.json"))
	if err != nil {
		t.Fatal(err)
	}
	request, problems := facts.Read(diag.NewSource("facts.json", body), facts.DefaultLimits)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	request.Explain = true
	e, err := s.Evaluate(request)
	if err != nil {
		t.Fatal(err)
	}
	return e
}
