package facts

import (
	"slices"
	"strconv"

	"merit/rules/calendar"
)

// pastMembers are what a record of history may say: everything an evaluation
// answers. Package engine declares it; the first four lines are read here.
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

// oldest is how many periods back history may reach: ten years of months.
const oldest = 120

// A pastRecord is one record and where its period stands.
type pastRecord struct {
	Past
	at int32
}

// history reads earlier evaluations, sorts them newest first and fills the
// holes from the period just before this one to the oldest given.
func (e *envelope) history(list int32) {
	if list == 0 {
		return
	}
	var records []pastRecord
	for c := e.tape.first(list); c != 0; c = e.tape.nodes[c].next {
		if e.object(c, "history") == 0 {
			continue
		}
		if r := e.past(c); r.at != 0 && e.earlier(r) {
			records = append(records, r)
		}
	}
	slices.SortStableFunc(records, func(a, b pastRecord) int { return b.Period.Compare(a.Period) })
	for i := 1; i < len(records); i++ {
		if records[i].Period == records[i-1].Period {
			e.twice(records[i-1].at, records[i].at, "invalid-history.duplicate", "period", records[i].Period.String())
		}
	}
	e.request.History = withoutHoles(e.request.Period, records)
}

// earlier reports whether r's period is before the request's and as long.
func (e *envelope) earlier(r pastRecord) bool {
	now := e.request.Period
	switch {
	case now.Length == "": // already reported
		return false
	case r.Period.Length != now.Length:
		e.at(r.at, "invalid-history.length", "period", r.Period.String(), "now", now.String())
	case r.Period.Compare(now) >= 0:
		e.at(r.at, "invalid-history.later", "period", r.Period.String(), "now", now.String())
	case r.Period.Compare(now.Add(-oldest)) < 0:
		e.at(r.at, "invalid-history.old", "max", strconv.Itoa(oldest))
	default:
		return true
	}
	return false
}

func withoutHoles(now calendar.Period, records []pastRecord) []Past {
	var out []Past
	for _, r := range records {
		for hole := now.Add(-len(out) - 1); r.Period.Compare(hole) < 0; hole = now.Add(-len(out) - 1) {
			out = append(out, Past{Period: hole, Vetoed: Undecided})
		}
		out = append(out, r.Past)
	}
	return out
}

// past reads one record. Its at is 0 when it has no usable period.
func (e *envelope) past(c int32) pastRecord {
	r := pastRecord{Past: Past{Vetoed: Undecided}}
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
		case "grade":
			r.Grade = e.pastText(m, name)
		case "status":
			held = e.status(m)
		case "vetoed":
			r.Vetoed = e.boolean(m, name)
		default:
			e.carried(m, name)
		}
	}
	for _, name := range pastMembers[:3] {
		if !given[name] {
			e.absent(c, name, "missing-field.history", "name", name)
		}
	}
	if held {
		r.Evaluated = false
	}
	if !r.Evaluated {
		r.Score, r.Grade = 0, String{}
	}
	return r
}

// carried checks a member that is not computed with.
func (e *envelope) carried(m int32, name string) {
	kind := e.tape.nodes[m].kind
	switch name {
	case "rate", "earned":
		e.pastNumber(m, name)
	case "specialist":
		if s, ok := e.word(m, name, 200); ok && e.request.Specialist != "" && s != e.request.Specialist {
			e.at(m, "invalid-history.specialist")
		}
	case "metrics":
		if kind != arrayNode && kind != objectNode {
			e.at(m, "wrong-type.list", "name", name)
		}
	default:
		if !known(name, pastMembers) {
			e.unknown(m, pastMembers)
		}
	}
}

func (e *envelope) status(m int32) (held bool) {
	s, ok := e.text(m, "status")
	if ok && s != "final" && s != "held" {
		e.at(m, "invalid-history.status")
	}
	return s == "held"
}

// pastNumber reads a number or null.
func (e *envelope) pastNumber(m int32, name string) (float64, bool) {
	if e.tape.nodes[m].kind == nullNode {
		return 0, false
	}
	return e.number(m, name)
}

// pastText reads text or null.
func (e *envelope) pastText(m int32, name string) String {
	if e.tape.nodes[m].kind == nullNode {
		return String{}
	}
	s, ok := e.word(m, name, 200)
	return String{Text: s, Known: ok}
}
