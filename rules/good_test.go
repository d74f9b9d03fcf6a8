package rules

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"merit/rules/diag"
)

// Every file of testdata/good loads without a word.
func TestGoodPolicies(t *testing.T) {
	files, err := filepath.Glob("testdata/good/*.toml")
	if err != nil || len(files) < 7 {
		t.Fatalf("only %d good policies: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			p, problems := Read(readSource(t, file))
			if len(problems) > 0 || p == nil {
				t.Errorf("Read = %v; problems:\n%s", p, printed(t, problems))
			}
		})
	}
}

func readSource(t testing.TB, file string) *diag.Source {
	t.Helper()
	bytes, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return diag.NewSource(filepath.Base(file), bytes)
}

func printed(t testing.TB, problems diag.List) string {
	t.Helper()
	var b strings.Builder
	if err := (diag.Printer{}).Print(&b, problems); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
