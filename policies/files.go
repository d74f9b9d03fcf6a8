package policies

import (
	"path/filepath"
	"slices"
	"strings"

	"merit/engine/suite"
	"merit/rules/diag"
)

// Files is every TOML file at some paths, by what it holds, and what could not
// be read. One file that cannot be read keeps nobody from the others.
type Files struct {
	Policies, Tests, Sources, Configs []*diag.Source

	Unread diag.List
}

// ReadFiles reads the files at the given paths, as ReadPaths does, of every
// kind: policies, tests, source files, and the merit.toml of folders.
func ReadFiles(paths ...string) *Files {
	f := &Files{}
	read := func(found, given func(string) bool) []*diag.Source {
		r := newReading(DefaultLimits)
		r.found, r.given = found, given
		sources, _ := r.paths(paths)
		f.Unread.Add(r.problems...)
		return sources
	}
	f.Policies = read(IsPolicy, mayBePolicy)
	f.Tests = read(IsTest, isTestName)
	f.Sources = read(IsSource, isSourceName)
	f.Configs = read(isConfig, isConfig)
	f.Unread = f.Unread.Sorted() // a path that cannot be read is so for every kind
	return f
}

func isConfig(name string) bool { return strings.EqualFold(name, "merit.toml") }

// All lists the files of every kind.
func (f *Files) All() []*diag.Source {
	return slices.Concat(f.Policies, f.Tests, f.Sources, f.Configs)
}

// With returns f with some files in place of others.
func (f *Files) With(instead map[*diag.Source]*diag.Source) *Files {
	replaced := func(all []*diag.Source) []*diag.Source {
		out := slices.Clone(all)
		for i, src := range out {
			if other := instead[src]; other != nil {
				out[i] = other
			}
		}
		return out
	}
	return &Files{replaced(f.Policies), replaced(f.Tests), replaced(f.Sources), replaced(f.Configs), f.Unread}
}

// CheckTests returns what is wrong with test files themselves: how they are
// written, what they name that the policies do not have, facts that no policy
// would take. Whether their cases hold is for Test to say. Where the policies
// are wrong themselves, only how a test file is written can be judged.
func CheckTests(tests, sources, beside []*diag.Source) diag.List {
	if len(tests) == 0 {
		return nil
	}
	ours := func(d diag.Diagnostic) bool { return slices.Contains(tests, d.Span.Source) }
	trial := Test(sources, tests, beside)
	var out diag.List
	for _, d := range trial.Problems {
		if ours(d) || d.Code == "internal-error" {
			out.Add(d)
		}
	}
	if slices.ContainsFunc(trial.Problems, func(d diag.Diagnostic) bool { return d.Severity == diag.Error && !ours(d) }) {
		return slices.DeleteFunc(out, func(d diag.Diagnostic) bool { return strings.HasPrefix(d.Code, "test-") })
	}
	for _, c := range trial.Report.Cases {
		out.Add(problemsIn(c, tests)...)
	}
	return firstOf(out.Sorted())
}

func problemsIn(c *suite.Case, tests []*diag.Source) diag.List {
	if !slices.Contains(tests, c.Span.Source) {
		return nil
	}
	return c.Problems
}

// CheckConfig returns what is wrong with a merit.toml.
func CheckConfig(src *diag.Source) diag.List {
	_, problems := levelsOf(src)
	return problems
}

// FoldersOf lists the folders that files lie in, each once, in their order.
func FoldersOf(sources []*diag.Source) []string {
	var folders []string
	for _, src := range sources {
		if dir := filepath.Dir(src.Name); !slices.Contains(folders, dir) {
			folders = append(folders, dir)
		}
	}
	return folders
}
