package main

import (
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
)

func TestLog(t *testing.T) {
	var out buffer
	h := newLog(&out, slog.LevelInfo)
	log := slog.New(h).With("service", "merit")
	h.silent.Store(true)
	log.Info("not told")
	h.silent.Store(false)
	log.Info("told", "folder", "", "policies", 0, "set", "sha256:1")
	var got map[string]any
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatalf("not one JSON object: %v\n%s", err, out.String())
	}
	_, folder := got["folder"]
	if got["msg"] != "told" || got["service"] != "merit" || got["policies"] != 0.0 || got["set"] != "sha256:1" || folder {
		t.Errorf("got %v", got)
	}
	if strings.Contains(out.String(), "not told") {
		t.Error("a silent log spoke")
	}
}
