package edit_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/edit"
)

const standard = "../../policies/crs-standard.toml"

// policyAt reads a policy with those of its folder there to be extended.
func policyAt(t *testing.T, path string) *rules.Policy {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var beside []*diag.Source
	others, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*.toml"))
	for _, other := range others {
		if text, err := os.ReadFile(other); err == nil && other != path && isPolicyFile(other) {
			beside = append(beside, diag.NewSource(other, text))
		}
	}
	p, problems := rules.ReadUnapproved(diag.NewSource(path, b), beside...)
	if p == nil {
		t.Fatal(problems.Err())
	}
	return p
}

func changed(t *testing.T, text string, swaps ...string) *rules.Policy {
	t.Helper()
	for i := 0; i < len(swaps); i += 2 {
		if !strings.Contains(text, swaps[i]) {
			t.Fatalf("nothing to replace: %q", swaps[i])
		}
		text = strings.Replace(text, swaps[i], swaps[i+1], 1)
	}
	p, problems := rules.ReadUnapproved(diag.NewSource("changed.toml", []byte(text)))
	if p == nil {
		t.Fatal(problems.Err())
	}
	return p
}

func TestDiff(t *testing.T) {
	b, err := os.ReadFile(standard)
	if err != nil {
		t.Fatal(err)
	}
	before := policyAt(t, standard)
	tests := []struct {
		name  string
		swaps []string
		want  []string // in English, all of them
	}{
		{"nothing", nil, nil},
		{"comments and layout", []string{"[policy]\nid        = ", "# note\n[policy]\nid="}, nil},
		{"examples", []string{`name   = "没有抽检：暂缓"`, `name   = "x"`}, nil},
		{"formula layout", []string{`'repeat_7d / tickets_closed * 100'`, `'(repeat_7d/tickets_closed) * 100'`}, []string{"nothing is computed differently"}},
		{"target", []string{"csat_target      = { value = 90", "csat_target      = { value = 91"}, []string{`param csat_target ("满意率目标"): value was 90%, is 91%`}},
		{"weights", []string{"weight      = 40", "weight      = 41", "weight      = 30", "weight      = 29"}, []string{"dimension satisfaction (\"客户满意度\"): weight was 40%, is 41%", "metric csat (\"满意率\"): weight was 24% (60% of \"客户满意度\"), is 24.6% (60% of \"客户满意度\")"}},
		{"band", []string{"from  = 95", "from  = 96"}, []string{"band S: from was 95, is 96"}},
		{"rate", []string{`rate  = "60%"`, `rate  = "65%"`}, []string{"band B: rate was 60%, is 65%"}},
		{"title", []string{`title     = "满意率"`, `title     = "好评率"`}, []string{`metric csat ("好评率"): title was "满意率", is "好评率"`}},
		{"veto", []string{"effect = { score = 0 }", "effect = { cap = 59 }"}, []string{`veto compliance ("合规差错率一票否决"): effect was score at most 0, is score at most 59`}},
		{"guard", []string{"cap    = 60", "cap    = 50"}, []string{`guard hurried ("仓促办结"): caps at was 60, is 50`}},
		{"adjustment", []string{"max    = 6", "max    = 8"}, []string{`adjustment ideas ("改进建议加分"): range was 0 … 6, is 0 … 8`}},
		{"payout", []string{"0.1 * (level - 1)", "0.2 * (level - 1)"}, []string{`payout bonus ("绩效奖金"): amount was 奖金基数 × rate × (1 + 0.1 × (职级 − 1)), is 奖金基数 × rate × (1 + 0.2 × (职级 − 1))`}},
		{"outcome", []string{"consecutive = 2", "consecutive = 3"}, []string{`in a row was 2 periods, is 3 periods`}},
		{"dates", []string{"{ from = 2026-01-01 }", "{ from = 2026-01-01, to = 2026-12-31 }"}, []string{"in force was 2026-01-01 to further notice, is 2026-01-01 to 2026-12-31"}},
		{"stage", []string{`stage     = "active"`, `stage     = "draft"`}, []string{"stage was active, is draft"}},
		{"a param's dates", []string{"2027-01-01, value = 25", "2027-07-01, value = 25"}, []string{"value was 30 分钟 from 2026-01-01; 25 分钟 from 2027-01-01, is 30 分钟 from 2026-01-01; 25 分钟 from 2027-07-01"}},
		{"a line gone", []string{"sample    = { min = 10 }\n", ""}, []string{`metric csat ("满意率"): no longer says sample (was whole at least 10)`}},
		{"a line new", []string{"target    = 'fcr_target'", "target    = 'fcr_target'\nwhen_missing = 'hold'\napplies = 'level < 5'"}, []string{`now says applies to: 职级 < 5`, `when not measured was its weight goes to the others, is held`}},
		{"a rule gone", []string{"[[guards]]\nid     = \"hurried\"\ntitle  = \"仓促办结\"\nmetric = \"frt\"\nwhen   = 'repeat_rate > repeat_limit'\ncap    = 60\nreason = \"七日内重复诉求率过高\"\n", ""}, []string{`guard hurried ("仓促办结") is gone`}},
		{"a new id", []string{`id     = "hurried"`, `id     = "hasty"`}, []string{`guard hasty ("仓促办结"): id was hurried, is hasty; all else is the same`}},
		{"input", []string{"max   = 5000", "max   = 500"}, []string{`input surveys ("满意度问卷"): length was at most 5000, is at most 500`}},
		{"agreement", []string{`role   = "客户关系专员"`, `role   = "客服"`}, []string{"agreement: role was 客户关系专员, is 客服"}},
		{"check", []string{`message = "合规差错数不能大于抽检数"`, `message = "差错太多"`}, []string{"差错太多"}},
		{"description", []string{`kind  = "coaching"`, "kind  = \"coaching\"\ndescription = \"x\""}, []string{"only descriptions or the way"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := string(b)
			got := edit.Diff(before, changed(t, text, tt.swaps...))
			if len(tt.want) == 0 && len(got) > 0 {
				t.Fatalf("got %v, want no change", got)
			}
			all := sentences(got)
			for _, want := range tt.want {
				if !strings.Contains(all, want) {
					t.Errorf("got\n%swant %q", all, want)
				}
			}
			for _, c := range got {
				if c.Text.ZH == "" || strings.Contains(c.Text.ZH+c.Text.EN, "{") && !strings.Contains(c.Text.ZH, "{ ") {
					t.Errorf("not a sentence: %+v", c.Text)
				}
			}
		})
	}
}

func sentences(all []edit.Change) string {
	var b strings.Builder
	for _, c := range all {
		fmt.Fprintln(&b, c.Text.EN)
	}
	return b.String()
}

// TestDiffSeesEveryNumber changes every number of a shipped policy, one at a
// time: whatever still loads is a change, and both numbers are told.
func TestDiffSeesEveryNumber(t *testing.T) {
	before := policyAt(t, standard)
	tried := 0
	for _, v := range numbers(ruleTree(t, before), nil) {
		text := string(before.Source.Bytes[:v.Span.Start]) + v.Text + "1" + string(before.Source.Bytes[v.Span.End:])
		after, _ := rules.ReadUnapproved(diag.NewSource("changed.toml", []byte(text)))
		if after == nil {
			continue
		}
		tried++
		if got := sentences(edit.Diff(before, after)); !strings.Contains(got, v.Text) || !strings.Contains(got, v.Text+"1") {
			t.Errorf("%s: %s with a 1 behind it: got %q", v.Span, v.Text, got)
		}
	}
	if tried < 20 {
		t.Errorf("only %d numbers could be changed", tried)
	}
}

// ruleTree parses a policy and drops what is no rule.
func ruleTree(t *testing.T, p *rules.Policy) *document.Value {
	t.Helper()
	root, problems := document.Parse(p.Source, document.DefaultLimits)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	var kept []*document.Value
	for _, m := range root.Members {
		if m.Name != "schema" && m.Name != "examples" {
			kept = append(kept, m)
		}
	}
	return root.WithMembers(kept)
}

// numbers lists the numbers of v that stand bare.
func numbers(v *document.Value, all []*document.Value) []*document.Value {
	if v.Number != nil {
		return append(all, v)
	}
	for _, m := range v.Members {
		all = numbers(m, all)
	}
	for _, item := range v.Items {
		all = numbers(item, all)
	}
	return all
}

func TestComparePairs(t *testing.T) {
	b, err := os.ReadFile(standard)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	old := changed(t, text)
	next := changed(t, text, `version   = "2026.1"`, `version   = "2026.2"`, "from  = 95", "from  = 96")
	other := changed(t, text, `id        = "crs-standard"`, `id        = "other"`)
	tests := []struct {
		name          string
		before, after []*rules.Policy
		want          []string
	}{
		{"the same", []*rules.Policy{old}, []*rules.Policy{old}, nil},
		{"a new version beside", []*rules.Policy{old}, []*rules.Policy{old, next}, []string{"new policy crs-standard 2026.2"}},
		{"a new version instead", []*rules.Policy{old, other}, []*rules.Policy{next, other}, []string{"version was 2026.1, is 2026.2", "band S: from was 95, is 96"}},
		{"one goes", []*rules.Policy{old, other}, []*rules.Policy{old}, []string{"policy other 2026.1 (客户关系专员绩效协议) is gone"}},
		{"two files of two ids", []*rules.Policy{old}, []*rules.Policy{other}, []string{"id was crs-standard, is other"}},
	}
	for _, tt := range tests {
		var got []edit.Change
		for _, c := range edit.Compare(tt.before, tt.after) {
			got = append(got, c.Changes...)
		}
		all := sentences(got)
		if len(tt.want) != len(got) {
			t.Errorf("%s: %d changes, want %d:\n%s", tt.name, len(got), len(tt.want), all)
		}
		for _, want := range tt.want {
			if !strings.Contains(all, want) {
				t.Errorf("%s: got\n%swant %q", tt.name, all, want)
			}
		}
	}
}
