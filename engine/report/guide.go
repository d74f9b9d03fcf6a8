package report

import (
	"slices"
	"strconv"

	"merit/rules"
)

// A Guide tells what results do not say themselves: which way a metric is
// good, what it is for, the perspective of a dimension, and the order of grades. It comes from the
// policies in force.
type Guide struct {
	metrics    map[[2]string]*rules.Metric    // by policy and id
	dimensions map[[2]string]*rules.Dimension // by policy and id
	grades     []string                       // from the highest down
}

// NewGuide reads policies; of two versions the newer one, which comes later.
func NewGuide(policies []*rules.Policy) *Guide {
	g := &Guide{map[[2]string]*rules.Metric{}, map[[2]string]*rules.Dimension{}, Grades(policies)}
	for _, p := range policies {
		for _, m := range p.Metrics {
			g.metrics[[2]string{p.ID.Text, m.ID.Text}] = m
		}
		for _, d := range p.Dimensions {
			g.dimensions[[2]string{p.ID.Text, d.ID.Text}] = d
		}
	}
	return g
}

// Grades lists the grades of policies, each once, from the highest band down.
func Grades(policies []*rules.Policy) []string {
	var order []string
	for _, p := range policies {
		for _, b := range slices.Backward(p.Bands) {
			if !slices.Contains(order, b.Grade.Text) {
				order = append(order, b.Grade.Text)
			}
		}
	}
	return order
}

// lower reports whether less of a metric is better.
func (g *Guide) lower(r *Result, metric string) bool {
	m := g.metrics[[2]string{r.Policy, metric}]
	return m != nil && m.Better == rules.Lower
}

// directed reports whether a metric says which way is good.
func (g *Guide) directed(r *Result, metric string) bool {
	m := g.metrics[[2]string{r.Policy, metric}]
	return m != nil && m.Better != ""
}

func (g *Guide) goal(r *Result, metric string) string {
	if m := g.metrics[[2]string{r.Policy, metric}]; m != nil {
		return m.Goal
	}
	return ""
}

func (g *Guide) perspective(r *Result, dimension string) string {
	if d := g.dimensions[[2]string{r.Policy, dimension}]; d != nil {
		return d.Perspective
	}
	return ""
}

// reached reports whether a metric met its target, and whether that can be
// told.
func (g *Guide) reached(r *Result, m *Metric) (met, known bool) {
	if m.Status != "measured" || missing(m.Value) || missing(m.Target) || !g.directed(r, m.ID) {
		return false, false
	}
	if equal(m.Value, m.Target) {
		return true, true
	}
	return g.lower(r, m.ID) == (m.Value < m.Target), true
}

// amount is money as a number, NaN for none.
func amount(text string) float64 {
	if x, err := strconv.ParseFloat(text, 64); err == nil {
		return x
	}
	return number(nil)
}
