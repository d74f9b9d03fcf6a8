package reference_test

import (
	"encoding/json"
	"slices"
	"strconv"

	"merit/rules/calendar"
	"merit/rules/document"
)

// rollUp reads parts (H5): periods of the length of the policy rolled up,
// inside this one, none twice; oldest first, holes filled. It is false where
// they are not that, or where the policy rolls up nothing.
func (r *run) rollUp(raw any) bool {
	config := r.p.at("parts")
	all, _ := raw.([]any)
	if config == nil {
		return len(all) == 0
	}
	of := word(config, "policy", "")
	length := r.p.set.named(of)[0].length()
	given := map[calendar.Period]past{}
	for _, one := range all {
		m := one.(map[string]any)
		period, ok := calendar.ParsePeriod(m["period"].(string))
		if _, twice := given[period]; !ok || twice || period.Length != length || !r.q.period.Contains(period) {
			return false
		}
		given[period] = pastOf(period, m)
	}
	evaluated := 0
	for p := calendar.PeriodOf(length, r.q.period.Start()); p.Start() <= r.q.period.End(); p = p.Add(1) {
		one, ok := given[p]
		if !ok {
			one = past{period: p, fields: map[string]val{"period": text(p.String())}}
		}
		if one.evaluated {
			evaluated++
		}
		r.parts = append(r.parts, one)
	}
	need := len(r.parts)
	if n := config.Member("need"); n != nil {
		need, _ = strconv.Atoi(n.Text)
	}
	switch {
	case evaluated < need:
		r.hold("parts-needed", of)
	case evaluated < len(r.parts):
		r.warn("parts-incomplete", of)
	}
	return true
}

// pastOf is a record of history or parts.
func pastOf(period calendar.Period, m map[string]any) past {
	one := past{period: period}
	if n, ok := m["score"].(json.Number); ok && m["status"] != "held" {
		one.evaluated, one.score = true, written(rational(n))
	}
	if s, ok := m["grade"].(string); ok {
		one.grade = text(s)
	}
	if b, ok := m["vetoed"].(bool); ok {
		one.vetoed = truth(b)
	}
	one.fields = fieldsOf(m)
	return one
}

// records is a list of past evaluations, as formulas see it.
func records(all []past, newestLast bool) val {
	out := val{is: list, items: []val{}, newestLast: newestLast}
	for _, p := range all {
		out.items = append(out.items, val{is: record, fields: p.fields})
	}
	return out
}

// newest is of's items with the newest first (G8).
func newest(of val) []val {
	items := slices.Clone(of.items)
	if of.newestLast {
		slices.Reverse(items)
	}
	return items
}

// pooled sums part and whole over the parts that have both (E1).
func (r *run) pooled(m *measured, id *document.Value) (part, all val) {
	has := 0
	a, b := whole(0), whole(0)
	for _, p := range r.parts {
		x, y := p.fields["metrics."+id.Text+".part"], p.fields["metrics."+id.Text+".whole"]
		if x.gone() || y.gone() {
			continue
		}
		has++
		a, b = add(a, x.n), add(b, y.n)
	}
	if has == 0 {
		return val{}, val{}
	}
	if has < len(r.parts) {
		r.warn("metric-pooled-incomplete", m.id)
	}
	return known(a), known(b)
}
