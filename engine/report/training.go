package report

// A Training is what one specialist should work on first: the metric that
// cost most points of the final score.
type Training struct {
	Specialist string   `json:"specialist"`
	Period     string   `json:"period"`
	Team       string   `json:"team,omitempty"`
	ID         string   `json:"id"`
	Title      string   `json:"title,omitempty"`
	Unit       string   `json:"unit,omitempty"`
	Goal       string   `json:"goal,omitempty"`
	Value      *float64 `json:"value"`
	Target     *float64 `json:"target"`
	Score      float64  `json:"score"`
	Lost       float64  `json:"lost"`                // points of the final score short of 100 for it
	Followups  []string `json:"followups,omitempty"` // what the policy itself asks for: coaching, reviews, alerts
}

// Trainings finds for everybody with a measured metric short of 100 the one
// that cost most; of two that cost the same, the first in the policy.
func Trainings(results []Result, g *Guide) []Training {
	out := []Training{}
	for i := range results {
		r := &results[i]
		weakest, lost := -1, 1e-9
		for k := range r.Metrics {
			m := &r.Metrics[k]
			if m.Status != "measured" || missing(m.Score) {
				continue
			}
			if l := m.Weight * (100 - m.Score) / 100; l > lost+1e-9 {
				weakest, lost = k, l
			}
		}
		if weakest < 0 {
			continue
		}
		m := &r.Metrics[weakest]
		t := Training{
			Specialist: r.Specialist, Period: r.Period, Team: r.Team, ID: m.ID, Title: m.Title, Unit: m.Unit, Goal: g.goal(r, m.ID),
			Value: pointer(m.Value), Target: pointer(m.Target), Score: m.Score, Lost: lost,
		}
		for _, o := range r.Outcomes {
			if o.Kind == "coaching" || o.Kind == "review" || o.Kind == "alert" {
				t.Followups = append(t.Followups, firstOf(o.Title, o.ID))
			}
		}
		out = append(out, t)
	}
	return out
}

func pointer(x float64) *float64 {
	if missing(x) {
		return nil
	}
	return &x
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
