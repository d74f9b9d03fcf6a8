package suite

import (
	"math"

	"merit/rules"
	"merit/rules/formula"
)

// mostCrossings bounds how often one edge is looked for from one case.
const mostCrossings = 2

// crossings are numbers between which the score of b crosses the edge of a
// band, as near to the edge as whole numbers or hundredths come.
func (d *distinction) crossings(b *base) []change {
	var out []change
	for _, band := range d.policy.Bands[min(1, len(d.policy.Bands)):] {
		found := 0
		for _, f := range d.policy.Inputs {
			if found == mostCrossings {
				break
			}
			if sides := d.crossing(b, f, band.From.Float); sides != nil {
				out = append(out, sides...)
				found++
			}
		}
	}
	return out
}

// crossing looks for an edge by one number; nil where that does not move the
// score across it.
func (d *distinction) crossing(b *base, f *rules.Field, edge float64) []change {
	c := change{table: "inputs", name: f.Name}
	from, numeric := plainNumber(lookup(b.facts, c))
	if !numeric || !final(b.answer) {
		return nil
	}
	grid := 100.0
	if f.Type.Kind == formula.Integer {
		grid = 1
	}
	above := *b.answer.Score >= edge
	for _, v := range d.values(f, lookup(b.facts, c)) {
		to, numeric := plainNumber(v)
		if a := d.scored(b, change{"inputs", f.Name, v}); numeric && a != nil && (*a.Score >= edge) != above {
			return d.narrow(b, f.Name, math.Round(from*grid), math.Round(to*grid), grid, func(a *answer) bool { return (*a.Score >= edge) == above })
		}
	}
	return nil
}

// narrow halves the way between two numbers until they are neighbours.
func (d *distinction) narrow(b *base, name string, from, to, grid float64, like func(*answer) bool) []change {
	at := func(x float64) change { return change{"inputs", name, numberOf(x / grid)} }
	for math.Abs(to-from) > 1 {
		middle := math.Trunc((from + to) / 2)
		a := d.scored(b, at(middle))
		if a == nil {
			return nil
		}
		if like(a) {
			from = middle
		} else {
			to = middle
		}
	}
	return []change{at(from), at(to)}
}

// scored is the final answer of b with a change, or nil.
func (d *distinction) scored(b *base, c change) *answer {
	a, _ := d.ask(b, []change{c})
	if a == nil || !final(a) {
		return nil
	}
	return a
}
