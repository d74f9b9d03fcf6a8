// Package callcentre_test runs the story of this folder: both exports are
// evaluated by the agreement and compared with a count that shares no code
// with either.
package callcentre_test

import (
	"cmp"
	"encoding/csv"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/facts"
	"merit/engine/records"
	"merit/rules"
	"merit/rules/diag"
)

// thirdParty is the export the invented one imitates; it is not part of the repository.
func thirdParty(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(cmp.Or(os.Getenv("MERIT_DATA"), "../../../shared/data"), name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("third-party data is not here (%v); MERIT_DATA may name its folder", err)
	}
	return path
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A month is what the calls of one agent in one month come to.
type month struct {
	calls, answered, resolved float64
	speed, talk, rating       float64 // sums over answered calls
}

func (m month) metrics() map[string]float64 {
	return map[string]float64{
		"answered": m.answered / m.calls * 100,
		"resolved": m.resolved / m.answered * 100,
		"speed":    m.speed / m.answered,
		"talk":     m.talk / m.answered,
		"rating":   m.rating / m.answered,
	}
}

// tally counts the clean export straight from its cells.
func tally(t *testing.T, path string) map[string]month {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(read(t, path)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	number := func(s string) float64 {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return float64(n)
	}
	months := map[string]month{}
	for _, row := range rows[1:] {
		key := row[1] + " " + row[2][:7]
		m := months[key]
		m.calls++
		if row[6] == "Y" {
			m.resolved++
		}
		if row[5] == "Y" {
			m.answered++
			m.speed += number(row[7])
			m.talk += 3600*number(row[8][:2]) + 60*number(row[8][3:5]) + number(row[8][6:])
			m.rating += number(row[9])
		}
		months[key] = m
	}
	return months
}

func snapshot(t *testing.T) *engine.Snapshot {
	t.Helper()
	set, problems := rules.Load([]*diag.Source{diag.NewSource("policy.toml", read(t, "policy.toml"))})
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	s, problems := engine.Compile(set)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	return s
}

// evaluate answers every specialist and month of an export.
func evaluate(t *testing.T, s *engine.Snapshot, source, calls, people string) map[string]*engine.Evaluation {
	t.Helper()
	src, problems := records.ReadSource(diag.NewSource(source, read(t, source)))
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	p := s.Policies()[0]
	rows, err := src.Assemble(map[string][]records.Input{
		"people": {{Name: "people.csv", Reader: strings.NewReader(people)}},
		"calls":  {{Name: calls, Reader: strings.NewReader(string(read(t, calls)))}},
	}, records.Options{Fields: records.Fields{Attributes: p.Attributes, Inputs: p.Inputs}, Length: p.Period})
	if err != nil || rows.Problems != nil || rows.Bad != nil {
		t.Fatalf("%v; problems %v; bad rows %v", err, rows.Problems.Err(), rows.Bad.Err())
	}
	answers := map[string]*engine.Evaluation{}
	for _, r := range rows.Requests {
		req, problems := facts.Read(r.Source(), facts.DefaultLimits)
		if problems.HasErrors() {
			t.Fatal(r.Placed(problems).Err())
		}
		e, err := s.Evaluate(req)
		if err != nil {
			t.Fatal(err)
		}
		answers[r.Specialist+" "+r.Period.String()] = e
	}
	return answers
}

func TestExportsEqualTheCount(t *testing.T) {
	tests := map[string]struct {
		clean, mixed func(t *testing.T) string
		people       string
		months       int
	}{
		"invented": {
			func(*testing.T) string { return "calls.csv" },
			func(*testing.T) string { return "calls-mixed.csv" },
			string(read(t, "people.csv")), 18},
		"real": {
			func(t *testing.T) string { return thirdParty(t, "pwc_call_center.csv") },
			func(t *testing.T) string { return thirdParty(t, "pwc_call_center_mixed_dates.csv") },
			"姓名,职级,奖金基数\nBecky,1,3000\nDan,1,3000\nDiane,1,3000\nGreg,1,3000\nJim,1,3000\nJoe,1,3000\nMartha,1,3000\nStewart,1,3000\n", 24},
	}
	s := snapshot(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			want := tally(t, tt.clean(t))
			clean := evaluate(t, s, "phone.source.toml", tt.clean(t), tt.people)
			mixed := evaluate(t, s, "phone-mixed.source.toml", tt.mixed(t), tt.people)
			if len(want) != tt.months || len(clean) != tt.months || len(mixed) != tt.months {
				t.Fatalf("%d months counted, %d and %d evaluated; want %d", len(want), len(clean), len(mixed), tt.months)
			}
			for _, key := range slices.Sorted(maps.Keys(want)) {
				compare(t, key, clean[key], want[key])
				compare(t, key+" mixed", mixed[key], want[key])
				if clean[key].Facts != mixed[key].Facts {
					t.Errorf("%s: the exports hold different facts", key)
				}
			}
		})
	}
}

// TestRealQuirks holds what is known of the real export: calls that nobody
// answered have an agent all the same, so that the resolved share has two
// readings.
func TestRealQuirks(t *testing.T) {
	var all month
	for _, m := range tally(t, thirdParty(t, "pwc_call_center.csv")) {
		all.calls, all.answered, all.resolved = all.calls+m.calls, all.answered+m.answered, all.resolved+m.resolved
	}
	if all.calls-all.answered != 946 || all.answered-all.resolved != 408 || math.Abs(all.resolved/all.calls-0.7292) > 1e-4 || math.Abs(all.resolved/all.answered-0.8994) > 1e-4 {
		t.Errorf("%v calls, %v answered, %v resolved", all.calls, all.answered, all.resolved)
	}
}

// compare checks the values that were measured; in a month with fewer than
// five calls or answers none may be.
func compare(t *testing.T, key string, e *engine.Evaluation, m month) {
	t.Helper()
	want := m.metrics()
	for _, got := range e.Metrics {
		sample := m.answered
		if got.ID == "answered" {
			sample = m.calls
		}
		switch {
		case sample < 5:
			if got.Value != nil || got.Status != "small_sample" {
				t.Errorf("%s: %s is %s of %v calls, want small_sample", key, got.ID, got.Status, sample)
			}
		case got.Value == nil || math.Abs(*got.Value-want[got.ID]) > 1e-9:
			t.Errorf("%s: %s = %v, want %v", key, got.ID, got.Value, want[got.ID])
		}
	}
	if len(e.Metrics) != len(want) {
		t.Errorf("%s: %d metrics, want %d", key, len(e.Metrics), len(want))
	}
}

// TestStory checks what the README tells about four of the people.
func TestStory(t *testing.T) {
	s := snapshot(t)
	answers := evaluate(t, s, "phone.source.toml", "calls.csv", string(read(t, "people.csv")))
	for _, month := range []string{"2021-01", "2021-02", "2021-03"} {
		ringing := answers["示例丁 "+month]
		if ringing.Score == nil || *ringing.Score != 59 || *ringing.Earned <= 80 || ringing.Payout.Amount != "0.00" {
			t.Errorf("示例丁 %s: score %v, earned %v, payout %v; want a good score capped at 59 and nothing paid", month, ringing.Score, ringing.Earned, ringing.Payout)
		}
		hurried := metric(t, answers["Example-02 "+month], "talk")
		if len(hurried.Guards) != 1 || *hurried.Score != 40 || hurried.Guards[0].From != 100 {
			t.Errorf("Example-02 %s: talk scores %v with guards %v; want the shortest talk capped from 100 to 40", month, hurried.Score, hurried.Guards)
		}
	}
	if away := answers["示例丙 2021-03"]; away.Status != "held" || away.Score != nil || len(away.Reasons) == 0 {
		t.Errorf("示例丙 2021-03: %s, score %v; want held with a reason", away.Status, away.Score)
	}
	for key := range answers {
		if strings.HasPrefix(key, "示例戊") {
			t.Errorf("%s was evaluated without a call and without a period", key)
		}
	}
}

func metric(t *testing.T, e *engine.Evaluation, id string) engine.MetricResult {
	t.Helper()
	i := slices.IndexFunc(e.Metrics, func(m engine.MetricResult) bool { return m.ID == id })
	if i < 0 {
		t.Fatalf("no metric %s", id)
	}
	return e.Metrics[i]
}
