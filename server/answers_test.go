package server

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"merit/engine"
	"merit/engine/facts"
	"merit/policies"
	"merit/rules/golden"
	"merit/rules/text"
)

// TestProblemDocuments keeps the documents that systems parse as they are.
func TestProblemDocuments(t *testing.T) {
	s, _ := care(t)
	bad := strings.NewReplacer(`"base":3000`, `"base":-1,"Salary":5`, `"answered":95`, `"answered":"95"`, `"calls":100,`, "").Replace(facts1)
	for name, r := range map[string]*http.Request{
		"invalid-facts":          post("/v1/evaluate", bad),
		"malformed-json":         post("/v1/evaluate", "{\n  \"specialist\": 'E1'\n}"),
		"duplicate-member":       post("/v1/evaluate", strings.Replace(facts1, `"calls":100`, `"calls":100,"calls":1`, 1)),
		"payload-too-large":      post("/v1/evaluate", strings.Repeat(" ", 1<<21)),
		"unsupported-media-type": typed(post("/v1/evaluate", facts1), "text/csv"),
		"policy-digest-mismatch": header(post("/v1/evaluate", facts1), "If-Match", `"sha256:old"`),
		"policy-not-found":       post("/v1/evaluate", strings.Replace(facts1, `"period"`, `"policy":"caring","period"`, 1)),
		"no-policy-applies":      post("/v1/evaluate", strings.Replace(facts1, "north", "key-accounts", 1)),
		"method-not-allowed":     header(get("/v1/reload"), "X-Request-Id", "test"),
		"not-found":              get("/v1/evaluations"),
		"invalid-policy-id":      get("/v1/policies/.."),
	} {
		golden.Compare(t, "testdata/problems/"+name+".json", indented(t, do(s, r).Body.Bytes()))
	}
}

func indented(t testing.TB, body []byte) []byte {
	t.Helper()
	out, err := encodeIndented(body)
	must(t, err)
	return out
}

var digests = regexp.MustCompile(`sha256:[0-9a-f]{64}`)

func encodeIndented(body []byte) ([]byte, error) {
	var b strings.Builder
	var raw json.RawMessage
	if err := json.Unmarshal(body, &raw); err != nil {
		return nil, err
	}
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(raw)
	return digests.ReplaceAll([]byte(b.String()), []byte("sha256:(64 digits)")), err
}

func TestEveryProblemHasItsSentences(t *testing.T) {
	for name := range statuses {
		for _, part := range []string{".title", ".detail"} {
			if _, ok := text.Find(name + part); !ok {
				t.Errorf("no sentence %s%s", name, part)
			}
		}
		if p := newProblem(name, "allow", "GET", "most", "1", "seconds", "1", "scope", "read", "kinds", "text"); strings.ContainsAny(p.Detail+p.Text.ZH, "{}") {
			t.Errorf("%s has a hole: %s", name, p.Detail)
		}
	}
}

func TestPolicies(t *testing.T) {
	s, _ := care(t)
	golden.Compare(t, "testdata/policies.json", indented(t, do(s, get("/v1/policies")).Body.Bytes()))
	golden.Compare(t, "testdata/care.json", indented(t, do(s, get("/v1/policies/care")).Body.Bytes()))
}

// TestWhichVersion asks for one policy that has several versions.
func TestWhichVersion(t *testing.T) {
	care := read(t, "testdata/care.toml")
	version := func(v, effective, stage string) string {
		return strings.NewReplacer(`"2026.1"`, `"`+v+`"`, `{ from = 2026-01-01 }`, effective, `"active"`, `"`+stage+`"`,
			`[{ from = 2026-01-01, value = 80 }, { from = 2026-07-01, value = 90 }]`, `[{ from = 2024-01-01, value = 80 }]`).Replace(care)
	}
	s, _ := serving(fixed(t, map[string]string{
		"a.toml": version("2024", `{ from = 2024-01-01, to = 2024-12-31 }`, "retired"),
		"b.toml": version("2025", `{ from = 2025-01-01, to = 2025-12-31 }`, "active"),
		"c.toml": version("2026", `{ from = 2025-07-01, to = 2026-02-28 }`, "draft"),
	}))
	for query, want := range map[string]string{
		"?as_of=2024-06-01": "2024", "?as_of=2025-06-01": "2025", "?as_of=2025-08-01": "2025", "?as_of=2026-01-01": "2026",
		"?as_of=2023-01-01": "404", "?as_of=2026-03-01": "404", "": "2026",
	} {
		w := do(s, get("/v1/policies/care"+query))
		var p struct{ Version string }
		must(t, json.Unmarshal(w.Body.Bytes(), &p))
		if w.Code == 404 {
			p.Version = "404"
		}
		if p.Version != want {
			t.Errorf("%q shows %s, want %s", query, p.Version, want)
		}
	}
}

// onDisk serves a folder with testdata/care.toml in it.
func onDisk(t testing.TB) (*Server, *policies.Live, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "care.toml")
	must(t, os.WriteFile(path, []byte(read(t, "testdata/care.toml")), 0o644))
	live, err := policies.Open(filepath.Dir(path), policies.Options{Settle: time.Millisecond})
	must(t, err)
	s, _ := serving(live)
	return s, live, path
}

func TestReload(t *testing.T) {
	s, live, path := onDisk(t)
	care := read(t, "testdata/care.toml")
	steps := []struct {
		name, file string
		status     int
		result     string
	}{
		{"nothing changed", care, 200, "unchanged"},
		{"a new version", strings.Replace(care, "2026.1", "2026.2", 1), 200, "activated"},
		{"a broken edit", strings.Replace(care, "weight = 60", "weight = 50", 1), 422, ""},
		{"still broken", strings.Replace(care, "weight = 60", "weight = 50", 1), 422, ""},
		{"mended", care, 200, "activated"},
	}
	for _, step := range steps {
		before := live.Current().Digest()
		must(t, os.WriteFile(path, []byte(step.file), 0o644))
		w := do(s, post("/v1/reload", ""))
		if w.Code != step.status {
			t.Fatalf("%s: %d %s", step.name, w.Code, w.Body)
		}
		if step.status == 422 {
			p := problemOf(t, w)
			if p.Type != "/problems/policies-rejected" || len(p.Errors) == 0 || p.Errors[0].File != "care.toml" ||
				p.Errors[0].Line == 0 || p.Errors[0].Severity != "error" || p.Set != before || live.Current().Digest() != before {
				t.Errorf("%s: %+v", step.name, p)
			}
			continue
		}
		var r reloadAnswer
		must(t, json.Unmarshal(w.Body.Bytes(), &r))
		if r.Result != step.result || r.Activated != (step.result == "activated") || r.Unchanged == r.Activated || r.Set != live.Current().Digest() {
			t.Errorf("%s: %+v", step.name, r)
		}
	}
}

func TestStatusTellsWhatIsWrong(t *testing.T) {
	s, live, path := onDisk(t)
	must(t, os.WriteFile(path, []byte("[["), 0o644))
	live.Reload(t.Context())
	var st statusAnswer
	must(t, json.Unmarshal(do(s, get("/v1/status")).Body.Bytes(), &st))
	if !st.Ready || st.Set != live.Current().Digest() || st.Policies != 1 || st.LastResult != "rejected" || len(st.Problems) == 0 ||
		st.Problems[0].Line != 1 || st.Watcher != "off" || st.Version != "test" || st.LoadedAt == nil || st.LastSuccess == nil || !st.LastAttempt.After(*st.LastSuccess) {
		t.Errorf("%+v", st)
	}
	if w := do(s, get("/readyz")); w.Code != 200 {
		t.Errorf("not ready although the old set serves: %d", w.Code)
	}
}

// A broken evaluator stands in for mistakes that the engine must never make.
type brokenEvaluator func() (*engine.Evaluation, error)

func (b brokenEvaluator) Evaluate(*facts.Request) (*engine.Evaluation, error) { return b() }

func TestWhatMustNeverHappen(t *testing.T) {
	nan := math.NaN()
	tests := map[string]brokenEvaluator{
		"H17 a panic with facts in it": func() (*engine.Evaluation, error) { panic("E1007 earns 3000") },
		"H17 a nil pointer": func() (*engine.Evaluation, error) {
			var e *engine.Evaluation
			return &engine.Evaluation{Set: e.Set}, nil
		},
		"H17 an error that is no refusal": func() (*engine.Evaluation, error) { return nil, fmt.Errorf("E1007 earns 3000") },
		"H18 a result that is not finite": func() (*engine.Evaluation, error) { return &engine.Evaluation{Score: &nan, Specialist: "E1007"}, nil },
		"H17 a panic with an error in it": func() (*engine.Evaluation, error) { panic(fmt.Errorf("E1007: %w", context.Canceled)) },
	}
	for name, broken := range tests {
		t.Run(name, func(t *testing.T) {
			s, log := care(t)
			s.current = func() evaluator { return broken }
			w := do(s, post("/v1/evaluate", facts1))
			p := problemOf(t, w)
			if w.Code != 500 || p.Type != "/problems/internal-error" || p.RequestID != "test" || w.Header().Get("ETag") != "" {
				t.Errorf("%d %+v", w.Code, p)
			}
			if strings.Contains(log.String()+w.Body.String(), "E1007") {
				t.Errorf("repeats facts: %s", log)
			}
			if !strings.Contains(log.String(), `"level":"ERROR"`) || !strings.Contains(log.String(), `"request_id":"test"`) {
				t.Errorf("log: %s", log)
			}
			s.current = func() evaluator { return s.live.Current() }
			if w := do(s, post("/v1/evaluate", facts1)); w.Code != 200 {
				t.Errorf("the service is dead: %d", w.Code)
			}
		})
	}
}

// TestAnswersDuringReloads evaluates while the set changes all the time: every
// answer is, byte for byte, that of one set published whole, and names it.
func TestAnswersDuringReloads(t *testing.T) {
	s, live, path := onDisk(t)
	care := read(t, "testdata/care.toml")
	versions := []string{
		care,
		strings.NewReplacer("2026.1", "2026.2", `rate  = "100%"`, `rate  = "110%"`).Replace(care),
		strings.NewReplacer("2026.1", "2026.3", `value = 80`, `value = 100`).Replace(care),
	}
	reference := map[string]string{}
	for _, v := range versions {
		must(t, os.WriteFile(path, []byte(v), 0o644))
		live.Reload(t.Context())
		w := do(s, post("/v1/evaluate", facts1))
		reference[w.Header().Get("Merit-Set")] = w.Body.String()
	}
	if len(reference) != len(versions) {
		t.Fatalf("%d sets, want %d", len(reference), len(versions))
	}
	ctx, cancel := context.WithCancel(t.Context())
	var clients sync.WaitGroup
	seen := make([]map[string]int, 2)
	for n := range seen {
		seen[n] = map[string]int{}
		clients.Go(func() {
			for ctx.Err() == nil {
				w := do(s, post("/v1/evaluate", facts1))
				set := w.Header().Get("Merit-Set")
				if w.Code != 200 || w.Body.String() != reference[set] {
					t.Errorf("%d, not the answer of set %s: %s", w.Code, set, w.Body)
					return
				}
				seen[n][set]++
			}
		})
	}
	for n := range 30 {
		text := versions[n%len(versions)]
		if n%5 == 4 {
			text = text[:len(text)/2] // half a file: rejected, or at least never mixed
			text = strings.Replace(text, "schema = 1", "schema = ", 1)
		}
		must(t, os.WriteFile(path, []byte(text), 0o644))
		live.Reload(t.Context())
	}
	cancel()
	clients.Wait()
	for n := range seen {
		if len(seen[n]) == 0 {
			t.Errorf("client %d was never answered", n)
		}
	}
}
