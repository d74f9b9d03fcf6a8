package server

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"merit/engine"
	"merit/engine/facts"
)

// listening serves s on a port of its own until the test ends.
func listening(t *testing.T, s *Server) (addr string, stop func() error) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx, ln) }()
	var once sync.Once
	var result error
	stop = func() error { once.Do(func() { cancel(); result = <-served }); return result }
	t.Cleanup(func() { stop() })
	return ln.Addr().String(), stop
}

// client returns a client whose connections end with the test.
func client(t *testing.T) *http.Client {
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: 10 * time.Second}
}

func TestH02Stalls(t *testing.T) {
	s, _ := care(t)
	s.opts.Timeouts = Timeouts{Header: 100 * time.Millisecond, Read: 200 * time.Millisecond, Write: time.Second, Idle: time.Second, Drain: time.Second}
	addr, _ := listening(t, s)
	tests := map[string]struct{ sent, answer string }{
		"in the header": {"POST /v1/evaluate HTTP/1.1\r\nHost: x\r\nContent-", "400"},
		"in the body":   {"POST /v1/evaluate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"spec", "408"},
		"in a chunk":    {"POST /v1/evaluate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"s", "408"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := exchange(t, addr, tt.sent, false)
			if !strings.HasPrefix(got, "HTTP/1.1 "+tt.answer) || !strings.Contains(got, "Connection: close") {
				t.Errorf("answered %q", got)
			}
			if tt.answer == "408" && !strings.Contains(got, "/problems/body-timeout") {
				t.Errorf("answered %q", got)
			}
		})
	}
	t.Run("cut off", func(t *testing.T) {
		if got := exchange(t, addr, tests["in the body"].sent, true); !strings.HasPrefix(got, "HTTP/1.1 400") || !strings.Contains(got, "/problems/incomplete-body") {
			t.Errorf("answered %q", got)
		}
	})
}

// exchange sends raw bytes and returns all that comes back until the server
// closes the connection, which it must do in time.
func exchange(t *testing.T, addr, sent string, closeWrite bool) string {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	must(t, err)
	defer conn.Close()
	must(t, conn.SetDeadline(time.Now().Add(5*time.Second)))
	_, err = io.WriteString(conn, sent)
	must(t, err)
	if closeWrite {
		must(t, conn.(*net.TCPConn).CloseWrite())
	}
	got, err := io.ReadAll(conn)
	if err != nil {
		t.Errorf("the connection was not closed: %v", err)
	}
	return string(got)
}

func TestH01HugeBodyIsNotRead(t *testing.T) {
	s, _ := care(t)
	s.opts.Timeouts.Read = time.Second
	addr, _ := listening(t, s)
	const head = "POST /v1/evaluate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
	for name, sent := range map[string]string{
		"announced": head + "Content-Length: 209715200\r\n\r\n{",
		"in chunks": head + "Transfer-Encoding: chunked\r\n\r\n110000\r\n" + strings.Repeat(" ", 0x110000) + "\r\n",
	} {
		got := exchange(t, addr, sent, false)
		if !strings.HasPrefix(got, "HTTP/1.1 413") || !strings.Contains(got, "/problems/payload-too-large") || !strings.Contains(got, "Connection: close") {
			t.Errorf("%s: answered %q", name, got)
		}
	}
}

func TestH02HeadersAreLimited(t *testing.T) {
	s, _ := care(t)
	addr, _ := listening(t, s)
	got := exchange(t, addr, "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: "+strings.Repeat("a", 40<<10)+"\r\n\r\n", false)
	if !strings.HasPrefix(got, "HTTP/1.1 431") {
		t.Errorf("answered %.60q", got)
	}
}

// TestH26Stopping shows that a request under way is answered, and that the
// service says first that it is no longer ready (H26).
func TestH26Stopping(t *testing.T) {
	s, _ := care(t)
	s.opts.Timeouts.DrainDelay = 300 * time.Millisecond
	entered, release := make(chan struct{}), make(chan struct{})
	live := s.current
	s.current = func() evaluator { return slow{live(), entered, release} }
	addr, stop := listening(t, s)
	c := client(t)
	answered := make(chan string, 1)
	go func() {
		resp, err := c.Post("http://"+addr+"/v1/evaluate", "application/json", strings.NewReader(facts1))
		if err != nil {
			answered <- err.Error()
			return
		}
		defer resp.Body.Close()
		_, _ = io.Copy(io.Discard, resp.Body)
		answered <- resp.Status
	}()
	<-entered
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	for !s.draining.Load() {
		time.Sleep(time.Millisecond)
	}
	resp, err := c.Get("http://" + addr + "/readyz")
	must(t, err)
	resp.Body.Close()
	if resp.StatusCode != 503 || !resp.Close {
		t.Errorf("/readyz: %d, close %v", resp.StatusCode, resp.Close)
	}
	time.Sleep(400 * time.Millisecond)
	close(release)
	if got := <-answered; got != "200 OK" {
		t.Errorf("the request under way: %s", got)
	}
	if err := <-stopped; err != nil {
		t.Errorf("Serve: %v", err)
	}
}

type slow struct {
	evaluator
	entered, release chan struct{}
}

func (s slow) Evaluate(r *facts.Request) (*engine.Evaluation, error) {
	close(s.entered)
	<-s.release
	return s.evaluator.Evaluate(r)
}

func TestStoppingIsBounded(t *testing.T) {
	s, _ := care(t)
	s.opts.Timeouts.Drain = 50 * time.Millisecond
	entered, release := make(chan struct{}), make(chan struct{})
	live := s.current
	s.current = func() evaluator { return slow{live(), entered, release} }
	addr, stop := listening(t, s)
	conn, err := net.Dial("tcp", addr)
	must(t, err)
	defer conn.Close()
	_, err = fmt.Fprintf(conn, "POST /v1/evaluate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(facts1), facts1)
	must(t, err)
	<-entered
	if err := stop(); err == nil {
		t.Error("Serve says that all went well")
	}
	close(release)
	if _, err := bufio.NewReader(conn).ReadByte(); err == nil {
		t.Error("the connection was not cut")
	}
}

func TestServeSaysWhenItCannot(t *testing.T) {
	s, _ := care(t)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	ln.Close()
	if err := s.Serve(t.Context(), ln); err == nil {
		t.Error("no error from a closed listener")
	}
}
