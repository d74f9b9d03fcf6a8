package engine

import (
	"strings"

	"merit/engine/facts"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/formula"
)

// choose finds the policy a request is evaluated with (H2): the one it names,
// or the one active policy of its period's length that is in force on its
// date and applies to the specialist.
func (s *Snapshot) choose(req *facts.Request) (*program, *Refusal) {
	if req.Policy != "" {
		return s.named(req)
	}
	var candidates []*program
	for _, g := range s.programs {
		p := g.policy
		if p.Stage == rules.Active && p.Period == req.Period.Length && p.Effective.Contains(req.AsOf) {
			candidates = append(candidates, g)
		}
	}
	return s.applying(req, candidates)
}

// applying keeps the candidates that apply; there must be exactly one.
func (s *Snapshot) applying(req *facts.Request, candidates []*program) (*program, *Refusal) {
	var found []*program
	var problems diag.List
	for _, g := range candidates {
		switch applies, bad := g.appliesTo(req); {
		case len(bad) > 0:
			problems.Add(bad...)
		case applies == yes:
			found = append(found, g)
		}
	}
	switch {
	case problems.HasErrors():
		return nil, refuse("invalid-facts", problems.Sorted()...)
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return nil, refuse("several-policies-apply", at(req, "attributes", "several-policies-apply", "policies", names(found)))
	case len(candidates) == 0:
		return nil, refuse("no-policy-applies", at(req, "period", "no-policy-applies.none-in-force",
			"length", string(req.Period.Length), "date", req.AsOf.String()))
	}
	return nil, refuse("no-policy-applies", at(req, "attributes", "no-policy-applies", "policies", names(candidates)))
}

// named finds the policy a request names; it must be in force, of the right
// length, and apply.
func (s *Snapshot) named(req *facts.Request) (*program, *Refusal) {
	var known []*program
	var best *program
	for _, g := range s.programs {
		p := g.policy
		if p.ID.Text != req.Policy {
			continue
		}
		known = append(known, g)
		if p.Period == req.Period.Length && p.Effective.Contains(req.AsOf) && (best == nil || best.policy.Stage != rules.Active) {
			best = g
		}
	}
	switch {
	case len(known) == 0:
		return nil, refuse("policy-not-found", at(req, "policy", "policy-not-found"))
	case best == nil:
		return nil, refuse("policy-not-in-force", at(req, "policy", "policy-not-in-force",
			"date", req.AsOf.String(), "length", string(req.Period.Length), "versions", names(known)))
	}
	applies, problems := best.appliesTo(req)
	if problems.HasErrors() {
		return nil, refuse("invalid-facts", problems...)
	}
	if applies != yes {
		return nil, refuse("policy-does-not-apply", at(req, "attributes", "policy-does-not-apply", "condition", best.policy.Applies.Source.Text))
	}
	return best, nil
}

// appliesTo decides whether the policy applies to the request's attributes.
// An undecided condition is a problem that names what is missing (B7).
func (g *program) appliesTo(req *facts.Request) (facts.Tri, diag.List) {
	if g.applies == nil {
		return yes, nil
	}
	values, problems := req.Attributes(g.layout)
	if problems.HasErrors() {
		return undecided, problems
	}
	f := g.frames.Get().(*frame)
	defer g.frames.Put(f)
	f.reset(values, req.Period)
	applies := g.applies(f)
	if applies == undecided {
		r := &run{program: g, frame: f}
		problems.Add(at(req, "attributes", "applies-undecided",
			"policy", g.policy.ID.Text, "missing", strings.Join(r.missingReads(g.policy.Applies), ", ")))
	}
	return applies, problems
}

// missingReads lists the names a formula reads that are missing.
func (r *run) missingReads(f *formula.Formula) []string {
	var out []string
	for _, name := range f.Reads {
		if !r.known(name) {
			out = append(out, name)
		}
	}
	return out
}

// overrideProblems refuses overrides of vetoes that cannot be set aside (G3).
func (g *program) overrideProblems(req *facts.Request) diag.List {
	var list diag.List
	for _, o := range req.Overrides {
		var veto *rules.Veto
		var soft []string
		for _, v := range g.policy.Vetoes {
			if v.ID.Text == o.Veto {
				veto = v
			}
			if v.Enforcement == rules.Soft {
				soft = append(soft, v.ID.Text)
			}
		}
		key := "override-refused"
		switch {
		case veto == nil:
			key = "override-refused.unknown"
		case veto.Enforcement == rules.Soft:
			continue
		case veto.Enforcement == rules.Advisory:
			key = "override-refused.advisory"
		}
		d := diag.At(o.Span, key, "veto", o.Veto, "soft", strings.Join(soft, ", "))
		list.Add(pointing(o.Pointer, d))
	}
	return list
}

func refuse(kind string, problems ...diag.Diagnostic) *Refusal {
	return &Refusal{Kind: kind, Problems: problems}
}

// at returns a problem with a member of the request.
func at(req *facts.Request, member, key string, args ...string) diag.Diagnostic {
	span, pointer := req.Place(member)
	return pointing(pointer, diag.At(span, key, args...))
}

func pointing(pointer string, d diag.Diagnostic) diag.Diagnostic {
	d.Pointer = pointer
	return d
}

// names lists policies for a message: id version (first day – last day).
func names(programs []*program) string {
	out := make([]string, len(programs))
	for i, g := range programs {
		p := g.policy
		to := "…"
		if p.Effective.HasTo {
			to = p.Effective.To.String()
		}
		out[i] = p.ID.Text + " " + p.Version.Text + " (" + p.Effective.From.String() + " – " + to + ")"
	}
	return strings.Join(out, ", ")
}

// Policy returns the policy with the given id in force on a day, preferring
// an active one, or nil.
func (s *Snapshot) Policy(id string, on calendar.Date) *rules.Policy {
	var best *rules.Policy
	for _, p := range s.set.Policies {
		if p.ID.Text == id && p.Effective.Contains(on) && (best == nil || best.Stage != rules.Active) {
			best = p
		}
	}
	return best
}
