package engine

import (
	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// known reports whether the value of a name is there and decided.
func (r *run) known(name string) bool {
	at := r.slots.lookup(name)
	switch at.kind {
	case formula.Number:
		return !missing(numberSlot(at)(r.frame))
	case formula.Boolean:
		return conditionSlot(at)(r.frame) != undecided
	case formula.String:
		if at.input {
			return r.in.Strings[at.index].Known
		}
		return r.strings[at.index].Known
	case formula.Time:
		return r.timeAt(at).Known
	}
	return r.listAt(at).Known
}

func (r *run) textAt(at slot) string {
	if at.input {
		return r.in.Strings[at.index].Text
	}
	return r.strings[at.index].Text
}

func (r *run) timeAt(at slot) calendar.Time {
	if at.input {
		return r.in.Times[at.index]
	}
	return r.times[at.index]
}

func (r *run) listAt(at slot) facts.List {
	if at.input {
		return r.in.Lists[at.index]
	}
	return r.lists[at.index]
}
