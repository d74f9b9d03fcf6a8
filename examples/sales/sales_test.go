// Package sales_test runs the story of this folder: the pipeline is evaluated
// by the agreement and compared with a count that shares no code with it.
package sales_test

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"merit/engine"
	"merit/engine/records"
	"merit/rules"
	"merit/rules/diag"

	"merit/examples/story"
)

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
			return paths{story.ThirdParty(t, "crm_sales_pipeline.csv"), story.ThirdParty(t, "crm_products.csv"), story.ThirdParty(t, "crm_sales_teams.csv")}
		}, 120},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := tt.files(t)
			answers, _ := story.Run(t, "deals.source.toml", map[string][]byte{"people": story.Read(t, p.teams), "deals": story.Read(t, p.deals), "joins.products": story.Read(t, p.products)})
			want := quarters(t, story.Table(t, p.deals), story.Table(t, p.products))
			if len(answers) != tt.want || len(want) != tt.want {
				t.Errorf("%d quarters evaluated, %d counted; want %d", len(answers), len(want), tt.want)
			}
			for key, metrics := range want {
				story.Compare(t, key, answers[key], metrics)
			}
		})
	}
}

// TestRealQuirks holds the summary of the real pipeline against what is known
// of it.
func TestRealQuirks(t *testing.T) {
	deals := story.ThirdParty(t, "crm_sales_pipeline.csv")
	_, s := story.Run(t, "deals.source.toml", map[string][]byte{"people": story.Read(t, story.ThirdParty(t, "crm_sales_teams.csv")),
		"deals": story.Read(t, deals), "joins.products": story.Read(t, story.ThirdParty(t, "crm_products.csv"))})
	stages, respelt := map[string]int{}, 0
	for _, d := range story.Table(t, deals) {
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
	plain := strings.Replace(string(story.Read(t, "deals.source.toml")), `{ column = "product", values = { GTXPro = "GTX Pro" } }`, `"product"`, 1)
	src, problems := records.ReadSource(diag.NewSource("plain", []byte(plain)))
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	set, _ := rules.Load([]*diag.Source{diag.NewSource("policy.toml", story.Read(t, "policy.toml"))})
	s, _ := engine.Compile(set)
	p := s.Policies()[0]
	in := func(name string) []records.Input {
		return []records.Input{{Name: name, Reader: bytes.NewReader(story.Read(t, name))}}
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
