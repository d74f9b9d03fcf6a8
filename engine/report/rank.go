package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"merit/rules"
)

// A Field is a number of a Result that people are ranked by.
type Field struct {
	Name  string
	part  string // score, earned, rate, payout, metrics, dimensions, adjustments
	id    string
	value string // value, score, points
}

// ParseField reads score, earned, rate, payout, metrics.ID.value (or score,
// points), dimensions.ID.score (or points) or adjustments.ID.points.
func ParseField(name string) (Field, bool) {
	parts := strings.Split(name, ".")
	f := Field{Name: name, part: parts[0]}
	allowed := map[string][]string{"metrics": {"value", "score", "points"}, "dimensions": {"score", "points"}, "adjustments": {"points"}}
	switch f.part {
	case "score", "earned", "rate", "payout":
		return f, len(parts) == 1
	}
	if len(parts) != 3 || parts[1] == "" {
		return f, false
	}
	f.id, f.value = parts[1], parts[2]
	return f, slices.Contains(allowed[f.part], f.value)
}

// Known reports whether some policy has what f asks for.
func (f Field) Known(policies []*rules.Policy) bool {
	for _, p := range policies {
		switch f.part {
		case "metrics":
			if slices.ContainsFunc(p.Metrics, func(m *rules.Metric) bool { return m.ID.Text == f.id }) {
				return true
			}
		case "dimensions":
			if slices.ContainsFunc(p.Dimensions, func(d *rules.Dimension) bool { return d.ID.Text == f.id }) {
				return true
			}
		case "adjustments":
			if slices.ContainsFunc(p.Adjustments, func(a *rules.Adjustment) bool { return a.ID.Text == f.id }) {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// of is the number f means in r.
func (f Field) of(r *Result) float64 {
	switch f.part {
	case "score":
		return r.Score
	case "earned":
		return r.Earned
	case "rate":
		return r.Rate
	case "payout":
		return amount(r.Paid)
	case "metrics":
		if m := r.metric(f.id); m != nil {
			return map[string]float64{"value": m.Value, "score": m.Score, "points": m.Points}[f.value]
		}
	case "dimensions":
		for _, d := range r.Dimensions {
			if d.ID == f.id {
				return map[string]float64{"score": d.Score, "points": d.Points}[f.value]
			}
		}
	case "adjustments":
		for _, a := range r.Adjustments {
			if a.ID == f.id {
				return a.Points
			}
		}
	}
	return math.NaN()
}

// An Order says how people are ranked.
type Order struct {
	By       Field
	TieBreak []Field // in turn, among equals; who lacks the number stands after who has it
	Guide    *Guide
}

// A Standing is a place in a ranking. Rank 0 is none: Why says held, refused
// or missing.
type Standing struct {
	Rank       int     `json:"rank"`
	Of         int     `json:"of"`
	Percentile float64 `json:"percentile"` // percent of the ranked who do not stand above
	Shared     bool    `json:"shared"`     // with others
	Why        string  `json:"why,omitempty"`
}

// Rank gives everybody a place among those of the same period and the same
// Within: 1, 2, 2, 4. Equal numbers share a place unless a tie-break tells
// them apart; nobody is told apart by name or order in the file. Who is held,
// refused or lacks the number stands nowhere.
func Rank(results []Result, o Order) []Standing {
	out := make([]Standing, len(results))
	groups := map[[2]string][]int{}
	for i := range results {
		r := &results[i]
		switch {
		case r.Status != "final":
			out[i].Why = r.Status
		case missing(o.By.of(r)):
			out[i].Why = "missing"
		default:
			key := [2]string{r.Period, r.Within}
			groups[key] = append(groups[key], i)
		}
	}
	for _, members := range groups {
		o.place(results, members, out)
	}
	return out
}

// place ranks one group.
func (o *Order) place(results []Result, members []int, out []Standing) {
	slices.SortStableFunc(members, func(a, b int) int { return o.compare(&results[a], &results[b]) })
	n := len(members)
	for from := 0; from < n; {
		to := from + 1
		for to < n && o.compare(&results[members[from]], &results[members[to]]) == 0 {
			to++
		}
		for _, i := range members[from:to] {
			out[i] = Standing{Rank: from + 1, Of: n, Percentile: 100 * float64(n-from) / float64(n), Shared: to-from > 1}
		}
		from = to
	}
}

// compare orders the better first.
func (o *Order) compare(a, b *Result) int {
	if c := o.better(o.By, a, b); c != 0 {
		return c
	}
	for _, f := range o.TieBreak {
		if c := o.better(f, a, b); c != 0 {
			return c
		}
	}
	return 0
}

func (o *Order) better(f Field, a, b *Result) int {
	x, y := settled(f.of(a)), settled(f.of(b))
	switch {
	case missing(x) || missing(y):
		return cmp.Compare(truth(missing(x)), truth(missing(y)))
	case f.value == "value" && o.Guide.lower(a, f.id):
		return cmp.Compare(x, y)
	}
	return cmp.Compare(y, x)
}

// settled takes off what only arithmetic left behind, so that equals are equal
// whatever the order they are compared in.
func settled(x float64) float64 {
	if math.Abs(x) > 1e6 {
		return x
	}
	return math.Round(x*1e9) / 1e9
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
