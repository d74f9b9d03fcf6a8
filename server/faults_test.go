package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// left are the rows of the fault catalogue for HTTP that wait for what they
// are about.
var left = map[int]string{
	27: "disk full, database down: there is no record of evaluations yet",
}

// TestEveryRowOfTheFaultCatalogue wants each row H1–H28, H33, H37–H39, H41 and
// H42 named by a test or a subtest of this package.
func TestEveryRowOfTheFaultCatalogue(t *testing.T) {
	files, err := filepath.Glob("*_test.go")
	must(t, err)
	tested := map[string]bool{}
	for _, file := range files {
		for _, m := range regexp.MustCompile(`func TestH0*(\d+)|"H(\d+) `).FindAllStringSubmatch(read(t, file), -1) {
			tested[m[1]+m[2]] = true
		}
	}
	rows := []int{33, 37, 38, 39, 41, 42}
	for n := 1; n <= 28; n++ {
		rows = append(rows, n)
	}
	for _, n := range rows {
		if why := left[n]; !tested[fmt.Sprint(n)] && why == "" {
			t.Errorf("no test names H%d", n)
		}
	}
}

// TestH12Accept: there is one form of an answer, whatever is asked for.
func TestH12Accept(t *testing.T) {
	s, _ := care(t)
	for _, accept := range []string{"", "*/*", "application/json", "text/html", "application/xml;q=0.9", "nonsense"} {
		if w := do(s, header(post("/v1/evaluate", facts1), "Accept", accept)); w.Code != 200 || w.Header().Get("Content-Type") != jsonType {
			t.Errorf("Accept: %s: %d %s", accept, w.Code, w.Header().Get("Content-Type"))
		}
	}
}

// TestH14Text: what cannot be seen, or is no text, is refused where it names
// something.
func TestH14Text(t *testing.T) {
	s, _ := care(t)
	for name, who := range map[string]string{
		"not UTF-8": "E\xff7", "a lone surrogate": `E\ud800`, "NUL": `E\u0000`, "turned around": "E\u202e7", "nothing to see": "\u200b", "a line end": `E\r\n7`, "blank": "  ",
	} {
		w := do(s, post("/v1/evaluate", strings.Replace(facts1, "E1007", who, 1)))
		if p := problemOf(t, w); w.Code != 422 && w.Code != 400 || len(p.Errors) == 0 {
			t.Errorf("%s: %d %s", name, w.Code, p.Type)
		}
	}
	for name, who := range map[string]string{"Chinese": "张三", "with a space": "Zhang San", "an emoji": "E😀", "escaped": `E\u0031`} {
		if w := do(s, post("/v1/evaluate", strings.Replace(facts1, "E1007", who, 1))); w.Code != 200 {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
}

// TestH16ResponseHeaders: nothing that was sent reaches a header of the answer
// but a request id of plain characters.
func TestH16ResponseHeaders(t *testing.T) {
	s, _ := care(t)
	addr, _ := listening(t, s)
	for _, sent := range []string{
		"GET /v1/policies/a%0d%0aX-Evil:1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\tX-Evil:1\r\nConnection: close\r\n\r\n",
		"GET /healthz?a=%0d%0aX-Evil:1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
	} {
		got := exchange(t, addr, sent, false)
		head, _, _ := strings.Cut(got, "\r\n\r\n")
		if !strings.HasPrefix(got, "HTTP/1.1 ") || strings.Contains(head, "Evil") {
			t.Errorf("%q", got)
		}
	}
}

// TestH22SameRequest: there is nothing to be done twice: an evaluation changes
// nothing, and the same request has the same answer, with or without a key that
// says that it is the same.
func TestH22SameRequest(t *testing.T) {
	s, _ := care(t)
	first := do(s, header(post("/v1/evaluate", facts1), "Idempotency-Key", "a")).Body.String()
	if again := do(s, header(post("/v1/evaluate", facts1), "Idempotency-Key", "a")).Body.String(); again != first {
		t.Error("the same request has another answer")
	}
	other := do(s, header(post("/v1/evaluate", strings.Replace(facts1, "E1007", "E1008", 1)), "Idempotency-Key", "a")).Body.String()
	if !strings.Contains(other, "E1008") {
		t.Errorf("another request is answered like the first: %s", other)
	}
}

// TestH33CORS: no page of another origin may read an answer.
func TestH33CORS(t *testing.T) {
	s, _ := care(t)
	for _, method := range []string{http.MethodOptions, http.MethodPost} {
		for _, origin := range []string{"https://evil.example", "null"} {
			r := header(header(post("/v1/evaluate", facts1), "Origin", origin), "Access-Control-Request-Method", "POST")
			r.Method = method
			w := do(s, r)
			for name := range w.Header() {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("%s from %s: %s: %s", method, origin, name, w.Header().Get(name))
				}
			}
			if method == http.MethodOptions && w.Code != 405 {
				t.Errorf("a preflight is answered with %d", w.Code)
			}
		}
	}
}

// TestH37LogInjection: whatever is sent, the log has one JSON object a line,
// and nobody can write lines of their own.
func TestH37LogInjection(t *testing.T) {
	log := &bytes.Buffer{}
	s := New(fixed(t, map[string]string{"care.toml": read(t, "testdata/care.toml")}), Options{Logger: slog.New(slog.NewJSONHandler(log, nil))})
	evil := "x\r\n{\"level\":\"INFO\",\"msg\":\"forged\"}\x1b[31m"
	asked := 0
	for _, r := range []*http.Request{
		header(get("/v1/status"), "X-Request-Id", evil), header(get("/v1/status"), "User-Agent", evil), header(get("/v1/status"), "X-Forwarded-For", evil),
		get("/v1/policies/%0d%0a%7b%22msg%22:%22forged%22%7d"), get("/forged%0aforged"), httptest.NewRequest("FORGED", "/v1/status", nil),
		post("/v1/evaluate", evil), header(post("/v1/evaluate", facts1), "If-Match", evil), header(get("/v1/status"), "Authorization", "Bearer "+evil),
	} {
		do(s, r)
		asked++
	}
	lines := 0
	for line := range strings.Lines(log.String()) {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil || entry["msg"] != "request" || strings.Contains(strings.ToLower(line), "forged") || strings.Contains(line, "\x1b") {
			t.Errorf("%q", line)
		}
		lines++
	}
	if lines != asked {
		t.Errorf("%d lines for %d requests", lines, asked)
	}
}

// TestH41NothingIsCached: every answer of every route says so.
func TestH41NothingIsCached(t *testing.T) {
	s, _ := care(t)
	for _, route := range s.engine.Routes() {
		path := strings.ReplaceAll(route.Path, ":id", "care")
		for _, r := range []*http.Request{httptest.NewRequest(route.Method, path, nil), typed(httptest.NewRequest(route.Method, path, strings.NewReader(facts1)), jsonType), httptest.NewRequest("PUT", path, nil)} {
			if w := do(s, r); w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s %s: %v", r.Method, path, w.Header())
			}
		}
	}
}

// TestH25OneBadOfMany: one bad line of very many is refused, all others are
// answered in their order.
func TestH25OneBadOfMany(t *testing.T) {
	s, _ := care(t)
	const many, bad = 5000, 3456
	var in strings.Builder
	for i := range many {
		if i == bad {
			in.WriteString(`{"specialist":"bad","period":"2026-03","inputs":{"base":"x"}}` + "\n")
			continue
		}
		in.WriteString(numbered(i) + "\n")
	}
	addr, _ := listening(t, s)
	resp, err := client(t).Post("http://"+addr+"/v1/evaluate/batch", ndjsonType, strings.NewReader(in.String()))
	must(t, err)
	defer resp.Body.Close()
	var out bytes.Buffer
	_, err = out.ReadFrom(resp.Body)
	must(t, err)
	got := linesOf(t, out.String())
	if len(got) != many {
		t.Fatalf("%d answers, want %d", len(got), many)
	}
	for i, l := range got {
		want := batchLine{Status: "final", Specialist: fmt.Sprintf("E%d", i)}
		if i == bad {
			want = batchLine{Status: "refused", Specialist: "bad"}
		}
		if l.Status != want.Status || l.Specialist != want.Specialist {
			t.Fatalf("line %d: %+v", i, l)
		}
	}
}

// TestFilesAreNeverNamedByARequest: an id is looked up in a map; no file of the
// system is opened for it (H15).
func TestFilesAreNeverNamedByARequest(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.toml")
	must(t, os.WriteFile(secret, []byte("secret = 'seen'"), 0o600))
	s, _ := care(t)
	body, _ := json.Marshal(map[string]any{"files": []any{map[string]string{"name": strings.TrimPrefix(secret, "/"), "text": "x = 1"}}})
	if w := do(s, post("/v1/check", string(body))); strings.Contains(w.Body.String(), "seen") {
		t.Errorf("a file was read: %s", w.Body)
	}
}
