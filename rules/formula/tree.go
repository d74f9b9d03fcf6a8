package formula

import "merit/rules/calendar"

// A Range is a part of a formula's text, in bytes, its end exclusive.
type Range struct{ Start, End int }

// A Node is one part of a formula: the only form in which the rest of Merit
// sees formulas. The set of node types below is closed, so a switch over it
// needs no fallback. Nodes are immutable.
type Node interface {
	Range() Range
	Type() *Type
}

// base is what every node has.
type base struct {
	at Range
	of *Type
}

func (b base) Range() Range { return b.at }
func (b base) Type() *Type  { return b.of }

type (
	// A NumberLit is a number as written, or a folded sign: -3.
	NumberLit struct {
		base
		Value float64
	}

	// A StringLit is text in quotes.
	StringLit struct {
		base
		Value string
	}

	// A BoolLit is true or false.
	BoolLit struct {
		base
		Value bool
	}

	// A NilLit is nil: nothing known.
	NilLit struct{ base }

	// A DateLit is date("2026-03-31").
	DateLit struct {
		base
		Value calendar.Date
	}

	// A Ref reads a name of the scope. Name is the symbol's canonical name,
	// dotted for members of a name space: "metrics.csat.score",
	// "period.days". A title used as a name is already replaced by its id.
	Ref struct {
		base
		Name string
	}

	// An Element is # in a predicate: the element itself, of a list of plain
	// values or, in any(list, #), of booleans.
	Element struct{ base }

	// An ElementField is .score or #.score in a predicate: a field of the
	// record the predicate looks at. Index is the field's place in the
	// record's type.
	ElementField struct {
		base
		Name  string
		Index int
	}

	// A Unary is -X or not X.
	Unary struct {
		base
		Op Op // Negate or Not
		X  Node
	}

	// A Binary is arithmetic, a comparison, and, or, or ??. A chained
	// comparison 1 < x < 5 arrives as And of two comparisons that share x.
	Binary struct {
		base
		Op   Op
		X, Y Node
	}

	// An In is X in [literals]. "X not in […]" arrives as Not of it.
	In struct {
		base
		X   Node
		Set []Node // NumberLit or StringLit, all of X's kind
	}

	// A Conditional is If ? Then : Else.
	Conditional struct {
		base
		If, Then, Else Node
	}

	// A Call applies one of the functions of Functions. A list function's
	// predicate or mapping is in Each, nil when it has none; all other
	// arguments are in Args, in order.
	Call struct {
		base
		Func string
		Args []Node
		Each Node
	}

	// A ListLit is [a, b] of literals outside of in; only functions that
	// take a list of numbers or booleans accept it.
	ListLit struct {
		base
		Items []Node
	}
)

// An Op is an operator.
type Op uint8

// The operators.
const (
	Negate Op = iota
	Not
	Add
	Subtract
	Multiply
	Divide
	Remainder
	Equal
	NotEqual
	Less
	LessEqual
	Greater
	GreaterEqual
	And
	Or
	Coalesce
)

var opText = [...]string{"-", "not", "+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "and", "or", "??"}

// String returns o as it is written in a formula.
func (o Op) String() string { return opText[o] }
