package mutation

import (
	"fmt"
	"strings"

	"merit/engine"
	"merit/engine/suite"
	"merit/rules"
	"merit/rules/diag"
)

// Suggest looks for cases that would notice the survivors of r. It returns
// them and how many survivors none of them notices: some changes mean the
// same, others want facts that the search does not think of.
func (t *Trial) Suggest(r *Report) (cases []*suite.Suggestion, left int) {
	snapshot, report := t.baseline()
	var variants []suite.Variant
	for _, m := range r.Survivors() {
		set, _ := rules.Load([]*diag.Source{m.Source()}, t.Beside...)
		changed, problems := engine.Compile(set)
		if !problems.HasErrors() {
			variants = append(variants, suite.Variant{Snapshot: changed, Change: m.label()})
		}
	}
	cases, unnoticed := suite.Distinguish(snapshot, report, snapshot.Policies()[0], variants)
	return cases, len(unnoticed)
}

// baseline is the policy as it is, alone, and what its tests say.
func (t *Trial) baseline() (*engine.Snapshot, *suite.Report) {
	set, _ := rules.Load([]*diag.Source{t.Policy.Source}, t.Beside...)
	snapshot, _ := engine.Compile(set)
	return snapshot, suite.Run(snapshot, suite.Files(t.Tests...))
}

func (m *Mutant) label() string {
	return fmt.Sprintf("%s  %s → %s", m.Name, short(m.Old()), short(m.New))
}

// short keeps a change readable.
func short(s string) string {
	const most = 60
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
