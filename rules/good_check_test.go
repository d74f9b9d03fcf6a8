package rules_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"merit/policies"
	"merit/rules/analysis"
	"merit/rules/diag"
)

// Everything in testdata/good is accepted as the server would accept it: no
// error, no warning, and every example holds. A folder there is one set. Each
// file says first what is tricky about it, and has an example.
func TestGoodPoliciesHold(t *testing.T) {
	sets := map[string][]*diag.Source{}
	err := filepath.WalkDir("testdata/good", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".toml") {
			return err
		}
		b, err := os.ReadFile(path)
		set := filepath.Dir(path)
		if set == filepath.Join("testdata", "good") {
			set = path
		}
		sets[set] = append(sets[set], diag.NewSource(filepath.Base(path), b))
		if !bytes.HasPrefix(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), []byte("# ")) {
			t.Errorf("%s does not begin with what is tricky about it", path)
		}
		return err
	})
	if err != nil || len(sets) < 40 {
		t.Fatalf("only %d sets: %v", len(sets), err)
	}
	for name, sources := range sets {
		t.Run(filepath.Base(name), func(t *testing.T) {
			snapshot, _, problems := policies.Check(sources)
			problems = slices.DeleteFunc(problems, func(d diag.Diagnostic) bool { return analysis.Find(d.Code) != nil }) // they show what loads, not what is wise
			if len(problems) > 0 {
				var b strings.Builder
				_ = diag.Printer{Lang: "en"}.Print(&b, problems)
				t.Fatal(b.String())
			}
			for _, p := range snapshot.Policies() {
				if len(p.Examples) == 0 {
					t.Errorf("%s has no example", p.ID.Text)
				}
			}
		})
	}
}
