package report

import (
	"cmp"
	"math"
	"slices"
)

// A Team is what a group of people came to in one period.
type Team struct {
	Name     string       `json:"name"` // "" of people whose team is not known
	Period   string       `json:"period"`
	People   int          `json:"people"`
	Final    int          `json:"final"`
	Held     int          `json:"held"`
	Refused  int          `json:"refused"`
	Vetoed   int          `json:"vetoed"`
	Score    *float64     `json:"score"`   // mean over the final ones, each counting once
	Reached  int          `json:"reached"` // people who met every target measured of them
	Asked    int          `json:"asked"`   // people of whom some target could be told
	Paid     []string     `json:"paid"`    // amounts with their currency
	Grades   []Tally      `json:"grades"`  // from the highest down
	Metrics  []TeamMetric `json:"metrics"`
	Groups   []Share      `json:"dimensions"`
	Angles   []Share      `json:"perspectives"`
	Withheld bool         `json:"withheld,omitempty"` // fewer people than may be shown: only Name, Period and People are told
}

// A TeamMetric is one metric over a team.
type TeamMetric struct {
	ID       string   `json:"id"`
	Title    string   `json:"title,omitempty"`
	Unit     string   `json:"unit,omitempty"`
	How      string   `json:"how"`    // pooled: part over whole of all; weighted: mean by what each was taken over; mean: each person counts once
	People   int      `json:"people"` // whose numbers are in Value
	Value    *float64 `json:"value"`
	Part     *float64 `json:"part,omitempty"`
	Whole    *float64 `json:"whole,omitempty"`
	Target   *float64 `json:"target"` // where all have the same
	Reached  int      `json:"reached"`
	Asked    int      `json:"asked"` // people of whom it can be told
	Score    *float64 `json:"score"` // mean of the people's scores
	Lower    bool     `json:"lower"` // less is better
	Directed bool     `json:"-"`
}

// A Share is a dimension or a perspective of a team: the mean of its people's
// scores, by the weight it had for each.
type Share struct {
	ID     string   `json:"id"`
	Title  string   `json:"title,omitempty"`
	People int      `json:"people"`
	Score  *float64 `json:"score"`
}

// A Tally is a grade and how many have it.
type Tally struct {
	Grade string `json:"grade"`
	Count int    `json:"count"`
}

// Teams rolls results up by period and team, in that order. With by false
// everybody of a period is one team without a name.
func Teams(results []Result, g *Guide, by bool) []*Team {
	members := map[[2]string][]*Result{}
	var keys [][2]string
	for i := range results {
		r := &results[i]
		key := [2]string{r.Period, ""}
		if by {
			key[1] = r.Team
		}
		if members[key] == nil {
			keys = append(keys, key)
		}
		members[key] = append(members[key], r)
	}
	slices.SortFunc(keys, func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	var teams []*Team
	for _, key := range keys {
		teams = append(teams, rollUp(key[1], key[0], members[key], g))
	}
	return teams
}

func rollUp(name, period string, members []*Result, g *Guide) *Team {
	t := &Team{Name: name, Period: period, People: len(members)}
	paid := purse{}
	var scores mean
	for _, r := range members {
		switch r.Status {
		case "held":
			t.Held++
		case "refused":
			t.Refused++
		default:
			t.Final++
			scores.add(r.Score, 1)
			t.grade(r.Grade, g.grades)
		}
		if r.Vetoed {
			t.Vetoed++
		}
		paid.add(r.Paid, r.Currency)
		t.reach(r, g)
	}
	t.Score, t.Paid = scores.value(), paid.texts()
	t.Metrics = teamMetrics(members, g)
	t.Groups = shares(members, func(r *Result, d *Dimension) (string, string) { return d.ID, d.Title })
	t.Angles = shares(members, func(r *Result, d *Dimension) (string, string) { return g.perspective(r, d.ID), "" })
	return t
}

// grade counts a grade; grades stand in the given order.
func (t *Team) grade(grade string, order []string) {
	if i := slices.IndexFunc(t.Grades, func(g Tally) bool { return g.Grade == grade }); i >= 0 {
		t.Grades[i].Count++
		return
	}
	t.Grades = append(t.Grades, Tally{grade, 1})
	slices.SortFunc(t.Grades, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Grade), slices.Index(order, b.Grade)), cmp.Compare(a.Grade, b.Grade))
	})
}

// reach counts who met every target that could be told.
func (t *Team) reach(r *Result, g *Guide) {
	asked, all := false, true
	for i := range r.Metrics {
		met, known := g.reached(r, &r.Metrics[i])
		asked = asked || known
		all = all && (met || !known)
	}
	if asked {
		t.Asked++
	}
	if asked && all {
		t.Reached++
	}
}

// shares rolls dimensions up under the names that of gives them; "" is none.
func shares(members []*Result, of func(*Result, *Dimension) (id, title string)) []Share {
	var order []Share
	means := map[string]*mean{}
	for _, r := range members {
		seen := map[string]bool{}
		for i := range r.Dimensions {
			d := &r.Dimensions[i]
			id, title := of(r, d)
			if id == "" || missing(d.Score) {
				continue
			}
			if means[id] == nil {
				means[id] = &mean{}
				order = append(order, Share{ID: id, Title: title})
			}
			means[id].add(d.Score, d.Weight)
			if !seen[id] {
				seen[id] = true
				means[id].people++
			}
		}
	}
	for i := range order {
		m := means[order[i].ID]
		order[i].Score, order[i].People = m.value(), m.people
	}
	return order
}

// A mean is a weighted mean; what is missing is left out.
type mean struct {
	sum, weight float64
	people      int
}

func (m *mean) add(x, weight float64) {
	if !missing(x) && !missing(weight) && weight > 0 {
		m.sum += float64(x * weight)
		m.weight += weight
	}
}

func (m *mean) value() *float64 {
	if m.weight == 0 {
		return nil
	}
	x := m.sum / m.weight
	if math.IsInf(x, 0) {
		return nil
	}
	return &x
}
