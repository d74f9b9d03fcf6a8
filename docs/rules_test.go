package docs_test

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"merit/rules/golden"
)

// ruleIDs are the numbered rules of the language, in their order.
var ruleIDs = strings.Fields(`A1 A2  B1 B2 B3 B4 B5 B6 B7 B8  C1 C2 C3 C4 C5  D1 D2 D3 D4 D5 D6 D7 D8
	E1 E2 E3 E4 E5 E6 E7 E8 E9  F1 F2 F3  G1 G2 G3 G4 G5 G6 G7 G8 G9
	H1 H2 H3 H4 H5 H6 H7 H8 H9  I1 I1a I2 I2a I3 I4 I5 I6 I7`)

// A citation is a test or a file of cases that says which rule it shows.
type citation struct{ rule, test, file string }

func (c citation) String() string { return fmt.Sprintf("[%s](../%s)", c.test, c.file) }

// TestRuleTable wants every rule in rules.md once, in few words, and shown by
// a test. With -update the tests in the table are written anew from what the
// tests say of themselves.
func TestRuleTable(t *testing.T) {
	cited, err := citations(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	page := read(t, "rules.md")
	for _, complaint := range ruleComplaints(page, cited) {
		t.Error(complaint)
	}
	golden.Compare(t, "rules.md", []byte(ruleTable(page, cited)))
}

var (
	ruleID  = `[A-I][1-9]a?`
	ruleRow = regexp.MustCompile(`(?m)^\| (\w+) \| ([^|\n]*) \|([^|\n]*)\|$`)

	ruleMark = regexp.MustCompile(`^(?://|#) Rules: (` + ruleID + `(?:, ` + ruleID + `)*)$`)
	caseLine = regexp.MustCompile(`^(` + ruleID + `) .*: .* => `)
	tableRow = regexp.MustCompile(`^\t+\{"(` + ruleID + `)(?: [^"]*)?", `)
	testLine = regexp.MustCompile(`^func (Test\w+)\(`)
)

// rowFiles are the tests whose tables begin each row with a rule. Elsewhere a
// letter and a number may mean something else.
var rowFiles = []string{"engine/expressions_test.go", "engine/select_test.go"}

// citations collects who cites which rule below root: cases of
// engine/testdata/rules, rows of rowFiles, and the comment "Rules: E5, E8" at
// the end of a test's own comment or anywhere in a file of test data.
func citations(root fs.FS) ([]citation, error) {
	var all []citation
	err := fs.WalkDir(root, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && file != "." {
			return fs.SkipDir
		}
		isTest, isData := strings.HasSuffix(file, "_test.go"), strings.Contains(file, "/testdata/")
		if d.IsDir() || !isTest && !isData {
			return nil
		}
		b, err := fs.ReadFile(root, file)
		if isTest {
			all = append(all, citedByTests(file, string(b))...)
		} else {
			all = append(all, citedByData(file, string(b))...)
		}
		return err
	})
	slices.SortFunc(all, func(a, b citation) int {
		return cmp.Or(cmp.Compare(slices.Index(ruleIDs, a.rule), slices.Index(ruleIDs, b.rule)), cmp.Compare(a.file, b.file), cmp.Compare(a.test, b.test))
	})
	return slices.Compact(all), err
}

// citedByTests reads a Go file. A mark belongs to the test below it, a row to
// the test it stands in.
func citedByTests(file, text string) []citation {
	var all []citation
	var marked []string
	within := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if m := ruleMark.FindStringSubmatch(line); m != nil {
			marked = strings.Split(m[1], ", ")
		} else if m := testLine.FindStringSubmatch(line); m != nil {
			within = m[1]
			for _, rule := range marked {
				all = append(all, citation{rule, within, file})
			}
			marked = nil
		} else if m := tableRow.FindStringSubmatch(line); m != nil && slices.Contains(rowFiles, file) {
			all = append(all, citation{m[1], within, file})
		}
	}
	for _, rule := range marked { // a mark below which there is no test
		all = append(all, citation{rule: rule, file: file})
	}
	return all
}

// citedByData reads a file of test data, named by its folder and itself.
func citedByData(file, text string) []citation {
	var all []citation
	name := path.Join(path.Base(path.Dir(file)), path.Base(file))
	cases := strings.HasPrefix(file, "engine/testdata/rules/")
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if m := ruleMark.FindStringSubmatch(line); m != nil {
			for _, rule := range strings.Split(m[1], ", ") {
				all = append(all, citation{rule, name, file})
			}
		} else if m := caseLine.FindStringSubmatch(line); m != nil && cases {
			all = append(all, citation{m[1], name, file})
		}
	}
	return all
}

// ruleComplaints says which rules the page lacks, lists twice, out of order or
// without words, and which no test shows.
func ruleComplaints(page string, cited []citation) []string {
	var all, listed []string
	shown := map[string]bool{}
	for _, c := range cited {
		if c.test == "" {
			all = append(all, c.file+" marks "+c.rule+" where no test follows")
		} else if !slices.Contains(ruleIDs, c.rule) {
			all = append(all, c.test+" cites "+c.rule+", which is no rule")
		}
		shown[c.rule] = shown[c.rule] || c.test != ""
	}
	for _, m := range ruleRow.FindAllStringSubmatch(page, -1) {
		if m[1] == "rule" {
			continue
		}
		listed = append(listed, m[1])
		if strings.TrimSpace(m[2]) == "" {
			all = append(all, m[1]+" is not explained")
		}
	}
	for _, id := range ruleIDs {
		if n := len(slices.DeleteFunc(slices.Clone(listed), func(l string) bool { return l != id })); n != 1 {
			all = append(all, fmt.Sprintf("%s stands %d times in rules.md, want once", id, n))
		}
		if !shown[id] {
			all = append(all, "no test shows "+id)
		}
	}
	if known := slices.DeleteFunc(slices.Clone(listed), func(l string) bool { return !slices.Contains(ruleIDs, l) }); len(known) < len(listed) {
		all = append(all, "rules.md lists rules that are none")
	} else if !slices.IsSortedFunc(known, func(a, b string) int { return cmp.Compare(slices.Index(ruleIDs, a), slices.Index(ruleIDs, b)) }) {
		all = append(all, "rules.md is out of order")
	}
	return all
}

// ruleTable returns the page with the tests of each rule written anew.
func ruleTable(page string, cited []citation) string {
	tests := map[string][]string{}
	for _, c := range cited {
		tests[c.rule] = append(tests[c.rule], c.String())
	}
	return ruleRow.ReplaceAllStringFunc(page, func(row string) string {
		m := ruleRow.FindStringSubmatch(row)
		if m[1] == "rule" {
			return row
		}
		return fmt.Sprintf("| %s | %s | %s |", m[1], m[2], strings.Join(tests[m[1]], " · "))
	})
}

// TestRuleTableBites plants each fault that TestRuleTable is there to find.
func TestRuleTableBites(t *testing.T) {
	var page strings.Builder
	cases := "-- cases --\n"
	for _, id := range ruleIDs {
		fmt.Fprintf(&page, "| %s | words | |\n", id)
		cases += id + " case: \"a\":1 => status=final\n"
	}
	row := func(id string) string { return "| " + id + " | words | |\n" }
	tests := map[string]struct {
		old, new string // replaced in the page and in the cases
		more     string // a Go test
		want     string
	}{
		"complete":             {},
		"a rule without test":  {old: "C2 case: \"a\":1 => status=final\n", want: "no test shows C2"},
		"shown by a mark":      {old: "C2 case: \"a\":1 => status=final\n", more: "// It spreads.\n//\n// Rules: C1, C2\nfunc TestSpread(t *testing.T) {\n"},
		"shown by a row":       {old: "C2 case: \"a\":1 => status=final\n", more: "func TestSpread(t *testing.T) {\n\t\t{\"C2 spread\", `x`, \"1\"},\n"},
		"only mentioned":       {old: "C2 case: \"a\":1 => status=final\n", more: "// See C2.\nfunc TestSpread(t *testing.T) {\n\t_ = \"C2\"\n", want: "no test shows C2"},
		"a mark of no test":    {more: "func TestSpread(t *testing.T) {}\n// Rules: C2\n", want: "engine/select_test.go marks C2 where no test follows"},
		"an unknown rule":      {more: "// Rules: C9\nfunc TestSpread(t *testing.T) {\n", want: "TestSpread cites C9, which is no rule"},
		"missing in the page":  {old: row("I2a"), want: "I2a stands 0 times in rules.md, want once"},
		"twice in the page":    {old: row("I2a"), new: row("I2a") + row("I2a"), want: "I2a stands 2 times in rules.md, want once"},
		"unknown in the page":  {old: row("I2a"), new: row("I2a") + row("I9"), want: "rules.md lists rules that are none"},
		"out of order":         {old: row("A1") + row("A2"), new: row("A2") + row("A1"), want: "rules.md is out of order"},
		"without explanation":  {old: row("B3"), new: "| B3 |  | |\n", want: "B3 is not explained"},
		"half of another rule": {old: "I2 case", new: "I2x case", want: "no test shows I2"},
	}
	for name, tt := range tests {
		replace := func(s string) []byte {
			if tt.old == "" {
				return []byte(s)
			}
			return []byte(strings.Replace(s, tt.old, tt.new, 1))
		}
		cited, err := citations(fstest.MapFS{
			"engine/testdata/rules/a.txtar": {Data: replace(cases)}, "engine/select_test.go": {Data: []byte(tt.more)}, "engine/select.go": {Data: []byte("// Rules: C2\n")},
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(ruleComplaints(string(replace(page.String())), cited), "; "); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
	if got := ruleTable("| rule | | |\n| B1 | w | x |\n", []citation{{"B1", "TestX", "a_test.go"}}); got != "| rule | | |\n| B1 | w | [TestX](../a_test.go) |\n" {
		t.Errorf("the table is %q", got)
	}
}
