package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"merit/policies"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(held{m}) }

// held runs the tests and then fails if an exchange was not as openapi.json
// says.
type held struct{ m *testing.M }

// Run runs the tests.
func (h held) Run() int {
	code := h.m.Run()
	broken.Range(func(at, err any) bool {
		fmt.Printf("openapi.json does not hold for %s: %v\n", at, err)
		code = 1
		return true
	})
	return code
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	return string(b)
}

// fixed puts policies in force that do not change.
func fixed(t testing.TB, files map[string]string) *policies.Live {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	live, err := policies.OpenFS(fsys, policies.Options{})
	must(t, err)
	if live.Current() == nil && len(files) > 0 {
		t.Fatalf("the test's policies have problems:\n%v", live.Status().Problems.Err())
	}
	return live
}

// care returns a server of testdata/care.toml and what it logs.
func care(t testing.TB) (*Server, *bytes.Buffer) {
	t.Helper()
	return serving(fixed(t, map[string]string{"care.toml": read(t, "testdata/care.toml")}))
}

func serving(live Source) (*Server, *bytes.Buffer) {
	log := &bytes.Buffer{}
	s := New(live, Options{
		Logger:  slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Now:     func() time.Time { return time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC) },
		Version: "test",
	})
	return s, log
}

// facts1 is a request that testdata/care.toml answers with score 100.
const facts1 = `{"specialist":"E1007","period":"2026-03","attributes":{"team":"north","level":2},` +
	`"inputs":{"base":3000,"answered":95,"calls":100,"audits":150,"errors":1,` +
	`"surveys":[{"score":5},{"score":4},{"score":5},{"score":4},{"score":2,"cause":"product"}]}}`

func post(path, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Request-Id", "test")
	return r
}

func get(path string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("X-Request-Id", "test")
	return r
}

// do serves a request. Whatever the document of the service does not say of
// the exchange fails the test that made it.
func do(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	var sent []byte
	if r.Body != nil {
		sent, _ = io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(sent))
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if err := theContract().check(r, sent, w.Code, w.Result().Header, w.Body.Bytes()); err != nil {
		broken.Store(r.Method+" "+r.URL.Path, err)
	}
	return w
}

// broken is where exchanges broke the contract; TestMain fails for it.
var broken sync.Map

// problemOf decodes a problem and checks what every problem has.
func problemOf(t testing.TB, w *httptest.ResponseRecorder) Problem {
	t.Helper()
	var p Problem
	d := json.NewDecoder(w.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		t.Fatalf("no problem document: %v", err)
	}
	if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("Content-Type %q", got)
	}
	if p.Status != w.Code || p.Title == "" || p.Detail == "" || p.Text.ZH == "" || p.Text.EN != p.Detail || p.RequestID == "" {
		t.Errorf("not whole: %+v", p)
	}
	return p
}

func (p Problem) codes() string {
	var out []string
	for _, e := range p.Errors {
		out = append(out, e.Pointer+":"+e.Code)
	}
	return strings.Join(out, " ")
}

func TestEvaluate(t *testing.T) {
	s, _ := care(t)
	w := do(s, post("/v1/evaluate", facts1))
	var e struct {
		Status, Set, Facts, Specialist, Period, Grade string
		Score                                         float64
		Policy                                        struct{ ID, Version, Digest string }
		Payout                                        struct{ Amount, Currency string }
	}
	must(t, json.Unmarshal(w.Body.Bytes(), &e))
	if w.Code != 200 || e.Status != "final" || e.Score != 100 || e.Grade != "A" || e.Payout.Amount != "3000.00" || e.Specialist != "E1007" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	p := s.live.Current().Policies()[0]
	if e.Set != s.live.Current().Digest() || e.Policy.Digest != p.Digest {
		t.Errorf("the answer names %s of %s", e.Policy.Digest, e.Set)
	}
	for name, want := range map[string]string{
		"Content-Type": "application/json", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
		"X-Request-Id": "test", "ETag": `"` + p.Digest + `"`, "Merit-Set": e.Set,
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if body := w.Body.String(); !strings.HasSuffix(body, "}\n") || strings.Contains(body, `\u00`) || strings.Contains(body, "-0,") {
		t.Errorf("body %s", body)
	}
}

func TestH20HeldIsAnAnswer(t *testing.T) {
	s, _ := care(t)
	w := do(s, post("/v1/evaluate", strings.Replace(strings.Replace(facts1, `"audits":150`, `"audits":0`, 1), `"errors":1`, `"errors":0`, 1)))
	var e struct {
		Status  string
		Score   *float64
		Reasons []struct{ ID string }
	}
	must(t, json.Unmarshal(w.Body.Bytes(), &e))
	if w.Code != 200 || e.Status != "held" || e.Score != nil || len(e.Reasons) == 0 || e.Reasons[0].ID != "compliance" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestRefusals is every way to be refused that needs no connection of its
// own, with the row of the fault catalogue it stands for.
func TestRefusals(t *testing.T) {
	s, log := care(t)
	with := func(old, new string) string {
		if !strings.Contains(facts1, old) {
			t.Fatalf("%s is not in the request", old)
		}
		return strings.Replace(facts1, old, new, 1)
	}
	digest := s.live.Current().Policies()[0].Digest
	tests := []struct {
		name   string
		r      *http.Request
		status int
		kind   string
		codes  string // "*" for at least one
	}{
		{"H1 body too large", post("/v1/evaluate", strings.Repeat(" ", 1<<20)+facts1), 413, "payload-too-large", ""},
		{"H1 body too large, length not said", chunked(post("/v1/evaluate", strings.Repeat(" ", 1<<20)+facts1)), 413, "payload-too-large", ""},
		{"H3 malformed", post("/v1/evaluate", `{"specialist":`), 400, "malformed-json", "*"},
		{"H3 empty", post("/v1/evaluate", ``), 400, "malformed-json", "*"},
		{"H3 byte order mark", post("/v1/evaluate", "\ufeff"+facts1), 400, "malformed-json", "*"},
		{"H3 array", post("/v1/evaluate", `[`+facts1+`]`), 400, "malformed-json", "*"},
		{"H4 duplicate input", post("/v1/evaluate", with(`"calls":100`, `"calls":100,"calls":1`)), 400, "duplicate-member", "/inputs/calls:duplicate-member"},
		{"H4 duplicate member of the request", post("/v1/evaluate", with(`"period"`, `"specialist":"x","period"`)), 400, "duplicate-member", "/specialist:duplicate-member"},
		{"H5 wrong case", post("/v1/evaluate", with(`"calls"`, `"CALLS"`)), 422, "invalid-facts", "*"},
		{"H5 a letter that folds", post("/v1/evaluate", with(`"errors"`, `"errorſ"`)), 422, "invalid-facts", "*"},
		{"H6 unknown input", post("/v1/evaluate", with(`"base":3000`, `"base":3000,"salary":1`)), 422, "invalid-facts", "/inputs/salary:unknown-field"},
		{"H6 missing input", post("/v1/evaluate", with(`"base":3000,`, ``)), 422, "invalid-facts", "*"},
		{"H6 null input", post("/v1/evaluate", with(`"base":3000`, `"base":null`)), 422, "invalid-facts", "*"},
		{"H6 unknown member", post("/v1/evaluate", with(`"period"`, `"periods":1,"period"`)), 422, "invalid-facts", "*"},
		{"H6 missing period", post("/v1/evaluate", with(`"period":"2026-03",`, ``)), 422, "invalid-facts", "*"},
		{"H7 NaN", post("/v1/evaluate", with(`3000`, `NaN`)), 400, "malformed-json", "*"},
		{"H7 1e999", post("/v1/evaluate", with(`3000`, `1e999`)), 422, "invalid-facts", "*"},
		{"H7 number as text", post("/v1/evaluate", with(`3000`, `"3000"`)), 422, "invalid-facts", "*"},
		{"H7 fraction of a call", post("/v1/evaluate", with(`"calls":100`, `"calls":100.5`)), 422, "invalid-facts", "*"},
		{"H8 beyond 2^53", post("/v1/evaluate", with(`3000`, `9007199254740993`)), 422, "invalid-facts", "*"},
		{"H9 trailing data", post("/v1/evaluate", facts1+`{}`), 400, "trailing-data", "*"},
		{"H10 too deep", post("/v1/evaluate", strings.Repeat("[", 9990)), 400, "too-deep", "*"},
		{"H10 a million deep", post("/v1/evaluate", with(`3000`, strings.Repeat("[", 1_000_000))), 400, "too-deep", "*"},
		{"H11 no content type", typed(post("/v1/evaluate", facts1), ""), 415, "unsupported-media-type", ""},
		{"H11 a form", typed(post("/v1/evaluate", facts1), "text/plain"), 415, "unsupported-media-type", ""},
		{"H11 another charset", typed(post("/v1/evaluate", facts1), "application/json; charset=gbk"), 415, "unsupported-media-type", ""},
		{"H13 compressed", header(post("/v1/evaluate", "\x1f\x8b"), "Content-Encoding", "gzip"), 415, "unsupported-encoding", ""},
		{"H14 invalid UTF-8", post("/v1/evaluate", with("north", "n\xff")), 422, "invalid-facts", "*"},
		{"H15 dots", get("/v1/policies/.."), 400, "invalid-policy-id", ""},
		{"H15 escaped dots and slash", get("/v1/policies/%2e%2e%2fetc"), 400, "invalid-policy-id", ""},
		{"H15 NUL", get("/v1/policies/care%00"), 400, "invalid-policy-id", ""},
		{"H15 line end", get("/v1/policies/care%0d%0aX-A:1"), 400, "invalid-policy-id", ""},
		{"H15 backslash", get("/v1/policies/..%5c"), 400, "invalid-policy-id", ""},
		{"H15 not UTF-8", get("/v1/policies/%ff"), 400, "invalid-policy-id", ""},
		{"H15 endless", get("/v1/policies/" + strings.Repeat("a", 401)), 400, "invalid-policy-id", ""},
		{"H15 an odd id in the request", post("/v1/evaluate", with(`"period"`, `"policy":"../care","period"`)), 422, "invalid-facts", "/policy:invalid-policy-id"},
		{"H21 unknown policy", post("/v1/evaluate", with(`"period"`, `"policy":"caring","period"`)), 404, "policy-not-found", "/policy:policy-not-found"},
		{"H21 unknown policy shown", get("/v1/policies/caring"), 404, "policy-not-found", ""},
		{"H21 not in force on that day", get("/v1/policies/care?as_of=2025-12-31"), 404, "policy-not-found", ""},
		{"H21 another digest", header(post("/v1/evaluate", facts1), "If-Match", `"sha256:00"`), 412, "policy-digest-mismatch", ""},
		{"H21 a weak tag", header(post("/v1/evaluate", facts1), "If-Match", `W/"`+digest+`"`), 412, "policy-digest-mismatch", ""},
		{"not in force", post("/v1/evaluate", with(`"period":"2026-03"`, `"period":"2025-03","policy":"care"`)), 422, "policy-not-in-force", "*"},
		{"of another length", post("/v1/evaluate", with(`2026-03`, `2026-Q1`)), 422, "no-policy-applies", "*"},
		{"does not apply", post("/v1/evaluate", with(`north`, `key-accounts`)), 422, "no-policy-applies", "*"},
		{"named but does not apply", post("/v1/evaluate", strings.Replace(with(`north`, `key-accounts`), `"period"`, `"policy":"care","period"`, 1)), 422, "policy-does-not-apply", "*"},
		{"facts that contradict each other", post("/v1/evaluate", with(`"answered":95`, `"answered":101`)), 422, "invalid-facts", "/inputs:check-failed"},
		{"an override of a hard veto", post("/v1/evaluate", with(`"period"`, `"overrides":[{"veto":"compliance","by":"boss","reason":"because"}],"period"`)), 422, "invalid-facts", "*"},
		{"all mistakes at once", post("/v1/evaluate", with(`"base":3000,"answered":95`, `"base":-1,"answered":"95"`)), 422, "invalid-facts", "*"},
		{"no such day", get("/v1/policies/care?as_of=2026-02-30"), 400, "invalid-query", ""},
		{"a misspelt parameter", get("/v1/policies/care?asof=2026-02-01"), 400, "invalid-query", ""},
		{"a parameter given twice", get("/v1/policies/care?as_of=2026-02-01&as_of=2026-03-01"), 400, "invalid-query", ""},
		{"a parameter where there is none", post("/v1/evaluate?explain=true", facts1), 400, "invalid-query", ""},
		{"a query that cannot be read", get("/v1/policies/care?as_of=%zz"), 400, "invalid-query", ""},
		{"unknown path", get("/v2/evaluate"), 404, "not-found", ""},
		{"a slash too many", get("/v1/policies/"), 404, "not-found", ""},
		{"wrong method", get("/v1/evaluate"), 405, "method-not-allowed", ""},
		{"an unknown method", httptest.NewRequest("BREW", "/v1/evaluate", nil), 405, "method-not-allowed", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := do(s, tt.r)
			body := w.Body.String()
			p := problemOf(t, w)
			if w.Code != tt.status || p.Type != "/problems/"+tt.kind {
				t.Fatalf("%d %s, want %d %s\n%.2000s", w.Code, p.Type, tt.status, tt.kind, body)
			}
			if got := p.codes(); got != tt.codes && (tt.codes != "*" || got == "") {
				t.Errorf("errors %q, want %q", got, tt.codes)
			}
			for _, e := range p.Errors {
				if e.Text.ZH == "" || e.Text.EN == "" {
					t.Errorf("%s says nothing", e.Code)
				}
			}
			if w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("X-Content-Type-Options") != "nosniff" || w.Header().Get("X-Request-Id") == "" {
				t.Errorf("header %v", w.Header())
			}
			if tt.status == 405 && w.Header().Get("Allow") != "POST" {
				t.Errorf("Allow: %q", w.Header().Get("Allow"))
			}
			if strings.Contains(body+log.String(), "E1007") {
				t.Errorf("names the specialist: %s%s", body, log)
			}
		})
	}
}

func chunked(r *http.Request) *http.Request {
	r.ContentLength = -1
	return r
}

func typed(r *http.Request, kind string) *http.Request {
	r.Header.Del("Content-Type")
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	return r
}

func header(r *http.Request, name, value string) *http.Request {
	r.Header.Set(name, value)
	return r
}

// TestNothingOfAPersonIsRepeated sends values that can be recognised through
// every kind of mistake (P8): none may come back in an error or reach the log.
func TestNothingOfAPersonIsRepeated(t *testing.T) {
	s, log := care(t)
	const canary = "canary"
	bodies := []string{
		`{"specialist":"canary","period":"2026-03","inputs":{}}`,
		`{"specialist":"canary","period":"canary","inputs":{"base":"canary","answered":731731.5,"calls":-731731,"audits":null,"errors":"canary","surveys":[{"score":731731},{"cause":"canary","score":1},"canary"]},"attributes":{"team":"canary","level":731731}}`,
		`{"specialist":"canary","period":"2026-03","attributes":{"team":"canary","level":731731},"inputs":{"base":"canary","answered":731731.5,"calls":-731731,"audits":null,"errors":"canary","surveys":[{"score":731731},{"cause":"canary","score":1},"canary"]}}`,
		strings.NewReplacer("E1007", canary, `"answered":95`, `"answered":731731`).Replace(facts1),
		strings.NewReplacer("E1007", canary, `"team":"north"`, `"team":"key-accounts"`).Replace(facts1),
		strings.NewReplacer("E1007", canary, `"period"`, `"overrides":[{"veto":"compliance","by":"canary","reason":"canary"}],"period"`).Replace(facts1),
		strings.NewReplacer("E1007", canary, `"period"`, `"policy":"canary","period"`).Replace(facts1),
		strings.NewReplacer("E1007", canary, `"period"`, `"history":[{"period":"2026-02","score":"canary","grade":731731}],"period"`).Replace(facts1),
		`{"specialist":"canary","specialist":"canary"}`, `{"specialist":"canary"} canary`, `{"specialist":canary}`, `"canary"`,
		strings.NewReplacer("E1007", canary, `"calls":100`, `"calls":731731731731731731731731`).Replace(facts1),
	}
	for _, body := range bodies {
		w := do(s, header(header(post("/v1/evaluate", body), "X-Request-Id", "canary canary"), "Referer", canary))
		if w.Code < 400 {
			t.Errorf("accepted: %s", body)
		}
		if said := w.Body.String(); strings.Contains(said, canary) || strings.Contains(said, "731731") {
			t.Errorf("%s\nis answered with what it said: %s", body, said)
		}
	}
	do(s, get("/v1/policies/canary"))
	do(s, get("/canary?canary=canary"))
	do(s, httptest.NewRequest("CANARY", "/v1/status", nil))
	do(s, header(get("/v1/status"), "X-Forwarded-For", canary))
	if strings.Contains(strings.ToLower(log.String()), canary) || strings.Contains(log.String(), "731731") {
		t.Errorf("the log repeats what was sent:\n%s", log)
	}
}

func TestIfMatch(t *testing.T) {
	s, _ := care(t)
	digest := s.live.Current().Policies()[0].Digest
	for _, tag := range []string{`"` + digest + `"`, `*`, `"sha256:00", "` + digest + `"`} {
		if w := do(s, header(post("/v1/evaluate", facts1), "If-Match", tag)); w.Code != 200 {
			t.Errorf("If-Match: %s is answered with %d", tag, w.Code)
		}
	}
	p := problemOf(t, do(s, header(post("/v1/evaluate", facts1), "If-Match", `"x"`)))
	if p.Policy == nil || p.Policy.Digest != digest || p.Set != s.live.Current().Digest() {
		t.Errorf("the problem does not name what is in force: %+v", p)
	}
}

func TestRequestID(t *testing.T) {
	s, log := care(t)
	for sent, keep := range map[string]bool{
		"abc-1.2_3": true, "": false, strings.Repeat("a", 65): false, "a b": false, "a\r\nb": false, "张三": false, `"}`: false,
	} {
		w := do(s, header(get("/healthz"), "X-Request-Id", sent))
		got := w.Header().Get("X-Request-Id")
		if keep != (got == sent) || !isPlain(got) {
			t.Errorf("%q becomes %q", sent, got)
		}
		if !strings.Contains(log.String(), `"request_id":"`+got+`"`) {
			t.Errorf("%q is not in the log", got)
		}
	}
}

func TestH19ClientAddressIsNotWhatTheClientSays(t *testing.T) {
	s, log := care(t)
	do(s, header(header(get("/v1/status"), "X-Forwarded-For", "203.0.113.9"), "X-Real-Ip", "203.0.113.9"))
	if strings.Contains(log.String(), "203.0.113.9") || !strings.Contains(log.String(), "192.0.2.1") {
		t.Errorf("log: %s", log)
	}
}

func TestNothingInForce(t *testing.T) {
	s, _ := serving(fixed(t, nil))
	for _, r := range []*http.Request{post("/v1/evaluate", facts1), get("/v1/policies"), get("/v1/policies/care"), get("/readyz")} {
		if w := do(s, r); w.Code != 503 || problemOf(t, w).Type != "/problems/no-policy-set" {
			t.Errorf("%s %s: %d", r.Method, r.URL, w.Code)
		}
	}
	if w := do(s, get("/healthz")); w.Code != 200 {
		t.Errorf("/healthz: %d", w.Code)
	}
	var st statusAnswer
	must(t, json.Unmarshal(do(s, get("/v1/status")).Body.Bytes(), &st))
	if st.Ready || st.Set != "" || len(st.Problems) != 1 || st.Problems[0].Code != "no-policies" || st.LastResult != "rejected" {
		t.Errorf("status %+v", st)
	}
}

func TestHead(t *testing.T) {
	s, _ := care(t)
	for _, path := range []string{"/healthz", "/readyz"} {
		if w := do(s, httptest.NewRequest(http.MethodHead, path, nil)); w.Code != 200 {
			t.Errorf("HEAD %s: %d", path, w.Code)
		}
	}
}

func BenchmarkEvaluate(b *testing.B) {
	s := New(fixed(b, map[string]string{"care.toml": read(b, "testdata/care.toml")}), Options{})
	b.ReportAllocs()
	for b.Loop() {
		if w := do(s, post("/v1/evaluate", facts1)); w.Code != 200 {
			b.Fatal(w.Body)
		}
	}
}
