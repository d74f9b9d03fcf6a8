package rules

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"merit/rules/diag"
	"merit/rules/golden"
)

// Policies that read parts and history, beside a monthly policy. What people
// read of each stands in NAME.txt.
func TestParts(t *testing.T) {
	files, err := filepath.Glob("testdata/parts/*.txtar")
	if err != nil || len(files) < 15 {
		t.Fatalf("only %d cases: %v", len(files), err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			sources, want := extendsCase(t, name)
			_, problems := Load(sources)
			if difference := compareProblems(want, foundIn(problems)); difference != "" {
				t.Errorf("%s\n%s", difference, printed(t, problems))
			}
			golden.Compare(t, strings.TrimSuffix(name, "txtar")+"txt", []byte(printed(t, problems)))
			slices.Reverse(sources)
			if _, again := Load(sources); printed(t, again) != printed(t, problems) {
				t.Errorf("in another order of files: %s", printed(t, again))
			}
		})
	}
}

// A policy file checked alone finds what it rolls up beside it, as it finds
// what it extends.
func TestPartsBeside(t *testing.T) {
	sources, _ := extendsCase(t, "testdata/parts/good.txtar")
	set, problems := Load(sources[1:2], sources[0])
	if problems.HasErrors() || len(set.Policies) != 1 {
		t.Fatalf("%d policies\n%s", len(set.Policies), printed(t, problems))
	}
	p := set.Policies[0]
	if p.Parts.Need != 2 || p.Parts.Count != 3 || p.Parts.Type.Newest != -1 || p.History == nil || p.History.Newest != 1 {
		t.Errorf("parts %+v, history %+v", p.Parts, p.History)
	}
	if _, problems := Read(sources[1]); !slices.ContainsFunc(problems, func(d diag.Diagnostic) bool { return d.Code == "parts-policy" }) {
		t.Errorf("read all alone: %s", printed(t, problems))
	}
}

// Where no formula reads history, nobody has to lay it out.
func TestHistoryUnread(t *testing.T) {
	p, problems := Read(readSource(t, "testdata/parts/base.toml"))
	if p == nil || p.History != nil || p.Parts != nil {
		t.Errorf("%+v %s", p, printed(t, problems))
	}
}
