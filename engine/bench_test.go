package engine

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"merit/engine/facts"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
)

// shipped compiles the shipped agreement of customer-relationship specialists.
func shipped(t testing.TB) *program {
	t.Helper()
	b, err := os.ReadFile("../policies/crs-standard.toml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := rules.Load([]*diag.Source{diag.NewSource("crs-standard.toml", b)})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return newProgram(set.Policies[0])
}

// randomFacts makes a specialist with edge cases among ordinary months.
func randomFacts(rng *rand.Rand) *specialistFacts {
	n := func(max int) float64 { return float64(rng.IntN(max + 1)) }
	f := &specialistFacts{
		level: 1 + n(4), baseBonus: n(5000), npsAnswers: n(60), ticketsClosed: n(200),
		firstResponse: n(60), exam: n(100), trainingAssigned: n(4), crmFields: n(200),
		customersStart: n(300), hvStart: n(40), audits: n(30) * n(10), auditErrors: n(2), ideas: n(4), complaints: n(2),
	}
	most := func(of float64) float64 { return math.Floor(of * (0.8 + 0.2*rng.Float64())) }
	f.promoters = most(f.npsAnswers)
	f.firstContact, f.resolved, f.repeat7d = most(f.ticketsClosed), most(f.ticketsClosed), math.Floor(f.ticketsClosed*0.2*rng.Float64())
	f.trainingDone, f.crmFilled, f.hvKept = most(f.trainingAssigned), most(f.crmFields), most(f.hvStart)
	f.customersLost = math.Floor(f.customersStart * 0.05 * rng.Float64())
	f.auditErrors = min(f.auditErrors, f.audits)
	for range rng.IntN(40) {
		f.surveys = append(f.surveys, survey{score: 5 - rng.IntN(3)*rng.IntN(3), fromProduct: rng.IntN(4) == 0, claimAllowed: rng.IntN(3) == 0})
	}
	return f
}

// values sends the facts through the request decoder.
func (f *specialistFacts) values(t testing.TB, g *program) *facts.Values {
	t.Helper()
	var surveys []string
	for _, s := range f.surveys {
		cause, claim := "service", "none"
		if s.fromProduct {
			cause = "product"
		}
		if s.claimAllowed {
			claim = "approved"
		}
		surveys = append(surveys, fmt.Sprintf(`{"score":%d,"cause":%q,"claim":%q}`, s.score, cause, claim))
	}
	body := fmt.Sprintf(`{"specialist":"E1","period":"2026-03","attributes":{"role":"crs","level":%v},"inputs":{
"base_bonus":%v,"promoters":%v,"detractors":%v,"nps_answers":%v,"tickets_closed":%v,"first_response":%v,
"first_contact_resolved":%v,"resolved_24h":%v,"repeat_7d":%v,"exam":%v,"training_assigned":%v,"training_done":%v,
"crm_fields":%v,"crm_filled":%v,"customers_start":%v,"customers_lost":%v,"hv_start":%v,"hv_kept":%v,
"audits":%v,"audit_errors":%v,"ideas_adopted":%v,"complaints_upheld":%v,"surveys":[%s]}}`,
		f.level, f.baseBonus, f.promoters, f.detractors, f.npsAnswers, f.ticketsClosed, f.firstResponse,
		f.firstContact, f.resolved, f.repeat7d, f.exam, f.trainingAssigned, f.trainingDone,
		f.crmFields, f.crmFilled, f.customersStart, f.customersLost, f.hvStart, f.hvKept,
		f.audits, f.auditErrors, f.ideas, f.complaints, strings.Join(surveys, ","))
	req, problems := facts.Read(diag.NewSource("facts.json", []byte(body)), facts.Limits{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	values, problems := req.Values(g.layout)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return values
}

// evaluateOnce runs g over values in frame f and leaves the result in it.
func evaluateOnce(g *program, f *frame, v *facts.Values, period calendar.Period) *result {
	f.reset(v, period)
	r := run{program: g, frame: f, res: &f.res, asOf: period.End()}
	r.evaluate()
	return &f.res
}

// TestShippedPolicyByHand compares the engine with the same agreement written
// in Go, over random specialists.
func TestShippedPolicyByHand(t *testing.T) {
	const seed, people = 2026, 3000
	g, rng := shipped(t), rand.New(rand.NewPCG(seed, 7))
	period, _ := calendar.ParsePeriod("2026-03")
	frame := g.slots.frame()
	grades := map[string]int{}
	for i := range people {
		f := randomFacts(rng)
		got, want := evaluateOnce(g, frame, f.values(t, g), period), byHand(f)
		if got.held() != want.held {
			t.Fatalf("seed %d, person %d: held %v, by hand %v: %+v", seed, i, got.held(), want.held, f)
		}
		if want.held {
			grades["held"]++
			continue
		}
		grade := g.policy.Bands[got.band].Grade.Text
		grades[grade]++
		if got.score != want.score || got.earned != want.earned || grade != want.grade || got.total/100 != want.payout || got.vetoed != want.vetoed {
			t.Fatalf("seed %d, person %d: engine %v %v %s %v, by hand %v %v %s %v: %+v", seed, i,
				got.score, got.earned, grade, got.total/100, want.score, want.earned, want.grade, want.payout, f)
		}
	}
	for _, grade := range []string{"S", "A", "B", "C", "held"} {
		if grades[grade] < 20 {
			t.Errorf("only %d of %d specialists are %s: the facts are too tame", grades[grade], people, grade)
		}
	}
}

// benchmarkPeople are the same for every benchmark of one run.
func benchmarkPeople(b testing.TB, g *program) ([]*specialistFacts, []*facts.Values) {
	rng := rand.New(rand.NewPCG(2026, 12))
	var people []*specialistFacts
	var values []*facts.Values
	for range 256 {
		f := randomFacts(rng)
		people, values = append(people, f), append(values, f.values(b, g))
	}
	return people, values
}

func BenchmarkHandWritten(b *testing.B) {
	people, _ := benchmarkPeople(b, shipped(b))
	b.ReportAllocs()
	var v handVerdict
	for i := 0; b.Loop(); i++ {
		v = byHand(people[i%len(people)])
	}
	_ = v
}

func BenchmarkEngine(b *testing.B) {
	g := shipped(b)
	_, values := benchmarkPeople(b, g)
	period, _ := calendar.ParsePeriod("2026-03")
	frame := g.slots.frame()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		evaluateOnce(g, frame, values[i%len(values)], period)
	}
}
