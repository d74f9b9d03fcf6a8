package rules

import (
	"math/big"

	"merit/rules/diag"
	"merit/rules/document"
)

var hundred = big.NewRat(100, 1)

// weighed is what a metric says about its weight. Broken means that the
// mistake is already reported, so that sums with it are not.
type weighed struct {
	weight, portion Number
	broken          bool
	at              diag.Span // where the metric is named
}

func (w weighed) given() Number {
	if w.portion.Given() {
		return w.portion
	}
	return w.weight
}

// dimensions reads [[dimensions]].
func (l *loader) dimensions(root table) {
	ids := newNames()
	for _, row := range root.rows("dimensions") {
		t := l.table(row)
		d := &Dimension{Span: row.Span}
		d.ID = l.id(t, ids)
		d.Title = t.text("title").Text
		t.text("description")
		d.Perspective = t.choice("perspective", "financial", "customer", "process", "learning")
		d.Weight = t.numberIn("weight", 0, 100)
		l.stated[d] = t.has("weight")
		l.done(t, []string{"id", "title", "description", "perspective", "weight"}, "dimensions")
		l.policy.Dimensions = append(l.policy.Dimensions, d)
	}
}

func (l *loader) dimensionIndex() map[string]int {
	byID := map[string]int{}
	for i, d := range l.policy.Dimensions {
		byID[d.ID.Text] = i
	}
	return byID
}

// weight reads the dimension, weight and portion of one metric.
func (l *loader) weight(t table, m *Metric, byID map[string]int) weighed {
	w := weighed{weight: t.numberIn("weight", 0, 100), portion: t.numberIn("portion", 0, 100), at: nameOf(m.ID, t)}
	w.broken = t.has("weight") && !w.weight.Given() || t.has("portion") && !w.portion.Given() || !l.inDimension(t, m, byID)
	switch {
	case t.has("weight") && t.has("portion"):
		w.broken = true
		l.problems.Add(problem(t.at.Member("portion").Key, "weight-or-portion.both").And(t.at.Member("weight").Key, "other-here"))
	case !t.has("weight") && !t.has("portion"):
		w.broken = true
		if t.lacks("weight", "portion") {
			l.report(w.at, "weight-or-portion", "name", m.ID.Text)
		}
	case t.has("portion") && len(byID) == 0:
		w.broken = true
		l.report(t.at.Member("portion").Key, "portion-alone")
	}
	return w
}

// inDimension reads which dimension m belongs to and reports whether that is
// settled. Once there are dimensions every metric names one.
func (l *loader) inDimension(t table, m *Metric, byID map[string]int) bool {
	v := t.Value("dimension", document.String)
	if v == nil {
		if len(byID) > 0 && t.lacks("dimension") {
			l.report(nameOf(m.ID, t), "dimension-missing", "name", m.ID.Text)
		}
		return len(byID) == 0 && !t.has("dimension")
	}
	i, ok := byID[v.Text]
	if !ok {
		i = l.unknownTitled(v, "dimension-unknown", l.dimensionIDs)
	}
	m.Dimension = i
	return i >= 0
}

func (l *loader) dimensionIDs() []bearer {
	var all []bearer
	for _, d := range l.policy.Dimensions {
		all = append(all, bearer{d.ID.Text, d.Title})
	}
	return all
}

// weights resolves every metric's weight and checks the sums exactly (SEMANTICS F1, D6).
func (l *loader) weights() {
	members := make([][]int, len(l.policy.Dimensions)+1) // those of no dimension first
	for i, m := range l.policy.Metrics {
		members[m.Dimension+1] = append(members[m.Dimension+1], i)
	}
	whole := len(l.policy.Dimensions) == 0 || len(members[0]) == 0
	var rows []Number
	if len(l.policy.Dimensions) == 0 {
		rows, whole = l.plainWeights(members[0])
	}
	for i, d := range l.policy.Dimensions {
		in, ok := l.dimension(d, members[i+1], len(members[0]) == 0)
		rows, whole = append(rows, in...), whole && ok
	}
	if whole && len(rows) > 0 {
		l.sum(rows, "weights-sum")
	}
}

// sum checks that rows total exactly 100 and otherwise points at all of them.
func (l *loader) sum(rows []Number, key string) {
	total := new(big.Rat)
	for _, r := range rows {
		total.Add(total, r.Exact)
	}
	if total.Cmp(hundred) == 0 {
		return
	}
	variant, off := ".over", new(big.Rat).Sub(total, hundred)
	if off.Sign() < 0 {
		variant, off = ".under", off.Neg(off)
	}
	at := toChange(rows, new(big.Rat).Sub(hundred, total))
	args := []string{"sum", decimal(total), "off", decimal(off)}
	if to := new(big.Rat).Add(rows[at].Exact, new(big.Rat).Sub(hundred, total)); to.Sign() > 0 && to.Cmp(hundred) <= 0 {
		variant, args = variant+"-one", append(args, "was", decimal(rows[at].Exact), "to", decimal(to))
	}
	d := problem(rows[at].Span, key+variant, args...)
	for i, r := range rows[:min(len(rows), mostRelated+1)] {
		if i != at {
			d = d.And(r.Span, "counts", "number", decimal(r.Exact))
		}
	}
	l.problems.Add(d)
}

// toChange returns which of rows most likely has to change by so much: the one
// that is less round than all others, else the last that can.
func toChange(rows []Number, by *big.Rat) int {
	last, odd, odds := len(rows)-1, -1, 0
	found := -1
	for i, r := range rows {
		to := new(big.Rat).Add(r.Exact, by)
		if to.Sign() <= 0 || to.Cmp(hundred) > 0 {
			continue
		}
		found = i
		if !round5(r.Exact) && round5(to) {
			odd, odds = i, odds+1
		}
	}
	switch {
	case odds == 1:
		return odd
	case found >= 0:
		return found
	}
	return last
}

// round5 reports whether r is a multiple of 5, as most weights are.
func round5(r *big.Rat) bool { return new(big.Rat).Quo(r, big.NewRat(5, 1)).IsInt() }

// plainWeights gives metrics the weight they state, and reports whether all
// of them do.
func (l *loader) plainWeights(in []int) (rows []Number, whole bool) {
	whole = true
	for _, i := range in {
		w := l.weighed[i]
		if w.broken {
			whole = false
			continue
		}
		l.policy.Metrics[i].Weight = w.weight
		rows = append(rows, w.weight)
	}
	return rows, whole
}

// dimension resolves the weight of one dimension and of its metrics. It
// returns the numbers that count towards the 100 of the whole. Only when the
// dimension of every metric is settled is an empty one really empty.
func (l *loader) dimension(d *Dimension, in []int, settled bool) (rows []Number, whole bool) {
	if len(in) == 0 {
		if settled && len(l.policy.Metrics) > 0 {
			l.report(dimensionName(d), "dimension-empty", "name", d.ID.Text)
		}
		return []Number{d.Weight}, d.Weight.Given()
	}
	first := l.weighed[in[0]]
	for _, k := range in {
		w := l.weighed[k]
		if w.broken || first.broken {
			return nil, false
		}
		if w.portion.Given() != first.portion.Given() {
			l.problems.Add(problem(w.given().Span, "weight-or-portion.mixed").And(first.given().Span, "other-here"))
			return nil, false
		}
	}
	if first.portion.Given() {
		return l.portions(d, in)
	}
	return l.summed(d, in)
}

func dimensionName(d *Dimension) diag.Span {
	if d.ID.Span.IsZero() {
		return d.Span
	}
	return d.ID.Span
}

// portions shares a dimension's weight among its metrics.
func (l *loader) portions(d *Dimension, in []int) (rows []Number, whole bool) {
	parts := make([]Number, len(in))
	for i, k := range in {
		parts[i] = l.weighed[k].portion
	}
	l.sum(parts, "portions-sum")
	if !d.Weight.Given() {
		if !l.stated[d] {
			l.problems.Add(problem(dimensionName(d), "dimension-weight", "name", d.ID.Text).And(parts[0].Span, "portion-here"))
		}
		return nil, false
	}
	for i, k := range in {
		exact := new(big.Rat).Mul(d.Weight.Exact, parts[i].Exact)
		l.policy.Metrics[k].Weight = newNumber(exact.Quo(exact, hundred), parts[i].Span)
	}
	return []Number{d.Weight}, true
}

// summed adds up the weights of a dimension's metrics, which a stated weight
// must equal.
func (l *loader) summed(d *Dimension, in []int) (rows []Number, whole bool) {
	rows, _ = l.plainWeights(in)
	total := new(big.Rat)
	for _, r := range rows {
		total.Add(total, r.Exact)
	}
	if !d.Weight.Given() {
		d.Weight = newNumber(total, dimensionName(d))
		return rows, !l.stated[d]
	}
	if d.Weight.Exact.Cmp(total) != 0 {
		at := problem(d.Weight.Span, "dimension-sum", "weight", decimal(d.Weight.Exact), "sum", decimal(total))
		for _, r := range rows[:min(len(rows), mostRelated)] {
			at = at.And(r.Span, "counts", "number", decimal(r.Exact))
		}
		l.problems.Add(at)
		return nil, false
	}
	return []Number{d.Weight}, true
}
