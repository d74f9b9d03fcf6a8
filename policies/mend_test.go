package policies_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"merit/policies"
	"merit/rules/diag"
)

// check is what merit check finds in a set of policies.
func check(f *policies.Files) diag.List {
	_, _, problems := policies.Examine(nil, f.Policies)
	return problems
}

// mended returns a file as Mend leaves it.
func mended(name, text string) (string, []policies.Mending, diag.List) {
	files := &policies.Files{Policies: []*diag.Source{diag.NewSource(name, []byte(text))}}
	after, mendings := policies.Mend(files, check)
	return string(after.Policies[0].Bytes), mendings, check(after)
}

// A mendCase is one of testdata/mend.txt: a line of the base, how HR might
// write it, and what it becomes.
type mendCase struct{ group, line, written, want string }

func readMendCases(t *testing.T) []mendCase {
	text, err := os.ReadFile("testdata/mend.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(text), "\n\n")
	var cases []mendCase
	group := ""
	for block := range strings.SplitSeq(body, "\n\n") {
		if name, ok := strings.CutPrefix(block, "== "); ok {
			group, block, _ = strings.Cut(name, "\n")
		}
		lines := strings.Split(strings.TrimSuffix(block, "\n"), "\n")
		if len(lines) != 3 {
			t.Fatalf("not a case: %q", block)
		}
		if lines[2] == "same" {
			lines[2] = lines[1]
		}
		cases = append(cases, mendCase{group, lines[0], lines[1], lines[2]})
	}
	return cases
}

// TestMend writes each slip of testdata/mend.txt into a policy that is right,
// and compares what --fix makes of it: that line, and no other byte. Mended
// again, nothing changes.
func TestMend(t *testing.T) {
	base, err := os.ReadFile("testdata/mend.base")
	if err != nil {
		t.Fatal(err)
	}
	cases, groups := readMendCases(t), map[string]int{}
	if _, _, problems := mended("base.toml", string(base)); problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	for _, c := range cases {
		groups[c.group]++
		t.Run(c.group+"/"+c.written, func(t *testing.T) {
			before := strings.Replace(string(base), c.line+"\n", c.written+"\n", 1)
			if before == string(base) {
				t.Fatalf("the base has no line %q, or it was not changed", c.line)
			}
			want := strings.Replace(string(base), c.line+"\n", c.want+"\n", 1)
			got, mendings, problems := mended("base.toml", before)
			if got != want {
				t.Fatalf("became\n%s\nremaining: %v", lineDiff(want, got), problems.Err())
			}
			if c.want != c.written && (len(mendings) != 1 || len(mendings[0].Applied) == 0 || problems.HasErrors()) {
				t.Errorf("%d mendings, remaining: %v", len(mendings), problems.Err())
			}
			if again, _, _ := mended("base.toml", got); again != got {
				t.Errorf("mended again it becomes\n%s", lineDiff(got, again))
			}
		})
	}
	t.Logf("%d cases: %v", len(cases), groups)
	if len(cases) < 90 {
		t.Errorf("only %d cases", len(cases))
	}
}

// lineDiff shows the lines in which two texts differ.
func lineDiff(want, got string) string {
	var b strings.Builder
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		var x, y string
		if i < len(w) {
			x = w[i]
		}
		if i < len(g) {
			y = g[i]
		}
		if x != y {
			fmt.Fprintf(&b, "%d: want %q\n    got  %q\n", i+1, x, y)
		}
	}
	return b.String()
}

// TestMendAtOnce puts the slips of all groups, each on its own line, into one
// file, whose line ends are those of Windows: all are mended in one go.
func TestMendAtOnce(t *testing.T) {
	base, err := os.ReadFile("testdata/mend.base")
	if err != nil {
		t.Fatal(err)
	}
	before, want, used := string(base), string(base), map[string]bool{}
	for _, c := range readMendCases(t) {
		if c.want == c.written || used[c.line] || strings.Count(before, c.line+"\n") == 0 {
			continue
		}
		used[c.line] = true
		before = strings.Replace(before, c.line+"\n", c.written+"\n", 1)
		want = strings.Replace(want, c.line+"\n", c.want+"\n", 1)
	}
	windows := func(s string) string { return "\uFEFF" + strings.ReplaceAll(s, "\n", "\r\n") }
	for _, text := range []struct{ before, want string }{{before, want}, {windows(before), windows(want)}} {
		got, mendings, problems := mended("all.toml", text.before)
		if got != text.want || problems.HasErrors() {
			t.Fatalf("%s\nremaining: %v", lineDiff(text.want, got), problems.Err())
		}
		if n := len(mendings[0].Applied); n < len(used) {
			t.Errorf("%d changes are told for %d lines", n, len(used))
		}
		for _, a := range mendings[0].Applied {
			if line := strings.Split(got, "\n")[a.Line-1]; !strings.Contains(line, strings.TrimSpace(a.Fix.Edits[0].Text)) && len(a.Fix.Edits) == 1 {
				t.Logf("line %d (%s) was mended further than %s", a.Line, line, a.Fix.Change())
			}
		}
	}
	if len(used) < 15 {
		t.Errorf("only %d lines", len(used))
	}
}

var comment = regexp.MustCompile(`#[^\r\n]*`)

// TestMendBadPolicies: whatever is wrong with a file, mending it never makes
// more errors, loses no comment, and ends.
func TestMendBadPolicies(t *testing.T) {
	paths, err := filepath.Glob("../rules/testdata/bad/*.toml")
	if err != nil || len(paths) < 200 {
		t.Fatalf("only %d bad policies: %v", len(paths), err)
	}
	changed, whole := 0, 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		before := check(&policies.Files{Policies: []*diag.Source{diag.NewSource(path, text)}})
		got, mendings, after := mended(path, string(text))
		if after.Count(diag.Error) > before.Count(diag.Error) {
			t.Errorf("%s: %d errors became %d\n%v", path, before.Count(diag.Error), after.Count(diag.Error), after.Err())
		}
		if kept := comment.FindAllString(got, -1); !slices.Equal(kept, comment.FindAllString(string(text), -1)) {
			t.Errorf("%s: the comments are now %q", path, kept)
		}
		if again, _, _ := mended(path, got); again != got {
			t.Errorf("%s changes when it is mended again:\n%s", path, lineDiff(got, again))
		}
		if len(mendings) > 0 && len(mendings[0].Applied) > 0 {
			changed++
			if !after.HasErrors() {
				whole++
			}
		}
	}
	t.Logf("%d files, %d mended, %d of these wholly", len(paths), changed, whole)
	if changed < 35 {
		t.Errorf("only %d files are mended", changed)
	}
}

// TestMendLeavesMeaning: of a policy that loads, nothing is changed but what
// it allows in comments, whatever analysis finds in it.
func TestMendLeavesMeaning(t *testing.T) {
	for _, pattern := range []string{"../rules/analysis/testdata/*/*.toml", "../rules/testdata/good/*.toml", "../policies/*.toml", "../examples/*/*.toml"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatal(pattern, err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !policies.IsPolicy(strings.TrimLeft(filepath.Base(path), "_")) || check(&policies.Files{Policies: []*diag.Source{diag.NewSource(path, text)}}).HasErrors() {
				continue
			}
			if got, _, _ := mended(path, string(text)); got != string(text) {
				t.Errorf("%s became\n%s", path, lineDiff(string(text), got))
			}
		}
	}
}

// TestMendLeavesWhatIsRight: in what ships there is nothing to mend.
func TestMendLeavesWhatIsRight(t *testing.T) {
	files := policies.ReadFiles(".", "../examples")
	if len(files.Unread) > 0 || len(files.Policies) < 3 {
		t.Fatalf("%d policies: %v", len(files.Policies), files.Unread.Err())
	}
	for _, d := range check(files) {
		if d.Fix != nil {
			t.Errorf("%v offers %s", d.Error(), d.Fix.Change())
		}
	}
	if _, mendings := policies.Mend(files, check); len(mendings) > 0 {
		t.Errorf("%s was changed", mendings[0].Before.Name)
	}
}

// TestMendNeverWorse: an edit that would make more errors than it mends is not
// made, and said; the others are.
func TestMendNeverWorse(t *testing.T) {
	src := diag.NewSource("x.toml", []byte("a = 1\nb = 2\nc = 3\n"))
	offer := func(s *diag.Source, at int, text string) diag.Diagnostic {
		return diag.At(diag.Span{Source: s, Start: at, End: at + 1}, "unknown-key.none", "name", text).Mend(diag.Edit{Span: diag.Span{Source: s, Start: at, End: at + 1}, Text: text})
	}
	judge := func(f *policies.Files) diag.List {
		s, found := f.Policies[0], diag.List{}
		text := string(s.Bytes)
		if strings.Contains(text, "= 1") {
			found.Add(offer(s, 4, "!!")) // breaks the file
		}
		if strings.Contains(text, "= 2") {
			found.Add(offer(s, strings.Index(text, "2"), "5"))
		}
		if strings.Contains(text, "= 3") {
			found.Add(offer(s, strings.Index(text, "3"), "4"))
		}
		if strings.Contains(text, "= 4") { // uncovers two more
			found.Add(diag.At(diag.Span{Source: s, End: 1}, "unknown-key.none", "name", "x"), diag.At(diag.Span{Source: s, Start: 1, End: 2}, "unknown-key.none", "name", "y"))
		}
		return found
	}
	after, mendings := policies.Mend(&policies.Files{Policies: []*diag.Source{src}}, judge)
	if got := string(after.Policies[0].Bytes); got != "a = 1\nb = 5\nc = 3\n" {
		t.Errorf("became %q", got)
	}
	if len(mendings) != 1 || len(mendings[0].Applied) != 1 || len(mendings[0].Refused) != 2 {
		t.Errorf("%+v", mendings)
	}
}

// FuzzMend: no file makes mending panic, hang, or end with more errors.
func FuzzMend(f *testing.F) {
	base, err := os.ReadFile("testdata/mend.base")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(base))
	f.Add("[policy\nid = “x”\nweight ＝ ４０％\nwhen = 'a 且 b'\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		before := check(&policies.Files{Policies: []*diag.Source{diag.NewSource("f.toml", []byte(text))}})
		_, _, after := mended("f.toml", text)
		if after.Count(diag.Error) > before.Count(diag.Error) {
			t.Errorf("%d errors became %d", before.Count(diag.Error), after.Count(diag.Error))
		}
	})
}
