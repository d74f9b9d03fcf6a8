package policies

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// A stage is a disk as others change it: editors, deployments, mistakes.
type stage interface {
	open(path string) (io.WriteCloser, error) // emptied and written in place
	Rename(from, to string) error
	delete(path string) error
	removeAll(path string) error
	MkdirAll(path string) error
	symlink(target, path string) error
	link(from, to string) error
	chmod(path string, mode fs.FileMode) error
	chtimes(path string, t time.Time) error
	slip(path, text string) error // unannounced, of equal length
}

// reality is the stage that the operating system is.
type reality struct{ system }

func (reality) open(path string) (io.WriteCloser, error) { return os.Create(path) }
func (reality) delete(path string) error                 { return os.Remove(path) }
func (reality) removeAll(path string) error              { return os.RemoveAll(path) }
func (reality) symlink(target, path string) error        { return os.Symlink(target, path) }
func (reality) link(from, to string) error               { return os.Link(from, to) }
func (reality) chmod(path string, mode fs.FileMode) error {
	return os.Chmod(path, mode)
}
func (reality) chtimes(path string, t time.Time) error { return os.Chtimes(path, t, t) }

// slip writes through a memory map.
func (reality) slip(path, text string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	m, err := syscall.Mmap(int(f.Fd()), 0, len(text), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	if err != nil {
		return err
	}
	copy(m, text)
	return syscall.Munmap(m)
}

// A world is a stage with a Live in front of it, and an eye on both: no reader
// may ever see a policy that was not saved whole.
type world struct {
	*testing.T
	stage stage
	disk  disk
	fake  *memory // nil in reality
	dir   string
	opts  Options
	live  *Live
	log   *journal

	skew func(time.Duration) // steps the clock, where a test has one that steps

	mu     sync.Mutex
	whole  map[string]bool       // the texts that may be in force
	proper func(set string) bool // which sets may be, nil for all
	mixed  string                // the first that was seen and may not
}

// onDisks runs f on a real disk and on one in memory, where time is free.
func onDisks(t *testing.T, f func(*world)) {
	t.Run("real", func(t *testing.T) { f(realWorld(t)) })
	t.Run("fake", func(t *testing.T) { inMemory(t, f) })
}

// atOnce runs tests side by side, more of them than there are processors: on a
// real disk they mostly wait.
func atOnce[T any](t *testing.T, tests []T, name func(T) string, f func(*testing.T, T)) {
	var all sync.WaitGroup
	room := make(chan struct{}, 16)
	for _, tt := range tests {
		room <- struct{}{}
		all.Go(func() {
			defer func() { <-room }()
			t.Run(name(tt), func(t *testing.T) { f(t, tt) })
		})
	}
	all.Wait()
}

func realWorld(t *testing.T) *world {
	return newWorld(t, &world{stage: reality{}, disk: system{}, dir: t.TempDir()})
}

func inMemory(t *testing.T, f func(*world)) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory()
		must(t, m.MkdirAll("/srv"))
		f(newWorld(t, &world{stage: m, disk: m, fake: m, dir: "/srv"}))
	})
}

func newWorld(t *testing.T, w *world) *world {
	w.T, w.whole, w.log = t, map[string]bool{}, &journal{}
	w.opts = Options{Logger: slog.New(slog.NewTextHandler(w.log, nil)), Poll: time.Hour, disk: w.disk}
	return w
}

// A journal is a log that may be read while it is written.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) count(what string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return bytes.Count(j.text.Bytes(), []byte(what))
}

func (w *world) at(name string) string { return filepath.Join(w.dir, name) }

// do ends the test when something on the stage fails.
func (w *world) do(err error) {
	w.Helper()
	must(w, err)
}

// may lets a text be in force.
func (w *world) may(text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.whole[text] = true
}

// only says which sets may be in force from now on.
func (w *world) only(proper func(set string) bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.proper = proper
}

// files makes files and links ("-> target"), with the folders they need. What
// they say may be in force.
func (w *world) files(files map[string]string) {
	w.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w.do(w.stage.MkdirAll(path.Dir(w.at(name))))
		if target, ok := strings.CutPrefix(files[name], "-> "); ok {
			w.do(w.stage.symlink(target, w.at(name)))
			continue
		}
		w.write(name, files[name])
	}
}

// write saves a file in place and lets its text be in force.
func (w *world) write(name, text string) {
	w.Helper()
	w.may(text)
	w.scrawl(name, text)
}

// scrawl saves what must never be in force.
func (w *world) scrawl(name, text string) {
	w.Helper()
	f, err := w.stage.open(w.at(name))
	w.do(err)
	_, err = io.WriteString(f, text)
	w.do(err)
	w.do(f.Close())
}

// save writes a file beside and renames it to its name.
func (w *world) save(name, text string) {
	w.Helper()
	aside := path.Join(path.Dir(name), ".aside.tmp")
	w.write(aside, text)
	w.do(w.stage.Rename(w.at(aside), w.at(name)))
}

func (w *world) rename(from, to string) {
	w.Helper()
	w.do(w.stage.Rename(w.at(from), w.at(to)))
}

// point makes a link lead elsewhere, at one stroke.
func (w *world) point(name, target string) {
	w.Helper()
	w.do(w.stage.symlink(target, w.at(name+".new")))
	w.rename(name+".new", name)
}

// open opens the folder set.
func (w *world) open(set string) {
	w.Helper()
	l, err := Open(w.at(set), w.opts)
	w.do(err)
	w.live = l
}

// serve opens the folder set, watches it and looks on until the test ends.
func (w *world) serve(set string) {
	w.Helper()
	w.open(set)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { w.live.Watch(ctx) })
	running.Go(func() { w.look(ctx) })
	w.Cleanup(func() {
		cancel()
		running.Wait()
		if w.mixed != "" {
			w.Errorf("in force was what never may: %s", w.mixed)
		}
	})
	w.until("the watch to start", func() bool { return w.live.Status().Watcher != Off })
}

// look notes what is in force, many times.
func (w *world) look(ctx context.Context) {
	for sleep(ctx, time.Millisecond) {
		s := w.live.Current()
		if s == nil {
			continue
		}
		set := inForce(s)
		w.mu.Lock()
		for _, p := range s.Policies() {
			if !w.whole[string(p.Source.Bytes)] && w.mixed == "" {
				w.mixed = "half of " + p.Source.Name + " at " + time.Now().Format("05.000") + ":\n" + string(p.Source.Bytes)
			}
		}
		if w.proper != nil && !w.proper(set) {
			w.mixed = set
		}
		w.mu.Unlock()
	}
}

func (w *world) until(what string, ok func() bool) {
	w.Helper()
	until(w, what, ok)
}

// becomes waits for a set to be in force.
func (w *world) becomes(set string) {
	w.Helper()
	w.until(set, func() bool { return inForce(w.live.Current()) == set })
}

// stays demands that the set is still in force when all is settled.
func (w *world) stays(set string) {
	w.Helper()
	time.Sleep(600 * time.Millisecond)
	if got := inForce(w.live.Current()); got != set {
		w.Errorf("in force is %s, want %s still", got, set)
	}
}

// refused waits for the files to be refused for a reason of some code.
func (w *world) refused(code string) {
	w.Helper()
	w.until("a refusal for "+code, func() bool {
		s := w.live.Status()
		return s.LastOutcome == Rejected && len(s.Problems) > 0 && (code == "" || s.Problems[0].Code == code)
	})
}

// lives demands that a later edit in the folder is still noticed by events.
func (w *world) lives(set string) {
	w.Helper()
	before := inForce(w.live.Current())
	w.write(path.Join(set, "z.toml"), agreement("z", "9"))
	w.becomes(before + " z=9")
}
