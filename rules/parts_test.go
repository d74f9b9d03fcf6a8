package rules

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"merit/rules/diag"
	"merit/rules/document"
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

// What is rolled up may itself take its period and its metrics from a base;
// where that cannot be found, the policy that rolls it up is told.
func TestPartsInheritedBeside(t *testing.T) {
	sources, _ := extendsCase(t, "testdata/parts/good.txtar")
	month, quarter := sources[0], sources[1]
	id := wordOf(headerOf(headed(t, month)).Member("id"))
	child := diag.NewSource("child.toml", []byte("schema = 1\n[policy]\nid = \"child\"\nversion = \"1\"\nextends = \""+id+"\"\neffective = { from = 2026-01-01 }\n"))
	over := diag.NewSource("over.toml", []byte(strings.ReplaceAll(string(quarter.Bytes), "policy = \""+id+"\"", "policy = \"child\"")))
	set, problems := Load([]*diag.Source{over}, month, child)
	if problems.HasErrors() || set.Policies[0].Parts.Type == nil {
		t.Fatal(printed(t, problems))
	}
	_, problems = Load([]*diag.Source{over}, child)
	if !slices.ContainsFunc(problems, func(d diag.Diagnostic) bool { return d.Code == "parts-length" && d.Span.Source == over }) {
		t.Errorf("the base of what is rolled up is not there: %s", printed(t, problems))
	}
}

func headed(t *testing.T, src *diag.Source) *document.Value {
	t.Helper()
	root, problems := document.Parse(src, document.DefaultLimits)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	return root
}

// Where no formula reads history, nobody has to lay it out.
func TestHistoryUnread(t *testing.T) {
	p, problems := Read(readSource(t, "testdata/parts/base.toml"))
	if p == nil || p.History != nil || p.Parts != nil {
		t.Errorf("%+v %s", p, printed(t, problems))
	}
}

// FuzzParts: whatever the bytes, beside a policy that could be rolled up, Load
// answers, and a policy comes out exactly when there is no error.
func FuzzParts(f *testing.F) {
	files, _ := filepath.Glob("testdata/parts/*.txtar")
	for _, file := range files {
		sources, _ := extendsCase(f, file)
		f.Add(sources[1].Bytes)
	}
	month := readSource(f, "testdata/parts/base.toml")
	f.Fuzz(func(t *testing.T, bytes []byte) {
		set, problems := Load([]*diag.Source{diag.NewSource("fuzz.toml", bytes)}, month)
		if (len(set.Policies) == 1) == problems.HasErrors() {
			t.Errorf("%d policies beside %d problems", len(set.Policies), len(problems))
		}
		for _, p := range set.Policies {
			if p.Parts != nil && (p.Parts.Type == nil || p.Parts.Need < 1 || p.Parts.Need > p.Parts.Count) {
				t.Errorf("parts %+v", p.Parts)
			}
			for _, m := range p.Metrics {
				if m.Raters != nil && (m.Raters.Floor < leastFloor || len(m.Raters.Roles) == 0) {
					t.Errorf("raters %+v", m.Raters)
				}
			}
		}
	})
}
