package policies

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// TestAnyDay plays days at random: saves of all kinds, broken ones too, on a
// disk that fails, with a clock that steps. Whatever happens, only whole
// policies are in force, and when peace returns the last save is. A seed that
// fails is all that is needed to see it again:
//
//	go test ./policies -run TestAnyDay -args -seed 17 -days 1
func TestAnyDay(t *testing.T) {
	for n := range *days {
		seed := *firstSeed + uint64(n)
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			inMemory(t, func(w *world) { w.day(rand.New(rand.NewPCG(seed, 1))) })
		})
		if t.Failed() {
			return
		}
	}
}

// day lives through a few dozen changes.
func (w *world) day(r *rand.Rand) {
	var trouble atomic.Bool
	var mu sync.Mutex // rand is for one at a time
	chance := func(n int) bool { mu.Lock(); defer mu.Unlock(); return r.IntN(n) == 0 }
	pick := func(n int) int { mu.Lock(); defer mu.Unlock(); return r.IntN(n) }
	errs := []error{syscall.EIO, syscall.EINTR, syscall.EMFILE, fs.ErrPermission, fs.ErrNotExist, errShort, errEarly}
	w.opts.Poll = 0
	w.opts.disk = faulty{w.disk, func(op, _ string) error {
		if trouble.Load() && chance(40) {
			return errs[pick(len(errs))]
		}
		return nil
	}}
	w.caching()
	w.files(map[string]string{"r1/a.toml": a1, "r1/b.toml": b1, "set": "-> r1"})
	w.settled()
	w.serve("set")
	for n := range 40 {
		trouble.Store(chance(2))
		w.something(pick, n)
		time.Sleep(time.Duration(pick(700)) * time.Millisecond)
	}
	trouble.Store(false)
	w.fake.mu.Lock()
	w.fake.sealed, w.fake.free = false, -1
	w.fake.mu.Unlock()
	w.files(map[string]string{"end/a.toml": agreement("a", "end"), "end/b.toml": b1})
	w.point("set", "../srv/end")
	start := time.Now()
	w.becomes("a=end b=1")
	if took := time.Since(start); took > 6*time.Second {
		w.Errorf("peace took %s", took)
	}
	if s := w.live.Status(); s.LastOutcome == Rejected || s.Drift != 0 {
		w.Errorf("all is well, but %s: %v", s.LastOutcome, s.Problems.Err())
	}
}

// something happens to the set.
func (w *world) something(pick func(int) int, n int) {
	id := []string{"a", "b"}[pick(2)]
	name, text := "set/"+id+".toml", agreement(id, fmt.Sprint("n", n))
	kind := pick(12)
	w.Logf("%s: %d %s of %s", time.Now().Format("05.000"), kind, name, fmt.Sprint("n", n))
	switch kind {
	case 0:
		w.write(name, text)
	case 1, 2:
		w.save(name, text)
	case 3:
		w.inTwo(name, text)
	case 4:
		w.scrawl(name, broken(id, fmt.Sprint("x", n)))
	case 5:
		w.scrawl(name, "[["+text)
	case 6:
		w.may(text)
		_ = w.stage.slip(w.at(name), text)
	case 7:
		release := fmt.Sprint("r", n+2)
		w.files(map[string]string{release + "/a.toml": agreement("a", release), release + "/b.toml": agreement("b", release)})
		w.point("set", release)
	case 8:
		_ = w.stage.delete(w.at(name))
	case 9: // not in the very second in which a release is published and then written to
		time.Sleep(time.Second)
		defer time.Sleep(time.Second)
		w.fake.mu.Lock()
		defer w.fake.mu.Unlock()
		w.fake.skew = time.Duration(pick(7200)-3600) * time.Second
	case 10:
		w.fake.mu.Lock()
		select {
		case w.fake.errors <- fmt.Errorf("the queue overflowed"):
		default:
		}
		w.fake.mu.Unlock()
	case 11:
		w.do(w.stage.chtimes(w.at("set"), time.Now().Add(-time.Hour)))
	}
}
