package analysis

import (
	"merit/rules/diag"
	"merit/rules/document"
)

var exampleLints = []*Lint{
	{
		Code: "examples-missing", Severity: diag.Info, Since: "0.1",
		Before: "# no [[examples]]",
		After:  "[[examples]]\nname = \"刚好达标\"\ninputs = { base_bonus = 3000, exam = 85 }\nexpect = { score = 100, payout = \"3000.00\" }",
		find: func(p *pass) {
			if len(p.Examples) == 0 {
				p.report(p.ID.Span, "", "id", p.ID.Text)
			}
		},
	},
	{
		Code: "edge-untested", Severity: diag.Info, Since: "0.1",
		Before: "[[bands]]\nfrom = 80                               # no example expects score = 80",
		After:  "[[examples]]\nname = \"80 分：A 档下限\"\nexpect = { score = 80, grade = \"A\" }",
		find:   findUntestedEdges,
	},
	{
		Code: "veto-untested", Severity: diag.Info, Since: "0.1",
		Before: "[[vetoes]]\nid = \"compliance\"                       # no example expects it",
		After:  "[[examples]]\nname = \"合规差错超限\"\nexpect = { vetoes = [\"compliance\"] }",
		find: func(p *pass) {
			hit := map[string]bool{}
			for _, e := range p.expected("vetoes") {
				for _, v := range e.Items {
					hit[v.Text] = true
					if id := v.Member("id"); id != nil {
						hit[id.Text] = true
					}
				}
			}
			for _, v := range p.Vetoes {
				if len(p.Examples) > 0 && !hit[v.ID.Text] && p.own(v.ID.Span) {
					p.report(v.ID.Span, "", "veto", v.ID.Text)
				}
			}
		},
	},
}

// expected lists what the examples expect under a key.
func (p *pass) expected(key string) []*document.Value {
	var all []*document.Value
	for _, e := range p.Examples {
		if v := e.Value.Member("expect").Member(key); v != nil {
			all = append(all, v)
		}
	}
	return all
}

func findUntestedEdges(p *pass) {
	touched := map[string]bool{}
	for _, v := range p.expected("score") {
		if v.Number != nil {
			touched[v.Number.RatString()] = true
		}
	}
	for i, b := range p.Bands {
		if i > 0 && len(p.Examples) > 0 && p.own(b.From.Span) && !touched[b.From.Exact.RatString()] {
			p.report(b.From.Span, "", "grade", b.Grade.Text, "edge", shown(b.From.Float))
		}
	}
}
