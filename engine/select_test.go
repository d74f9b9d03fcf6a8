package engine_test

import (
	"strings"
	"testing"

	"merit/engine"
	"merit/rules"
	"merit/rules/diag"
)

// agreement writes a policy that scores its one input and pays it out.
func agreement(header, input string) string {
	return `schema = 1
[policy]
title = "t"
currency = "CNY"
` + header + `
[attributes]
team = { type = "string" }
level = { type = "integer", min = 1, max = 5 }
[inputs]
` + input + ` = { type = "number", min = 0 }
[[metrics]]
id = "m"
title = "m"
goal = "g"
weight = 100
value = '` + input + `'
score = 'value'
` + bands + `
[[payouts]]
id = "bonus"
title = "t"
amount = '1000 * rate'
`
}

// policySet is what the cases of TestSelection select from.
var policySet = []string{
	agreement(`id = "north"
version = "1"
period = "month"
stage = "active"
effective = { from = 2026-01-01, to = 2026-05-31 }
applies = 'team == "north"'`, "a"),
	agreement(`id = "north"
version = "2"
period = "month"
stage = "active"
effective = { from = 2026-06-01 }
applies = 'team == "north"'`, "a"),
	agreement(`id = "south"
version = "1"
period = "month"
stage = "active"
effective = { from = 2026-01-01 }
applies = 'team == "south"'`, "a"),
	agreement(`id = "senior"
version = "1"
period = "month"
stage = "active"
effective = { from = 2026-08-01 }
applies = 'level >= 4'`, "a"),
	agreement(`id = "quarterly"
version = "1"
period = "quarter"
stage = "active"
effective = { from = 2026-01-01 }`, "a"),
	agreement(`id = "draft"
version = "1"
period = "month"
stage = "draft"
effective = { from = 2026-01-01 }`, "a"),
	agreement(`id = "shadow"
version = "1"
period = "month"
stage = "pilot"
effective = { from = 2026-03-01, to = 2026-03-31 }
applies = 'level >= 2'`, "b"),
	agreement(`id = "paying"
version = "1"
period = "month"
stage = "pilot"
pays = true
effective = { from = 2026-04-01, to = 2026-04-30 }
applies = 'level >= 2'`, "a"),
	agreement(`id = "rival"
version = "1"
period = "month"
stage = "pilot"
pays = true
effective = { from = 2026-04-01, to = 2026-04-30 }
applies = 'level >= 3'`, "a"),
}

func compileSet(t testing.TB, policies ...string) *engine.Snapshot {
	t.Helper()
	var sources []*diag.Source
	for i, p := range policies {
		sources = append(sources, diag.NewSource(string(rune('a'+i))+".toml", []byte(p)))
	}
	set, problems := rules.Load(sources)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	snap, _ := engine.Compile(set)
	return snap
}

func TestSelection(t *testing.T) {
	snap := compileSet(t, policySet...)
	for _, tt := range []struct{ name, request, want string }{
		{"H2 by attribute", `"period":"2026-02","attributes":{"team":"north","level":1},"inputs":{"a":90}`, "policy.id=north policy.version=1 payout.amount=1000.00 pilots=[]"},
		{"H2 another team", `"period":"2026-02","attributes":{"team":"south","level":1},"inputs":{"a":90}`, "policy.id=south"},
		{"H1 by date", `"period":"2026-06","attributes":{"team":"north","level":1},"inputs":{"a":90}`, "policy.id=north policy.version=2"},
		{"H1 as_of picks the version", `"period":"2026-06","as_of":"2026-05-31","attributes":{"team":"north","level":1},"inputs":{"a":90}`, "policy.version=1 as_of=2026-05-31"},
		{"H2 by length", `"period":"2026-Q1","inputs":{"a":90}`, "policy.id=quarterly"},
		{"H2 none applies", `"period":"2026-02","attributes":{"team":"east","level":1},"inputs":{"a":90}`, "kind=no-policy-applies refused=no-policy-applies"},
		{"H2 none of this length", `"period":"2026-H1","inputs":{"a":90}`, "kind=no-policy-applies"},
		{"H2 several apply", `"period":"2026-08","attributes":{"team":"north","level":4},"inputs":{"a":90}`, "kind=several-policies-apply"},
		{"H2 several, one named", `"period":"2026-08","policy":"senior","attributes":{"team":"north","level":4},"inputs":{"a":90}`, "policy.id=senior pilots=[]"},
		{"B7 attribute missing", `"period":"2026-02","attributes":{"level":1},"inputs":{"a":90}`, "refused=applies-undecided,applies-undecided"},
		{"B7 attribute null", `"period":"2026-02","attributes":{"team":null,"level":1},"inputs":{"a":90}`, "refused=applies-undecided,applies-undecided"},
		{"H2 named but not applying", `"period":"2026-02","policy":"south","attributes":{"team":"north","level":1},"inputs":{"a":90}`, "kind=policy-does-not-apply"},
		{"H2 named but not in force", `"period":"2025-12","policy":"south","attributes":{"team":"south","level":1},"inputs":{"a":90}`, "kind=policy-not-in-force"},
		{"H2 named of another length", `"period":"2026-02","policy":"quarterly","inputs":{"a":90}`, "kind=policy-not-in-force"},
		{"H2 named and unknown", `"period":"2026-02","policy":"nobody","inputs":{"a":90}`, "kind=policy-not-found"},
		{"H2 draft by name", `"period":"2026-02","policy":"draft","inputs":{"a":90}`, "policy.id=draft payout=null would_pay.amount=1000.00 warnings=[policy-does-not-pay] payouts=[]"},
		{"H2 pilot by name stands alone", `"period":"2026-03","policy":"shadow","attributes":{"level":2},"inputs":{"b":70}`, "policy.id=shadow payout=null would_pay.amount=625.00 pilots=[]"},
		{"H3 undeclared attribute", `"period":"2026-02","attributes":{"team":"north","tema":"x"},"inputs":{"a":90}`, "refused=unknown-field"},
		{"H3 attribute of the wrong type", `"period":"2026-02","attributes":{"team":"north","level":"1"},"inputs":{"a":90}`, "kind=invalid-facts"},
		{"H3 attribute out of the chosen policy's bounds", `"period":"2026-02","attributes":{"team":"north","level":9},"inputs":{"a":90}`, "refused=out-of-range"},
		{"H4 shadow", `"period":"2026-03","attributes":{"team":"north","level":2},"inputs":{"a":90,"b":70}`, "policy.id=north payout.amount=1000.00 warnings=[]"},
		{"H4 shadow that does not apply", `"period":"2026-03","attributes":{"team":"north","level":1},"inputs":{"a":90}`, "policy.id=north pilots=[]"},
		{"H3 input only the pilot knows, pilot not applying", `"period":"2026-03","attributes":{"team":"north","level":1},"inputs":{"a":90,"b":1}`, "refused=unknown-field"},
		{"H4 paying pilot", `"period":"2026-04","attributes":{"team":"north","level":2},"inputs":{"a":90}`, "policy.id=paying payout.amount=1000.00"},
		{"H4 two paying pilots", `"period":"2026-04","attributes":{"team":"north","level":3},"inputs":{"a":90}`, "kind=several-policies-apply"},
		{"B7 unclear whether a paying pilot applies", `"period":"2026-04","attributes":{"team":"north"},"inputs":{"a":90}`, "kind=invalid-facts"},
	} {
		e, err := askWhole(t, snap, `{"specialist":"E1",`+tt.request+`}`)
		for _, want := range strings.Fields(tt.want) {
			path, value, _ := strings.Cut(want, "=")
			if got := look(t, e, err, path); got != value {
				t.Errorf("%s: %s = %s, want %s", tt.name, path, got, value)
			}
		}
	}
}

// Rules: H3, H4
func TestPilots(t *testing.T) {
	snap := compileSet(t, policySet...)
	ask := func(request string) *engine.Evaluation {
		e, err := askWhole(t, snap, `{"specialist":"E1",`+request+`}`)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	shadow := ask(`"period":"2026-03","attributes":{"team":"north","level":2},"inputs":{"a":90,"b":70}`).Pilots
	if len(shadow) != 1 || shadow[0].Policy.ID != "shadow" || shadow[0].Status != "final" || *shadow[0].Score != 70 || shadow[0].WouldPay.Amount != "625.00" {
		t.Errorf("H4 shadow: %+v", shadow)
	}
	lacking := ask(`"period":"2026-03","attributes":{"team":"north","level":2},"inputs":{"a":90}`)
	if p := lacking.Pilots; lacking.Status != "final" || len(p) != 1 || p[0].Status != "held" || p[0].WouldPay != nil || len(p[0].Reasons) == 0 {
		t.Errorf("H3 what a pilot lacks holds the pilot: %+v", lacking)
	}
	unclear := ask(`"period":"2026-03","attributes":{"team":"north"},"inputs":{"a":90,"b":70}`)
	if p := unclear.Pilots; unclear.Status != "final" || len(p) != 1 || p[0].Status != "held" || p[0].Reasons[0].Code != "applies-undecided" {
		t.Errorf("H4 unclear pilot: %+v", unclear.Pilots)
	}
	swapped := ask(`"period":"2026-04","attributes":{"team":"north","level":2},"inputs":{"a":70}`)
	if p := swapped.Pilots; swapped.Policy.ID != "paying" || swapped.Payout.Amount != "625.00" || len(p) != 1 || p[0].Policy.ID != "north" || p[0].WouldPay.Amount != "625.00" {
		t.Errorf("H4 paying pilot: %+v", swapped)
	}
}

// TestShadowsChangeNothing takes a pilot away: the paid result stays, byte
// for byte but for the set's digest and the pilots themselves.
//
// Rules: H4
func TestShadowsChangeNothing(t *testing.T) {
	with, without := compileSet(t, policySet...), compileSet(t, policySet[:6]...)
	for _, a := range []string{"0", "59.99", "60", "90", "200"} {
		request := `{"specialist":"E1","period":"2026-03","attributes":{"team":"north","level":2},"inputs":{"a":` + a + `}}`
		x, err := askWhole(t, with, request)
		if err != nil {
			t.Fatal(err)
		}
		y, err := askWhole(t, without, request)
		if err != nil {
			t.Fatal(err)
		}
		x.Pilots, x.Set = y.Pilots, y.Set
		if got, want := asJSON(t, x), asJSON(t, y); got != want {
			t.Errorf("a pilot changed the answer\n%s\n%s", got, want)
		}
	}
}
