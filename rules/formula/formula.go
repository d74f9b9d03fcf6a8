package formula

import (
	"math"

	"merit/rules/diag"
	"merit/rules/text"
)

// A Source is a formula as it stands in a file.
type Source struct {
	Text   string                       // the decoded text
	Locate func(from, to int) diag.Span // file range of a byte range of Text

	// Escape writes text as it must stand in the file inside of the formula,
	// and reports whether it can; nil where nothing may be offered to be mended.
	Escape func(text string) (string, bool)
}

// A Symbol is one name that formulas may read.
type Symbol struct {
	Name   string    // canonical; what Ref.Name will be
	Type   *Type     // Unknown when its definition is already reported wrong
	Hidden text.Text // when not zero, why the name exists but may not be read here
}

// A Scope is what a formula can see. Names are looked up in Symbols, members
// of name spaces by their dotted name ("metrics.csat.value", "period.start").
// Aliases map titles to canonical names. Elem, when not nil, makes the formula
// a predicate over elements of that type (the where of a share).
type Scope struct {
	Symbols map[string]Symbol
	Aliases map[string]string
	Elem    *Type

	names   []string // what plain found
	shown   []string // what titled found
	counted int      // how many symbols and aliases there were then
}

// A Want is what the place of a formula needs it to yield.
type Want uint8

// The wants. WantAny accepts every type but nil.
const (
	WantAny Want = iota
	WantNumber
	WantBoolean
	WantList   // of records or plain values
	WantScalar // anything but a list
)

// A Formula is a typed formula. It is immutable.
type Formula struct {
	Source Source
	Root   Node
	Reads  []string // canonical names it reads, sorted, each once
	Cost   int      // upper bound of node steps of one run
}

// Constant returns the formula of a number that was written where a formula
// may stand.
func Constant(value float64, src Source) *Formula {
	of := NumberType
	if value == math.Trunc(value) {
		of = IntegerType
	}
	return &Formula{Source: src, Root: &NumberLit{base{Range{0, len(src.Text)}, of}, value}, Cost: 1}
}

// At returns where a node of f stands in the file.
func (f *Formula) At(n Node) diag.Span {
	r := n.Range()
	return f.Source.span(r)
}

// Text returns the text of a node of f as written.
func (f *Formula) Text(n Node) string {
	r := n.Range()
	return f.Source.Text[r.Start:r.End]
}
