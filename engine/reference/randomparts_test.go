package reference_test

import (
	"encoding/json"
	"fmt"
	"maps"

	"merit/rules/calendar"
)

// rollsUp gives the policy shorter periods to roll up, and the policy whose
// evaluations they are.
func (m *maker) rollsUp() {
	length := m.root.sub("policy").str("period")
	shorter := map[string][]string{"quarter": {"month"}, "half": {"month", "quarter"}, "year": {"month", "quarter", "half"}}[length]
	if len(shorter) == 0 || m.chance(50) {
		return
	}
	of := pick(m.Rand, shorter)
	parts := table("policy", "part")
	if m.chance(70) {
		parts.set("need", raw(fmt.Sprint(1+m.IntN(calendar.Length(of).Per(calendar.Length(length))))))
	}
	m.root.set("parts", parts)
	m.part = partPolicy(of, m.root.sub("policy").str("currency"))
	m.known.lists = append(m.known.lists, rows{name: "parts", newest: true, fields: &scope{
		numbers: []string{".score", ".score", ".rate", ".payout", ".metrics.s0.score", ".metrics.s1.value", ".metrics.s0.part", ".metrics.s1.whole", ".metrics.v.value"},
		bools:   []string{".vetoed"},
		strings: []choice{{".grade", []string{"lo", "hi"}}, {".status", []string{"final", "held"}}},
	}})
}

// partPolicy has two shares and a plain metric.
func partPolicy(length, currency string) *tab {
	metric := func(id, weight string) *tab {
		return table("id", id, "title", id, "goal", "goal", "weight", raw(weight), "better", "higher", "target", raw("80"))
	}
	return table("schema", raw("1"),
		"policy", table("id", "part", "version", "1", "title", "Part", "period", length, "currency", currency, "effective", table("from", raw("2025-01-01")), "stage", "active"),
		"inputs", table("good", table("type", "number"), "asked", table("type", "number")),
		"metrics", []any{metric("s0", "50").set("share", table("part", "good", "whole", "asked")),
			metric("s1", "30").set("share", table("part", "good * 2", "whole", "asked + 1")), metric("v", "20").set("value", "good")},
		"bands", []any{table("from", raw("0"), "grade", "lo", "rate", "0%"), table("from", raw("60"), "grade", "hi", "rate", raw("1"))},
		"payouts", []any{table("id", "b", "title", "Bonus", "amount", "100 * rate")})
}

// parts are evaluations of the periods inside one.
func (f *writer) parts(part *tab, period string, digits int) []any {
	length := calendar.Length(part.sub("policy").str("period"))
	this := mustPeriod(period)
	some := pick(f.Rand, []int{100, 100, 85, 85, 50, 10})
	all := []any{}
	for p := calendar.PeriodOf(length, this.Start()); p.Start() <= this.End(); p = p.Add(1) {
		if f.chance(some) {
			all = append(all, f.past(p.String(), []string{"lo", "hi"}, []string{"s0", "s1", "v"}, digits))
		}
	}
	if f.chance(2) && len(all) > 0 {
		all = append(all, pick(f.Rand, all))
	}
	if f.chance(1) {
		all = append(all, f.past(pick(f.Rand, []string{"2025-12", "2026-Q1", "2026"}), []string{"lo"}, nil, digits))
	}
	f.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// past is an evaluation of another period.
func (f *writer) past(period string, grades, metrics []string, digits int) map[string]any {
	r := map[string]any{"period": period, "score": json.Number(pick(f.Rand, []string{"60", "80", "59.99", "95.5", "50", "100", "79.9"})), "grade": pick(f.Rand, grades)}
	if f.chance(70) {
		r["vetoed"] = f.chance(30)
	}
	if f.chance(40) {
		r["rate"] = json.Number(pick(f.Rand, []string{"0", "1", "0.625"}))
	}
	if f.chance(40) {
		r["status"] = "final"
	}
	if f.chance(40) {
		r["payout"] = pick(f.Rand, []string{"0", "100", "2500"}) + []string{"", "", ".50", ".125"}[digits]
	}
	if f.chance(80) {
		r["metrics"] = f.pastMetrics(metrics)
	}
	if f.chance(8) {
		delete(r, "rate")
		delete(r, "payout")
		r["score"], r["grade"], r["status"] = nil, nil, "held"
	}
	return r
}

// pastMetrics are results as an evaluation lists them, or an object.
func (f *writer) pastMetrics(ids []string) any {
	object, list := map[string]any{}, []any{}
	for _, id := range ids {
		if f.chance(10) {
			continue
		}
		one := map[string]any{}
		for _, member := range []string{"value", "score", "part", "whole"} {
			if f.chance(88) {
				one[member] = json.Number(pick(f.Rand, []string{"0", "3", "7", "8", "10", "12.5", "79.995", "20"}))
			} else if f.chance(50) {
				one[member] = nil
			}
		}
		object[id] = one
		entry := maps.Clone(one)
		entry["id"] = id
		list = append(list, entry)
	}
	if f.chance(30) {
		return list
	}
	return object
}
