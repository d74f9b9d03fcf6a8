//go:build unix

package main

import (
	"context"
	"flag"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

var restarts = flag.Int("restarts", 3, "how many times TestRollingRestarts restarts a process")

// TestRollingRestarts restarts two processes in turn behind a balancer that
// follows readyz, while clients never stop asking: no request fails (H26).
func TestRollingRestarts(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "demo.toml"), demo)
	pool := []*process{startProcess(t, dir), startProcess(t, dir)}
	b := newBalancer(pool)
	ctx, cancel := context.WithCancel(t.Context())
	var working sync.WaitGroup
	working.Go(func() { b.follow(ctx) })
	b.ready(t, pool[0], true)
	b.ready(t, pool[1], true)
	front := &http.Server{Handler: b}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = front.Serve(ln) }()
	var asked, failed atomic.Int64
	for range 4 {
		working.Go(func() { clientOf(ctx, t, "http://"+ln.Addr().String(), &asked, &failed) })
	}
	for n := range *restarts {
		p := pool[n%len(pool)]
		p.stop(t)
		p.start(t)
		b.ready(t, p, true)
	}
	cancel()
	working.Wait()
	front.Close()
	t.Logf("%d restarts, %d requests, %d failed", *restarts, asked.Load(), failed.Load())
	if failed.Load() > 0 || asked.Load() < int64(10**restarts) {
		t.Errorf("%d of %d requests failed", failed.Load(), asked.Load())
	}
}

// A process is merit serve on a port of its own, which it keeps.
type process struct {
	dir, addr string
	cmd       *exec.Cmd
	log       *buffer
}

func startProcess(t *testing.T, dir string) *process {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &process{dir: dir, addr: ln.Addr().String()}
	ln.Close()
	p.start(t)
	t.Cleanup(func() { _ = p.cmd.Process.Kill() })
	return p
}

func (p *process) start(t *testing.T) {
	t.Helper()
	p.log = &buffer{}
	p.cmd = exec.Command("merit", "serve", "--policies", p.dir, "--addr", p.addr, "--drain-delay", "400ms", "--access-log", "errors", "--lang", "en")
	p.cmd.Stderr = p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
}

// stop ends the process as a system does, which must go well.
func (p *process) stop(t *testing.T) {
	t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil || !strings.Contains(p.log.String(), "stopped") {
		t.Errorf("stopping: %v\n%s", err, p.log.String())
	}
}

// A balancer sends each request to the next process that was ready when it was
// last asked. It never tries again: what a process refuses is lost.
type balancer struct {
	pool    []*process
	proxies []*httputil.ReverseProxy
	up      []atomic.Bool
	next    atomic.Int64
}

func newBalancer(pool []*process) *balancer {
	b := &balancer{pool: pool, up: make([]atomic.Bool, len(pool))}
	for _, p := range pool {
		proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: p.addr})
		proxy.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
		b.proxies = append(b.proxies, proxy)
	}
	return b
}

// follow asks every process every 50 ms whether it is ready.
func (b *balancer) follow(ctx context.Context) {
	c := &http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	for ctx.Err() == nil {
		for i, p := range b.pool {
			r, err := c.Get("http://" + p.addr + "/readyz")
			if err == nil {
				r.Body.Close()
			}
			b.up[i].Store(err == nil && r.StatusCode == http.StatusOK)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// ready waits until the balancer has seen a process become ready.
func (b *balancer) ready(t *testing.T, p *process, want bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		for i := range b.pool {
			if b.pool[i] == p && b.up[i].Load() == want {
				return
			}
		}
	}
	t.Fatalf("%s never becomes ready\n%s", p.addr, p.log.String())
}

// ServeHTTP passes a request on.
func (b *balancer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	first := int(b.next.Add(1))
	for k := range b.pool {
		if i := (first + k) % len(b.pool); b.up[i].Load() {
			b.proxies[i].ServeHTTP(w, r)
			return
		}
	}
	w.WriteHeader(http.StatusServiceUnavailable)
}

// clientOf asks for evaluations until ctx is done.
func clientOf(ctx context.Context, t *testing.T, base string, asked, failed *atomic.Int64) {
	c := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{}}
	defer c.CloseIdleConnections()
	for ctx.Err() == nil {
		asked.Add(1)
		r, err := c.Post(base+"/v1/evaluate", "application/json", strings.NewReader(
			`{"specialist":"E1","period":"2026-03","inputs":{"bonus":1000,"happy":9,"asked":10}}`))
		if err != nil {
			failed.Add(1)
			t.Log(err)
			continue
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil || r.StatusCode != http.StatusOK || !strings.Contains(string(body), `"1000.00"`) {
			failed.Add(1)
			t.Logf("%s %v %.300s", r.Status, err, body)
		}
		time.Sleep(2 * time.Millisecond)
	}
}
