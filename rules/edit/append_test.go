package edit_test

import (
	"strings"
	"testing"

	"merit/rules/diag"
	"merit/rules/edit"
)

func TestAppendExample(t *testing.T) {
	const entry = "[[examples]]\nname = \"b\"\nexpect = { score = 1 }\n\n[examples.inputs]\nlong_name = 1\nx = 2\n"
	const laid = "[[examples]]\nname   = \"b\"\nexpect = { score = 1 }\n\n[examples.inputs]\nlong_name = 1\nx         = 2\n"
	tests := map[string]struct{ before, want string }{
		"an empty file":          {"", laid},
		"a file":                 {"a=1 # as it is\n", "a=1 # as it is\n\n" + laid},
		"no line end":            {"a = 1", "a = 1\n\n" + laid},
		"an empty line at end":   {"a = 1\n\n", "a = 1\n\n" + laid},
		"other examples":         {"[[examples]]\nname = \"a\"\n[examples.inputs]\nx = 1\n# last words\n", "[[examples]]\nname = \"a\"\n[examples.inputs]\nx = 1\n# last words\n\n" + laid},
		"tables after examples":  {"[[examples]]\nname = \"a\"\n\n[[bands]]\nfrom = 0\n", "[[examples]]\nname = \"a\"\n\n[[bands]]\nfrom = 0\n\n" + laid},
		"a mark and CRLF":        {"\ufeffa = 1\r\n", "\ufeffa = 1\r\n\r\n" + strings.ReplaceAll(laid, "\n", "\r\n")},
		"examples as a list":     {"examples = [{ name = \"a\" }]\n", ""},
		"examples that are none": {"examples = 1\n", ""},
		"a file that is broken":  {"a = \n", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, ok := edit.AppendExample(diag.NewSource("t.toml", []byte(tt.before)), entry)
			if string(got) != tt.want || ok != (tt.want != "") {
				t.Errorf("AppendExample gives %v, %q\nwant %q", ok, got, tt.want)
			}
		})
	}
	if _, ok := edit.AppendExample(diag.NewSource("t.toml", nil), "[[bands]]\nfrom = 0\n"); ok {
		t.Error("something that is no example was appended")
	}
}
