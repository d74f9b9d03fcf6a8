package suite

import (
	"slices"

	"merit/engine"
)

// A Move is a case that does not come to what it came to before.
type Move struct {
	Before, After *Case // nil for a case that is new or gone
}

// Moves says which cases of two runs come to something else: another status,
// score, grade, payout, other vetoes or outcomes. Cases are held against each
// other by policy, version and name, and where a version is new, by policy and
// name. They come in the order of after; those that are gone stand last.
func Moves(before, after *Report) []Move {
	var out []Move
	olds := pairCases(before.Cases, after.Cases)
	kept := map[*Case]bool{}
	for _, c := range after.Cases {
		was := olds[c]
		kept[was] = true
		if was == nil || !alike(was, c) {
			out = append(out, Move{was, c})
		}
	}
	for _, c := range before.Cases {
		if !kept[c] {
			out = append(out, Move{Before: c})
		}
	}
	return out
}

type caseName struct{ policy, version, name string }

func pairCases(before, after []*Case) map[*Case]*Case {
	left := map[caseName]*Case{}
	for _, c := range before {
		left[c.named()] = c
	}
	out := map[*Case]*Case{}
	for _, c := range after {
		if was := left[c.named()]; was != nil {
			out[c] = was
			delete(left, c.named())
		}
	}
	for _, c := range after {
		if out[c] != nil {
			continue
		}
		for _, was := range before {
			if left[was.named()] == was && was.Policy.ID.Text == c.Policy.ID.Text && was.Name == c.Name {
				out[c] = was
				delete(left, was.named())
				break
			}
		}
	}
	return out
}

func (c *Case) named() caseName {
	return caseName{c.Policy.ID.Text, c.Policy.Version.Text, c.Name}
}

// Status is what became of the facts: "final" or "held" as the evaluation
// says, "refused" where there is none, or "" when the case could not be run.
func (c *Case) Status() string {
	switch {
	case c.Evaluation != nil:
		return c.Evaluation.Status
	case len(c.refused) > 0:
		return "refused"
	}
	return ""
}

// Paid is the money a case comes to, paid or, by a policy that does not pay,
// as it would be; nil where there is none.
func (c *Case) Paid() *engine.Money {
	switch e := c.Evaluation; {
	case e == nil:
		return nil
	case e.Payout != nil:
		return e.Payout
	default:
		return e.WouldPay
	}
}

func alike(a, b *Case) bool {
	if a.Status() != b.Status() {
		return false
	}
	if a.Evaluation == nil {
		return true
	}
	x, y := &answer{a.Evaluation, nil}, &answer{b.Evaluation, nil}
	return equal(x.Score, y.Score) && equal(x.Grade, y.Grade) && equal(a.Paid(), b.Paid()) &&
		slices.Equal(vetoes(x), vetoes(y)) && slices.Equal(outcomes(x), outcomes(y))
}

func equal[T comparable](a, b *T) bool {
	return a == b || a != nil && b != nil && *a == *b
}
