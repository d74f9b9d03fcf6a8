package facts_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"merit/engine/facts"
	"merit/rules/diag"
)

// Whatever the bytes: no panic, every problem lies inside the text and says
// where, and what Read accepts encoding/json accepts too and reads the same.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		``, `{}`, `[`, `{"a":1,"a":2}`, "\xff", `{"a":"\ud800"}`, `{"specialist":"E1","period":"2026-03","inputs":{}}`,
		request(`{"team":"south","level":2}`, bonus(`"customers":3.0,"surveys":[{"score":5,"at":"2026-03-01T10:00:00Z"},{"score":1e0}],"waits":[1,2]`)),
		past(`[{"period":"2026-01","score":80,"grade":"B"},{"period":"2025-02","score":null,"grade":null,"status":"held"}]`),
		quarter(`[{"period":"2026-03","score":80,"grade":"B","metrics":[{"id":"csat","value":90,"part":9,"whole":10}],"payout":{"amount":"1.00","currency":"CNY"}},{"period":"2026-01","score":null,"grade":null,"payout":"2","metrics":{"csat":{"part":1}}}]`),
		`{"specialist":"E1","period":"2026","inputs":{},"overrides":[{"veto":"v","by":"b","reason":"r"}],"explain":true}`,
		strings.Repeat(`{"a":[`, 20), `{"specialist":"E1","period":"2026","inputs":{"base_bonus":1e999}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		src := diag.NewSource("request.json", bytes.Clone(body))
		r, problems := facts.Read(src, facts.Limits{Bytes: 1 << 16})
		if (r == nil) != (len(problems) > 0) {
			t.Fatalf("request %v with problems %v", r, problems)
		}
		inside(t, src, problems)
		if r == nil {
			return
		}
		var other struct{ Specialist, Period, Policy string }
		if err := json.Unmarshal(body, &other); err != nil {
			t.Fatalf("accepted, but encoding/json says %v", err)
		}
		if other.Specialist != r.Specialist || other.Period != r.Period.String() || other.Policy != r.Policy {
			t.Fatalf("encoding/json reads %+v, Read %+v", other, r)
		}
		v, problems := r.Values(declared)
		inside(t, src, problems)
		if (v == nil) != (len(problems) > 0) {
			t.Fatalf("values %v with problems %v", v, problems)
		}
		_, problems = r.Values(rollUp)
		inside(t, src, problems)
		_, problems = r.Attributes(declared)
		inside(t, src, problems)
		inside(t, src, r.UnknownAttributes(func(string) bool { return false }))
	})
}

func inside(t *testing.T, src *diag.Source, problems diag.List) {
	t.Helper()
	for i := range problems {
		d := &problems[i]
		if d.Span.Source != src || d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(src.Bytes) {
			t.Fatalf("%s at %d to %d of %d bytes", d.Code, d.Span.Start, d.Span.End, len(src.Bytes))
		}
		if d.Pointer != "" && d.Pointer[0] != '/' {
			t.Fatalf("%s: pointer %q", d.Code, d.Pointer)
		}
		_ = d.Error()
	}
}
