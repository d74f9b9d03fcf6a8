package reference_test

import "merit/rules/calendar"

// A kind is what a value is. The zero value is missing, which for a condition
// means undecided (B1, B2).
type kind int

const (
	missing kind = iota
	number
	boolean
	words
	moment
	list
	record
)

// A val is a value of a formula.
type val struct {
	is         kind
	n          num
	b          bool
	s          string
	at         calendar.Time
	day        bool // a moment that is a date
	items      []val
	newestLast bool // of a list: parts, and what comes of them
	fields     map[string]val
}

func known(n num) val         { return val{is: number, n: n} }
func truth(b bool) val        { return val{is: boolean, b: b} }
func text(s string) val       { return val{is: words, s: s} }
func day(t calendar.Time) val { return val{is: moment, at: t, day: true} }
func (v val) gone() bool      { return v.is == missing }

// holds and fails are the two decided states of a condition.
func (v val) holds() bool { return v.is == boolean && v.b }
func (v val) fails() bool { return v.is == boolean && !v.b }
