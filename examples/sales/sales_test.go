// Package sales_test runs the story of this folder: the pipeline is evaluated
// by the agreement and compared with a count that shares no code with it.
package sales_test

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"merit/engine"
	"merit/engine/facts"
	"merit/engine/records"
	"merit/rules"
	"merit/rules/diag"
)

// thirdParty is the file the invented one imitates; it is not part of the repository.
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

// table reads a file for counting by hand: rows of cells by header.
func table(t *testing.T, path string) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(string(read(t, path)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, cell := range row {
			m[rows[0][i]] = cell
		}
		all = append(all, m)
	}
	return all
}

// run evaluates what the source file makes of some files, by specialist and
// period.
func run(t *testing.T, source string, files map[string][]byte) (map[string]*engine.Evaluation, records.Summary) {
	t.Helper()
	set, problems := rules.Load([]*diag.Source{diag.NewSource("policy.toml", read(t, "policy.toml"))})
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	s, problems := engine.Compile(set)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	src, problems := records.ReadSource(diag.NewSource(source, read(t, source)))
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	inputs := map[string][]records.Input{}
	for name, data := range files {
		inputs[name] = []records.Input{{Name: name + ".csv", Reader: bytes.NewReader(data)}}
	}
	p := s.Policies()[0]
	rows, err := src.Assemble(inputs, records.Options{Fields: records.Fields{Attributes: p.Attributes, Inputs: p.Inputs}, Length: p.Period, Weeks: p.Weekly})
	if err != nil || rows.Problems != nil || rows.Bad != nil {
		t.Fatalf("%v; problems %v; bad rows %v", err, rows.Problems.Err(), rows.Bad.Err())
	}
	answers := map[string]*engine.Evaluation{}
	for _, r := range rows.Requests {
		req, problems := facts.Read(r.Source(), facts.DefaultLimits)
		if problems.HasErrors() {
			t.Fatal(r.Placed(problems).Err())
		}
		if answers[r.Specialist+" "+r.Period.String()], err = s.Evaluate(req); err != nil {
			t.Fatal(err)
		}
	}
	return answers, rows.Summary
}

// compare checks the metrics of an evaluation; NaN is one that is not
// measured.
func compare(t *testing.T, key string, e *engine.Evaluation, want map[string]float64) {
	t.Helper()
	if e == nil {
		t.Errorf("%s was not evaluated", key)
		return
	}
	for _, m := range e.Metrics {
		w, ok := want[m.ID]
		switch {
		case !ok:
			t.Errorf("%s: metric %s was not counted by hand", key, m.ID)
		case math.IsNaN(w) && m.Value != nil, !math.IsNaN(w) && (m.Value == nil || math.Abs(*m.Value-w) > 1e-9*math.Max(1, math.Abs(w))):
			t.Errorf("%s: %s = %v, want %v", key, m.ID, m.Value, w)
		}
	}
}

// percent is part of whole in percent, or NaN of fewer than least.
func percent(part, whole, least int) float64 {
	if whole < least {
		return math.NaN()
	}
	return float64(part) / float64(whole) * 100
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// quarters counts the metrics of every agent and quarter.
func quarters(t *testing.T, deals, products []map[string]string) map[string]map[string]float64 {
	t.Helper()
	prices := map[string]float64{}
	for _, p := range products {
		prices[strings.ReplaceAll(p["product"], "GTX Pro", "GTXPro")] = number(t, p["sales_price"])
	}
	type group struct {
		all, won             int
		revenue, price, days float64
	}
	groups := map[string]*group{}
	for _, d := range deals {
		if d["deal_stage"] != "Won" && d["deal_stage"] != "Lost" {
			continue
		}
		closed, err := time.Parse(time.DateOnly, d["close_date"])
		engaged, err2 := time.Parse(time.DateOnly, d["engage_date"])
		price, known := prices[d["product"]]
		if err != nil || err2 != nil || !known {
			t.Fatal(d)
		}
		key := d["sales_agent"] + " " + strconv.Itoa(closed.Year()) + "-Q" + strconv.Itoa((int(closed.Month())+2)/3)
		if groups[key] == nil {
			groups[key] = &group{}
		}
		g := groups[key]
		g.all++
		if d["deal_stage"] == "Won" {
			g.won++
			g.revenue += number(t, d["close_value"])
			g.price += price
			g.days += closed.Sub(engaged).Hours() / 24
		}
	}
	counted := map[string]map[string]float64{}
	for key, g := range groups {
		m := map[string]float64{"revenue": g.revenue, "win_rate": percent(g.won, g.all, 10), "realised": math.NaN(), "cycle": math.NaN()}
		if g.price > 0 {
			m["realised"] = g.revenue / g.price * 100
		}
		if g.won >= 5 {
			m["cycle"] = g.days / float64(g.won)
		}
		counted[key] = m
	}
	return counted
}

func TestPipelineEqualsTheCount(t *testing.T) {
	type paths struct{ deals, products, teams string }
	tests := map[string]struct {
		files func(t *testing.T) paths
		want  int
	}{
		"invented": {func(*testing.T) paths { return paths{"pipeline.csv", "products.csv", "teams.csv"} }, 10},
		"real": {func(t *testing.T) paths {
			return paths{thirdParty(t, "crm_sales_pipeline.csv"), thirdParty(t, "crm_products.csv"), thirdParty(t, "crm_sales_teams.csv")}
		}, 120},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := tt.files(t)
			answers, _ := run(t, "deals.source.toml", map[string][]byte{"people": read(t, p.teams), "deals": read(t, p.deals), "joins.products": read(t, p.products)})
			want := quarters(t, table(t, p.deals), table(t, p.products))
			if len(answers) != tt.want || len(want) != tt.want {
				t.Errorf("%d quarters evaluated, %d counted; want %d", len(answers), len(want), tt.want)
			}
			for key, metrics := range want {
				compare(t, key, answers[key], metrics)
			}
		})
	}
}

// TestRealQuirks holds the summary of the real pipeline against what is known
// of it.
func TestRealQuirks(t *testing.T) {
	deals := thirdParty(t, "crm_sales_pipeline.csv")
	_, s := run(t, "deals.source.toml", map[string][]byte{"people": read(t, thirdParty(t, "crm_sales_teams.csv")),
		"deals": read(t, deals), "joins.products": read(t, thirdParty(t, "crm_products.csv"))})
	stages, respelt := map[string]int{}, 0
	for _, d := range table(t, deals) {
		stages[d["deal_stage"]]++
		if d["product"] == "GTXPro" {
			respelt++
		}
	}
	if s.Tables[1].Rows != 8800 || stages["Won"] != 4238 || s.Tables[1].Filtered != 2089 || s.Joins[0].Asked != 4238+2473 || s.Joins[0].Lost != 0 || respelt != 1480 {
		t.Errorf("summary %+v, join %+v, stages %v, %d respelt", s.Tables[1], s.Joins[0], stages, respelt)
	}
	if got := strings.Join(s.Idle, ", "); got != "Carl Lin, Carol Thompson, Elizabeth Anderson, Mei-Mei Johns, Natalya Ivanova" {
		t.Errorf("in the teams and without a deal: %s", got)
	}
	if len(s.Absent) != 0 {
		t.Errorf("not in the teams: %v", s.Absent)
	}
}

// Without the mapping, 1,480 deals of one product would find no price: the
// run says so and evaluates nothing.
func TestUnmatchedIsRefused(t *testing.T) {
	plain := strings.Replace(string(read(t, "deals.source.toml")), `{ column = "product", values = { GTXPro = "GTX Pro" } }`, `"product"`, 1)
	src, problems := records.ReadSource(diag.NewSource("plain", []byte(plain)))
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	set, _ := rules.Load([]*diag.Source{diag.NewSource("policy.toml", read(t, "policy.toml"))})
	s, _ := engine.Compile(set)
	p := s.Policies()[0]
	in := func(name string) []records.Input {
		return []records.Input{{Name: name, Reader: bytes.NewReader(read(t, name))}}
	}
	rows, err := src.Assemble(map[string][]records.Input{"people": in("teams.csv"), "deals": in("pipeline.csv"), "joins.products": in("products.csv")},
		records.Options{Fields: records.Fields{Attributes: p.Attributes, Inputs: p.Inputs}, Length: p.Period})
	if err != nil {
		t.Fatal(err)
	}
	if j := rows.Summary.Joins[0]; j.Lost == 0 || j.Lost != rows.Summary.Skipped || strings.Join(j.Unmatched.First, "") != "GTXPro" || strings.Join(j.Unused.First, "") != "GTX Pro" {
		t.Errorf("join %+v, %d bad rows; want GTXPro on one side and GTX Pro on the other", j, rows.Summary.Skipped)
	}
}
