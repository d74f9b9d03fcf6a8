package analysis

import (
	"math"
	"strconv"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

// A Cliff is what the last step of score before a band's edge is worth.
type Cliff struct {
	Band     int     // index into Policy.Bands, at least 1
	Edge     float64 // where the band starts
	Step     float64 // the smallest difference of two scores
	From, To float64 // the bonus rates below and at the edge
	Lost     string  // money a step below the edge, with all digits of the minor unit; "" when it is not known
	Currency string  // of Lost
	Example  string  // whose facts Lost is for
}

// Cliffs returns where a score one step lower changes what is paid, from the
// lowest edge up. What is lost is computed for the facts of the policy's first
// example; it stays unknown where its payouts need more than those, such as
// the score of a metric.
func Cliffs(p *rules.Policy) []Cliff { return cliffs(p, nil) }

// cliffs is Cliffs in the policy's world, where that is known already.
func cliffs(p *rules.Policy, w *World) []Cliff {
	if len(p.Payouts) == 0 {
		return nil
	}
	if w == nil {
		w = Of(p)
	}
	w, example := w.ofExample(p)
	step := math.Pow(10, -float64(p.Scoring.Decimals))
	var all []Cliff
	for i := 1; i < len(p.Bands); i++ {
		below, b := p.Bands[i-1], p.Bands[i]
		c := Cliff{Band: i, Edge: b.From.Float, Step: step, From: below.Rate.Float, To: b.Rate.Float}
		high, known := w.paid(p, b, b.From.Float)
		low, too := w.paid(p, below, b.From.Float-step)
		if known && too && example != "" {
			c.Lost, c.Currency, c.Example = money(high-low, p.Currency.Digits), p.Currency.Code, example
		}
		if c.From != c.To && c.Lost == "" || c.Lost != "" && math.Abs(high-low) >= 0.5*math.Pow(10, -float64(p.Currency.Digits)) {
			all = append(all, c)
		}
	}
	return all
}

func money(x float64, digits int) string { return strconv.FormatFloat(x, 'f', digits, 64) }

// ofExample is the policy's world with the facts of its first example, whose
// name it returns, or "".
func (w *World) ofExample(p *rules.Policy) (*World, string) {
	name := ""
	var given []*document.Value
	if len(p.Examples) > 0 {
		e := p.Examples[0]
		name = e.Name.Text
		given = append(given, membersOf(e.Value.Member("attributes"))...)
		given = append(given, membersOf(e.Value.Member("inputs"))...)
	}
	for _, f := range p.Inputs {
		if f.Default != nil {
			w = w.given(f.Name, f.Default)
		}
	}
	for _, v := range given {
		w = w.given(v.Name, v)
	}
	for _, x := range p.Params {
		if v, ok := x.On(p.Effective.From); ok {
			w = w.knowing(x.Name, domain{number: exactly(v.Float)})
		}
	}
	for _, f := range p.Formulas {
		w = w.knowing(f.Name, w.any(f.Formula.Root))
	}
	return w, name
}

func membersOf(v *document.Value) []*document.Value {
	if v == nil {
		return nil
	}
	return v.Members
}

// given makes known that a name is a value, as far as its type is plain.
func (w *World) given(name string, v *document.Value) *World {
	switch v.Kind {
	case document.Integer, document.Float:
		if v.Number != nil {
			f, _ := v.Number.Float64()
			return w.knowing(name, domain{number: exactly(f)})
		}
	case document.String:
		return w.knowing(name, domain{words: []string{v.Text}})
	case document.Boolean:
		return w.knowing(name, domain{truth: only(True, v.Bool) | only(False, !v.Bool)})
	}
	return w
}

// paid is the total of all payouts at a score in a band, if nothing else
// decides it.
func (w *World) paid(p *rules.Policy, b *rules.Band, score float64) (total float64, known bool) {
	w = w.with(map[string]domain{
		"score": {number: exactly(score)}, "rate": {number: exactly(b.Rate.Float)},
		"grade": {words: []string{b.Grade.Text}}, "vetoed": {truth: False},
	})
	unit := math.Pow(10, float64(p.Currency.Digits))
	for _, x := range p.Payouts {
		r := w.Number(x.Amount.Root)
		if r.Missing || !r.Known() || r.High-r.Low > 0.5/unit {
			return 0, false
		}
		total += math.Round(max(0, r.High)*unit+nearby) / unit
	}
	return total, true
}

// findCliffs reports cliffs: those that cost money, with the amount, and steep
// ones also where it is not known what they cost.
func findCliffs(p *pass) {
	lost := map[int]Cliff{}
	for _, c := range cliffs(p.Policy, p.world) {
		lost[c.Band] = c
	}
	for i, b := range p.Bands {
		c, costs := lost[i]
		switch {
		case i == 0 || !p.own(b.Span):
		case costs && c.Lost != "":
			p.report(b.From.Span, "money", append(p.edge(i), "money", c.Lost+" "+c.Currency, "example", c.Example)...)
		case b.Rate.Float-p.Bands[i-1].Rate.Float > 0.3+nearby:
			p.report(b.From.Span, "", p.edge(i)...)
		}
	}
}

func (p *pass) edge(i int) []string {
	b, below := p.Bands[i], p.Bands[i-1]
	return []string{"edge", shown(b.From.Float), "step", shown(math.Pow(10, -float64(p.Scoring.Decimals))), "below", percent(below.Rate), "rate", percent(b.Rate)}
}

var cliffLints = []*Lint{{
	Code: "band-cliff", Severity: diag.Info, Since: "0.1",
	Before: "[[bands]]\nfrom = 60\nrate = \"0%\"\n[[bands]]\nfrom = 80\nrate = \"100%\"",
	After:  "[[bands]]\nfrom = 60\nrate = \"0%\"\n[[bands]]\nfrom = 70\nrate = \"50%\"\n[[bands]]\nfrom = 80\nrate = \"100%\"",
	find:   findCliffs,
}}

// resolved returns what a name of [formulas] stands for, else n itself.
func (p *pass) resolved(n formula.Node) formula.Node {
	for range p.Formulas { // formulas never read each other in a circle
		r, ok := n.(*formula.Ref)
		if !ok {
			return n
		}
		f := p.formulaOf(r.Name)
		if f == nil {
			return n
		}
		n = f.Formula.Root
	}
	return n
}

func (p *pass) formulaOf(name string) *rules.Named {
	for _, f := range p.Formulas {
		if f.Name == name {
			return f
		}
	}
	return nil
}
