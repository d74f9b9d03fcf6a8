package policies

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"merit/engine/facts"
	"merit/rules/diag"
)

// A policy that extends another and changes nothing answers as it does: the
// examples of the base hold for it, and a request has the same answer but for
// who gave it.
//
// Rules: H7
func TestExtendedAnswersAlike(t *testing.T) {
	for _, file := range []string{"crs-standard.toml", "../examples/first/policy.toml", "../examples/call-centre/policy.toml", "../examples/approval/service.toml"} {
		t.Run(file, func(t *testing.T) {
			base, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, examples, _ := strings.Cut(string(base), "\n[[examples]]")
			id := lineOf(string(base), "id ")
			child := fmt.Sprintf("schema = 1\n[policy]\nid = \"child\"\nversion = \"1\"\nextends = %s\n%s\n%s\nstage = \"active\"\n\n[[examples]]%s",
				id[strings.Index(id, "\""):], lineOf(string(base), "effective"), orElse(lineOf(string(base), "applies"), "applies = 'true'"), examples)
			sources := []*diag.Source{diag.NewSource("base.toml", base), diag.NewSource("child.toml", []byte(child))}
			snapshot, report, problems := Check(sources)
			if problems.HasErrors() || len(report.Cases) == 0 || report.Passed() != len(report.Cases) {
				t.Fatal(problems.Err())
			}
			half := len(report.Cases) / 2
			for i, c := range report.Cases[:half] {
				other := report.Cases[half+i]
				if got, want := sameAnswer(t, c.Evaluation), sameAnswer(t, other.Evaluation); got != want {
					t.Errorf("%s: child and base differ\n%s\n%s", c.Name, got, want)
				}
			}
			if filepath.Base(file) == "crs-standard.toml" {
				request, err := os.ReadFile("../examples/crs-standard/e1007.json")
				if err != nil {
					t.Fatal(err)
				}
				var answers []string
				for _, policy := range []string{"crs-standard", "child"} {
					req, problems := facts.Read(diag.NewSource("e1007.json", request), facts.DefaultLimits)
					if problems.HasErrors() {
						t.Fatal(problems.Err())
					}
					req.Policy = policy
					e, err := snapshot.Evaluate(req)
					if err != nil {
						t.Fatal(err)
					}
					answers = append(answers, sameAnswer(t, e))
				}
				if answers[0] != answers[1] {
					t.Errorf("%s\n%s", answers[0], answers[1])
				}
			}
		})
	}
}

func lineOf(text, key string) string {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, key) {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

func orElse(line, otherwise string) string {
	if line == "" {
		return otherwise
	}
	return line
}

// sameAnswer writes an evaluation without what names the policy and the request.
func sameAnswer(t *testing.T, e any) string {
	t.Helper()
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var members map[string]any
	if err := json.Unmarshal(b, &members); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"policy", "facts", "set"} {
		delete(members, key)
	}
	b, _ = json.Marshal(members)
	return string(b)
}

// A single file is read with its folder at hand, which does not come into force.
func TestBeside(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	base, err := os.ReadFile("../examples/first/policy.toml")
	if err != nil {
		t.Fatal(err)
	}
	child := func(id, extends string) string {
		return fmt.Sprintf("schema = 1\n[policy]\nid = %q\nversion = \"1\"\nextends = %q\neffective = { from = 2026-01-01 }\nstage = \"active\"\napplies = 'true'\n", id, extends)
	}
	write("base.toml", string(base))
	write("middle.toml", child("middle", "first"))
	write("child.toml", child("child", "middle"))
	write("broken.toml", "schema = 1\n[policy\n")
	write("wrong.toml", child("wrong", "nobody"))
	write("_hidden.toml", child("hidden", "first"))
	sources, err := ReadPaths(filepath.Join(dir, "child.toml"))
	if err != nil {
		t.Fatal(err)
	}
	snapshot, _, problems := Check(sources, Beside(sources)...)
	if len(problems) > 0 || len(snapshot.Policies()) != 1 || snapshot.Policies()[0].ID.Text != "child" {
		t.Fatalf("%v, %v", snapshot, problems.Err())
	}
	write("middle.toml", strings.Replace(child("middle", "first"), "stage", "stag", 1))
	if _, _, problems := Check(sources, Beside(sources)...); problems.Count(diag.Error) != 2 {
		t.Errorf("a broken base: %v", problems.Err())
	}
	if err := os.Remove(filepath.Join(dir, "middle.toml")); err != nil {
		t.Fatal(err)
	}
	if _, _, problems := Check(sources, Beside(sources)...); problems.Count(diag.Error) != 1 || problems[0].Code != "extends-unknown" {
		t.Errorf("no base: %v", problems.Err())
	}
	plain, err := ReadPaths(filepath.Join(dir, "base.toml"))
	if err != nil || len(Beside(plain)) != 0 {
		t.Errorf("a policy that extends nothing searches its folder")
	}
}
