package suite

import (
	"slices"
	"strings"

	"merit/engine"
)

// Steps returns the steps that led to what key came to, in the order they
// happened: those about the thing itself and the formulas and params they
// read. It is empty for a case that passed.
func (c *Case) Steps(key string) []engine.Step {
	about := c.about(key)
	wanted := make([]bool, len(c.steps))
	for i := len(c.steps) - 1; i >= 0; i-- {
		s := &c.steps[i]
		if wanted[i] = wanted[i] || about(s); !wanted[i] {
			continue
		}
		for _, v := range s.Values {
			if at := slices.IndexFunc(c.steps[:i], func(e engine.Step) bool {
				return e.ID == v.Name && (e.Kind == "formula" || e.Kind == "param")
			}); at >= 0 {
				wanted[at] = true
			}
		}
	}
	var out []engine.Step
	for i, s := range c.steps {
		if wanted[i] {
			out = append(out, s)
		}
	}
	return out
}

// about tells the steps that decide a key.
func (c *Case) about(key string) func(*engine.Step) bool {
	parts := strings.SplitN(key, ".", 3)
	id := ""
	if len(parts) > 1 {
		id = parts[1]
	}
	switch parts[0] {
	case "metrics":
		return func(s *engine.Step) bool { return c.ofMetric(s, id) }
	case "dimensions", "earned":
		return func(s *engine.Step) bool { return c.lost(s) || kind(s, "weight", "sum", "adjustment") }
	case "score":
		return func(s *engine.Step) bool {
			return c.lost(s) || c.hit(s) || kind(s, "weight", "sum", "adjustment", "round")
		}
	case "grade", "rate":
		return func(s *engine.Step) bool { return c.hit(s) || kind(s, "sum", "round", "band") }
	case "payout", "payouts", "would_pay":
		return func(s *engine.Step) bool {
			return c.hit(s) || kind(s, "round", "band") || s.Kind == "payout" && (id == "" || id == s.ID)
		}
	case "vetoes", "vetoed":
		return func(s *engine.Step) bool { return s.Kind == "veto" }
	case "adjustments":
		return func(s *engine.Step) bool { return s.Kind == "adjustment" && s.ID == id }
	case "outcomes":
		return func(s *engine.Step) bool { return kind(s, "outcome", "round") }
	case "guards":
		return func(s *engine.Step) bool { return s.Kind == "guard" }
	}
	return func(*engine.Step) bool { return false }
}

func kind(s *engine.Step, kinds ...string) bool { return slices.Contains(kinds, s.Kind) }

// ofMetric reports whether a step is about a metric or a guard on it.
func (c *Case) ofMetric(s *engine.Step, id string) bool {
	if s.Kind != "guard" {
		return s.ID == id && kind(s, "metric", "score", "weight")
	}
	for _, g := range c.Policy.Guards {
		if g.ID.Text == s.ID && c.Policy.Metrics[g.Metric].ID.Text == id {
			return true
		}
	}
	return false
}

// lost reports whether a step is about a metric that has not exactly 100: one
// that may be why the sum is what it is.
func (c *Case) lost(s *engine.Step) bool {
	if c.Evaluation == nil || !kind(s, "metric", "score", "guard") {
		return false
	}
	for i := range c.Evaluation.Metrics {
		m := &c.Evaluation.Metrics[i]
		if (m.Score == nil || !engine.Equal(*m.Score, 100)) && c.ofMetric(s, m.ID) {
			return true
		}
	}
	return false
}

// hit reports whether a step is about a veto that hit.
func (c *Case) hit(s *engine.Step) bool {
	return s.Kind == "veto" && c.Evaluation != nil &&
		slices.ContainsFunc(c.Evaluation.Vetoes, func(v engine.VetoResult) bool { return v.ID == s.ID })
}
