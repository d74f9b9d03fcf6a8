// Package report turns the answers of a batch into what the people around the
// specialists ask for: who stands where, how a team does as a whole, which
// metric got worse, what to train first, and how good the data were.
//
// Nothing here decides pay: a report reads evaluations and changes none. What
// is not known is left out of sums and said beside them, never counted as
// zero.
package report

import (
	"encoding/json"
	"math"
	"strings"

	"merit/engine"
)

// A Result is one answer of a batch, as far as reports read it. Missing
// numbers are NaN.
type Result struct {
	Specialist, Period string
	Policy, Version    string
	Team, Within       string // what it is grouped by; "" where the request does not say
	Status             string // final, held or refused
	Score, Earned      float64
	Rate               float64
	Grade              string
	Vetoed             bool
	Paid, Currency     string // "" when nothing is paid
	Metrics            []Metric
	Dimensions         []Dimension
	Adjustments        []Adjustment
	Outcomes           []Outcome
	Why                []string // codes of why it is held or refused
}

// A Metric is one metric of a Result.
type Metric struct {
	ID, Title, Unit    string
	Status             string
	Value, Part, Whole float64
	Target, Score      float64
	Weight, Points     float64
	Size               float64 // what its mean was taken over, where that is known
}

// A Dimension is one dimension of a Result.
type Dimension struct {
	ID, Title             string
	Weight, Score, Points float64
}

// An Adjustment is points added or deducted.
type Adjustment struct {
	ID     string
	Points float64
}

// An Outcome is a consequence that is given.
type Outcome struct{ ID, Kind, Title string }

// Of is the Result of an evaluation.
func Of(e *engine.Evaluation) Result {
	r := Result{
		Specialist: strings.Clone(e.Specialist), // not the whole request it is cut from
		Period:     e.Period, Policy: e.Policy.ID, Version: e.Policy.Version,
		Status: e.Status, Score: number(e.Score), Earned: number(e.Earned), Rate: number(e.Rate), Vetoed: e.Vetoed,
	}
	if e.Grade != nil {
		r.Grade = *e.Grade
	}
	if e.Payout != nil {
		r.Paid, r.Currency = e.Payout.Amount, e.Payout.Currency
	}
	r.Metrics = make([]Metric, 0, len(e.Metrics))
	for i := range e.Metrics {
		m := &e.Metrics[i]
		unit := m.Unit
		if m.Part != nil && unit == "" {
			unit = "%"
		}
		r.Metrics = append(r.Metrics, Metric{
			ID: m.ID, Title: m.Title, Unit: unit, Status: m.Status, Value: number(m.Value), Part: number(m.Part), Whole: number(m.Whole),
			Target: number(m.Target), Score: number(m.Score), Weight: m.Weight, Points: m.Points, Size: math.NaN(),
		})
	}
	for _, d := range e.Dimensions {
		r.Dimensions = append(r.Dimensions, Dimension{ID: d.ID, Title: d.Title, Weight: d.Weight, Score: number(d.Score), Points: d.Points})
	}
	for _, a := range e.Adjustments {
		r.Adjustments = append(r.Adjustments, Adjustment{a.ID, number(a.Points)})
	}
	for _, o := range e.Outcomes {
		r.Outcomes = append(r.Outcomes, Outcome{o.ID, o.Kind, o.Title})
	}
	for _, n := range e.Reasons {
		r.Why = append(r.Why, n.Code)
	}
	return r
}

// Refused is the Result of a request that got no evaluation.
func Refused(specialist, period string, codes []string) Result {
	nan := math.NaN()
	return Result{Specialist: specialist, Period: period, Status: "refused", Score: nan, Earned: nan, Rate: nan, Why: codes}
}

// ReadLine reads a line of results as a batch wrote it: an evaluation, or a
// refusal, which is a Result without numbers.
func ReadLine(line []byte) (Result, error) {
	var e engine.Evaluation
	if err := json.Unmarshal(line, &e); err != nil {
		return Result{}, err
	}
	if e.Status == "refused" {
		return Refused(e.Specialist, e.Period, nil), nil
	}
	return Of(&e), nil
}

// metric returns a metric of r, nil without it.
func (r *Result) metric(id string) *Metric {
	for i := range r.Metrics {
		if r.Metrics[i].ID == id {
			return &r.Metrics[i]
		}
	}
	return nil
}

func number(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

func missing(x float64) bool { return math.IsNaN(x) }

// equal tells numbers apart as the engine does (SEMANTICS D2).
func equal(a, b float64) bool {
	return math.Abs(a-b) < max(1e-9, 1e-14*max(math.Abs(a), math.Abs(b)))
}

// Missing is the number that is not known.
var Missing = math.NaN()
