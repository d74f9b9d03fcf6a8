package main

import (
	"math/rand/v2"
	"testing"

	"merit/policies"
	"merit/rules/diag"
)

// What is measured is a set without a single finding, of which every policy is
// as large as crs-standard and runs all of its examples.
func TestPoliciesAreClean(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	var sources []*diag.Source
	for i := range 3 {
		text, err := Policy(r, i)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, diag.NewSource("crs.toml", []byte(text)))
	}
	snapshot, report, problems := policies.Check(sources)
	if len(problems) > 0 || snapshot == nil || len(snapshot.Policies()) != 3 || len(report.Cases) != 54 {
		t.Fatalf("%d cases, problems %v", len(report.Cases), problems)
	}
	seen := map[string]bool{}
	for _, p := range snapshot.Policies() {
		for _, f := range p.Formulas {
			if seen[f.Formula.Source.Text] {
				t.Errorf("two formulas read alike: %s", f.Formula.Source.Text)
			}
			seen[f.Formula.Source.Text] = true
		}
	}
}
