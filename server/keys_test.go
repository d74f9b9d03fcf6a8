package server

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// keyed makes a file of keys with the scopes given, and returns the keys.
func keyed(t testing.TB, path string, each ...[]Scope) []string {
	t.Helper()
	var file, secrets []string
	for i, scopes := range each {
		key, secret := NewKey(fmt.Sprintf("user %d", i), scopes...)
		file, secrets = append(file, key.TOML()), append(secrets, secret)
	}
	must(t, os.WriteFile(path, []byte(strings.Join(file, "\n")), 0o600))
	return secrets
}

func ring(t testing.TB, path string) *Keyring {
	t.Helper()
	keys, problems := OpenKeyring(path, nil)
	must(t, problems.Err())
	keys.file.settle = time.Millisecond
	return keys
}

func bearing(r *http.Request, key string) *http.Request {
	return header(r, "Authorization", "Bearer "+key)
}

// mayAsk says for each route which scope it needs. A route that is not here has
// no rule, and the test fails.
var mayAsk = map[string]Scope{
	"POST /v1/evaluate":           "evaluate",
	"POST /v1/evaluate/batch":     "evaluate",
	"GET /v1/policies":            "read",
	"GET /v1/policies/:id":        "read",
	"GET /v1/policies/:id/schema": "read",
	"POST /v1/check":              "check",
	"GET /v1/status":              "read",
	"POST /v1/reload":             "admin",
	"GET /metrics":                "read",
	"GET /openapi.json":           Anyone,
	"GET /healthz":                Anyone,
	"HEAD /healthz":               Anyone,
	"GET /readyz":                 Anyone,
	"HEAD /readyz":                Anyone,
}

// TestAuthorisationMatrix asks every route that the router has with every kind
// of key (H28, H39).
func TestAuthorisationMatrix(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.toml")
	scopes := append([][]Scope{Scopes}, []Scope{"evaluate"}, []Scope{"read"}, []Scope{"check"}, []Scope{"admin"}, []Scope{"evaluate", "check"})
	secrets := keyed(t, path, scopes...)
	s := New(fixed(t, map[string]string{"care.toml": read(t, "testdata/care.toml")}), Options{Keys: ring(t, path)})
	cells := 0
	for _, route := range s.engine.Routes() {
		needs, ruled := mayAsk[route.Method+" "+route.Path]
		if !ruled {
			t.Errorf("%s %s has no rule in this test", route.Method, route.Path)
			continue
		}
		for _, id := range []string{"care", "caring"} { // one that exists, one that does not
			ask := func() *http.Request {
				r := httptest.NewRequest(route.Method, strings.ReplaceAll(route.Path, ":id", id), strings.NewReader("x"))
				r.Header.Set("X-Request-Id", "test")
				return r
			}
			for i, secret := range secrets {
				want := 0
				if needs != Anyone && !(&Key{Scopes: scopes[i]}).May(needs) {
					want = http.StatusForbidden
				}
				cells += allowed(t, do(s, bearing(ask(), secret)), want, route.Method+" "+route.Path+" with "+fmt.Sprint(scopes[i]))
			}
			want := http.StatusUnauthorized
			if needs == Anyone {
				want = 0
			}
			for _, wrong := range []*http.Request{
				ask(), bearing(ask(), ""), bearing(ask(), "merit_nobody.secret"), bearing(ask(), secrets[0]+"x"), bearing(ask(), secrets[0][:len(secrets[0])-1]),
				header(ask(), "Authorization", "Basic "+secrets[0]), header(ask(), "Authorization", secrets[0]), header(ask(), "X-Api-Key", secrets[0]),
			} {
				cells += allowed(t, do(s, wrong), want, route.Method+" "+route.Path+" without a good key")
			}
		}
	}
	if cells < 14*2*14 {
		t.Errorf("%d cells", cells)
	}
}

// allowed checks one cell: refused with a status, or anything but refused.
func allowed(t *testing.T, w *httptest.ResponseRecorder, want int, cell string) int {
	t.Helper()
	refused := w.Code == http.StatusUnauthorized || w.Code == http.StatusForbidden
	if want == 0 && refused || want != 0 && w.Code != want {
		t.Errorf("%s: %d, want %d", cell, w.Code, want)
	}
	if w.Code == http.StatusUnauthorized && w.Header().Get("WWW-Authenticate") == "" {
		t.Errorf("%s: no WWW-Authenticate", cell)
	}
	return 1
}

// TestH39WhatExistsIsNotTold: without the right a policy that exists and one
// that does not are refused with the same words.
func TestH39WhatExistsIsNotTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.toml")
	secret := keyed(t, path, []Scope{"evaluate"})[0]
	s := New(fixed(t, map[string]string{"care.toml": read(t, "testdata/care.toml")}), Options{Keys: ring(t, path)})
	for _, suffix := range []string{"", "/schema"} {
		for _, key := range []string{secret, "none"} {
			a, b := do(s, bearing(get("/v1/policies/care"+suffix), key)), do(s, bearing(get("/v1/policies/caring"+suffix), key))
			if a.Code != b.Code || a.Body.String() != b.Body.String() {
				t.Errorf("%d %s and %d %s differ", a.Code, a.Body, b.Code, b.Body)
			}
		}
	}
}

func TestH28Keys(t *testing.T) {
	key, secret := NewKey("payroll", ScopeEvaluate)
	if key.Digest == ([32]byte{}) || strings.Contains(key.TOML(), secret) || strings.Contains(key.TOML(), strings.Split(secret, ".")[1]) {
		t.Errorf("the file holds the key itself:\n%s", key.TOML())
	}
	if random := strings.Split(secret, ".")[1]; len(random) != 43 {
		t.Errorf("%d characters of 6 bits, want 43 for 256 bits", len(random))
	}
	if again, other := NewKey("payroll", ScopeEvaluate); again.ID == key.ID || other == secret {
		t.Error("two keys are one")
	}
	key.Created, _ = calendar.ParseDate("2026-01-01")
	key.Expires, _ = calendar.ParseDate("2026-03-31")
	set, problems := ReadKeys(diag.NewSource("keys.toml", []byte(key.TOML())))
	must(t, problems.Err())
	day := func(s string) time.Time {
		at, err := time.Parse(time.RFC3339, s)
		must(t, err)
		return at
	}
	good := day("2026-03-31T23:59:59Z")
	for name, tt := range map[string]struct {
		sent string
		at   time.Time
		want bool
	}{
		"the key":            {secret, good, true},
		"expired":            {secret, day("2026-04-01T00:00:00Z"), false},
		"one letter changed": {secret[:len(secret)-1] + "-", good, false},
		"its digest":         {hex.EncodeToString(key.Digest[:]), good, false},
		"the id alone":       {"merit_" + key.ID, good, false},
		"without the prefix": {strings.TrimPrefix(secret, "merit_"), good, false},
		"nothing":            {"", good, false},
		"endless":            {secret + strings.Repeat("a", 1<<20), good, false},
		"of nobody":          {"merit_000000000000." + strings.Repeat("A", 43), good, false},
	} {
		if got := set.Find(tt.sent, tt.at); (got != nil) != tt.want {
			t.Errorf("%s: found %v", name, got)
		}
	}
}

func TestKeysFileMistakes(t *testing.T) {
	good, _ := NewKey("a", ScopeRead)
	entry := good.TOML()
	for name, tt := range map[string]struct{ file, code string }{
		"empty":             {"", "keys-none"},
		"a scope misspelt":  {strings.Replace(entry, `"read"`, `"raed"`, 1), "api-key-scope"},
		"the key itself":    {strings.Replace(entry, hex.EncodeToString(good.Digest[:]), "merit_a.b", 1), "api-key-sha256"},
		"twice":             {entry + entry, "api-key-twice"},
		"an odd id":         {strings.Replace(entry, good.ID, "a b", 1), "api-key-id"},
		"an unknown member": {entry + "scope = 1\n", "unknown-key"},
		"no scopes":         {strings.Replace(entry, `scopes  = ["read"]`, "", 1), "missing-key"},
		"outside":           {strings.TrimPrefix(entry, "[[keys]]"), "unknown-key"},
		"no TOML":           {"[[", ""},
	} {
		set, problems := ReadKeys(diag.NewSource("keys.toml", []byte(tt.file)))
		if set != nil || len(problems) == 0 || tt.code != "" && problems[0].Code != tt.code || tt.code == "api-key-scope" && !strings.Contains(problems[0].Message.EN, `"read"`) {
			t.Errorf("%s: %v", name, problems.Err())
		}
	}
}

// TestAMisplacedKeyIsNotTold: whoever puts the key itself into the file, in
// whatever place, does not find it in a log.
func TestAMisplacedKeyIsNotTold(t *testing.T) {
	key, secret := NewKey("a", ScopeRead)
	for _, file := range []string{
		secret, "[[keys]]\nid = " + secret, "[[keys]]\n" + secret + " = 1", "[[keys]]\nsha256 = \"" + secret, "[[keys]]\nscopes = [\"" + secret + "\"]", "[[keys]]\nid = \"" + secret + "\"\nid = \"x\"",
		"[" + secret + "]", "[[" + secret, key.TOML() + "key = \"" + secret + "\"", key.TOML() + "[[keys]]\nsha256 = \"" + secret + "\"", "keys = \"" + secret + "\"",
	} {
		set, problems := ReadKeys(diag.NewSource("keys.toml", []byte(file)))
		if set != nil || !strings.HasPrefix(problems[0].Where(), "keys.toml:") {
			t.Errorf("%q: %v", file, problems.Err())
		}
		told := &bytes.Buffer{}
		must(t, diag.Printer{}.Print(told, problems))
		for part := range strings.SplitSeq(secret, ".") {
			if said := told.String() + fmt.Sprint(problems.Err()); len(part) > 20 && strings.Contains(said, part[:20]) {
				t.Errorf("%q is refused with %s", file, said)
			}
		}
	}
}

// TestKeysAreReloaded: what is taken out is refused at once, a wrong file
// changes nothing and says so.
func TestKeysAreReloaded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.toml")
	old := keyed(t, path, []Scope{"read"})[0]
	s := New(fixed(t, map[string]string{"care.toml": read(t, "testdata/care.toml")}), Options{Keys: ring(t, path)})
	asks := func(key string, want int) {
		t.Helper()
		s.opts.Keys.Reload()
		if w := do(s, bearing(get("/v1/status"), key)); w.Code != want {
			t.Errorf("status %d, want %d", w.Code, want)
		}
	}
	asks(old, 200)
	must(t, os.WriteFile(path, []byte("[[keys]]\nid = "), 0o600))
	asks(old, 200)
	w := do(s, bearing(get("/v1/status"), old))
	if !strings.Contains(w.Body.String(), `"keys":{"count":1`) || !strings.Contains(w.Body.String(), `"current":false`) ||
		!strings.Contains(w.Body.String(), `/keys.toml","line":2,"column":`) {
		t.Errorf("status says nothing of the broken file: %s", w.Body)
	}
	if w := do(s, bearing(get("/metrics"), old)); !strings.Contains(w.Body.String(), "merit_keys_current 0") {
		t.Errorf("metrics say nothing of the broken file")
	}
	must(t, os.Remove(path))
	asks(old, 200)
	must(t, os.WriteFile(path, nil, 0o600))
	asks(old, 200)
	fresh := keyed(t, path, []Scope{"read"})[0]
	asks(fresh, 200)
	asks(old, 401)
}
