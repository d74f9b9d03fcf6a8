package policies

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"merit/engine"
)

// agreement returns a small valid policy.
func agreement(id, version string) string {
	return fmt.Sprintf(`schema = 1

[policy]
id        = %q    # merit: allow policies-overlap because 测试里逐份读取
version   = %q
title     = "一份小协议 %s"
period    = "month"
effective = { from = 2026-01-01 }
stage     = "active"

[inputs]
calls = { type = "integer", min = 0 }

[[metrics]]
id     = "calls_made"
title  = "通话数"
weight = 100
value  = "calls"
better = "higher"
target = 100

[[bands]]
from  = 0
grade = "C"
rate  = 0

[[bands]]
from  = 60
grade = "B"
rate  = 1
`, id, version, id)
}

// broken returns a policy whose weights do not sum to 100.
func broken(id, version string) string {
	return strings.Replace(agreement(id, version), "weight = 100", "weight = 90", 1)
}

// quick are options for tests that wait for real files.
var quick = Options{
	Poll: time.Hour, Quiet: 20 * time.Millisecond, Longest: 100 * time.Millisecond,
	Pace: time.Millisecond, Settle: 15 * time.Millisecond, Whole: 5 * time.Millisecond, Patience: 300 * time.Millisecond,
}

func open(t testing.TB, dir string, opts Options) *Live {
	t.Helper()
	l, err := Open(dir, opts)
	must(t, err)
	return l
}

// inForce writes the policies of a snapshot as "id=version …".
func inForce(s *engine.Snapshot) string {
	if s == nil {
		return "nothing"
	}
	var out []string
	for _, p := range s.Policies() {
		out = append(out, p.ID.Text+"="+p.Version.Text)
	}
	return strings.Join(out, " ")
}

func TestReload(t *testing.T) {
	type step struct {
		files   map[string]string // "" deletes
		outcome Outcome
		inForce string
		codes   string // of the problems, or "*" for any
	}
	a1, a2, b1 := agreement("a", "1"), agreement("a", "2"), agreement("b", "1")
	tests := map[string][]step{
		"first set": {{map[string]string{"a.toml": a1}, Activated, "a=1", ""}},
		"no set yet": {
			{nil, Rejected, "nothing", "no-policies"},
			{map[string]string{"a.toml": a1}, Activated, "a=1", ""},
		},
		"an edit": {
			{map[string]string{"a.toml": a1, "b.toml": b1}, Activated, "a=1 b=1", ""},
			{map[string]string{"a.toml": a2}, Activated, "a=2 b=1", ""},
			{nil, Unchanged, "a=2 b=1", ""},
		},
		"a broken edit keeps all of the old set": {
			{map[string]string{"a.toml": a1, "b.toml": b1}, Activated, "a=1 b=1", ""},
			{map[string]string{"a.toml": a2, "b.toml": broken("b", "2")}, Rejected, "a=1 b=1", "*"},
			{nil, Rejected, "a=1 b=1", "*"},
			{map[string]string{"b.toml": b1}, Activated, "a=2 b=1", ""},
		},
		"a broken edit taken back": {
			{map[string]string{"a.toml": a1}, Activated, "a=1", ""},
			{map[string]string{"a.toml": "[["}, Rejected, "a=1", "*"},
			{map[string]string{"a.toml": a1}, Unchanged, "a=1", ""},
		},
		"broken from the start": {
			{map[string]string{"a.toml": broken("a", "1")}, Rejected, "nothing", "*"},
			{map[string]string{"a.toml": a1}, Activated, "a=1", ""},
		},
		"a deleted file removes its policy": {
			{map[string]string{"a.toml": a1, "b.toml": b1}, Activated, "a=1 b=1", ""},
			{map[string]string{"b.toml": ""}, Activated, "a=1", ""},
		},
		"deleting all files is refused": {
			{map[string]string{"a.toml": a1, "b.toml": b1}, Activated, "a=1 b=1", ""},
			{map[string]string{"a.toml": "", "b.toml": ""}, Rejected, "a=1 b=1", "no-policies"},
			{map[string]string{"b.toml": b1}, Activated, "b=1", ""},
		},
		"two policies of one id (R37)": {
			{map[string]string{"a.toml": a1}, Activated, "a=1", ""},
			{map[string]string{"copy of a.toml": a1}, Rejected, "a=1", "*"},
		},
		"an unreadable file (R13)": {
			{map[string]string{"a.toml": a1}, Activated, "a=1", ""},
			{map[string]string{"b.toml": "-> nowhere.toml"}, Rejected, "a=1", "unreadable-file"},
			{map[string]string{"b.toml": ""}, Unchanged, "a=1", ""},
		},
		"a renamed file is the same set": {
			{map[string]string{"a.toml": a1}, Activated, "a=1", ""},
			{map[string]string{"a.toml": "", "z.toml": a1}, Unchanged, "a=1", ""},
		},
		"what editors leave behind (R4, R5)": {
			{map[string]string{"a.toml": a1}, Activated, "a=1", ""},
			{map[string]string{".#a.toml": "-> user@host.1234", "#a.toml#": "[[", ".a.toml.swp": "\x00", "a.toml~": "[[", "4913": ""}, Unchanged, "a=1", ""},
		},
	}
	for name, steps := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			var l *Live
			for i, s := range steps {
				for file, text := range s.files {
					must(t, os.RemoveAll(filepath.Join(dir, file)))
					if text != "" {
						tree(t, dir, map[string]string{file: text})
					}
				}
				var r Result
				if l == nil {
					l = open(t, dir, quick)
					st := l.Status()
					r = Result{st.LastOutcome, st.Digest, st.Problems}
				} else {
					r = l.Reload(t.Context())
				}
				var codes []string
				for _, p := range r.Problems {
					codes = append(codes, p.Code)
				}
				got := strings.Join(codes, " ")
				if r.Outcome != s.outcome || inForce(l.Current()) != s.inForce || got != s.codes && (s.codes != "*" || got == "") {
					t.Fatalf("step %d: %s, in force %s, problems %q; want %s, %s, %q", i+1, r.Outcome, inForce(l.Current()), got, s.outcome, s.inForce, s.codes)
				}
				if s := l.Current(); s != nil && s.Digest() != r.Digest {
					t.Errorf("step %d: result names %s, in force is %s", i+1, r.Digest, s.Digest())
				}
			}
		})
	}
}

func TestSameMtimeAndSizeOtherBytes(t *testing.T) { // R39: the digest decides
	dir := t.TempDir()
	path := filepath.Join(dir, "a.toml")
	tree(t, dir, map[string]string{"a.toml": agreement("a", "1")})
	old := time.Now().Add(-time.Hour)
	must(t, os.Chtimes(path, old, old))
	l := open(t, dir, quick)
	must(t, os.WriteFile(path, []byte(agreement("a", "2")), 0o644))
	must(t, os.Chtimes(path, old.Add(-time.Hour), old.Add(-time.Hour)))
	if r := l.Reload(t.Context()); r.Outcome != Activated || inForce(l.Current()) != "a=2" {
		t.Errorf("%s, %s", r.Outcome, inForce(l.Current()))
	}
}

// TestWhereTheSetLies serves the same files from two places: nothing that an
// answer could quote may tell them apart.
func TestWhereTheSetLies(t *testing.T) {
	for range 2 {
		dir := t.TempDir()
		tree(t, dir, map[string]string{"sub/a.toml": agreement("a", "1"), "b.toml": agreement("b", "1")})
		l := open(t, dir, quick)
		var files []string
		for _, p := range l.Current().Policies() {
			files = append(files, filepath.ToSlash(p.Source.Name))
		}
		if got := strings.Join(files, " "); got != "sub/a.toml b.toml" {
			t.Errorf("the files are called %s", got)
		}
	}
}

func TestOpenNeedsAFolder(t *testing.T) {
	dir := t.TempDir()
	tree(t, dir, map[string]string{"a.toml": agreement("a", "1")})
	for _, path := range []string{filepath.Join(dir, "none"), filepath.Join(dir, "a.toml")} {
		if _, err := Open(path, quick); err == nil {
			t.Errorf("Open(%s) is no error", filepath.Base(path))
		}
	}
}

func TestOpenFS(t *testing.T) {
	l, err := OpenFS(os.DirFS(filepath.Dir(write(t, "a.toml", agreement("a", "1")))), Options{})
	must(t, err)
	if got := inForce(l.Current()); got != "a=1" {
		t.Errorf("in force %s", got)
	}
	if r := l.Reload(t.Context()); r.Outcome != Unchanged || r.Digest != l.Current().Digest() {
		t.Errorf("reload: %+v", r)
	}
	if st := l.Status(); st.Watcher != Fixed || st.Policies != 1 {
		t.Errorf("status: %+v", st)
	}
}

func write(t testing.TB, name, text string) string {
	dir := t.TempDir()
	tree(t, dir, map[string]string{name: text})
	return filepath.Join(dir, name)
}

func TestTheSameMistakeIsLoggedOnce(t *testing.T) {
	var log bytes.Buffer
	opts := quick
	opts.Logger = slog.New(slog.NewTextHandler(&log, nil))
	path := write(t, "a.toml", agreement("a", "1"))
	l := open(t, filepath.Dir(path), opts)
	for range 3 {
		must(t, os.WriteFile(path, []byte(broken("a", "2")), 0o644))
		l.Reload(t.Context())
		l.Reload(t.Context())
	}
	if n := strings.Count(log.String(), "level=ERROR"); n != 1 {
		t.Errorf("logged %d times:\n%s", n, log.String())
	}
}

func TestStatus(t *testing.T) {
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	opts := quick
	opts.Now = func() time.Time { return now }
	path := write(t, "a.toml", agreement("a", "1"))
	l := open(t, filepath.Dir(path), opts)
	start := now
	now = now.Add(time.Minute)
	l.Reload(t.Context())
	must(t, os.WriteFile(path, []byte(broken("a", "2")), 0o644))
	now = now.Add(time.Minute)
	l.Reload(t.Context())
	st := l.Status()
	if st.LastOutcome != Rejected || !st.LoadedAt.Equal(start) || st.Age != 2*time.Minute ||
		!st.LastSuccess.Equal(start.Add(time.Minute)) || !st.LastAttempt.Equal(now) || !st.Problems.HasErrors() || st.Policies != 1 {
		t.Errorf("%+v", st)
	}
}

func TestReloadInterrupted(t *testing.T) {
	path := write(t, "a.toml", agreement("a", "1"))
	l := open(t, filepath.Dir(path), quick)
	must(t, os.WriteFile(path, []byte(agreement("a", "2")), 0o644))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r := l.Reload(ctx); r.Outcome != Rejected || r.Problems[0].Code != "reload-interrupted" {
		t.Errorf("%+v", r)
	}
	if st := l.Status(); st.LastOutcome != Activated || len(st.Problems) > 0 {
		t.Errorf("the interruption was kept: %+v", st)
	}
}

// TestReadersDuringReloads reads while the set is switched all the time
// (R24): every snapshot a reader takes is one that was published whole.
func TestReadersDuringReloads(t *testing.T) {
	dir := t.TempDir()
	const sets = 5
	for n := range sets {
		v := fmt.Sprint(n)
		tree(t, dir, map[string]string{
			"set" + v + "/a.toml": agreement("a", v), "set" + v + "/b.toml": agreement("b", v), "set" + v + "/c.toml": agreement("c", v),
		})
	}
	current := filepath.Join(dir, "current")
	must(t, os.Symlink("set0", current))
	opts := quick
	opts.Settle = time.Millisecond
	l := open(t, current, opts)
	ctx, cancel := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for ctx.Err() == nil {
				s := l.Current()
				v := s.Policies()[0].Version.Text
				if got, want := inForce(s), fmt.Sprintf("a=%s b=%s c=%s", v, v, v); got != want {
					t.Errorf("a mixed set: %s", got)
					return
				}
				l.Status()
			}
		})
	}
	readers.Go(func() {
		for ctx.Err() == nil {
			l.Reload(ctx)
		}
	})
	for n := range 150 {
		next := filepath.Join(dir, "next")
		must(t, os.Symlink(fmt.Sprintf("set%d", n%sets), next))
		must(t, os.Rename(next, current))
		time.Sleep(time.Duration(n%7) * 500 * time.Microsecond)
	}
	cancel()
	readers.Wait()
}

func TestReloadsAtOnce(t *testing.T) {
	path := write(t, "a.toml", agreement("a", "1"))
	l := open(t, filepath.Dir(path), quick)
	must(t, os.WriteFile(path, []byte(agreement("a", "2")), 0o644))
	activated := make(chan Outcome, 8)
	var all sync.WaitGroup
	for range cap(activated) {
		all.Go(func() { activated <- l.Reload(t.Context()).Outcome })
	}
	all.Wait()
	close(activated)
	n := 0
	for o := range activated {
		if o == Activated {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d reloads activated the set, want 1", n)
	}
}
