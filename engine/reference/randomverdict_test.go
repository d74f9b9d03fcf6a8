package reference_test

import (
	"fmt"
	"slices"
)

// guards of one metric may read the scores of those before it in a random
// order, so that they never go round in a circle.
func (m *maker) guards() {
	n := len(m.root.list("metrics"))
	rank := m.Perm(n)
	var all []any
	for i := range m.IntN(4) {
		of := m.IntN(n)
		own := fmt.Sprintf("metrics.m%d", of)
		m.scope = m.known
		m.numbers = append(slices.Clone(m.numbers), own+".value")
		m.bools = append(slices.Clone(m.bools), own+".measured")
		for j := range n {
			if rank[j] < rank[of] {
				m.numbers = append(m.numbers, fmt.Sprintf("metrics.m%d.score", j), fmt.Sprintf("metrics.m%d.value", j))
			}
		}
		g := table("id", fmt.Sprintf("g%d", i), "metric", fmt.Sprintf("m%d", of), "reason", "because")
		if m.chance(70) {
			g.set("when", m.condition(2).text)
		}
		m.amount(g)
		all = append(all, m.undecided(g, "pass", "hit"))
	}
	m.put("guards", all)
}

func (m *maker) amount(g *tab) {
	switch m.IntN(4) {
	case 0:
		g.set("cap", raw(fmt.Sprint(m.IntN(110))))
	case 1:
		g.set("scale", raw(pick(m.Rand, []string{"0.5", "0", "0.9", "1", "0.333"})))
	case 2:
		free := m.number(2).text
		if constant(free) {
			free = "45.5"
		}
		g.set("cap", free)
	default:
		free := m.number(2).text
		if constant(free) {
			free = "0.25"
		}
		g.set("scale", pick(m.Rand, []string{free, m.leaf().text + " / 100", "1 - " + m.in(m.leaf(), tight) + " / 10"}))
	}
}

func (m *maker) undecided(t *tab, ways ...string) *tab {
	if m.chance(80) {
		t.set("when_undecided", pick(m.Rand, ways))
	}
	return t
}

func (m *maker) adjustments() {
	var all []any
	for i := range m.IntN(3) {
		m.scope = m.known.plus(m.after)
		t := table("id", fmt.Sprintf("a%d", i), "title", "Adjustment")
		bounds := pick(m.Rand, []int{0, 1, 1, 2, 2, 3})
		if bounds == 0 {
			t.set("points", raw(pick(m.Rand, []string{"2", "-3", "1.5", "-0.005", "0.1"})))
		} else {
			t.set("points", m.number(2).text)
		}
		if bounds&1 != 0 {
			t.set("max", raw(m.above()))
		}
		if bounds&2 != 0 {
			t.set("min", raw("-"+m.above()))
		}
		if m.chance(40) {
			t.set("when", m.condition(2).text)
		}
		all = append(all, m.undecided(t, "pass"))
	}
	m.put("adjustments", all)
}

func (m *maker) vetoes() {
	var all []any
	for i := range max(0, m.IntN(7)-2) {
		m.scope = m.known.plus(m.after)
		effect := table()
		for len(effect.keys) == 0 {
			if m.chance(12) {
				effect.set("score", raw(m.grid(m.IntN(40))))
			} else if m.chance(30) {
				effect.set("cap", raw(m.grid(40+m.IntN(55))))
			}
			if m.chance(40) {
				effect.set("grade", pick(m.Rand, m.grades))
			}
			if m.chance(30) {
				effect.set("payout", raw(pick(m.Rand, []string{"0", "100", "500", "1000", "2500"})))
			}
		}
		when := m.condition(2).text
		if m.chance(35) {
			when = "base > 100"
		}
		t := table("id", fmt.Sprintf("v%d", i), "title", "Veto", "when", when, "effect", effect, "reason", "because")
		force := pick(m.Rand, []string{"", "hard", "soft", "soft", "advisory"})
		if force != "" {
			t.set("enforcement", force)
		}
		if force != "advisory" {
			m.undecided(t, "pass", "hit")
		}
		all = append(all, t)
	}
	m.put("vetoes", all)
}

func (m *maker) payouts() {
	if m.chance(8) {
		for _, v := range m.root.list("vetoes") {
			if e := v.(*tab).sub("effect"); e.vals["payout"] != nil {
				v.(*tab).set("effect", table("cap", raw("50")))
			}
		}
		return
	}
	var all []any
	for i := range 1 + m.IntN(3) {
		m.scope = m.known.plus(m.after)
		m.numbers = append(slices.Clone(m.numbers), "score", "rate")
		m.bools = append(slices.Clone(m.bools), "vetoed")
		m.strings = append(slices.Clone(m.strings), choice{"grade", m.grades})
		all = append(all, table("id", fmt.Sprintf("b%d", i), "title", "Bonus", "amount", m.money()))
	}
	m.put("payouts", all)
}

func (m *maker) money() string {
	n := m.IntN(6)
	if m.plain {
		n = m.IntN(2)
	}
	switch n {
	case 0:
		return "base * rate"
	case 1:
		return "base * rate * (1 + 0.1 * ((level ?? 1) - 1))"
	case 2:
		return "vetoed ? 0 : base * score / 100"
	case 3:
		return fmt.Sprintf("grade == \"%s\" ? %s : base / 8 * rate", pick(m.Rand, m.grades), m.literal())
	case 4:
		return "(score - 60) * " + m.literal()
	}
	return "(" + m.in(m.number(2), tight) + " ?? 1) * rate"
}

func (m *maker) outcomes() {
	var all []any
	for i := range m.IntN(4) {
		t := table("id", fmt.Sprintf("o%d", i), "kind", pick(m.Rand, []string{"reward", "reward", "penalty", "coaching", "review", "alert"}), "title", "Outcome")
		m.scope = scope{numbers: append([]string{"score", "score", "score"}, m.params.numbers...), bools: []string{"vetoed"}, strings: []choice{{"grade", m.grades}}}
		if m.chance(50) {
			t.set("consecutive", raw(fmt.Sprint(2+m.IntN(2))))
		} else {
			m.scope = m.scope.plus(m.known).plus(m.after)
		}
		t.set("when", pick(m.Rand, []string{"score >= " + m.grid(60), fmt.Sprintf("grade == \"%s\" or score >= 50", pick(m.Rand, m.grades)), "not vetoed and score < 80", m.condition(2).text, m.condition(2).text}))
		if t.str("kind") == "reward" && m.chance(30) {
			t.set("despite_veto", true)
		}
		all = append(all, t)
	}
	m.put("outcomes", all)
}
