package policies

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// watched opens dir and watches it until the test ends.
func watched(t *testing.T, dir string, opts Options) *Live {
	t.Helper()
	l := open(t, dir, opts)
	watching(t, &watch{live: l, start: startEvents})
	until(t, "the watch to start", func() bool { return l.Status().Watcher == Events })
	return l
}

func watching(t *testing.T, w *watch) {
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { w.run(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
}

// until waits for ok; what it waits for usually takes a tenth of a second.
func until(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("waited in vain for %s", what)
}

// TestWatch changes files the ways people and programs do. Polling is off, so
// that only events can have told.
func TestWatch(t *testing.T) {
	a1, a2, b1 := agreement("a", "1"), agreement("a", "2"), agreement("b", "1")
	type act func(t *testing.T, dir string)
	tests := map[string]struct {
		files map[string]string
		set   string // the folder that is served, under the test's own
		act   act
		want  string
	}{
		"R1 written in place": {map[string]string{"set/a.toml": a1}, "set", func(t *testing.T, dir string) {
			must(t, os.WriteFile(dir+"/set/a.toml", []byte(a2), 0o644))
		}, "a=2"},
		"R2 a slow writer": {map[string]string{"set/a.toml": a1}, "set", func(t *testing.T, dir string) {
			f, err := os.Create(dir + "/set/a.toml")
			must(t, err)
			for part := range 8 {
				n := len(a2) / 8
				end := (part + 1) * n
				if part == 7 {
					end = len(a2)
				}
				_, err := f.WriteString(a2[part*n : end])
				must(t, err)
				time.Sleep(5 * time.Millisecond)
			}
			must(t, f.Close())
		}, "a=2"},
		"R3 an editor that keeps a backup": {map[string]string{"set/a.toml": a1}, "set", func(t *testing.T, dir string) {
			must(t, os.WriteFile(dir+"/set/4913", nil, 0o644))
			must(t, os.Remove(dir+"/set/4913"))
			must(t, os.Rename(dir+"/set/a.toml", dir+"/set/a.toml~"))
			must(t, os.WriteFile(dir+"/set/a.toml", []byte(a2), 0o644))
			must(t, os.Chmod(dir+"/set/a.toml", 0o600))
			must(t, os.Remove(dir+"/set/a.toml~"))
		}, "a=2"},
		"R6 renamed over": {map[string]string{"set/a.toml": a1}, "set", func(t *testing.T, dir string) {
			must(t, os.WriteFile(dir+"/set/.a.tmp", []byte(a2), 0o644))
			must(t, os.Rename(dir+"/set/.a.tmp", dir+"/set/a.toml"))
		}, "a=2"},
		"R9 moved in from elsewhere": {map[string]string{"set/a.toml": a1, "b.toml": b1}, "set", func(t *testing.T, dir string) {
			must(t, os.Rename(dir+"/b.toml", dir+"/set/b.toml"))
		}, "a=1 b=1"},
		"R10 deleted": {map[string]string{"set/a.toml": a1, "set/b.toml": b1}, "set", func(t *testing.T, dir string) {
			must(t, os.Remove(dir+"/set/b.toml"))
		}, "a=1"},
		"R11 deleted and made again": {map[string]string{"set/a.toml": a1}, "set", func(t *testing.T, dir string) {
			must(t, os.Remove(dir+"/set/a.toml"))
			must(t, os.WriteFile(dir+"/set/a.toml", []byte(a2), 0o644))
		}, "a=2"},
		"R15 the target of a link written to": {map[string]string{"set/a.toml": "-> ../far/a.toml", "far/a.toml": a1}, "set", func(t *testing.T, dir string) {
			must(t, os.WriteFile(dir+"/far/a.toml", []byte(a2), 0o644))
		}, "a=2"},
		"R17 a config map swapped": {map[string]string{
			"set/..2026_1/a.toml": a1, "set/..data": "-> ..2026_1", "set/a.toml": "-> ..data/a.toml",
		}, "set", func(t *testing.T, dir string) {
			tree(t, dir, map[string]string{"set/..2026_2/a.toml": a2, "set/..data_tmp": "-> ..2026_2"})
			must(t, os.Rename(dir+"/set/..data_tmp", dir+"/set/..data"))
			must(t, os.RemoveAll(dir+"/set/..2026_1"))
		}, "a=2"},
		"R19 the folder replaced": {map[string]string{"set/a.toml": a1, "next/a.toml": a2}, "set", func(t *testing.T, dir string) {
			must(t, os.Rename(dir+"/set", dir+"/old"))
			must(t, os.Rename(dir+"/next", dir+"/set"))
		}, "a=2"},
		"R20 the folder deleted and made again": {map[string]string{"set/a.toml": a1}, "set", func(t *testing.T, dir string) {
			must(t, os.RemoveAll(dir+"/set"))
			time.Sleep(100 * time.Millisecond)
			tree(t, dir, map[string]string{"set/a.toml": a2})
		}, "a=2"},
		"R21 a release link switched": {map[string]string{"set": "-> r1", "r1/a.toml": a1, "r2/a.toml": a2}, "set", func(t *testing.T, dir string) {
			must(t, os.Symlink("r2", dir+"/tmp"))
			must(t, os.Rename(dir+"/tmp", dir+"/set"))
		}, "a=2"},
		"R21 a release link above the folder switched": {map[string]string{"now": "-> r1", "r1/set/a.toml": a1, "r2/set/a.toml": a2}, "now/set", func(t *testing.T, dir string) {
			must(t, os.Symlink("r2", dir+"/tmp"))
			must(t, os.Rename(dir+"/tmp", dir+"/now"))
		}, "a=2"},
		"R21 a link behind a link switched": {map[string]string{"set": "-> now", "now": "-> r1", "r1/a.toml": a1, "r2/a.toml": a2}, "set", func(t *testing.T, dir string) {
			must(t, os.Symlink("r2", dir+"/tmp"))
			must(t, os.Rename(dir+"/tmp", dir+"/now"))
		}, "a=2"},
		"R22 a new sub-folder with a file": {map[string]string{"set/a.toml": a1}, "set", func(t *testing.T, dir string) {
			tree(t, dir, map[string]string{"set/sub/deep/b.toml": b1})
		}, "a=1 b=1"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			tree(t, dir, tt.files)
			l := watched(t, filepath.Join(dir, tt.set), quick)
			tt.act(t, dir)
			until(t, tt.want, func() bool { return inForce(l.Current()) == tt.want })
			// Whatever was done, later edits must still be noticed.
			must(t, os.WriteFile(filepath.Join(dir, tt.set, "late.toml"), []byte(agreement("z", "9")), 0o644))
			until(t, "a later edit", func() bool { return inForce(l.Current()) == tt.want+" z=9" })
		})
	}
}

func TestWatchKeepsTheOldSet(t *testing.T) {
	path := write(t, "a.toml", agreement("a", "1"))
	l := watched(t, filepath.Dir(path), quick)
	for _, text := range []string{broken("a", "2"), "", "[["} { // R36, R30
		must(t, os.WriteFile(path, []byte(text), 0o644))
		until(t, "the rejection", func() bool { return l.Status().LastOutcome == Rejected })
		if got := inForce(l.Current()); got != "a=1" {
			t.Fatalf("in force: %s", got)
		}
		must(t, os.WriteFile(path, []byte(agreement("a", "1")), 0o644))
		until(t, "the repair", func() bool { return l.Status().LastOutcome == Unchanged })
	}
	must(t, os.RemoveAll(filepath.Dir(path))) // R33
	until(t, "the loss of the folder", func() bool { return l.Status().LastOutcome == Rejected })
	if got := inForce(l.Current()); got != "a=1" {
		t.Errorf("in force: %s", got)
	}
}

// TestPolling finds what no event announces (R14), and lives without events
// when the system grants none (R26, R27).
func TestPolling(t *testing.T) {
	dir := t.TempDir()
	tree(t, dir, map[string]string{"set/a.toml": agreement("a", "1")})
	must(t, os.Link(dir+"/set/a.toml", dir+"/other"))
	opts := quick
	opts.Poll = 20 * time.Millisecond
	var log bytes.Buffer
	opts.Logger = slog.New(slog.NewTextHandler(&log, nil))
	l := open(t, dir+"/set", opts)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	w := &watch{live: l, start: func() (*events, error) { return nil, errors.New("too many open files") }}
	running.Go(func() { w.run(ctx) })
	must(t, os.WriteFile(dir+"/other", []byte(agreement("a", "2")), 0o644))
	until(t, "the poll", func() bool { return inForce(l.Current()) == "a=2" })
	if m := l.Status().Watcher; m != Poll {
		t.Errorf("mode %s", m)
	}
	cancel()
	running.Wait()
	if n := bytes.Count(log.Bytes(), []byte("no file events")); n != 1 {
		t.Errorf("said %d times that there are no events:\n%s", n, log.String())
	}
	if m := l.Status().Watcher; m != Poll {
		t.Errorf("run changed the mode to %s", m)
	}
}

// fake is a source of events that the test drives.
type fake struct {
	changes chan fsnotify.Event
	errors  chan error
	adds    []string
	refuse  error
}

func (f *fake) Add(path string) error { f.adds = append(f.adds, path); return f.refuse }
func (f *fake) Remove(string) error   { return nil }
func (f *fake) start() (*events, error) {
	return newEvents(f.changes, f.errors, f, func() error { return nil }), nil
}

func newFake() *fake {
	return &fake{changes: make(chan fsnotify.Event, 100_000), errors: make(chan error, 1)}
}

// TestBurst counts readings of the files in fake time: events that keep coming
// put one off, but never by more than Longest.
func TestBurst(t *testing.T) {
	tests := map[string]struct {
		every, during time.Duration
		least, most   int // readings beside the first
		within        time.Duration
	}{
		"one event":                  {time.Hour, time.Millisecond, 1, 1, 51 * time.Millisecond},
		"a short burst":              {10 * time.Millisecond, 300 * time.Millisecond, 1, 1, 500 * time.Millisecond},
		"a storm (R35)":              {time.Millisecond, 10 * time.Second, 10, 11, 12 * time.Second},
		"events half a second apart": {500 * time.Millisecond, 2 * time.Second, 4, 4, 3 * time.Second},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				readings := 0
				l := newLive(Options{Poll: time.Hour})
				l.dir = "set"
				l.read = func() *reading { readings++; return &reading{disk: system{}} }
				l.state.Store(&state{outcome: Unchanged, print: (&reading{}).fingerprint()})
				f := newFake()
				ctx, cancel := context.WithCancel(t.Context())
				var running sync.WaitGroup
				running.Go(func() { (&watch{live: l, start: f.start}).run(ctx) })
				synctest.Wait()
				readings = 0
				for start := time.Now(); time.Since(start) < tt.during; time.Sleep(tt.every) {
					f.changes <- fsnotify.Event{Name: "set/a.toml", Op: fsnotify.Write}
					if tt.every > tt.during {
						break
					}
				}
				time.Sleep(tt.within - min(tt.during, tt.within))
				synctest.Wait()
				if n := readings / 2; n < tt.least || n > tt.most { // each turn reads for the folders, then to reload
					t.Errorf("%d readings, want %d to %d", n, tt.least, tt.most)
				}
				cancel()
				running.Wait()
			})
		})
	}
}

func TestLostEventsReadEverything(t *testing.T) { // R25, R44
	path := write(t, "a.toml", agreement("a", "1"))
	l := open(t, filepath.Dir(path), quick)
	f := newFake()
	watching(t, &watch{live: l, start: f.start})
	until(t, "the watch to start", func() bool { return l.Status().Watcher == Events })
	must(t, os.WriteFile(path, []byte(agreement("a", "2")), 0o644))
	f.errors <- fsnotify.ErrEventOverflow
	until(t, "the overflow to be mended", func() bool { return inForce(l.Current()) == "a=2" })
	close(f.changes)
	until(t, "polling", func() bool { return l.Status().Watcher == Poll })
}

func TestFoldersThatCannotBeWatched(t *testing.T) { // R26
	path := write(t, "a.toml", agreement("a", "1"))
	opts := quick
	opts.Poll = 10 * time.Millisecond
	l := open(t, filepath.Dir(path), opts)
	f := newFake()
	f.refuse = errors.New("no space left on device")
	watching(t, &watch{live: l, start: f.start})
	until(t, "polling", func() bool { return l.Status().Watcher == Poll })
	must(t, os.WriteFile(path, []byte(agreement("a", "2")), 0o644))
	until(t, "the poll", func() bool { return inForce(l.Current()) == "a=2" })
}

func TestAPanicDoesNotEndTheWatch(t *testing.T) { // R44
	path := write(t, "a.toml", agreement("a", "1"))
	opts := quick
	opts.Poll = 10 * time.Millisecond
	l := open(t, filepath.Dir(path), opts)
	read, n := l.read, 0
	l.read = func() *reading {
		if n++; n < 6 {
			panic("injected")
		}
		return read()
	}
	watching(t, &watch{live: l, start: newFake().start})
	must(t, os.WriteFile(path, []byte(agreement("a", "2")), 0o644))
	until(t, "the watch to go on", func() bool { return inForce(l.Current()) == "a=2" })
}

// TestOneActivationForACheckout saves a thousand files, as a checkout does
// (R23): the set changes once.
func TestOneActivationForACheckout(t *testing.T) {
	dir := t.TempDir()
	const files = 200
	all := func(version string) {
		for n := range files {
			id := fmt.Sprintf("p%03d", n)
			path := filepath.Join(dir, id+".toml")
			os.Remove(path)
			must(t, os.WriteFile(path, []byte(agreement(id, version)), 0o644))
		}
	}
	all("1")
	opts := quick
	opts.Quiet, opts.Longest, opts.Settle = 100*time.Millisecond, time.Second, 200*time.Millisecond
	var log bytes.Buffer
	opts.Logger = slog.New(slog.NewTextHandler(&log, nil))
	l := open(t, dir, opts)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { (&watch{live: l, start: startEvents}).run(ctx) })
	until(t, "the watch to start", func() bool { return l.Status().Watcher == Events })
	before := l.Current().Digest()
	all("2")
	until(t, "the new set", func() bool { return l.Current().Digest() != before })
	if got := l.Current().Policies()[files-1].Version.Text + l.Current().Policies()[0].Version.Text; got != "22" {
		t.Errorf("a mixed set: %s", got)
	}
	cancel()
	running.Wait()
	if n := bytes.Count(log.Bytes(), []byte("policy set in force")); n != 2 {
		t.Errorf("%d activations, want the first and one more:\n%s", n, log.String())
	}
}

func TestWatchOfFixedFilesWaits(t *testing.T) {
	l, err := OpenFS(os.DirFS(filepath.Dir(write(t, "a.toml", agreement("a", "1")))), quick)
	must(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { l.Watch(ctx) })
	cancel()
	running.Wait()
	if m := l.Status().Watcher; m != Fixed {
		t.Errorf("mode %s", m)
	}
}
