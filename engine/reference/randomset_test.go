package reference_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// files are the policies of a world; the first is its main one.
type files []*tab

func (f files) toml() []string {
	var all []string
	for _, t := range f {
		all = append(all, t.toml())
	}
	return all
}

// makeSet returns a random policy, at times with the one whose evaluations it
// rolls up, with others that extend it, and with a stranger.
func makeSet(rng *rand.Rand) files {
	m := makePolicy(rng)
	all := files{m.root}
	if m.part != nil {
		all = append(all, m.part)
	}
	if m.chance(40) {
		all = append(all, m.family()...)
	}
	if m.chance(8) {
		other := makePolicy(rng)
		if head := other.root.sub("policy"); other.part == nil {
			all = append(all, other.root)
			head.set("id", "other").set("period", m.root.sub("policy").str("period"))
		}
	}
	return all
}

// family are policies that extend the main one: its next version, others for
// some people, pilots and drafts.
func (m *maker) family() files {
	var all files
	head := m.root.sub("policy")
	from, to := "2026-01-01", "2027-12-31"
	head.set("stage", "active")
	if m.chance(35) {
		end, next := "2026-06-30", "2026-07-01"
		if m.chance(40) {
			end, next = "2026-04-15", "2026-04-16"
		}
		head.set("effective", table("from", raw(from), "to", raw(end)))
		kid := table("id", "world", "version", "2", "title", "Next", "extends", "world@1", "effective", table("from", raw(next), "to", raw(to)), "stage", "active")
		if head.vals["applies"] != nil && m.chance(80) {
			kid.set("applies", head.vals["applies"])
		}
		all = append(all, m.child(kid))
	}
	bases := []string{"world", "world", "world@1"}
	for i := range m.IntN(4) {
		id := fmt.Sprintf("kid%d", i)
		kid := table("id", id, "version", "1", "title", "Kid", "extends", pick(m.Rand, bases), "effective", table("from", raw(pick(m.Rand, []string{from, from, "2026-04-15"})), "to", raw(to)))
		stage := pick(m.Rand, []string{"active", "pilot", "pilot", "pilot", "draft", "retired"})
		kid.set("stage", stage)
		if stage == "pilot" && m.chance(35) {
			kid.set("pays", m.chance(85))
		}
		switch {
		case stage == "active":
			kid.set("applies", `team == "south"`)
			if m.chance(70) {
				head.set("applies", `team != "south"`)
			}
		case m.chance(50):
			kid.set("applies", pick(m.Rand, []string{`team == "north"`, `level >= 2`, `site == "a"`, `site == "a" or level < 3`}))
		}
		all = append(all, m.child(kid))
		if kid.sub("effective").vals["from"] == raw(from) {
			bases = append(bases, id)
		}
	}
	return all
}

// child writes what a policy changes of the one it extends (H7).
func (m *maker) child(head *tab) *tab {
	kid := table("schema", raw("1"), "policy", head)
	if m.chance(30) || slices.Contains([]any{`site == "a"`, `site == "a" or level < 3`}, head.vals["applies"]) {
		kid.set("attributes", table("site", table("type", "string", "enum", []any{"a", "b"})))
	}
	changes := []func(*tab){m.otherParams, m.otherInputs, m.otherFormulas, m.otherScoring, m.otherMetrics, m.otherGuards,
		m.otherAdjustments, m.otherVetoes, m.otherBands, m.otherPayouts, m.otherOutcomes, m.otherChecks, m.otherParts}
	for _, change := range changes {
		if m.chance(35) {
			change(kid)
		}
	}
	return kid
}

// of picks an entry of a list of the main policy; nil when there is none.
func (m *maker) of(name string) *tab {
	if all := m.root.list(name); len(all) > 0 {
		return pick(m.Rand, all).(*tab)
	}
	return nil
}

func gone(key, name string) *tab { return table(key, name, "remove", true) }

func (t *tab) add(name string, all ...any) { t.set(name, append(slices.Clone(t.list(name)), all...)) }

func (m *maker) otherParams(kid *tab) {
	name := pick(m.Rand, append(slices.Clone(m.params.numbers), "px"))
	if m.chance(50) {
		kid.set("params", table(name, table("value", raw(m.literal()))))
		return
	}
	kid.set("params", table(name, table("values", []any{table("from", raw("2025-12-31"), "value", raw(m.literal())),
		table("from", raw("2026-02-01"), "value", raw(m.literal())), table("from", raw("2026-12-31"), "value", raw(m.literal()))})))
}

func (m *maker) otherInputs(kid *tab) {
	in := table()
	if m.chance(40) {
		in.set("base", table("type", "number", "min", raw("0"), "max", raw(pick(m.Rand, []string{"5000", "20000"})), "default", raw("10")))
	}
	if m.chance(60) {
		in.set("more", m.field(table("type", "number"), "2.5"))
		kid.add("adjustments", table("id", "more", "title", "More", "points", "more / 10", "max", raw("3"), "when_undecided", "pass"))
	}
	if len(in.keys) > 0 {
		kid.set("inputs", in)
	}
}

func (m *maker) otherFormulas(kid *tab) {
	section := m.root.sub("formulas")
	out := table()
	m.scope = m.early
	for _, name := range section.names() {
		if slices.Contains(m.known.numbers, name) && m.chance(50) {
			out.set(name, m.number(2).text)
		}
	}
	if m.chance(40) {
		out.set("qx", m.number(2).text)
		kid.add("payouts", table("id", "bx", "title", "Bonus", "amount", "(qx ?? 1) * rate * 10"))
	}
	if len(out.keys) > 0 {
		kid.set("formulas", out)
	}
}

func (m *maker) otherScoring(kid *tab) {
	s := table()
	if m.chance(50) {
		s.set("decimals", raw(fmt.Sprint(m.decimals+m.IntN(7-m.decimals))))
	}
	if m.chance(40) {
		s.set("rounding", pick(m.Rand, []string{"half-up", "half-even"}))
	}
	for _, key := range []string{"rounding", "min_measured", "when_missing", "metric_max"} {
		if m.root.sub("scoring").value(key) != nil && m.chance(30) {
			s.set(key, table("remove", true))
		}
	}
	if m.chance(30) {
		s.set("when_missing", m.missing())
	}
	if len(s.keys) > 0 {
		kid.set("scoring", s)
	}
}

func (m *maker) otherGuards(kid *tab) {
	if g := m.of("guards"); g != nil {
		switch m.IntN(3) {
		case 0:
			kid.add("guards", gone("id", g.str("id")))
		case 1:
			kid.add("guards", table("id", g.str("id"), pick(m.Rand, []string{"cap", "scale"}), raw(pick(m.Rand, []string{"0.5", "1", "0.25"}))))
		}
	}
	if metric := m.of("metrics"); m.chance(50) {
		kid.add("guards", table("id", "gx", "metric", metric.str("id"), "cap", raw(fmt.Sprint(m.IntN(110))), "reason", "because"))
	}
}

func (m *maker) otherAdjustments(kid *tab) {
	if a := m.of("adjustments"); a != nil && m.chance(50) {
		kid.add("adjustments", gone("id", a.str("id")))
	} else if m.chance(60) {
		kid.add("adjustments", table("id", "ax", "title", "Adjustment", "points", raw("-1.25")))
	}
}

func (m *maker) otherVetoes(kid *tab) {
	if v := m.of("vetoes"); v != nil {
		switch m.IntN(3) {
		case 0:
			kid.add("vetoes", gone("id", v.str("id")))
		case 1:
			kid.add("vetoes", table("id", v.str("id"), "effect", table("cap", raw("45"))))
		default:
			kid.add("vetoes", table("id", v.str("id"), "enforcement", pick(m.Rand, []string{"hard", "soft", "soft"}), "when", "base > 10"))
		}
	}
	if m.chance(40) {
		kid.add("vetoes", table("id", "vx", "title", "Veto", "when", "base > 3000", "enforcement", "soft", "effect", table("grade", m.grades[0]), "reason", "because", "when_undecided", "pass"))
	}
}

func (m *maker) otherBands(kid *tab) {
	all := m.root.list("bands")
	if len(all) > 2 && m.chance(8) {
		kid.add("bands", gone("grade", m.grades[len(all)-1]))
	}
	if m.chance(50) {
		kid.add("bands", table("grade", "X", "from", raw(m.grid(70)), "rate", raw("0.8")))
	}
	if m.chance(50) {
		kid.add("bands", table("grade", m.grades[1], "rate", pick(m.Rand, []any{"62.5%", raw("0.625"), raw("0.33333"), "7.5%"})))
	}
	if m.chance(25) {
		kid.add("bands", table("grade", m.grades[0], "rate", pick(m.Rand, []any{"5%", raw("0.05")})))
	}
}

func (m *maker) otherPayouts(kid *tab) {
	if b := m.of("payouts"); b != nil {
		kid.add("payouts", table("id", b.str("id"), "amount", pick(m.Rand, []string{"base * rate * 1.1", "base * score / 100"})))
		if len(m.root.list("payouts")) > 1 && m.chance(30) {
			kid.set("payouts", []any{gone("id", b.str("id"))})
		}
	}
}

func (m *maker) otherOutcomes(kid *tab) {
	if o := m.of("outcomes"); o != nil && m.chance(50) {
		kid.add("outcomes", gone("id", o.str("id")))
	}
	if m.chance(50) {
		kid.add("outcomes", table("id", "ox", "kind", pick(m.Rand, []string{"reward", "alert"}), "title", "Outcome", "consecutive", raw("2"), "when", "score >= 60"))
	}
}

func (m *maker) otherChecks(kid *tab) {
	for _, v := range m.root.list("checks") {
		if id := v.(*tab).str("id"); id != "" {
			kid.add("checks", pick(m.Rand, []*tab{gone("id", id), table("id", id, "that", "base >= 3"), table("id", id, "message", "else")}))
		}
	}
	if m.chance(50) {
		kid.add("checks", table("that", "base >= 0.5", "message", "too little"))
	}
}

func (m *maker) otherParts(kid *tab) {
	if m.part != nil {
		kid.set("parts", table("need", raw("1")))
	}
}
