package formula

import (
	"testing"
	"unicode/utf8"

	"merit/rules/diag"
)

// FuzzFormula gives any text to every entrance: nothing panics, every problem
// points into the text, and what is accepted keeps the properties of ranges.
func FuzzFormula(f *testing.F) {
	for _, path := range []string{"testdata/valid.txt", "testdata/mistakes.txt"} {
		for _, c := range samples(f, path) {
			f.Add(c.formula)
		}
	}
	for _, a := range attacks() {
		if len(a.formula) < 5000 {
			f.Add(a.formula)
		}
	}
	f.Fuzz(func(t *testing.T, formula string) {
		for place := range wantWords {
			src := inFile("fuzz.toml", formula)
			typed, problems := load(src, place)
			if (typed == nil) != problems.HasErrors() {
				t.Fatalf("%q: formula %v with problems %v", formula, typed, problems)
			}
			for _, d := range problems {
				checkProblem(t, formula, d)
			}
			if typed != nil {
				checkRanges(t, typed)
			}
		}
	})
}

func checkProblem(t *testing.T, formula string, d diag.Diagnostic) {
	t.Helper()
	if d.Code == "formula-checker" || d.Message.EN == "" || len(d.Message.ZH) == 0 {
		t.Errorf("%q: %s: %s", formula, d.Code, d.Message.EN)
	}
	if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(formula) {
		t.Fatalf("%q: %s at %d..%d", formula, d.Code, d.Span.Start, d.Span.End)
	}
	if utf8.ValidString(formula) && !utf8.ValidString(formula[d.Span.Start:d.Span.End]) {
		t.Errorf("%q: %s cuts a character at %d..%d", formula, d.Code, d.Span.Start, d.Span.End)
	}
}
