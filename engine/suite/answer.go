package suite

import (
	"strconv"

	"merit/engine"
	"merit/rules/diag"
)

// An answer is what a request came to: an evaluation, or why it is refused.
type answer struct {
	*engine.Evaluation
	problems diag.List
}

func (a *answer) refused() bool { return a.Evaluation == nil }

// A figureOf finds a number of the thing with an id; a wordOf a word.
type (
	figureOf func(id string) func(*answer) *float64
	wordOf   func(id string) func(*answer) (string, bool)
)

// What expect may compare. A refused answer has none of it.
var (
	scores = map[string]func(*answer) *float64{
		"score":  func(a *answer) *float64 { return a.Score },
		"earned": func(a *answer) *float64 { return a.Earned },
	}
	metricKeys = map[string]figureOf{
		"value":  metric(func(m *engine.MetricResult) *float64 { return m.Value }),
		"part":   metric(func(m *engine.MetricResult) *float64 { return m.Part }),
		"whole":  metric(func(m *engine.MetricResult) *float64 { return m.Whole }),
		"target": metric(func(m *engine.MetricResult) *float64 { return m.Target }),
		"score":  metric(func(m *engine.MetricResult) *float64 { return m.Score }),
		"weight": metric(func(m *engine.MetricResult) *float64 { return &m.Weight }),
		"points": metric(func(m *engine.MetricResult) *float64 { return &m.Points }),
	}
	metricTexts   = map[string]wordOf{"status": metricStatus}
	dimensionKeys = map[string]figureOf{
		"weight": dimension(func(d *engine.DimensionResult) *float64 { return &d.Weight }),
		"score":  dimension(func(d *engine.DimensionResult) *float64 { return d.Score }),
		"points": dimension(func(d *engine.DimensionResult) *float64 { return &d.Points }),
	}
	adjustmentKeys = map[string]figureOf{
		"points": func(id string) func(*answer) *float64 {
			return func(a *answer) *float64 {
				for i := range a.Adjustments {
					if a.Adjustments[i].ID == id {
						return a.Adjustments[i].Points
					}
				}
				return nil
			}
		},
	}
)

func metric(read func(*engine.MetricResult) *float64) figureOf {
	return func(id string) func(*answer) *float64 {
		return func(a *answer) *float64 {
			for i := range a.Metrics {
				if a.Metrics[i].ID == id {
					return read(&a.Metrics[i])
				}
			}
			return nil
		}
	}
}

func metricStatus(id string) func(*answer) (string, bool) {
	return func(a *answer) (string, bool) {
		for i := range a.Metrics {
			if a.Metrics[i].ID == id {
				return a.Metrics[i].Status, true
			}
		}
		return "", false
	}
}

func dimension(read func(*engine.DimensionResult) *float64) figureOf {
	return func(id string) func(*answer) *float64 {
		return func(a *answer) *float64 {
			for i := range a.Dimensions {
				if a.Dimensions[i].ID == id {
					return read(&a.Dimensions[i])
				}
			}
			return nil
		}
	}
}

func rate(a *answer) *float64         { return a.Rate }
func vetoed(a *answer) (bool, bool)   { return a.Vetoed, true }
func status(a *answer) (string, bool) { return a.Status, true }

func grade(a *answer) (string, bool) {
	if a.Grade == nil {
		return "", false
	}
	return *a.Grade, true
}

// payout is what is paid, or, of a policy that does not pay yet, what it
// would: a draft's examples hold before and after it becomes active.
func payout(a *answer) (string, bool) {
	switch {
	case a.Payout != nil:
		return a.Payout.Amount, true
	case a.WouldPay != nil:
		return a.WouldPay.Amount, true
	}
	return "", false
}

func wouldPay(a *answer) (string, bool) {
	if a.WouldPay == nil {
		return "", false
	}
	return a.WouldPay.Amount, true
}

func payoutOf(id string) func(*answer) (string, bool) {
	return func(a *answer) (string, bool) {
		for _, p := range a.Payouts {
			if p.ID == id {
				return p.Amount, true
			}
		}
		return "", false
	}
}

// dueOf returns the day a deferred payout is paid, or Nothing.
func dueOf(a *answer, id string) (string, bool) {
	for _, p := range a.Payouts {
		if p.ID == id && p.Due != "" {
			return p.Due, true
		}
	}
	return Nothing, false
}

func vetoes(a *answer) []string {
	var out []string
	for _, v := range a.Vetoes {
		out = append(out, v.ID)
	}
	return out
}

func outcomes(a *answer) []string {
	var out []string
	for _, o := range a.Outcomes {
		out = append(out, o.ID)
	}
	return out
}

// guards are those that acted, on whichever metric.
func guards(a *answer) []string {
	var out []string
	for _, m := range a.Metrics {
		for _, g := range m.Guards {
			out = append(out, g.ID)
		}
	}
	return out
}

func pilots(a *answer) []string {
	var out []string
	for _, p := range a.Pilots {
		out = append(out, p.Policy.ID)
	}
	return out
}

// reasons are the codes of why an answer is held, or of why it is refused.
func reasons(a *answer) []string {
	if a.refused() {
		var out []string
		for _, d := range a.problems {
			out = append(out, d.Code)
		}
		return out
	}
	return codes(a.Reasons)
}

func warnings(a *answer) []string { return codes(a.Warnings) }

func codes(notes []engine.Note) []string {
	var out []string
	for _, n := range notes {
		out = append(out, n.Code)
	}
	return out
}

func flagText(b bool) string { return strconv.FormatBool(b) }

// numberText writes a number in full: what is compared is what is shown.
func numberText(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
