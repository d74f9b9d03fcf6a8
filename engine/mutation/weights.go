package mutation

import (
	"merit/rules/document"
)

// A weight is a number of a group that adds up, and what it is called.
type weight struct {
	*document.Value
	name string
}

// weights moves one unit from each weight to the next of its group, whose sum
// is fixed: dimensions, the metrics of a dimension, and roles of raters.
func (b *breeder) weights(root *document.Value) {
	groups := grouped(root.Member("dimensions"), "dimensions", func(*document.Value) string { return "" })
	groups = append(groups, grouped(root.Member("metrics"), "metrics", func(m *document.Value) string { return textOf(m.Member("dimension")) })...)
	if metrics := root.Member("metrics"); metrics != nil {
		for _, m := range metrics.Items {
			groups = append(groups, roles(m))
		}
	}
	for _, g := range groups {
		b.move(g)
	}
}

// grouped returns the weights of rows, those of one group together, groups in
// the order in which they first occur.
func grouped(rows *document.Value, table string, group func(*document.Value) string) [][]weight {
	if rows == nil {
		return nil
	}
	var all [][]weight
	index := map[string]int{}
	for _, row := range rows.Items {
		for _, key := range []string{"weight", "portion"} {
			v := row.Member(key)
			if v == nil || v.Number == nil {
				continue
			}
			name := key + " " + group(row)
			if _, ok := index[name]; !ok {
				index[name] = len(all)
				all = append(all, nil)
			}
			at := way{name: table}.row(row).to(key)
			all[index[name]] = append(all[index[name]], weight{v, at.name})
		}
	}
	return all
}

// roles are the weights of a metric's raters.
func roles(m *document.Value) []weight {
	raters := m.Member("raters")
	if raters == nil || raters.Member("weights") == nil {
		return nil
	}
	var all []weight
	at := way{name: "metrics"}.row(m).to("raters").to("weights")
	for _, v := range raters.Member("weights").Members {
		if v.Number != nil {
			all = append(all, weight{v, at.to(v.Name).name})
		}
	}
	return all
}

// move takes one unit from each weight and gives it to the next, or to the
// first after the last.
func (b *breeder) move(group []weight) {
	for i, from := range group {
		to := group[(i+1)%len(group)]
		less, ok := shifted(from.Span.Text(), -1)
		if len(group) < 2 || !ok || from.Number.Sign() == 0 {
			continue
		}
		if more, ok := shifted(to.Span.Text(), 1); ok {
			b.all = append(b.all, &Mutant{Operator: Weight, Span: from.Span, New: less, Name: from.name, also: &change{to.Span, more}})
		}
	}
}

func textOf(v *document.Value) string {
	if v == nil {
		return ""
	}
	return v.Text
}
