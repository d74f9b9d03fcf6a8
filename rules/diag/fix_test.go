package diag_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"merit/rules/diag"
)

// fixable is one problem with a fix of two edits, behind Chinese letters and a
// byte order mark.
func fixable() diag.Diagnostic {
	src := diag.NewSource("政策.toml", []byte("\uFEFF# 说明\nwhen = '满意 ≥ 3 且 b'\n"))
	return diag.At(at(src, "≥"), "unknown-key.none", "name", "x").Mend(diag.Edit{Span: at(src, "≥"), Text: ">="}, diag.Edit{Span: at(src, "且"), Text: "and"})
}

func TestFixFormats(t *testing.T) {
	d := fixable()
	var out bytes.Buffer
	if err := (diag.Report{}).JSON(&out, diag.List{d}); err != nil {
		t.Fatal(err)
	}
	type place struct{ Line, Column int }
	var report struct {
		Problems []struct {
			Fix struct {
				Title struct{ ZH, EN string }
				Edits []struct {
					place
					File        string
					End         place
					Replacement string
				}
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	fix := report.Problems[0].Fix
	if fix.Title.ZH != "把 ≥ 3 且 改成 >= 3 and" || fix.Title.EN != "replace ≥ 3 且 with >= 3 and" || len(fix.Edits) != 2 {
		t.Errorf("%+v", fix)
	}
	if e := fix.Edits[1]; e.File != "政策.toml" || e.place != (place{2, 16}) || e.End != (place{2, 17}) || e.Replacement != "and" {
		t.Errorf("%+v", e)
	}
	out.Reset()
	if err := (diag.Report{}).SARIF(&out, diag.List{d}); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Results []struct {
				Fixes []struct {
					Description     struct{ Text string }
					ArtifactChanges []struct {
						ArtifactLocation struct{ URI string }
						Replacements     []struct {
							DeletedRegion   struct{ StartLine, StartColumn, EndLine, EndColumn int }
							InsertedContent struct{ Text string }
						}
					}
				}
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	fixes := log.Runs[0].Results[0].Fixes
	if len(fixes) != 1 || len(fixes[0].ArtifactChanges) != 1 || len(fixes[0].ArtifactChanges[0].Replacements) != 2 || fixes[0].ArtifactChanges[0].ArtifactLocation.URI == "" {
		t.Fatalf("%+v", fixes)
	}
	if r := fixes[0].ArtifactChanges[0].Replacements[0]; r.DeletedRegion.StartColumn != 12 || r.DeletedRegion.EndColumn != 13 || r.InsertedContent.Text != ">=" {
		t.Errorf("%+v", r)
	}
	out.Reset()
	if err := (diag.Printer{Lang: "en", Fixes: true}).Print(&out, diag.List{d}); err != nil {
		t.Fatal(err)
	}
	if want := "= --fix can mend this: ≥ 3 且 → >= 3 and\n"; !strings.Contains(out.String(), want) {
		t.Errorf("printed\n%s", out.String())
	}
}

func TestFixTitles(t *testing.T) {
	src := diag.NewSource("f", []byte("a\u200bb = 1\n\u3000c\n"+strings.Repeat("长", 200)))
	for _, tt := range []struct {
		edits              []diag.Edit
		title, zh, changes string
	}{
		{[]diag.Edit{{Span: at(src, "\u200b")}}, "delete U+200B", "删去 U+200B", "- U+200B"},
		{[]diag.Edit{{Span: at(src, "\u3000"), Text: " "}}, "replace U+3000 with U+0020", "把 U+3000 改成 U+0020", "U+3000 → U+0020"},
		{[]diag.Edit{{Span: diag.Span{Source: src}, Text: "x = 1\n"}}, "add x = 1", "加上 x = 1", "+ x = 1"},
		{[]diag.Edit{{Span: at(src, "a"), Text: "z"}, {Span: diag.Span{Source: src, Start: 20, End: 400}, Text: "b"}}, "2 changes", "改 2 处", ""},
	} {
		d := diag.At(diag.Span{Source: src}, "unknown-key.none", "name", "x").Mend(tt.edits...)
		if d.Fix.Title.EN != tt.title || d.Fix.Title.ZH != tt.zh {
			t.Errorf("%v, want %s", d.Fix.Title, tt.title)
		}
		if got := d.Fix.Change(); tt.changes != "" && got != tt.changes {
			t.Errorf("change %q, want %q", got, tt.changes)
		}
	}
	if d := diag.At(diag.Span{}, "unknown-key.none", "name", "x"); d.Mend().Fix != nil || d.Mend(diag.Edit{Text: "x"}).Fix != nil {
		t.Error("an edit that stands nowhere is offered")
	}
}

func TestSole(t *testing.T) {
	for _, tt := range []struct {
		word string
		all  []string
		want string
	}{
		{"wieght", []string{"weight", "target"}, "weight"},
		{"calls", []string{"call", "calla"}, ""},            // either may be meant
		{"Weight", []string{"weight", "weights"}, "weight"}, // only the case differs
		{"goal_2025", []string{"goal_2026"}, ""},            // a digit is no slip
		{"goal2026", []string{"goal_2026"}, "goal_2026"},
		{"xyz", []string{"weight"}, ""},
	} {
		if got := diag.Sole(tt.word, tt.all); got != tt.want {
			t.Errorf("Sole(%q, %q) = %q, want %q", tt.word, tt.all, got, tt.want)
		}
	}
}

// FuzzSplice: edits that are in order are made and nothing else is touched;
// others are refused and change nothing.
func FuzzSplice(f *testing.F) {
	f.Add("满意率 ≥ 90", 3, 5, 7, 9, "x", "")
	f.Add("", 0, 0, 0, 0, "a", "b")
	f.Add("abc", 2, 1, 5, -1, "a", "b")
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int, one, two string) {
		src := diag.NewSource("f", []byte(text))
		edits := []diag.Edit{{Span: diag.Span{Source: src, Start: a, End: b}, Text: one}, {Span: diag.Span{Source: src, Start: c, End: d}, Text: two}}
		out, ok := diag.Splice([]byte(text), edits)
		fine := 0 <= a && a <= b && b <= c && c <= d && d <= len(text)
		switch {
		case ok != fine:
			t.Fatalf("%v: %t", edits, ok)
		case !ok && string(out) != text:
			t.Fatalf("refused, yet %q became %q", text, out)
		case ok && string(out) != text[:a]+one+text[b:c]+two+text[d:]:
			t.Fatalf("%q became %q", text, out)
		case string(src.Bytes) != text:
			t.Fatal("the source was changed")
		}
	})
}
