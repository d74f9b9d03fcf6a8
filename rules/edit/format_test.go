package edit_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"merit/rules/diag"
	"merit/rules/edit"
)

func TestFormat(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"only blank lines", "\n\n  \n", ""},
		{"final line end", "schema = 1", "schema = 1\n"},
		{"one column", "id=\"a\"\nversion   =\"1\"\n", "id      = \"a\"\nversion = \"1\"\n"},
		{"wide letters", "\"流失\" = 1\nab = 2\n", "\"流失\" = 1\nab     = 2\n"},
		{"a comment parts columns", "a = 1\n# b\nbbb = 2\n", "a = 1\n# b\nbbb = 2\n"},
		{"an empty line parts columns", "a = 1\n\n\n\nbbb = 2\n\n\n", "a = 1\n\nbbb = 2\n"},
		{"dotted keys stand apart", "type = 1\nfields . score = {}\n", "type = 1\nfields.score = {}\n"},
		{"a long value ends the column", "a = [\n1]\nbbb = 2\n", "a = [\n  1]\nbbb = 2\n"},
		{"tables", "a = 1\n# about b\n[ b ]\n[[ c . d ]]\n  x=1\n", "a = 1\n\n# about b\n[b]\n\n[[c.d]]\nx = 1\n"},
		{"an example's own tables", "[[examples]]\nname = \"x\"\n[examples.inputs]\n", "[[examples]]\nname = \"x\"\n\n[examples.inputs]\n"},
		{"inline", "a={b=1,c=[ 1,2 ],d={ }}", "a = { b = 1, c = [1, 2], d = {} }\n"},
		{"numbers, dates and times", "a = [ 1.5,-2,2026-01-01 07:32:00Z ,1e3]", "a = [1.5, -2, 2026-01-01 07:32:00Z, 1e3]\n"},
		{"comments keep their place", "a = 1   # x  \nb = 2# y\n", "a = 1   # x\nb = 2 # y\n"},
		{"comments in a list", "a = [ # x\n1,#y\n\n\n\n# z\n   2\n]\n", "a = [ # x\n  1, #y\n\n  # z\n  2\n]\n"},
		{"brackets that open on one line", "a = { s = [\n{x=1},\n] }\n", "a = { s = [\n  { x = 1 },\n] }\n"},
		{"columns of rows", "a = [\n{ x = 1,   y=2 },\n{ x = 100, y=2 },\n]\n", "a = [\n  { x = 1,   y = 2 },\n  { x = 100, y = 2 },\n]\n"},
		{"brackets on lines of their own", "a = [\n[\n1\n],\n]\n", "a = [\n  [\n    1\n  ],\n]\n"},
		{"strings are left alone", "a = '#  {x=1,y}'\nb = \"\\\" , [ #\"\n", "a = '#  {x=1,y}'\nb = \"\\\" , [ #\"\n"},
		{"long strings too", "a = '''\n  x  \n[b]\n''''\nc = \"\"\"\\\n  \\\"\" \"\"\"\n", "a = '''\n  x  \n[b]\n''''\nc = \"\"\"\\\n  \\\"\" \"\"\"\n"},
		{"quoted keys", "\"a b\"  . 'c=d' = 1\n", "\"a b\".'c=d' = 1\n"},
		{"line ends of Windows", "a=1\r\n\r\n\r\n[b]\r\nc=[\r\n1]", "a = 1\r\n\r\n[b]\r\nc = [\r\n  1]\r\n"},
		{"byte order mark", "\uFEFF\n\na=1", "\uFEFFa = 1\n"},
		{"the schema line", "#:schema ./policy.schema.json\nschema=1\n", "#:schema ./policy.schema.json\nschema = 1\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, problems := edit.Format(diag.NewSource("x.toml", []byte(tt.in)))
			if len(problems) > 0 {
				t.Fatal(problems.Err())
			}
			if string(got) != tt.want {
				t.Errorf("Format(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
			again(t, got)
		})
	}
}

func TestFormatLeavesBrokenFiles(t *testing.T) {
	for _, in := range []string{"a  = \n", "[a\nb=1", "a = '", "a = 1\na = 2\n", "\xff = 1", "a={b=1", "a=[1,,2]"} {
		got, problems := edit.Format(diag.NewSource("x.toml", []byte(in)))
		if string(got) != in || !problems.HasErrors() {
			t.Errorf("Format(%q) = %q, %v; want it untouched and reported", in, got, problems)
		}
	}
}

// again formats what was formatted: it must not change.
func again(t interface{ Errorf(string, ...any) }, once []byte) {
	twice, problems := edit.Format(diag.NewSource("x.toml", once))
	if len(problems) > 0 || !bytes.Equal(once, twice) {
		t.Errorf("formatting again changes\n%s\ninto\n%s\n%v", once, twice, problems)
	}
}

// TestShippedIsFormatted holds the formatter against the files that ship: they
// are laid out as it would.
func TestShippedIsFormatted(t *testing.T) {
	for _, path := range shipped(t) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got, problems := edit.Format(diag.NewSource(path, b))
		if len(problems) > 0 {
			t.Fatal(problems.Err())
		}
		if !bytes.Equal(got, b) {
			t.Errorf("%s is not formatted; run merit fmt", path)
		}
	}
}

// shipped lists the policies and examples that ship, those beginning with _
// too unless they are there to be wrong.
func shipped(t testing.TB) []string {
	t.Helper()
	var paths []string
	for _, pattern := range []string{"../../policies/*.toml", "../../examples/*/*.toml"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	if len(paths) < 5 {
		t.Fatal("found only", paths)
	}
	return paths
}

// TestFormatAnyLayout spoils the layout of shipped files in ways that mean
// nothing, and formats them: comments and values stay, twice is once.
func TestFormatAnyLayout(t *testing.T) {
	var files [][]byte
	for _, path := range shipped(t) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, b)
	}
	rapid.Check(t, func(t *rapid.T) {
		lines := strings.Split(string(rapid.SampledFrom(files).Draw(t, "file")), "\n")
		for range rapid.IntRange(1, 20).Draw(t, "spoils") {
			i := rapid.IntRange(0, len(lines)-1).Draw(t, "line")
			switch rapid.IntRange(0, 5).Draw(t, "how") {
			case 0:
				lines[i] = "\t " + lines[i]
			case 1:
				lines[i] += "  "
			case 2:
				lines[i] += "\n\n\n"
			case 3:
				lines[i] = strings.Replace(lines[i], " = ", "=", 1)
			case 4:
				lines[i] = strings.Replace(lines[i], "{ ", "{", 1)
			case 5:
				lines[i] += " # note"
			}
		}
		spoilt := strings.Join(lines, "\n")
		src := diag.NewSource("x.toml", []byte(spoilt))
		once, problems := edit.Format(src)
		if len(problems) > 0 {
			t.Skip("spoilt too much") // rapid draws another: this layout was no TOML any more
		}
		if got, want := strings.Fields(comments(string(once))), strings.Fields(comments(spoilt)); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("comments were %q, are %q", want, got)
		}
		if strings.Contains(string(once), "\n\n\n") || strings.Contains(string(once), " \n") {
			t.Errorf("not laid out:\n%s", once)
		}
		again(t, once)
	})
}

func comments(s string) string {
	var out []string
	for _, line := range strings.Split(s, "\n") {
		if i := strings.Index(line, "#"); i >= 0 {
			out = append(out, line[i:])
		}
	}
	return strings.Join(out, "\n")
}

// FuzzFormat formats any bytes: no panic, and what parses is laid out the same
// the second time.
func FuzzFormat(f *testing.F) {
	for _, path := range shipped(f) {
		if b, err := os.ReadFile(path); err == nil {
			f.Add(b)
		}
	}
	f.Add([]byte("a = \"\"\"\r\nx\"\"\"\"\"\r\n[b.'c']#d\nx = [ # y\n{z=1}\n,]"))
	f.Fuzz(func(t *testing.T, b []byte) {
		once, problems := edit.Format(diag.NewSource("x.toml", b))
		if problems.HasErrors() {
			return
		}
		again(t, once)
	})
}
