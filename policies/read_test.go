package policies

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"merit/rules/diag"
)

// Source files are read where policies are not, and the other way about.
func TestReadSourcePaths(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.toml", "b.source.toml", "_c.source.toml", "d_test.toml", "sub/e.SOURCE.toml"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("# "+name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		read func(...string) ([]*diag.Source, error)
		at   []string
		want string
	}{
		{ReadPaths, []string{""}, "a.toml"},
		{ReadSourcePaths, []string{""}, "b.source.toml sub/e.SOURCE.toml"},
		{ReadPaths, []string{"a.toml", "b.source.toml", "_c.source.toml"}, "a.toml"},
		{ReadSourcePaths, []string{"a.toml", "b.source.toml", "_c.source.toml"}, "b.source.toml _c.source.toml"},
	} {
		var paths, got []string
		for _, p := range tt.at {
			paths = append(paths, filepath.Join(dir, p))
		}
		sources, err := tt.read(paths...)
		for _, s := range sources {
			got = append(got, strings.TrimPrefix(string(s.Bytes), "# "))
		}
		if err != nil || strings.Join(got, " ") != tt.want {
			t.Errorf("%v: %v, %v; want %s", tt.at, got, err, tt.want)
		}
	}
}

func TestIsPolicy(t *testing.T) {
	for name, want := range map[string]bool{
		"crs.toml":          true,
		"客户.toml":           true,
		"CRS.TOML":          true,
		"a.b.toml":          true,
		"merit.toml":        false,
		"crs_test.toml":     false,
		"phone.source.toml": false,
		".hidden.toml":      false,
		"_draft.toml":       false,
		".#crs.toml":        false,
		"#crs.toml#":        false,
		"#crs.toml":         false,
		"crs.toml~":         false,
		".crs.toml.swp":     false,
		"4913":              false,
		"crs.toml.bak":      false,
		"toml":              false,
	} {
		if got := IsPolicy(name); got != want {
			t.Errorf("IsPolicy(%q) = %v, want %v", name, got, want)
		}
	}
}

// tree writes files under dir; a name ending in "/" is a folder, a text
// starting with "-> " a symbolic link.
func tree(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, name)
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		target, link := strings.CutPrefix(text, "-> ")
		switch {
		case strings.HasSuffix(name, "/"):
			must(t, os.MkdirAll(path, 0o755))
		case link:
			must(t, os.Symlink(target, path))
		default:
			must(t, os.WriteFile(path, []byte(text), 0o644))
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestReadPaths(t *testing.T) {
	t.Chdir(t.TempDir())
	tree(t, ".", map[string]string{
		"set/b.toml": "b", "set/a.toml": "a", "set/sub/c.toml": "c", "set/sub/deep/d.toml": "d",
		"set/.git/x.toml": "x", "set/_old/x.toml": "x", "set/merit.toml": "x", "set/a_test.toml": "x",
		"set/calls.source.toml": "x", "set/notes.txt": "x", "set/.#a.toml": "-> nowhere",
		"set/linked": "-> ../elsewhere", "elsewhere/e.toml": "e", "set/loop": "-> .",
		"one.toml": "1", "plain.txt": "2", "_draft.toml": "3", "empty/": "",
	})
	tests := []struct {
		paths []string
		want  string
	}{
		{[]string{"set"}, "set/a.toml set/b.toml set/linked/e.toml set/sub/c.toml set/sub/deep/d.toml"},
		{[]string{"./set/"}, "set/a.toml set/b.toml set/linked/e.toml set/sub/c.toml set/sub/deep/d.toml"},
		{[]string{"one.toml", "set/sub"}, "one.toml set/sub/c.toml set/sub/deep/d.toml"},
		{[]string{"set/b.toml", "set", "set/a.toml"}, "set/b.toml set/a.toml set/linked/e.toml set/sub/c.toml set/sub/deep/d.toml"},
		{[]string{"set/a.toml", "set/a_test.toml", "set/calls.source.toml", "set/merit.toml"}, "set/a.toml"},
		{[]string{"plain.txt", "_draft.toml"}, "plain.txt _draft.toml"},
		{[]string{"empty"}, ""},
		{nil, ""},
	}
	for _, tt := range tests {
		sources, err := ReadPaths(tt.paths...)
		if err != nil {
			t.Errorf("ReadPaths(%q): %v", tt.paths, err)
		}
		if got := names(sources); got != tt.want {
			t.Errorf("ReadPaths(%q)\n got %s\nwant %s", tt.paths, got, tt.want)
		}
	}
}

func names(sources []*diag.Source) string {
	var out []string
	for _, s := range sources {
		out = append(out, filepath.ToSlash(s.Name))
	}
	return strings.Join(out, " ")
}

func TestReadPathsNamesEveryPathItCannotRead(t *testing.T) {
	t.Chdir(t.TempDir())
	tree(t, ".", map[string]string{
		"set/good.toml": "g", "set/gone.toml": "-> nowhere.toml",
		"set/big.toml": strings.Repeat("#", DefaultLimits.FileBytes+1),
	})
	sources, err := ReadPaths("set", "no-such", "set/gone.toml")
	var re *ReadError
	if !errors.As(err, &re) {
		t.Fatalf("got %v, want a *ReadError", err)
	}
	if got, want := places(re.Problems), "set/big.toml:file-too-large set/gone.toml:unreadable-file no-such:unreadable-file set/gone.toml:unreadable-file"; got != want {
		t.Errorf("problems\n got %s\nwant %s", got, want)
	}
	if got := names(sources); got != "set/good.toml" {
		t.Errorf("the readable files are %q", got)
	}
}

func places(problems diag.List) string {
	var out []string
	for i := range problems {
		out = append(out, filepath.ToSlash(problems[i].Where())+":"+problems[i].Code)
	}
	return strings.Join(out, " ")
}

func TestReadingKeepsItsLimits(t *testing.T) {
	dir := t.TempDir()
	tree(t, dir, map[string]string{
		"a.toml": "12345", "b.toml": "12345", "c.toml": "12345", "d.toml": "12345", "1/2/3/e.toml": "12345",
	})
	tests := map[string]struct {
		limits Limits
		want   string
	}{
		"the size of a file":  {Limits{FileBytes: 4, TotalBytes: 100, Files: 10, Depth: 9}, "file-too-large file-too-large file-too-large file-too-large file-too-large"},
		"the size of the set": {Limits{FileBytes: 9, TotalBytes: 20, Files: 10, Depth: 9}, "set-too-large"},
		"how many files":      {Limits{FileBytes: 9, TotalBytes: 100, Files: 2, Depth: 9}, "too-many-files"},
		"how deep folders go": {Limits{FileBytes: 9, TotalBytes: 100, Files: 10, Depth: 2}, "folders-too-deep"},
		"all is well":         {Limits{FileBytes: 9, TotalBytes: 100, Files: 10, Depth: 3}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := newReading(tt.limits)
			r.path(dir)
			var codes []string
			for _, p := range r.problems {
				codes = append(codes, p.Code)
			}
			if got := strings.Join(codes, " "); got != tt.want {
				t.Errorf("problems %q, want %q", got, tt.want)
			}
		})
	}
}

func TestShipped(t *testing.T) {
	sources, err := ReadFS(Shipped)
	if err != nil || !strings.Contains(names(sources), "crs-standard.toml") {
		t.Fatalf("shipped: %q, %v", names(sources), err)
	}
	if _, _, problems := Check(sources); len(problems) > 0 {
		t.Errorf("the shipped agreements have problems: %v", problems.Err())
	}
}
