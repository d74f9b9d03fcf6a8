package rules

import (
	"fmt"
	"strings"
	"testing"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// small returns a policy file with the given header lines.
func small(name, header, more string) *diag.Source {
	return diag.NewSource(name, fmt.Appendf(nil, `schema = 1
[policy]
period = "month"
%s
[inputs]
done = { type = "integer" }
[[metrics]]
id = "m"
weight = 100
value = 'done'
better = "higher"
target = 90
[[bands]]
from = 0
grade = "C"
rate = 0
%s`, header, more))
}

func header(id, version, stage, effective string) string {
	return fmt.Sprintf("id = %q\nversion = %q\nstage = %q\neffective = { %s }", id, version, stage, effective)
}

// Rules: H1, H2, H3
func TestLoadTogether(t *testing.T) {
	const whole, first, second = "from = 2026-01-01", "from = 2026-01-01, to = 2026-06-30", "from = 2026-07-01"
	team := func(kind string) string { return "[attributes]\nteam = { type = \"" + kind + "\" }\n" }
	tests := map[string]struct {
		sources []*diag.Source
		kept    int
		want    []string // parts of each problem, in order
	}{
		"one after the other": {[]*diag.Source{
			small("a.toml", header("p", "1", "active", first), ""), small("b.toml", header("p", "2", "active", second), "")}, 2, nil},
		"a draft beside an active one": {[]*diag.Source{
			small("a.toml", header("p", "1", "active", whole), ""), small("b.toml", header("p", "2", "draft", whole), "")}, 2, nil},
		"other ids overlap": {[]*diag.Source{
			small("a.toml", header("p", "1", "active", whole), ""), small("b.toml", header("q", "1", "active", whole), "")}, 2, nil},
		"active versions overlap": {[]*diag.Source{
			small("a.toml", header("p", "1", "active", whole), ""), small("b.toml", header("p", "2", "active", second), "")}, 1,
			[]string{"b.toml:7:13: [versions-overlap] a.toml 2026-07-01"}},
		"overlap with one that runs on past another": {[]*diag.Source{
			small("a.toml", header("p", "1", "active", "from = 2026-01-01, to = 2026-12-31"), ""),
			small("b.toml", header("p", "2", "active", "from = 2026-02-01, to = 2026-02-28"), ""),
			small("c.toml", header("p", "3", "active", second), "")}, 1,
			[]string{"b.toml:7:13: [versions-overlap] a.toml", "c.toml:7:13: [versions-overlap] a.toml"}},
		"one version twice": {[]*diag.Source{
			small("b.toml", header("p", "1", "draft", whole), ""), small("a.toml", header("p", "1", "draft", whole), "# copy\n")}, 1,
			[]string{"b.toml:5:11: [version-twice] a.toml"}},
		"one attribute with two types": {[]*diag.Source{
			small("a.toml", header("p", "1", "active", whole), team("string")), small("b.toml", header("q", "1", "active", whole), team("integer"))}, 1,
			[]string{"b.toml:21:1: [attribute-types] a.toml integer string"}},
		"a broken one beside a sound one": {[]*diag.Source{
			small("a.toml", header("p", "1", "active", whole), ""), small("b.toml", header("q", "1", "actve", whole), "")}, 1,
			[]string{"b.toml:6:9: [unknown-choice]"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			set, problems := Load(tt.sources)
			if len(set.Policies) != tt.kept || len(problems) != len(tt.want) {
				t.Fatalf("Load kept %d policies, want %d; problems:\n%v", len(set.Policies), tt.kept, printed(t, problems))
			}
			for i, want := range tt.want {
				got := fmt.Sprintf("%s: [%s] %s", problems[i].Where(), problems[i].Code, problems[i].Message.EN)
				for _, part := range strings.SplitAfter(want, "]") {
					for _, word := range strings.Fields(part) {
						if !strings.Contains(got, word) {
							t.Errorf("problem %d is %q, want %q", i, got, want)
						}
					}
				}
			}
		})
	}
}

// Neither the names of files nor their order change what a set is.
func TestSetDigest(t *testing.T) {
	load := func(names ...string) *Set {
		var sources []*diag.Source
		for _, n := range names {
			file, id, _ := strings.Cut(n, "=")
			sources = append(sources, small(file, header(id, "1", "active", "from = 2026-01-01"), ""))
		}
		set, problems := Load(sources)
		if len(problems) > 0 {
			t.Fatal(printed(t, problems))
		}
		return set
	}
	a, b, c := load("1=p", "2=q"), load("z=q", "y=p"), load("1=p", "2=r")
	if a.Digest != b.Digest || a.Digest == c.Digest || !strings.HasPrefix(a.Digest, "sha256:") || len(a.Digest) != 7+64 {
		t.Errorf("digests: %s, %s, %s", a.Digest, b.Digest, c.Digest)
	}
	if a.Policies[0].ID.Text != "p" || b.Policies[0].ID.Text != "p" {
		t.Errorf("the policies of a set are not ordered by id")
	}
	if a.Policies[0].Digest != b.Policies[0].Digest || a.Policies[0].Digest == a.Policies[1].Digest {
		t.Error("the digest of a policy is not that of its bytes")
	}
}

// What the file leaves out is filled in, and what it says arrives.
func TestReadFillsIn(t *testing.T) {
	p, problems := Read(readSource(t, "testdata/good/everything.toml"))
	if len(problems) > 0 {
		t.Fatal(printed(t, problems))
	}
	var weights []string
	for _, m := range p.Metrics {
		weights = append(weights, m.ID.Text+" "+decimal(m.Weight.Exact))
	}
	day := func(s string) calendar.Date { d, _ := calendar.ParseDate(s); return d }
	june, _ := p.Params[1].On(day("2026-06-30"))
	july, _ := p.Params[1].On(day("2026-07-01"))
	surveys := p.Inputs[len(p.Inputs)-2]
	for _, tt := range []struct{ what, got, want string }{
		{"weights", strings.Join(weights, ", "), "csat 40, frt 20, talk 10, training 10, churn 12.5, errors 7.5"},
		{"summed dimension", decimal(p.Dimensions[2].Weight.Exact), "20"},
		{"formulas in order", p.Formulas[0].Name + " " + p.Formulas[1].Name, "fair_surveys fair_share"},
		{"score order", fmt.Sprint(p.ScoreOrder), "[0 1 2 3 4 5]"},
		{"param in June and July", fmt.Sprint(june.Float, july.Float), "30 25"},
		{"list", fmt.Sprint(surveys.Name, " ", surveys.MaxLength, len(surveys.Type.Elem.Fields)), "surveys 5000 3"},
		{"rate", decimal(p.Bands[1].Rate.Exact), "0.625"},
		{"adjustment", decimal(p.Adjustments[0].Min.Exact) + " " + decimal(p.Adjustments[0].Max.Exact), "0 6"},
		{"constant adjustment", decimal(p.Adjustments[1].Min.Exact) + " " + decimal(p.Adjustments[1].Max.Exact), "-2 0"},
		{"veto grade", fmt.Sprint(p.Vetoes[0].Effect.Grade, p.Vetoes[1].Effect.Grade), "-1 0"},
		{"guards of frt and talk", fmt.Sprint(len(p.Metrics[1].Guards), len(p.Metrics[2].Guards)), "1 1"},
		{"title in a formula", fmt.Sprint(p.Metrics[4].Share.Whole.Reads), "[customers_start]"},
		{"currency", fmt.Sprint(p.Currency.Code, p.Currency.Digits), "CNY2"},
		{"scoring", fmt.Sprint(p.Scoring.MinMeasured.Float, p.Scoring.MaxRate.Float, " ", p.Scoring.WhenMissing), "40 3 redistribute"},
		{"when missing", string(p.Metrics[0].WhenMissing) + " " + string(p.Metrics[5].WhenMissing), "redistribute neutral"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.what, tt.got, tt.want)
		}
	}
}
