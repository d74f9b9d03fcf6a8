package suite_test

import (
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/facts"
	"merit/engine/suite"
	"merit/rules/diag"
	"merit/rules/document"
)

// FuzzKeep: whatever request is accepted, the example written of it is TOML,
// and says nowhere who it was about unless it tells so.
func FuzzKeep(f *testing.F) {
	for _, seed := range []string{
		`{"specialist": "E1007", "period": "2026-03", "inputs": {"a": 1, "b": null, "c": [1, 2], "d": [{"e": "E1007"}]}}`,
		`{"specialist": "E1", "period": "2026-Q1", "as_of": "2026-03-31", "attributes": {"团队": "\u2028\"'\\"}, "inputs": {"a b": "x\ny"}}`,
		`{"specialist": "\"", "period": "2026", "inputs": {}, "history": [{"period": "2025", "score": 1e1, "grade": "B", "metrics": [{"id": "x.y", "value": null, "part": 1}]}]}`,
		`{"specialist": "x", "period": "2026-03", "inputs": {"x": -0, "y": 1E2, "z": 1.50}, "parts": [{"period": "2026-03", "score": null, "grade": null, "status": "held"}], "overrides": [{"veto": "v", "by": "x", "reason": "x ray"}]}`,
		`{"specialist": "x", "period": "2026-03", "inputs": {"l": [` + strings.Repeat(`{"k": "long enough to wrap", "n": 12345},`, 20) + `{}]}}`,
		`{"specialist": "x", "period": "2026-03", "inputs": {"": ""}}`,
	} {
		f.Add([]byte(seed))
	}
	score, grade := 87.35, "A"
	f.Fuzz(func(t *testing.T, request []byte) {
		src := diag.NewSource("request.json", request)
		req, problems := facts.Read(src, facts.DefaultLimits)
		if problems.HasErrors() {
			return
		}
		for _, e := range []*engine.Evaluation{
			{Status: "final", Specialist: req.Specialist, Period: req.Period.String(), Score: &score, Grade: &grade},
			{Status: "held", Specialist: req.Specialist, Period: req.Period.String(), Reasons: []engine.Note{{Code: "veto-undecided"}}},
		} {
			entry, ok := suite.Keep("名称 \"a\"", src, e)
			if !ok {
				continue
			}
			root, problems := document.Parse(diag.NewSource("example.toml", []byte(entry.TOML)), document.DefaultLimits)
			if problems.HasErrors() {
				t.Fatalf("%v\n%s", problems.Err(), entry.TOML)
			}
			if !entry.Named && naming(root, req.Specialist) {
				t.Fatalf("it still names %q\n%s", req.Specialist, entry.TOML)
			}
		}
	})
}

// naming reports whether some fact, not a key or what is expected, holds who.
func naming(v *document.Value, who string) bool {
	if v.Kind == document.String && v.Name != "name" && v.Name != "period" && strings.Contains(v.Text, who) && v.Text != "本人" {
		return true
	}
	for _, m := range v.Members {
		if m.Name != "expect" && m.Name != "as_of" && naming(m, who) {
			return true
		}
	}
	for _, i := range v.Items {
		if naming(i, who) {
			return true
		}
	}
	return false
}
