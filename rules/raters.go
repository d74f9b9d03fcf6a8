package rules

import (
	"math/big"
	"slices"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

var ratersKeys = []string{"of", "weights", "floor", "exempt"}

// leastFloor is the lowest anonymity floor: of one rater the score would be
// the mean.
const leastFloor = 2

// raters reads feedback of several roles, in place of value (SEMANTICS I6).
func (l *loader) raters(v *document.Value) *Raters {
	t := l.table(v)
	r := &Raters{Span: v.Span}
	roles := l.ratings(t, r)
	l.roleWeights(t, r, roles)
	hides := l.exempt(t, r, roles)
	if hides = l.floor(t, r) && hides; !hides {
		r.Of = "" // reported: nothing to compare with other metrics on the list
	}
	l.belongs(t, ratersKeys, "metrics.raters", metricKeys, "[metrics]")
	t.Done()
	l.alone(r)
	return r
}

// floor reads how many raters a role needs, and reports whether that is known.
func (l *loader) floor(t table, r *Raters) bool {
	v := t.Need("floor", document.Integer)
	n := l.numberOf(v)
	switch {
	case !n.Given():
		return false
	case n.Exact.Cmp(big.NewRat(leastFloor, 1)) < 0:
		l.report(v.Span, "raters-floor.low", "floor", v.Text)
		return false
	}
	n = l.within(n, "floor", leastFloor, MaxMaxLength)
	if n.Given() {
		r.Floor = int(n.Exact.Num().Int64())
	}
	return n.Given()
}

// ratings finds the list that holds the ratings and its columns, and returns
// the roles there are.
func (l *loader) ratings(t table, r *Raters) []string {
	v := t.Need("of", document.String)
	if v == nil {
		return nil
	}
	name := l.canonical(strings.TrimSpace(v.Text))
	i := slices.IndexFunc(l.policy.Inputs, func(f *Field) bool { return f.Name == name })
	if i < 0 {
		if s, known := l.symbols[name]; !known || s.of.Kind != formula.Unknown {
			l.unknownID(v, "raters-list", l.listInputs)
		}
		return nil
	}
	r.Of = name
	of := l.policy.Inputs[i].Type
	if of.Kind == formula.Unknown {
		return nil
	}
	var role, score *formula.Type
	if of.Kind == formula.List && of.Elem.Kind == formula.Record {
		r.Role, role = of.Elem.Field("role")
		r.Score, score = of.Elem.Field("score")
	}
	if role == nil || score == nil || role.Enum == nil || !score.Numeric() {
		if role == nil || score == nil || role.Kind != formula.Unknown && score.Kind != formula.Unknown {
			l.report(v.Span, "raters-list.fields", "name", name)
		}
		return nil
	}
	l.costs = append(l.costs, spent{2 * max(of.Max, 1), v.Span})
	return role.Enum
}

func (l *loader) listInputs() []string {
	var names []string
	for _, f := range l.policy.Inputs {
		if f.Type.Kind == formula.List {
			names = append(names, f.Name)
		}
	}
	return names
}

// roleWeights reads a weight for every role; they sum to 100.
func (l *loader) roleWeights(t table, r *Raters, roles []string) {
	v := t.Need("weights", document.Table)
	if v == nil {
		return
	}
	in := l.table(v)
	var rows []Number
	whole := roles != nil
	for _, m := range v.Members {
		n := in.numberIn(m.Name, 0, 100)
		switch {
		case roles != nil && !slices.Contains(roles, m.Name):
			l.unknownID(&document.Value{Text: m.Name, Span: m.Key}, "raters-role", func() []string { return roles })
			whole = false
		case !n.Given():
			whole = false
		default:
			rows = append(rows, n)
		}
	}
	in.Done()
	var missing []string
	for _, role := range roles {
		if !in.has(role) {
			missing = append(missing, role)
		}
		r.Roles = append(r.Roles, RaterRole{Name: role, Weight: l.weightOf(v, role)})
	}
	switch {
	case whole && len(missing) > 0:
		l.report(v.Span, "raters-weights", "roles", strings.Join(missing, " "))
	case whole:
		l.sum(rows, "raters-sum")
	}
}

func (l *loader) weightOf(v *document.Value, role string) Number {
	if m := v.Member(role); m != nil && m.Number != nil && m.Number.Cmp(hundred) <= 0 {
		return newNumber(m.Number, m.Span)
	}
	return newNumber(new(big.Rat), v.Span)
}

// exempt reads the roles that are counted however few their raters are, and
// reports whether all of them are right.
func (l *loader) exempt(t table, r *Raters, roles []string) bool {
	right := true
	for _, v := range t.Strings("exempt") {
		i := slices.IndexFunc(r.Roles, func(role RaterRole) bool { return role.Name == v.Text })
		switch {
		case i >= 0 && r.Roles[i].Exempt:
			l.report(v.Span, "raters-exempt", "role", v.Text)
			right = false
		case i >= 0:
			r.Roles[i].Exempt = true
		case roles != nil && !slices.Contains(roles, v.Text):
			l.unknownID(v, "raters-role", func() []string { return roles })
			right = false
		}
	}
	return right
}

// alone refuses weights with which nothing can ever be measured: with one role
// that is not exempt the value would be that role's mean.
func (l *loader) alone(r *Raters) {
	var counting []RaterRole
	for _, role := range r.Roles {
		if role.Weight.Exact.Sign() > 0 {
			counting = append(counting, role)
		}
	}
	if len(counting) == 1 && !counting[0].Exempt && counting[0].Weight.Exact.Cmp(hundred) == 0 {
		l.report(counting[0].Weight.Span, "raters-alone", "role", counting[0].Name)
	}
}

// keepRatings refuses whatever else could give a rating away: another formula
// that reads the list, and other metrics on it that hide less.
func (l *loader) keepRatings() {
	first := map[string]*Raters{}
	for _, m := range l.policy.Metrics {
		r := m.Raters
		if r == nil || r.Of == "" {
			continue
		}
		before := first[r.Of]
		if before == nil {
			first[r.Of] = r
			if at := l.policy.readAt[r.Of]; !at.IsZero() {
				l.problems.Add(problem(at, "raters-read", "name", r.Of).And(r.Span, "raters-here"))
			}
			continue
		}
		l.alike(before, r)
	}
}

// alike compares two rater metrics on one list. With another floor, or other
// exempt roles, one would show what the other hides; with other weights the
// two values together tell the means of roles.
func (l *loader) alike(a, b *Raters) {
	weights := slices.EqualFunc(a.Roles, b.Roles, func(x, y RaterRole) bool { return x.Weight.Exact.Cmp(y.Weight.Exact) == 0 })
	switch {
	case !a.hidesLike(b):
		l.problems.Add(problem(b.Span, "raters-floor", "name", b.Of).And(a.Span, "other-here"))
	case !weights:
		l.problems.Add(problem(b.Span, "raters-differ", "name", b.Of).And(a.Span, "other-here").As(diag.Warning))
	}
}

// checkRatings keeps pilots from telling what the policy they run beside must
// not, and the other way round: their scores stand in one answer.
func checkRatings(all []*Policy, report func(*Policy, diag.Diagnostic)) {
	for _, p := range all {
		for _, m := range p.Metrics {
			if m.Raters == nil || m.Raters.Of == "" {
				continue
			}
			for _, q := range all {
				if p.beside(q) {
					q.keepsRatings(m.Raters, report)
				}
			}
		}
	}
}

// beside reports whether q can be evaluated in one answer with p.
func (p *Policy) beside(q *Policy) bool {
	return p != q && p.Period == q.Period && (p.Stage == Pilot || q.Stage == Pilot) && p.Effective.overlaps(q.Effective)
}

// keepsRatings reports what p would tell of the ratings of another policy.
func (p *Policy) keepsRatings(r *Raters, report func(*Policy, diag.Diagnostic)) {
	if at := p.readAt[r.Of]; !at.IsZero() {
		report(p, problem(at, "raters-read", "name", r.Of).And(r.Span, "raters-here"))
	}
	for _, m := range p.Metrics {
		if m.Raters != nil && m.Raters.Of == r.Of && p.Stage == Pilot && !r.hidesLike(m.Raters) {
			report(p, problem(m.Raters.Span, "raters-floor", "name", r.Of).And(r.Span, "other-here"))
		}
	}
}

// hidesLike reports whether two metrics on one list withhold the same roles.
func (r *Raters) hidesLike(other *Raters) bool {
	return r.Floor == other.Floor && slices.EqualFunc(r.Roles, other.Roles, func(a, b RaterRole) bool {
		return a.Name == b.Name && a.Exempt == b.Exempt
	})
}
