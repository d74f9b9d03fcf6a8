package docs_test

import (
	"testing"

	"merit/engine/records"
	"merit/rules/diag"
)

// TestSources reads every source file that is shown.
func TestSources(t *testing.T) {
	shown := tomlBlocks(t, "sources.md")
	if len(shown) == 0 {
		t.Fatal("sources.md shows no source file")
	}
	for _, b := range shown {
		source, problems := records.ReadSource(diag.NewSource("shown.source.toml", []byte(b.text)))
		for _, p := range problems {
			t.Errorf("%v: %s", b, p.Error())
		}
		if source != nil && len(source.Tables()) < 2 {
			t.Errorf("%v has the tables %v, want people and a list", b, source.Tables())
		}
	}
}
