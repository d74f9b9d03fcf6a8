package analysis

import (
	"slices"

	"merit/rules"
	"merit/rules/diag"
)

var balanceLints = []*Lint{
	{
		Code: "speed-alone", Severity: diag.Warning, Since: "0.1",
		Before: "[[metrics]]\nid = \"handling\"\ntitle = \"平均处理时长\"\nbetter = \"lower\"",
		After:  "[[guards]]\nid = \"hurried\"\nmetric = \"handling\"\nwhen = 'repeat_rate > 15'\ncap = 60",
		find: func(p *pass) {
			for _, m := range p.Metrics {
				if fast(m) && m.Weight.Float > 0 && !p.balanced(m) && p.own(m.ID.Span) {
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
		Code: "few-dimensions", Severity: diag.Info, Since: "0.1",
		Before: "[[metrics]]\nid = \"csat\"\nweight = 100                            # the only one that counts",
		After:  "[[metrics]]\nid = \"csat\"\nweight = 60\n[[metrics]]\nid = \"fcr\"\nweight = 40",
		find:   (*pass).few,
	},
	{
		Code: "target-unstated", Severity: diag.Info, Since: "0.1",
		Before: "[[metrics]]\nid = \"visits\"\nvalue = 'visits'\nscore = 'min(100, value * 10)'           # what is expected?",
		After:  "[[metrics]]\nid = \"visits\"\nvalue = 'visits'\nbetter = \"higher\"\ntarget = 10\nshortfall = \"ratio\"",
		find: func(p *pass) {
			for _, m := range p.Metrics {
				if m.Target == nil && m.Score != nil && m.Weight.Float > 0 && p.own(m.ID.Span) {
					p.report(m.ID.Span, "", "metric", m.ID.Text)
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
			for _, x := range p.titles() {
				if x.title == "" && p.own(x.id.Span) {
					p.report(x.id.Span, "", "id", x.id.Text)
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
	switch m.Better {
	case rules.Lower:
		timed := slices.Contains([]string{"s", "sec", "min", "h", "秒", "秒钟", "分", "分钟", "小时", "minutes", "seconds", "hours"}, m.Unit)
		return timed || names(m.Title+" "+m.ID.Text, "时长", "时间", "速度", "用时", "aht", "frt", "asa", "handling time", "response time", "handle time", "speed")
	case rules.Higher:
		return names(m.Title+" "+m.ID.Text, "每小时", "每天处理", "每日处理", "人均处理", "per hour", "per day", "throughput")
	}
	return false
}

// quality are words for what suffers when people hurry.
var quality = []string{"一次解决", "首次解决", "首解", "重复", "质检", "质量", "准确", "差错", "合规", "满意", "回访", "fcr", "first contact", "repeat", "quality", "qa", "accuracy", "error", "csat", "satisf", "resol"}

// balanced reports whether quality is measured beside the speed that m
// measures: by a guard on it, or by metrics of at least its weight.
func (p *pass) balanced(m *rules.Metric) bool {
	sum := 0.0
	for _, o := range p.Metrics {
		if o != m && !fast(o) && names(o.Title+" "+o.ID.Text, quality...) {
			sum += o.Weight.Float
		}
	}
	return len(m.Guards) > 0 || sum >= m.Weight.Float
}

// few reports a policy that looks at people from one side only: fewer than
// two dimensions that count, or without dimensions fewer than two metrics.
func (p *pass) few() {
	counted, span, variant := 0, p.ID.Span, ""
	for _, m := range p.Metrics {
		counted += given(m.Weight)
	}
	if len(p.Dimensions) > 0 {
		counted, span, variant = 0, p.Dimensions[0].ID.Span, "dimension"
		for _, d := range p.Dimensions {
			counted += given(d.Weight)
		}
	} else if len(p.Metrics) > 0 {
		span = p.Metrics[0].ID.Span
	}
	if counted == 1 && p.own(span) {
		p.report(span, variant, "id", p.ID.Text)
	}
}

// given is 1 for a weight that counts.
func given(n rules.Number) int {
	if n.Float > 0 {
		return 1
	}
	return 0
}

// A bearer is a rule that statements show to people.
type bearer struct {
	id    rules.Text
	title string
}

func (p *pass) titles() []bearer {
	var all []bearer
	for _, x := range p.Dimensions {
		all = append(all, bearer{x.ID, x.Title})
	}
	for _, x := range p.Metrics {
		all = append(all, bearer{x.ID, x.Title})
	}
	for _, x := range p.Guards {
		all = append(all, bearer{x.ID, x.Title + x.Reason})
	}
	for _, x := range p.Adjustments {
		all = append(all, bearer{x.ID, x.Title})
	}
	for _, x := range p.Vetoes {
		all = append(all, bearer{x.ID, x.Title + x.Reason})
	}
	for _, x := range p.Payouts {
		all = append(all, bearer{x.ID, x.Title})
	}
	for _, x := range p.Outcomes {
		all = append(all, bearer{x.ID, x.Title})
	}
	return all
}
