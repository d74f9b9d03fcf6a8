package server

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestH23Rates: a caller that is too fast is told when to come again; others
// are not touched.
func TestH23Rates(t *testing.T) {
	s, _ := care(t)
	s.rates = newRates(2, 3)
	from := func(addr string) *http.Request {
		r := post("/v1/evaluate", facts1)
		r.RemoteAddr = addr + ":1"
		return r
	}
	for i := range 5 {
		w := do(s, header(from("192.0.2.9"), "X-Forwarded-For", strconv.Itoa(i)))
		if want := map[bool]int{true: 200, false: 429}[i < 3]; w.Code != want {
			t.Errorf("request %d: %d, want %d", i, w.Code, want)
		}
		if w.Code == 429 {
			if p := problemOf(t, w); p.Type != "/problems/too-many-requests" || w.Header().Get("Retry-After") != "1" {
				t.Errorf("%s, Retry-After %q", p.Type, w.Header().Get("Retry-After"))
			}
		}
	}
	if w := do(s, from("192.0.2.10")); w.Code != 200 {
		t.Errorf("another caller: %d", w.Code)
	}
	if w := do(s, get("/readyz")); w.Code != 200 {
		t.Errorf("/readyz counts: %d", w.Code)
	}
}

// TestRatesAreForgotten: memory does not grow with everyone who ever asked.
func TestRatesAreForgotten(t *testing.T) {
	r := newRates(1, 1)
	r.most = 10
	for i := range 1000 {
		r.take(fmt.Sprint(i), time.Now())
	}
	if len(r.callers) != 10 || r.recent.Len() != 10 {
		t.Errorf("%d callers, %d of them listed", len(r.callers), r.recent.Len())
	}
	if r.take("999", time.Now()) == 0 {
		t.Error("who asked last is forgotten first")
	}
}

// TestBatchKeepsToTheRate: a batch takes as long as its items are worth.
func TestBatchKeepsToTheRate(t *testing.T) {
	s, _ := care(t)
	s.rates = newRates(100, 1)
	start := time.Now()
	w := do(s, batch(ndjsonType, strings.Repeat(facts1+"\n", 20)))
	if took := time.Since(start); w.Code != 200 || took < 150*time.Millisecond {
		t.Errorf("%d after %v, want 20 items at 100 a second", w.Code, took)
	}
}

// TestH23Concurrency: with every place taken a request is told to come again,
// and health, metrics and status still answer.
func TestH23Concurrency(t *testing.T) {
	s, _ := care(t)
	for range cap(s.gates.requests.room) {
		s.gates.requests.room <- struct{}{}
	}
	w := do(s, post("/v1/evaluate", facts1))
	if p := problemOf(t, w); w.Code != 503 || p.Type != "/problems/overloaded" || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d %s", w.Code, p.Type)
	}
	for _, path := range []string{"/healthz", "/readyz", "/v1/status", "/metrics"} {
		if w := do(s, get(path)); w.Code != 200 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	<-s.gates.requests.room
	if w := do(s, post("/v1/evaluate", facts1)); w.Code != 200 || len(s.gates.requests.room) != cap(s.gates.requests.room)-1 {
		t.Errorf("the place is not given back: %d", w.Code)
	}
}

// TestH42Connections: more connections than allowed wait; they are served when
// there is room again.
func TestH42Connections(t *testing.T) {
	s, _ := care(t)
	s.opts.Load.Connections = 2
	s.opts.Timeouts.Idle = 200 * time.Millisecond
	addr, _ := listening(t, s)
	codes := make(chan string, 8)
	for range cap(codes) {
		go func() {
			c := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: 10 * time.Second}
			resp, err := c.Get("http://" + addr + "/healthz")
			if err != nil {
				codes <- err.Error()
				return
			}
			resp.Body.Close()
			codes <- resp.Status
		}()
	}
	for range cap(codes) {
		if got := <-codes; got != "200 OK" {
			t.Error(got)
		}
	}
}

// TestLongestWait: a rate that lets nobody through for years does not tell to
// come again at once.
func TestLongestWait(t *testing.T) {
	r := newRates(1e-300, 1)
	now := time.Now()
	if first, second := r.take("a", now), r.take("a", now); first != 0 || second != longestWait {
		t.Errorf("wait %v, then %v", first, second)
	}
}
