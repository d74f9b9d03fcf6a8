package facts_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"merit/engine"
	"merit/engine/facts"
)

func past(history string) string {
	return `{"specialist":"E1","period":"2026-03","inputs":{},"history":` + history + `}`
}

// show writes history as "period score grade vetoed", a hole as "period -".
func show(history []facts.Past) []string {
	var out []string
	for _, p := range history {
		if !p.Evaluated {
			out = append(out, fmt.Sprintf("%s - %d", p.Period, p.Vetoed))
			continue
		}
		out = append(out, fmt.Sprintf("%s %v %s %d", p.Period, p.Score, p.Grade.Text, p.Vetoed))
	}
	return out
}

// Rules: H5
func TestHistory(t *testing.T) {
	tests := map[string]struct {
		history string
		want    []string
	}{
		"none":         {`[]`, nil},
		"sorted":       {`[{"period":"2026-01","score":80,"grade":"B"},{"period":"2026-02","score":90.5,"grade":"A","vetoed":true}]`, []string{"2026-02 90.5 A 1", "2026-01 80 B 2"}},
		"holes filled": {`[{"period":"2025-11","score":80,"grade":"B","vetoed":false}]`, []string{"2026-02 - 2", "2026-01 - 2", "2025-12 - 2", "2025-11 80 B 0"}},
		"no score":     {`[{"period":"2026-02","score":null,"grade":null}]`, []string{"2026-02 - 2"}},
		"held":         {`[{"period":"2026-02","status":"held","score":null,"grade":null,"vetoed":true}]`, []string{"2026-02 - 1"}},
		"no grade":     {`[{"period":"2026-02","score":0,"grade":null}]`, []string{"2026-02 0  2"}},
		"everything": {`[{"period":"2026-02","score":1e1,"grade":"A","rate":0.6,"status":"final","payout":{"amount":"1.00","currency":"CNY"},
			"metrics":{"csat":{"value":1,"score":2,"part":3,"whole":4}},"specialist":"E1","earned":null}]`, []string{"2026-02 10 A 2"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { same(t, tt.history, show(read(t, past(tt.history)).History), tt.want) })
	}
}

func TestHistoryOfOtherLengths(t *testing.T) {
	r := read(t, `{"specialist":"E1","period":"2026-H1","inputs":{},"history":[{"period":"2024-H2","score":1,"grade":"C"}]}`)
	same(t, "halves", show(r.History), []string{"2025-H2 - 2", "2025-H1 - 2", "2024-H2 1 C 2"})
}

// Rules: H5
func TestHistoryRefuses(t *testing.T) {
	record := func(more string) string { return `[{"period":"2026-02","score":1,"grade":"A"` + more + `}]` }
	tests := map[string]struct {
		history string
		want    []string
	}{
		"this period":      {`[{"period":"2026-03","score":1,"grade":"A"}]`, []string{`invalid-history /history/0/period "2026-03"`}},
		"a later one":      {`[{"period":"2027-01","score":1,"grade":"A"}]`, []string{`invalid-history /history/0/period "2027-01"`}},
		"another length":   {`[{"period":"2025-Q4","score":1,"grade":"A"}]`, []string{`invalid-history /history/0/period "2025-Q4"`}},
		"twice":            {`[{"period":"2026-02","score":1,"grade":"A"},{"period":"2026-01","score":1,"grade":"A"},{"period":"2026-02","score":2,"grade":"A"}]`, []string{`invalid-history /history/2/period "2026-02"`}},
		"too old":          {`[{"period":"2016-02","score":1,"grade":"A"}]`, []string{`invalid-history /history/0/period "2016-02"`}},
		"a thousand years": {`[{"period":"1700-02","score":1,"grade":"A"}]`, []string{`invalid-history /history/0/period "1700-02"`}},
		"nothing said":     {`[{}]`, []string{"missing-field /history/0/period {", "missing-field /history/0/score {", "missing-field /history/0/grade {"}},
		"score as text":    {`[{"period":"2026-02","score":"90","grade":"A"}]`, []string{`wrong-type /history/0/score "90"`}},
		"score too large":  {`[{"period":"2026-02","score":1e999,"grade":"A"}]`, []string{`number-range /history/0/score 1e999`}},
		"grade a number":   {`[{"period":"2026-02","score":1,"grade":1}]`, []string{"wrong-type /history/0/grade 1"}},
		"unknown":          {record(`,"scores":1`), []string{`unknown-field /history/0/scores "scores"`}},
		"unknown status":   {record(`,"status":"refused"`), []string{`invalid-history /history/0/status "refused"`}},
		"vetoed null":      {record(`,"vetoed":null`), []string{"null-field /history/0/vetoed null"}},
		"vetoed 1":         {record(`,"vetoed":1`), []string{"wrong-type /history/0/vetoed 1"}},
		"someone else's":   {record(`,"specialist":"E2"`), []string{`invalid-history /history/0/specialist "E2"`}},
		"not a record":     {`[90]`, []string{"wrong-type /history/0 90"}},
		"metrics a number": {record(`,"metrics":3`), []string{"wrong-type /history/0/metrics 3"}},
		"metric a number":  {record(`,"metrics":{"csat":3}`), []string{"wrong-type /history/0/metrics/csat 3"}},
		"metric without":   {record(`,"metrics":[{"value":3}]`), []string{"missing-field /history/0/metrics/0/id {"}},
		"metric twice":     {record(`,"metrics":[{"id":"a"},{"id":"a"}]`), []string{`invalid-history /history/0/metrics/1/id "a"`}},
		"metric as text":   {record(`,"metrics":{"csat":{"value":"3"}}`), []string{`wrong-type /history/0/metrics/csat/value "3"`}},
		"metric unknown":   {record(`,"metrics":{"csat":{"valeu":3}}`), []string{`unknown-field /history/0/metrics/csat/valeu "valeu"`}},
		"payout a list":    {record(`,"payout":[]`), []string{"wrong-type /history/0/payout ["}},
		"payout as words":  {record(`,"payout":"3,000.00"`), []string{`invalid-history /history/0/payout "3,000.00"`}},
		"payout endless":   {record(`,"payout":"99999999999999999999"`), []string{`invalid-history /history/0/payout "99999999999999999999"`}},
		"payout infinite":  {record(`,"payout":"Inf"`), []string{`invalid-history /history/0/payout "Inf"`}},
		"payout of none":   {record(`,"payout":{}`), []string{"missing-field /history/0/payout/amount {"}},
		"payout of more":   {record(`,"payout":{"amount":"1","currency":"CNY","tax":1}`), []string{`unknown-field /history/0/payout/tax "tax"`}},
		"rate as percent":  {record(`,"rate":"60%"`), []string{`wrong-type /history/0/rate "60%"`}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, problems := facts.Read(source(past(tt.history)), facts.Limits{})
			same(t, tt.history, lines(problems), tt.want)
		})
	}
}

// An earlier evaluation is history just as it was answered (H5).
//
// Rules: H5
func TestAnEvaluationIsHistory(t *testing.T) {
	score, grade, amount := 88.5, "A", &engine.Money{Amount: "3000.00", Currency: "CNY"}
	full := engine.Evaluation{
		Status: "final", Specialist: "E1", Period: "2026-02", AsOf: "2026-02-28",
		Score: &score, Earned: &score, Grade: &grade, Rate: &score, Vetoed: true, Payout: amount, WouldPay: amount,
		Metrics: []engine.MetricResult{{ID: "csat", Title: "t", Unit: "%", Status: "measured", Value: &score, Part: &score, Whole: &score, Target: &score, Score: &score}}, Reasons: []engine.Note{{}}, Warnings: []engine.Note{{}}, Explain: []engine.Step{{}},
	}
	held := engine.Evaluation{Status: "held", Specialist: "E1", Period: "2026-01", Metrics: []engine.MetricResult{}}
	var records []byte
	for _, e := range []engine.Evaluation{full, held} {
		b, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		records = append(append(records, ','), b...)
	}
	records[0] = '['
	r := read(t, past(string(records)+"]"))
	same(t, "history", show(r.History), []string{"2026-02 88.5 A 1", "2026-01 - 0"})
}
