package reference_test

import (
	"slices"
	"strings"

	"merit/rules/calendar"
	"merit/rules/document"
)

// A set is several policies, each with what it extends merged in (H7).
type set []*policy

func newSet(roots []*document.Value) set {
	var s set
	for _, root := range roots {
		s = append(s, newPolicy(extended(root, roots)))
	}
	for _, p := range s {
		p.set = s
	}
	return s
}

func (p *policy) id() string    { return word(p.at("policy"), "id", "") }
func (p *policy) stage() string { return word(p.at("policy"), "stage", "draft") }
func (p *policy) length() calendar.Length {
	return calendar.Length(word(p.at("policy"), "period", ""))
}

// pays tells whether an answer of p is paid (H2, H4).
func (p *policy) pays() bool {
	return p.stage() == "active" || p.stage() == "pilot" && isSet(p.at("policy"), "pays")
}

func inForce(root *document.Value, on calendar.Date) bool {
	effective := root.Member("policy").Member("effective")
	to := effective.Member("to")
	return effective.Member("from").Date <= on && (to == nil || on <= to.Date)
}

// named are the policies of an id.
func (s set) named(id string) []*policy {
	var all []*policy
	for _, p := range s {
		if p.id() == id {
			all = append(all, p)
		}
	}
	return all
}

// declares tells whether some policy of the set has that attribute (H3).
func (s set) declares(attribute string) bool {
	return slices.ContainsFunc(s, func(p *policy) bool { return p.at("attributes").Member(attribute) != nil })
}

// A candidate is a policy that may answer, and whether its applies holds.
type candidate struct {
	*run
	applies val
}

// evaluate answers body by the rules A to H.
func (s set) evaluate(j *judge, body string) *answer {
	q, raw, wrong := ask(body)
	if wrong != "" {
		return &answer{refused: wrong}
	}
	chosen, beside, wrong := s.choose(j, q, raw)
	if wrong != "" {
		return &answer{refused: wrong}
	}
	r := chosen.run
	if !r.chosen(raw, beside) {
		return &answer{refused: "facts"}
	}
	if !r.p.pays() { // H2
		r.warn("policy-does-not-pay", "")
	}
	r.a.by = r.p
	r.settle()
	for _, b := range beside {
		r.a.pilots = append(r.a.pilots, b.aside(raw))
	}
	return r.a
}

// choose is H1 to H4: who answers, and who stands beside it.
func (s set) choose(j *judge, q *question, raw map[string]any) (*candidate, []*candidate, refusal) {
	var active, pilots []*candidate
	all := []*policy(s)
	if q.policy != "" {
		all = s.named(q.policy)
	}
	for _, p := range all {
		if p.length() != q.period.Length || !inForce(p.root, q.asOf) {
			continue
		}
		c := &candidate{run: newRun(j, p, q.of())}
		switch {
		case q.policy != "" || p.stage() == "active":
			active = append(active, c)
		case p.stage() == "pilot":
			pilots = append(pilots, c)
		}
	}
	if len(active) == 0 {
		return nil, nil, "selection"
	}
	for _, c := range append(slices.Clone(active), pilots...) { // H3: types bind every candidate
		if readable, _ := c.q.attributes(c.p, raw["attributes"]); !readable {
			if len(active)+len(pilots) > 1 { // which of the two is said is nobody's business
				return nil, nil, "facts or selection"
			}
			return nil, nil, "facts"
		}
		c.applies = truth(true)
		if applies := c.p.at("policy", "applies"); applies != nil {
			c.applies = c.eval(c.p.expr(applies))
		}
	}
	active, wrong := fitting(active)
	if wrong != "" {
		return nil, nil, wrong
	}
	return answering(active, slices.DeleteFunc(pilots, func(c *candidate) bool { return c.applies.fails() }))
}

// fitting are the active policies that apply: B7 refuses what is undecided.
func fitting(active []*candidate) ([]*candidate, refusal) {
	for _, c := range active {
		if c.applies.gone() {
			return nil, "facts"
		}
	}
	active = slices.DeleteFunc(active, func(c *candidate) bool { return c.applies.fails() })
	if len(active) > 1 {
		return nil, "selection"
	}
	return active, ""
}

// answering is H4: a pilot that pays answers in place of the active policy.
func answering(active, pilots []*candidate) (*candidate, []*candidate, refusal) {
	paying := func(c *candidate) bool { return c.p.pays() && c.applies.holds() }
	undecided := func(c *candidate) bool { return c.p.pays() && c.applies.gone() }
	n := slices.IndexFunc(pilots, paying)
	switch {
	case len(active) == 0: // H2: none is an error
		return nil, nil, "selection"
	case slices.ContainsFunc(pilots, undecided): // B7 before H4: it may be the answer
		return nil, nil, "facts"
	case n < 0:
		return active[0], pilots, ""
	case slices.ContainsFunc(pilots[n+1:], paying):
		return nil, nil, "selection"
	}
	answer := pilots[n]
	return answer, append(slices.Delete(slices.Clone(pilots), n, n+1), active...), ""
}

// chosen reads the facts strictly for the policy that answers (H3). An input
// that only a pilot declares of which it is undecided whether it applies is
// not unknown either: the rules do not say.
func (r *run) chosen(raw map[string]any, beside []*candidate) bool {
	_, within := r.q.attributes(r.p, raw["attributes"])
	good := r.q.inputs(r.p, raw["inputs"], func(name string) bool {
		return slices.ContainsFunc(beside, func(c *candidate) bool {
			return c.p.at("inputs").Member(name) != nil
		})
	})
	parts := raw["parts"]
	if r.p.at("parts") == nil && slices.ContainsFunc(beside, func(c *candidate) bool { return c.p.at("parts") != nil }) {
		parts = nil // as with inputs: what stands beside it reads them
	}
	good = r.rollUp(parts) && good
	return r.q.setAside(r.p, raw["overrides"]) && within && good && r.checks()
}

// aside evaluates what stands beside the answer: what it lacks makes it held
// and changes nothing else (H3, H4). An override sets a soft veto of
// the same name aside here too: otherwise the comparison would be unfair.
func (c *candidate) aside(raw map[string]any) string {
	id := c.p.id()
	_, within := c.q.attributes(c.p, raw["attributes"])
	good := c.q.inputs(c.p, raw["inputs"], func(string) bool { return true })
	if c.p.at("parts") != nil {
		good = c.rollUp(raw["parts"]) && good
	}
	if !within || !good || c.applies.gone() || !c.checks() {
		return id + " held"
	}
	c.q.setAsideHere(c.p, raw["overrides"])
	c.settle()
	if c.a.status == "held" {
		return id + " held"
	}
	pay := c.a.payout + c.a.wouldPay
	return strings.TrimSpace(id + " " + c.a.status + " " + c.a.score.n.r.FloatString(6) + " " + c.a.grade.s + " " + pay)
}
