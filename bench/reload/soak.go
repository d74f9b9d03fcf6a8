package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"time"

	"merit/policies"
)

// A usage is what a process holds.
type usage struct {
	goroutines  int
	descriptors int // -1 where the system does not tell
	heap        uint64
}

func used() usage {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	u := usage{runtime.NumGoroutine(), -1, m.HeapAlloc}
	if entries, err := os.ReadDir("/proc/self/fd"); err == nil {
		u.descriptors = len(entries)
	}
	return u
}

func (u usage) String() string {
	return fmt.Sprintf("%d goroutines, %d descriptors, %.1f MiB", u.goroutines, u.descriptors, float64(u.heap)/(1<<20))
}

// soaking changes the set every so often while clients ask, and compares what
// the process holds when it is warm with what it holds at the end.
func soaking(ctx context.Context, out io.Writer, dir string, long, every time.Duration, c crowd) error {
	r, err := publish(dir)
	if err != nil {
		return err
	}
	url, _, end, err := serve(r.link(), policies.Options{Cache: dir + "/cache"})
	if err != nil {
		return err
	}
	defer end()
	if err := r.soak(ctx, url, 3*every, every, c); err != nil { // warming up
		return err
	}
	warm := used()
	fmt.Fprintf(out, "warm   %s\n", warm)
	for left := long; left > 0; {
		part := min(left, max(long/10, 10*every))
		left -= part
		if err := r.soak(ctx, url, part, every, c); err != nil {
			return err
		}
		fmt.Fprintf(out, "%-6s %s\n", (long - left).Round(time.Second), used())
	}
	if now := used(); now.goroutines > warm.goroutines+2 || now.descriptors > warm.descriptors+2 || now.heap > warm.heap+warm.heap/4+(2<<20) {
		return fmt.Errorf("it grew: %s, and before %s", now, warm)
	}
	return nil
}

// soak asks and reloads for a while. No client is left when it returns.
func (r *releases) soak(ctx context.Context, url string, long, every time.Duration, c crowd) error {
	ctx, stop := context.WithTimeout(ctx, long)
	defer stop()
	asked := make(chan *tally, 1)
	go func() { asked <- c.ask(ctx, url, r) }()
	client := &http.Client{Timeout: 20 * time.Second}
	defer client.CloseIdleConnections()
	for n := 0; sleep(ctx, every); n++ {
		name := fmt.Sprint("v", n%versions+1)
		if n%5 == 4 {
			name = r.brokenAt
		}
		if err := r.point(name); err != nil {
			return err
		}
	}
	t := <-asked
	time.Sleep(200 * time.Millisecond) // the server notices that the clients are gone
	return t.err()
}

// sleep reports whether ctx lasted that long.
func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
