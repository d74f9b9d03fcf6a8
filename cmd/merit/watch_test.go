//go:build unix && !race

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"merit/rules/golden"
)

// TestWatchIsShown: what the documentation shows of watch is what it says in
// TestWatch.
func TestWatchIsShown(t *testing.T) {
	said := contentOf(t, "testdata/watch.txt")
	block := regexp.MustCompile("(?s)```text\n(\\d\\d:\\d\\d:.*?)```")
	for _, file := range []string{"../../docs/testing.md", "../../docs/testing.zh-CN.md"} {
		m := block.FindStringSubmatch(contentOf(t, file))
		if m == nil || !strings.Contains(said, timesOfDay.ReplaceAllString(m[1], "HH:MM:SS")) {
			t.Errorf("%s shows what watch does not say:\n%q", file, m)
		}
	}
}

// A save is what is done to a folder in one go.
type save struct {
	name string
	do   func(t *testing.T)
}

// TestWatch edits a folder as HR would and holds all that watch says against
// testdata/watch.txt.
func TestWatch(t *testing.T) {
	policy, cases := contentOf(t, "../../examples/first/policy.toml"), contentOf(t, "../../examples/first/policy_test.toml")
	want := absolute(t, "testdata/watch.txt")
	folder(t, crs, policy)
	unused := "[params]\nlimit = { value = 3, title = \"没人用的数\" }\n\n[[metrics]]\nid     = \"csat\""
	golden.Compare(t, want, watched(t, nil, []save{
		{"a comment", put(crs, policy, "schema = 1\n", "schema = 1\n\n# 北区也用这一份\n")},
		{"a payout no example looks at", put(crs, policy, "'base_bonus * rate'", "'base_bonus * rate * 1.1'", `, payout = "3000.00"`, "")},
		{"a target", put(crs, policy, "target = 90", "target = 96")},
		{"a slip", put(crs, policy, "weight = 40", "weight = 45")},
		{"half a file", put(crs, policy[:700])},
		{"mended", put(crs, policy)},
		{"cases beside it", put(crsTest, cases)},
		{"a veto that does not fit the cases", put(crs, policy, "100 > 0.5", "100 > 0.4", "超过 0.5%", "超过 0.4%")},
		{"a warning", put(crs, policy, "[[metrics]]\nid     = \"csat\"", unused)},
		{"the warning still there", put(crs, policy, "[[metrics]]\nid     = \"csat\"", unused, "    # a title is a name, too", "")},
		{"renamed", func(t *testing.T) { must(t, os.Rename(crs, "policies/north.toml")) }},
		{"its cases deleted", func(t *testing.T) { must(t, os.Remove(crsTest)) }},
		{"deleted", func(t *testing.T) { must(t, os.Remove("policies/north.toml")) }},
		{"written anew", put(crs, policy)},
	}))
}

// TestWatchFromBroken starts with nothing to compare with.
func TestWatchFromBroken(t *testing.T) {
	policy, want := contentOf(t, "../../examples/first/policy.toml"), absolute(t, "testdata/watch_en.txt")
	folder(t, crs, edited(t, policy, "weight = 40", "weight = 45"))
	loose := edited(t, policy, `score = 92, grade = "A", payout = "3000.00"`, `refused = false`)
	golden.Compare(t, want, watched(t, []string{"--lang", "en"}, []save{
		{"another slip", put(crs, policy, "target = 90", "target = 9０")},
		{"an example that does not hold", put(crs, policy, "score = 92", "score = 93")},
		{"mended", put(crs, loose)},
		{"held", put(crs, loose, "audits = 200", "audits = 0")},
		{"refused", put(crs, loose, "audits = 200", "audits = -1")},
		{"gone below", put(crs, loose, "satisfied = 18", "satisfied = 0", "target = 5\n", "target = 3\n")},
		{"two at once", func(t *testing.T) {
			put(crs, loose, "audit_errors = 0", "audit_errors = 9")(t)
			put("policies/merit.toml", "[lints]\nnonsense = \"off\"\n")(t)
		}},
		{"no examples", func(t *testing.T) {
			must(t, os.Remove("policies/merit.toml"))
			put(crs, policy[:strings.Index(policy, "[[examples]]")])(t)
		}},
	}))
}

const crs, crsTest = "policies/crs.toml", "policies/crs_test.toml"

// folder makes the folder policies, with one file, and goes there.
func folder(t *testing.T, file, content string) {
	t.Helper()
	t.Chdir(t.TempDir())
	must(t, os.Mkdir("policies", 0o755))
	write(t, file, content)
}

// put writes a file with edits, old, new and so on, in one step as editors do.
func put(path, content string, edits ...string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		write(t, ".saving", edited(t, content, edits...))
		must(t, os.Rename(".saving", path))
	}
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	must(t, err)
	return abs
}

// watched runs the command over saves and returns what it says: nothing that
// is told of one save may come after the next is made.
func watched(t *testing.T, flags []string, saves []save) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	out, log := &buffer{}, &buffer{}
	a := &app{in: strings.NewReader(""), out: out, err: log, getenv: func(string) string { return "" }}
	ended := make(chan int)
	go func() { ended <- a.run(ctx, append([]string{"watch", "policies"}, flags...)) }()
	rounds := func() int { return len(lastLine.FindAllString(out.String(), -1)) }
	waitUntil(t, ctx, out, func() bool { return rounds() == 1 })
	var all bytes.Buffer
	all.WriteString(out.String())
	for i, s := range saves {
		before := out.String()
		s.do(t)
		waitUntil(t, ctx, out, func() bool { return rounds() == i+2 })
		all.WriteString("\n=== " + s.name + "\n" + strings.TrimPrefix(out.String(), before))
	}
	cancel()
	if code := <-ended; code != exitFine {
		t.Errorf("it ends with %d\n%s", code, log.String())
	}
	return timesOfDay.ReplaceAll(all.Bytes(), []byte("HH:MM:SS"))
}

var (
	lastLine   = regexp.MustCompile(`(?m)^(\d+ 份协议，.*|有 \d+ 处错误要改.*|policies \d+, .*|errors to fix: .*)$`)
	timesOfDay = regexp.MustCompile(`\d\d:\d\d:\d\d`)
)

func waitUntil(t *testing.T, ctx context.Context, out *buffer, ok func() bool) {
	t.Helper()
	for !ok() {
		select {
		case <-ctx.Done():
			t.Fatalf("waited in vain; it says\n%s", out.String())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// TestWatchEnds sends a process of its own what Ctrl-C sends: that is its
// proper end.
func TestWatchEnds(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "demo.toml"), demo)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	p := exec.CommandContext(ctx, "merit", "watch", dir, "--lang", "en")
	out := &buffer{}
	p.Stdout = out
	must(t, p.Start())
	t.Cleanup(func() { _ = p.Process.Kill() })
	waitFor(t, ctx, out, "policies 1, ")
	must(t, p.Process.Signal(syscall.SIGINT))
	if err := p.Wait(); err != nil {
		t.Errorf("Ctrl-C ends it with %v", err)
	}
}
