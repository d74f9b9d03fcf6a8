package records

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// The exports of the telephone system, invented and real: what is assembled
// from either must equal a count that knows nothing of this package.

const example = "../../examples/call-centre"

// thirdParty returns the path of a file that is not part of the repository.
func thirdParty(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(cmp.Or(os.Getenv("MERIT_DATA"), "../../../shared/data"), name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("third-party data is not here (%v); MERIT_DATA may name its folder", err)
	}
	return path
}

// A month is what the calls of one agent in one month come to.
type month struct {
	calls, answered, resolved int
	speed, talk, rating       float64 // sums over answered calls
}

func (m month) String() string {
	n := float64(m.answered)
	return fmt.Sprintf("%d calls, %.9f%% answered, %.9f%% of them resolved, speed %.9f s, talk %.9f s, rating %.9f",
		m.calls, 100*n/float64(m.calls), 100*float64(m.resolved)/n, m.speed/n, m.talk/n, m.rating/n)
}

// tally counts the clean export straight from its cells.
func tally(t *testing.T, path string) map[string]month {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	months := map[string]month{}
	for _, row := range rows[1:] {
		key := row[1] + " " + row[2][:7]
		m := months[key]
		m.calls++
		if row[5] == "Y" {
			m.answered++
			m.speed += float64(atoi(t, row[7]))
			m.talk += float64(3600*atoi(t, row[8][:2]) + 60*atoi(t, row[8][3:5]) + atoi(t, row[8][6:]))
			m.rating += float64(atoi(t, row[9]))
		}
		if row[6] == "Y" {
			m.resolved++
		}
		months[key] = m
	}
	return months
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// counted is tally over assembled requests, as JSON has them.
func counted(t *testing.T, rows *Rows) map[string]month {
	t.Helper()
	months := map[string]month{}
	for _, r := range rows.Requests {
		var body struct {
			Inputs struct {
				Calls []struct {
					Answered, Resolved  bool
					Speed, Talk, Rating *float64
				}
			}
		}
		if err := json.Unmarshal(r.JSON(), &body); err != nil {
			t.Fatal(err)
		}
		var m month
		for _, c := range body.Inputs.Calls {
			m.calls++
			if c.Answered {
				m.answered++
				m.speed, m.talk, m.rating = m.speed+*c.Speed, m.talk+*c.Talk, m.rating+*c.Rating
			} else if c.Speed != nil || c.Talk != nil || c.Rating != nil {
				t.Errorf("%s %s: an unanswered call has %v %v %v", r.Specialist, r.Period, c.Speed, c.Talk, c.Rating)
			}
			if c.Resolved {
				m.resolved++
			}
		}
		months[r.Specialist+" "+r.Period.String()] = m
	}
	return months
}

// exported assembles the files with a source file of the example.
func exported(t *testing.T, source, calls, people string) *Rows {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(example, source))
	if err != nil {
		t.Fatal(err)
	}
	s, problems := ReadSource(diag.NewSource(source, data))
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	f, err := os.Open(calls)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := s.Assemble(map[string][]Input{
		"people": {{Name: "people.csv", Reader: strings.NewReader(people)}},
		"calls":  {{Name: filepath.Base(calls), Reader: f}},
	}, Options{Fields: declared(), Length: calendar.Month})
	if err != nil {
		t.Fatal(err)
	}
	if rows.Problems != nil || rows.Bad != nil {
		t.Fatalf("problems %v, bad rows %v", rows.Problems.Err(), rows.Bad.Err())
	}
	return rows
}

func TestPhone(t *testing.T) {
	invented, err := os.ReadFile(filepath.Join(example, "people.csv"))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		clean, mixed, people string
		rows, months         int
	}{
		"invented": {filepath.Join(example, "calls.csv"), filepath.Join(example, "calls-mixed.csv"), string(invented), 484, 18},
		"real": {"pwc_call_center.csv", "pwc_call_center_mixed_dates.csv",
			"姓名,职级,奖金基数\nBecky,1,3000\nDan,1,3000\nDiane,1,3000\nGreg,1,3000\nJim,1,3000\nJoe,1,3000\nMartha,1,3000\nStewart,1,3000\n", 5000, 24},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if name == "real" {
				tt.clean, tt.mixed = thirdParty(t, tt.clean), thirdParty(t, tt.mixed)
			}
			want := tally(t, tt.clean)
			if len(want) != tt.months {
				t.Fatalf("the files hold %d months, want %d", len(want), tt.months)
			}
			for source, calls := range map[string]string{"phone.source.toml": tt.clean, "phone-mixed.source.toml": tt.mixed} {
				rows := exported(t, source, calls, tt.people)
				if n := rows.Summary.Rows - strings.Count(tt.people, "\n") + 1; n != tt.rows {
					t.Errorf("%s: %d rows read, want %d", source, n, tt.rows)
				}
				got := counted(t, rows)
				for _, key := range slices.Sorted(maps.Keys(want)) {
					if got[key] != want[key] {
						t.Errorf("%s: %s\ngot  %s\nwant %s", source, key, got[key], want[key])
					}
				}
				if len(got) != len(want) {
					t.Errorf("%s: %d months, want %d", source, len(got), len(want))
				}
			}
		})
	}
}

// Without missing = ["0"] the zeros of unanswered calls pull the mean down:
// what the source file says is needed, not decoration.
func TestZerosWouldCount(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(example, "phone-mixed.source.toml"))
	if err != nil {
		t.Fatal(err)
	}
	plain := strings.Replace(string(data), `, missing = ["0"]`, "", 1)
	calls, err := os.Open(filepath.Join(example, "calls-mixed.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer calls.Close()
	rows, err := source(t, plain).Assemble(map[string][]Input{
		"people": {{Name: "people.csv", Reader: strings.NewReader("姓名,职级,奖金基数\n")}},
		"calls":  {{Name: "calls-mixed.csv", Reader: calls}},
	}, Options{Fields: declared(), Length: calendar.Month})
	if err != nil {
		t.Fatal(err)
	}
	sum, n := 0.0, 0
	for _, r := range rows.Requests {
		for _, talk := range talks(t, r) {
			sum, n = sum+talk, n+1
		}
	}
	var answered month
	for _, m := range tally(t, filepath.Join(example, "calls.csv")) {
		answered.answered, answered.talk = answered.answered+m.answered, answered.talk+m.talk
	}
	low, right := sum/float64(n), answered.talk/float64(answered.answered)
	if math.Abs(low-right) < 10 {
		t.Errorf("mean talk with zeros %.1f s, without %.1f s: the mend changes nothing", low, right)
	}
}

func talks(t *testing.T, r *Request) []float64 {
	t.Helper()
	var body struct {
		Inputs struct{ Calls []struct{ Talk *float64 } }
	}
	if err := json.Unmarshal(r.JSON(), &body); err != nil {
		t.Fatal(err)
	}
	var all []float64
	for _, c := range body.Inputs.Calls {
		if c.Talk != nil {
			all = append(all, *c.Talk)
		}
	}
	return all
}
