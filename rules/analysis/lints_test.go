package analysis_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"merit/rules"
	"merit/rules/analysis"
	"merit/rules/diag"
	"merit/rules/text"
)

// Every file of testdata/bad says itself what is found in it, and where:
//
//	from = 105  #! band-unreachable 8
//
// expects the finding on this line at column 8, in characters. Files that
// differ only in a number, NAME.1.toml and NAME.2.toml, are a set. Of the
// lint a file is named for, exactly what is announced is found, and nothing in
// the file of the same name in testdata/good.
func TestLints(t *testing.T) {
	tested := map[string]bool{}
	for _, kind := range []string{"bad", "good"} {
		for name, sources := range sets(t, kind) {
			t.Run(kind+"/"+name, func(t *testing.T) {
				code, _, _ := strings.Cut(name, ".")
				want := announced(sources)
				if kind == "bad" {
					tested[code] = len(want) > 0
				}
				if got := found(t, code, sources); !slices.Equal(got, want) {
					t.Errorf("found %q, want %q", got, want)
				}
			})
		}
	}
	for _, l := range analysis.Lints {
		if !tested[l.Code] {
			t.Errorf("no file shows what %s finds", l.Code)
		}
	}
}

func sets(t *testing.T, kind string) map[string][]*diag.Source {
	t.Helper()
	files, err := filepath.Glob("testdata/" + kind + "/*.toml")
	if err != nil || len(files) < 25 {
		t.Fatalf("only %d files: %v", len(files), err)
	}
	all := map[string][]*diag.Source{}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := numbered.ReplaceAllString(strings.TrimSuffix(filepath.Base(file), ".toml"), "")
		all[name] = append(all[name], diag.NewSource(file, b))
	}
	return all
}

var (
	numbered     = regexp.MustCompile(`\.\d+$`)
	announcement = regexp.MustCompile(`#! ([a-z-]+) (\d+)`)
)

func announced(sources []*diag.Source) []string {
	var want []string
	for _, src := range sources {
		for i, line := range strings.Split(string(src.Bytes), "\n") {
			for _, m := range announcement.FindAllStringSubmatch(line, -1) {
				want = append(want, fmt.Sprintf("%s:%d:%s %s", src.Name, i+1, m[2], m[1]))
			}
		}
	}
	return want
}

func found(t *testing.T, code string, sources []*diag.Source) []string {
	t.Helper()
	set, problems := rules.Load(sources)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	var got []string
	for _, d := range analysis.Check(set) {
		if d.Severity == diag.Error {
			t.Errorf("a lint refuses: %s", d.Error())
		}
		if d.Code == code {
			got = append(got, d.Span.String()+" "+d.Code)
		}
	}
	return got
}

// Every lint is documented in both languages, and says nothing with holes in it.
func TestPages(t *testing.T) {
	for _, l := range analysis.Lints {
		if l.Title().IsZero() || l.Why().IsZero() || l.Before == "" || l.After == "" || l.Since == "" {
			t.Errorf("%s is not documented", l.Code)
		}
	}
	for _, code := range []string{"condition-never", "weights-sum"} {
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			if page, ok := analysis.Page(code, lang); !ok || !strings.Contains(page, code) {
				t.Errorf("the page of %s in %s: %q", code, lang, page)
			}
		}
	}
	if _, ok := analysis.Page("no-such-rule", text.EN); ok {
		t.Error("there is a page of nothing")
	}
}

func TestSettle(t *testing.T) {
	const at = 2 // the line of the finding
	tests := map[string]struct {
		text   string
		levels analysis.Levels
		want   string // codes and severities, in order
	}{
		"as it is":                 {"a\nb\n", nil, "band-cliff info"},
		"at the end of the line":   {"a\nb # merit: allow band-cliff because 试行\n", nil, ""},
		"on the line before":       {"# merit: allow band-cliff because trial\nb\n", nil, ""},
		"not two lines before":     {"# merit: allow band-cliff because x\n", nil, "allow-unused warning, band-cliff info"},
		"another rule":             {"a\nb # merit: allow goal-missing because x\n", nil, "band-cliff info, allow-unused warning"},
		"one of the set":           {"a\nb # merit: allow policies-overlap because x\n", nil, "band-cliff info"},
		"without a reason":         {"a\nb # merit: allow band-cliff\n", nil, "band-cliff info, allow-reason warning"},
		"no such rule":             {"a\nb # merit: allow band-clif because x\n", nil, "band-cliff info, allow-unknown warning"},
		"behind another's comment": {"a # merit: allow band-cliff because x\nb\n", nil, "allow-unused warning, band-cliff info"},
		"off":                      {"a\nb\n", analysis.Levels{"band-cliff": analysis.Off}, ""},
		"raised":                   {"a\nb\n", analysis.Levels{"band-cliff": analysis.Error}, "band-cliff error"},
		"of another":               {"a\nb\n", analysis.Levels{"goal-missing": analysis.Off}, "band-cliff info"},
	}
	for name, tt := range tests {
		src := diag.NewSource("a.toml", []byte(tt.text))
		start := len(strings.Join(strings.SplitAfter(tt.text, "\n")[:at-1], ""))
		if name == "not two lines before" {
			src = diag.NewSource("a.toml", []byte(tt.text+"x\ny\n"))
			start = len(tt.text) + 2
		}
		d := diag.At(diag.Span{Source: src, Start: start, End: start + 1}, "band-cliff", "edge", "60").As(diag.Info)
		var got []string
		for _, d := range analysis.Settle(diag.List{d}, func(*diag.Source) analysis.Levels { return tt.levels }, src) {
			got = append(got, d.Code+" "+d.Severity.String())
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s: %q, want %q", name, s, tt.want)
		}
	}
	src := diag.NewSource("a.toml", []byte("a # merit: allow number-negative because x\n"))
	d := diag.At(diag.Span{Source: src, End: 1}, "number-negative", "key", "weight", "value", "-1")
	if left := analysis.Settle(diag.List{d}, func(*diag.Source) analysis.Levels { return analysis.Levels{"number-negative": analysis.Off} }, src); len(left) != 1 {
		t.Error("an error was allowed")
	}
}
