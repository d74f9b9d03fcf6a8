package engine

import (
	"slices"
	"strings"

	"merit/engine/facts"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/formula"
)

// A choice is the policy that answers a request and the ones that are
// evaluated beside it.
type choice struct {
	answers *program
	beside  []*program // what they would pay is reported, never paid
	unclear []*program // pilots of which it cannot be told whether they apply
}

// layouts returns what the policies beside the answering one declare: inputs
// that only a pilot knows are not unknown (H3).
func (c *choice) layouts() []*facts.Layout {
	var out []*facts.Layout
	for _, g := range append(slices.Clone(c.beside), c.unclear...) {
		out = append(out, g.layout)
	}
	return out
}

// pays reports whether a policy that answers also pays (H2, H4).
func (g *program) pays() bool {
	return g.policy.Stage == rules.Active || g.policy.Stage == rules.Pilot && g.policy.Pays
}

// choose finds the policy a request is evaluated with (H2): the one it names,
// which then stands alone, or the one active policy of its period's length
// that is in force on its date and applies to the specialist.
func (s *Snapshot) choose(req *facts.Request) (*choice, *Refusal) {
	if req.Policy != "" {
		g, refusal := s.named(req)
		return &choice{answers: g}, refusal
	}
	active, refusal := s.applying(req, s.inForce(req, rules.Active))
	if refusal != nil {
		return nil, refusal
	}
	return s.withPilots(req, active)
}

// inForce lists the policies of one stage that could answer a request.
func (s *Snapshot) inForce(req *facts.Request, stage rules.Stage) []*program {
	var found []*program
	for _, g := range s.programs {
		p := g.policy
		if p.Stage == stage && p.Period == req.Period.Length && p.Effective.Contains(req.AsOf) {
			found = append(found, g)
		}
	}
	return found
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

// withPilots adds the pilots that apply (H4). One that pays takes the active
// policy's place; two that pay contradict each other; and where it cannot be
// told whether a paying one applies, it cannot be told what to pay.
func (s *Snapshot) withPilots(req *facts.Request, active *program) (*choice, *Refusal) {
	c := &choice{answers: active}
	var paying []*program
	for _, g := range s.inForce(req, rules.Pilot) {
		applies, bad := g.appliesTo(req)
		switch {
		case len(bad) > 0 && g.pays():
			return nil, refuse("invalid-facts", bad...)
		case len(bad) > 0:
			c.unclear = append(c.unclear, g)
		case applies == yes && g.pays():
			paying = append(paying, g)
		case applies == yes:
			c.beside = append(c.beside, g)
		}
	}
	switch len(paying) {
	case 0:
		return c, nil
	case 1:
		c.answers, c.beside = paying[0], append([]*program{active}, c.beside...)
		return c, nil
	}
	return nil, refuse("several-policies-apply", at(req, "attributes", "several-policies-apply.pilots", "policies", names(paying)))
}

// named finds the policy a request names; it must be in force, of the right
// length, and apply.
func (s *Snapshot) named(req *facts.Request) (*program, *Refusal) {
	known := s.byID[req.Policy]
	var best *program
	for _, g := range known {
		p := g.policy
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
		_, more := req.Values(best.layout) // there is no doubt whose inputs they are
		return nil, refuse("invalid-facts", append(problems, more...).Sorted()...)
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
	defer g.release(f)
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
		key := "override-refused.hard"
		switch {
		case veto == nil:
			key = "override-refused.unknown"
		case veto.Enforcement == rules.Soft:
			continue
		case veto.Enforcement == rules.Advisory:
			key = "override-refused.advisory"
		}
		if len(soft) == 0 {
			key += "-only"
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
	for _, g := range s.byID[id] {
		p := g.policy
		if p.Effective.Contains(on) && (best == nil || best.Stage != rules.Active) {
			best = p
		}
	}
	return best
}
