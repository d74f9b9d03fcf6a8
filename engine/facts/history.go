package facts

import (
	"slices"
	"strconv"

	"merit/rules/calendar"
)

// oldest is how many periods back history may reach: ten years of months.
const oldest = 120

// history reads earlier evaluations, sorts them newest first and fills the
// holes from the period just before this one to the oldest given.
func (e *envelope) history(list int32) {
	records := e.pasts(list, "history", e.earlier)
	slices.Reverse(records)
	e.request.History = withoutHoles(e.request.Period, records)
}

// earlier reports whether r's period is before the request's and as long.
func (e *envelope) earlier(r Past) bool {
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

func withoutHoles(now calendar.Period, records []Past) []Past {
	var out []Past
	for _, r := range records {
		for gap := now.Add(-len(out) - 1); r.Period.Compare(gap) < 0; gap = now.Add(-len(out) - 1) {
			out = append(out, hole(gap))
		}
		out = append(out, r)
	}
	return out
}
