//go:build !race

package policies_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"merit/engine/mutation"
	"merit/policies"
)

// leastKilled is the share of mutants, in percent, that the tests of every
// shipped agreement must notice.
const leastKilled = 95

// TestMutation changes one number or operator of the shipped agreements at a
// time and runs their tests. Too many changes that nobody notices fail, and
// so does one that testdata/survivors.txt does not name with its reason, or
// one that is named there and is noticed. make mutants tries them all; go test
// every fifth.
func TestMutation(t *testing.T) {
	sources, err := policies.ReadPaths(".")
	if err != nil {
		t.Fatal(err)
	}
	tests, err := policies.ReadTestPaths(".")
	if err != nil {
		t.Fatal(err)
	}
	whole := policies.Test(sources, tests, nil)
	if whole.Problems.HasErrors() {
		t.Fatal(whole.Problems.Err())
	}
	excused := survivors(t)
	stride := 5
	if os.Getenv("MERIT_ALL_MUTANTS") != "" {
		stride = 1
	}
	for _, p := range whole.Snapshot.Policies() {
		t.Run(p.ID.Text+"@"+p.Version.Text, func(t *testing.T) {
			trial := mutation.TrialOf(p, sources, tests, whole.Report)
			trial.Stride = stride
			if problems := trial.Ready(); problems.HasErrors() {
				t.Fatal(problems.Err())
			}
			r := trial.Run()
			t.Logf("%d mutants: %d killed, %d survived, %d do not load: %.1f %%", len(r.Mutants),
				r.Count(mutation.Killed), r.Count(mutation.Survived), r.Count(mutation.Refused), r.Percent())
			if stride == 1 && r.Percent() < leastKilled {
				t.Errorf("%.1f %% noticed, want %d %% at least", r.Percent(), leastKilled)
			}
			for _, m := range r.Survivors() {
				if key := named(m); excused[key] == "" {
					t.Errorf("nobody notices %s\nadd a case, or name it in testdata/survivors.txt:\n%s | because", m.Span, key)
				}
				delete(excused, named(m))
			}
		})
	}
	if stride == 1 {
		for key := range excused {
			t.Errorf("testdata/survivors.txt names a change that is noticed or not made: %s", key)
		}
	}
}

// named is how survivors.txt writes a mutant: by its rule, not by its line.
func named(m *mutation.Mutant) string {
	return fmt.Sprintf("%s | %s | %s → %s", m.Span.Source.Name, m.Name, strings.Join(strings.Fields(m.Old()), " "), strings.Join(strings.Fields(m.New), " "))
}

// survivors reads which changes cannot be noticed, and why.
func survivors(t *testing.T) map[string]string {
	t.Helper()
	b, err := os.ReadFile("testdata/survivors.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		at := strings.LastIndex(line, " | ")
		if at < 0 || strings.Count(line, " | ") < 3 || len(line[at:]) < 8 {
			t.Errorf("testdata/survivors.txt:%d: want file | rule | old → new | because", i+1)
			continue
		}
		out[line[:at]] = line[at+3:]
	}
	return out
}
