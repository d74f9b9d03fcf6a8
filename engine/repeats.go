package engine

import (
	"cmp"
	"slices"
	"strconv"

	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// repeats counts the contacts of this period that another contact of the same
// customer and topic follows with 0 < gap ≤ hours (I4). Rows around the
// period may follow and never count. Contacts whose customer, topic or time is
// missing neither count nor follow.
func (c *compiler) repeats(n *formula.Call) numberFn {
	customers, topics, times := c.keys(n.Args[0]), c.keys(n.Args[1]), c.list(n.Args[2])
	hours := c.number(n.Args[3])
	return func(f *frame) float64 {
		who, what, when, h := customers(f), topics(f), times(f), hours(f)
		if !when.Known || missing(h) || !who.beside(when) || !what.beside(when) {
			return nan
		}
		count := 0
		for _, contacts := range f.contacts(who, what, when) { // a count does not depend on the order of the map
			count += followed(contacts, h, f.period)
		}
		return float64(count)
	}
}

// A contact is one row: when it was, and whether it lies around the period.
type contact struct {
	at     calendar.Time
	around bool
}

// contacts groups rows by customer and topic.
func (f *frame) contacts(who, what keys, when facts.List) map[[2]string][]contact {
	groups := map[[2]string][]contact{}
	for i := range when.Len() + when.AroundLen() {
		t := when.Table.Columns[0].Times[rowOf(when, i)]
		a, b := who.at(i), what.at(i)
		if !a.Known || !b.Known || !t.Known {
			if i < when.Len() {
				f.skipped++
			}
			continue
		}
		key := [2]string{a.Text, b.Text}
		groups[key] = append(groups[key], contact{t, i >= when.Len()})
	}
	return groups
}

// rowOf returns the table row of an element, counting on into the rows around.
func rowOf(l facts.List, i int) int {
	if n := l.Len(); i >= n {
		return l.AroundRow(i - n)
	}
	return l.Row(i)
}

// followed counts the contacts inside p that another follows within h hours.
func followed(contacts []contact, h float64, p calendar.Period) int {
	slices.SortFunc(contacts, func(a, b contact) int { return cmp.Compare(a.at.Instant(), b.at.Instant()) })
	count := 0
	var next, last int64 // the first later instant, and the one before it
	for i := len(contacts) - 1; i >= 0; i-- {
		t := contacts[i].at
		if at := t.Instant(); i == len(contacts)-1 {
			next, last = at, at
		} else if at < last {
			next, last = last, at
		}
		gap := float64(next-last) / (3600 * 1e9)
		if d := t.Date(); !contacts[i].around && d >= p.Start() && d <= p.End() && gap > 0 && atMost(gap, h) {
			count++
		}
	}
	return count
}

// keys is a list of text or numbers read as text, by position.
type keys struct {
	list    facts.List
	numeric bool
}

// keys compiles a list of text or numbers to be read as keys.
func (c *compiler) keys(n formula.Node) func(*frame) keys {
	of := c.list(n)
	numeric := n.Type().Elem != nil && n.Type().Elem.Numeric()
	return func(f *frame) keys { return keys{of(f), numeric} }
}

// beside reports whether k has an entry for each of l.
func (k keys) beside(l facts.List) bool {
	return k.list.Known && k.list.Len() == l.Len() && k.list.AroundLen() == l.AroundLen()
}

func (k keys) at(i int) facts.String {
	row, column := rowOf(k.list, i), &k.list.Table.Columns[0]
	if !k.numeric {
		return column.Strings[row]
	}
	v := column.Numbers[row]
	return facts.String{Text: strconv.FormatFloat(v, 'g', -1, 64), Known: !missing(v)}
}
