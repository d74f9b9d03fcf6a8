package report

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"iter"
	"slices"
)

// A Report is everything told of one batch. Its JSON form is for systems that
// plan with it.
type Report struct {
	Set         string        `json:"set"` // digest of the policy set
	Order       string        `json:"order"`
	TieBreaks   []string      `json:"tie_breaks"`
	Within      string        `json:"within,omitempty"`
	Least       int           `json:"least"` // people a team needs to be shown
	ByTeam      string        `json:"by_team,omitempty"`
	Wholes      []*Team       `json:"wholes"` // everybody, by period
	Teams       []*Team       `json:"teams"`
	Bottlenecks []*Bottleneck `json:"bottlenecks"`
	Compared    bool          `json:"compared"` // there was a period before to compare with
	Ranking     []Ranked      `json:"ranking"`
	Unranked    []Ranked      `json:"unranked"`
	Training    []Training    `json:"training"`
	Quality     *Quality      `json:"quality"`

	results []Result
	places  []Standing // of results; nil when there is no ranking
	order   Order
}

// A Ranked is one line of the ranking.
type Ranked struct {
	Specialist string `json:"specialist"`
	Period     string `json:"period"`
	Policy     string `json:"policy,omitempty"`
	Team       string `json:"team,omitempty"`
	Within     string `json:"within,omitempty"`
	Standing
	By    *float64 `json:"by"` // the number ranked by
	Grade string   `json:"grade,omitempty"`
}

// A PersonLine is one metric of one person: the long table planning starts
// from.
type PersonLine struct {
	Specialist string   `json:"specialist"`
	Period     string   `json:"period"`
	Team       string   `json:"team,omitempty"`
	Policy     string   `json:"policy"`
	Metric     string   `json:"metric"`
	Title      string   `json:"title,omitempty"`
	Status     string   `json:"status"`
	Value      *float64 `json:"value"`
	Target     *float64 `json:"target"`
	Score      *float64 `json:"score"`
	Weight     float64  `json:"weight"`
	Points     float64  `json:"points"`
}

// Options say what a report is to hold.
type Options struct {
	Set      string
	Order    Order
	Ranked   bool   // whether there is a ranking
	Within   string // what Result.Within is, for people
	ByTeam   string // the attribute Result.Team is; "" for none
	Least    int    // MinGroup unless said otherwise
	Before   []Result
	Previous func(period string) string // the period before one
	Quality  *Quality
}

// New makes a report of results.
func New(results []Result, o Options) *Report {
	g := o.Order.Guide
	r := &Report{
		results: results, order: o.Order,
		Set: o.Set, Within: o.Within, Least: o.Least, ByTeam: o.ByTeam, Quality: o.Quality,
		Wholes: Teams(results, g, false), Training: Trainings(results, g),
		TieBreaks: []string{}, Teams: []*Team{}, Ranking: []Ranked{}, Unranked: []Ranked{},
	}
	r.Bottlenecks = Bottlenecks(results, o.Before, g, o.Previous, o.Least)
	r.Compared = len(r.Bottlenecks) > 0
	if o.ByTeam != "" {
		r.Teams = Teams(results, g, true)
	}
	Withhold(r.Teams, r.Wholes, o.Least)
	if o.Ranked {
		r.rank(results, o.Order)
	}
	o.Quality.Measure(results)
	return r
}

func (r *Report) rank(results []Result, o Order) {
	r.Order = o.By.Name
	for _, f := range o.TieBreak {
		r.TieBreaks = append(r.TieBreaks, f.Name)
	}
	r.places = Rank(results, o)
	for i, s := range r.places {
		from := &results[i]
		line := Ranked{from.Specialist, from.Period, from.Policy, from.Team, from.Within, s, pointer(o.By.of(from)), from.Grade}
		if s.Rank == 0 {
			r.Unranked = append(r.Unranked, line)
			continue
		}
		r.Ranking = append(r.Ranking, line)
	}
	slices.SortStableFunc(r.Ranking, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(a.Within, b.Within), cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Specialist, b.Specialist))
	})
}

// Mixed reports whether some ranked group holds people of several policies,
// whose scores do not mean the same.
func (r *Report) Mixed() bool {
	policy := map[[2]string]string{}
	for _, l := range r.Ranking {
		key := [2]string{l.Period, l.Within}
		if first, ok := policy[key]; ok && first != l.Policy {
			return true
		}
		policy[key] = l.Policy
	}
	return false
}

// People yields the long table that planning starts from: a line for each
// person, period and metric.
func (r *Report) People() iter.Seq[PersonLine] {
	return func(yield func(PersonLine) bool) {
		for i := range r.results {
			from := &r.results[i]
			for k := range from.Metrics {
				m := &from.Metrics[k]
				line := PersonLine{
					from.Specialist, from.Period, from.Team, from.Policy, m.ID, m.Title, m.Status,
					pointer(m.Value), pointer(m.Target), pointer(m.Score), m.Weight, m.Points,
				}
				if !yield(line) {
					return
				}
			}
		}
	}
}

// WriteJSON writes the report as one JSON object, the long table last under
// people, a line each.
func (r *Report) WriteJSON(w io.Writer) error {
	head, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	_, _ = b.Write(bytes.TrimSuffix(head, []byte("\n}")))
	_, _ = b.WriteString(",\n  \"people\": [")
	comma := "\n    "
	for line := range r.People() {
		one, err := json.Marshal(line)
		if err != nil {
			return err
		}
		_, _ = b.WriteString(comma)
		_, _ = b.Write(one)
		comma = ",\n    "
	}
	_, _ = b.WriteString("\n  ]\n}\n")
	return b.Flush() // which remembers the first error
}
