package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBatchInterrupted: whoever is stopped half-way leaves nothing half-written.
func TestBatchInterrupted(t *testing.T) {
	dir := t.TempDir()
	policy, input, output := filepath.Join(dir, "demo.toml"), filepath.Join(dir, "in.ndjson"), filepath.Join(dir, "out.csv")
	write(t, policy, demo)
	write(t, input, `{"specialist":"E1","period":"2026-03","inputs":{"bonus":1000,"happy":9,"asked":10}}`)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	log := &buffer{}
	a := &app{in: strings.NewReader(""), out: log, err: log, getenv: func(string) string { return "" }}
	if code := a.run(ctx, []string{"batch", "-p", policy, "-i", input, "-o", output}); code != exitFailed {
		t.Errorf("exit code %d, want %d\n%s", code, exitFailed, log.String())
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 2 {
		t.Errorf("left behind: %v %v", files, err)
	}
}
