package analysis

import (
	"merit/rules"
	"merit/rules/diag"
)

var reachLints = []*Lint{
	{
		Code: "band-unreachable", Severity: diag.Warning, Since: "0.1",
		Before: "[[bands]]\nfrom  = 105                             # the score ends at 100\ngrade = \"S\"\nrate  = \"150%\"",
		After:  "[scoring]\nmax = 120                               # or a lower edge",
		find:   findUnreachable,
	},
	{
		Code: "target-unreachable", Severity: diag.Warning, Since: "0.1",
		Before: "exam = { type = \"number\", min = 0, max = 100 }\n# …\nbetter = \"higher\"\ntarget = 120",
		After:  "target = 85",
		find:   func(p *pass) { p.targets(true) },
	},
	{
		Code: "target-always-met", Severity: diag.Warning, Since: "0.1",
		Before: "exam = { type = \"number\", min = 0, max = 100 }\n# …\nbetter = \"lower\"\ntarget = 100",
		After:  "better = \"higher\"\ntarget = 85",
		find:   func(p *pass) { p.targets(false) },
	},
}

func percent(n rules.Number) string { return shown(n.Float*100) + "%" }

// findUnreachable reports the bands that no score comes to and no veto gives.
func findUnreachable(p *pass) {
	score := p.world.names["score"].number
	given := map[int]bool{}
	for _, v := range p.Vetoes {
		given[v.Effect.Grade] = true
	}
	for i, b := range p.Bands {
		switch {
		case given[i] || !p.own(b.From.Span):
		case b.From.Float > score.High+nearby:
			p.report(b.From.Span, "", "grade", b.Grade.Text, "from", shown(b.From.Float), "most", shown(p.most()))
		case i+1 < len(p.Bands) && p.Bands[i+1].From.Float <= score.Low:
			p.report(b.From.Span, "below", "grade", b.Grade.Text, "next", shown(p.Bands[i+1].From.Float), "least", shown(score.Low))
		}
	}
}

// most is the highest score, without the step that rounding may add.
func (p *pass) most() float64 {
	high := p.world.earned(p.Policy)
	for _, a := range p.Adjustments {
		high += a.Max.Float
	}
	return min(high, p.Scoring.Max.Float)
}

// targets reports those that nobody can meet, or nobody can miss.
func (p *pass) targets(unmet bool) {
	for _, m := range p.Metrics {
		if m.Target == nil || m.Score != nil || !p.own(m.Target.At(m.Target.Root)) || mistaken(p, m) {
			continue
		}
		value, target := p.world.Value(p.Policy, m), p.world.Number(m.Target.Root)
		if !value.Known() || !target.Known() {
			continue
		}
		bad, good := value, target
		if (m.Better == rules.Lower) == unmet {
			bad, good = target, value
		}
		if unmet && surelyLess(bad.High, good.Low) || !unmet && bad.High <= good.Low && value.Low < value.High {
			p.report(m.Target.At(m.Target.Root), "", "metric", m.ID.Text, "target", ends(target, true, true), "value", ends(value, value.Low > -largest, value.High < largest))
		}
	}
}
