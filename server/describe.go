package server

import (
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// A policyAnswer is a policy as GET /v1/policies/{id} shows it. Formulas are
// as written. Absent members were not said in the policy.
type policyAnswer struct {
	policyHead
	Set         string             `json:"set"`
	AsOf        string             `json:"as_of"` // the day the params are of
	Currency    string             `json:"currency,omitempty"`
	Applies     string             `json:"applies,omitempty"`
	Parts       *partsAnswer       `json:"parts,omitempty"`
	Attributes  []fieldAnswer      `json:"attributes"`
	Inputs      []fieldAnswer      `json:"inputs"`
	Params      []paramAnswer      `json:"params"`
	Checks      []checkAnswer      `json:"checks"`
	Formulas    []formulaAnswer    `json:"formulas"`
	Scoring     scoringAnswer      `json:"scoring"`
	Dimensions  []dimensionAnswer  `json:"dimensions"`
	Metrics     []metricAnswer     `json:"metrics"`
	Adjustments []adjustmentAnswer `json:"adjustments"`
	Vetoes      []vetoAnswer       `json:"vetoes"`
	Bands       []bandAnswer       `json:"bands"`
	Payouts     []payoutAnswer     `json:"payouts"`
	Outcomes    []outcomeAnswer    `json:"outcomes"`
	Examples    []string           `json:"examples"`
}

type fieldAnswer struct {
	Name         string        `json:"name"`
	Title        string        `json:"title,omitempty"`
	Unit         string        `json:"unit,omitempty"`
	Type         string        `json:"type"`
	Required     bool          `json:"required"` // must be given: it has no default
	Min          *float64      `json:"min,omitempty"`
	Max          *float64      `json:"max,omitempty"`
	MaxLength    int           `json:"max_length,omitempty"`
	Enum         []string      `json:"enum,omitempty"`
	Default      any           `json:"default,omitempty"`
	Controllable bool          `json:"controllable,omitempty"`
	Source       string        `json:"source,omitempty"` // where it was collected
	Fields       []fieldAnswer `json:"fields,omitempty"`
	Items        *fieldAnswer  `json:"items,omitempty"`
}

type paramAnswer struct {
	Name   string       `json:"name"`
	Title  string       `json:"title,omitempty"`
	Unit   string       `json:"unit,omitempty"`
	Value  *float64     `json:"value"`            // on the day asked for; null when none is in force yet
	Values []datedValue `json:"values,omitempty"` // of a param that changes by date
}

type datedValue struct {
	From  string  `json:"from"`
	Value float64 `json:"value"`
}

type checkAnswer struct {
	That    string `json:"that"`
	Message string `json:"message"`
}

type formulaAnswer struct {
	Name    string `json:"name"`
	Formula string `json:"formula"`
}

type scoringAnswer struct {
	Min           float64  `json:"min"`
	Max           float64  `json:"max"`
	MetricMax     float64  `json:"metric_max"`
	MinMeasured   float64  `json:"min_measured"`
	MaxSubjective *float64 `json:"max_subjective,omitempty"`
	Decimals      int      `json:"decimals"`
	Rounding      string   `json:"rounding"`
	WhenMissing   string   `json:"when_missing"`
}

type dimensionAnswer struct {
	ID          string  `json:"id"`
	Title       string  `json:"title,omitempty"`
	Perspective string  `json:"perspective,omitempty"`
	Weight      float64 `json:"weight"`
}

type bandAnswer struct {
	From  float64 `json:"from"`
	Grade string  `json:"grade"`
	Title string  `json:"title,omitempty"`
	Rate  float64 `json:"rate"`
}

type payoutAnswer struct {
	ID     string `json:"id"`
	Title  string `json:"title,omitempty"`
	Amount string `json:"amount"`
	Defer  int    `json:"defer_months,omitempty"` // after the period's end
}

type outcomeAnswer struct {
	ID          string `json:"id"`
	Kind        string `json:"kind"`
	Title       string `json:"title,omitempty"`
	When        string `json:"when,omitempty"`
	Consecutive int    `json:"consecutive"`
	DespiteVeto bool   `json:"despite_veto,omitempty"`

	MaxWageShare *float64 `json:"max_wage_share,omitempty"`
	MinimumWage  bool     `json:"respect_minimum_wage,omitempty"`
}

// describe returns p as it is on a day.
func describe(p *rules.Policy, day calendar.Date, set string) policyAnswer {
	return policyAnswer{
		policyHead: headOf(p), Set: set, AsOf: day.String(), Currency: p.Currency.Code, Applies: written(p.Applies),
		Parts: partsOf(p.Parts), Attributes: each(p.Attributes, fieldOf), Inputs: each(p.Inputs, fieldOf),
		Params: each(p.Params, func(x *rules.Param) paramAnswer { return paramOf(x, day) }),
		Checks: each(p.Checks, func(x *rules.Check) checkAnswer { return checkAnswer{written(x.That), x.Message} }),
		Formulas: each(p.Formulas, func(x *rules.Named) formulaAnswer {
			return formulaAnswer{x.Name, written(x.Formula)}
		}),
		Scoring: scoringOf(&p.Scoring),
		Dimensions: each(p.Dimensions, func(x *rules.Dimension) dimensionAnswer {
			return dimensionAnswer{x.ID.Text, x.Title, x.Perspective, x.Weight.Float}
		}),
		Metrics:     each(p.Metrics, func(x *rules.Metric) metricAnswer { return metricOf(p, x) }),
		Adjustments: each(p.Adjustments, adjustmentOf),
		Vetoes:      each(p.Vetoes, func(x *rules.Veto) vetoAnswer { return vetoOf(p, x) }),
		Bands: each(p.Bands, func(x *rules.Band) bandAnswer {
			return bandAnswer{x.From.Float, x.Grade.Text, x.Title, x.Rate.Float}
		}),
		Payouts: each(p.Payouts, func(x *rules.Payout) payoutAnswer {
			return payoutAnswer{x.ID.Text, x.Title, written(x.Amount), x.Defer}
		}),
		Outcomes: each(p.Outcomes, func(x *rules.Outcome) outcomeAnswer {
			return outcomeAnswer{x.ID.Text, string(x.Kind), x.Title, written(x.When), x.Consecutive, x.DespiteVeto, number(x.MaxWageShare), x.MinimumWage}
		}),
		Examples: each(p.Examples, func(x *rules.Example) string { return x.Name.Text }),
	}
}

// each maps a list; the result is never null in JSON.
func each[From, To any](list []From, to func(From) To) []To {
	out := make([]To, len(list))
	for i, x := range list {
		out[i] = to(x)
	}
	return out
}

// written returns a formula as it stands in the policy, "" when there is none.
func written(f *formula.Formula) string {
	if f == nil {
		return ""
	}
	return f.Source.Text
}

// number returns a number of a policy, nil when it was not given.
func number(n rules.Number) *float64 {
	if !n.Given() {
		return nil
	}
	x := n.Float
	return &x
}

var kinds = map[formula.Kind]string{
	formula.Number: "number", formula.Integer: "integer", formula.String: "string", formula.Boolean: "boolean",
	formula.Date: "date", formula.Time: "time", formula.List: "list",
}

func fieldOf(f *rules.Field) fieldAnswer {
	a := fieldAnswer{
		Name: f.Name, Title: f.Title, Unit: f.Unit, Type: kinds[f.Type.Kind], Required: f.Required && f.Default == nil,
		Min: number(f.Min), Max: number(f.Max), MaxLength: f.MaxLength, Enum: f.Type.Enum, Controllable: f.Controllable, Source: f.Collected,
	}
	if f.Default != nil {
		a.Default = plain(f.Default)
	}
	if len(f.Fields) > 0 {
		a.Fields = each(f.Fields, fieldOf)
	}
	if f.Item != nil {
		item := fieldOf(f.Item)
		a.Items = &item
	}
	return a
}

func paramOf(p *rules.Param, day calendar.Date) paramAnswer {
	a := paramAnswer{Name: p.Name, Title: p.Title, Unit: p.Unit}
	if v, ok := p.On(day); ok {
		a.Value = number(v)
	}
	if year, _, _ := p.Values[0].From.YMD(); len(p.Values) == 1 && year == calendar.FirstYear {
		return a // a constant has its value from the first day there is
	}
	for _, v := range p.Values {
		a.Values = append(a.Values, datedValue{v.From.String(), v.Value.Float})
	}
	return a
}

func scoringOf(s *rules.Scoring) scoringAnswer {
	a := scoringAnswer{
		Min: s.Min.Float, Max: s.Max.Float, MetricMax: s.MetricMax.Float, MinMeasured: s.MinMeasured.Float,
		Decimals: s.Decimals, Rounding: "half-up", WhenMissing: string(s.WhenMissing),
		MaxSubjective: number(s.MaxSubjective),
	}
	if s.HalfEven {
		a.Rounding = "half-even"
	}
	return a
}
