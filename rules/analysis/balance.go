package analysis

import (
	"slices"
	"strings"

	"merit/rules"
	"merit/rules/diag"
)

var balanceLints = []*Lint{
	{
		Code: "speed-alone", Severity: diag.Info, Since: "0.1",
		Before: "[[metrics]]\nid = \"handling\"\ntitle = \"平均处理时长\"\nbetter = \"lower\"",
		After:  "[[guards]]\nid = \"hurried\"\nmetric = \"handling\"\nwhen = 'repeat_rate > 15'\ncap = 60",
		find: func(p *pass) {
			for _, m := range p.Metrics {
				if m.Better == rules.Lower && fast(m) && len(m.Guards) == 0 && m.Weight.Float > 0 && p.own(m.ID.Span) {
					p.report(m.ID.Span, "", "metric", m.ID.Text)
				}
			}
		},
	},
	{
		Code: "metric-carries-all", Severity: diag.Info, Since: "0.1",
		Before: "[[metrics]]\nid = \"csat\"\nweight = 90",
		After:  "[[metrics]]\nid = \"csat\"\nweight = 60",
		find: func(p *pass) {
			for _, m := range p.Metrics {
				if m.Weight.Float >= 70 && p.own(m.ID.Span) {
					p.report(m.ID.Span, "", "metric", m.ID.Text, "weight", shown(m.Weight.Float))
				}
			}
		},
	},
	{
		Code: "subjective-majority", Severity: diag.Info, Since: "0.1",
		Before: "[[metrics]]\nid = \"feedback\"\nweight = 60\nraters = { of = \"ratings\", weights = { supervisor = 50, peer = 50 }, floor = 3 }",
		After:  "[[metrics]]\nid = \"feedback\"\nweight = 30\nraters = { of = \"ratings\", weights = { supervisor = 50, peer = 50 }, floor = 3 }",
		find: func(p *pass) {
			judged, first := carried(p, rules.Qualitative, rules.Subjective)
			opinions, opinion := carried(p, rules.Subjective)
			switch limit := p.Scoring.MaxSubjective; {
			case opinion != nil && limit.Given() && opinions > limit.Float+nearby && p.own(opinion.ID.Span):
				p.report(opinion.ID.Span, "limit", "metric", opinion.ID.Text, "weight", shown(opinions), "limit", shown(limit.Float))
			case first != nil && judged >= 50-nearby && p.own(first.ID.Span):
				p.report(first.ID.Span, "", "metric", first.ID.Text, "weight", shown(judged))
			}
		},
	},
	{
		Code: "goal-missing", Severity: diag.Info, Since: "0.1",
		Before: "[[metrics]]\nid = \"csat\"\ntitle = \"满意率\"",
		After:  "[[metrics]]\nid = \"csat\"\ntitle = \"满意率\"\ngoal = \"提升客户满意度\"",
		find: func(p *pass) {
			for _, m := range p.Metrics {
				if m.Goal == "" && p.own(m.ID.Span) {
					p.report(m.ID.Span, "", "metric", m.ID.Text)
				}
			}
		},
	},
	{
		Code: "title-missing", Severity: diag.Info, Since: "0.1",
		Before: "[[metrics]]\nid = \"csat\"",
		After:  "[[metrics]]\nid = \"csat\"\ntitle = \"满意率\"",
		find: func(p *pass) {
			for _, m := range p.Metrics {
				if m.Title == "" && p.own(m.ID.Span) {
					p.report(m.ID.Span, "", "id", m.ID.Text)
				}
			}
			if p.Title.Text == "" && p.own(p.ID.Span) {
				p.report(p.ID.Span, "", "id", p.ID.Text)
			}
		},
	},
	{
		Code: "fill-never-counts", Severity: diag.Warning, Since: "0.1",
		Before: "weight = 60\nwhen_missing = \"zero\"                  # too little is measured: held, never zero",
		After:  "[scoring]\nmin_measured = 40",
		find: func(p *pass) {
			for _, m := range p.Metrics {
				fills := m.WhenMissing == rules.Zero || m.WhenMissing == rules.Neutral
				if least := p.Scoring.MinMeasured.Float; fills && m.Weight.Float > 100-least+nearby && p.own(m.ID.Span) && !p.world.surely(m, p.world.Value(p.Policy, m)) {
					p.report(m.ID.Span, "", "metric", m.ID.Text, "weight", shown(m.Weight.Float), "least", shown(least))
				}
			}
		},
	},
}

// carried sums the weight of the metrics of some kinds, and returns the first.
func carried(p *pass, kinds ...rules.MetricKind) (sum float64, first *rules.Metric) {
	for _, m := range p.Metrics {
		if slices.Contains(kinds, m.Kind) && m.Weight.Float > 0 {
			sum += m.Weight.Float
			if first == nil {
				first = m
			}
		}
	}
	return sum, first
}

// fast reports whether a metric measures how quickly something is done.
func fast(m *rules.Metric) bool {
	timed := slices.Contains([]string{"s", "sec", "min", "h", "秒", "分", "分钟", "小时"}, m.Unit)
	return timed && m.Better == rules.Lower || slices.ContainsFunc([]string{"时长", "时间", "速度"}, func(word string) bool { return strings.Contains(m.Title, word) })
}
