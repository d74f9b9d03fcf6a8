package analysis

import (
	"slices"
	"strings"
	"unicode/utf8"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/formula"
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
			for _, o := range p.Outcomes {
				if o.Kind == rules.Penalty && p.own(o.ID.Span) {
					p.coached(o)
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
				if o.Kind == rules.Penalty && dismisses(o) && p.byRank(o.When) && p.own(o.ID.Span) {
					p.report(o.ID.Span, "", "id", o.ID.Text)
				}
			}
		},
	},
	{
		Code: "fine-uncapped", Severity: diag.Warning, Since: "0.1",
		Before: "[[outcomes]]\nkind = \"penalty\"\ntitle = \"罚款 500 元\"",
		After:  "[[outcomes]]\nkind = \"penalty\"\ntitle = \"罚款 500 元\"\nmax_wage_share = \"20%\"\nrespect_minimum_wage = true\n# or deduct points instead: [[adjustments]] with points and min",
		find: func(p *pass) {
			for _, o := range p.Outcomes {
				if o.Kind == rules.Penalty && called(o, fining...) && p.own(o.ID.Span) {
					p.capped(o)
				}
			}
		},
	},
}

// Words by which people call what an outcome does, and what ranks people.
var (
	dismissing = []string{"降职", "降级", "降薪", "辞退", "解除", "开除", "淘汰", "解聘", "撤职", "调岗", "demot", "dismiss", "terminat", "downgrade"}
	fining     = []string{"罚款", "罚金", "扣工资", "扣薪", "扣款", "fine", "wage deduction", "pay deduction"}
	ranking    = []string{"grade", "rank", "quota", "percentile", "quartile", "排名", "名次", "末位", "位次", "等级", "比例线"}
)

// called reports whether the id or the title of an outcome holds one of words,
// in any case; words of letters stand alone or begin a word.
func called(o *rules.Outcome, words ...string) bool { return names(o.Title+" "+o.ID.Text, words...) }

func names(s string, words ...string) bool {
	s = strings.ToLower(s)
	return slices.ContainsFunc(words, func(w string) bool {
		i := strings.Index(s, w)
		return i >= 0 && (w[0] >= utf8.RuneSelf || i == 0 || s[i-1] < 'a' || s[i-1] > 'z')
	})
}

func dismisses(o *rules.Outcome) bool { return called(o, dismissing...) || names(o.Title, "末位") }

// byRank reports whether a condition rests on a grade, a rank or a quota and
// on nothing else, itself or through the formulas that it reads.
func (p *pass) byRank(f *formula.Formula) bool {
	if f == nil || len(f.Reads) == 0 {
		return false
	}
	for _, name := range f.Reads {
		inner := p.formulaOf(name)
		param := slices.ContainsFunc(p.Params, func(x *rules.Param) bool { return x.Name == name })
		switch {
		case param || names(name, ranking...):
		case inner == nil || !p.byRank(inner.Formula):
			return false
		}
	}
	return true
}

// coached reports a penalty that comes without coaching before it: there is
// none, or none of it comes a period earlier, or it surely is for others.
func (p *pass) coached(o *rules.Outcome) {
	any, earlier, shared := false, false, false
	for _, c := range p.Outcomes {
		if c.Kind == rules.Coaching {
			any = true
			earlier = earlier || c.Consecutive < o.Consecutive || readsEarlier(o.When)
			shared = shared || o.When == nil || c.When == nil || p.world.assume(o.When.Root, true).Condition(c.When.Root).Can(True)
		}
	}
	switch {
	case !any:
		p.report(o.ID.Span, "", "id", o.ID.Text)
	case !shared:
		p.report(o.ID.Span, "others", "id", o.ID.Text)
	case !earlier:
		p.report(o.ID.Span, "same", "id", o.ID.Text)
	}
}

// readsEarlier reports whether a condition looks at earlier periods itself, so
// that it cannot be told how long it takes.
func readsEarlier(f *formula.Formula) bool {
	return f != nil && slices.ContainsFunc(f.Reads, func(name string) bool { return name == "history" || name == "parts" })
}

// capped reports a fine without both of its caps.
func (p *pass) capped(o *rules.Outcome) {
	switch share := o.MaxWageShare; {
	case !share.Given():
		p.report(o.ID.Span, "", "id", o.ID.Text)
	case share.Float > lawful:
		p.report(share.Span, "share", "id", o.ID.Text, "share", percent(share))
	case !o.MinimumWage:
		p.report(o.ID.Span, "minimum", "id", o.ID.Text)
	}
}

// lawful is the most of a month's wage that may be deducted for losses that a
// worker caused (wage payment rules of 1994, article 16).
const lawful = 0.2
