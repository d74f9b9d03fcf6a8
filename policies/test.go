package policies

import (
	"slices"
	"strings"

	"merit/engine"
	"merit/engine/suite"
	"merit/rules"
	"merit/rules/diag"
)

// IsTest reports whether a file found in a folder holds cases to test
// policies with, by its name.
func IsTest(name string) bool { return !isHidden(name) && isTestName(name) }

func isTestName(name string) bool { return strings.HasSuffix(strings.ToLower(name), "_test.toml") }

// ReadTestPaths is ReadPaths for test files.
func ReadTestPaths(paths ...string) ([]*diag.Source, error) {
	r := newReading(DefaultLimits)
	r.found, r.given = IsTest, isTestName
	return r.paths(paths)
}

// A Trial is policies put to the test.
type Trial struct {
	Snapshot *engine.Snapshot // of the policies that could be compiled; nil only after a mistake in Merit itself
	Report   *suite.Report
	Problems diag.List // of the policies and of the test files, not of the cases
}

// Test runs the examples of policies and the cases of test files. Unlike
// Check it goes on with the policies that are right when others are not.
func Test(sources, tests, beside []*diag.Source, opts ...suite.Option) (t *Trial) {
	t = &Trial{Report: &suite.Report{}}
	defer func() {
		if p := recover(); p != nil {
			t.Problems.Add(mistake(p))
		}
	}()
	if len(sources) == 0 {
		t.Problems.Add(diag.At(diag.Span{}, "no-policies"))
	}
	set, problems := rules.Load(sources, beside...)
	t.Problems.Add(problems...)
	for _, src := range tests {
		file, problems := suite.ReadFile(src)
		t.Problems.Add(problems...)
		if !problems.HasErrors() {
			opts = append(opts, suite.Files(file))
		}
	}
	snapshot, problems := engine.Compile(set)
	t.Problems.Add(problems...)
	t.Snapshot = snapshot
	lost := t.Problems.HasErrors() && len(snapshot.Policies()) < len(sources)
	if lost {
		opts = append(opts, suite.Lost())
	}
	t.Report = suite.Run(snapshot, opts...)
	if lost {
		t.Report.Files = withoutLost(t.Report.Files)
	}
	t.Problems.Add(t.Report.Files...)
	t.Problems = t.Problems.Sorted()
	return t
}

// withoutLost leaves out that cases find no policy of theirs: where policies
// are wrong, those are what is to be mended, and the cases find them then.
func withoutLost(problems diag.List) diag.List {
	return slices.DeleteFunc(problems, func(d diag.Diagnostic) bool {
		return d.Code == "test-no-policy" || d.Code == "test-unknown-policy"
	})
}
