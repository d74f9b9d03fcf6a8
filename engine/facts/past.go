package facts

import (
	"math"
	"slices"
)

// pastMembers are what a record of history or parts may say: everything an
// evaluation answers. Package engine declares it; the first four lines are
// read here.
var pastMembers = []string{
	"period", "score", "grade",
	"status", "vetoed", "rate",
	"specialist",
	"payout", "metrics",
	"policy", "set", "facts", "as_of", "earned", "would_pay", "payouts", "dimensions", "adjustments",
	"vetoes", "outcomes", "pilots", "reasons", "warnings", "explain",
}

// neverNull are the members that are left out rather than null.
var neverNull = []string{"period", "status", "vetoed", "specialist", "metrics"}

// pasts reads the records of a list, keeps those that belong, and returns them
// oldest first. Two of one period are reported.
func (e *envelope) pasts(list int32, name string, belongs func(Past) bool) []Past {
	if list == 0 {
		return nil
	}
	var records []Past
	for c := e.tape.first(list); c != 0; c = e.tape.nodes[c].next {
		if e.object(c, name) == 0 {
			continue
		}
		if r := e.past(c, name); r.at != 0 && belongs(r) {
			records = append(records, r)
		}
	}
	slices.SortStableFunc(records, func(a, b Past) int { return a.Period.Compare(b.Period) })
	for i := 1; i < len(records); i++ {
		if records[i].Period == records[i-1].Period {
			e.twice(records[i-1].at, records[i].at, "invalid-"+name+".duplicate", "period", records[i].Period.String())
		}
	}
	return records
}

// past reads one record. Its at is 0 when it has no usable period.
func (e *envelope) past(c int32, list string) Past {
	r := hole(e.request.Period)
	given := map[string]bool{}
	held := false
	for m := e.tape.first(c); m != 0; m = e.tape.nodes[m].next {
		name := e.tape.name(m)
		given[name] = true
		if e.tape.nodes[m].kind == nullNode && known(name, neverNull) {
			e.at(m, "null-field", "name", name)
			continue
		}
		switch name {
		case "period":
			if p, ok := e.period(m, name); ok {
				r.Period, r.at = p, m
			}
		case "score":
			r.Score, r.Evaluated = e.pastNumber(m, name)
		case "status":
			held = e.status(m, &r)
		default:
			e.remembered(m, name, &r)
		}
	}
	for _, name := range pastMembers[:3] {
		if !given[name] {
			e.absent(c, name, "missing-field."+list, "name", name)
		}
	}
	if held {
		r.Evaluated = false
	}
	if !r.Evaluated {
		r.Score, r.Grade, r.Rate, r.Payout = math.NaN(), String{}, math.NaN(), math.NaN()
	}
	return r
}

// remembered reads a member that formulas may look at, or checks one that is
// not computed with.
func (e *envelope) remembered(m int32, name string, r *Past) {
	switch name {
	case "grade":
		r.Grade = e.pastText(m, name)
	case "vetoed":
		r.Vetoed = e.boolean(m, name)
	case "rate":
		r.Rate, _ = e.pastNumber(m, name)
	case "earned":
		e.pastNumber(m, name)
	case "payout":
		e.payout(m, r)
	case "specialist":
		if s, ok := e.word(m, name, 200); ok && e.request.Specialist != "" && s != e.request.Specialist {
			e.at(m, "invalid-history.specialist")
		}
	case "metrics":
		if e.pastMetrics(m) {
			r.metrics = m
		}
	default:
		if !known(name, pastMembers) {
			e.unknown(m, pastMembers)
		}
	}
}

func (e *envelope) status(m int32, r *Past) (held bool) {
	s, ok := e.text(m, "status")
	if ok && s != "final" && s != "held" {
		e.at(m, "invalid-history.status")
	}
	r.Status = String{Text: s, Known: ok}
	return s == "held"
}

// pastNumber reads a number or null.
func (e *envelope) pastNumber(m int32, name string) (float64, bool) {
	if e.tape.nodes[m].kind == nullNode {
		return math.NaN(), false
	}
	if x, ok := e.number(m, name); ok {
		return x, true
	}
	return math.NaN(), false
}

// pastText reads text or null.
func (e *envelope) pastText(m int32, name string) String {
	if e.tape.nodes[m].kind == nullNode {
		return String{}
	}
	s, ok := e.word(m, name, 200)
	return String{Text: s, Known: ok}
}
