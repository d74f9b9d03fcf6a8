package docs_test

import (
	"testing"

	"merit/engine/records"
	"merit/rules/diag"
)

// TestSources reads every source file that is shown.
func TestSources(t *testing.T) {
	for _, page := range []string{"sources.md", "sources.zh-CN.md"} {
		shown := tomlBlocks(t, page)
		if len(shown) < 4 {
			t.Fatalf("%s shows %d source files", page, len(shown))
		}
		for _, b := range shown {
			source, problems := records.ReadSource(diag.NewSource("shown.source.toml", []byte(b.text)))
			for _, p := range problems {
				t.Errorf("%v: %s", b, p.Error())
			}
			if source != nil && len(source.Tables()) == 0 {
				t.Errorf("%v has no tables", b)
			}
		}
	}
}
