package analysis

import (
	"slices"
	"strings"

	"merit/rules"
	"merit/rules/diag"
)

var consequenceLints = []*Lint{
	{
		Code: "reward-despite-veto", Severity: diag.Info, Since: "0.1",
		Before: "kind = \"reward\"\nwhen = 'grade == \"S\"'\ndespite_veto = true",
		After:  "kind = \"reward\"\nwhen = 'grade == \"S\"'",
		find: func(p *pass) {
			for _, o := range p.Outcomes {
				if o.Kind == rules.Reward && o.DespiteVeto && len(p.Vetoes) > 0 && p.own(o.ID.Span) {
					p.report(o.ID.Span, "", "id", o.ID.Text)
				}
			}
		},
	},
	{
		Code: "penalty-without-coaching", Severity: diag.Warning, Since: "0.1",
		Before: "[[outcomes]]\nid = \"warning\"\nkind = \"penalty\"\nwhen = 'score < 60'",
		After:  "[[outcomes]]\nid = \"coaching\"\nkind = \"coaching\"\nwhen = 'score < 60'\n[[outcomes]]\nid = \"warning\"\nkind = \"penalty\"\nwhen = 'score < 60'\nconsecutive = 2",
		find: func(p *pass) {
			if slices.ContainsFunc(p.Outcomes, func(o *rules.Outcome) bool { return o.Kind == rules.Coaching }) {
				return
			}
			for _, o := range p.Outcomes {
				if o.Kind == rules.Penalty && p.own(o.ID.Span) {
					p.report(o.ID.Span, "", "id", o.ID.Text)
				}
			}
		},
	},
	{
		Code: "dismissal-by-rank", Severity: diag.Warning, Since: "0.1",
		Before: "[[outcomes]]\nid = \"demotion\"\nkind = \"penalty\"\ntitle = \"降职\"\nwhen = 'grade == \"C\"'",
		After:  "[[outcomes]]\nid = \"review\"\nkind = \"review\"\ntitle = \"能力评估：辅导后仍不能胜任的，由 HR 复核\"\nwhen = 'score < 60'\nconsecutive = 3",
		find: func(p *pass) {
			for _, o := range p.Outcomes {
				alone := o.When != nil && len(o.When.Reads) == 1 && o.When.Reads[0] == "grade"
				if o.Kind == rules.Penalty && (names(o.Title, "末位") || alone && names(o.Title, dismissing...)) && p.own(o.ID.Span) {
					p.report(o.ID.Span, "", "id", o.ID.Text)
				}
			}
		},
	},
	{
		Code: "fine-uncapped", Severity: diag.Warning, Since: "0.1",
		Before: "[[outcomes]]\nkind = \"penalty\"\ntitle = \"罚款 500 元\"",
		After:  "[[outcomes]]\nkind = \"penalty\"\ntitle = \"罚款 500 元\"\nmax_wage_share = \"20%\"\nrespect_minimum_wage = true",
		find: func(p *pass) {
			for _, o := range p.Outcomes {
				share := o.MaxWageShare
				bounded := o.MinimumWage && share.Given() && share.Float <= mostOfWage
				if o.Kind == rules.Penalty && !bounded && names(o.Title, "罚款", "扣工资", "扣薪") && p.own(o.ID.Span) {
					p.report(o.ID.Span, "", "id", o.ID.Text)
				}
			}
		},
	},
}

// mostOfWage is what may be deducted of a month's wage.
const mostOfWage = 0.2

var dismissing = []string{"降职", "降级", "降薪", "辞退", "解除", "开除", "淘汰", "解聘", "Demotion", "demotion", "Dismissal", "dismissal"}

func names(title string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(title, w) })
}
