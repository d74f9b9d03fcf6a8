package rules

import (
	"os"
	"path/filepath"
	"testing"

	"merit/rules/diag"
	"merit/rules/text"
)

// FuzzLoad: whatever the bytes, Load answers, every problem can be shown, and
// a policy comes out exactly when there is no error.
func FuzzLoad(f *testing.F) {
	for _, pattern := range []string{"testdata/good/*.toml", "testdata/bad/*.toml"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			bytes, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(bytes)
		}
	}
	f.Fuzz(func(t *testing.T, bytes []byte) {
		set, problems := Load([]*diag.Source{diag.NewSource("fuzz.toml", bytes)})
		if (len(set.Policies) == 1) == problems.HasErrors() {
			t.Errorf("%d policies beside %d problems", len(set.Policies), len(problems))
		}
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			if err := (diag.Printer{Lang: lang}).Print(discard{}, problems); err != nil {
				t.Error(err)
			}
		}
		for _, d := range problems {
			if d.Span.Start < 0 || d.Span.End > len(bytes) || d.Span.Start > d.Span.End {
				t.Errorf("%s stands at %d..%d of %d bytes", d.Code, d.Span.Start, d.Span.End, len(bytes))
			}
		}
	})
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
