package suite

import (
	"math/big"
	"strings"

	"merit/engine"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
)

// An expectation is what an example says its facts come to. Only what it
// names is compared.
type expectation struct {
	refused bool
	wants   []want
}

// A want is one key of expect and the test that an answer must pass.
type want struct {
	key   string
	value *document.Value
	text  string // what is wanted, as people write it
	got   func(*answer) (got string, same bool)
}

// readExpect reads expect, whose keys and ids must all exist: an expectation
// about something misspelt would never be tested.
func readExpect(e *example, problems *diag.List) *expectation {
	if e.expect == nil {
		return &expectation{} // reported by package rules
	}
	x := &expecting{policy: e.policy, problems: problems, Reader: document.NewReader(e.expect, problems)}
	refused := x.Value("refused", document.Boolean)
	x.flag("refused", refused, func(a *answer) (bool, bool) { return a.refused(), true })
	x.status()
	x.number("score", "earned")
	x.grade()
	x.rate()
	x.money("payout", x.amount("payout"), payout)
	x.money("would_pay", x.amount("would_pay"), wouldPay)
	x.payouts()
	x.flag("vetoed", x.Value("vetoed", document.Boolean), vetoed)
	x.set("vetoes", ids(e.policy.Vetoes, vetoID), vetoes)
	x.set("outcomes", ids(e.policy.Outcomes, outcomeID), outcomes)
	x.set("guards", ids(e.policy.Guards, guardID), guards)
	x.set("pilots", nil, pilots)
	x.set("reasons", nil, reasons)
	x.set("warnings", nil, warnings)
	x.results("metrics", ids(e.policy.Metrics, metricID), metricKeys, metricTexts)
	x.results("dimensions", ids(e.policy.Dimensions, dimensionID), dimensionKeys, nil)
	x.results("adjustments", ids(e.policy.Adjustments, adjustmentID), adjustmentKeys, nil)
	x.Done()
	out := &expectation{refused: refused != nil && refused.Bool, wants: x.wants}
	out.contradictions(problems)
	return out
}

// contradictions tells of expectations that a refusal can never meet.
func (x *expectation) contradictions(problems *diag.List) {
	for _, w := range x.wants {
		if x.refused && w.key != "refused" && w.key != "reasons" {
			problems.Add(diag.At(w.value.Key, "example-refused-alone", "key", w.key))
		}
	}
}

// compare returns every want that the answer does not meet. An example that
// should be refused and is not says only that.
func (x *expectation) compare(a *answer) []Mismatch {
	var out []Mismatch
	for _, w := range x.wants {
		if got, same := w.got(a); !same {
			out = append(out, Mismatch{Key: w.key, Want: w.text, Got: got, Span: w.value.Span})
			if w.key == "refused" {
				return out
			}
		}
	}
	return out
}

// An expecting reader turns the keys of one expect table into wants.
type expecting struct {
	*document.Reader
	policy   *rules.Policy
	problems *diag.List
	wants    []want
}

func (x *expecting) want(key string, v *document.Value, text string, got func(*answer) (string, bool)) {
	x.wants = append(x.wants, want{key, v, text, got})
}

func (x *expecting) flag(key string, v *document.Value, read func(*answer) (value, known bool)) {
	if v == nil {
		return
	}
	x.want(key, v, v.Text, func(a *answer) (string, bool) {
		got, known := read(a)
		if !known {
			return Nothing, false
		}
		return flagText(got), got == v.Bool
	})
}

func (x *expecting) status() {
	v := x.Value("status", document.String)
	if v == nil {
		return
	}
	if v.Text != "final" && v.Text != "held" {
		x.problems.Add(diag.At(v.Span, "example-not-status", "got", v.Text))
		return
	}
	x.word("status", v, status)
}

func (x *expecting) grade() {
	v := x.Value("grade", document.String)
	if v == nil {
		return
	}
	if x.known("grade", v.Text, v.Span, ids(x.policy.Bands, bandGrade)) {
		x.word("grade", v, grade)
	}
}

func (x *expecting) word(key string, v *document.Value, read func(*answer) (string, bool)) {
	x.want(key, v, v.Text, func(a *answer) (string, bool) {
		got, known := read(a)
		if !known {
			return Nothing, false
		}
		return got, got == v.Text
	})
}

func (x *expecting) number(keys ...string) {
	for _, key := range keys {
		if v := x.Here().Member(key); isNear(v) {
			x.nearly(key, x.Value(key), scores[key])
		} else if v := x.Value(key, document.Integer, document.Float); v != nil {
			x.figure(key, v, v.Text, v.Number, scores[key])
		}
	}
}

// figure compares numbers by the tolerance of every comparison.
func (x *expecting) figure(key string, v *document.Value, text string, exact *big.Rat, read func(*answer) *float64) {
	if exact == nil {
		x.problems.Add(diag.At(v.Span, "example-not-number", "got", v.Text))
		return
	}
	wanted, _ := exact.Float64()
	x.want(key, v, text, func(a *answer) (string, bool) {
		got := read(a)
		if got == nil {
			return Nothing, false
		}
		if strings.HasSuffix(text, "%") {
			return short(*got*100) + "%", engine.Equal(*got, wanted)
		}
		return numberText(*got), engine.Equal(*got, wanted)
	})
}

// rate is a share of the bonus: "60%" or 0.6, as in a band.
func (x *expecting) rate() {
	v := x.Value("rate", document.String, document.Integer, document.Float)
	if v == nil {
		return
	}
	exact := v.Number
	if v.Kind == document.String {
		exact = percent(v.Text)
		if exact == nil {
			x.problems.Add(diag.At(v.Span, "example-not-rate", "got", v.Text))
			return
		}
	}
	x.figure("rate", v, v.Text, exact, rate)
}

func percent(s string) *big.Rat {
	digits, ok := strings.CutSuffix(s, "%")
	if !ok || !plainDecimal(digits) {
		return nil
	}
	r, ok := new(big.Rat).SetString(digits)
	if !ok {
		return nil
	}
	return r.Quo(r, big.NewRat(100, 1))
}

func (x *expecting) amount(key string) *document.Value {
	if isNear(x.Here().Member(key)) {
		return x.Value(key)
	}
	return x.Value(key, document.String, document.Integer, document.Float)
}

// money compares amounts exactly: 3000 and "3000.00" are the same money.
func (x *expecting) money(key string, v *document.Value, read func(*answer) (string, bool)) {
	if v == nil {
		return
	}
	if isNear(v) {
		x.nearly(key, v, amountOf(read))
		return
	}
	exact := v.Number
	if v.Kind == document.String && plainDecimal(v.Text) {
		exact, _ = new(big.Rat).SetString(v.Text)
	}
	if exact == nil {
		x.problems.Add(diag.At(v.Span, "example-not-money", "got", v.Text))
		return
	}
	x.want(key, v, v.Text, func(a *answer) (string, bool) {
		got, known := read(a)
		if !known {
			return Nothing, false
		}
		amount, ok := new(big.Rat).SetString(got)
		return got, ok && amount.Cmp(exact) == 0
	})
}

// plainDecimal reports whether s is digits with at most one point inside; it
// keeps SetString from expanding 1e999999999.
func plainDecimal(s string) bool {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return digits(whole) && (!point || digits(fraction)) && len(s) < 40
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func (x *expecting) payouts() {
	table := x.Value("payouts", document.Table)
	if table == nil {
		return
	}
	known := ids(x.policy.Payouts, payoutID)
	for _, v := range table.Members {
		switch {
		case !x.known("payouts", v.Name, v.Key, known):
		case v.Kind == document.Table && !isNear(v):
			x.payout(v)
		case isNear(v) || x.kind(v, document.String, document.Integer, document.Float):
			x.money("payouts."+v.Name, v, payoutOf(v.Name))
		}
	}
}

// payout is one payout in full: { amount = "300.00", due = 2027-03-31 }.
func (x *expecting) payout(v *document.Value) {
	in := expecting{Reader: document.NewReader(v, x.problems), policy: x.policy, problems: x.problems}
	in.money("payouts."+v.Name, in.amount("amount"), payoutOf(v.Name))
	if due := in.Value("due", document.LocalDate, document.String); due != nil {
		day := due.Text
		if due.Kind == document.LocalDate {
			day = due.Date.String()
		}
		in.want("payouts."+v.Name+".due", due, day, func(a *answer) (string, bool) {
			got, known := dueOf(a, v.Name)
			return got, known && got == day
		})
	}
	in.Done()
	x.wants = append(x.wants, in.wants...)
}
