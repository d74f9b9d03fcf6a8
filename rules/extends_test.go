package rules

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/golden"
)

// extendsCase returns the policies of an archive, beside base.toml, and what
// is expected of them: as the files announce it, see TestBadPolicies, and as
// the file "want" lists for other places.
func extendsCase(t testing.TB, file string) (sources []*diag.Source, want []string) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sources = append(sources, readSource(t, filepath.Join(filepath.Dir(file), "base.toml")))
	for _, f := range archive.Files {
		if f.Name == "want" {
			want = append(want, strings.Fields(strings.ReplaceAll(strings.TrimSpace(string(f.Data)), " ", "\x00"))...)
			continue
		}
		sources = append(sources, diag.NewSource(f.Name, f.Data))
		for _, w := range announced(string(f.Data)) {
			want = append(want, f.Name+":"+w)
		}
	}
	for i := range want {
		want[i] = strings.ReplaceAll(want[i], "\x00", " ")
	}
	return sources, want
}

// Exactly the announced problems are reported, whatever the order of files.
// What people read, and what becomes of the policies, stands in NAME.txt.
//
// Rules: H7
func TestExtends(t *testing.T) {
	files, err := filepath.Glob("testdata/extends/*.txtar")
	if err != nil || len(files) < 14 {
		t.Fatalf("only %d cases: %v", len(files), err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			sources, want := extendsCase(t, name)
			set, problems := Load(sources)
			if difference := compareProblems(want, foundIn(problems)); difference != "" {
				t.Errorf("%s\n%s", difference, printed(t, problems))
			}
			text := printed(t, problems) + resolved(sources)
			golden.Compare(t, strings.TrimSuffix(name, "txtar")+"txt", []byte(text))
			slices.Reverse(sources)
			again, others := Load(sources)
			if again.Digest != set.Digest || printed(t, others) != printed(t, problems) {
				t.Errorf("in another order of files: %s\n%s", again.Digest, printed(t, others))
			}
		})
	}
}

func foundIn(problems diag.List) []string {
	var got []string
	for _, d := range problems {
		got = append(got, d.Span.String()+" "+d.Code)
	}
	return got
}

// resolved writes the policies that extend another, each value with the place
// it comes from.
func resolved(sources []*diag.Source) string {
	var b strings.Builder
	for _, f := range loadFiles(sources, nil) {
		if f.base != nil && !f.broken && f.source.Name == "child.toml" {
			fmt.Fprintf(&b, "\n== %s extends %s %s\n", f.head.id, f.base.head.id, f.base.head.version)
			writeTree(&b, "", f.tree)
		}
	}
	return b.String()
}

func writeTree(b *strings.Builder, path string, v *document.Value) {
	nested := len(v.Members)+len(v.Items) > 0 && !v.Inline && (v.Kind == document.Table || v.Items[0].Kind == document.Table)
	if !nested {
		at := v.Span.Position()
		fmt.Fprintf(b, "%-30s %-40s %s:%d\n", path, strings.Join(strings.Fields(v.Span.Text()), " "), v.Span.Source.Name, at.Line)
		return
	}
	for _, m := range v.Members {
		writeTree(b, strings.TrimPrefix(path+"."+m.Name, "."), m)
	}
	for i, item := range v.Items {
		writeTree(b, fmt.Sprintf("%s[%d]", path, i), item)
	}
}

// The digest of a policy covers what it extends, however far away.
//
// Rules: H9
func TestDigestCoversBases(t *testing.T) {
	sources, _ := extendsCase(t, "testdata/extends/chain.txtar")
	before, problems := Load(sources)
	if problems.HasErrors() {
		t.Fatal(printed(t, problems))
	}
	base, err := os.ReadFile("testdata/extends/base.toml")
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(base), "ideas * 2", "ideas * 3", 1)
	sources[0] = diag.NewSource("base.toml", []byte(changed))
	after, _ := Load(sources)
	if before.Digest == after.Digest {
		t.Error("the digest of the set stays")
	}
	for i, p := range before.Policies {
		q := after.Policies[i]
		if p.Digest == q.Digest || p.Meaning == q.Meaning {
			t.Errorf("%s: digest %s → %s, meaning %s → %s", p.ID.Text, p.Digest, q.Digest, p.Meaning, q.Meaning)
		}
	}
	comment := diag.NewSource("base.toml", append([]byte("# a comment\n"), base...))
	commented, _ := Load(append([]*diag.Source{comment}, sources[1:]...))
	for i, p := range before.Policies {
		q := commented.Policies[i]
		if p.Digest == q.Digest || p.Meaning != q.Meaning {
			t.Errorf("%s, a comment: digest %s → %s, meaning %s → %s", p.ID.Text, p.Digest, q.Digest, p.Meaning, q.Meaning)
		}
	}
}

// Files beside a policy are searched for what it extends and nothing else.
func TestLoadBeside(t *testing.T) {
	child := small("child.toml", header("child", "1", "active", "from = 2026-01-01")+"\nextends = \"standard\"\napplies = 'true'", "")
	base := readSource(t, "testdata/extends/base.toml")
	wrong := diag.NewSource("wrong.toml", []byte("nonsense"))
	unrelated := small("other.toml", header("other", "1", "actve", "from = 2026-01-01"), "")
	set, problems := Load([]*diag.Source{child}, wrong, unrelated, base)
	for _, d := range problems {
		if d.Span.Source != child {
			t.Errorf("%s", d.Error())
		}
	}
	if len(set.Policies) > 1 || len(set.Policies) == 1 && set.Policies[0].ID.Text != "child" {
		t.Errorf("the set has %d policies", len(set.Policies))
	}
	if _, problems := Load([]*diag.Source{child}, wrong); !problems.HasErrors() {
		t.Error("a policy loads without the one it extends")
	}
}

// Whatever a child says, it is merged, read and signed without a panic, and
// every problem stands inside its file.
func FuzzExtends(f *testing.F) {
	files, _ := filepath.Glob("testdata/extends/*.txtar")
	for _, file := range files {
		sources, _ := extendsCase(f, file)
		for _, src := range sources[1:] {
			f.Add(src.Bytes)
		}
	}
	base := readSource(f, "testdata/extends/base.toml")
	f.Fuzz(func(t *testing.T, text []byte) {
		_, problems := Load([]*diag.Source{base, diag.NewSource("child.toml", text)})
		for _, d := range problems {
			if s := d.Span; !s.IsZero() && (s.Start < 0 || s.End < s.Start || s.End > len(s.Source.Bytes)) {
				t.Fatalf("%s stands at %d to %d of %d", d.Code, s.Start, s.End, len(s.Source.Bytes))
			}
		}
		if p, _ := ReadUnapproved(diag.NewSource("child.toml", text), base); p != nil && len(p.Approvers) > 0 {
			if signed, _ := p.Sign(Signature{As: p.Approvers[0].Text, By: "x"}); signed != nil && !p.signed(parsed(text), signed, Signature{As: p.Approvers[0].Text, By: "x"}) {
				t.Fatal("signing changed more than it should")
			}
		}
	})
}

func parsed(text []byte) *document.Value {
	root, _ := document.Parse(diag.NewSource("child.toml", text), document.DefaultLimits)
	return root
}
