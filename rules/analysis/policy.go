package analysis

import (
	"math"

	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// Of returns the world of a policy: what every name that its formulas may
// read can be, over all facts inside the declared bounds and all dates.
func Of(p *rules.Policy) *World {
	w := &World{names: map[string]domain{}, least: map[[2]string]bool{}}
	for _, f := range p.Attributes {
		w.names[f.Name] = ofField(f, true)
	}
	for _, f := range p.Inputs {
		w.names[f.Name] = ofField(f, f.Default == nil && !f.Required)
	}
	for _, param := range p.Params {
		w.names[param.Name] = domain{number: overDates(param)}
	}
	days := periodDays[p.Period]
	w.names["period.days"] = domain{number: Range{days[0], days[1], false, true}}
	w.names["period.start"], w.names["period.end"] = domain{}, domain{}
	w.names["history"] = domain{list: earlier(p.History)}
	if p.Parts != nil {
		w.names["parts"] = domain{list: earlier(p.Parts.Type)}
	}
	for _, c := range p.Checks {
		w.atMost(c.That)
	}
	for _, f := range p.Formulas {
		w.names[f.Name] = w.any(f.Formula.Root)
	}
	w.measure(p)
	w.conclude(p)
	return w
}

var periodDays = map[calendar.Length][2]float64{calendar.Month: {28, 31}, calendar.Quarter: {90, 92}, calendar.Half: {181, 184}, calendar.Year: {365, 366}}

func earlier(t *formula.Type) *list {
	if t == nil {
		return &list{items: map[string]domain{}}
	}
	l := ofType(t, true).list
	l.missing = false
	return l
}

// overDates is every value a param has.
func overDates(p *rules.Param) Range {
	r := never
	for _, v := range p.Values {
		if v.Value.Given() {
			r = r.union(exactly(v.Value.Float))
		}
	}
	if !r.Known() {
		return anything
	}
	return r
}

// atMost remembers the checks which say that one whole number is never more
// than another.
func (w *World) atMost(f *formula.Formula) {
	if f == nil {
		return
	}
	for _, n := range conjuncts(f.Root) {
		b, ok := n.(*formula.Binary)
		if !ok {
			continue
		}
		x, y := b.X, b.Y
		switch b.Op {
		case formula.Greater, formula.GreaterEqual:
			x, y = y, x
		case formula.Less, formula.LessEqual:
		default:
			continue
		}
		if x.Type().Kind == formula.Integer && y.Type().Kind == formula.Integer && variable(x) != "" && variable(y) != "" {
			w.least[[2]string{variable(x), variable(y)}] = true
		}
	}
}

func conjuncts(n formula.Node) []formula.Node {
	if b, ok := n.(*formula.Binary); ok && b.Op == formula.And {
		return append(conjuncts(b.X), conjuncts(b.Y)...)
	}
	return []formula.Node{n}
}

// measure makes known what each metric's value and score can be.
func (w *World) measure(p *rules.Policy) {
	for _, m := range p.Metrics {
		id := "metrics." + m.ID.Text
		value := w.Value(p, m)
		sure := w.surely(m, value)
		seen := value
		seen.Missing = !sure
		w.names[id+".value"] = domain{number: seen}
		w.names[id+".measured"] = domain{truth: True | only(False, !sure)}
		w.names[id+".score"] = domain{number: w.score(p, m, sure)}
	}
}

// Value is what a metric's value can be, before anything says whether it
// counts.
func (w *World) Value(p *rules.Policy, m *rules.Metric) Range {
	switch s := m.Share; {
	case m.Value != nil:
		return w.Number(m.Value.Root)
	case s != nil && s.Of != nil:
		return Range{0, 100, true, false}
	case s != nil && s.Part != nil && s.Whole != nil:
		part, whole := w.Number(s.Part.Root), w.Number(s.Whole.Root)
		r := w.partOf(s.Part.Root, s.Whole.Root, part.over(whole)).times(exactly(100))
		r.Whole = false
		return r
	case m.Raters != nil:
		if f := inputOf(p, m.Raters.Of); f != nil && m.Raters.Score < len(f.Fields) {
			r := ofField(f.Fields[m.Raters.Score], true).number.wider()
			r.Missing = true
			return r
		}
	}
	return anything
}

func inputOf(p *rules.Policy, name string) *rules.Field {
	for _, f := range p.Inputs {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// surely reports whether a metric is measured whatever the facts are.
func (w *World) surely(m *rules.Metric, value Range) bool {
	sure := m.Applies == nil && m.Sample == nil && !value.Missing
	if m.Target != nil {
		sure = sure && !w.Number(m.Target.Root).Missing
	}
	return sure && m.Score == nil
}

// score is what a metric's score can be.
func (w *World) score(p *rules.Policy, m *rules.Metric, sure bool) Range {
	most := p.Scoring.MetricMax.Float
	base := 100.0
	switch {
	case m.Score != nil:
		base = most
	case m.Shortfall.Kind == rules.Steps:
		base = 0
		for _, s := range m.Shortfall.Edges {
			base = max(base, s.Score.Float)
		}
	}
	if x := m.Extra; x != nil {
		switch {
		case x.Max.Given():
			base += x.Max.Float
		case x.At != nil && x.Points.Given():
			base += x.Points.Float
		default:
			base = most
		}
	}
	r := Range{0, min(base, most), !sure, false}
	switch m.WhenMissing {
	case rules.Neutral:
		r.High, r.Missing = max(r.High, 100), !sure && m.Applies != nil
	case rules.Zero:
		r.Missing = !sure && m.Applies != nil
	}
	return r
}

// conclude makes known what the results can be.
func (w *World) conclude(p *rules.Policy) {
	w.names["score"] = domain{number: w.final(p)}
	var grades []string
	rates := never
	for _, b := range p.Bands {
		grades = append(grades, b.Grade.Text)
		rates = rates.union(exactly(b.Rate.Float))
	}
	w.names["grade"] = domain{words: grades}
	w.names["rate"] = domain{number: rates}
	vetoed := False
	for _, v := range p.Vetoes {
		if v.Enforcement != rules.Advisory {
			vetoed |= True
		}
	}
	w.names["vetoed"] = domain{truth: vetoed}
}

// final is what the final score can be, after vetoes.
func (w *World) final(p *rules.Policy) Range {
	low, high := 0.0, w.earned(p)
	for _, a := range p.Adjustments {
		low, high = low+a.Min.Float, high+a.Max.Float
	}
	low, high = max(low, p.Scoring.Min.Float), min(high, p.Scoring.Max.Float)
	low = min(low, high)
	for _, v := range p.Vetoes {
		for _, most := range []rules.Number{v.Effect.Score, v.Effect.Cap} {
			if most.Given() {
				low = min(low, most.Float)
			}
		}
	}
	step := math.Pow(10, -float64(p.Scoring.Decimals))
	return Range{low, min(high+step, max(p.Scoring.Max.Float, high)), false, false}
}

// earned is the most that the weighted sum can be. Where a metric can be left
// out, the others carry its weight.
func (w *World) earned(p *rules.Policy) float64 {
	sum, best, all := 0.0, 0.0, true
	for _, m := range p.Metrics {
		score := w.names["metrics."+m.ID.Text+".score"].number
		if m.Weight.Float > 0 {
			sum += m.Weight.Float * score.High / 100
			best = max(best, score.High)
			all = all && !score.Missing
		}
	}
	if all {
		return sum
	}
	return best
}
