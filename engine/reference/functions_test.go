package reference_test

import (
	"slices"

	"merit/rules/calendar"
)

var listFunctions = []string{"len", "count", "sum", "mean", "median", "percentile", "filter", "map", "any", "all", "none", "weighted_mean", "last", "streak", "per_week"}

func (r reading) call(n *node) val {
	if n.text == "date" {
		d, _ := calendar.ParseDate(n.kids[0].text)
		return day(d.Midnight())
	}
	first := r.eval(n.kids[0])
	if (n.text == "min" || n.text == "max") && len(n.kids) == 1 {
		return r.aggregate(n, first)
	}
	if slices.Contains(listFunctions, n.text) {
		return r.aggregate(n, first)
	}
	if n.text == "repeats" {
		return r.repeats(first, r.eval(n.kids[1]), r.eval(n.kids[2]), r.eval(n.kids[3]))
	}
	args := make([]val, len(n.kids))
	for i, k := range n.kids {
		args[i] = r.eval(k)
	}
	if n.text == "ratio" && !args[1].gone() && r.zero(args[1].n) { // I2: otherwise, as in b == 0 ? otherwise : a / b
		return args[2]
	}
	if n.text == "ratio" {
		args = args[:2]
	}
	for _, a := range args { // B1, B5: arithmetic with a missing operand is missing
		if a.gone() {
			return a
		}
	}
	return r.scalar(n.text, args)
}

func (r reading) scalar(name string, args []val) val {
	x := args[0].n
	switch name {
	case "abs":
		return known(abs(x))
	case "floor":
		return known(r.floor(x))
	case "ceil":
		return known(r.ceil(x))
	case "round": // D4: always half-up
		places := 0
		if len(args) == 2 {
			places = int(float(args[1].n.r))
		}
		return known(r.round(x, places, false))
	case "min", "max":
		for _, a := range args[1:] {
			if name == "min" {
				x = smaller(x, a.n)
			} else {
				x = greater(x, a.n)
			}
		}
		return known(x)
	case "clamp": // I2: low > high is missing; > means also not equal (D2)
		if r.more(args[1].n, args[2].n) {
			return val{}
		}
		return known(clampTo(x, args[1].n, args[2].n))
	case "ratio":
		return r.divide(x, args[1].n)
	case "nps": // I2
		share := r.divide(sub(x, args[1].n), args[2].n)
		if share.gone() {
			return share
		}
		return known(mul(share.n, whole(100)))
	case "days", "hours", "minutes": // I3
		per := map[string]int64{"days": 86400e9, "hours": 3600e9, "minutes": 60e9}[name]
		from, to := instants(args[0], args[1])
		return known(written(ratio(to-from, per)))
	}
	panic("reference: function " + name)
}

// decided are the values that are not missing: aggregates skip the others (B4).
func decided(all []val) []val {
	var some []val
	for _, v := range all {
		if !v.gone() {
			some = append(some, v)
		}
	}
	return some
}

func (r reading) aggregate(n *node, of val) val {
	if of.gone() { // B4: aggregates of a missing list are missing
		return of
	}
	switch n.text {
	case "len": // B4: every record
		return known(whole(int64(len(of.items))))
	case "map":
		return val{is: list, items: r.each(n, of), newestLast: of.newestLast}
	case "filter", "count", "any", "all", "none":
		return conditions(n.text, of, r.each(n, of))
	case "sum":
		return sum(r.each(n, of))
	case "percentile":
		return r.percentile(of, r.eval(n.kids[1]))
	case "weighted_mean":
		return r.weighted(of, r.eval(n.kids[1]))
	case "last": // G8: the newest n in their order
		most := r.eval(n.kids[1])
		if most.gone() {
			return most
		}
		k := min(len(of.items), int(float(most.n.r)))
		kept := val{is: list, items: of.items[:k], newestLast: of.newestLast}
		if of.newestLast {
			kept.items = of.items[len(of.items)-k:]
		}
		return kept
	case "streak": // G8: from the newest back to the first that is not true
		n, row := 0, newest(of)
		for n < len(row) && row[n].holds() {
			n++
		}
		return known(whole(int64(n)))
	case "per_week":
		return r.perWeek(of)
	}
	some := decided(of.items)
	if len(some) == 0 { // B4: of nothing: missing
		return val{}
	}
	switch n.text {
	case "mean":
		return known(quo(sum(some).n, whole(int64(len(some)))))
	case "median": // I2: of an even count the mean of the middle two
		s := sorted(some)
		if k := len(s) / 2; len(s)%2 == 1 {
			return known(s[k])
		} else {
			return known(quo(add(s[k-1], s[k]), whole(2)))
		}
	case "min":
		return known(sorted(some)[0])
	case "max":
		return known(sorted(some)[len(some)-1])
	}
	panic("reference: list function " + n.text)
}

// conditions are the functions that decide for each element (B4).
func conditions(name string, of val, each []val) val {
	yes, no, open := 0, 0, 0
	kept := val{is: list, newestLast: of.newestLast}
	for i, c := range each {
		switch {
		case c.holds():
			yes++
			kept.items = append(kept.items, of.items[i])
		case c.fails():
			no++
		default:
			open++
		}
	}
	three := func(found, certain bool) val { // found decides whatever is open
		if !found && open > 0 {
			return val{}
		}
		return truth(found == certain)
	}
	switch name {
	case "filter":
		return kept
	case "count":
		return known(whole(int64(yes)))
	case "any":
		return three(yes > 0, true)
	case "none":
		return three(yes > 0, false)
	}
	return three(no > 0, false) // all
}

// sum is B4: 0 of an empty list, missing of a list with nothing known.
func sum(all []val) val {
	some := decided(all)
	if len(all) > 0 && len(some) == 0 {
		return val{}
	}
	total := whole(0)
	for _, v := range some {
		total = add(total, v.n)
	}
	return known(total)
}

func sorted(all []val) []num {
	out := make([]num, len(all))
	for i, v := range all {
		out[i] = v.n
	}
	slices.SortStableFunc(out, func(a, b num) int { return a.r.Cmp(b.r) })
	return out
}

// percentile is I2: linear between order statistics.
func (r reading) percentile(of, p val) val {
	some := decided(of.items)
	if p.gone() || len(some) == 0 {
		return val{}
	}
	s := sorted(some)
	place := mul(quo(p.n, whole(100)), whole(int64(len(s)-1)))
	k := floorOf(place.r).Int64()
	if k >= int64(len(s)-1) {
		return known(s[len(s)-1])
	}
	part := sub(place, whole(k))
	part.err = place.err
	return known(add(s[k], mul(part, sub(s[k+1], s[k]))))
}

// weighted is weighted_mean (I2): pairs with a missing half are skipped.
func (r reading) weighted(values, weights val) val {
	if weights.gone() {
		return weights
	}
	top, bottom := whole(0), whole(0)
	for i := range min(len(values.items), len(weights.items)) {
		v, w := values.items[i], weights.items[i]
		if v.gone() || w.gone() {
			continue
		}
		top, bottom = add(top, mul(v.n, w.n)), add(bottom, w.n)
	}
	return r.divide(top, bottom)
}

// repeats is I4: contacts of this period that another of the same customer and
// topic follows within some hours; rows ahead of the period only follow.
func (r reading) repeats(who, about, at, hours val) val {
	if who.gone() || about.gone() || at.gone() || hours.gone() {
		return val{}
	}
	n := int64(0)
	for i, t := range at.items {
		if t.gone() || who.items[i].gone() || about.items[i].gone() || t.at.Date() < r.now.Start() || t.at.Date() > r.now.End() {
			continue
		}
		for k, next := range at.items {
			same := !next.gone() && who.items[k].is == words && who.items[k].s == who.items[i].s && about.items[k].is == words && about.items[k].s == about.items[i].s
			if !same || next.at.Instant() <= t.at.Instant() {
				continue
			}
			if r.atMost(written(ratio(next.at.Instant()-t.at.Instant(), 3600e9)), hours.n) {
				n++
				break
			}
		}
	}
	return known(whole(n))
}

// perWeek is I4: a count for each ISO week, in the time's own offset, whose
// Thursday lies in the period.
func (r reading) perWeek(at val) val {
	out := val{is: list, items: []val{}}
	for day := r.now.Start(); day <= r.now.End(); day++ {
		if ((int(day)+3)%7+7)%7 != 3 { // 1970-01-01 was a Thursday: Monday is 0
			continue
		}
		n := int64(0)
		for _, t := range at.items {
			if d := t.at.Date(); !t.gone() && d >= day-3 && d <= day+3 {
				n++
			}
		}
		out.items = append(out.items, known(whole(n)))
	}
	return out
}
