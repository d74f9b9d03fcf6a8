package engine

import (
	"merit/engine/facts"
	"merit/rules/diag"
)

// pilots evaluates the policies beside the one that answers (H4). They read
// the same facts; what one lacks holds that one and nothing else (H3).
func (s *Snapshot) pilots(c *choice, req *facts.Request) []PilotResult {
	out := []PilotResult{}
	quiet := *req
	quiet.Explain = false
	for _, g := range c.beside {
		out = append(out, s.pilot(c, g, &quiet))
	}
	for _, g := range c.unclear {
		_, problems := g.appliesTo(req)
		out = append(out, heldPilot(g, problems))
	}
	return out
}

// pilot evaluates one policy beside the one that answers.
func (s *Snapshot) pilot(c *choice, g *program, req *facts.Request) PilotResult {
	values, problems := req.Values(g.layout, append(c.layouts(), c.answers.layout)...)
	if problems.HasErrors() {
		return heldPilot(g, problems)
	}
	e, failed := s.answer(g, req, values, false)
	if len(failed) > 0 {
		return heldPilot(g, failed)
	}
	return PilotResult{Policy: e.Policy, Status: e.Status, Score: e.Score, Grade: e.Grade, WouldPay: e.WouldPay, Reasons: e.Reasons}
}

// heldPilot turns what a pilot's facts lack into reasons.
func heldPilot(g *program, problems diag.List) PilotResult {
	p := PilotResult{Policy: ref(g.policy), Status: "held"}
	for _, d := range problems {
		p.Reasons = append(p.Reasons, g.keptFrom(d))
	}
	return p
}
