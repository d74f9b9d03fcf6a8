package mutation

import (
	"maps"

	"merit/engine/suite"
	"merit/rules"
	"merit/rules/diag"
)

// TrialOf returns the trial of p with those of the test files that report says
// have cases for it. Other policies that these have cases for come with it.
func TrialOf(p *rules.Policy, sources, tests []*diag.Source, report *suite.Report) *Trial {
	t := &Trial{Policy: p}
	with := map[*diag.Source]bool{}
	for _, src := range tests {
		about := policiesOf(src, report)
		if !about[p.Source] {
			continue
		}
		if file, problems := suite.ReadFile(src); !problems.HasErrors() {
			t.Tests = append(t.Tests, file)
			maps.Copy(with, about)
		}
	}
	for _, src := range sources {
		switch {
		case src == p.Source:
		case with[src]:
			t.With = append(t.With, src)
		default:
			t.Beside = append(t.Beside, src)
		}
	}
	return t
}

// policiesOf are the files of the policies that a test file has cases for.
func policiesOf(test *diag.Source, report *suite.Report) map[*diag.Source]bool {
	out := map[*diag.Source]bool{}
	for _, c := range report.Cases {
		if c.Span.Source == test {
			out[c.Policy.Source] = true
		}
	}
	return out
}
