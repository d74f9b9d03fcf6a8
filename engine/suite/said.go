package suite

import (
	"slices"
	"strconv"
	"strings"

	"merit/rules"
)

// A said is one thing an answer says, under its key of expect, as TOML. Two
// numbers that expect would take for equal have the same shape.
type said struct{ key, value, shape string }

// says lists what an answer says, what matters most first.
func (s *search) says(a *answer) []said {
	var out []said
	add := func(key, value string) { out = append(out, said{key, value, value}) }
	figure := func(key string, x *float64) {
		if x != nil {
			out = append(out, said{key, numberText(*x), strconv.FormatFloat(*x, 'g', 9, 64)})
		}
	}
	if a.refused() {
		add("refused", "true")
		add("reasons", list(reasons(a)))
		return out
	}
	add("status", toml(a.Status))
	figure("score", a.Score)
	if g, known := grade(a); known {
		add("grade", toml(g))
	}
	if amount, known := payout(a); known {
		add("payout", toml(amount))
	}
	add("vetoes", list(vetoes(a)))
	add("outcomes", list(outcomes(a)))
	figure("rate", a.Rate)
	figure("earned", a.Earned)
	add("guards", list(guards(a)))
	if a.Status == "held" {
		add("reasons", list(reasons(a)))
	}
	for _, x := range s.policy.Adjustments {
		figure("adjustments."+x.ID.Text+".points", adjustmentKeys["points"](x.ID.Text)(a))
	}
	for _, m := range s.policy.Metrics {
		out = append(out, metricSays(m, a)...)
	}
	if len(a.Warnings) > 0 {
		add("warnings", list(warnings(a)))
	}
	return out
}

func metricSays(m *rules.Metric, a *answer) []said {
	var out []said
	key := "metrics." + m.ID.Text + "."
	if status, known := metricStatus(m.ID.Text)(a); known {
		out = append(out, said{key + "status", toml(status), status})
	}
	for _, name := range []string{"score", "value"} {
		if x := metricKeys[name](m.ID.Text)(a); x != nil {
			out = append(out, said{key + name, numberText(*x), strconv.FormatFloat(*x, 'g', 9, 64)})
		}
	}
	return out
}

// differing lists the keys of what was said in a that b does not say alike.
func differing(a, b []said) []string {
	var out []string
	for _, x := range a {
		if !slices.ContainsFunc(b, func(y said) bool { return y.key == x.key && y.shape == x.shape }) {
			out = append(out, x.key)
		}
	}
	return out
}

// pinned is what the case expects: the result as people know it, and the keys
// by which it notices changes.
func (s *Suggestion) pinned() string {
	keys := []string{"refused", "reasons", "score", "grade", "payout", "vetoes"}
	if !s.answer.refused() && s.answer.Status == "held" {
		keys = append([]string{"status"}, keys...)
	}
	var flat []string
	nested := map[string]map[string][]string{}
	for _, x := range s.said {
		if !slices.Contains(keys, x.key) && !slices.Contains(s.keys, x.key) {
			continue
		}
		parts := strings.SplitN(x.key, ".", 3)
		if len(parts) < 3 {
			flat = append(flat, x.key+" = "+x.value)
			continue
		}
		if nested[parts[0]] == nil {
			nested[parts[0]] = map[string][]string{}
		}
		nested[parts[0]][parts[1]] = append(nested[parts[0]][parts[1]], parts[2]+" = "+x.value)
	}
	return "{ " + strings.Join(append(flat, tablesOf(nested)...), ", ") + " }"
}

func tablesOf(nested map[string]map[string][]string) []string {
	var out []string
	for _, table := range sortedKeys(nested) {
		var rows []string
		for _, id := range sortedKeys(nested[table]) {
			rows = append(rows, key(id)+" = { "+strings.Join(nested[table][id], ", ")+" }")
		}
		out = append(out, table+" = { "+strings.Join(rows, ", ")+" }")
	}
	return out
}
