package analysis

import (
	"math"

	"merit/rules/formula"
)

// A Truth is the set of what a condition can be. The empty set is that of a
// condition nobody ever comes to.
type Truth uint8

// The members of a Truth.
const (
	True Truth = 1 << iota
	False
	Undecided
)

// Can reports whether every member of o is one of t.
func (t Truth) Can(o Truth) bool { return t&o == o }

// Always reports whether t is true and nothing else.
func (t Truth) Always() bool { return t == True }

// Never reports whether t can be something, but not true. What is always
// undecided is not counted: that is another mistake.
func (t Truth) Never() bool { return t&True == 0 && t&False != 0 }

func (t Truth) not() Truth {
	n := t & Undecided
	if t.Can(True) {
		n |= False
	}
	if t.Can(False) {
		n |= True
	}
	return n
}

func only(t Truth, when bool) Truth {
	if when {
		return t
	}
	return 0
}

// less is what a < b can be (SEMANTICS B2, D2).
func less(a, b Range) Truth {
	t := only(Undecided, a.Missing || b.Missing)
	if !a.Known() || !b.Known() {
		return t
	}
	return t | only(True, a.Low < b.High) | only(False, !surelyLess(a.High, b.Low))
}

// equal is what a == b can be.
func equal(a, b Range) Truth {
	t := only(Undecided, a.Missing || b.Missing)
	if !a.Known() || !b.Known() {
		return t
	}
	apart := surelyLess(a.High, b.Low) || surelyLess(b.High, a.Low)
	same := a.Low == a.High && b.Low == b.High && a.Low == b.Low
	return t | only(True, !apart) | only(False, !same)
}

func surelyLess(a, b float64) bool {
	return a < b && b-a > 2*nearby && b-a > 2e-14*max(math.Abs(a), math.Abs(b))
}

// compare is what a comparison of numbers can be.
func compare(op formula.Op, a, b Range) Truth {
	switch op {
	case formula.Less:
		return less(a, b)
	case formula.Greater:
		return less(b, a)
	case formula.LessEqual:
		return less(b, a).not()
	case formula.GreaterEqual:
		return less(a, b).not()
	case formula.NotEqual:
		return equal(a, b).not()
	}
	return equal(a, b)
}

// both is Kleene's and; y is what the right side can be beside a left side
// that is true.
func both(x, y, beside Truth) Truth {
	t := only(True, x.Can(True) && beside.Can(True)) |
		only(False, x.Can(False) || x.Can(True) && beside.Can(False) || x.Can(Undecided) && y.Can(False))
	left := x.Can(Undecided) && y&(True|Undecided) != 0
	return t | only(Undecided, left || x.Can(True) && beside.Can(Undecided))
}

// otherwise is x ?? y.
func otherwise(x, y Truth) Truth {
	if !x.Can(Undecided) {
		return x
	}
	return x&^Undecided | y
}
