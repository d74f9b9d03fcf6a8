package mutation

import (
	"merit/rules/document"
)

// weights moves one unit from each weight to the next of its group, whose sum
// is fixed: dimensions, the metrics of a dimension, and roles of raters.
func (b *breeder) weights(root *document.Value) {
	b.group(weightsOf(root.Member("dimensions"), func(*document.Value) string { return "" }))
	b.group(weightsOf(root.Member("metrics"), func(m *document.Value) string { return textOf(m.Member("dimension")) }))
	if metrics := root.Member("metrics"); metrics != nil {
		for _, m := range metrics.Items {
			if raters := m.Member("raters"); raters != nil && raters.Member("weights") != nil {
				b.move(raters.Member("weights").Members)
			}
		}
	}
}

func (b *breeder) group(groups [][]*document.Value) {
	for _, g := range groups {
		b.move(g)
	}
}

// weightsOf returns the weights of rows, those of one group together, groups
// in the order in which they first occur.
func weightsOf(rows *document.Value, group func(*document.Value) string) [][]*document.Value {
	if rows == nil {
		return nil
	}
	var all [][]*document.Value
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
			all[index[name]] = append(all[index[name]], v)
		}
	}
	return all
}

// move takes one unit from each weight and gives it to the next, or to the
// first after the last.
func (b *breeder) move(group []*document.Value) {
	for i, from := range group {
		to := group[(i+1)%len(group)]
		less, ok := shifted(from.Span.Text(), -1)
		if len(group) < 2 || !ok || from.Number.Sign() == 0 {
			continue
		}
		more, ok := shifted(to.Span.Text(), 1)
		if ok {
			b.all = append(b.all, &Mutant{Operator: Weight, Span: from.Span, New: less, also: &change{to.Span, more}})
		}
	}
}

func textOf(v *document.Value) string {
	if v == nil {
		return ""
	}
	return v.Text
}
