package reference_test

import (
	"slices"

	"merit/rules/document"
)

// rated is I6: the means of the roles by their weights. A role below the floor
// and not exempt is withheld, and one without raters; its weight is spread over
// the others. Where one remains that is not exempt, or none, nothing is measured.
func (r *run) rated(m *measured, doc *document.Value) val {
	ratings := r.q.names[word(doc, "of", "")]
	if ratings.gone() {
		return val{}
	}
	total, weights := whole(0), whole(0)
	remaining, exempted, withheld := 0, 0, 0
	for _, role := range doc.Member("weights").Members {
		weight := written(role.Number)
		if weight.r.Sign() == 0 {
			continue
		}
		exempt := slices.ContainsFunc(entries(doc.Member("exempt")), func(v *document.Value) bool { return v.Text == role.Name })
		var scores []val
		for _, rating := range ratings.items {
			if s := rating.fields["score"]; rating.fields["role"].s == role.Name && !s.gone() {
				scores = append(scores, s)
			}
		}
		if len(scores) == 0 || !exempt && int64(len(scores)) < doc.Member("floor").Number.Num().Int64() {
			withheld++
			continue
		}
		remaining++
		if exempt {
			exempted++
		}
		total = add(total, mul(weight, quo(sum(scores).n, whole(int64(len(scores))))))
		weights = add(weights, weight)
	}
	if withheld > 0 {
		r.warn("metric-raters-withheld", m.id)
	}
	if remaining == 0 || remaining == 1 && exempted == 0 {
		return val{}
	}
	return known(quo(total, weights))
}

func entries(v *document.Value) []*document.Value {
	if v == nil {
		return nil
	}
	return v.Items
}
