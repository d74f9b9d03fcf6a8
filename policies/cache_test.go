package policies

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// caching lets a world keep its last good set.
func (w *world) caching() { w.opts.Cache = w.at("cache") }

func TestColdStart(t *testing.T) {
	type act func(*world)
	type start struct {
		name  string
		then  act    // after a=1 was in force and the service stopped
		want  string // in force after the next start
		cache bool   // whether it comes from the cache
	}
	tests := []start{
		{"good files", func(w *world) { w.write("set/a.toml", a2) }, "a=2", false},
		{"broken files", func(w *world) { w.scrawl("set/a.toml", broken("a", "2")) }, "a=1", true},
		{"no files", func(w *world) { w.do(w.stage.delete(w.at("set/a.toml"))) }, "a=1", true},
		{"no folder", func(w *world) { w.do(w.stage.removeAll(w.at("set"))) }, "a=1", true},
		{"nothing cached", func(w *world) {
			w.scrawl("set/a.toml", "[[")
			w.do(w.stage.removeAll(w.at("cache")))
		}, "nothing", false},
		{"a damaged cache", func(w *world) {
			w.scrawl("set/a.toml", "[[")
			w.damage(func(text string) string { return strings.Replace(text, "weight = 100", "weight = 90", 1) })
		}, "nothing", false},
		{"a cut cache", func(w *world) {
			w.scrawl("set/a.toml", "[[")
			w.damage(func(text string) string { return text[:len(text)/2] })
		}, "nothing", false},
		{"the cache of another folder", func(w *world) {
			w.files(map[string]string{"other/a.toml": a2})
			w.scrawl("set/a.toml", "[[")
			mine := newCache(w.opts, w.at("set")).path
			_, err := Open(w.at("other"), w.opts)
			w.do(err)
			w.do(w.stage.Rename(newCache(w.opts, w.at("other")).path, mine))
		}, "nothing", false},
	}
	atOnce(t, tests, func(s start) string { return s.name }, func(t *testing.T, tt start) {
		onDisks(t, func(w *world) {
			w.caching()
			w.files(oneFile)
			w.settled()
			w.open("set")
			tt.then(w)
			w.open("set")
			s := w.live.Status()
			if got := inForce(w.live.Current()); got != tt.want || s.FromCache.IsZero() == tt.cache {
				w.Fatalf("in force is %s, from the cache of %s; want %s", got, s.FromCache, tt.want)
			}
			if !tt.cache {
				return
			}
			if s.LastOutcome != Rejected || !s.Problems.HasErrors() || s.Drift == 0 || w.log.count("from the cache, is in force") != 1 {
				w.Errorf("nobody is told: %+v", s)
			}
			w.files(map[string]string{"set/a.toml": a3})
			w.live.Reload(w.Context())
			if got := inForce(w.live.Current()); got != "a=3" || !w.live.Status().FromCache.IsZero() {
				w.Errorf("mended, %s is in force", got)
			}
		})
	})
}

// damage changes the cached set.
func (w *world) damage(how func(string) string) {
	w.Helper()
	path := newCache(w.opts, w.at("set")).path
	text := w.text(path)
	name, err := filepath.Rel(w.dir, path)
	w.do(err)
	w.scrawl(name, how(text))
}

func (w *world) text(path string) string {
	w.Helper()
	k, err := w.disk.Open(path)
	w.do(err)
	defer k.Close()
	var b strings.Builder
	for p := make([]byte, 4096); ; {
		n, err := k.Read(p)
		b.Write(p[:n])
		if err != nil {
			return b.String()
		}
	}
}

// TestCacheFolderIsMade and is nobody else's business: policies say what
// people earn.
func TestCacheFolderIsMade(t *testing.T) {
	w := realWorld(t)
	w.opts.Cache = w.at("deep/cache")
	w.files(oneFile)
	w.open("set")
	info, err := os.Stat(newCache(w.opts, w.at("set")).path)
	w.do(err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the cached set is %s", info.Mode())
	}
}

// TestCacheThatCannotBeWritten serves all the same and says so once (R29, R30).
func TestCacheThatCannotBeWritten(t *testing.T) {
	for row, spoil := range map[string]func(*memory){
		"R29 a read-only file system": func(m *memory) { m.sealed = true },
		"R30 a full disk":             func(m *memory) { m.free = 100 },
	} {
		t.Run(row, func(t *testing.T) {
			inMemory(t, func(w *world) {
				w.caching()
				w.files(oneFile)
				w.settled()
				w.open("set")
				old := w.text(newCache(w.opts, w.at("set")).path)
				for _, text := range []string{a2, a3} {
					w.fake.sealed, w.fake.free = false, -1
					w.write("set/a.toml", text)
					spoil(w.fake)
					if r := w.live.Reload(w.Context()); r.Outcome != Activated {
						w.Errorf("%s", r.Outcome)
					}
				}
				if s := w.live.Status(); s.Cache == "" || w.log.count("could not be cached") != 1 {
					w.Errorf("nobody is told, or too often: %q", s.Cache)
				}
				if now := w.text(newCache(w.opts, w.at("set")).path); now != old {
					w.Error("the cached set is spoilt")
				}
				w.fake.sealed, w.fake.free = false, -1
				w.write("set/a.toml", a1)
				w.live.Reload(w.Context())
				if s := w.live.Status(); s.Cache != "" {
					w.Errorf("the disk is well again, and the cache is not: %s", s.Cache)
				}
			})
		})
	}
}

// TestPowerCut ends the process at every step of putting a set in force (R41):
// started again over broken files, it has the set before or the one after.
func TestPowerCut(t *testing.T) {
	steps := 0
	for cut := 0; ; cut++ {
		done := false
		t.Run(fmt.Sprintf("R41 after %d steps", cut), func(t *testing.T) {
			inMemory(t, func(w *world) {
				w.caching()
				w.files(oneFile)
				w.settled()
				w.open("set")
				w.write("set/a.toml", a2)
				w.fake.sync()
				n := 0
				w.fake.dead = func(string) bool { n++; return n > cut }
				w.live.Reload(w.Context())
				done, steps = n <= cut, cut
				w.fake.recover()
				w.scrawl("set/a.toml", "[[")
				w.settled()
				w.open("set")
				if got := inForce(w.live.Current()); got != "a=1" && got != "a=2" || done && got != "a=2" {
					w.Errorf("in force is %s", got)
				}
			})
		})
		if done || t.Failed() {
			break
		}
	}
	if steps < 4 {
		t.Errorf("only %d steps were cut", steps)
	}
}

// TestLeftovers are removed: what a killed process left in the cache.
func TestLeftovers(t *testing.T) {
	inMemory(t, func(w *world) {
		w.caching()
		w.files(oneFile)
		left := newCache(w.opts, w.at("set")).path + ".77.tmp"
		w.do(w.stage.MkdirAll(w.at("cache")))
		w.scrawl("cache/"+filepath.Base(left), "half")
		time.Sleep(2 * time.Hour)
		w.open("set")
		if _, err := w.disk.Stat(left); err == nil {
			w.Error("it is still there")
		}
	})
}

// TestPassing keeps the errors apart that say nothing about a file.
func TestPassing(t *testing.T) {
	if !passing(failed("open", "x", syscall.EIO)) || passing(failed("open", "x", syscall.ENOENT)) || passing(failed("open", "x", syscall.EACCES)) {
		t.Error("an error is in the wrong class")
	}
}

// TestCacheFollowsNoLink: whoever may write beside the cache cannot lead its
// writing to another file by a link of the name it uses.
func TestCacheFollowsNoLink(t *testing.T) {
	dir := t.TempDir()
	victim := filepath.Join(dir, "victim")
	if err := os.WriteFile(victim, []byte("untouched"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := newCache(Options{Cache: dir, disk: system{}}, "set")
	if err := os.Symlink(victim, fmt.Sprintf("%s.%d.tmp", c.path, os.Getpid())); err != nil {
		t.Fatal(err)
	}
	if err := c.save(cached{Set: "sha256:x"}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(victim)
	if err != nil || string(text) != "untouched" {
		t.Errorf("the victim is %q, %v", text, err)
	}
	if k, err := c.load(); err != nil || k.Set != "sha256:x" {
		t.Errorf("the cache is %v, %v", k, err)
	}
}
