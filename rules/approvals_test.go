package rules

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"merit/rules/diag"
	"merit/rules/golden"
)

// Exactly the announced approvals lack. MEANING and MARKS are filled in from
// what the files say, which approvals are no part of.
//
// Rules: H9
func TestApprovals(t *testing.T) {
	for _, file := range []string{"testdata/approvals/active.txtar", "testdata/approvals/extends.txtar"} {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var sources []*diag.Source
			var want []string
			for _, f := range archive.Files {
				sources = append(sources, diag.NewSource(f.Name, f.Data))
				for _, w := range announced(string(f.Data)) {
					want = append(want, f.Name+":"+w)
				}
			}
			for i, f := range loadFiles(sources, nil) {
				text := strings.ReplaceAll(string(f.source.Bytes), "MEANING", f.policy.Meaning)
				sources[i] = diag.NewSource(f.source.Name, []byte(strings.ReplaceAll(text, "MARKS", writeMarks(f.policy.marks))))
			}
			_, problems := Load(sources)
			if difference := compareProblems(want, foundIn(problems)); difference != "" {
				t.Errorf("%s\n%s", difference, printed(t, problems))
			}
			golden.Compare(t, strings.TrimSuffix(file, "txtar")+"txt", []byte(printed(t, problems)))
		})
	}
}

const agreed = `schema = 1
[policy]
id = "p"
version = "1"
period = "month"
effective = { from = 2026-01-01 }
stage = "active"
approvers = ["hr", "crm"]
[params]
a = { value = 2 }
b = { value = 40 }
[inputs]
done = { type = "number" }
[[metrics]]
id = "m"
weight = 60
value = '''
done
'''
better = "higher"
target = 90
[[metrics]]
id = "n"
weight = 40
value = 'done + 1'
better = "higher"
target = 90
[[guards]]
id = "g"
metric = "m"
cap = 60
[[guards]]
id = "h"
metric = "m"
scale = 0.5
[[guards]]
id = "i"
metric = "n"
scale = 0.5
[[bands]]
from = 0
grade = "C"
rate = 0
`

func meaningOf(t testing.TB, text string) string {
	t.Helper()
	p, problems := ReadUnapproved(diag.NewSource("p.toml", []byte(text)))
	if p == nil {
		t.Fatalf("%s\n%s", printed(t, problems), text)
	}
	return p.Meaning
}

// What is written differently means the same; what says something else does not.
//
// Rules: H9
func TestMeaning(t *testing.T) {
	metric := func(id string) string {
		_, rest, _ := strings.Cut(agreed, "[[metrics]]\nid = \""+id+"\"")
		rest, _, _ = strings.Cut(rest, "[[")
		return "[[metrics]]\nid = \"" + id + "\"" + rest
	}
	guard := func(id string) string {
		_, rest, _ := strings.Cut(agreed, "[[guards]]\nid = \""+id+"\"")
		rest, _, _ = strings.Cut(rest, "[[")
		return "[[guards]]\nid = \"" + id + "\"" + rest
	}
	replace := func(old, new string) string {
		if !strings.Contains(agreed, old) {
			t.Fatalf("nothing to replace: %q", old)
		}
		return strings.Replace(agreed, old, new, 1)
	}
	tests := map[string]struct {
		text string
		same bool
	}{
		"comments and blanks":       {"# agreed\n\n" + replace("weight = 60", "weight   =  60 # percent"), true},
		"line ends":                 {strings.ReplaceAll(agreed, "\n", "\r\n"), true},
		"a number written longer":   {replace("target = 90", "target = 90.0"), true},
		"order of entries":          {replace("a = { value = 2 }\nb = { value = 40 }", "b = { value = 40 }\na = { value = 2 }"), true},
		"order of keys":             {replace("id = \"m\"\nweight = 60", "weight = 60\nid = \"m\""), true},
		"a header for braces":       {replace("a = { value = 2 }\nb = { value = 40 }", "b.value = 40\n[params.a]\nvalue = 2"), true},
		"order of metrics":          {replace(metric("m")+metric("n"), metric("n")+metric("m")), true},
		"order of guards, apart":    {replace(guard("h")+guard("i"), guard("i")+guard("h")), true},
		"order of guards, together": {replace(guard("g")+guard("h"), guard("h")+guard("g")), false},
		"stage":                     {replace(`"active"`, `"draft"`), true},
		"order of approvers":        {replace(`"hr", "crm"`, `"crm", "hr"`), true},
		"an approval":               {replace("[params]", "approvals = [{ as = \"hr\", by = \"x\", digest = \"y\" }]\n[params]"), true},
		"an example":                {agreed + "[[examples]]\nname = \"x\"\ninputs = { done = 90 }\nexpect = { score = 100 }\n", true},
		"an empty section":          {agreed + "[agreement]\n", true},
		"approvers":                 {replace(`"hr", "crm"`, `"hr"`), false},
		"title":                     {replace("[params]", "title = \"x\"\n[params]"), false},
		"a number":                  {replace("target = 90", "target = 90.5"), false},
		"a formula":                 {replace("done + 1", "done + 2"), false},
		"dates":                     {replace("2026-01-01", "2026-02-01"), false},
		"a promise":                 {agreed + "[agreement]\nrole = \"x\"\n", false},
	}
	before := meaningOf(t, agreed)
	for name, tt := range tests {
		if same := meaningOf(t, tt.text) == before; same != tt.same {
			t.Errorf("%s: same is %v, want %v", name, same, tt.same)
		}
	}
}

// Signing writes one line and changes nothing else.
//
// Rules: H9
func TestSign(t *testing.T) {
	with := func(approvals string) string {
		return strings.Replace(agreed, "[params]", approvals+"\n[params]", 1)
	}
	tests := map[string]struct {
		text string
		want string // what is added, LINE for the signature
		from string // what it replaces
	}{
		"the first":         {agreed, "approvals = [\n  LINE,\n]\n[params]", "[params]"},
		"another":           {with("approvals = [\n  { as = \"hr\", by = \"x\", digest = \"y\" },\n]"), "},\n  LINE,\n]", "},\n]"},
		"without a comma":   {with("approvals = [\n  { as = \"hr\", by = \"x\", digest = \"y\" } # c\n]"), "}, # c\n  LINE,\n]", "} # c\n]"},
		"past a comment":    {with("approvals = [\n\t{ as = \"hr\", by = \"x\", digest = \"y\" }, # May\n\t# more\n]"), "}, # May\n\tLINE,\n\t# more", "}, # May\n\t# more"},
		"on one line":       {with("approvals = [{ as = \"hr\", by = \"x\", digest = \"y\" }] # c"), "}, LINE] # c", "}] # c"},
		"one line, a comma": {with("approvals = [{ as = \"hr\", by = \"x\", digest = \"y\" }, ]"), "}, LINE, ]", "}, ]"},
		"none yet":          {with("approvals = []"), "approvals = [\n  LINE,\n]", "approvals = []"},
		"an older one":      {with("approvals = [{ as = \"crm\", by = \"x\", digest = \"y\" }] # c"), "[LINE] # c", "[{ as = \"crm\", by = \"x\", digest = \"y\" }] # c"},
		"in one line":       {inlined(), ", approvals = [LINE] }", " }\n[params]"},
		"dotted":            {dotted(), "policy.approvals = [\n  LINE,\n]\n[params]", "[params]"},
	}
	for name, tt := range tests {
		for _, newline := range []string{"\n", "\r\n"} {
			text := strings.ReplaceAll(tt.text, "\n", newline)
			t.Run(fmt.Sprintf("%s %q", name, newline), func(t *testing.T) {
				p, problems := ReadUnapproved(diag.NewSource("p.toml", []byte(text)))
				if p == nil {
					t.Fatal(printed(t, problems))
				}
				got, problems := p.Sign(Signature{As: "crm", By: `E"2`, On: "2026-03-01"})
				if got == nil {
					t.Fatal(printed(t, problems))
				}
				line := p.line(Signature{As: "crm", By: `E"2`, On: "2026-03-01"})
				want := strings.Replace(tt.want, "LINE", line, 1)
				if tt.from == " }\n[params]" {
					want += "\n[params]"
				}
				whole := strings.Replace(tt.text, tt.from, want, 1)
				if whole = strings.ReplaceAll(whole, "\n", newline); string(got) != whole {
					t.Errorf("got\n%s\nwant\n%s", got, whole)
				}
				q, problems := ReadUnapproved(diag.NewSource("p.toml", got))
				if q == nil || !q.Approved(q.ApprovalOf("crm")) || q.ApprovalOf("crm").Who() != `E"2, 2026-03-01` {
					t.Errorf("the approval is not read back: %s", printed(t, problems))
				}
				if again, _ := q.Sign(Signature{As: "crm", By: `E"2`, On: "2026-03-01"}); !bytes.Equal(again, got) {
					t.Errorf("signing twice gives\n%s", again)
				}
			})
		}
	}
}

func inlined() string {
	_, rest, _ := strings.Cut(agreed, "[params]")
	return "schema = 1\npolicy = { id = \"p\", version = \"1\", period = \"month\", effective = { from = 2026-01-01 }, approvers = [\"crm\"] }\n[params]" + rest
}

func dotted() string {
	head, rest, _ := strings.Cut(agreed, "[params]")
	_, head, _ = strings.Cut(head, "[policy]\n")
	return "schema = 1\npolicy." + strings.ReplaceAll(strings.TrimSpace(head), "\n", "\npolicy.") + "\n[params]" + rest
}

func TestSignRefuses(t *testing.T) {
	table := strings.Replace(agreed, "[params]", "[[policy.approvals]]\nas = \"hr\"\nby = \"x\"\ndigest = \"y\"\n[params]", 1)
	tests := map[string]struct{ text, as, want string }{
		"a stranger":       {agreed, "财务", "p.toml:8:14: \"财务\" does not approve this policy [approver-unknown]"},
		"a typo":           {agreed, "cmr", "p.toml:8:14: \"cmr\" does not approve this policy [approver-unknown]"},
		"nobody asked":     {strings.Replace(agreed, "approvers = [\"hr\", \"crm\"]\n", "", 1), "hr", "p.toml:3:6: this policy names no approvers, so \"hr\" need not approve it [approver-unknown]"},
		"tables of tables": {table, "hr", "p.toml:8:1: merit approve cannot add to what is written here [approve-form]"},
	}
	for name, tt := range tests {
		p, problems := ReadUnapproved(diag.NewSource("p.toml", []byte(tt.text)))
		if p == nil {
			t.Fatal(printed(t, problems))
		}
		if text, problems := p.Sign(Signature{As: tt.as, By: "x"}); text != nil || len(problems) != 1 || problems[0].Error() != tt.want {
			t.Errorf("%s: %v", name, problems)
		}
	}
}
