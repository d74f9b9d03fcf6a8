package policies

import (
	"bytes"
	"context"
	"errors"
	"flag"
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

var (
	days      = flag.Int("days", 40, "how many days TestAnyDay plays")
	firstSeed = flag.Uint64("seed", 1, "of the first of them")
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
