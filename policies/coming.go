package policies

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"merit/rules"
	"merit/rules/calendar"
)

// A Change is something a set does by itself on a day, without anyone saving
// a file.
type Change struct {
	Date    calendar.Date // the first day on which it is so
	Policy  string
	Version string
	Stage   rules.Stage // Active or Pilot
	What    ChangeKind
	Param   string  // of a ParamChanges, its name
	Value   float64 // of a ParamChanges
}

// A ChangeKind is what happens on the day of a Change.
type ChangeKind string

// The kinds of changes.
const (
	PolicyStarts ChangeKind = "starts"
	PolicyEnds   ChangeKind = "ends"
	ParamChanges ChangeKind = "param"
)

// datedChanges lists all dated changes of policies, the earliest first. Those that
// only try something out for an author, and those that are over, change
// nothing for anyone.
func datedChanges(policies []*rules.Policy) []Change {
	var all []Change
	for _, p := range policies {
		if p.Stage != rules.Active && p.Stage != rules.Pilot {
			continue
		}
		add := func(on calendar.Date, what ChangeKind, param string, value float64) {
			all = append(all, Change{on, p.ID.Text, p.Version.Text, p.Stage, what, param, value})
		}
		add(p.Effective.From, PolicyStarts, "", 0)
		if p.Effective.HasTo {
			add(p.Effective.To+1, PolicyEnds, "", 0)
		}
		for _, param := range p.Params {
			for _, v := range param.Values {
				if v.From > p.Effective.From && p.Effective.Contains(v.From) {
					add(v.From, ParamChanges, param.Name, v.Value.Float)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), strings.Compare(a.Policy, b.Policy), strings.Compare(a.Version, b.Version))
	})
	return all
}

// after returns the changes that come after a day.
func after(all []Change, day calendar.Date) []Change {
	i, _ := slices.BinarySearchFunc(all, day+1, func(c Change, d calendar.Date) int { return cmp.Compare(c.Date, d) })
	return all[i:len(all):len(all)]
}

func dayOf(t time.Time) calendar.Date {
	day, _ := calendar.NewDate(t.Year(), int(t.Month()), t.Day())
	return day
}
