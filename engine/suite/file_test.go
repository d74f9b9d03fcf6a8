package suite_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/suite"
	"merit/rules/diag"
	"merit/rules/golden"
)

func file(t *testing.T, name, text string) *suite.File {
	t.Helper()
	f, problems := suite.ReadFile(diag.NewSource(name, []byte(text)))
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	return f
}

// TestFiles runs testdata/*.cases beside one example and compares what is
// said about them.
func TestFiles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.cases"))
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			report := suite.Run(compile(t, one), suite.Files(file(t, "demo_test.toml", string(text))))
			var out bytes.Buffer
			for _, c := range report.Cases {
				mark := "failed"
				if c.Passed {
					mark = "passed"
				}
				out.WriteString(mark + " " + c.Name + "\n")
			}
			out.WriteString("\n")
			if err := (diag.Printer{}).Print(&out, report.Problems()); err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, strings.TrimSuffix(name, ".cases")+".cases.golden", out.Bytes())
		})
	}
}

// TestFileForVersions: with two versions of a policy a case says which.
func TestFileForVersions(t *testing.T) {
	next := source(t, "next.toml", "", `version   = "1"`, `version   = "2"`, "from = 2026-01-15, to = 2026-12-31", "from = 2027-01-01", `"bonus * rate"`, `"bonus * rate * 2"`)
	snapshot := load(t, source(t, "demo.toml", one), next)
	const body = `
attributes = { role = "crs" }
inputs     = { bonus = 1000, asked = 10, happy = 9, errors = 0, calls = [{ ok = true }] }
[[cases]]
name   = "paid"
expect = { payout = "2000.00" }
`
	said := suite.Run(snapshot, suite.Files(file(t, "a_test.toml", "[defaults]\npolicy = \"demo\"\nversion = \"2\""+body)))
	if len(said.Cases) != 2 || said.Passed() != 2 {
		t.Error(said.Problems().Err())
	}
	for _, head := range []string{"[defaults]\npolicy = \"demo\"", "[defaults]"} {
		unsaid := suite.Run(snapshot, suite.Files(file(t, "a_test.toml", head+body)))
		if !unsaid.Files.HasErrors() {
			t.Errorf("%s: no problem", head)
		}
	}
}

// TestLongChains: a file of cases each like the one before is refused, and
// soon.
func TestLongChains(t *testing.T) {
	var b strings.Builder
	b.WriteString("[[cases]]\nname = \"0\"\nexpect = { score = 1 }\n")
	for i := range 3000 {
		fmt.Fprintf(&b, "[[cases]]\nname = \"%d\"\nlike = \"%d\"\nexpect = { score = 1 }\n", i+1, i)
	}
	report := suite.Run(compile(t, one), suite.Files(file(t, "a_test.toml", b.String())))
	if !report.Files.HasErrors() || report.Files[0].Code != "test-like-deep" || len(report.Cases) != 1 {
		t.Errorf("%d cases, problems %v", len(report.Cases), report.Files.Count(diag.Error))
	}
}

// FuzzFile: no bytes make a test file panic.
func FuzzFile(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join("testdata", "*.cases"))
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	var snapshot *engine.Snapshot
	f.Fuzz(func(t *testing.T, b []byte) {
		if snapshot == nil {
			snapshot = compile(t, one)
		}
		read, _ := suite.ReadFile(diag.NewSource("a_test.toml", b))
		suite.Run(snapshot, suite.Files(read)).Problems()
	})
}
