package engine

import (
	"strings"

	"merit/engine/facts"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/text"
)

// A raterPlan is feedback of several roles ready to be computed. Nothing of it
// but the whole may get into an answer: no rating, no number of raters and no
// mean of a role (I6).
type raterPlan struct {
	list        int // among the inputs' lists
	role, score int // columns
	roles       map[string]int
	weights     []float64
	exempt      []bool
	floor       int
}

func (c *compiler) raters(r *rules.Raters) *raterPlan {
	if r == nil {
		return nil
	}
	p := &raterPlan{list: c.slots.find(r.Of).index, role: r.Role, score: r.Score, roles: map[string]int{}, floor: r.Floor}
	for i, role := range r.Roles {
		p.roles[role.Name] = i
		p.weights = append(p.weights, role.Weight.Float)
		p.exempt = append(p.exempt, role.Exempt)
	}
	return p
}

// rate returns the mean of the roles' means by their weights. A role without
// raters, or with fewer than the floor and not exempt, is withheld and its
// weight spread over the others; what would be the mean of a single role that
// is not exempt is missing.
func (r *run) rate(p *raterPlan, id string) float64 {
	l := r.in.Lists[p.list]
	if !l.Known {
		return nan
	}
	sums, counts := r.ratings(p, l)
	total, weight := 0.0, 0.0
	remain, open, withheld := 0, false, false
	for i, w := range p.weights {
		switch {
		case w == 0:
		case counts[i] == 0 || counts[i] < float64(p.floor) && !p.exempt[i]:
			withheld = true
		default:
			total += float64(w * (sums[i] / counts[i]))
			weight += w
			remain, open = remain+1, open || p.exempt[i]
		}
	}
	switch {
	case remain == 0, remain == 1 && !open:
		r.res.warn("metric-raters-withheld.all", id, nil)
		return nan
	case withheld:
		r.res.warn("metric-raters-withheld", id, nil)
	}
	return divide(total, weight)
}

// ratings sums and counts the known scores of each role.
func (r *run) ratings(p *raterPlan, l facts.List) (sums, counts []float64) {
	n := len(p.weights)
	both := r.spare.takeFloats(2 * n)[:2*n]
	clear(both)
	sums, counts = both[:n], both[n:]
	roles, scores := l.Table.Columns[p.role].Strings, l.Table.Columns[p.score].Numbers
	r.work += l.Len()
	for i := range l.Len() {
		row := l.Row(i)
		role, known := p.roles[roles[row].Text]
		if known && roles[row].Known && !missing(scores[row]) {
			sums[role] += scores[row]
			counts[role]++
		}
	}
	return sums, counts
}

// keptFrom puts a problem of a pilot's facts into a reason. What is wrong with
// a rating is not told: the sentence would quote it.
func (g *program) keptFrom(d diag.Diagnostic) Note {
	for _, m := range g.policy.Metrics {
		if m.Raters != nil && strings.HasPrefix(d.Pointer+"/", facts.Pointer("/inputs", m.Raters.Of)+"/") {
			return Note{Code: "ratings-kept", ID: m.ID.Text, Text: text.Say("ratings-kept")}
		}
	}
	return Note{Code: d.Code, ID: d.Pointer, Text: d.Message}
}
