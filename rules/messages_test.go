package rules

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"merit/rules/golden"
)

// What people read, for the slips that HR make most. Look at the file after
// every change of a sentence.
func TestTypicalMistakes(t *testing.T) {
	slips := []string{
		"weights-sum-over", "rate-sixty", "currency-rmb", "bands-first", "metric-typo", "input-below-list", "formula-after-chinese",
		"formula-cycle", "veto-sees-score", "target-zero", "name-look-alike", "extra-at-lower", "outcome-consecutive", "veto-unmeasured",
		"steps-direction", "schema-below-policy", "toml-percent", "newcomer", "toml-chinese-header",
	}
	var b strings.Builder
	for _, slip := range slips {
		_, problems := Read(readSource(t, "testdata/bad/"+slip+".toml"))
		b.WriteString(printed(t, problems) + "\n")
	}
	golden.Compare(t, "testdata/typical.txt", []byte(b.String()))
}

var (
	reporting = regexp.MustCompile(`(?:report|problem|unknownID|unknownTitled|\bl\.sum)\(`)
	code      = regexp.MustCompile(`"([a-z]+(?:-[a-z]+)+)[.a-z-]*"`)
	related   = regexp.MustCompile(`\.And\(.*`)
)

// Every problem this package can report is shown by a file of testdata/bad.
func TestEveryProblemHasAFile(t *testing.T) {
	announcedCodes := map[string]bool{}
	bad, _ := filepath.Glob("testdata/bad/*")
	for _, file := range bad {
		bytes, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := expectations(file, bytes)
		for _, w := range want {
			_, code, _ := strings.Cut(w, " ")
			announcedCodes[code] = true
		}
	}
	for _, pattern := range []string{"extends", "approvals", "parts"} {
		cases, _ := filepath.Glob("testdata/" + pattern + "/*.txtar")
		for _, file := range cases {
			bytes, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range announced(string(bytes)) {
				_, code, _ := strings.Cut(w, " ")
				announcedCodes[code] = true
			}
		}
	}
	elsewhere := map[string]bool{
		"version-twice": true, "versions-overlap": true, "attribute-types": true, // of sets: TestLoadTogether
		"approver-unknown": true, "approve-form": true, // of merit approve: TestSign
		"policy-formulas": true, // TestTooManyFormulas
	}
	sources, _ := filepath.Glob("*.go")
	count := 0
	for _, file := range sources {
		bytes, err := os.ReadFile(file)
		if err != nil || strings.HasSuffix(file, "_test.go") {
			continue
		}
		for line := range strings.Lines(string(bytes)) {
			if !reporting.MatchString(line) {
				continue
			}
			for _, m := range code.FindAllStringSubmatch(related.ReplaceAllString(line, ""), -1) {
				count++
				if !announcedCodes[m[1]] && !elsewhere[m[1]] {
					t.Errorf("%s reports %s, which no file of testdata/bad shows", file, m[1])
				}
			}
		}
	}
	if count < 100 {
		t.Errorf("only %d reports found: the pattern no longer fits the code", count)
	}
}
