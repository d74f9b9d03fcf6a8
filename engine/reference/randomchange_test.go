package reference_test

import (
	"fmt"
	"slices"
)

// otherMetrics changes some metrics, adds one that weighs nothing, or moves
// weights.
func (m *maker) otherMetrics(kid *tab) {
	var all []any
	for _, v := range m.root.list("metrics") {
		if base := v.(*tab); m.chance(50) {
			t := table("id", base.str("id"))
			m.otherMetric(base, t)
			all = append(all, t)
		}
	}
	if m.root.vals["dimensions"] == nil && m.chance(25) {
		t := table("id", "mx", "title", "Metric mx", "goal", "goal", "weight", raw("0"))
		m.metric(t)
		all = append(all, t)
	}
	if len(all) > 0 {
		kid.set("metrics", all)
	}
	if m.chance(40) {
		m.otherWeights(kid)
	}
}

// change is the entry in which kid changes one of the main policy.
func (t *tab) change(section, id string) *tab {
	for _, v := range t.list(section) {
		if v.(*tab).str("id") == id {
			return v.(*tab)
		}
	}
	entry := table("id", id)
	t.add(section, entry)
	return entry
}

// otherWeights swaps the weights of two metrics or of two dimensions, or writes
// the weight of a dimension's one metric as a portion.
func (m *maker) otherWeights(kid *tab) {
	section := "metrics"
	kinds := map[string][]string{}
	for _, v := range m.root.list("metrics") {
		kind := "weight"
		if v.(*tab).vals["portion"] != nil {
			kind = "portion"
		}
		kinds[v.(*tab).str("dimension")] = append(kinds[v.(*tab).str("dimension")], kind+" "+v.(*tab).str("id"))
	}
	if m.root.vals["dimensions"] != nil {
		section = "dimensions"
		for _, v := range m.root.list(section) {
			of := kinds[v.(*tab).str("id")]
			if len(of) != 1 || of[0][0] != 'w' {
				continue
			}
			if v.(*tab).vals["weight"] == nil || m.chance(70) {
				return
			}
			kid.change("metrics", of[0][len("weight "):]).set("portion", raw("100"))
		}
	}
	if all := m.root.list(section); len(all) > 1 {
		a, b := all[0].(*tab), all[1].(*tab)
		kid.change(section, a.str("id")).set("weight", b.vals["weight"])
		kid.change(section, b.str("id")).set("weight", a.vals["weight"])
	}
}

// otherSteps moves the edges, and now and then says anew whether they are
// interpolated where the base says it.
func (m *maker) otherSteps(base, t *tab) {
	scores := []string{"40", "85", "100"}
	if base.str("better") == "lower" {
		slices.Reverse(scores)
	}
	var all []any
	for i, edge := range []string{"3", "10", "60"} {
		all = append(all, []any{raw(edge), raw(scores[i])})
	}
	t.set("steps", all)
	if base.vals["interpolate"] != nil && m.chance(50) {
		t.set("interpolate", m.chance(50))
	}
}

// otherMetric changes a metric so that it stays one.
func (m *maker) otherMetric(base, t *tab) {
	has := func(key string) bool { return base.vals[key] != nil }
	m.scope = m.early
	named := func() string { return pick(m.Rand, append(slices.Clone(m.integers), m.numbers...)) }
	if m.chance(20) && !has("share") {
		t.set("sample", table("size", m.number(1).text, "min", raw(fmt.Sprint(1+m.IntN(4)))))
	}
	if m.chance(25) && (!has("sample") || base.sub("sample").vals["size"] != nil || t.vals["sample"] != nil) {
		t.set("value", named())
	} else if base.sub("sample").value("size") == nil && t.vals["sample"] == nil && m.chance(15) {
		t.set("share", table("part", m.number(1).text, "whole", m.number(1).text))
	}
	if m.chance(20) {
		t.set("when_missing", m.missing())
	}
	if m.chance(15) {
		t.set("applies", pick(m.Rand, []string{`level <= 3`, `team != "south"`}))
	}
	at, _ := base.sub("extra").value("at").(raw)
	if has("target") && at == "" && m.chance(40) {
		t.set("target", raw(pick(m.Rand, near)))
	}
	if has("extra") && m.chance(20) {
		t.set("extra", table("remove", true))
	} else if has("extra") && has("target") && m.chance(30) {
		t.set("extra", table("per", raw(m.above()), "points", raw(m.above())))
	}
	if has("steps") && m.chance(40) {
		m.otherSteps(base, t)
		return
	}
	if !has("better") || !has("target") && t.vals["target"] == nil {
		return
	}
	switch m.IntN(5) {
	case 0:
		t.set("shortfall", m.partial(table("per", raw(m.above()), "deduct", raw(m.above()))))
	case 1:
		t.set("shortfall", "all-or-nothing")
	case 2:
		if !has("extra") && t.vals["extra"] == nil {
			t.set("score", pick(m.Rand, []string{"value", "value + 60", "100 - value"}))
		}
	}
}
