package engine

import "merit/rules/text"

// An Evaluation is the answer for one specialist and period. Its JSON form is
// a surface others rely on: fields keep their names, order and meaning.
type Evaluation struct {
	Status     string    `json:"status"` // "final" or "held"
	Policy     PolicyRef `json:"policy"`
	Set        string    `json:"set"`   // digest of the policy set
	Facts      string    `json:"facts"` // digest of the canonical request
	Specialist string    `json:"specialist"`
	Period     string    `json:"period"`
	AsOf       string    `json:"as_of"`

	Score  *float64 `json:"score"`
	Earned *float64 `json:"earned"`
	Grade  *string  `json:"grade"`
	Rate   *float64 `json:"rate"`
	Vetoed bool     `json:"vetoed"`

	Payout   *Money       `json:"payout"`
	WouldPay *Money       `json:"would_pay,omitempty"` // of a policy that does not pay: a draft, a retired one, a pilot
	Payouts  []PaidAmount `json:"payouts"`

	Dimensions  []DimensionResult  `json:"dimensions"`
	Metrics     []MetricResult     `json:"metrics"`
	Adjustments []AdjustmentResult `json:"adjustments"`
	Vetoes      []VetoResult       `json:"vetoes"`
	Outcomes    []OutcomeResult    `json:"outcomes"`
	Pilots      []PilotResult      `json:"pilots"`
	Reasons     []Note             `json:"reasons,omitempty"` // why held, all of them
	Warnings    []Note             `json:"warnings"`
	Explain     []Step             `json:"explain,omitempty"`
}

// A PolicyRef names the policy an evaluation was computed with.
type PolicyRef struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Digest  string `json:"digest"`
}

// Money is an amount with all digits of the currency's minor unit.
type Money struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
}

// A PaidAmount is the part of the payout one [[payouts]] entry gives.
type PaidAmount struct {
	ID     string `json:"id"`
	Title  string `json:"title,omitempty"`
	Amount string `json:"amount"`
	Due    string `json:"due,omitempty"` // the day a deferred part is paid
}

// A DimensionResult is a dimension's share of the score.
type DimensionResult struct {
	ID     string   `json:"id"`
	Title  string   `json:"title,omitempty"`
	Weight float64  `json:"weight"` // effective percent after redistribution
	Score  *float64 `json:"score"`
	Points float64  `json:"points"`
}

// A MetricResult is one metric, measured and scored.
type MetricResult struct {
	ID     string        `json:"id"`
	Title  string        `json:"title,omitempty"`
	Status string        `json:"status"` // measured, not_measured, small_sample, not_applicable
	Value  *float64      `json:"value"`
	Unit   string        `json:"unit,omitempty"`
	Part   *float64      `json:"part,omitempty"`
	Whole  *float64      `json:"whole,omitempty"`
	Target *float64      `json:"target,omitempty"`
	Score  *float64      `json:"score"`
	Weight float64       `json:"weight"` // effective percent after redistribution
	Points float64       `json:"points"`
	Guards []GuardResult `json:"guards"`
}

// A GuardResult is a guard that acted.
type GuardResult struct {
	ID     string  `json:"id"`
	From   float64 `json:"from"`
	To     float64 `json:"to"`
	Reason string  `json:"reason,omitempty"`
}

// An AdjustmentResult is points added or deducted; nil when undecided.
type AdjustmentResult struct {
	ID     string   `json:"id"`
	Title  string   `json:"title,omitempty"`
	Points *float64 `json:"points"`
}

// A VetoResult is a veto that hit.
type VetoResult struct {
	ID          string       `json:"id"`
	Title       string       `json:"title,omitempty"`
	Enforcement string       `json:"enforcement"`
	Effect      EffectResult `json:"effect"`
	Reason      string       `json:"reason,omitempty"`
	Overridden  *Override    `json:"overridden,omitempty"`
}

// An EffectResult is a veto's effect as the policy states it.
type EffectResult struct {
	Score  *float64 `json:"score,omitempty"`
	Cap    *float64 `json:"cap,omitempty"`
	Grade  string   `json:"grade,omitempty"`
	Payout string   `json:"payout,omitempty"`
}

// An Override says who set a soft veto aside and why.
type Override struct {
	By     string `json:"by"`
	Reason string `json:"reason"`
}

// An OutcomeResult is a consequence that is given.
type OutcomeResult struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"`
	Title string `json:"title,omitempty"`

	MaxWageShare *float64 `json:"max_wage_share,omitempty"`       // of a penalty: 0.2 of the month's wage
	MinimumWage  bool     `json:"respect_minimum_wage,omitempty"` // of a penalty
}

// A PilotResult is what a policy beside the one that answers would say: a
// pilot, or the active policy where a paying pilot answers.
type PilotResult struct {
	Policy   PolicyRef `json:"policy"`
	Status   string    `json:"status"` // "final" or "held"
	Score    *float64  `json:"score"`
	Grade    *string   `json:"grade"`
	WouldPay *Money    `json:"would_pay"`
	Reasons  []Note    `json:"reasons,omitempty"` // why held
}

// A Note is a reason or a warning: a stable code, what it is about, and a
// sentence in both languages.
type Note struct {
	Code string    `json:"code"`
	ID   string    `json:"id,omitempty"` // the metric, veto, guard … it is about
	At   string    `json:"at,omitempty"` // file:line:column in the policy
	Text text.Text `json:"text"`
}

// A Step is one step of an evaluation as the recorder saw it.
type Step struct {
	Kind    string      `json:"step"` // param, parts, formula, metric, guard, weight, sum, adjustment, veto, round, band, payout, outcome, check, policy
	ID      string      `json:"id,omitempty"`
	Formula string      `json:"formula,omitempty"` // as written
	At      string      `json:"at,omitempty"`      // file:line:column
	Values  []ReadValue `json:"values,omitempty"`  // what the formula read
	Result  string      `json:"result,omitempty"`
	Text    text.Text   `json:"text"`
}

// A ReadValue is a name a formula read and what it was.
type ReadValue struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	At     string `json:"at,omitempty"`     // where it is declared
	Source string `json:"source,omitempty"` // where an input was collected
}
