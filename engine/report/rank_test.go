package report

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

func person(name string, score float64, more ...func(*Result)) Result {
	r := Result{Specialist: name, Period: "2026-03", Status: "final", Score: score, Earned: score, Rate: math.NaN()}
	if math.IsNaN(score) {
		r.Status = "held"
	}
	for _, m := range more {
		m(&r)
	}
	return r
}

func ideas(points float64) func(*Result) {
	return func(r *Result) { r.Adjustments = append(r.Adjustments, Adjustment{"ideas", points}) }
}

func team(name string) func(*Result) {
	return func(r *Result) { r.Team, r.Within = name, name }
}

func period(p string) func(*Result) { return func(r *Result) { r.Period = p } }

func TestRank(t *testing.T) {
	nan := math.NaN()
	tests := map[string]struct {
		people []Result
		tie    []string
		want   []int
	}{
		"nobody":                            {nil, nil, nil},
		"the higher first":                  {[]Result{person("a", 70), person("b", 90), person("c", 80)}, nil, []int{3, 1, 2}},
		"equals share, the next is skipped": {[]Result{person("a", 95), person("b", 90), person("c", 90), person("d", 80)}, nil, []int{1, 2, 2, 4}},
		"all equal":                         {[]Result{person("a", 80), person("b", 80), person("c", 80)}, nil, []int{1, 1, 1}},
		"what arithmetic left is equal":     {[]Result{person("a", 0.1+0.2), person("b", 0.3)}, nil, []int{1, 1}},
		"a cent apart is apart":             {[]Result{person("a", 89.99), person("b", 90)}, nil, []int{2, 1}},
		"held stand nowhere":                {[]Result{person("a", nan), person("b", 90)}, nil, []int{0, 1}},
		"a tie-break":                       {[]Result{person("a", 90, ideas(1)), person("b", 90, ideas(3)), person("c", 95)}, []string{"adjustments.ideas.points"}, []int{3, 2, 1}},
		"who lacks the tie-break is behind": {[]Result{person("a", 90), person("b", 90, ideas(0))}, []string{"adjustments.ideas.points"}, []int{2, 1}},
		"both lack it and share":            {[]Result{person("a", 90), person("b", 90)}, []string{"adjustments.ideas.points"}, []int{1, 1}},
		"within a team":                     {[]Result{person("a", 90, team("n")), person("b", 80, team("n")), person("c", 70, team("s"))}, nil, []int{1, 2, 1}},
		"within a period":                   {[]Result{person("a", 90), person("a", 95, period("2026-02"))}, nil, []int{1, 1}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			by, _ := ParseField("score")
			o := Order{By: by, Guide: NewGuide(nil)}
			for _, f := range tt.tie {
				field, ok := ParseField(f)
				if !ok {
					t.Fatal(f)
				}
				o.TieBreak = append(o.TieBreak, field)
			}
			var got []int
			for _, s := range Rank(tt.people, o) {
				got = append(got, s.Rank)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("ranks %v, want %v", got, tt.want)
			}
			// The order of the file decides nothing.
			back := slices.Clone(tt.people)
			slices.Reverse(back)
			var turned []int
			for _, s := range Rank(back, o) {
				turned = append(turned, s.Rank)
			}
			slices.Reverse(turned)
			if !slices.Equal(turned, tt.want) {
				t.Errorf("backwards: ranks %v, want %v", turned, tt.want)
			}
		})
	}
}

func TestStanding(t *testing.T) {
	by, _ := ParseField("score")
	got := Rank([]Result{person("a", 95), person("b", 90), person("c", 90), person("d", 80), person("e", math.NaN())}, Order{By: by, Guide: NewGuide(nil)})
	want := []Standing{{1, 4, 100, false, ""}, {2, 4, 75, true, ""}, {2, 4, 75, true, ""}, {4, 4, 25, false, ""}, {0, 0, 0, false, "held"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestParseField(t *testing.T) {
	for _, name := range []string{"score", "earned", "rate", "payout", "metrics.csat.value", "metrics.csat.points", "dimensions.x.score", "adjustments.ideas.points"} {
		if _, ok := ParseField(name); !ok {
			t.Errorf("%s is refused", name)
		}
	}
	for _, name := range []string{"", "scores", "score.x", "metrics", "metrics.csat", "metrics..value", "metrics.csat.weight", "dimensions.x.value", "adjustments.x.score", "metrics.a.value.b"} {
		if _, ok := ParseField(name); ok {
			t.Errorf("%s is taken", name)
		}
	}
}

// share is a person with one share metric.
func share(name, team string, part, whole float64) Result {
	value := math.NaN()
	status := "not_measured"
	if whole > 0 {
		value, status = 100*part/whole, "measured"
	}
	return Result{
		Specialist: name, Period: "2026-03", Policy: "p", Team: team, Status: "final", Score: value,
		Metrics: []Metric{{ID: "csat", Status: status, Value: value, Part: part, Whole: whole, Target: 90, Score: value, Weight: 100, Size: math.NaN()}},
	}
}

// TestPooled: a team's share is that of all its records, not the mean of its
// people's shares.
func TestPooled(t *testing.T) {
	teams := Teams([]Result{share("a", "n", 1, 1), share("b", "n", 50, 99), share("c", "n", 0, 0)}, NewGuide(nil), true)
	m := teams[0].Metrics[0]
	if m.How != "pooled" || *m.Value != 51 || *m.Part != 51 || *m.Whole != 100 {
		t.Errorf("pooled %s %v = %v/%v, want 51 of 100", m.How, *m.Value, *m.Part, *m.Whole)
	}
}

func TestWeightedMean(t *testing.T) {
	value := func(v, size float64) Result {
		return Result{Period: "2026-03", Status: "final", Score: 80, Metrics: []Metric{{ID: "aht", Status: "measured", Value: v, Part: math.NaN(), Whole: math.NaN(), Target: math.NaN(), Score: 80, Size: size}}}
	}
	sized := Teams([]Result{value(10, 1), value(20, 3)}, NewGuide(nil), true)[0].Metrics[0]
	if sized.How != "weighted" || *sized.Value != 17.5 {
		t.Errorf("%s %v, want weighted 17.5", sized.How, *sized.Value)
	}
	plain := Teams([]Result{value(10, 1), value(20, math.NaN())}, NewGuide(nil), true)[0].Metrics[0]
	if plain.How != "mean" || *plain.Value != 15 {
		t.Errorf("%s %v, want the mean 15, for one size is not known", plain.How, *plain.Value)
	}
}

// TestWithhold: no line tells of fewer people than may be told of, also not by
// subtraction.
func TestWithhold(t *testing.T) {
	crowd := func(sizes map[string]int) []Result {
		var out []Result
		for name, n := range sizes {
			for i := range n {
				out = append(out, share(fmt.Sprint(name, i), name, 9, 10))
			}
		}
		return out
	}
	tests := map[string]struct {
		sizes map[string]int
		shown []string
		whole bool
	}{
		"large teams":                         {map[string]int{"n": 5, "s": 6}, []string{"n", "s"}, true},
		"a small one, and so the whole":       {map[string]int{"n": 5, "s": 2}, []string{"n"}, false},
		"two small ones that hide each other": {map[string]int{"n": 5, "s": 2, "w": 3}, []string{"n"}, true},
		"all small":                           {map[string]int{"n": 2}, nil, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			results := crowd(tt.sizes)
			teams, wholes := Teams(results, NewGuide(nil), true), Teams(results, NewGuide(nil), false)
			Withhold(teams, wholes, 5)
			var shown []string
			for _, team := range teams {
				if !team.Withheld {
					shown = append(shown, team.Name)
				} else if team.Score != nil || len(team.Metrics) > 0 || len(team.Grades) > 0 {
					t.Errorf("%s is withheld and tells %+v", team.Name, team)
				}
			}
			if !slices.Equal(shown, tt.shown) || wholes[0].Withheld == tt.whole {
				t.Errorf("shown %v, whole %t; want %v, %t", shown, !wholes[0].Withheld, tt.shown, tt.whole)
			}
		})
	}
}

func TestTraining(t *testing.T) {
	metric := func(id string, weight, score float64) Metric {
		return Metric{ID: id, Status: "measured", Score: score, Weight: weight, Value: 1, Target: 2}
	}
	r := Result{Specialist: "a", Status: "final", Metrics: []Metric{metric("light", 10, 0), metric("heavy", 60, 70), metric("fine", 30, 110)}}
	got := Trainings([]Result{r, {Specialist: "b", Metrics: []Metric{metric("fine", 100, 100)}}}, NewGuide(nil))
	if len(got) != 1 || got[0].ID != "heavy" || got[0].Lost != 18 {
		t.Errorf("got %+v, want heavy, which cost 18 points", got)
	}
}
