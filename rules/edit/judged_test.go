package edit_test

import (
	"strings"
	"testing"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/edit"
	"merit/rules/text"
)

// judged says one of everything that is for people: how a metric is judged,
// where data come from, when money is paid and how far a fine may go.
const judged = `schema = 1
[policy]
id = "judged"
version = "1"
period = "month"
currency = "CNY"
effective = { from = 2026-01-01 }
[agreement]
settle_by = "次月十日前"
[scoring]
max_subjective = 30
[inputs]
base    = { type = "number", min = 0, source = "薪资系统" }
quality = { type = "number", min = 1, max = 5, controllable = true }
[[metrics]]
id = "quality"
weight = 100
kind = "qualitative"
value = 'quality'
better = "higher"
target = 4
anchors = [{ score = 5, text = "先问清楚" }, { score = 1, text = "打断客户" }]
[[bands]]
from = 0
grade = "C"
rate = 0
[[payouts]]
id = "later"
amount = 'base * rate'
defer = { months = 12 }
[[outcomes]]
id = "fine"
kind = "penalty"
when = 'score < 60'
max_wage_share = "20%"
respect_minimum_wage = true
`

// TestShowTellsWhatIsForPeople wants each of them said, and a change of each
// told by diff.
func TestShowTellsWhatIsForPeople(t *testing.T) {
	before, problems := rules.ReadUnapproved(diag.NewSource("judged.toml", []byte(judged)))
	if before == nil {
		t.Fatal(problems.Err())
	}
	shown := string(edit.ShowMarkdown(before, text.ZH))
	for _, tt := range []struct{ said, from, to, what string }{
		{"结算期限：次月十日前", "次月十日前", "次月五日前", "settle_by"},
		{"主观指标最多：30%", "max_subjective = 30", "max_subjective = 20", "max-subjective"},
		{"| 薪资系统 |", "薪资系统", "人工填报", "source"},
		{"| 本人可控", ", controllable = true", "", "controllable"},
		{"评价方式：定性（按标准评定）", `"qualitative"`, `"subjective"`, "judged"},
		{"评分标准：5 分：先问清楚；1 分：打断客户", "先问清楚", "先听完", "anchors"},
		{"发放：周期结束后第 12 个月的月末", "months = 12", "months = 6", "due"},
		{"限度：不超过当月工资的 20%，不低于当地最低工资", `"20%"`, `"10%"`, "wage"},
	} {
		if !strings.Contains(shown, tt.said) {
			t.Errorf("%q is nowhere in\n%s", tt.said, shown)
		}
		after, problems := rules.ReadUnapproved(diag.NewSource("judged.toml", []byte(strings.Replace(judged, tt.from, tt.to, 1))))
		if after == nil {
			t.Fatal(problems.Err())
		}
		changes := edit.Diff(before, after)
		if len(changes) != 1 || changes[0].What != tt.what {
			t.Errorf("%q for %q: diff says %+v, want one change of %s", tt.to, tt.from, changes, tt.what)
		}
	}
}
