package engine_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules"
	"merit/rules/diag"
)

const header = `schema = 1
[policy]
id = "worked"
version = "1"
title = "Worked"
period = "month"
currency = "CNY"
effective = { from = 2026-01-01 }
stage = "active"
`

const bands = `
[[bands]]
from = 0
grade = "C"
rate = "0%"
[[bands]]
from = 60
grade = "B"
rate = "62.5%"
[[bands]]
from = 80
grade = "A"
rate = "100%"
`

// compile loads one policy; any problem but a warning fails the test.
func compile(t testing.TB, policies ...string) *engine.Snapshot {
	t.Helper()
	var sources []*diag.Source
	for i, policy := range policies {
		sources = append(sources, diag.NewSource(fmt.Sprintf("worked%.*d.toml", min(i, 1), i), []byte(policy)))
	}
	set, problems := rules.Load(sources)
	if problems.HasErrors() {
		var b strings.Builder
		_ = diag.Printer{Lang: "en"}.Print(&b, problems)
		t.Fatalf("the policy does not load:\n%s", b.String())
	}
	snap, _ := engine.Compile(set)
	return snap
}

// ask evaluates inputs of one specialist in 2026-03; more may add members to
// the request.
func ask(t testing.TB, snap *engine.Snapshot, inputs string, more ...string) (*engine.Evaluation, error) {
	t.Helper()
	return askWhole(t, snap, `{"specialist":"E1","period":"2026-03","inputs":{`+inputs+`}`+strings.Join(more, "")+`}`)
}

// askWhole evaluates a whole request.
func askWhole(t testing.TB, snap *engine.Snapshot, body string) (*engine.Evaluation, error) {
	t.Helper()
	req, problems := facts.Read(diag.NewSource("request.json", []byte(body)), facts.Limits{})
	if problems.HasErrors() {
		t.Fatalf("%s\n%v", body, problems.Err())
	}
	return snap.Evaluate(req)
}

// answer is ask where a refusal fails the test.
func answer(t testing.TB, snap *engine.Snapshot, inputs string, more ...string) *engine.Evaluation {
	t.Helper()
	e, err := ask(t, snap, inputs, more...)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

const churn = header + `
[inputs]
start = { type = "integer", min = 0 }
lost = { type = "integer", min = 0 }
[[metrics]]
id = "churn"
title = "流失率"
goal = "留住客户"
weight = 100
share = { part = "lost", whole = "start" }
better = "lower"
target = 5
` + bands

// Rules: E2
func TestProportionalShortfall(t *testing.T) {
	snap := compile(t, churn)
	for _, tt := range []struct {
		lost, start int
		score       float64
		grade       string
	}{
		{9, 150, 80, "A"},  // 6 % against 5 %: a fifth over, a fifth off
		{21, 300, 60, "B"}, // 7 %
		{15, 300, 100, "A"},
		{30, 300, 0, "C"},
		{31, 300, 0, "C"}, // never below 0
	} {
		e := answer(t, snap, fmt.Sprintf(`"start":%d,"lost":%d`, tt.start, tt.lost))
		if *e.Score != tt.score || *e.Grade != tt.grade {
			t.Errorf("%d of %d: score %v %s, want %v %s", tt.lost, tt.start, *e.Score, *e.Grade, tt.score, tt.grade)
		}
	}
}

// threeWeights scores three inputs as they are.
func threeWeights(a, b, c int) string {
	p := header + "[inputs]\n"
	for _, id := range []string{"a", "b", "c"} {
		p += id + " = { type = \"number\", required = false }\n"
	}
	p += "base = { type = \"number\", default = 40.04 }\n"
	for i, w := range []int{a, b, c} {
		id := string(rune('a' + i))
		p += fmt.Sprintf("[[metrics]]\nid = \"m_%s\"\ntitle = %q\ngoal = \"g\"\nweight = %d\nvalue = %q\nscore = \"value\"\n", id, id, w, id)
	}
	return p + bands + "[[payouts]]\nid = \"bonus\"\ntitle = \"奖金\"\namount = \"base * rate\"\n"
}

// Rules: D4
func TestScoreOnTheEdgeOfABand(t *testing.T) {
	snap := compile(t, threeWeights(5, 10, 85))
	e := answer(t, snap, `"a":52,"b":60,"c":84`)
	if *e.Score != 80 || *e.Grade != "A" {
		t.Errorf("got %v %s, want exactly 80 A", *e.Score, *e.Grade)
	}
}

// TestExactTies evaluates sums that are exactly x.xx5 by construction: each
// must round up, whatever float64 makes of it (D3, D4).
//
// Rules: D3, D4
func TestExactTies(t *testing.T) {
	const seed = 2026
	rng := rand.New(rand.NewPCG(seed, 1))
	tries, low := 0, 0
	for _, w := range [][3]int{{5, 10, 85}, {40, 35, 25}, {33, 17, 50}, {7, 73, 20}, {1, 89, 10}, {61, 34, 5}, {30, 20, 50}, {11, 64, 25}} {
		snap := compile(t, threeWeights(w[0], w[1], w[2]))
		for range 6000 {
			// All in units of 1e-5: the sum is w·s/100, and must be tie.
			tie := int64(5500+rng.IntN(4500))*1000 + 500
			if rng.IntN(4) == 0 {
				tie = 7999500
			}
			a, b := int64(rng.IntN(100))*100000, int64(rng.IntN(10000))*1000
			rest := tie*100 - int64(w[0])*a - int64(w[1])*b
			if rest < 0 || rest%int64(w[2]) != 0 || rest/int64(w[2]) > 120*100000 {
				continue
			}
			c := rest / int64(w[2])
			e := answer(t, snap, fmt.Sprintf(`"a":%s,"b":%s,"c":%s`, units(a), units(b), units(c)))
			tries++
			want := new(big.Rat).SetFrac64(tie/1000+1, 100)
			if got, _ := want.Float64(); *e.Score != got {
				t.Fatalf("seed %d: weights %v, scores %s %s %s: got %v, want %v", seed, w, units(a), units(b), units(c), *e.Score, got)
			}
			if sum := float64(w[0])/100*(float64(a)/1e5) + float64(w[1])/100*(float64(b)/1e5) + float64(w[2])/100*(float64(c)/1e5); sum < float64(tie)/1e5 {
				low++
			}
			if tie == 7999500 && *e.Grade != "A" {
				t.Fatalf("79.995 is in band %s", *e.Grade)
			}
		}
	}
	if tries < 10000 || low == 0 {
		t.Errorf("%d ties tried, %d of them below the tie in plain float64: the test does not bite", tries, low)
	}
	t.Logf("%d ties, %d of them below the tie in plain float64", tries, low)
}

// units writes a number given in units of 1e-5.
func units(n int64) string { return fmt.Sprintf("%d.%05d", n/100000, n%100000) }

// Rules: D5
func TestMoneyRoundsOnce(t *testing.T) {
	snap := compile(t, threeWeights(5, 10, 85))
	e := answer(t, snap, `"a":70,"b":70,"c":70`)
	if e.Payout.Amount != "25.03" { // 40.04 × 62.5 % = 25.025
		t.Errorf("paid %s, want 25.03", e.Payout.Amount)
	}
}

// Rules: C1, C2
func TestNotMeasuredIsSpread(t *testing.T) {
	snap := compile(t, threeWeights(40, 35, 25))
	e := answer(t, snap, `"b":90,"c":60`)
	if e.Status != "final" || *e.Score != 77.5 {
		t.Fatalf("status %s, score %v; want final, 77.5 = (35·90 + 25·60)/60", e.Status, show(e.Score))
	}
	if m := e.Metrics[0]; m.Score != nil || m.Weight != 0 || m.Status != "not_measured" {
		t.Errorf("the missing metric shows %+v", m)
	}
}

// Rules: B7, B8
func TestTooLittleMeasuredIsHeld(t *testing.T) {
	snap := compile(t, threeWeights(40, 35, 25))
	for _, tt := range []struct{ inputs, status string }{
		{`"a":100`, "held"},          // 40 % of the weight
		{``, "held"},                 // nothing at all
		{`"a":100,"c":100`, "final"}, // 65 %
		{`"b":1,"c":1`, "final"},     // 60 %
		{`"c":100`, "held"},          // 25 %
	} {
		e := answer(t, snap, tt.inputs)
		if e.Status != tt.status {
			t.Errorf("%s: %s, want %s", tt.inputs, e.Status, tt.status)
		}
		if e.Status == "held" && (e.Score != nil || e.Earned != nil || e.Grade != nil || e.Rate != nil || e.Payout != nil || len(e.Payouts) > 0 || len(e.Reasons) == 0) {
			t.Errorf("%s: held, but it still answers %+v", tt.inputs, e)
		}
	}
}

func asJSON(t testing.TB, e *engine.Evaluation) string {
	t.Helper()
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func show(x *float64) any {
	if x == nil {
		return nil
	}
	return *x
}

const audited = header + `
[inputs]
audits = { type = "integer", min = 0 }
audit_errors = { type = "integer", min = 0 }
[[metrics]]
id = "m"
title = "m"
goal = "g"
weight = 100
value = "90"
score = "value"
[[vetoes]]
id = "compliance"
title = "合规"
when = "CONDITION"
effect = { score = 0 }
reason = "r"
` + bands

// Rules: B7
func TestComplianceVeto(t *testing.T) {
	limit := compile(t, strings.ReplaceAll(audited, "CONDITION", "audit_errors / audits * 100 > 0.5"))
	two := compile(t, strings.ReplaceAll(audited, "CONDITION", "audit_errors >= 2 and audit_errors / audits * 100 > 0.5"))
	for _, tt := range []struct {
		name           string
		snap           *engine.Snapshot
		errors, audits int
		status         string
		score          float64
	}{
		{"two errors", two, 2, 150, "final", 0},
		{"one error where two are needed", two, 1, 150, "final", 90},
		{"one error", limit, 1, 150, "final", 0},
		{"exactly at the limit", limit, 1, 200, "final", 90},
		{"no audits", limit, 0, 0, "held", 0},
	} {
		e := answer(t, tt.snap, fmt.Sprintf(`"audits":%d,"audit_errors":%d`, tt.audits, tt.errors))
		if e.Status != tt.status {
			t.Errorf("%s: %s, want %s", tt.name, e.Status, tt.status)
			continue
		}
		if e.Status == "held" {
			if e.Reasons[0].Code != "veto-undecided" {
				t.Errorf("%s: held for %s", tt.name, e.Reasons[0].Code)
			}
			continue
		}
		if *e.Score != tt.score || *e.Earned != 90 || e.Vetoed != (tt.score == 0) {
			t.Errorf("%s: score %v, earned %v, vetoed %v; want %v, 90", tt.name, *e.Score, *e.Earned, e.Vetoed, tt.score)
		}
	}
}
