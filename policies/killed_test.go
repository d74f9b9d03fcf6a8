//go:build unix

package policies

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// victim names the folder a process serves that is about to be killed.
const victim = "MERIT_VICTIM"

// TestKilled kills a process (-9) while it puts one set after the other in
// force (R41). Started again over broken files, there is a set that was saved
// whole, never neither.
func TestKilled(t *testing.T) {
	if dir := os.Getenv(victim); dir != "" {
		reloadForever(t, dir)
		return
	}
	w := realWorld(t)
	w.caching()
	w.opts.Settle = time.Millisecond
	w.files(oneFile)
	w.open("set")
	saved := map[string]bool{"a=1": true}
	for n := range 12 {
		c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilled$")
		c.Env = append(os.Environ(), victim+"="+w.dir)
		must(t, c.Start())
		end := time.Now().Add(time.Duration(40+rand.IntN(80)) * time.Millisecond)
		for i := 0; time.Now().Before(end); i++ {
			v := fmt.Sprintf("k%d-%d", n, i)
			saved["a="+v] = true
			w.save("set/a.toml", agreement("a", v))
			time.Sleep(5 * time.Millisecond)
		}
		must(t, c.Process.Kill())
		_ = c.Wait()
		w.save("set/a.toml", "[[")
		w.open("set")
		if got := inForce(w.live.Current()); !saved[got] || w.live.Status().FromCache.IsZero() {
			t.Fatalf("after kill %d, %s is in force", n, got)
		}
	}
	if got := inForce(w.live.Current()); !strings.HasPrefix(got, "a=k") {
		t.Errorf("no killed process ever cached anything: %s", got)
	}
}

func reloadForever(t *testing.T, dir string) {
	l, err := Open(dir+"/set", Options{Cache: dir + "/cache", Settle: time.Millisecond, Patience: 20 * time.Millisecond})
	must(t, err)
	for range 100_000 {
		l.Reload(t.Context())
	}
}
