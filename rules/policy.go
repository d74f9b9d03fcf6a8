package rules

import (
	"math/big"

	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

// A Policy is one agreement, resolved and checked: every formula typed, every
// default filled in, formulas and metrics in an order in which they can be
// computed. It is immutable and may be read by many goroutines.
type Policy struct {
	Source *diag.Source
	Digest string // "sha256:" and 64 hex digits, over the bytes of the file and of those it extends

	Extends   *Policy     // what it starts from, nil without
	Approvers []Text      // departments that must approve what it says
	Approvals []*Approval // those it has
	Meaning   string      // digest of what it says, however it is written down
	marks     map[string]string

	ID          Text
	Version     Text
	Title       Text
	Description string // for people, of whatever language
	Period      calendar.Length
	Currency    Currency
	Effective   Effective
	Stage       Stage
	Pays        bool             // of a pilot: it is the answer, not a shadow
	Applies     *formula.Formula // over attributes; nil for everyone

	Attributes []*Field
	Inputs     []*Field
	Params     []*Param
	Checks     []*Check
	Formulas   []*Named // each after those it reads
	Scoring    Scoring
	Weekly     bool          // whether some formula counts by week, which takes the whole weeks of a period's edges
	Parts      *Parts        // nil when it rolls up no shorter periods
	History    *formula.Type // the list formulas call history; nil when none reads it

	Dimensions  []*Dimension
	Metrics     []*Metric // in file order
	ScoreOrder  []int     // indices of Metrics; each metric after those whose scores its guards read
	Guards      []*Guard
	Adjustments []*Adjustment
	Vetoes      []*Veto
	Bands       []*Band // lowest edge first
	Payouts     []*Payout
	Outcomes    []*Outcome
	Examples    []*Example

	readAt map[string]diag.Span // where a formula first reads a list
}

// A Text is words of a policy and where they stand; the zero Text was left out.
type Text struct {
	Text string
	Span diag.Span
}

// A Number is a number of a policy, exact as written, and where it stands.
type Number struct {
	Exact *big.Rat // nil when it was left out
	Float float64  // the float64 nearest to Exact
	Span  diag.Span
}

// Given reports whether n was written (or has a default).
func (n Number) Given() bool { return n.Exact != nil }

// A Currency is an ISO 4217 code and how many digits its minor unit has.
type Currency struct {
	Code   string // "" when the policy names none
	Digits int    // 2 for CNY, 0 for JPY, 3 for KWD
	Span   diag.Span
}

// Effective is the range of days a policy is in force, both inclusive.
type Effective struct {
	From  calendar.Date
	To    calendar.Date
	HasTo bool
	Span  diag.Span
}

// Contains reports whether d lies in e.
func (e Effective) Contains(d calendar.Date) bool { return d >= e.From && (!e.HasTo || d <= e.To) }

// A Stage says how far a policy is on its way to production.
type Stage string

// The stages. Draft is the default.
const (
	Draft   Stage = "draft"
	Pilot   Stage = "pilot"
	Active  Stage = "active"
	Retired Stage = "retired"
)

// A Field is a declared attribute or input: written once, read by type
// checking, the request decoder, schemas, templates and random cases.
type Field struct {
	Name         string
	Span         diag.Span // of its name
	Title        string
	Unit         string
	Type         *formula.Type
	Min, Max     Number          // inclusive bounds of numbers
	MaxLength    int             // of a list: the longest accepted
	Required     bool            // an input must be given unless it has a default; attributes never must
	Controllable bool            // whether the specialist can move it; for people only
	Collected    string          // source = "…": where it comes from; for people only
	Default      *document.Value // nil without one; of the field's type
	Fields       []*Field        // of a list of records, in the order of Type.Elem.Fields
	Item         *Field          // of a list of plain values
}

// A Param is a number HR tunes, constant or changing by date.
type Param struct {
	Name   string
	Span   diag.Span
	Title  string
	Unit   string
	Values []DatedValue // rising by From; a constant has one that starts at calendar's first day
}

// A DatedValue is a param's value from a day on.
type DatedValue struct {
	From  calendar.Date
	Value Number
}

// On returns the value in force on d, or false when none is yet.
func (p *Param) On(d calendar.Date) (Number, bool) {
	var found Number
	for _, v := range p.Values {
		if v.From <= d {
			found = v.Value
		}
	}
	return found, found.Given()
}

// A Check refuses facts that contradict each other.
type Check struct {
	ID      Text
	That    *formula.Formula
	Message string
	Span    diag.Span
}

// A Named formula is an entry of [formulas].
type Named struct {
	Name    string
	Span    diag.Span
	Formula *formula.Formula
}

// Missing says what becomes of a metric that is not measured.
type Missing string

// The ways of when_missing. Redistribute is the default.
const (
	Redistribute Missing = "redistribute"
	Zero         Missing = "zero"
	Neutral      Missing = "neutral"
	Hold         Missing = "hold"
)

// Scoring is [scoring], with its defaults filled in.
type Scoring struct {
	Min, Max    Number // of the final score: 0 and 100
	MetricMax   Number // of one metric's score: 120
	MinMeasured Number // percent of weight: 50
	MaxRate     Number // largest band rate: 3
	Decimals    int    // of score and earned: 2
	HalfEven    bool   // rounding = "half-even"
	WhenMissing Missing

	MaxSubjective Number // percent of weight that subjective metrics may carry; not Given: no bound of its own
}

// A Dimension is a group of metrics.
type Dimension struct {
	ID          Text
	Title       string
	Perspective string
	Weight      Number // percent of the whole; given or summed
	Span        diag.Span
}

// A Direction says which way a metric is good.
type Direction string

// The directions; "" for a metric with a score formula and no better.
const (
	Higher Direction = "higher"
	Lower  Direction = "lower"
)

// A Metric is what is measured and how it scores.
type Metric struct {
	ID        Text
	Title     string
	Goal      string
	Unit      string
	Kind      MetricKind
	Anchors   []Anchor // what each score stands for, where people judge; for people only
	Dimension int      // index into Policy.Dimensions, -1 without one
	Span      diag.Span

	Weight      Number           // effective percent of the whole before redistribution: weight, or dimension × portion / 100
	Applies     *formula.Formula // nil for everyone
	Value       *formula.Formula // one of Value, Share and Raters
	Share       *Share
	Raters      *Raters
	Sample      *Sample
	Better      Direction
	Target      *formula.Formula // nil when there is none; a constant for a plain number
	Shortfall   Shortfall
	Extra       *Extra
	Score       *formula.Formula // score = '…', replaces target scoring
	WhenMissing Missing
	Guards      []*Guard // of this metric, in file order
}

// Parts is [parts]: the evaluations of shorter periods that a policy rolls up.
type Parts struct {
	Policy Text            // the id of the policy of those periods
	Length calendar.Length // of those periods
	Count  int             // how many make up one period of this policy
	Need   int             // how many of them must be evaluated
	Type   *formula.Type   // the list formulas call parts
	Span   diag.Span
}

// Raters is feedback of several roles, weighted by role, of which nothing but
// the whole may be shown (SEMANTICS I6).
type Raters struct {
	Of          string // the list input
	Role, Score int    // the list's columns
	Roles       []RaterRole
	Floor       int // a role with fewer raters than this is withheld
	Span        diag.Span
}

// A RaterRole is one role of raters.
type RaterRole struct {
	Name   string
	Weight Number // percent; 0 is never counted
	Exempt bool   // from the floor
}

// A Share is a percentage that keeps its part and whole. Either Part and
// Whole are set, or Of and Where, or Pooled.
type Share struct {
	Part, Whole *formula.Formula
	Of          *formula.Formula // a list
	Where       *formula.Formula // a predicate over its elements

	Pooled                  Text // the metric whose part and whole are summed over parts
	PartColumn, WholeColumn int  // of it, in the records of parts

	Span diag.Span
}

// A Sample is the least sample a metric needs. Size is nil for a share, whose
// whole is its size.
type Sample struct {
	Size *formula.Formula
	Min  Number
	Span diag.Span
}

// A ShortfallKind is a way to score a value short of its target.
type ShortfallKind string

// The kinds of shortfall. Proportional is the default.
const (
	Proportional ShortfallKind = "proportional"
	Ratio        ShortfallKind = "ratio"
	AllOrNothing ShortfallKind = "all-or-nothing"
	Deduct       ShortfallKind = "deduct" // { per, deduct }
	Steps        ShortfallKind = "steps"  // steps = [[edge, score], …]
)

// A Partial says what a started step of { per, … } counts.
type Partial string

// The partials; "" counts pro rata.
const (
	PartialDown Partial = "down"
	PartialUp   Partial = "up"
)

// A Shortfall is how a value short of its target scores.
type Shortfall struct {
	Kind        ShortfallKind
	Per, Points Number // of Deduct
	Partial     Partial
	Edges       []Step // of Steps, rising
	Interpolate bool   // of Steps
	Span        diag.Span
}

// A Step is one [edge, score] of steps.
type Step struct{ Edge, Score Number }

// Extra is what going beyond the target earns. Exactly one of At, Per and
// Proportional is in use.
type Extra struct {
	At           *formula.Formula
	Per          Number
	Points       Number
	Partial      Partial
	Proportional bool
	Max          Number // not Given: no bound but the metric's own
	Span         diag.Span
}

// Undecided says what a condition that cannot be decided does.
type Undecided string

// The ways of when_undecided; "" holds the evaluation.
const (
	UndecidedHolds Undecided = ""
	UndecidedPass  Undecided = "pass"
	UndecidedHit   Undecided = "hit"
)

// A Guard caps or scales one metric's score when another behaviour is bad.
type Guard struct {
	ID            Text
	Title         string
	Metric        int
	When          *formula.Formula // nil: always
	Cap           *formula.Formula // one of Cap and Scale
	Scale         *formula.Formula
	WhenUndecided Undecided
	Reason        string
	Span          diag.Span
}

// An Adjustment adds or deducts points after the weighted sum.
type Adjustment struct {
	ID            Text
	Title         string
	Points        *formula.Formula
	When          *formula.Formula
	Min, Max      Number // both given once resolved (G1)
	WhenUndecided Undecided
	Span          diag.Span
}

// An Enforcement says whether a veto can be set aside.
type Enforcement string

// The enforcements. Hard is the default.
const (
	Hard     Enforcement = "hard"
	Soft     Enforcement = "soft"
	Advisory Enforcement = "advisory"
)

// A Veto overrides the score, the grade or the payout.
type Veto struct {
	ID            Text
	Title         string
	When          *formula.Formula
	Effect        Effect
	Enforcement   Enforcement
	WhenUndecided Undecided
	Reason        string
	Span          diag.Span
}

// An Effect is what a veto does; at least one part is given.
type Effect struct {
	Score  Number // at most this score, said outright
	Cap    Number // at most this score
	Grade  int    // at most this band, an index into Policy.Bands; -1 for none
	Payout Number // at most this total
	Span   diag.Span
}

// A Band is a score range that starts at From and ends where the next starts.
type Band struct {
	From  Number
	Grade Text
	Title string
	Rate  Number // 0.6 for "60%"
	Span  diag.Span
}

// A Payout is an amount of money.
type Payout struct {
	ID     Text
	Title  string
	Amount *formula.Formula
	Defer  int // months after the period's end that it is paid; 0 for at once
	Span   diag.Span
}

// An OutcomeKind is what sort of consequence an outcome is.
type OutcomeKind string

// The kinds of outcomes.
const (
	Reward   OutcomeKind = "reward"
	Penalty  OutcomeKind = "penalty"
	Coaching OutcomeKind = "coaching"
	Review   OutcomeKind = "review"
	Alert    OutcomeKind = "alert"
)

// An Outcome is what follows besides money.
type Outcome struct {
	ID          Text
	Kind        OutcomeKind
	Title       string
	When        *formula.Formula
	Consecutive int // periods in a row, this one included; 1 without it
	DespiteVeto bool

	// What is promised of a fine; payroll keeps it, Merit never computes with it.
	MaxWageShare Number // most of the month's wage that it takes, 0…1; not Given without
	MinimumWage  bool   // it leaves the minimum wage

	Span diag.Span
}

// An Example is a case that must hold, kept as it stands in the file; package
// engine/suite gives it its meaning.
type Example struct {
	Name  Text
	Value *document.Value
}
