package policies

import (
	"merit/engine"
	"merit/engine/suite"
	"merit/rules"
	"merit/rules/diag"
)

// CheckUnapproved checks everything about one policy but whether it is
// approved, for somebody who is about to do that: the policy, what it extends,
// and its examples. With errors the policy is nil.
func CheckUnapproved(src *diag.Source, beside ...*diag.Source) (*rules.Policy, diag.List) {
	p, problems := rules.ReadUnapproved(src, beside...)
	if p == nil {
		return nil, problems
	}
	built, more := engine.Compile(&rules.Set{Policies: []*rules.Policy{p}, Digest: p.Digest})
	problems.Add(more...)
	problems.Add(suite.Run(built).Problems()...)
	if problems.HasErrors() {
		return nil, problems.Sorted()
	}
	return p, problems.Sorted()
}
