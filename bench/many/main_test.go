package main

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"merit/policies"
	"merit/rules/diag"
)

// What is measured is a set without a single finding, of which every policy is
// as large as crs-standard and runs all of its examples.
func TestPoliciesAreClean(t *testing.T) {
	sources := some(t, 3)
	snapshot, report, problems := policies.Check(sources)
	if len(problems) > 0 || snapshot == nil || len(snapshot.Policies()) != 3 || len(report.Cases) != 54 {
		t.Fatalf("%d cases, problems %v", len(report.Cases), problems)
	}
	seen := map[string]bool{}
	for _, p := range snapshot.Policies() {
		for _, f := range p.Formulas {
			if seen[f.Formula.Source.Text] {
				t.Errorf("two formulas read alike: %s", f.Formula.Source.Text)
			}
			seen[f.Formula.Source.Text] = true
		}
	}
}

// The same folder is written twice.
func TestWriteIsTheSame(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	for _, dir := range []string{one, two} {
		if err := write(dir, 4, 7); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"crs-0000.toml", "crs-0003.toml"} {
		a, _ := os.ReadFile(filepath.Join(one, name))
		b, _ := os.ReadFile(filepath.Join(two, name))
		if len(a) == 0 || !bytes.Equal(a, b) {
			t.Errorf("%s differs", name)
		}
	}
}

func some(t *testing.T, n int) []*diag.Source {
	t.Helper()
	r := rand.New(rand.NewPCG(1, uint64(n)))
	var sources []*diag.Source
	for i := range n {
		text, err := Policy(r, i)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, diag.NewSource("crs.toml", []byte(text)))
	}
	return sources
}

// TestWork bounds what checking one policy allocates: unlike time it is the
// same on a busy machine. It was 6.9 MB when a table was built for every key
// of every example.
func TestWork(t *testing.T) {
	const n, most = 20, 3 << 20
	sources := some(t, n)
	policies.Check(sources)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	policies.Check(sources)
	runtime.ReadMemStats(&after)
	each := (after.TotalAlloc - before.TotalAlloc) / n
	t.Logf("%d bytes, %d allocations a policy", each, (after.Mallocs-before.Mallocs)/n)
	if each > most {
		t.Errorf("a policy allocates %d bytes, more than %d", each, most)
	}
}

// Whatever finishes first, what is said is the same, in the same order.
func TestSameOnAnyProcessors(t *testing.T) {
	var first string
	for _, processors := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(processors)
		for range 2 {
			if said := mistaken(t); first == "" {
				first = said
			} else if said != first {
				t.Errorf("on %d processors:\n%s\nbefore:\n%s", processors, said, first)
			}
		}
		runtime.GOMAXPROCS(before)
	}
	if strings.Count(first, "\n") < 4 {
		t.Errorf("too little to compare:\n%s", first)
	}
}

// mistaken checks policies of which every third has a mistake of its own.
func mistaken(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	var sources []*diag.Source
	for i, src := range some(t, 6) {
		text := string(src.Bytes)
		switch i % 3 {
		case 1:
			text = strings.Replace(text, "weight      = 40", "weight      = 41", 1)
		case 2:
			text = strings.Replace(text, "score = 95, grade", "score = 94, grade", 1)
		}
		sources = append(sources, diag.NewSource(string(rune('a'+i))+".toml", []byte(text)))
	}
	_, _, problems := policies.Examine(nil, sources)
	for _, d := range problems {
		b.WriteString(d.Error() + "\n")
	}
	return b.String()
}

// folder is 200 policies in files.
func folder(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	if err := write(dir, 200, 1); err != nil {
		b.Fatal(err)
	}
	return dir
}

// BenchmarkRead reads 200 files and nothing more.
func BenchmarkRead(b *testing.B) {
	dir := folder(b)
	for b.Loop() {
		if sources, err := policies.ReadPaths(dir); err != nil || len(sources) != 200 {
			b.Fatal(len(sources), err)
		}
	}
}

// BenchmarkCheck is what merit check does with 200 policies.
func BenchmarkCheck(b *testing.B) {
	dir := folder(b)
	b.ReportAllocs()
	for b.Loop() {
		sources, err := policies.ReadPaths(dir)
		if err != nil {
			b.Fatal(err)
		}
		if _, _, problems := policies.Examine(nil, sources); problems.Count(diag.Warning)+problems.Count(diag.Error) > 0 {
			b.Fatal(problems.Err())
		}
	}
}

// BenchmarkReload is what merit serve does when one of 200 files is saved.
func BenchmarkReload(b *testing.B) {
	dir := folder(b)
	live, err := policies.Open(dir, policies.Options{Settle: time.Millisecond}) // not waiting for other files to be saved
	if err != nil {
		b.Fatal(err)
	}
	file := filepath.Join(dir, "crs-0100.toml")
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		saved := append(bytes.Clone(text), []byte(strings.Repeat("#", i%80+1)+"\n")...)
		if err := os.WriteFile(file, saved, 0o600); err != nil {
			b.Fatal(err)
		}
		if r := live.Reload(context.Background()); r.Outcome != policies.Activated {
			b.Fatal(r.Outcome, r.Problems.Err())
		}
	}
}
