package report

import (
	"cmp"
	"math"
	"slices"
)

// A Change is how a metric of a team moved against the period before.
type Change struct {
	Team     string  `json:"team"`
	Period   string  `json:"period"`
	Against  string  `json:"against"` // the period it is compared with
	ID       string  `json:"id"`
	Title    string  `json:"title,omitempty"`
	Unit     string  `json:"unit,omitempty"`
	Before   float64 `json:"before"`
	Now      float64 `json:"now"`
	Worse    float64 `json:"worse"`    // percent of the target (else of Before) in the bad direction; negative is better
	Absolute bool    `json:"absolute"` // there is nothing to take percent of: Worse is the plain difference
}

// A Bottleneck is what held a team back most: its metrics from the one that
// got worse most to the one that improved most.
type Bottleneck struct {
	Team    string   `json:"team"`
	Period  string   `json:"period"`
	Against string   `json:"against"`
	People  int      `json:"people"` // of now who are in the period before, too
	Changes []Change `json:"changes"`
}

// Worst is the change for the worse that is largest, nil when none got worse.
func (b *Bottleneck) Worst() *Change {
	if len(b.Changes) == 0 || b.Changes[0].Worse <= 1e-9 {
		return nil
	}
	return &b.Changes[0]
}

// Bottlenecks compares every team with the period before, over those who were
// there: of now and before the same people, by the team they are in now, so
// that people who come and go do not look like better or worse work. A pair of
// periods with nobody in both yields nothing.
func Bottlenecks(results, before []Result, g *Guide, previous func(period string) string, least int) []*Bottleneck {
	earlier := map[[2]string]*Result{}
	for _, list := range [][]Result{before, results} {
		for i := range list {
			earlier[[2]string{list[i].Specialist, list[i].Period}] = &list[i]
		}
	}
	var now, then []Result
	for i := range results {
		r := &results[i]
		old := earlier[[2]string{r.Specialist, previous(r.Period)}]
		if old == nil || old == r || len(r.Metrics) == 0 || len(old.Metrics) == 0 {
			continue
		}
		was := unsized(old)
		was.Team, was.Period = r.Team, r.Period // rolled up beside now
		now, then = append(now, unsized(r)), append(then, was)
	}
	var out []*Bottleneck
	was := Teams(then, g, true)
	for i, t := range Teams(now, g, true) {
		if t.People < least {
			continue
		}
		b := &Bottleneck{Team: t.Name, Period: t.Period, Against: previous(t.Period), People: t.People}
		b.compare(t, was[i])
		out = append(out, b)
	}
	return out
}

// unsized is a result whose values each count once: earlier results do not say
// over how much their means were taken, and both sides must be told alike.
func unsized(r *Result) Result {
	out := *r
	out.Metrics = slices.Clone(r.Metrics)
	for i := range out.Metrics {
		out.Metrics[i].Size = Missing
	}
	return out
}

func (b *Bottleneck) compare(now, before *Team) {
	for i := range now.Metrics {
		m := &now.Metrics[i]
		at := slices.IndexFunc(before.Metrics, func(o TeamMetric) bool { return o.ID == m.ID })
		if at < 0 || m.Value == nil || before.Metrics[at].Value == nil || !m.Directed {
			continue
		}
		c := Change{Team: b.Team, Period: b.Period, Against: b.Against, ID: m.ID, Title: m.Title, Unit: m.Unit, Before: *before.Metrics[at].Value, Now: *m.Value}
		c.Worse = c.Before - c.Now
		if m.Lower {
			c.Worse = -c.Worse
		}
		base := math.Abs(c.Before)
		if m.Target != nil && *m.Target != 0 {
			base = math.Abs(*m.Target)
		}
		if c.Absolute = base == 0; !c.Absolute {
			c.Worse *= 100 / base
		}
		b.Changes = append(b.Changes, c)
	}
	slices.SortStableFunc(b.Changes, func(x, y Change) int { return cmp.Compare(y.Worse, x.Worse) })
}
