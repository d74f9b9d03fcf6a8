package facts

import (
	"math"
	"strconv"
)

// metricMembers are what a metric of an earlier evaluation may say; the first
// four can be read by formulas.
var metricMembers = []string{"value", "score", "part", "whole", "id", "title", "status", "unit", "target", "weight", "points", "guards"}

// readMembers is how many of metricMembers are numbers that formulas read.
const readMembers = 4

// pastMetrics checks the metrics of an earlier evaluation: a list with ids, as
// they were answered, or an object by id. It reports whether they can be read.
func (e *envelope) pastMetrics(m int32) bool {
	switch e.tape.nodes[m].kind {
	case objectNode:
		for c := e.tape.first(m); c != 0; c = e.tape.nodes[c].next {
			if e.object(c, "metrics") != 0 {
				e.pastMetric(c)
			}
		}
		return true
	case arrayNode:
		e.listedMetrics(m)
		return true
	}
	e.at(m, "wrong-type.list", "name", "metrics")
	return false
}

func (e *envelope) listedMetrics(m int32) {
	first := map[string]int32{}
	for c := e.tape.first(m); c != 0; c = e.tape.nodes[c].next {
		if e.object(c, "metrics") == 0 {
			continue
		}
		e.pastMetric(c)
		id := e.tape.member(c, "id")
		if id == 0 {
			e.absent(c, "id", "missing-field.metric")
			continue
		}
		name, ok := e.word(id, "id", 200)
		if !ok {
			continue
		}
		if before, twice := first[name]; twice {
			e.twice(before, id, "invalid-history.metric-twice", "name", shown(name))
			continue
		}
		first[name] = id
	}
}

// pastMetric checks the members of one metric.
func (e *envelope) pastMetric(c int32) {
	for m := e.tape.first(c); m != 0; m = e.tape.nodes[m].next {
		switch name := e.tape.name(m); {
		case known(name, metricMembers[:readMembers]):
			e.pastNumber(m, name)
		case !known(name, metricMembers):
			e.unknown(m, metricMembers)
		}
	}
}

// payout reads what was paid: { amount, currency } as it was answered, the
// amount alone, or null.
func (e *envelope) payout(m int32, r *Past) {
	r.payout = m
	switch e.tape.nodes[m].kind {
	case nullNode:
	case objectNode:
		e.money(m, r)
	default:
		r.Payout = e.amount(m, "payout")
	}
}

func (e *envelope) money(c int32, r *Past) {
	given := false
	for m := e.tape.first(c); m != 0; m = e.tape.nodes[m].next {
		switch name := e.tape.name(m); name {
		case "amount":
			given = true
			r.Payout = e.amount(m, name)
		case "currency":
			r.Currency, _ = e.word(m, name, 3)
		default:
			e.unknown(m, []string{"amount", "currency"})
		}
	}
	if !given {
		e.absent(c, "amount", "missing-field.amount")
	}
}

// amount reads a number, or the digits of one in quotes, as amounts are
// answered.
func (e *envelope) amount(m int32, name string) float64 {
	if e.tape.nodes[m].kind != stringNode {
		if x, ok := e.number(m, name); ok {
			return x
		}
		return math.NaN()
	}
	s := e.tape.string(m)
	x, err := strconv.ParseFloat(s, 64)
	if !plainAmount(s) || err != nil || math.Abs(x) > largest {
		e.at(m, "invalid-history.amount")
		return math.NaN()
	}
	return x
}

// plainAmount reports whether s is digits, with or without a point and more
// digits.
func plainAmount(s string) bool {
	digits, points := 0, 0
	for i, c := range []byte(s) {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && points == 0 && i > 0 && i < len(s)-1:
			points++
		default:
			return false
		}
	}
	return digits > 0 && len(s) <= longestNumber
}
