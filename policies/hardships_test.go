package policies

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A faulty disk fails at reading when it is told to.
type faulty struct {
	disk
	fail func(op, path string) error
}

// What a reading may suffer that is no error of its own.
var (
	errShort = errors.New("a few bytes at a time")
	errEarly = errors.New("the end comes too soon")
)

func (f faulty) wrong(op, path string) error {
	if err := f.fail(op, path); err != nil && err != errShort && err != errEarly {
		return failed(op, path, err)
	}
	return nil
}

func (f faulty) Stat(path string) (fs.FileInfo, error) {
	if err := f.wrong("stat", path); err != nil {
		return nil, err
	}
	return f.disk.Stat(path)
}

func (f faulty) ReadDir(path string) ([]fs.DirEntry, error) {
	if err := f.wrong("readdir", path); err != nil {
		return nil, err
	}
	return f.disk.ReadDir(path)
}

func (f faulty) EvalSymlinks(path string) (string, error) {
	if err := f.wrong("readlink", path); err != nil {
		return "", err
	}
	return f.disk.EvalSymlinks(path)
}

func (f faulty) Open(path string) (io.ReadCloser, error) {
	if err := f.wrong("open", path); err != nil {
		return nil, err
	}
	r, err := f.disk.Open(path)
	if err != nil {
		return nil, err
	}
	return &faultyReader{r, f, path, 0}, nil
}

type faultyReader struct {
	io.ReadCloser
	f    faulty
	path string
	read int
}

func (r *faultyReader) Read(p []byte) (int, error) {
	switch err := r.f.fail("read", r.path); {
	case err == errShort:
		p = p[:min(len(p), 7)]
	case err == errEarly && r.read >= 100:
		return 0, io.EOF
	case err == errEarly:
		p = p[:min(len(p), 100)]
	case err != nil:
		return 0, failed("read", r.path, err)
	}
	n, err := r.ReadCloser.Read(p)
	r.read += n
	return n, err
}

// TestHiccups lets the disk fail (R40): once, which nobody may notice, and for
// a while, when the last good set stays until it is over.
func TestHiccups(t *testing.T) {
	type hiccup struct {
		op  string
		err error
	}
	var tests []hiccup
	for _, op := range []string{"stat", "readdir", "readlink", "open", "read"} {
		for _, err := range []error{syscall.EIO, syscall.EINTR, syscall.EMFILE, syscall.ESTALE} {
			tests = append(tests, hiccup{op, err})
		}
	}
	tests = append(tests, hiccup{"read", errEarly})
	atOnce(t, tests, func(h hiccup) string { return "R40 " + h.op + " " + h.err.Error() }, func(t *testing.T, h hiccup) {
		disks := onDisks
		if h.err != syscall.EIO {
			disks = inMemory // what tells them apart is not the disk
		}
		disks(t, func(w *world) {
			var left atomic.Int64 // failures still to come
			w.opts.Poll = 100 * time.Millisecond
			w.opts.disk = faulty{w.disk, func(op, path string) error {
				if op == h.op && left.Add(-1) >= 0 {
					return h.err
				}
				return nil
			}}
			w.files(oneFile)
			w.settled()
			w.serve("set")
			left.Store(2)
			w.save("set/a.toml", a2)
			w.becomes("a=2")
			if n := w.log.count("refused"); n != 0 {
				w.Errorf("%d refusals for a hiccup", n)
			}
			left.Store(1 << 60)
			w.save("set/a.toml", a3)
			w.refused("")
			if said := w.live.Status().Problems.Err().Error(); h.err != errEarly && !strings.Contains(said, h.err.Error()) {
				w.Errorf("said %q", said)
			}
			w.stays("a=2")
			left.Store(0)
			w.becomes("a=3")
		})
	})
}

// TestShortReads gives seven bytes at a time (R40).
func TestShortReads(t *testing.T) {
	onDisks(t, func(w *world) {
		w.opts.disk = faulty{w.disk, func(op, _ string) error { return map[string]error{"read": errShort}[op] }}
		w.files(oneFile)
		w.settled()
		w.serve("set")
		w.becomes("a=1")
		w.write("set/a.toml", a2)
		w.becomes("a=2")
	})
}

func TestDenied(t *testing.T) { // R13, R28
	for row, path := range map[string]string{"R13 a file": "set/a.toml", "R28 a folder": "set", "R28 a folder above": "."} {
		t.Run(row, func(t *testing.T) {
			run := func(w *world) {
				w.files(oneFile)
				w.settled()
				w.opts.Poll = 500 * time.Millisecond
				w.serve("set")
				info, err := w.disk.Stat(w.at(path))
				w.do(err)
				w.do(w.stage.chmod(w.at(path), 0))
				w.refused("unreadable-file")
				if said := w.live.Status().Problems.Err().Error(); !strings.Contains(said, "permission") {
					w.Errorf("said %s", said)
				}
				w.stays("a=1")
				if path == "set" {
					if l, err := Open(w.at("set"), w.opts); err != nil || l.Current() != nil || l.Status().LastOutcome != Rejected {
						w.Errorf("started without a right to read: %v", err)
					}
				}
				w.do(w.stage.chmod(w.at(path), info.Mode().Perm()))
				w.until("the right to read", func() bool { return w.live.Status().LastOutcome != Rejected })
				w.stays("a=1")
			}
			if os.Geteuid() == 0 {
				inMemory(t, run) // root may read everything
			} else {
				onDisks(t, run)
			}
		})
	}
}

// TestNoEvents lives without events (R26, R27): polling alone finds what
// changes, the service is ready, and says why it polls.
func TestNoEvents(t *testing.T) {
	tests := map[string]struct {
		limit func(*memory)
		why   string
	}{
		"R26 no more watches":  {func(m *memory) { m.most = 1 }, "max_user_watches"},
		"R27 no more watchers": {func(m *memory) { m.refuses = syscall.EMFILE }, "max_user_instances"},
	}
	for row, tt := range tests {
		t.Run(row, func(t *testing.T) {
			inMemory(t, func(w *world) {
				w.opts.Poll = 0
				tt.limit(w.fake)
				w.files(map[string]string{"set/a.toml": a1, "set/sub/b.toml": b1})
				w.settled()
				w.serve("set")
				start := time.Now()
				w.write("set/sub/b.toml", b2)
				w.becomes("a=1 b=2")
				if took := time.Since(start); took > 2500*time.Millisecond {
					w.Errorf("noticed after %s", took)
				}
				if s := w.live.Status(); s.Watcher != Poll || !strings.Contains(s.Fallback, tt.why) {
					w.Errorf("watcher %s for %q", s.Watcher, s.Fallback)
				}
				time.Sleep(10 * time.Second)
				if n := w.log.count("relying on polling"); n != 1 {
					w.Errorf("said %d times", n)
				}
				w.fake.mu.Lock()
				w.fake.most, w.fake.refuses = 0, nil
				w.fake.mu.Unlock()
				time.Sleep(time.Minute)
				if s := w.live.Status(); s.Watcher != Events || s.Fallback != "" {
					w.Errorf("events came back, and the watcher is %s for %q", s.Watcher, s.Fallback)
				}
			})
		})
	}
}

// TestOverflow loses the last change in a full queue (R25).
func TestOverflow(t *testing.T) {
	t.Run("fake", func(t *testing.T) {
		inMemory(t, func(w *world) {
			w.files(oneFile)
			w.settled()
			w.serve("set")
			w.fake.mu.Lock()
			w.fake.errors <- fsnotify.ErrEventOverflow
			n, _, _ := w.fake.walk("", "/srv/set/a.toml", true)
			n.data, n.id = []byte(a2), n.id+1000 // its event is lost
			w.fake.mu.Unlock()
			w.may(a2)
			w.becomes("a=2")
			w.lives("set")
		})
	})
	t.Run("real", func(t *testing.T) {
		w := realWorld(t)
		gate := make(chan struct{})
		w.opts.disk = gated{gate: gate}
		w.files(oneFile)
		w.serve("set")
		for range 20_000 { // two events each, more than the system's queue holds
			w.do(os.Chmod(w.at("set/a.toml"), 0o600))
			w.do(os.Chmod(w.at("set"), 0o700))
		}
		w.write("set/a.toml", a2)
		close(gate)
		w.becomes("a=2")
		w.until("the overflow to be told", func() bool { return w.log.count("file events were lost") > 0 })
		w.lives("set")
	})
}

// A gated disk lets no event through until its gate is opened.
type gated struct {
	system
	gate chan struct{}
}

func (g gated) Events() (*events, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	out := make(chan fsnotify.Event)
	go func() {
		defer close(out)
		<-g.gate
		for e := range w.Events {
			out <- e
		}
	}()
	return newEvents(out, w.Errors, w, func() error {
		err := w.Close()
		for range out {
		}
		return err
	}), nil
}
