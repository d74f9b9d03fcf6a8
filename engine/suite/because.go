package suite

import (
	"fmt"
	"math"
	"strings"

	"merit/engine"
	"merit/rules/text"
)

// Because says, in a line or two, the steps that led to what key came to. The
// whole story is told by explain; this is what one looks for first.
func (c *Case) Because(key string) text.Text {
	e := c.Evaluation
	if e == nil {
		return text.Text{}
	}
	switch top, _, _ := strings.Cut(key, "."); {
	case e.Status == "held":
		return held(e)
	case top == "score":
		return join(vetoesHit(e), pointsOf(e))
	case top == "earned" || top == "dimensions":
		return pointsOf(e)
	case top == "grade" || top == "rate" || top == "payout" || top == "payouts" || top == "outcomes":
		return join(vetoesHit(e), bandOf(e))
	case top == "metrics":
		return metricLine(e, key)
	}
	return text.Text{}
}

func held(e *engine.Evaluation) text.Text {
	parts := []text.Text{text.Say("example-why.held")}
	for _, n := range e.Reasons {
		parts = append(parts, n.Text)
	}
	return join(parts...)
}

func vetoesHit(e *engine.Evaluation) text.Text {
	ids := vetoes(&answer{Evaluation: e})
	if len(ids) == 0 {
		return text.Text{}
	}
	return text.Say("example-why.vetoes", "ids", strings.Join(ids, ", "))
}

// pointsOf shows the weighted sum: score × weight of every metric that counts.
// Those at exactly 100 are taken together, so that the others stand out.
func pointsOf(e *engine.Evaluation) text.Text {
	var sum []string
	met := 0.0
	for _, m := range e.Metrics {
		switch {
		case m.Score == nil || m.Weight <= 0:
		case engine.Equal(*m.Score, 100):
			met += m.Weight
		default:
			sum = append(sum, fmt.Sprintf("%s %s×%s%%", m.ID, short(*m.Score), short(m.Weight)))
		}
	}
	if met > 0 {
		sum = append(sum, fmt.Sprintf("100×%s%%", short(met)))
	}
	for _, a := range e.Adjustments {
		if a.Points != nil && *a.Points != 0 {
			sum = append(sum, fmt.Sprintf("%s %s", a.ID, short(*a.Points)))
		}
	}
	return text.Say("example-why.points", "sum", strings.Join(sum, " + "))
}

func bandOf(e *engine.Evaluation) text.Text {
	if e.Score == nil || e.Grade == nil || e.Rate == nil {
		return text.Text{}
	}
	return text.Say("example-why.band", "score", numberText(*e.Score), "grade", *e.Grade, "rate", short(*e.Rate*100))
}

func metricLine(e *engine.Evaluation, key string) text.Text {
	for _, m := range e.Metrics {
		if key != "metrics."+m.ID && !strings.HasPrefix(key, "metrics."+m.ID+".") {
			continue
		}
		var guards []string
		for _, g := range m.Guards {
			guards = append(guards, fmt.Sprintf("%s %s→%s", g.ID, short(g.From), short(g.To)))
		}
		line := text.Say("example-why.metric", "status", m.Status, "value", orNothing(m.Value), "target", orNothing(m.Target), "score", orNothing(m.Score))
		if len(guards) > 0 {
			line = join(line, text.Say("example-why.guards", "guards", strings.Join(guards, ", ")))
		}
		return line
	}
	return text.Text{}
}

func orNothing(x *float64) string {
	if x == nil {
		return Nothing
	}
	return short(*x)
}

// short writes a number with at most four digits after the point: enough to
// follow the sum, which is done with all of them.
func short(x float64) string { return numberText(math.Round(x*1e4) / 1e4) }

// join puts sentences on lines of their own, leaving out the empty ones.
func join(parts ...text.Text) text.Text {
	var zh, en []string
	for _, p := range parts {
		if !p.IsZero() {
			zh, en = append(zh, p.ZH), append(en, p.EN)
		}
	}
	return text.Text{ZH: strings.Join(zh, "\n"), EN: strings.Join(en, "\n")}
}
