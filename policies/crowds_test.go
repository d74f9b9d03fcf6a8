package policies

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules/diag"
)

// TestCheckout changes many files one after the other, as a checkout does
// (R23): the set changes once, and is never mixed.
func TestCheckout(t *testing.T) {
	const files = 200
	onDisks(t, func(w *world) {
		all := func(version string) {
			for n := range files {
				name := fmt.Sprintf("set/p%03d.toml", n)
				if version != "1" {
					w.do(w.stage.delete(w.at(name)))
				}
				w.write(name, agreement(fmt.Sprintf("p%03d", n), version))
			}
		}
		w.do(w.stage.MkdirAll(w.at("set")))
		all("1")
		w.settled()
		w.serve("set")
		w.only(func(set string) bool { return strings.Count(set, "=1")%files+strings.Count(set, "=2")%files == 0 })
		all("2")
		w.until("the new set", func() bool { return strings.Contains(inForce(w.live.Current()), "=2") })
		w.stays(inForce(w.live.Current()))
		if n := w.log.count("policy set in force"); n != 2 {
			w.Errorf("%d activations, want the first and one more", n)
		}
	})
}

// TestSavedOneByOne saves five files one after the other, renaming each to its
// name (R24): what is saved together goes live together.
func TestSavedOneByOne(t *testing.T) {
	onDisks(t, func(w *world) {
		save := func(version string) {
			for _, id := range []string{"a", "b", "c", "d", "e"} {
				w.save("set/"+id+".toml", agreement(id, version))
				time.Sleep(10 * time.Millisecond)
			}
		}
		w.do(w.stage.MkdirAll(w.at("set")))
		save("1")
		w.settled()
		w.serve("set")
		w.only(func(set string) bool { return strings.Count(set, "=1")%5 == 0 })
		for v := range 3 {
			v := fmt.Sprint(v + 2)
			save(v)
			w.becomes(fmt.Sprintf("a=%s b=%s c=%s d=%s e=%s", v, v, v, v, v))
		}
	})
}

// TestStorm saves five thousand times a second (R35): the files are read no
// more than five times a second, the storm does not keep others from being
// answered, and what it ends with is in force.
func TestStorm(t *testing.T) {
	for name, save := range map[string]func(*world, string, string){"in place": (*world).write, "renamed over": (*world).save} {
		t.Run(name, func(t *testing.T) {
			inMemory(t, func(w *world) {
				var turns atomic.Int64
				w.opts.disk = faulty{w.disk, func(op, _ string) error {
					if op == "readdir" {
						turns.Add(1)
					}
					return nil
				}}
				w.files(oneFile)
				w.settled()
				w.serve("set")
				texts := []string{a1, a2, a3}
				start := time.Now()
				for n := 0; time.Since(start) < 12*time.Second; n++ {
					save(w, "set/a.toml", texts[n%3])
					time.Sleep(200 * time.Microsecond)
				}
				activations := w.log.count("policy set in force") - 1
				if activations > 60 {
					w.Errorf("%d activations in 12 s", activations)
				}
				if n := turns.Load(); n > 12*20 { // a reload looks at the files a few times
					w.Errorf("read %d times in 12 s", n)
				}
				w.write("set/a.toml", agreement("a", "end"))
				w.becomes("a=end")
			})
		})
	}
	// The worst rhythm: each save just as the one before is in force.
	t.Run("in step", func(t *testing.T) {
		inMemory(t, func(w *world) {
			w.files(oneFile)
			w.settled()
			w.serve("set")
			start := time.Now()
			for n := 0; time.Since(start) < 10*time.Second; n++ {
				v := fmt.Sprint("s", n)
				w.save("set/a.toml", agreement("a", v))
				w.becomes("a=" + v)
			}
			if n := w.log.count("policy set in force") - 1; n > 50 || n < 20 {
				w.Errorf("%d activations in 10 s", n)
			}
		})
	})
}

// TestRemovedWhileInUse deletes a policy while a batch runs (R38): the batch
// ends with the snapshot it began with.
func TestRemovedWhileInUse(t *testing.T) {
	onDisks(t, func(w *world) {
		w.files(map[string]string{"set/a.toml": a1, "set/b.toml": b1})
		w.settled()
		w.serve("set")
		batch := w.live.Current()
		w.do(w.stage.delete(w.at("set/a.toml")))
		w.becomes("b=1")
		for range 100 {
			if e, err := batch.Evaluate(ask(w)); err != nil || e.Policy.ID != "a" || e.Set != batch.Digest() {
				w.Fatalf("%+v, %v", e, err)
			}
		}
		now := w.live.Current()
		if _, err := now.Evaluate(ask(w)); err == nil || err.(*engine.Refusal).Kind != "policy-not-found" {
			w.Errorf("a policy that is gone answers: %v", err)
		}
	})
}

func ask(t testing.TB) *facts.Request {
	t.Helper()
	req, problems := facts.Read(diag.NewSource("request", []byte(`{"specialist":"E1","period":"2026-03","policy":"a","inputs":{"calls":80}}`)), facts.DefaultLimits)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	return req
}

// TestClock lets the clock and the times of files lie (R39): bytes decide.
func TestClock(t *testing.T) {
	lies := map[string]func(*world, time.Time){
		"R39 the same time and size":   func(w *world, old time.Time) { w.do(w.stage.chtimes(w.at("set/a.toml"), old)) },
		"R39 an older time":            func(w *world, old time.Time) { w.do(w.stage.chtimes(w.at("set/a.toml"), old.Add(-time.Hour))) },
		"R39 a time to come":           func(w *world, old time.Time) { w.do(w.stage.chtimes(w.at("set/a.toml"), old.Add(100*time.Hour))) },
		"R39 the clock stepped back":   func(w *world, _ time.Time) { w.skew(-5 * time.Hour) },
		"R39 the clock stepped onward": func(w *world, _ time.Time) { w.skew(5 * time.Hour) },
	}
	atOnce(t, slices.Sorted(maps.Keys(lies)), func(row string) string { return row }, func(t *testing.T, row string) {
		onDisks(t, func(w *world) {
			var skew atomic.Int64
			w.opts.Now = func() time.Time { return time.Now().Add(time.Duration(skew.Load())) }
			w.skew = func(d time.Duration) {
				skew.Store(int64(d))
				if w.fake != nil {
					w.fake.skew = d
				}
			}
			w.files(oneFile)
			w.settled()
			w.serve("set")
			info, err := w.disk.Stat(w.at("set/a.toml"))
			w.do(err)
			w.write("set/a.toml", a2)
			lies[row](w, info.ModTime())
			w.becomes("a=2")
			w.lives("set")
		})
	})
}

// TestWatchOutlivesPanics panics wherever the watch reads (R44).
func TestWatchOutlivesPanics(t *testing.T) {
	inMemory(t, func(w *world) {
		var panics atomic.Bool
		w.opts.Poll = 500 * time.Millisecond
		w.opts.disk = faulty{w.disk, func(op, _ string) error {
			if panics.Load() {
				panic("injected")
			}
			return nil
		}}
		w.files(oneFile)
		w.settled()
		w.serve("set")
		panics.Store(true)
		w.write("set/a.toml", a2)
		time.Sleep(5 * time.Second)
		if w.log.count("panicked") == 0 || inForce(w.live.Current()) != "a=1" {
			w.Error("nothing panicked, or what was in force is not")
		}
		panics.Store(false)
		w.becomes("a=2")
		w.lives("set")
	})
}

// TestWatchIsRestarted breaks the watch itself, outside of any reading (R44).
func TestWatchIsRestarted(t *testing.T) {
	inMemory(t, func(w *world) {
		w.files(oneFile)
		w.settled()
		broken := 0
		w.opts.disk = starts{w.disk, func() {
			if broken++; broken == 1 {
				panic("injected")
			}
		}}
		w.opts.Poll = time.Second
		w.serve("set")
		w.write("set/a.toml", a2)
		w.becomes("a=2")
		w.until("events", func() bool { return w.live.Status().Watcher == Events })
	})
}

// A starts is a disk of which each start of events is announced.
type starts struct {
	disk
	before func()
}

func (s starts) Events() (*events, error) { s.before(); return s.disk.Events() }

// TestStuckDisk lets a reading hang, as a lost network share does (R44):
// readers and those who ask to reload are answered, and the heart stops for
// all to see.
func TestStuckDisk(t *testing.T) {
	inMemory(t, func(w *world) {
		var stuck atomic.Bool
		release := make(chan struct{})
		w.opts.Poll = 0
		w.opts.disk = faulty{w.disk, func(op, _ string) error {
			if op == "read" && stuck.Load() {
				<-release
			}
			return nil
		}}
		w.files(oneFile)
		w.settled()
		w.serve("set")
		stuck.Store(true)
		w.write("set/a.toml", a2)
		time.Sleep(time.Minute)
		if got := inForce(w.live.Current()); got != "a=1" {
			w.Errorf("in force is %s", got)
		}
		ctx, cancel := context.WithTimeout(w.Context(), time.Second)
		defer cancel()
		if r := w.live.Reload(ctx); r.Outcome != Rejected || r.Problems[0].Code != "reload-interrupted" {
			w.Errorf("%+v", r)
		}
		gone, leave := context.WithCancel(w.Context())
		leave()
		begun := time.Now()
		w.live.Watch(gone)
		if took := time.Since(begun); took > time.Second {
			w.Errorf("a watch of a stuck disk takes %s to end", took)
		}
		if beat := time.Since(w.live.Status().Heartbeat); beat < 30*time.Second {
			w.Errorf("the heart seems to beat, %s ago", beat)
		}
		stuck.Store(false)
		close(release)
		w.becomes("a=2")
		w.until("the heart to beat", func() bool { return time.Since(w.live.Status().Heartbeat) < 3*time.Second })
	})
}

// TestDriftIsAnAlarm says once that the files have long not been in force.
func TestDriftIsAnAlarm(t *testing.T) {
	inMemory(t, func(w *world) {
		w.opts.Poll = 0
		w.files(oneFile)
		w.settled()
		w.serve("set")
		for range 2 {
			w.scrawl("set/a.toml", "[[")
			time.Sleep(20 * time.Second)
			if w.log.count("have long not been")%2 != 0 {
				w.Error("too soon")
			}
			time.Sleep(2 * time.Minute)
			w.write("set/a.toml", a1)
			w.until("the mending", func() bool { return w.live.Status().Drift == 0 })
			w.scrawl("set/a.toml", "[[[")
			time.Sleep(2 * time.Minute)
			w.write("set/a.toml", a1)
			w.until("the mending", func() bool { return w.live.Status().Drift == 0 })
		}
		if n := w.log.count("have long not been"); n != 4 {
			w.Errorf("said %d times", n)
		}
	})
}

// TestMountedOver mounts an empty file system over the folder (R33): the poll
// notices, what was in force stays, and what is mounted is served once it has
// policies, until it is gone again.
func TestMountedOver(t *testing.T) {
	inMemory(t, func(w *world) {
		w.opts.Poll = 0
		w.files(map[string]string{"set/a.toml": a1, "other/sub/b.toml": b1})
		w.do(w.stage.MkdirAll(w.at("empty")))
		w.settled()
		w.serve("set")
		w.fake.mount(w.at("set"), w.at("empty"))
		w.refused("no-policies")
		w.stays("a=1")
		w.write("set/b.toml", b2)
		w.becomes("b=2")
		w.fake.unmount(w.at("set"))
		w.becomes("a=1")
		w.lives("set")
	})
}
