package engine_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules"
	"merit/rules/diag"
)

func stepsOf(e *engine.Evaluation, kind, id string) []engine.Step {
	var out []engine.Step
	for _, s := range e.Explain {
		if s.Kind == kind && s.ID == id {
			out = append(out, s)
		}
	}
	return out
}

const twoPayouts = header + `
[inputs]
a = { type = "number", required = false }
b = { type = "number", required = false }
[[metrics]]
id = "m"
title = "m"
goal = "g"
weight = 100
value = "90"
score = "value"
` + bands + `
[[payouts]]
id = "one"
title = "one"
amount = "a * rate"
[[payouts]]
id = "two"
title = "two"
amount = "b * rate"
`

// A frame is used again for the next specialist: nothing of the one before
// may show, not even in the steps of a held evaluation.
func TestNothingOfTheSpecialistBefore(t *testing.T) {
	fresh := answer(t, compile(t, twoPayouts), `"b":1`, `,"explain":true`)
	want, _ := json.Marshal(fresh.Explain)
	snap := compile(t, twoPayouts)
	for range 20 { // the pool may hand out a new frame
		answer(t, snap, `"a":1234.56,"b":777`)
		e := answer(t, snap, `"b":1`, `,"explain":true`)
		if got, _ := json.Marshal(e.Explain); string(got) != string(want) {
			t.Fatalf("the payout step of a held evaluation says %s", stepsOf(e, "payout", "one")[0].Text.EN)
		}
	}
}

func TestScoreStepsShowTheirOwnValue(t *testing.T) {
	e := answer(t, compile(t, threeWeights(40, 35, 25)), `"a":10,"b":20,"c":30`, `,"explain":true`)
	for id, want := range map[string]string{"m_a": "10", "m_b": "20", "m_c": "30"} {
		for _, v := range stepsOf(e, "score", id)[0].Values {
			if v.Name == "value" && v.Value != want {
				t.Errorf("the score of %s is explained with value = %s, want %s", id, v.Value, want)
			}
		}
	}
}

// A metric and a veto may have one id: their titles are their own.
func TestTitlesOfTheSameID(t *testing.T) {
	p := strings.NewReplacer(`id = "m"`, `id = "compliance"`, `title = "m"`, `title = "the metric"`,
		`title = "合规"`, `title = "the veto"`, "CONDITION", "false", `value = "90"`, "value = \"audits / 0\"\nwhen_missing = \"hold\"").Replace(audited)
	e := answer(t, compile(t, p), `"audits":1,"audit_errors":0`)
	if got := e.Reasons[0].Text.EN; strings.Contains(got, "the veto") || !strings.Contains(got, "the metric") {
		t.Errorf("held because %q", got)
	}
}

// What loads must run: a choice of nothing but nil, compared with something
// of each kind, is undecided.
//
// Rules: B2
func TestNilOnTheLeft(t *testing.T) {
	for _, other := range []string{"1", "n", "x", "word", `"a"`, "flag", "day", "(x > 1)", "count(flags)"} {
		for _, nothing := range []string{"(flag ? nil : nil)", "(nil ?? nil)"} {
			formula := nothing + " == " + other + " ? 1 : 0"
			func() {
				defer func() {
					if p := recover(); p != nil {
						t.Errorf("%s: %v", formula, p)
					}
				}()
				snap, bad := tryCompile(strings.ReplaceAll(lab, "FORMULA", formula))
				if bad {
					return // refused at load is fine too
				}
				if e := answer(t, snap, labFacts); e.Metrics[0].Value != nil {
					t.Errorf("%s = %v", formula, *e.Metrics[0].Value)
				}
			}()
		}
	}
}

// Days far from each other compare as days, or are refused.
//
// Rules: I3
func TestFarDays(t *testing.T) {
	for _, tt := range []struct{ formula, want string }{
		{`date("9999-12-31") > day ? 1 : 0`, "1"},
		{`date("1600-01-01") < day ? 1 : 0`, "1"},
		{`date("1700-01-01") < date("2260-01-01") ? 1 : 0`, "1"},
		{`days(date("1700-01-01"), date("2260-01-01"))`, "204535"},
		{`days(date("0001-01-01"), date("0001-01-02"))`, "1"},
	} {
		snap, bad := tryCompile(strings.ReplaceAll(lab, "FORMULA", tt.formula))
		if bad {
			continue
		}
		if got := fmt.Sprint(show(answer(t, snap, labFacts).Metrics[0].Value)); got != tt.want {
			t.Errorf("%s = %s, want %s", tt.formula, got, tt.want)
		}
	}
	p := strings.Replace(lab, `day_m = { type = "date", required = false }`, `day_m = { type = "date", default = 9999-12-31 }`, 1)
	if snap, bad := tryCompile(strings.ReplaceAll(p, "FORMULA", `day_m > day ? 1 : 0`)); !bad {
		if got := show(answer(t, snap, labFacts).Metrics[0].Value); got != 1.0 {
			t.Errorf("a default of 9999-12-31 > 2026-03-31 = %v, want 1", got)
		}
	}
}

// A final evaluation has a score and can be written as JSON, whatever the
// numbers.
//
// Rules: B1
func TestHugeValues(t *testing.T) {
	huge := strings.TrimSuffix(strings.Repeat("x * ", 20), " * ")
	for _, how := range []string{
		"better = \"lower\"\ntarget = 1\nshortfall = { per = 0.5, deduct = 0 }",
		"better = \"higher\"\ntarget = 1\nextra = { per = 0.5, points = 0 }",
	} {
		p := header + "[inputs]\nx = { type = \"number\" }\n[[metrics]]\nid = \"m\"\ntitle = \"m\"\ngoal = \"g\"\nweight = 100\nvalue = \"" + huge + "\"\n" + how + "\n" + bands
		snap, bad := tryCompile(p)
		if bad {
			continue
		}
		e := answer(t, snap, `"x":2500000000000000`)
		if _, err := json.Marshal(e); err != nil || e.Status == "final" && e.Score == nil {
			t.Errorf("%s: status %s, score %v, %v", how, e.Status, show(e.Score), err)
		}
	}
}

// What an aggregate passes over is said wherever it stands (B4).
//
// Rules: B4
func TestSkippedIsSaid(t *testing.T) {
	for _, value := range []string{`value = 'mean(map(recs, .s))'`, `share = { of = "recs", where = '.s >= 4' }`} {
		snap := compile(t, strings.Replace(lab, "value = 'FORMULA'", value, 1))
		e := answer(t, snap, labFacts, `,"explain":true`)
		if got := stepsOf(e, "metric", "probe")[0].Text.EN; !strings.Contains(got, "skipped") && !strings.Contains(got, "passed over") {
			t.Errorf("%s: one of three records has no score, and explain says only %q", value, got)
		}
	}
}

// A mistyped attribute is named also when, for want of it, no policy can be
// chosen (H3).
func TestUnknownAttributeBeforeSelection(t *testing.T) {
	p := strings.Replace(churn, "[inputs]", "[attributes]\nrole = { type = \"string\" }\n[inputs]", 1)
	snap := compile(t, strings.Replace(p, `stage = "active"`, "stage = \"active\"\napplies = 'role == \"crs\"'", 1))
	_, err := ask(t, snap, `"start":1,"lost":0`, `,"attributes":{"rol":"crs"}`)
	if err == nil || !strings.Contains(err.Error(), "unknown-field") {
		t.Errorf("got %v", err)
	}
}

// Whoever overrides a veto is not offered an empty list of others.
func TestNothingToOverride(t *testing.T) {
	_, err := ask(t, compile(t, twoPayouts), `"a":1,"b":2`, `,"overrides":[{"veto":"v","by":"E9","reason":"x"}]`)
	var refusal *engine.Refusal
	if !errors.As(err, &refusal) || len(refusal.Problems) != 1 {
		t.Fatalf("got %v", err)
	}
	d := refusal.Problems[0]
	if d.Code != "override-refused" || !strings.Contains(d.Help.ZH, "本协议没有可豁免的否决项") || !strings.Contains(d.Help.EN, "no veto of this policy") {
		t.Errorf("%s: help %q, %q", d.Code, d.Help.ZH, d.Help.EN)
	}
}

// The recorder only watches.
func TestExplainChangesNothing(t *testing.T) {
	snap := compile(t, twoPayouts)
	for _, inputs := range []string{`"a":1,"b":2`, `"a":1`, `"a":-1,"b":0`} {
		plain, told := answer(t, snap, inputs), answer(t, snap, inputs, `,"explain":true`)
		told.Explain = nil
		a, _ := json.Marshal(plain)
		b, _ := json.Marshal(told)
		if string(a) != string(b) {
			t.Errorf("%s:\n%s\n%s", inputs, a, b)
		}
	}
}

// One snapshot serves many goroutines, one request too (run with -race).
func TestOneSnapshotManyGoroutines(t *testing.T) {
	snap := compile(t, strings.ReplaceAll(lab, "FORMULA",
		`sum(map(filter(recs, .s > 1), .s * x)) + count(map(recs, .ok)) + percentile(nums, 50) + sum(per_week(map(calls, .at)))`))
	requests := make([]*facts.Request, 8)
	for i := range requests {
		body := strings.Replace(`{"specialist":"E1","period":"2026-03","explain":true,"inputs":{`+labFacts+`}}`, `"x":10`, fmt.Sprintf(`"x":%d`, i), 1)
		requests[i], _ = facts.Read(diag.NewSource("r.json", []byte(body)), facts.Limits{})
	}
	var wait sync.WaitGroup
	for g := range 8 {
		wait.Go(func() {
			for n := range 100 {
				i := (g + n) % len(requests)
				e, err := snap.Evaluate(requests[i])
				if want := float64(8*i) + 1 + 2.5 + 3; err != nil || *e.Metrics[0].Value != want {
					t.Errorf("request %d: %v, want %v", i, err, want)
					return
				}
			}
		})
	}
	wait.Wait()
}

// tryCompile is compile where a refusal is no failure.
func tryCompile(policy string) (snap *engine.Snapshot, refused bool) {
	set, problems := rules.Load([]*diag.Source{diag.NewSource("worked.toml", []byte(policy))})
	if problems.HasErrors() {
		return nil, true
	}
	snap, _ = engine.Compile(set)
	return snap, false
}
