package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestServe starts the real command, edits the policy it serves, and breaks it.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "demo.toml")
	write(t, file, strings.Replace(demo, "amount", "amonut", 1))
	s := startServe(t, dir)

	// The first set is wrong: alive, not ready, and the problem is shown.
	s.get(t, "/healthz", http.StatusOK)
	s.get(t, "/readyz", http.StatusServiceUnavailable)
	if log := s.log.String(); strings.Count(log, "demo.toml:") != 1 || !strings.Contains(log, "amonut") {
		t.Errorf("the problem is not shown once:\n%s", log)
	}

	// Mended and saved: in force without anyone asking.
	write(t, file, demo)
	s.eventually(t, "1000.00")
	s.get(t, "/readyz", http.StatusOK)

	// An edit changes the next answer.
	write(t, file, strings.Replace(demo, `"bonus * rate"`, `"bonus * rate * 2"`, 1))
	s.eventually(t, "2000.00")

	// A broken edit changes nothing, and status says where it is broken.
	write(t, file, strings.Replace(demo, `"bonus * rate"`, `"bonus * rat"`, 1))
	s.eventuallyStatus(t, "rejected")
	if got := s.payout(t); got != "2000.00" {
		t.Errorf("after a broken edit the payout is %s, want 2000.00 as before", got)
	}

	if code := s.stop(t); code != exitFine {
		t.Errorf("exit code %d, want 0\n%s", code, s.log.String())
	}
}

// TestServeShipped serves the embedded agreements, told so by the environment
// saying nothing.
func TestServeShipped(t *testing.T) {
	s := startServe(t, "")
	s.get(t, "/readyz", http.StatusOK)
	if code := s.stop(t); code != exitFine {
		t.Errorf("exit code %d, want 0", code)
	}
}

type served struct {
	url  string
	log  *buffer
	end  context.CancelFunc
	code chan int
}

func startServe(t *testing.T, dir string, args ...string) *served {
	t.Helper()
	ctx, end := context.WithCancel(t.Context())
	s := &served{log: &buffer{}, end: end, code: make(chan int, 1)}
	addr := make(chan string, 1)
	env := map[string]string{"MERIT_ADDR": "127.0.0.1:0", "MERIT_POLICIES": dir}
	a := &app{
		in: strings.NewReader(""), out: &buffer{}, err: s.log,
		getenv:    func(name string) string { return env[name] },
		listening: func(a string) { addr <- a },
	}
	go func() { s.code <- a.run(ctx, append([]string{"serve"}, args...)) }()
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

func (s *served) stop(t *testing.T) int {
	t.Helper()
	s.end()
	select {
	case code := <-s.code:
		return code
	case <-time.After(10 * time.Second):
		t.Fatal("serve does not stop")
		return -1
	}
}

func (s *served) get(t *testing.T, path string, want int) []byte {
	t.Helper()
	r, err := http.Get(s.url + path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var body bytes.Buffer
	_, _ = body.ReadFrom(r.Body)
	if r.StatusCode != want {
		t.Errorf("GET %s is %d, want %d\n%s", path, r.StatusCode, want, body.String())
	}
	return body.Bytes()
}

func (s *served) payout(t *testing.T) string {
	t.Helper()
	r, err := http.Post(s.url+"/v1/evaluate", "application/json", strings.NewReader(
		`{"specialist":"E1","period":"2026-03","inputs":{"bonus":1000,"happy":9,"asked":10}}`))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var e struct{ Payout struct{ Amount string } }
	_ = json.NewDecoder(r.Body).Decode(&e)
	return e.Payout.Amount
}

// eventually waits for the payout of one request to become what is wanted.
func (s *served) eventually(t *testing.T, want string) {
	t.Helper()
	got := ""
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if got = s.payout(t); got == want {
			return
		}
	}
	t.Fatalf("the payout stays %q, want %q\n%s", got, want, s.log.String())
}

func (s *served) eventuallyStatus(t *testing.T, want string) {
	t.Helper()
	body := ""
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if body = string(s.get(t, "/v1/status", http.StatusOK)); strings.Contains(body, want) {
			return
		}
	}
	t.Fatalf("the status never says %q:\n%s", want, body)
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A buffer may be written and read at once.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

const demo = `schema = 1

[policy]
id        = "demo"
version   = "1"
title     = "演示协议"
period    = "month"
currency  = "CNY"
effective = { from = 2026-01-01 }
stage     = "active"

[inputs]
bonus = { type = "number", min = 0 }
asked = { type = "integer", min = 0 }
happy = { type = "integer", min = 0 }

[[metrics]]
id     = "csat"
weight = 100
share  = { part = "happy", whole = "asked" }
better = "higher"
target = 90

[[bands]]
from  = 0
grade = "C"
rate  = "0%"

[[bands]]
from  = 60
grade = "A"
rate  = "100%"

[[payouts]]
id     = "bonus"
amount = "bonus * rate"
`
