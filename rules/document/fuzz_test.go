package document

import (
	"slices"
	"testing"

	"merit/rules/diag"
)

// stricter are the codes with which Parse refuses what BurntSushi accepts.
var stricter = []string{
	"redefined-table", "duplicate-key", "confusable-keys", "invisible-character", "not-finite",
	"number-range", "invalid-date", "too-large", "too-deep", "control-character", "not-utf8",
}

func FuzzParse(f *testing.F) {
	for _, file := range odd {
		f.Add([]byte(file))
	}
	for _, row := range faults {
		f.Add([]byte(row.file))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		root, problems := Parse(diag.NewSource("t.toml", file), Limits{Bytes: 1 << 16})
		for _, d := range problems {
			if s := d.Span; s.Source == nil || s.Start < 0 || s.End < s.Start || s.End > len(file) {
				t.Fatalf("%s at %d..%d of %d", d.Code, s.Start, s.End, len(file))
			}
		}
		if root == nil {
			if !problems.HasErrors() {
				t.Fatal("nothing read and nothing said")
			}
			return
		}
		checkSpans(t, root, root.Span)
		limits := slices.ContainsFunc(problems, func(d diag.Diagnostic) bool { return d.Code == "too-deep" || d.Code == "too-large" })
		if limits {
			return // must not reach BurntSushi
		}
		switch err := judge(withoutMark(file)); {
		case err != nil && !problems.HasErrors():
			t.Fatalf("BurntSushi refuses (%v), Parse does not", err)
		case err == nil && !problems.HasErrors():
			compareTrees(t, string(withoutMark(file)), root)
		case err == nil:
			for _, d := range problems {
				if d.Severity == diag.Error && !slices.Contains(stricter, d.Code) {
					t.Fatalf("BurntSushi accepts, Parse says %s: %s", d.Code, d.Message.EN)
				}
			}
		}
	})
}
