// Package engine runs policies. Compile turns a checked set into an immutable
// Snapshot; Evaluate answers one request. The engine is pure: no files, no
// network, no clock, no randomness, and no result that depends on the order of
// a map. The meaning of every step is that of the numbered rules the comments
// cite.
package engine

import (
	"merit/rules"
	"merit/rules/abreast"
	"merit/rules/diag"
)

// A Snapshot is a policy set ready to run: immutable, with a digest, safe for
// any number of goroutines.
type Snapshot struct {
	set        *rules.Set
	programs   []*program
	byID       map[string][]*program // the versions of each policy, in the order of programs
	attributes map[string]bool       // declared by any policy of the set

	attributeNames []string // the same, in the order of the set
}

// Compile makes a Snapshot of a set. Every policy of the set must have passed
// rules.Load without errors.
func Compile(set *rules.Set) (*Snapshot, diag.List) {
	s := &Snapshot{set: set, attributes: map[string]bool{}, byID: map[string][]*program{}}
	s.programs = make([]*program, len(set.Policies))
	abreast.Do(len(set.Policies), func(i int) { s.programs[i] = newProgram(set.Policies[i]) })
	for i, p := range set.Policies {
		s.byID[p.ID.Text] = append(s.byID[p.ID.Text], s.programs[i])
		for _, a := range p.Attributes {
			if !s.attributes[a.Name] {
				s.attributes[a.Name] = true
				s.attributeNames = append(s.attributeNames, a.Name)
			}
		}
	}
	return s, nil
}

// Digest returns "sha256:…" of the whole set; it does not depend on the order
// or the names of files.
func (s *Snapshot) Digest() string { return s.set.Digest }

// Policies returns the policies of the set, ordered by id, then by first day
// in force. The slice must not be changed.
func (s *Snapshot) Policies() []*rules.Policy { return s.set.Policies }

// declared reports whether some policy of the set declares an attribute (H3).
func (s *Snapshot) declared(name string) bool { return s.attributes[name] }

// A Refusal is why a request gets no evaluation.
type Refusal struct {
	Kind     string    // "invalid-facts", "policy-not-found", "policy-not-in-force", "policy-does-not-apply", "no-policy-applies" or "several-policies-apply"
	Problems diag.List // at least one
}

// beside returns r with the problems of a request that are there whatever
// policy it is for: they may be the reason that none was found.
func (r *Refusal) beside(problems diag.List) *Refusal {
	if !problems.HasErrors() {
		return r
	}
	kind := r.Kind
	if kind == "no-policy-applies" || kind == "policy-does-not-apply" {
		kind = "invalid-facts"
	}
	return refuse(kind, append(problems, r.Problems...).Sorted()...)
}

// Error lists the problems in English.
func (r *Refusal) Error() string { return r.Problems.Err().Error() }
