// Package story is what the tests of the stories share that go from rows to
// evaluations: each compares Merit's answers with a count that shares no code
// with it.
package story

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/facts"
	"merit/engine/records"
	"merit/rules"
	"merit/rules/diag"
)

// ThirdParty returns the path of a file that an invented one imitates. It is
// not part of the repository: the test is skipped, with a word, without it.
func ThirdParty(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(cmp.Or(os.Getenv("MERIT_DATA"), "../../../shared/data"), name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("third-party data is not here (%v); MERIT_DATA may name its folder", err)
	}
	return path
}

// Read returns a file of the story's folder.
func Read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Table reads a CSV file for counting by hand: rows of cells by header.
func Table(t *testing.T, path string) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(Read(t, path)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, cell := range row {
			m[rows[0][i]] = cell
		}
		all = append(all, m)
	}
	return all
}

// Run evaluates by policy.toml what a source file makes of some files, given by
// table, and returns the evaluations by "specialist period".
func Run(t *testing.T, source string, files map[string][]byte) (map[string]*engine.Evaluation, records.Summary) {
	t.Helper()
	set, problems := rules.Load([]*diag.Source{diag.NewSource("policy.toml", Read(t, "policy.toml"))})
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	s, problems := engine.Compile(set)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	src, problems := records.ReadSource(diag.NewSource(source, Read(t, source)))
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	inputs := map[string][]records.Input{}
	for name, data := range files {
		inputs[name] = []records.Input{{Name: name + ".csv", Reader: bytes.NewReader(data)}}
	}
	p := s.Policies()[0]
	rows, err := src.Assemble(inputs, records.Options{Fields: records.Fields{Attributes: p.Attributes, Inputs: p.Inputs}, Length: p.Period, Weeks: p.Weekly})
	if err != nil || rows.Problems != nil || rows.Bad != nil {
		t.Fatalf("%v; problems %v; bad rows %v", err, rows.Problems.Err(), rows.Bad.Err())
	}
	answers := map[string]*engine.Evaluation{}
	for _, r := range rows.Requests {
		req, problems := facts.Read(r.Source(), facts.DefaultLimits)
		if problems.HasErrors() {
			t.Fatal(r.Placed(problems).Err())
		}
		if answers[r.Specialist+" "+r.Period.String()], err = s.Evaluate(req); err != nil {
			t.Fatal(err)
		}
	}
	return answers, rows.Summary
}

// Compare checks the metrics of an evaluation against a count by hand, to nine
// digits; NaN stands for a metric that is not measured.
func Compare(t *testing.T, key string, e *engine.Evaluation, want map[string]float64) {
	t.Helper()
	if e == nil {
		t.Errorf("%s was not evaluated", key)
		return
	}
	for _, m := range e.Metrics {
		w, ok := want[m.ID]
		switch {
		case !ok:
			t.Errorf("%s: metric %s was not counted by hand", key, m.ID)
		case math.IsNaN(w) && m.Value != nil, !math.IsNaN(w) && (m.Value == nil || math.Abs(*m.Value-w) > 1e-9*math.Max(1, math.Abs(w))):
			t.Errorf("%s: %s = %v, want %v", key, m.ID, m.Value, w)
		}
	}
}
