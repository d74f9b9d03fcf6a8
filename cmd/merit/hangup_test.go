//go:build unix

package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestHangup sends SIGHUP to a process of its own: it reads the folder at once
// and lives on; SIGTERM then ends it in good order.
func TestHangup(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "demo.toml"), demo)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	p := exec.CommandContext(ctx, "merit", "serve", "--policies", dir, "--addr", "127.0.0.1:0", "--lang", "en")
	log := &buffer{}
	p.Stderr = log
	p.Env = append(os.Environ(), "MERIT_POLICIES=", "MERIT_ADDR=")
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill() })
	waitFor(t, ctx, log, "listening on http://")
	if err := p.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	waitFor(t, ctx, log, `"msg":"reloaded on SIGHUP","outcome":"unchanged"`)

	url, _, _ := strings.Cut(after(log.String(), "listening on "), "\n")
	r, err := http.Get(url + "/readyz")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, r.Body)
	r.Body.Close()
	if r.StatusCode != http.StatusOK {
		t.Errorf("after SIGHUP it is not ready: %d", r.StatusCode)
	}
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := p.Wait(); err != nil {
		t.Errorf("SIGTERM ends it with %v\n%s", err, log.String())
	}
}

func after(s, mark string) string {
	_, rest, _ := strings.Cut(s, mark)
	return rest
}

// waitFor waits until the log says what is wanted.
func waitFor(t *testing.T, ctx context.Context, log *buffer, want string) {
	t.Helper()
	for !strings.Contains(log.String(), want) {
		select {
		case <-ctx.Done():
			t.Fatalf("the log never says %s\n%s", want, log.String())
		case <-time.After(20 * time.Millisecond):
		}
	}
}
