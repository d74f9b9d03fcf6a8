package engine

import (
	"math"
	"testing"

	"merit/rules/formula/oracle"
)

// A vmAgreement is the shipped agreement with one expr VM program for each of
// its formulas; what the policy states as data (targets, weights, bands) is
// plain Go, as in the hand-written one. It is how the product would be built
// on expr alone.
type vmAgreement struct {
	env      map[string]any
	formulas []vmFormula // in order; the value goes back into env
}

type vmFormula struct {
	name    string
	program *oracle.Program
}

// vmFormulas are the formulas of policies/crs-standard.toml, and the shares
// as expr would write them.
var vmFormulas = [][2]string{
	{"fair_surveys", `filter(surveys, not (.score <= 3 and .cause == "product" and .claim == "approved"))`},
	{"repeat_rate", `repeat_7d / tickets_closed * 100`},
	{"error_rate", `audit_errors / audits * 100`},
	{"check1", `customers_lost <= customers_start`},
	{"check2", `hv_kept <= hv_start`},
	{"check3", `promoters + detractors <= nps_answers`},
	{"check4", `first_contact_resolved <= tickets_closed and resolved_24h <= tickets_closed and repeat_7d <= tickets_closed`},
	{"check5", `training_done <= training_assigned and crm_filled <= crm_fields`},
	{"check6", `audit_errors <= audits`},
	{"csat_part", `count(fair_surveys, .score >= 4)`},
	{"csat_whole", `len(fair_surveys)`},
	{"csat", `csat_part / csat_whole * 100`},
	{"nps_value", `(promoters - detractors) / nps_answers * 100`},
	{"fcr", `first_contact_resolved / tickets_closed * 100`},
	{"resolved", `resolved_24h / tickets_closed * 100`},
	{"training", `training_done / training_assigned * 100`},
	{"data", `crm_filled / crm_fields * 100`},
	{"churn", `customers_lost / customers_start * 100`},
	{"retention", `hv_kept / hv_start * 100`},
	{"hurried", `repeat_rate > repeat_limit`},
	{"ideas", `ideas_adopted * 2`},
	{"complaints", `complaints_upheld * -5`},
	{"compliance", `audits == 0 ? nil : (audit_errors >= 2 and error_rate > compliance_limit)`},
}

const vmPayout = `base_bonus * rate * (1 + 0.1 * (level - 1))`

func newVMAgreement(t testing.TB, f *specialistFacts) *vmAgreement {
	t.Helper()
	a := &vmAgreement{env: map[string]any{"repeat_limit": 15.0, "compliance_limit": 0.5, "rate": 1.0}}
	a.set(f, surveysForVM(f))
	for _, f := range append(vmFormulas, [2]string{"payout", vmPayout}) {
		program, err := oracle.Compile(f[1], a.env)
		if err != nil {
			t.Fatalf("%s: %v", f[0], err)
		}
		a.formulas = append(a.formulas, vmFormula{f[0], program})
		v, err := program.Run(a.env)
		if err != nil {
			t.Fatalf("%s: %v", f[0], err)
		}
		if v == nil {
			v = false
		}
		a.env[f[0]] = v
	}
	return a
}

func surveysForVM(f *specialistFacts) []any {
	out := make([]any, len(f.surveys))
	for i, s := range f.surveys {
		cause, claim := "service", "none"
		if s.fromProduct {
			cause = "product"
		}
		if s.claimAllowed {
			claim = "approved"
		}
		out[i] = map[string]any{"score": float64(s.score), "cause": cause, "claim": claim}
	}
	return out
}

func (a *vmAgreement) set(f *specialistFacts, surveys []any) {
	e := a.env
	e["level"], e["base_bonus"], e["surveys"] = f.level, f.baseBonus, surveys
	e["promoters"], e["detractors"], e["nps_answers"] = f.promoters, f.detractors, f.npsAnswers
	e["tickets_closed"], e["first_response"], e["first_contact_resolved"] = f.ticketsClosed, f.firstResponse, f.firstContact
	e["resolved_24h"], e["repeat_7d"], e["exam"] = f.resolved, f.repeat7d, f.exam
	e["training_assigned"], e["training_done"] = f.trainingAssigned, f.trainingDone
	e["crm_fields"], e["crm_filled"] = f.crmFields, f.crmFilled
	e["customers_start"], e["customers_lost"] = f.customersStart, f.customersLost
	e["hv_start"], e["hv_kept"] = f.hvStart, f.hvKept
	e["audits"], e["audit_errors"] = f.audits, f.auditErrors
	e["ideas_adopted"], e["complaints_upheld"] = f.ideas, f.complaints
}

func (a *vmAgreement) number(name string) float64 {
	v, _ := a.env[name].(float64)
	if math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}

// evaluate runs every program and settles the rest like byHand.
func (a *vmAgreement) evaluate(f *specialistFacts, surveys []any) (handVerdict, error) {
	a.set(f, surveys)
	last := len(a.formulas) - 1
	for _, g := range a.formulas[:last] {
		v, err := g.program.Run(a.env)
		if err != nil {
			return handVerdict{}, err
		}
		a.env[g.name] = v
	}
	v := a.settle()
	if v.held {
		return v, nil
	}
	a.env["rate"] = map[string]float64{"S": 1.2, "A": 1, "B": 0.6, "C": 0}[v.grade]
	pay, err := a.formulas[last].program.Run(a.env)
	if err != nil {
		return v, err
	}
	v.payout = handRound(pay.(float64))
	return v, nil
}

func (a *vmAgreement) settle() handVerdict {
	csat, nps := a.number("csat"), a.number("nps_value")
	if a.number("csat_whole") < 10 {
		csat = math.NaN()
	}
	if a.number("nps_answers") < 10 {
		nps = math.NaN()
	}
	var v handVerdict
	v.scores = [10]float64{
		handHigher(csat, 90) + math.Max(0, math.Min(10, csat-90)), handDeduct(50-nps, 1, 1),
		handDeduct(a.number("first_response")-30, 5, 10), handHigher(a.number("fcr"), 75),
		handHigher(a.number("resolved"), 95), handHigher(a.number("exam"), 85), handHigher(a.number("training"), 100),
		handHigher(a.number("data"), 95), handLower(a.number("churn"), 2), handHigher(a.number("retention"), 95),
	}
	if a.number("churn") <= 1 {
		v.scores[8] += 5
	}
	if a.env["hurried"] == true {
		v.scores[2] = math.Min(v.scores[2], 60)
	}
	sum, weight := 0.0, 0.0
	for i, s := range v.scores {
		if s == s {
			sum += handWeights[i] * s
			weight += handWeights[i]
		}
	}
	if weight < 50 || a.env["compliance"] == nil || math.IsNaN(a.number("repeat_rate")) {
		v.held = true
		return v
	}
	sum = sum/weight + math.Min(6, a.number("ideas")) + math.Max(-15, a.number("complaints"))
	v.score = handRound(math.Max(0, math.Min(100, sum)))
	if a.env["compliance"] == true {
		v.score, v.vetoed = 0, true
	}
	v.grade = "C"
	for _, b := range []struct {
		from  float64
		grade string
	}{{60, "B"}, {80, "A"}, {95, "S"}} {
		if v.score >= b.from {
			v.grade = b.grade
		}
	}
	return v
}

// TestVMAgreement holds the slow side of the benchmark against the
// hand-written agreement, so that both do the same work.
func TestVMAgreement(t *testing.T) {
	people, _ := benchmarkPeople(t, shipped(t))
	a := newVMAgreement(t, people[0])
	same := 0
	for i, f := range people {
		got, err := a.evaluate(f, surveysForVM(f))
		if err != nil {
			t.Fatal(err)
		}
		want := byHand(f)
		if got.held != want.held || !want.held && (got.grade != want.grade || math.Abs(got.payout-want.payout) > 0.005) {
			t.Fatalf("person %d: VM %v %s %v, by hand %v %s %v: %+v", i, got.held, got.grade, got.payout, want.held, want.grade, want.payout, f)
		}
		same++
	}
	if same < 200 {
		t.Errorf("only %d people compared", same)
	}
}

func BenchmarkExprVM(b *testing.B) {
	people, _ := benchmarkPeople(b, shipped(b))
	a := newVMAgreement(b, people[0])
	var surveys [][]any
	for _, f := range people {
		surveys = append(surveys, surveysForVM(f))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := a.evaluate(people[i%len(people)], surveys[i%len(people)]); err != nil {
			b.Fatal(err)
		}
	}
}
