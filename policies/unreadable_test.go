package policies_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"merit/policies"
	"merit/rules"
	"merit/rules/diag"
)

// TestReadFilesUnreadable: what cannot be read is one problem each, at its
// path, whatever it is; the rest is read.
func TestReadFilesUnreadable(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, mode os.FileMode) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	link := func(to, name string) {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	base, err := os.ReadFile("testdata/mend.base")
	if err != nil {
		t.Fatal(err)
	}
	write("good.toml", string(base), 0o600)
	write("huge.toml", strings.Repeat("#", 1<<20+1), 0o600)
	write("half_test.toml", "[[cases]]\nname = \"", 0o600)
	link("nowhere", "gone.toml")
	link("nowhere", "gone_test.toml")
	link("loop.toml", "loop.toml")
	link("/dev/null", "device.toml")
	if err := os.Mkdir(filepath.Join(dir, "folder.toml"), 0o700); err != nil { // a folder, whatever it is called
		t.Fatal(err)
	}
	want := []string{"device.toml unreadable-file", "gone.toml unreadable-file", "gone_test.toml unreadable-file", "huge.toml file-too-large", "loop.toml unreadable-file"}
	if os.Getuid() != 0 { // for whom no file is closed
		write("closed.toml", string(base), 0)
		want = append(want, "closed.toml unreadable-file")
		slices.Sort(want)
	}
	files := policies.ReadFiles(dir)
	var got []string
	for _, d := range files.Unread {
		got = append(got, filepath.Base(d.Place)+" "+d.Code)
	}
	if !slices.Equal(got, want) {
		t.Errorf("unread:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(files.Policies) != 1 || len(files.Tests) != 1 {
		t.Errorf("%d policies and %d tests are read", len(files.Policies), len(files.Tests))
	}
	if problems := check(files); problems.HasErrors() {
		t.Error(problems.Err())
	}
	if problems := policies.CheckTests(files.Tests, files.Policies, nil); problems.Count(diag.Error) == 0 {
		t.Error("a half-saved test file is not reported")
	}
}

// TestHalfSaved: a policy cut off at any byte is reported in problems that can
// be read, one for the place where it stops or for what is missing, and never
// in a panic.
func TestHalfSaved(t *testing.T) {
	whole, err := os.ReadFile("crs-standard.toml")
	if err != nil {
		t.Fatal(err)
	}
	const step = 13 // every byte takes minutes; thirteen shares no rhythm with how lines are laid out
	fine := 0
	for n := 0; n < len(whole); n += step {
		src := diag.NewSource("half.toml", whole[:n])
		_, problems := rules.Read(src)
		if n%(7*step) == 0 { // everything, which takes longer
			_, _, problems = policies.Examine(nil, []*diag.Source{src})
		}
		if !problems.HasErrors() {
			fine++
		}
		for _, d := range problems {
			if d.Code == "internal-error" || d.Message.IsZero() || d.Help.IsZero() && d.Severity == diag.Error || d.Span.End > n {
				t.Fatalf("%d bytes: %s", n, d.Error())
			}
		}
		if len(problems) > 110 {
			t.Fatalf("%d bytes: %d problems", n, len(problems))
		}
	}
	t.Logf("%d lengths, %d load without an error", len(whole)/step, fine)
	if fine > len(whole)/step/10 {
		t.Errorf("%d of %d beginnings load", fine, len(whole)/step)
	}
}
