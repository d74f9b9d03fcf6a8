package main

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"merit/policies"
	"merit/server"
)

// TestCheckOverHTTPLikeCheck: POST /v1/check and merit check --format json say
// the same, byte for byte, of good and of bad policies.
func TestCheckOverHTTPLikeCheck(t *testing.T) {
	live, err := policies.OpenFS(fstest.MapFS{"demo.toml": {Data: []byte(strings.Replace(demo, `"demo"`, `"another"`, 1))}}, policies.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := server.New(live, server.Options{})
	bad, err := filepath.Glob("../../rules/testdata/bad/*.toml")
	if err != nil || len(bad) < 50 {
		t.Fatalf("%d bad policies, %v", len(bad), err)
	}
	texts := map[string]string{"good": demo, "a warning": strings.Replace(demo, "target = 90", "target = 90\ngoal = \"\"", 1)}
	for i, path := range bad {
		if i%5 == 0 {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			texts[filepath.Base(path)] = string(b)
		}
	}
	t.Chdir(t.TempDir())
	for name, text := range texts {
		write(t, "policy.toml", text)
		_, want, _ := runs(t, "", "check", "--format", "json", "policy.toml")
		r := httptest.NewRequest("POST", "/v1/check", strings.NewReader(text))
		r.Header.Set("Content-Type", "application/toml")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if got := w.Body.String(); got != want || !json.Valid([]byte(got)) {
			t.Errorf("%s\nthe service: %d %s\nthe command: %s", name, w.Code, got, want)
		}
	}
}
