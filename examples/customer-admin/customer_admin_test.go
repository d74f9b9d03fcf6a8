// Package customeradmin_test runs the story of this folder: three months with
// every survey and contact, and the quarter, compared with a count that
// shares no code with the policies.
package customeradmin_test

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"
	"time"

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

// A month is one month's request.
type month struct {
	Period string `json:"period"`
	Inputs struct {
		Base    float64 `json:"base_bonus"`
		Opening float64 `json:"opening"`
		Lost    float64 `json:"lost"`
		Signed  float64 `json:"signed"`
		Surveys []struct {
			Score float64 `json:"score"`
		} `json:"surveys"`
		Contacts []contact `json:"contacts"`
	} `json:"inputs"`
}

type contact struct {
	At       time.Time `json:"at"`
	Solved   bool      `json:"solved"`
	Feedback string    `json:"feedback"`
}

func (c contact) effective() bool { return c.Solved || c.Feedback == "positive" }

// weakestWeek walks from Monday to Monday and keeps the weeks that have most
// of their days in the month.
func (m month) weakestWeek(t *testing.T) float64 {
	t.Helper()
	first, err := time.ParseInLocation("2006-01", m.Period, time.FixedZone("", 8*3600))
	if err != nil {
		t.Fatal(err)
	}
	monday := first
	for monday.Weekday() != time.Monday {
		monday = monday.AddDate(0, 0, -1)
	}
	least := math.Inf(1)
	for ; monday.Before(first.AddDate(0, 1, 0)); monday = monday.AddDate(0, 0, 7) {
		if monday.AddDate(0, 0, 3).Month() == first.Month() {
			least = math.Min(least, m.between(monday, monday.AddDate(0, 0, 7)))
		}
	}
	return least
}

func (m month) between(from, to time.Time) float64 {
	n := 0.0
	for _, c := range m.Inputs.Contacts {
		if c.effective() && !c.At.Before(from) && c.At.Before(to) {
			n++
		}
	}
	return n
}

func (m month) satisfaction() float64 {
	sum := 0.0
	for _, s := range m.Inputs.Surveys {
		sum += s.Score
	}
	return sum / float64(len(m.Inputs.Surveys))
}

// lower scores what should be at most 5, with two points for each one beyond.
func lower(value float64) float64 {
	if value > 5 {
		return math.Max(0, 100-(value-5)/5*100)
	}
	return 100 + math.Min(6, (5-value)*2)
}

// higher scores what should reach target, with extra points beyond.
func higher(value, target, extra float64) float64 {
	if value < target {
		return value / target * 100
	}
	return 100 + math.Min(10, extra)
}

func round(x float64) float64 { return math.Round(x*100) / 100 }

func (m month) score(t *testing.T) float64 {
	csat, in := m.satisfaction(), m.Inputs
	return round(math.Min(105, 0.3*lower(in.Lost/in.Opening*100)+
		0.3*higher(csat, 8.5, (csat-8.5)/8.5*100)+
		0.2*higher(in.Signed, 4, (in.Signed-4)*5)+
		0.2*higher(m.weakestWeek(t), 10, 0)))
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func outcomes(e *engine.Evaluation) []string {
	ids := []string{}
	for _, o := range e.Outcomes {
		ids = append(ids, o.ID)
	}
	return ids
}

func answered(t *testing.T, e *engine.Evaluation) json.RawMessage {
	t.Helper()
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// with sets one member of a request.
func with(t *testing.T, body []byte, member string, records []json.RawMessage) []byte {
	t.Helper()
	var request map[string]any
	if err := json.Unmarshal(body, &request); err != nil {
		t.Fatal(err)
	}
	request[member] = records
	out, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var months = []struct {
	file, payout string
	outcomes     []string
}{
	{"january.json", "2000.00", []string{}},
	{"february.json", "1200.00", []string{"churn_alert"}},
	{"march.json", "2000.00", []string{}},
}

// TestCustomerAdmin evaluates the months, hands the answers on and compares
// all of it with the count; the short records in quarter.json say the same.
func TestCustomerAdmin(t *testing.T) {
	s := snapshot(t)
	var parts []json.RawMessage
	scores, lost, opening := 0.0, 0.0, 0.0
	for _, c := range months {
		var m month
		if err := json.Unmarshal(read(t, c.file), &m); err != nil {
			t.Fatal(err)
		}
		e := evaluate(t, s, read(t, c.file))
		if e.Score == nil || !near(*e.Score, m.score(t)) || e.Payout.Amount != c.payout || !slices.Equal(outcomes(e), c.outcomes) {
			t.Fatalf("%s: score %v, counted %v; payout %v, outcomes %v", c.file, e.Score, m.score(t), e.Payout, outcomes(e))
		}
		parts = append(parts, answered(t, e))
		scores, lost, opening = scores+m.score(t), lost+m.Inputs.Lost, opening+m.Inputs.Opening
	}
	want := round(0.7*scores/3 + 0.3*lower(lost/opening*100))
	quarter := read(t, "quarter.json")
	for name, body := range map[string][]byte{"short records": quarter, "whole answers": with(t, quarter, "parts", parts)} {
		e := evaluate(t, s, body)
		if e.Score == nil || !near(*e.Score, want) || e.Payout != nil {
			t.Errorf("%s: score %v, counted %v; payout %v", name, e.Score, want, e.Payout)
		}
	}
}

// TestPromotion: three excellent months in a row are two answers in history
// and this month's; one less, or a hole, is not enough.
func TestPromotion(t *testing.T) {
	s := snapshot(t)
	before := func(period string) json.RawMessage {
		return json.RawMessage(`{"period":"` + period + `","score":95,"grade":"优秀"}`)
	}
	for _, c := range []struct {
		history []json.RawMessage
		want    []string
	}{
		{[]json.RawMessage{before("2026-02"), before("2026-01")}, []string{"promotion"}},
		{[]json.RawMessage{before("2026-02")}, []string{}},
		{[]json.RawMessage{before("2026-02"), before("2025-12")}, []string{}},
	} {
		e := evaluate(t, s, with(t, read(t, "march.json"), "history", c.history))
		if !slices.Equal(outcomes(e), c.want) {
			t.Errorf("history %s: outcomes %v, want %v", c.history, outcomes(e), c.want)
		}
	}
}
