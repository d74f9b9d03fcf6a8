package server

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

type checkReport struct {
	Errors, Warnings int
	Files            []string
	Problems         []struct{ Code, File string }
}

func filesJSON(t testing.TB, files ...string) string {
	t.Helper()
	var list []map[string]string
	for i := 0; i < len(files); i += 2 {
		list = append(list, map[string]string{"name": files[i], "text": files[i+1]})
	}
	b, err := json.Marshal(map[string]any{"files": list})
	must(t, err)
	return string(b)
}

func TestCheck(t *testing.T) {
	s, _ := care(t)
	care := read(t, "testdata/care.toml")
	before := s.live.Current().Digest()
	child := "schema = 1\n[policy]\nid = \"north\"\nversion = \"1\"\nextends = \"care\"\neffective = { from = 2026-01-01 }\nstage = \"active\"\napplies = 'team == \"north\"'\n"
	for name, tt := range map[string]struct {
		kind, body string
		code       string // of the first problem, "" for none that refuses
	}{
		"right":                    {"application/toml", care, ""},
		"right, as JSON":           {"application/json", filesJSON(t, "a.toml", care), ""},
		"wrong":                    {"application/toml", strings.Replace(care, "weight = 60", "weight = 50", 1), "*"},
		"extends what is in force": {"application/toml", child, ""},
		"extends what is not":      {"application/toml", strings.Replace(child, `"care"`, `"caring"`, 1), "*"},
		"two together":             {"application/json", filesJSON(t, "a.toml", care, "b/b.toml", care), "*"},
		"no TOML":                  {"application/toml", "[[", "*"},
		"empty":                    {"application/toml", "", "*"},
		"not text":                 {"application/toml", "\xff\x00", "*"},
		"a spreadsheet":            {"application/toml", "PK\x03\x04" + strings.Repeat("\x00", 1000), "*"},
	} {
		w := do(s, typed(post("/v1/check", tt.body), tt.kind))
		var r checkReport
		if err := json.Unmarshal(w.Body.Bytes(), &r); err != nil || w.Code != 200 {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
			continue
		}
		if (r.Errors > 0) != (tt.code != "") || len(r.Problems) < r.Errors || len(r.Files) == 0 {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if s.live.Current().Digest() != before {
		t.Error("checking changed what is in force")
	}
}

func TestCheckRefusals(t *testing.T) {
	s, _ := care(t)
	for body, kind := range map[string]string{
		`{`: "malformed-json", `[]`: "malformed-json", `{"files":[]} x`: "trailing-data", `{"files":[],"files":[]}`: "duplicate-member",
		`{"Files":[]}`: "invalid-check", `{}`: "invalid-check", `{"files":[]}`: "invalid-check", `{"files":{}}`: "invalid-check", `{"files":[{"name":"a.toml"}]}`: "invalid-check",
		`{"files":[{"name":"a.txt","text":""}]}`: "invalid-check", `{"files":[{"name":"a.toml","text":1}]}`: "invalid-check", `{"files":[{"name":"a.toml","text":null}]}`: "invalid-check",
		"{\"files\":[{\"name\":\"a\\r\\n.toml\",\"text\":\"\"}]}": "invalid-check", `{"files":[{"name":"a.toml","text":""},{"name":"a.toml","text":""}]}`: "invalid-check",
		"{\"files\":[{\"name\":\"a.toml\",\"text\":\"\xff\"}]}": "invalid-check", `{"files":[` + strings.Repeat(`{"name":"a.toml","text":""},`, 200) + `{}]}`: "invalid-check",
		`{"files":[{"name":"a.toml","name":"b.toml","text":""}]}`: "duplicate-member", strings.Repeat(" ", 2<<20): "payload-too-large",
	} {
		if p := problemOf(t, do(s, post("/v1/check", body))); p.Type != "/problems/"+kind {
			t.Errorf("%.60s: %s, want %s", body, p.Type, kind)
		}
	}
	if p := problemOf(t, do(s, typed(post("/v1/check", "x"), "text/plain"))); p.Type != "/problems/unsupported-media-type" {
		t.Errorf("text/plain: %s", p.Type)
	}
}

// TestChecksAreBounded: one check at a time, and not for ever.
func TestChecksAreBounded(t *testing.T) {
	s, _ := care(t)
	s.gates.checks.room <- struct{}{}
	w := do(s, typed(post("/v1/check", read(t, "testdata/care.toml")), tomlType))
	if p := problemOf(t, w); p.Type != "/problems/overloaded" || w.Header().Get("Retry-After") != "5" {
		t.Errorf("%d %s", w.Code, p.Type)
	}
	<-s.gates.checks.room
	s.opts.Timeouts.Check = time.Nanosecond
	w = do(s, typed(post("/v1/check", read(t, "testdata/care.toml")), tomlType))
	if p := problemOf(t, w); w.Code != http.StatusServiceUnavailable || p.Type != "/problems/check-timeout" {
		t.Errorf("%d %s", w.Code, p.Type)
	}
	for end := time.Now().Add(10 * time.Second); len(s.gates.checks.room) > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the check never ends")
		}
	}
}
