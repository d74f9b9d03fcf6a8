// Package quarterly_test runs the story of this folder: three months are
// evaluated and rolled up into a quarter, and compared with a count that
// shares no code with the policies.
package quarterly_test

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules"
	"merit/rules/diag"
)

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func snapshot(t *testing.T) *engine.Snapshot {
	t.Helper()
	var sources []*diag.Source
	for _, name := range []string{"month.toml", "quarter.toml"} {
		sources = append(sources, diag.NewSource(name, read(t, name)))
	}
	set, problems := rules.Load(sources)
	if len(problems) > 0 {
		t.Fatal(problems.Err())
	}
	s, problems := engine.Compile(set)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	return s
}

func evaluate(t *testing.T, s *engine.Snapshot, body []byte) *engine.Evaluation {
	t.Helper()
	req, problems := facts.Read(diag.NewSource("request.json", body), facts.DefaultLimits)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	e, err := s.Evaluate(req)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// A month is the inputs of one month's request.
type month struct {
	Inputs struct {
		Start     float64   `json:"customers_start"`
		Lost      float64   `json:"customers_lost"`
		Surveys   float64   `json:"surveys"`
		Satisfied float64   `json:"satisfied"`
		Signed    float64   `json:"signed"`
		Weeks     []float64 `json:"weekly_contacts"`
	} `json:"inputs"`
}

// score counts what the monthly agreement gives, by hand.
func (m month) score() float64 {
	in := m.Inputs
	least := in.Weeks[0]
	for _, w := range in.Weeks {
		least = math.Min(least, w)
	}
	points := []float64{
		math.Max(0, 100-20*math.Max(0, in.Lost/in.Start*100-2)),
		math.Min(100, in.Satisfied/in.Surveys*100/90*100),
		math.Min(100, in.Signed/5*100),
		math.Min(100, least/10*100),
	}
	total, weight := 0.0, 0.0
	for i, w := range []float64{25, 35, 20, 20} {
		if i == 1 && in.Surveys < 10 {
			continue
		}
		total, weight = total+w*points[i], weight+w
	}
	return math.Round(total/weight*100) / 100
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

// TestQuarter evaluates the months, hands the answers on just as they are and
// compares the quarter with the count.
func TestQuarter(t *testing.T) {
	s := snapshot(t)
	var parts []string
	scores, satisfied, surveys := 0.0, 0.0, 0.0
	for _, name := range []string{"january.json", "february.json", "march.json"} {
		body := read(t, name)
		var m month
		if err := json.Unmarshal(body, &m); err != nil {
			t.Fatal(err)
		}
		e := evaluate(t, s, body)
		if e.Score == nil || !near(*e.Score, m.score()) {
			t.Fatalf("%s: score %v, counted %v", name, e.Score, m.score())
		}
		answered, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, string(answered))
		scores, satisfied, surveys = scores+m.score(), satisfied+m.Inputs.Satisfied, surveys+m.Inputs.Surveys
	}

	feedback := (50*4.0 + 30*(3+4+5)/3.0) / 80 // one rating of another department is too few
	want := math.Round((0.6*scores/3+0.25*math.Min(100, satisfied/surveys*100/90*100)+0.15*math.Min(100, feedback/4*100))*100) / 100

	short := evaluate(t, s, read(t, "quarter.json"))
	whole := evaluate(t, s, withParts(t, read(t, "quarter.json"), parts))
	for name, e := range map[string]*engine.Evaluation{"short records": short, "whole answers": whole} {
		if e.Score == nil || !near(*e.Score, want) || e.Payout.Amount != "6000.00" || len(e.Outcomes) != 1 {
			t.Errorf("%s: score %v, counted %v; payout %v, outcomes %v", name, e.Score, want, e.Payout, e.Outcomes)
		}
	}
	if p := metric(t, whole, "csat"); *p.Part != satisfied || *p.Whole != surveys {
		t.Errorf("pooled %v of %v, counted %v of %v", *p.Part, *p.Whole, satisfied, surveys)
	}
}

// withParts replaces the parts of a request.
func withParts(t *testing.T, body []byte, parts []string) []byte {
	t.Helper()
	var request map[string]json.RawMessage
	if err := json.Unmarshal(body, &request); err != nil {
		t.Fatal(err)
	}
	request["parts"] = json.RawMessage("[" + strings.Join(parts, ",") + "]")
	out, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func metric(t *testing.T, e *engine.Evaluation, id string) engine.MetricResult {
	t.Helper()
	for _, m := range e.Metrics {
		if m.ID == id {
			return m
		}
	}
	t.Fatalf("no metric %s", id)
	return engine.MetricResult{}
}

// TestMissingMonths: with two months the quarter is evaluated and says what is
// missing, with one it is held.
func TestMissingMonths(t *testing.T) {
	s := snapshot(t)
	record := func(period string) string { return `{"period":"` + period + `","score":90,"grade":"A"}` }
	quarter := read(t, "quarter.json")
	two := evaluate(t, s, withParts(t, quarter, []string{record("2026-03"), record("2026-01")}))
	if two.Status != "final" || len(two.Outcomes) != 0 || !strings.Contains(two.Warnings[0].Text.EN, "(missing: 2026-02)") {
		t.Errorf("two months: %s, outcomes %v, warnings %v", two.Status, two.Outcomes, two.Warnings)
	}
	one := evaluate(t, s, withParts(t, quarter, []string{record("2026-03")}))
	if one.Status != "held" || one.Payout != nil || one.Reasons[0].Code != "parts-needed" {
		t.Errorf("one month: %s, payout %v, reasons %v", one.Status, one.Payout, one.Reasons)
	}
}

// TestProgress: points for what the months are above the quarter before, five
// at most; without that quarter none.
func TestProgress(t *testing.T) {
	s := snapshot(t)
	quarter := read(t, "quarter.json")
	for before, want := range map[string]float64{"null": 0, "90": 1.99, "70": 5, "95": 0} {
		body := strings.Replace(string(quarter), `"inputs"`, `"history": [{"period": "2025-Q4", "score": `+before+`, "grade": "A"}], "inputs"`, 1)
		e := evaluate(t, s, []byte(body))
		if got := *e.Adjustments[0].Points; math.Abs(got-want) > 0.005 {
			t.Errorf("after a quarter of %s: %v points, want %v", before, got, want)
		}
	}
}
