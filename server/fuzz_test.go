package server

import (
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"testing"
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
