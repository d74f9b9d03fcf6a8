package formula

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"merit/rules/diag"
	"merit/rules/golden"
)

// A sample is a line of a test file: what is expected, the place of the
// formula, the formula.
type sample struct {
	line              int
	expected, place   string
	formula, fileName string
}

func samples(t testing.TB, path string) []sample {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []sample
	for i, line := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(line, "# ") || strings.TrimSpace(line) == "" {
			continue
		}
		expected, rest, _ := strings.Cut(line, " ")
		place, formula, _ := strings.Cut(strings.TrimSpace(rest), " ")
		out = append(out, sample{i + 1, expected, place, strings.TrimSpace(formula), path})
	}
	return out
}

var kindWords = map[Kind]string{Number: "Number", Integer: "Integer", String: "String", Boolean: "Boolean", Date: "Date", Time: "Time", List: "List"}

func TestValid(t *testing.T) {
	for _, c := range samples(t, "testdata/valid.txt") {
		f, problems := load(inFile(c.formula, c.formula), c.place)
		if f == nil {
			t.Errorf("valid.txt:%d: %s: refused: %v", c.line, c.formula, problems.Err())
			continue
		}
		if got := kindWords[f.Root.Type().Kind]; got != c.expected {
			t.Errorf("valid.txt:%d: %s: %s, want %s", c.line, c.formula, got, c.expected)
		}
		checkRanges(t, f)
	}
}

// TestMistakes compares every message with its golden text, and the codes
// one to one with those that the line expects.
func TestMistakes(t *testing.T) {
	var out bytes.Buffer
	for _, c := range samples(t, "testdata/mistakes.txt") {
		f, problems := load(inFile("policy.toml", c.formula), c.place)
		if f != nil {
			t.Errorf("mistakes.txt:%d: %s: accepted", c.line, c.formula)
		}
		codes := make([]string, len(problems))
		for i, d := range problems {
			codes[i] = d.Code
		}
		if got := strings.Join(codes, ","); got != c.expected {
			t.Errorf("mistakes.txt:%d: %s: %s, want %s", c.line, c.formula, got, c.expected)
		}
		if err := (diag.Printer{}).Print(&out, problems); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&out)
	}
	golden.Compare(t, "testdata/mistakes.golden", out.Bytes())
}

// Every example of the documentation is a formula that types.
func TestFunctionsAreDocumented(t *testing.T) {
	for _, f := range Functions {
		if f.Doc.ZH == "" || f.Doc.EN == "" || f.Units.IsZero() {
			t.Errorf("%s: not documented", f.Name)
		}
		if !strings.HasPrefix(f.Signature, f.Name+"(") {
			t.Errorf("%s: signature %s", f.Name, f.Signature)
		}
		if !strings.Contains(f.Example, f.Name+"(") {
			t.Errorf("%s: the example does not call it: %s", f.Name, f.Example)
		}
		if _, problems := load(inFile("example", f.Example), "any"); len(problems) > 0 {
			t.Errorf("%s: %s: %v", f.Name, f.Example, problems.Err())
		}
	}
}

func TestEveryFunctionIsTyped(t *testing.T) {
	tried := map[string]bool{}
	for _, c := range samples(t, "testdata/valid.txt") {
		for _, f := range Functions {
			if strings.Contains(c.formula, f.Name+"(") {
				tried[f.Name] = true
			}
		}
	}
	for _, f := range Functions {
		if !tried[f.Name] {
			t.Errorf("valid.txt has no formula with %s", f.Name)
		}
	}
}
