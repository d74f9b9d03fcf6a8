package server

import (
	"crypto/sha256"
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"merit/rules/diag"
)

// FuzzEvaluate sends anything: the answer is an evaluation or a problem that
// blames the request, never the service.
func FuzzEvaluate(f *testing.F) {
	s, _ := care(f)
	for _, seed := range []string{facts1, "", "{}", "[", `{"specialist":"a","period":"2026-03","inputs":{}}`, `{"a":1,"a":2}`, "\xff", `{"policy":"../x"}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		w := do(s, post("/v1/evaluate", body))
		if !json.Valid(w.Body.Bytes()) {
			t.Errorf("%d, no JSON: %q", w.Code, w.Body)
		}
		switch w.Code {
		case 200, 400, 404, 413, 422:
		default:
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
}

// FuzzPolicyID asks for anything as a policy (H15).
func FuzzPolicyID(f *testing.F) {
	s, _ := care(f)
	for _, seed := range []string{"care", "..", "../care", "care\x00", "客户", "a/b", "\r\nX: y", "%2e", "?", "#", "a b+c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, id string) {
		r := httptest.NewRequest("GET", "/v1/policies/x", nil)
		r.URL.Path, r.URL.RawPath = "/v1/policies/"+id, "/v1/policies/"+url.PathEscape(id)
		w := do(s, r)
		want := map[bool][]int{true: {200}, false: {400, 404}}[id == "care"]
		for _, code := range want {
			if w.Code == code {
				return
			}
		}
		t.Errorf("%q: %d", id, w.Code)
	})
}

// FuzzBatch sends anything as lines: there is an answer to each line that is
// not blank, or one problem for all.
func FuzzBatch(f *testing.F) {
	s, _ := care(f)
	for _, seed := range []string{facts1, facts1 + "\n" + facts1, "\n\n", "[]", "{}\r\n{}", "\xff\n", "\x00", "{\"a\":\n1}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		lines := 0
		for line := range strings.Lines(body) {
			if strings.TrimSpace(line) != "" {
				lines++
			}
		}
		w := do(s, batch(ndjsonType, body))
		if got := strings.Count(w.Body.String(), "\n"); w.Code == 200 && got != lines || w.Code != 200 && w.Code != 413 {
			t.Errorf("%d with %d answers to %d lines", w.Code, got, lines)
		}
		for line := range strings.Lines(w.Body.String()) {
			if !json.Valid([]byte(line)) {
				t.Errorf("no JSON: %q", line)
			}
		}
	})
}

// FuzzKeys reads anything as a file of keys and sends anything as a key.
func FuzzKeys(f *testing.F) {
	const secret = "merit_abc.xyz" // fixed: every worker is a process of its own
	key := &Key{ID: "abc", Name: "a", Scopes: Scopes, Digest: sha256.Sum256([]byte(secret))}
	f.Add(key.TOML(), secret)
	f.Add("[[keys]]", "merit_.")
	f.Fuzz(func(t *testing.T, file, sent string) {
		set, problems := ReadKeys(diag.NewSource("keys.toml", []byte(file)))
		if (set == nil) != problems.HasErrors() {
			t.Errorf("a set %v beside %v", set, problems.Err())
		}
		if set != nil && set.Find(sent, time.Time{}) != nil && sent != secret {
			t.Errorf("%q opens", sent)
		}
	})
}
