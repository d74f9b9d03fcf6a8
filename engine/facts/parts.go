package facts

import (
	"strconv"

	"merit/rules/calendar"
)

// parts reads the evaluations of the shorter periods inside this one. Which
// length they must have is the policy's to say, so holes are filled by Values.
func (e *envelope) parts(list int32) {
	e.request.Parts = e.pasts(list, "parts", e.inside)
}

// inside reports whether r's period is a part of the request's.
func (e *envelope) inside(r Past) bool {
	now := e.request.Period
	switch {
	case now.Length == "": // already reported
		return false
	case r.Period.Length.Per(now.Length) == 0:
		e.at(r.at, "invalid-parts.length", "period", r.Period.String(), "now", now.String())
	case !now.Contains(r.Period):
		e.at(r.at, "invalid-parts.outside", "period", r.Period.String(), "now", now.String())
	default:
		return true
	}
	return false
}

// partsOf returns a record for each part of the given length, oldest first,
// holes filled, and reports parts of another length.
func (d *decoder) partsOf(given []Past, now calendar.Period, length calendar.Length) []Past {
	var out []Past
	for p := calendar.PeriodOf(length, now.Start()); now.Contains(p); p = p.Add(1) {
		out = append(out, hole(p))
	}
	for _, r := range given {
		if r.Period.Length != length {
			d.at(r.at, "invalid-parts.policy", "period", r.Period.String(), "sample", out[0].Period.String(), "count", strconv.Itoa(len(out)))
			continue
		}
		for i := range out {
			if out[i].Period == r.Period {
				out[i] = r
			}
		}
	}
	return out
}
