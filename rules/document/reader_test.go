package document

import (
	"fmt"
	"strings"
	"testing"

	"merit/rules/diag"
)

// read reads a file as a small schema and returns its problems as
// "line:column code: help" lines.
func read(file string) string {
	root, problems := Parse(diag.NewSource("t.toml", []byte(file)), Limits{})
	r := NewReader(root, &problems)
	policy := r.NeedTable("policy")
	policy.NeedText("id")
	policy.Text("title")
	policy.Date("from")
	policy.Bool("pays", false)
	policy.Strings("approvers")
	policy.Done()
	for _, m := range r.Tables("metrics") {
		m.NeedText("id")
		m.Number("weight")
		m.Value("target", Integer, Float, String)
		m.Value("places", Integer)
		sample := m.Table("sample")
		sample.Need("min", Integer, Float)
		sample.Done()
		m.Elsewhere("[policy]", "title")
		m.Done()
	}
	r.Done()
	var out []string
	for _, d := range problems.Sorted() {
		at := d.Span.Position()
		out = append(out, fmt.Sprintf("%d:%d | %s | %s", at.Line, at.Column, d.Code, d.Help.EN))
	}
	return strings.Join(out, "\n")
}

func TestReader(t *testing.T) {
	const policy = "[policy]\nid = \"a\"\n"
	for _, c := range []struct{ name, file, want string }{
		{"fine", policy + "from = 2026-01-01\npays = true\napprovers = ['hr']\n[[metrics]]\nid = 'x'\nweight = 1.5\ntarget = 'a'\nsample = { min = 1 }\n", ""},
		{"empty", "", "1:1 | missing-key | add a line: [policy]"},
		{"no id", "[policy]\n", `1:2 | missing-key | add a line: id = "…"`},
		{"quoted number", policy + "[[metrics]]\nid = 'x'\nweight = \"40\"\n", "5:10 | wrong-type | remove the quotes: weight = 40"},
		{"quoted date", policy + "from = '2026-01-01'\n", "3:8 | wrong-type | remove the quotes: from = 2026-01-01"},
		{"quoted boolean", policy + "pays = \"true\"\n", "3:8 | wrong-type | remove the quotes: pays = true"},
		{"bare id", "[policy]\nid = 7\n", `2:6 | wrong-type | put it in quotes: id = "7"`},
		{"time for date", policy + "from = 2026-01-01T00:00:00\n", "3:8 | wrong-type | leave out the time: from = 2026-01-01"},
		{"bare list", policy + "approvers = 'hr'\n", "3:13 | wrong-type | put square brackets around it: approvers = ['hr']"},
		{"element", policy + "approvers = ['hr', 1]\n", `3:20 | wrong-type | write this element as: "1"`},
		{"fraction", policy + "[[metrics]]\nid = 'x'\nplaces = 1.5\n", "5:10 | wrong-type | for example: places = 1"},
		{"boolean for number", policy + "[[metrics]]\nid = 'x'\nweight = true\n", "5:10 | wrong-type | for example: weight = 1"},
		{"single brackets", policy + "[metrics]\nid = 'x'\n", "3:2 | wrong-type | write [[metrics]]"},
		{"typo", policy + "[[metrics]]\nid = 'x'\nwieght = 1\n", `5:1 | unknown-key | did you mean "weight"?`},
		{"case", policy + "[[metrics]]\nid = 'x'\nWeight = 1\n", `5:1 | unknown-key | did you mean "weight"?`},
		{"elsewhere", policy + "[[metrics]]\nid = 'x'\ntitle = 'x'\n", "5:1 | unknown-key | move it to [policy]"},
		{"unknown", policy + "zzzzzz = 1\n", "3:1 | unknown-key | what can stand here: id, title, from, pays, approvers"},
		{"unknown table", policy + "[zzzzzz]\n", "3:2 | unknown-key | what can stand here: policy, metrics"},
		{"in braces", policy + "[[metrics]]\nid = 'x'\nsample = { }\n", "5:1 | missing-key | add a line: min = 1"},
		{"array of braces", "metrics = [{ weight = 1 }]\n" + policy, `1:12 | missing-key | add between the braces: id = "…"`},
		{"broken value is no missing key", "[policy]\nid = abc\n", `2:6 | toml-syntax | write: "abc"`},
		{"broken header still opens", "[policy\nid = 'a'\n", "1:1 | toml-syntax | write: [policy]"},
		{"broken element still opens", policy + "[[metrics]\nid = 'a'\nweight = 3\n", "3:1 | toml-syntax | write: [[metrics]]"},
		{"broken twice", policy + "[[metrics]]\nid = x\nwieght = ４0\nweight = 08\n", "4:6 | toml-syntax | write: \"x\"\n5:10 | toml-syntax | with the keyboard set to English, write: 40\n6:10 | toml-syntax | write: 8; put it in quotes if it is an identifier"},
	} {
		if got := read(c.file); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestReaderOfNothing(t *testing.T) {
	var problems diag.List
	r := NewReader(nil, &problems)
	r.Need("a", String)
	r.Table("b").NeedTable("c").Done()
	if r.Done(); len(problems) > 0 || !r.Span().IsZero() || r.Here() != nil {
		t.Errorf("an absent table has problems: %v", problems)
	}
}
