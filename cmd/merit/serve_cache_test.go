package main

import (
	"context"
	"encoding/json"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestServeFromCache starts the service over broken files: with a cache it
// serves the last good set and says so, without one it is not ready.
func TestServeFromCache(t *testing.T) {
	dir, cache := t.TempDir(), t.TempDir()
	file := filepath.Join(dir, "demo.toml")
	write(t, file, demo)
	s := startServeWith(t, "--policies", dir, "--cache", cache)
	s.eventually(t, "1000.00")
	s.stop(t)

	write(t, file, strings.Replace(demo, "amount", "amonut", 1))
	s = startServeWith(t, "--policies", dir)
	s.get(t, "/readyz", http.StatusServiceUnavailable)
	s.stop(t)
	s = startServeWith(t, "--policies", dir, "--cache", cache)
	s.get(t, "/readyz", http.StatusOK)
	s.eventually(t, "1000.00")
	var st struct {
		FromCache bool      `json:"from_cache"`
		CachedAt  time.Time `json:"cached_at"`
		Drift     float64   `json:"drift_seconds"`
		Problems  []struct{ File string }
	}
	if err := json.Unmarshal(s.get(t, "/v1/status", http.StatusOK), &st); err != nil {
		t.Fatal(err)
	}
	if !st.FromCache || st.CachedAt.IsZero() || st.Drift <= 0 || len(st.Problems) == 0 || st.Problems[0].File != "demo.toml" {
		t.Errorf("status: %+v", st)
	}
	if log := s.log.String(); !strings.Contains(log, "the last good set, from the cache, is in force") || !strings.Contains(log, "暂用缓存") || strings.Contains(log, "nothing is in force") {
		t.Errorf("log:\n%s", log)
	}
	write(t, file, strings.Replace(demo, `"bonus * rate"`, `"bonus * rate * 2"`, 1))
	s.eventually(t, "2000.00")
	s.stop(t)
}

// startServeWith is startServe with flags.
func startServeWith(t *testing.T, flags ...string) *served {
	t.Helper()
	ctx, end := context.WithCancel(t.Context())
	s := &served{log: &buffer{}, end: end, code: make(chan int, 1)}
	addr := make(chan string, 1)
	a := &app{
		in: strings.NewReader(""), out: &buffer{}, err: s.log,
		getenv:    func(string) string { return "" },
		listening: func(a string) { addr <- a },
	}
	go func() { s.code <- a.run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0"}, flags...)) }()
	select {
	case s.url = <-addr:
		s.url = "http://" + s.url
	case code := <-s.code:
		t.Fatalf("serve ended with %d\n%s", code, s.log.String())
	case <-time.After(10 * time.Second):
		t.Fatal("serve does not listen")
	}
	t.Cleanup(end)
	return s
}
