package report

import (
	"cmp"
	"slices"
)

// A gathering is one metric of a team while its people are gone through.
type gathering struct {
	TeamMetric
	part, whole    float64
	pooled, valued int  // people with counts, and with a value alone
	sized, plain   mean // of values, by size and each once
	unsized        bool // the size of some value is not known
	scores         mean
	targets        []float64
}

// teamMetrics rolls every metric up, in the order they first occur.
func teamMetrics(members []*Result, g *Guide) []TeamMetric {
	var all []*gathering
	at := map[string]*gathering{}
	for _, r := range members {
		for i := range r.Metrics {
			m := &r.Metrics[i]
			t := at[m.ID]
			if t == nil {
				t = &gathering{TeamMetric: TeamMetric{ID: m.ID, Title: m.Title, Unit: m.Unit, Lower: g.lower(r, m.ID), Directed: g.directed(r, m.ID)}}
				at[m.ID], all = t, append(all, t)
			}
			t.add(m)
			if met, known := g.reached(r, m); known {
				t.Asked++
				t.Reached += truth(met)
				t.targets = append(t.targets, m.Target)
			}
		}
	}
	out := make([]TeamMetric, len(all))
	for i, t := range all {
		out[i] = t.rolled()
	}
	return out
}

// add counts one person in. Counts are pooled also where the person's own
// sample is too small to judge.
func (t *gathering) add(m *Metric) {
	t.scores.add(m.Score, 1)
	switch {
	case m.Status == "not_applicable":
	case !missing(m.Part) && !missing(m.Whole):
		t.part, t.whole = t.part+m.Part, t.whole+m.Whole
		t.pooled++
	case !missing(m.Value):
		t.valued++
		t.plain.add(m.Value, 1)
		t.sized.add(m.Value, m.Size)
		t.unsized = t.unsized || missing(m.Size)
	}
}

// rolled is the metric of the team. People of two policies may tell one metric
// in counts and in values; then there is nothing to pool.
func (t *gathering) rolled() TeamMetric {
	switch {
	case t.pooled > 0 && t.valued == 0:
		t.How, t.People, t.Part, t.Whole = "pooled", t.pooled, &t.part, &t.whole
		t.Unit = cmp.Or(t.Unit, "%") // the first person may have had no counts
		if t.whole != 0 {
			share := 100 * t.part / t.whole
			t.Value = &share
		}
	case t.valued > 0 && t.pooled == 0 && !t.unsized:
		t.How, t.People, t.Value = "weighted", t.valued, t.sized.value()
	default:
		t.How, t.People, t.Value = "mean", t.valued, t.plain.value()
	}
	t.Score = t.scores.value()
	if n := len(t.targets); n > 0 && !slices.ContainsFunc(t.targets, func(x float64) bool { return !equal(x, t.targets[0]) }) {
		t.Target = &t.targets[0]
	}
	return t.TeamMetric
}
