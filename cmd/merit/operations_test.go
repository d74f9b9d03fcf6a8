package main

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"merit/policies"
	"merit/server"
)

// operations is docs/operations.md, and the blocks of one language in it.
func operations(t *testing.T, language string) []string {
	t.Helper()
	b, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	if language == "" {
		return []string{string(b)}
	}
	var blocks []string
	for _, m := range regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllStringSubmatch(string(b), -1) {
		blocks = append(blocks, m[1])
	}
	if len(blocks) == 0 {
		t.Fatalf("no block of %s", language)
	}
	return blocks
}

// TestOperationsCommands runs every command line of the unit, the container
// file and the deployment with --print-config: the flags are there and mean
// what they are given.
func TestOperationsCommands(t *testing.T) {
	var lines [][]string
	unit := operations(t, "ini")[0]
	for _, m := range regexp.MustCompile(`(?m)^ExecStart=\S+/merit (.*)$`).FindAllStringSubmatch(unit, -1) {
		lines = append(lines, strings.Fields(m[1]))
	}
	container := operations(t, "dockerfile")[0]
	env := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^ENV (\w+)=(\S+)$`).FindAllStringSubmatch(container, -1) {
		env[m[1]] = m[2]
	}
	lists := regexp.MustCompile(`(?m)(?:^CMD|args:|CMD) (\[.*\])$`)
	for _, block := range append(operations(t, "yaml"), container) {
		for _, m := range lists.FindAllStringSubmatch(block, -1) {
			var words []string
			if err := json.Unmarshal([]byte(m[1]), &words); err != nil {
				t.Fatalf("%s: %v", m[1], err)
			}
			lines = append(lines, words)
		}
	}
	if len(lines) != 4 || env["MERIT_ADDR"] == "" {
		t.Fatalf("found %q and %v", lines, env)
	}
	for _, words := range lines {
		if words[0] == "/merit" { // the health check
			words = append(words[1:], "--help")
		} else {
			words = append(words, "--print-config")
		}
		var out buffer
		a := &app{in: strings.NewReader(""), out: &out, err: &out, getenv: func(name string) string { return env[name] }}
		if code := a.run(t.Context(), words); code != exitFine {
			t.Errorf("merit %s exits with %d\n%s", strings.Join(words, " "), code, out.String())
		}
		for i, word := range words {
			if name, ok := strings.CutPrefix(word, "--"); ok && name != "print-config" && name != "help" && !strings.Contains(out.String(), `"`+words[i+1]+`"`) {
				t.Errorf("%s is not taken over:\n%s", word, out.String())
			}
		}
	}
}

// TestOperationsTimes: the unit and the deployment give the service the time
// it takes to stop.
func TestOperationsTimes(t *testing.T) {
	whole := operations(t, "")[0]
	for stop, delay := range map[string]string{
		`TimeoutStopSec=(\d+)`: `(?s)ExecStart=\S+[^\n]*--drain-delay (\w+)`, `terminationGracePeriodSeconds: (\d+)`: `args: \[.*"--drain-delay", "(\w+)"\]`,
	} {
		given, wait := regexp.MustCompile(stop).FindStringSubmatch(whole), regexp.MustCompile(delay).FindStringSubmatch(whole)
		if given == nil || wait == nil {
			t.Fatalf("no %s or %s", stop, delay)
		}
		most, _ := time.ParseDuration(given[1] + "s")
		least, _ := time.ParseDuration(wait[1])
		if least += 15 * time.Second; most <= least {
			t.Errorf("%s is %v, stopping takes up to %v", stop, most, least)
		}
	}
}

// TestOperationsMetrics wants every metric that the page names to be there, and
// every metric there is to be on the page.
func TestOperationsMetrics(t *testing.T) {
	live, err := policies.OpenFS(policies.Shipped, policies.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, entry, key := makeKeyIn(t, t.TempDir(), "read,evaluate")
	path := filepath.Join(t.TempDir(), "keys.toml")
	write(t, path, entry)
	keys, problems := server.OpenKeyring(path, nil)
	if keys == nil {
		t.Fatal(problems.Err())
	}
	page := operations(t, "")[0]
	named := map[string]bool{}
	for _, name := range regexp.MustCompile(`\bmerit_[a-z_]+[a-z]\b`).FindAllString(page, -1) {
		named[strings.TrimSuffix(name, "_bucket")] = true
	}
	there := map[string]bool{
		"merit_certificate_current": true, "merit_certificate_not_after_timestamp_seconds": true, // only with TLS: TestH42TLS
		"merit_watcher_heartbeat_seconds": true, // only of a folder: TestMetricsOfTheWatch
	}
	for _, name := range metricNames(t, live, keys, key) {
		there[name] = true
	}
	for name := range named {
		if !there[name] && !strings.HasPrefix(name, "merit_…") {
			t.Errorf("the page names %s, which does not exist", name)
		}
	}
	for name := range there {
		if !named[name] {
			t.Errorf("the page does not name %s", name)
		}
	}
}

// metricNames provokes every metric and lists them.
func metricNames(t *testing.T, live *policies.Live, keys *server.Keyring, key string) []string {
	t.Helper()
	s := server.New(live, server.Options{Load: server.Load{Rate: 1, Burst: 2}})
	facts, err := os.ReadFile("../../examples/crs-standard/e1007.json")
	if err != nil {
		t.Fatal(err)
	}
	for range 4 {
		r := httptest.NewRequest("POST", "/v1/evaluate", bytes.NewReader(facts))
		r.Header.Set("Content-Type", "application/json")
		s.ServeHTTP(httptest.NewRecorder(), r)
	}
	text := ""
	for _, o := range []*server.Server{s, server.New(live, server.Options{Keys: keys})} {
		w, r := httptest.NewRecorder(), httptest.NewRequest("GET", "/metrics", nil)
		r.Header.Set("Authorization", "Bearer "+key)
		o.ServeHTTP(w, r)
		text += w.Body.String()
	}
	var names []string
	for _, m := range regexp.MustCompile(`(?m)^# TYPE (merit_\w+) `).FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	return names
}

// TestOperationsSettings wants every setting on the page, with its default.
func TestOperationsSettings(t *testing.T) {
	_, table, _ := strings.Cut(operations(t, "")[0], "<!-- settings -->")
	table, _, _ = strings.Cut(table, "\n\n")
	for _, s := range server.Settings {
		row := regexp.MustCompile("(?m)^\\|.*`" + s.Name + "`[^|]*\\| *`?([^`|]*?)`? *\\|").FindStringSubmatch(table)
		if row == nil || strings.TrimSpace(row[1]) != s.Default {
			t.Errorf("%s is not on the page with the default %q: %q", s.Name, s.Default, row)
		}
	}
}
