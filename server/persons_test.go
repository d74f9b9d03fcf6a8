package server

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// marks are values that can be recognised wherever they turn up: a name, the
// same in Chinese, and a salary.
var marks = []string{"canaryZhang", "金丝雀张三", "7317317311"}

// TestH38PersonsAreNotTold drives every route with marked values in every place
// a request has: path, query, headers, method, body, and members, names and
// values of it. None may come back in an error, nor reach the log or a metric.
func TestH38PersonsAreNotTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.toml")
	secret := keyed(t, path, Scopes)[0]
	log := &bytes.Buffer{}
	s := New(fixed(t, map[string]string{"care.toml": read(t, "testdata/care.toml")}), Options{
		Logger: slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Now:    func() time.Time { return time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC) }, Keys: ring(t, path),
	})
	asked, answered := 0, 0
	for _, route := range s.engine.Routes() {
		for _, mark := range marks {
			for i, r := range marked(route.Method, route.Path, mark) {
				for _, key := range []string{secret, mark, ""}[:map[bool]int{true: 3, false: 1}[i < 20]] {
					again := r.Clone(t.Context())
					again.Body = r.Body
					if r.GetBody != nil {
						again.Body, _ = r.GetBody()
					}
					if key != "" {
						bearing(again, key)
					}
					w := do(s, again)
					asked++
					body := w.Body.String()
					if w.Code < 400 {
						answered++
						body = refusedLines(body) // an evaluation and the report of a check are for who asked
					}
					if said := found(body+fmt.Sprint(w.Header()), mark); said != "" {
						t.Errorf("%s %s is refused with %s", r.Method, r.URL, said)
					}
				}
			}
		}
	}
	for _, mark := range marks {
		if said := found(log.String(), mark); said != "" {
			t.Errorf("the log has %s", said)
		}
		if said := found(do(s, bearing(get("/metrics"), secret)).Body.String(), mark); said != "" {
			t.Errorf("a metric has %s", said)
		}
	}
	if strings.Contains(log.String(), secret) || strings.Contains(log.String(), strings.Split(secret, ".")[1]) {
		t.Error("the log has a key")
	}
	if asked < 1000 || answered < 50 {
		t.Errorf("asked %d times, %d were answered", asked, answered)
	}
}

// refusedLines are those lines of a batch that refuse, without whom they are
// about.
func refusedLines(body string) string {
	var out strings.Builder
	for line := range strings.Lines(body) {
		if _, rest, ok := strings.Cut(line, `"status":"refused",`); ok {
			out.WriteString(rest)
		}
	}
	return out.String()
}

// found returns what surrounds a mark in what was said, "" without one, also
// when it is written with escapes.
func found(said, mark string) string {
	for _, form := range []string{mark, strings.ToLower(mark), url.QueryEscape(mark), strings.Trim(fmt.Sprintf("%+q", mark), `"`)} {
		if i := strings.Index(said, form); i >= 0 {
			return said[max(0, i-80):min(len(said), i+80)]
		}
	}
	return ""
}

// marked makes requests to a route with a mark in one place each, and in all.
func marked(method, route, mark string) []*http.Request {
	path := strings.ReplaceAll(route, ":id", "care")
	make := func(path, kind, body string) *http.Request {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(body)), nil }
		r.Header.Set("Content-Type", kind)
		return r
	}
	escaped := url.PathEscape(mark)
	all := []*http.Request{
		make(strings.ReplaceAll(route, ":id", escaped), jsonType, facts1), make(path+"/"+escaped, jsonType, ""), make(path+"?"+escaped+"="+escaped, jsonType, facts1),
		make(path+"?as_of="+escaped, jsonType, ""), make(path+"#"+escaped, jsonType, facts1),
		header(make(path, jsonType, facts1), "X-Request-Id", mark+" "+mark), header(make(path, jsonType, facts1), "X-Forwarded-For", mark), header(make(path, jsonType, facts1), "Referer", mark),
		header(make(path, jsonType, facts1), "User-Agent", mark), header(make(path, jsonType, facts1), "If-Match", `"`+mark+`"`), header(make(path, jsonType, facts1), "Accept", mark),
		header(make(path, jsonType, facts1), "Content-Encoding", mark), header(make(path, jsonType, facts1), "Cookie", "a="+mark), header(make(path, jsonType, facts1), "Origin", "http://"+mark),
		make(path, mark, facts1), make(path, "application/json; charset="+mark, facts1), httptest.NewRequest("CANARYZHANG", path, nil),
	}
	for _, body := range markedBodies(mark) {
		switch route {
		case "/v1/evaluate":
			all = append(all, make(path, jsonType, body))
		case "/v1/evaluate/batch":
			all = append(all, make(path, jsonType, "["+body+"]"), make(path, ndjsonType, body+"\n"+facts1))
		case "/v1/check":
			all = append(all, make(path, jsonType, body), make(path, jsonType, strings.Replace(body, "{", `{"files":[{`, 1)))
		}
	}
	if route == "/v1/check" {
		all = append(all, make(path, tomlType, mark), make(path, tomlType, "id = \""+mark+"\"\n["+mark))
	}
	return all
}

// markedBodies puts a mark in the place of every value of a good request, and
// into bodies that are none. Names are left alone: what nobody declared is
// refused by its name.
func markedBodies(mark string) []string {
	bodies := []string{mark, `"` + mark + `"`, `{"` + mark, `{"specialist":"` + mark + `","specialist":"` + mark + `"}`, facts1 + mark, `{"files":[{"name":"` + mark + `","text":"` + mark + `"}]}`,
		`{"files":[{"name":"a.toml","text":"` + mark + ` = \"` + mark + `\""}]}`, strings.Repeat("[", 40) + mark}
	whole := strings.TrimSuffix(facts1, "}") + `,"policy":"care","as_of":"2026-03-31","explain":true,"history":[{"period":"2026-02","score":80,"grade":"B"}],"overrides":[{"veto":"compliance","by":"boss","reason":"because"}]}`
	for i := 0; i < len(whole); {
		start, end := nextToken(whole, i)
		if end == start {
			break
		}
		if i = end; strings.HasPrefix(whole[end:], ":") {
			continue
		}
		for _, as := range []string{`"` + mark + `"`, "-" + mark, mark + ".5"} {
			bodies = append(bodies, whole[:start]+as+whole[end:])
		}
	}
	return bodies
}

// nextToken finds the next name, text or number of JSON.
func nextToken(s string, from int) (start, end int) {
	start = from + strings.IndexAny(s[from:]+`"`, `"0123456789`)
	if start >= len(s) {
		return 0, 0
	}
	if s[start] == '"' {
		return start, start + 2 + strings.IndexByte(s[start+1:], '"')
	}
	end = start
	for end < len(s) && strings.IndexByte("0123456789.", s[end]) >= 0 {
		end++
	}
	return start, end
}
