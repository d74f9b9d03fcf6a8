package main

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"merit/engine"
	"merit/engine/suite"
)

// results says which examples come to something else than at the last good
// save, and what all of them are paid together.
func (o *onlooker) results(j *judged) {
	if o.good == nil {
		if j.problems.HasErrors() {
			o.tell("watch-since.never")
		}
		return
	}
	moves := suite.Moves(o.good.report, j.report)
	since, partly := "watch-since", j.problems.HasErrors()
	if partly { // what is broken is not gone
		moves = slices.DeleteFunc(moves, func(m suite.Move) bool { return m.After == nil || m.After.Status() == "" })
		since += ".partly"
	}
	at := timeOfDay(o.good.at)
	switch {
	case len(moves) == 0 && len(j.policies) == 0:
		o.tell("watch-since.broken", "time", at)
	case len(moves) == 0:
		o.tell("watch-since.same", "time", at)
	default:
		o.tell(since, "time", at)
		o.moved(moves, j)
	}
	if !partly && len(moves) > 0 {
		o.pay(o.good.report, j.report)
	}
}

// moved draws the table of examples that moved.
func (o *onlooker) moved(moves []suite.Move, j *judged) {
	const most = 20
	t := &table{indent: "  "}
	t.row(o.word("watch-column.name"), o.word("watch-column.score"), o.word("watch-column.grade"), o.word("watch-column.payout"))
	for _, m := range moves[:min(len(moves), most)] {
		t.row(o.named(m, len(j.policies) > 1), arrow(o.score(m.Before), o.score(m.After)),
			arrow(grade(m.Before), grade(m.After)), arrow(paid(m.Before), paid(m.After)))
		for _, line := range o.consequences(m) {
			t.under("      " + line)
		}
	}
	var b strings.Builder
	t.write(&b)
	o.line("%s", strings.TrimRight(b.String(), "\n"))
	if len(moves) > most {
		o.tell("watch-more", "count", count(len(moves)-most))
	}
}

// arrow shows a value of before and after; of a case that is new or gone, the
// only one.
func arrow(before, after string) string {
	switch {
	case before == "":
		return after
	case after == "" || before == after:
		return before
	}
	return before + " → " + after
}

// named is an example's name, with its policy where there are several.
func (o *onlooker) named(m suite.Move, several bool) string {
	c, remark := m.After, ""
	switch {
	case m.Before == nil:
		remark = o.word("watch-new")
	case m.After == nil:
		c, remark = m.Before, o.word("watch-gone")
	}
	name := c.Name
	if several {
		name = who(c.Policy, c.Name)
	}
	return name + remark
}

// score is a case's score with all its decimals, or why it has none; "" of no
// case.
func (o *onlooker) score(c *suite.Case) string {
	switch {
	case c == nil:
		return ""
	case c.Status() == "":
		return o.word("watch-unrun")
	case c.Status() != "final":
		return o.word("watch-" + c.Status())
	}
	return strconv.FormatFloat(*c.Evaluation.Score, 'f', c.Policy.Scoring.Decimals, 64)
}

func grade(c *suite.Case) string {
	switch {
	case c == nil:
		return ""
	case c.Evaluation == nil:
		return "–"
	}
	return word(c.Evaluation.Grade)
}

func paid(c *suite.Case) string {
	switch {
	case c == nil:
		return ""
	case c.Paid() == nil:
		return "–"
	}
	return c.Paid().Amount
}

// consequences are the vetoes and outcomes a case gained and lost.
func (o *onlooker) consequences(m suite.Move) []string {
	if m.Before == nil || m.After == nil {
		return nil
	}
	before, after := consequencesOf(m.Before), consequencesOf(m.After)
	var out []string
	for _, side := range []struct {
		key      string
		all, but []string
	}{{"watch-gained", after, before}, {"watch-lost", before, after}} {
		only := slices.DeleteFunc(slices.Clone(side.all), func(s string) bool { return slices.Contains(side.but, s) })
		if len(only) > 0 {
			out = append(out, o.word(side.key, "names", strings.Join(only, ", ")))
		}
	}
	return out
}

func consequencesOf(c *suite.Case) []string {
	if c.Evaluation == nil {
		return nil
	}
	var out []string
	for _, v := range c.Evaluation.Vetoes {
		out = append(out, named(v.ID, v.Title))
	}
	for _, x := range c.Evaluation.Outcomes {
		out = append(out, named(x.ID, x.Title))
	}
	return out
}

// pay says what all examples that were there before and are there now come to
// together, currency by currency. What is held or refused pays nothing.
func (o *onlooker) pay(before, after *suite.Report) {
	gone, fresh := map[*suite.Case]bool{}, map[*suite.Case]bool{}
	for _, m := range suite.Moves(before, after) {
		gone[m.Before] = gone[m.Before] || m.After == nil
		fresh[m.After] = fresh[m.After] || m.Before == nil
	}
	old, now := sums(before.Cases, gone), sums(after.Cases, fresh)
	for _, code := range currencies(old, now) {
		x, y := old.of(code), now.of(code)
		change := new(big.Rat).Sub(y.sum, x.sum)
		digits := max(x.digits, y.digits)
		key, sign := "watch-pay", ""
		switch change.Sign() {
		case 0:
			key += ".same"
		case 1:
			sign = "+"
		}
		o.tell(key, "before", x.sum.FloatString(digits), "after", y.sum.FloatString(digits), "change", sign+change.FloatString(digits), "currency", code)
	}
}

// A purse is money of one currency added up.
type purse struct {
	sum    *big.Rat
	digits int // after the point
}

type purses map[string]purse

func (t purses) of(code string) purse {
	if x, ok := t[code]; ok {
		return x
	}
	return purse{sum: new(big.Rat)}
}

func sums(cases []*suite.Case, leftOut map[*suite.Case]bool) purses {
	out := purses{}
	for _, c := range cases {
		if m := c.Paid(); m != nil && !leftOut[c] {
			out.add(m)
		}
	}
	return out
}

func (t purses) add(m *engine.Money) {
	amount, ok := new(big.Rat).SetString(m.Amount)
	if !ok {
		return // the engine writes nothing else
	}
	x := t.of(m.Currency)
	_, cents, _ := strings.Cut(m.Amount, ".")
	t[m.Currency] = purse{x.sum.Add(x.sum, amount), max(x.digits, len(cents))}
}

func currencies(all ...purses) []string {
	var out []string
	for _, t := range all {
		for code := range t {
			out = append(out, code)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
