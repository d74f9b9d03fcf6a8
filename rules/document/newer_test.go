package document_test

import (
	"fmt"
	"strings"
	"testing"

	"merit/rules/diag"
	"merit/rules/document"
)

// What TOML 1.0 tools refuse is warned of, where it stands; what they read is
// not, however close it comes.
func TestNewerToml(t *testing.T) {
	tests := map[string]string{ // the text, and "line:column key" of each warning
		"a = {\n  b = 1 }":                    "1:5 toml-newer",
		"a = { b = 1, # why\n  c = 2 }":       "1:5 toml-newer",
		"a = { b = 1, }":                      "1:12 toml-newer",
		"a = { b = 1 , # why\n}":              "1:5 toml-newer, 1:13 toml-newer",
		"a = { b = [1,\n 2,\n], c = 3 }":      "",
		"a = [\n { b = 1 },\n { c = 2, },\n]": "3:9 toml-newer",
		"a = [\n 1,\n 2, # last\n]":           "",
		"a = { b = { c = 1, } }":              "1:18 toml-newer",
		"a = { b = \",}\", c = ',}' }":        "",
		"a = \"\\e[0m\"":                      "1:6 toml-newer",
		"\"客户\" = \"\\x41\"":                  "1:9 toml-newer",
		`a = '\e \x41'`:                       "",
		`a = "\\e \\x41 A"`:                   "",
		"a = \"\"\"\n\\\\x \\x41\"\"\"\"\n":   "2:5 toml-newer",
		"a = 10:30":                           "1:5 toml-newer",
		"a = 10:30:00":                        "",
		"a = 2026-01-01T10:30":                "1:5 toml-newer",
		"a = 2026-01-01T10:30+08:00":          "1:5 toml-newer",
		"a = [10:30,11:45]":                   "1:6 toml-newer, 1:12 toml-newer",
		"a = \"10:30\" # { 10:30, }\n":        "",
	}
	for text, want := range tests {
		if got := warnings(t, text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// Look-alike letters are warned of in strings and keys, not in comments, and
// not where a file is written in that alphabet.
func TestMixedLetters(t *testing.T) {
	tests := map[string]string{
		`a = "tеam"`:                        "1:6 mixed-letters", // Cyrillic е
		`a = "客户tеam组"`:                     "1:8 mixed-letters",
		`"tеam" = 1`:                        "1:2 mixed-letters",
		`a = "А"`:                           "1:6 mixed-letters", // Cyrillic А alone
		`a = "team" # tеam`:                 "",
		`a = "Оценка А" # Russian`:          "",
		"a = \"Оценка\"\nb = \"teаm\"":      "2:6 mixed-letters",
		`a = "μs, Δt, café, Ünïcödé, 客户 A"`: "",
		`a = "ɡo, ıt, ﬁ"`:                   "", // Latin, if not what a keyboard types
		`a = 'role == "сrs" and x > 1'`:     "1:15 mixed-letters",
		`a = "ΑB"`:                          "1:6 mixed-letters", // Greek Α
	}
	for text, want := range tests {
		if got := warnings(t, text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func warnings(t *testing.T, text string) string {
	t.Helper()
	_, problems := document.Parse(diag.NewSource("a.toml", []byte(text)), document.Limits{})
	var all []string
	for _, d := range problems {
		if d.Severity != diag.Warning {
			all = append(all, "refused")
			continue
		}
		at := d.Span.Position()
		all = append(all, fmt.Sprintf("%d:%d %s", at.Line, at.Column, d.Code))
	}
	return strings.Join(all, ", ")
}
