package report

import (
	"testing"

	"merit/rules"
)

func guide() *Guide {
	p := &rules.Policy{ID: rules.Text{Text: "p"}}
	for id, better := range map[string]rules.Direction{"csat": rules.Higher, "frt": rules.Lower} {
		p.Metrics = append(p.Metrics, &rules.Metric{ID: rules.Text{Text: id}, Better: better})
	}
	return NewGuide([]*rules.Policy{p})
}

func month(name, period string, csat, frt float64) Result {
	return Result{Specialist: name, Period: period, Policy: "p", Team: "n", Status: "final", Score: 80, Metrics: []Metric{
		{ID: "csat", Unit: "%", Status: "measured", Value: csat, Part: csat, Whole: 100, Target: 80, Score: 80},
		{ID: "frt", Status: "measured", Value: frt, Part: Missing, Whole: Missing, Target: 30, Score: 80, Size: Missing},
	}}
}

// TestBottleneck: the metric that got worse most, in percent of its target and
// in its own bad direction.
func TestBottleneck(t *testing.T) {
	previous := func(string) string { return "2026-02" }
	tests := map[string]struct {
		before, now Result
		want        string
		worse       float64
	}{
		"slower":        {month("a", "2026-02", 90, 30), month("a", "2026-03", 88, 36), "frt", 20},
		"less content":  {month("a", "2026-02", 90, 30), month("a", "2026-03", 70, 31), "csat", 25},
		"nothing worse": {month("a", "2026-02", 80, 40), month("a", "2026-03", 90, 30), "", 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := Bottlenecks([]Result{tt.now}, []Result{tt.before}, guide(), previous, 1)
			w := got[0].Worst()
			switch {
			case w == nil && tt.want != "":
				t.Errorf("nothing got worse, want %s", tt.want)
			case w != nil && (w.ID != tt.want || !equal(w.Worse, tt.worse)):
				t.Errorf("%s by %v, want %s by %v", w.ID, w.Worse, tt.want, tt.worse)
			}
		})
	}
}

// TestBottleneckComparesTheSamePeople: who was not there before tells nothing
// about what got worse.
func TestBottleneckComparesTheSamePeople(t *testing.T) {
	now := []Result{month("a", "2026-03", 90, 30), month("new", "2026-03", 10, 300)}
	got := Bottlenecks(now, []Result{month("a", "2026-02", 90, 30), month("gone", "2026-02", 100, 1)}, guide(), func(string) string { return "2026-02" }, 1)
	if len(got) != 1 || got[0].People != 1 || got[0].Worst() != nil {
		t.Errorf("got %+v, want one person and nothing worse", got[0])
	}
	if got := Bottlenecks(now, nil, guide(), func(string) string { return "2026-02" }, 1); len(got) != 0 {
		t.Errorf("without a period before: %+v", got[0])
	}
}

// TestBottleneckWeighsAlike: sizes are known of now only, so neither side is
// weighted by them.
func TestBottleneckWeighsAlike(t *testing.T) {
	now := []Result{month("a", "2026-03", 90, 20), month("b", "2026-03", 90, 40)}
	now[0].Metrics[1].Size, now[1].Metrics[1].Size = 1, 99
	before := []Result{month("a", "2026-02", 90, 20), month("b", "2026-02", 90, 40)}
	got := Bottlenecks(now, before, guide(), func(string) string { return "2026-02" }, 1)
	if w := got[0].Worst(); w != nil {
		t.Errorf("nothing changed, and %s got worse by %v", w.ID, w.Worse)
	}
	if now[1].Metrics[1].Size != 99 {
		t.Error("comparing changed the results")
	}
}
