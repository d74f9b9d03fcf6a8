package mutation

import (
	"fmt"
	"strings"

	"merit/engine"
	"merit/engine/suite"
	"merit/rules"
)

// Suggest looks for cases that would notice the survivors of r. It returns
// them and how many survivors none of them notices: some changes mean the
// same, others want facts that the search does not think of.
func (t *Trial) Suggest(r *Report) (cases []*suite.Suggestion, left int) {
	snapshot, problems := t.compile(t.Policy.Source)
	if problems.HasErrors() {
		return nil, r.Count(Survived)
	}
	var variants []suite.Variant
	for _, m := range r.Survivors() {
		if changed, problems := t.compile(m.Source()); !problems.HasErrors() {
			variants = append(variants, suite.Variant{Snapshot: changed, Change: m.label()})
		}
	}
	report := suite.Run(snapshot, suite.Files(t.Tests...))
	cases, unnoticed := suite.Distinguish(snapshot, report, t.same(snapshot), variants)
	return cases, len(unnoticed)
}

// same finds the policy in a snapshot: the one of the same file.
func (t *Trial) same(snapshot *engine.Snapshot) *rules.Policy {
	for _, p := range snapshot.Policies() {
		if p.Source == t.Policy.Source {
			return p
		}
	}
	return t.Policy
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
