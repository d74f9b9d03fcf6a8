package diag_test

import (
	"bytes"
	"strings"
	"testing"

	"merit/rules/diag"
	"merit/rules/golden"
)

// at returns the span of the first occurrence of word.
func at(src *diag.Source, word string) diag.Span {
	i := bytes.Index(src.Bytes, []byte(word))
	return diag.Span{Source: src, Start: i, End: i + len(word)}
}

func problems() diag.List {
	mixed := diag.NewSource("混合.toml", []byte("\uFEFF[policy]\r\ntitle = \"客户，协议\"  wieght = 1\n\tgoal = \u202E\n"+strings.Repeat("长", 200)+"x = 08\n"))
	return diag.List{
		diag.At(at(mixed, "[policy]"), "unknown-key.none", "name", "policy"),
		diag.At(at(mixed, "wieght"), "unknown-key.typo", "name", "wieght", "near", "weight").And(at(mixed, "[policy]"), "first-written"),
		diag.At(at(mixed, "goal"), "unknown-key.none", "name", "goal").As(diag.Warning),
		diag.At(at(mixed, "08"), "unknown-key.none", "name", "x").As(diag.Info),
		{Code: "row-unreadable", Place: "people.csv:3:奖金基数", Message: diag.At(diag.Span{}, "unknown-key.none", "name", "x").Message},
		{Code: "missing-field", Pointer: "/inputs/base", Message: diag.At(diag.Span{}, "unknown-key.none", "name", "base").Message},
	}
}

func TestPrint(t *testing.T) {
	for name, p := range map[string]diag.Printer{"both": {}, "zh": {Lang: "zh"}, "en": {Lang: "en"}, "colour": {Color: true}} {
		var b bytes.Buffer
		if err := p.Print(&b, problems()); err != nil {
			t.Fatal(err)
		}
		golden.Compare(t, "testdata/print."+name+".golden", b.Bytes())
	}
}

func TestPosition(t *testing.T) {
	src := diag.NewSource("f", []byte("\uFEFFab\r\n客户=1\n"))
	for _, tt := range []struct {
		offset int
		want   diag.Position
	}{
		{3, diag.Position{Line: 1, Column: 1}}, // the mark is not counted
		{4, diag.Position{Line: 1, Column: 2}},
		{7, diag.Position{Line: 2, Column: 1}},
		{10, diag.Position{Line: 2, Column: 2}}, // columns are characters
		{13, diag.Position{Line: 2, Column: 3}},
		{99, diag.Position{Line: 3, Column: 1}}, // never beyond the end
	} {
		if got := (diag.Span{Source: src, Start: tt.offset, End: tt.offset}).Position(); got != tt.want {
			t.Errorf("offset %d: %v, want %v", tt.offset, got, tt.want)
		}
	}
}

func TestSorted(t *testing.T) {
	a, b := diag.NewSource("a", []byte("xyz")), diag.NewSource("b", []byte("xyz"))
	one := diag.At(diag.Span{Source: b, Start: 1, End: 2}, "unknown-key.none", "name", "y")
	two := diag.At(diag.Span{Source: a, Start: 2, End: 3}, "unknown-key.none", "name", "z")
	list := diag.List{one, two, one}
	sorted := list.Sorted()
	if len(sorted) != 2 || sorted[0].Span.Source != a || sorted[1].Span.Source != b {
		t.Errorf("sorted to %v", sorted)
	}
	if len(list) != 3 || list[0].Span.Source != b {
		t.Error("Sorted changed the list it was given")
	}
	if list.Count(diag.Error) != 3 || !list.HasErrors() || list.Err() == nil {
		t.Error("errors are not counted")
	}
	if warned := (diag.List{one.As(diag.Warning)}); warned.HasErrors() || warned.Err() != nil {
		t.Error("a warning counts as an error")
	}
}

func TestNearest(t *testing.T) {
	words := []string{"weight", "target", "better", "id", "score"}
	for word, want := range map[string]string{
		"wieght": "weight", "WEIGHT": "weight", "wight": "weight", "targets": "target", "beter": "better",
		"di": "", "xy": "", "purpose": "", "": "", "scroe": "score",
	} {
		if got := diag.Nearest(word, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
