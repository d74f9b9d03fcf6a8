package reference_test

import (
	"fmt"
	"slices"
	"strings"
)

// hundred splits 100 into n percentages that sum to it exactly.
func (m *maker) hundred(n int) []string {
	if n == 3 && m.chance(30) {
		return []string{"33.3", "33.3", "33.4"}
	}
	unit, left := 10, 1000
	if m.chance(20) {
		unit, left = 1000, 100000
	}
	parts := make([]string, n)
	digits := len(fmt.Sprint(unit)) - 1
	for i := range parts {
		give := left
		if i < n-1 {
			give = m.IntN(2*left/(n-i) + 1)
			if m.chance(40) {
				give = give / (5 * unit) * (5 * unit)
			}
			if m.chance(6) {
				give = 0
			}
			give = min(give, left)
		}
		left -= give
		parts[i] = strings.TrimSuffix(fmt.Sprintf("%d.%0*d", give/unit, digits, give%unit), "."+strings.Repeat("0", digits))
	}
	return parts
}

func (m *maker) metrics() {
	var all []any
	add := func(weights []string, key, dimension string) {
		for _, w := range weights {
			id := fmt.Sprintf("m%d", len(all))
			t := table("id", id, "title", "Metric "+id, "goal", "goal", key, raw(w))
			if dimension != "" {
				t.set("dimension", dimension)
			}
			m.metric(t)
			all = append(all, t)
		}
	}
	if m.chance(50) {
		add(m.hundred(1+m.IntN(5)), "weight", "")
	} else {
		m.dimensions(add)
	}
	m.put("metrics", all)
	for i := range all {
		id := fmt.Sprintf("metrics.m%d", i)
		m.after.numbers = append(m.after.numbers, id+".value", id+".score")
		m.after.bools = append(m.after.bools, id+".measured")
	}
}

// dimensions come with portions or, the weight summed, with weights.
func (m *maker) dimensions(add func([]string, string, string)) {
	var all []any
	for i, w := range m.hundred(1 + m.IntN(3)) {
		d := table("id", fmt.Sprintf("d%d", i), "title", fmt.Sprintf("Dimension %d", i))
		if n := 1 + m.IntN(3); n == 1 && m.chance(60) {
			add([]string{w}, "weight", d.str("id"))
			if m.chance(50) {
				d.set("weight", raw(w))
			}
		} else {
			d.set("weight", raw(w))
			add(m.hundred(n), "portion", d.str("id"))
		}
		all = append(all, d)
	}
	m.put("dimensions", all)
}

func (m *maker) metric(t *tab) {
	m.scope = m.known
	if m.plain {
		t.set("value", pick(m.Rand, append(slices.Clone(m.integers), m.numbers...))).set("score", pick(m.Rand, []string{"value", "value + 60", "value + 75", "100 - value", "80 + value / 10"}))
		return
	}
	m.measured(t)
	if m.chance(15) {
		t.set("applies", pick(m.Rand, []string{`level <= 3`, `team != "south"`, `level > 1 and team == "north"`, `hired < date("2026-02-01")`, `hired == nil or level != 2`}))
	}
	if m.chance(20) {
		t.set("when_missing", m.missing())
	}
	switch m.IntN(10) {
	case 0, 1:
		m.scored(t)
	case 2, 3:
		m.stepped(t)
	default:
		m.targeted(t)
	}
}

// measured gives a metric its value or share, and at times a sample.
func (m *maker) measured(t *tab) {
	named := func() string { return pick(m.Rand, append(slices.Clone(m.integers), m.numbers...)) }
	switch n := m.IntN(10); {
	case m.part != nil && m.chance(35):
		t.set("share", table("pooled", pick(m.Rand, []string{"s0", "s1"})))
	case m.ratings != nil && m.chance(35):
		t.set("raters", m.ratings.copy())
	case n < 2 && len(m.scope.lists) > 0:
		l := pick(m.Rand, m.scope.lists)
		t.set("share", table("of", l.name, "where", m.within(l).condition(1).text))
	case n < 4:
		t.set("share", table("part", m.number(1).text, "whole", m.number(1).text))
	case n < 8:
		t.set("value", named())
	default:
		t.set("value", m.number(3).text)
	}
	if m.chance(20) {
		s := table()
		if t.sub("share") == nil {
			s.set("size", m.number(1).text)
		}
		t.set("sample", s.set("min", raw(fmt.Sprint(1+m.IntN(6)))))
	}
}

func (m *maker) scored(t *tab) {
	own := scope{numbers: []string{"value", "value"}}
	if m.chance(40) {
		t.set("better", pick(m.Rand, []string{"higher", "lower"}))
		t.set("target", raw("7"))
		own.numbers = append(own.numbers, "target")
	}
	if m.chance(60) {
		t.set("score", pick(m.Rand, []string{"value", "value * 10", "value + 60", "value + 79.5", "100 - value / 3", "100 - value", "value * 1.005"}))
		return
	}
	m.scope = m.known.plus(own)
	t.set("score", m.number(2).text)
}

func (m *maker) stepped(t *tab) {
	better := pick(m.Rand, []string{"higher", "lower"})
	edge := m.IntN(10) - 3
	scores := []int{0, 40, 60, 60, 85, 100, 110}[m.IntN(3):]
	var all []any
	n := 2 + m.IntN(3)
	common := m.IntN(len(near) - n)
	if m.chance(50) {
		common = -1
	}
	for i := range n {
		at := i
		if better == "lower" {
			at = n - 1 - i
		}
		if common >= 0 {
			all = append(all, []any{raw(near[common+i]), raw(fmt.Sprint(scores[at]))})
			continue
		}
		e := fmt.Sprint(edge)
		if m.chance(30) {
			e += ".25"
		}
		all = append(all, []any{raw(e), raw(fmt.Sprint(scores[at]))})
		edge += 1 + m.IntN(12)
	}
	t.set("better", better).set("steps", all)
	if m.chance(50) {
		t.set("interpolate", m.chance(80))
	}
	if m.chance(50) {
		m.target(t)
		if m.chance(60) {
			m.extra(t)
		}
	}
}

func (m *maker) targeted(t *tab) {
	t.set("better", pick(m.Rand, []string{"higher", "lower"}))
	constant := m.target(t)
	form := m.IntN(7)
	if constant != "" && (strings.HasPrefix(constant, "-") || constant == "0") && form < 3 {
		form = 3 + m.IntN(4)
	}
	switch form {
	case 1:
		t.set("shortfall", "ratio")
	case 2:
		t.set("shortfall", "proportional")
	case 3:
		t.set("shortfall", "all-or-nothing")
	case 4, 5, 6:
		t.set("shortfall", m.partial(table("per", raw(m.above()), "deduct", raw(m.above()))))
	}
	if m.chance(45) {
		m.extra(t)
	}
}

// target sets a target and returns it where it is a constant.
func (m *maker) target(t *tab) string {
	switch m.IntN(5) {
	case 0:
		free := m.number(2).text
		if constant(free) {
			free = pick(m.Rand, m.params.numbers)
		}
		t.set("target", free)
	case 1:
		t.set("target", pick(m.Rand, m.params.numbers))
	default:
		n := m.literal()
		if m.chance(40) {
			n = pick(m.Rand, near)
		}
		if n != "0" && m.chance(7) {
			n = "-" + n
		}
		t.set("target", raw(n))
		return n
	}
	return ""
}

// constant tells whether a formula is a number and nothing else.
func constant(s string) bool {
	n := parse(s)
	return n.op == "number" || n.op == "neg" && n.kids[0].op == "number"
}

func (m *maker) partial(t *tab) *tab {
	if m.chance(50) {
		t.set("partial", pick(m.Rand, []string{"down", "up"}))
	}
	return t
}

func (m *maker) above() string {
	return pick(m.Rand, []string{"1", "2", "5", "10", "0.5", "0.1", "2.5", "0.3", "7"})
}

// beyond writes a number that is better than a target.
func (m *maker) beyond(target string, lower bool) string {
	goal := rational(jsonNumber(target))
	for _, i := range m.Perm(len(near)) {
		if c := rational(jsonNumber(near[i])).Cmp(goal); c > 0 && !lower || c < 0 && lower {
			return near[i]
		}
	}
	by := whole(int64(1 + m.IntN(5)))
	if lower {
		by = neg(by)
	}
	return decimal(add(written(goal), by).r)
}

func (m *maker) extra(t *tab) {
	fixed, _ := t.vals["target"].(raw)
	var x *tab
	switch n := m.IntN(5); {
	case n == 0:
		x = table("proportional", true)
	case n < 3:
		x = m.partial(table("per", raw(m.above()), "points", raw(m.above())))
	case fixed != "" && m.chance(70):
		t.set("extra", table("at", raw(m.beyond(string(fixed), t.str("better") == "lower")), "points", raw(m.above())))
		return
	default:
		at := m.number(2).text
		if constant(at) {
			at = pick(m.Rand, m.params.numbers)
		}
		t.set("extra", table("at", at, "points", raw(m.above())))
		return
	}
	if m.chance(60) {
		x.set("max", raw(m.above()))
	}
	t.set("extra", x)
}
