package server

import (
	"encoding/json"

	"merit/rules"
	"merit/rules/document"
)

type metricAnswer struct {
	ID          string           `json:"id"`
	Title       string           `json:"title,omitempty"`
	Goal        string           `json:"goal,omitempty"`
	Kind        string           `json:"kind"` // quantitative, qualitative or subjective
	Anchors     []anchorAnswer   `json:"anchors,omitempty"`
	Dimension   string           `json:"dimension,omitempty"`
	Unit        string           `json:"unit,omitempty"`
	Weight      float64          `json:"weight"` // effective percent of the whole
	Applies     string           `json:"applies,omitempty"`
	Value       string           `json:"value,omitempty"`
	Share       *shareAnswer     `json:"share,omitempty"`
	Raters      *ratersAnswer    `json:"raters,omitempty"`
	Sample      *sampleAnswer    `json:"sample,omitempty"`
	Better      string           `json:"better,omitempty"`
	Target      string           `json:"target,omitempty"`
	Shortfall   *shortfallAnswer `json:"shortfall,omitempty"`
	Extra       *extraAnswer     `json:"extra,omitempty"`
	Score       string           `json:"score,omitempty"`
	WhenMissing string           `json:"when_missing"`
	Guards      []guardAnswer    `json:"guards"`
}

type anchorAnswer struct {
	Score float64 `json:"score"`
	Text  string  `json:"text"`
}

type shareAnswer struct {
	Part   string `json:"part,omitempty"`
	Whole  string `json:"whole,omitempty"`
	Of     string `json:"of,omitempty"`
	Where  string `json:"where,omitempty"`
	Pooled string `json:"pooled,omitempty"` // a metric of the parts
}

type sampleAnswer struct {
	Size string  `json:"size,omitempty"`
	Min  float64 `json:"min"`
}

type shortfallAnswer struct {
	Kind        string       `json:"kind"`
	Per         *float64     `json:"per,omitempty"`
	Deduct      *float64     `json:"deduct,omitempty"`
	Partial     string       `json:"partial,omitempty"`
	Steps       [][2]float64 `json:"steps,omitempty"`
	Interpolate bool         `json:"interpolate,omitempty"`
}

type extraAnswer struct {
	At           string   `json:"at,omitempty"`
	Per          *float64 `json:"per,omitempty"`
	Points       *float64 `json:"points,omitempty"`
	Partial      string   `json:"partial,omitempty"`
	Proportional bool     `json:"proportional,omitempty"`
	Max          *float64 `json:"max,omitempty"`
}

type guardAnswer struct {
	ID            string `json:"id"`
	Title         string `json:"title,omitempty"`
	When          string `json:"when,omitempty"`
	Cap           string `json:"cap,omitempty"`
	Scale         string `json:"scale,omitempty"`
	WhenUndecided string `json:"when_undecided,omitempty"`
	Reason        string `json:"reason,omitempty"`
}

type adjustmentAnswer struct {
	ID            string   `json:"id"`
	Title         string   `json:"title,omitempty"`
	Points        string   `json:"points"`
	When          string   `json:"when,omitempty"`
	Min           *float64 `json:"min,omitempty"`
	Max           *float64 `json:"max,omitempty"`
	WhenUndecided string   `json:"when_undecided,omitempty"`
}

type vetoAnswer struct {
	ID            string       `json:"id"`
	Title         string       `json:"title,omitempty"`
	When          string       `json:"when"`
	Effect        effectAnswer `json:"effect"`
	Enforcement   string       `json:"enforcement"`
	WhenUndecided string       `json:"when_undecided,omitempty"`
	Reason        string       `json:"reason,omitempty"`
}

type effectAnswer struct {
	Score  *float64 `json:"score,omitempty"`
	Cap    *float64 `json:"cap,omitempty"`
	Grade  string   `json:"grade,omitempty"`
	Payout *float64 `json:"payout,omitempty"`
}

func metricOf(p *rules.Policy, m *rules.Metric) metricAnswer {
	a := metricAnswer{
		ID: m.ID.Text, Title: m.Title, Kind: string(m.Kind), Goal: m.Goal, Unit: m.Unit, Weight: m.Weight.Float,
		Applies: written(m.Applies), Value: written(m.Value), Better: string(m.Better), Target: written(m.Target),
		Shortfall: shortfallOf(&m.Shortfall), Extra: extraOf(m.Extra), Score: written(m.Score),
		Raters: ratersOf(m.Raters), WhenMissing: string(m.WhenMissing), Guards: each(m.Guards, guardOf),
	}
	for _, x := range m.Anchors {
		a.Anchors = append(a.Anchors, anchorAnswer{x.Score.Float, x.Text})
	}
	if m.Dimension >= 0 {
		a.Dimension = p.Dimensions[m.Dimension].ID.Text
	}
	if s := m.Share; s != nil {
		a.Share = &shareAnswer{written(s.Part), written(s.Whole), written(s.Of), written(s.Where), s.Pooled.Text}
	}
	if s := m.Sample; s != nil {
		a.Sample = &sampleAnswer{written(s.Size), s.Min.Float}
	}
	return a
}

func shortfallOf(s *rules.Shortfall) *shortfallAnswer {
	if s.Kind == "" {
		return nil
	}
	a := &shortfallAnswer{
		Kind: string(s.Kind), Per: number(s.Per), Deduct: number(s.Points),
		Partial: string(s.Partial), Interpolate: s.Interpolate,
	}
	for _, step := range s.Edges {
		a.Steps = append(a.Steps, [2]float64{step.Edge.Float, step.Score.Float})
	}
	return a
}

func extraOf(e *rules.Extra) *extraAnswer {
	if e == nil {
		return nil
	}
	return &extraAnswer{
		At: written(e.At), Per: number(e.Per), Points: number(e.Points),
		Partial: string(e.Partial), Proportional: e.Proportional, Max: number(e.Max),
	}
}

func guardOf(g *rules.Guard) guardAnswer {
	return guardAnswer{
		g.ID.Text, g.Title, written(g.When), written(g.Cap), written(g.Scale), string(g.WhenUndecided), g.Reason,
	}
}

func adjustmentOf(a *rules.Adjustment) adjustmentAnswer {
	return adjustmentAnswer{
		a.ID.Text, a.Title, written(a.Points), written(a.When), number(a.Min), number(a.Max), string(a.WhenUndecided),
	}
}

func vetoOf(p *rules.Policy, v *rules.Veto) vetoAnswer {
	effect := effectAnswer{Score: number(v.Effect.Score), Cap: number(v.Effect.Cap), Payout: number(v.Effect.Payout)}
	if v.Effect.Grade >= 0 {
		effect.Grade = p.Bands[v.Effect.Grade].Grade.Text
	}
	return vetoAnswer{
		v.ID.Text, v.Title, written(v.When), effect, string(v.Enforcement), string(v.WhenUndecided), v.Reason,
	}
}

// plain returns a default as JSON shows it: numbers as written, everything
// else that is not true or false as text.
func plain(v *document.Value) any {
	switch v.Kind {
	case document.Integer, document.Float:
		if json.Valid([]byte(v.Text)) {
			return json.Number(v.Text)
		}
		x, _ := v.Number.Float64()
		return x
	case document.Boolean:
		return v.Bool
	case document.Array:
		return each(v.Items, plain)
	}
	return v.Text
}
