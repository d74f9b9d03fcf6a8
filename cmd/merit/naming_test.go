package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// TestNaming: which policy a file or a flag names is no part of the facts, so
// their digest is that of the request as it was sent. What changes the question
// is part of them.
func TestNaming(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "demo.toml")
	write(t, file, demo)
	const request = `{"specialist":"E1","period":"2026-03","inputs":{"bonus":1000,"happy":9,"asked":10}}`
	sent := digest(t, request, "-p", dir)
	for _, tt := range []struct {
		name, request string
		same          bool
		args          []string
	}{
		{"a file", request, true, []string{"-p", file}},
		{"a flag", request, true, []string{"-p", dir, "--policy", "demo"}},
		{"every step", request, true, []string{"-p", dir, "--explain"}},
		{"the flag wins", strings.Replace(request, `"period"`, `"policy":"other","period"`, 1), false, []string{"-p", dir, "--policy", "demo"}},
		{"another period", request, false, []string{"-p", dir, "--period", "2026-04"}},
		{"another date", request, false, []string{"-p", dir, "--as-of", "2026-03-30"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := digest(t, tt.request, tt.args...); got == sent != tt.same {
				t.Errorf("the digest is %s, that of the request %s; the same: want %t", got, sent, tt.same)
			}
		})
	}
}

// TestNamingShown: a problem is shown in the request as it was sent.
func TestNamingShown(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "demo.toml")
	write(t, file, demo)
	code, _, log := runs(t, `{"specialist":"E1","period":"2025-03","inputs":{}}`, "eval", "-p", file, "-i", "-")
	if code != exitProblems || !strings.Contains(log, "policy-not-in-force") || strings.Contains(log, `"policy":`) {
		t.Errorf("exit code %d\n%s", code, log)
	}
	code, _, log = runs(t, `{}`, "eval", "-p", file, "-i", "-", "--policy", "dmo", "--lang", "en")
	if code != exitUsage || !strings.Contains(log, `did you mean "demo"?`) {
		t.Errorf("exit code %d\n%s", code, log)
	}
}

func digest(t *testing.T, request string, args ...string) string {
	t.Helper()
	code, out, log := runs(t, request, append([]string{"eval", "-i", "-"}, args...)...)
	var e struct{ Facts string }
	if err := json.Unmarshal([]byte(out), &e); err != nil || code != exitFine || e.Facts == "" {
		t.Fatalf("exit code %d, %v\n%s", code, err, log)
	}
	return e.Facts
}

// runs runs the program once.
func runs(t *testing.T, in string, args ...string) (code int, out, log string) {
	t.Helper()
	var o, e buffer
	a := &app{in: strings.NewReader(in), out: &o, err: &e, getenv: func(string) string { return "" }}
	code = a.run(t.Context(), args)
	return code, o.String(), e.String()
}
