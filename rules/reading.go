package rules

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/document"
)

// A table reads one TOML table of a policy strictly: every key that nobody
// asks for is reported by Done.
type table struct {
	*document.Reader
	l  *loader
	at *document.Value
}

func (l *loader) table(v *document.Value) table {
	return table{document.NewReader(v, &l.problems), l, v}
}

// has reports whether the key is written, rightly or wrongly.
func (t table) has(name string) bool { return t.at.Member(name) != nil }

// value returns v when it is one of kinds and reports it otherwise. It is for
// tables whose keys are names, of which there may be very many.
func (l *loader) value(v *document.Value, kinds ...document.Kind) *document.Value {
	if l.full() && !slices.Contains(kinds, v.Kind) {
		return nil
	}
	alone := &document.Value{Kind: document.Table, Members: []*document.Value{v}}
	return document.NewReader(alone, &l.problems).Value(v.Name, kinds...)
}

// section returns the table [name], or nil.
func (t table) section(name string) *document.Value {
	v := t.at.Member(name)
	if v != nil && v.Kind == document.Array && len(v.Items) > 0 && v.Items[0].Kind == document.Table {
		t.Value(name)
		d := problem(v.Items[0].Key, "wrong-type.single", "name", name)
		if len(v.Items) == 1 {
			d = d.Mend(v.Items[0].Brackets(1)...)
		}
		t.l.problems.Add(d)
		return v.Items[0]
	}
	return t.Value(name, document.Table)
}

// rows returns the tables [[name]]. One in single brackets is reported and
// read all the same.
func (t table) rows(name string) []*document.Value {
	v := t.at.Member(name)
	if v != nil && v.Kind == document.Table {
		t.Value(name)
		t.l.problems.Add(problem(v.Key, "wrong-type.tables", "name", name).Mend(v.Brackets(2)...))
		return []*document.Value{v}
	}
	return t.Items(name, document.Table)
}

// text returns the words under name, the zero Text when absent.
func (t table) text(name string) Text { return textOf(t.Value(name, document.String)) }

// needText is text for what must be written and must say something.
func (t table) needText(name string) Text {
	v := t.Need(name, document.String)
	if v != nil && strings.TrimSpace(v.Text) == "" {
		t.l.report(v.Span, "text-empty", "key", name)
	}
	return textOf(v)
}

func textOf(v *document.Value) Text {
	if v == nil {
		return Text{}
	}
	return Text{v.Text, v.Span}
}

// flag returns the boolean under name, otherwise when it is absent.
func (t table) flag(name string, otherwise bool) bool {
	if v := t.Value(name, document.Boolean); v != nil {
		return v.Bool
	}
	return otherwise
}

// choice returns the word under name, "" when it is absent or none of words.
func (t table) choice(name string, words ...string) string {
	return t.l.oneOf(t.Value(name, document.String), words)
}

// needChoice is choice for what must be written.
func (t table) needChoice(name string, words ...string) string {
	return t.l.oneOf(t.Need(name, document.String), words)
}

func (l *loader) oneOf(v *document.Value, words []string) string {
	if v == nil || slices.Contains(words, v.Text) {
		return textOf(v).Text
	}
	all := `"` + strings.Join(words, `" "`) + `"`
	said := meant(v.Name, v.Text, words)
	if near := cmp.Or(said, diag.Nearest(v.Text, words)); near != "" {
		d := problem(v.Span, "unknown-choice.typo", "key", v.Name, "word", v.Text, "near", near, "words", all)
		l.problems.Add(mendName(d, v, cmp.Or(said, diag.Sole(v.Text, words))))
	} else {
		l.report(v.Span, "unknown-choice", "key", v.Name, "word", v.Text, "words", all)
	}
	return ""
}

// mendName offers to write name, the one that must be meant, in place of v.
func mendName(d diag.Diagnostic, v *document.Value, name string) diag.Diagnostic {
	if name == "" {
		return d
	}
	return d.Mend(v.Rewrite(name))
}

// number returns the number under name, not Given when absent or wrong.
func (t table) number(name string) Number {
	return t.l.numberOf(t.Value(name, document.Integer, document.Float))
}

// needNumber is number for what must be written.
func (t table) needNumber(name string) Number {
	return t.l.numberOf(t.Need(name, document.Integer, document.Float))
}

// numberIn is number with inclusive bounds; beyond them it is not Given.
func (t table) numberIn(name string, low, high int64) Number {
	return t.l.within(t.number(name), name, low, high)
}

func (l *loader) within(n Number, name string, low, high int64) Number {
	if !n.Given() || n.Exact.Cmp(big.NewRat(low, 1)) >= 0 && n.Exact.Cmp(big.NewRat(high, 1)) <= 0 {
		return n
	}
	l.outOfRange(n, name, strconv.FormatInt(low, 10), strconv.FormatInt(high, 10))
	return Number{}
}

func (l *loader) outOfRange(n Number, name, low, high string) {
	l.report(n.Span, "out-of-range", "key", name, "value", n.Span.Text(), "low", low, "high", high)
}

// notNegative is n, or not Given with a problem when n is below 0.
func (l *loader) notNegative(n Number, name string) Number {
	if !n.Given() || n.Exact.Sign() >= 0 {
		return n
	}
	l.report(n.Span, "number-negative", "key", name, "value", n.Span.Text())
	return Number{}
}

// positive is n, or not Given with a problem when n is 0 or below.
func (l *loader) positive(n Number, name string) Number {
	if !n.Given() || n.Exact.Sign() > 0 {
		return n
	}
	l.report(n.Span, "number-not-positive", "key", name, "value", n.Span.Text())
	return Number{}
}

// wholeIn returns the whole number under name, otherwise when it is absent or wrong.
func (t table) wholeIn(name string, low, high int64, otherwise int) int {
	n := t.l.within(t.l.numberOf(t.Value(name, document.Integer)), name, low, high)
	if !n.Given() {
		return otherwise
	}
	return int(n.Exact.Num().Int64())
}

var largest = big.NewRat(1<<53, 1)

func (l *loader) numberOf(v *document.Value) Number {
	if v == nil || v.Number == nil {
		return Number{}
	}
	if new(big.Rat).Abs(v.Number).Cmp(largest) > 0 {
		l.report(v.Span, "number-too-large", "value", v.Text)
		return Number{}
	}
	return newNumber(v.Number, v.Span)
}

func newNumber(exact *big.Rat, at diag.Span) Number {
	f, _ := exact.Float64()
	return Number{exact, f, at}
}

func wholeNumber(n int64) Number { return newNumber(big.NewRat(n, 1), diag.Span{}) }

// date returns the date under name.
func (t table) date(name string) (calendar.Date, bool) {
	if v := t.Value(name, document.LocalDate); v != nil {
		return v.Date, true
	}
	return 0, false
}

// decimal writes r the way people do: all its digits and no more.
func decimal(r *big.Rat) string {
	digits, exact := r.FloatPrec()
	if !exact {
		digits = 6
	}
	return r.FloatString(digits)
}

// onGrid reports whether r has at most the given number of decimals.
func onGrid(r *big.Rat, decimals int) bool {
	digits, exact := r.FloatPrec()
	return exact && digits <= decimals
}
