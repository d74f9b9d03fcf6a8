//go:build unix

package main

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"
)

// TestInterruptedTwice presses Ctrl-C in front of a service that waits before
// it stops, and again: it ends at once.
func TestInterruptedTwice(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	p := exec.CommandContext(ctx, "merit", "serve", "--addr", "127.0.0.1:0", "--lang", "en", "--drain-delay", "10m")
	log := &buffer{}
	p.Stderr = log
	p.Env = append(os.Environ(), "MERIT_POLICIES=", "MERIT_ADDR=")
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill() })
	waitFor(t, ctx, log, "listening on http://")
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	waitFor(t, ctx, log, `"msg":"stopping"`)
	ended := make(chan struct{})
	go func() { _ = p.Wait(); close(ended) }()
	for {
		_ = p.Process.Signal(os.Interrupt) // the first of them may come before the service is ready for it
		select {
		case <-ended:
			return
		case <-ctx.Done():
			t.Fatal("a second Ctrl-C does not end it")
		case <-time.After(50 * time.Millisecond):
		}
	}
}
