package docs_test

import (
	"strings"
	"testing"
)

// TestShownScores computes what the tables of the language say a shortfall or
// an extra comes to.
func TestShownScores(t *testing.T) {
	tests := []struct {
		metric string
		value  string
		score  string
	}{
		{`better = "lower"` + "\ntarget = 5", "6", "80"},
		{`better = "lower"` + "\ntarget = 30\n" + `shortfall = "ratio"`, "40", "75"},
		{`better = "lower"` + "\ntarget = 30\nshortfall = { per = 5, deduct = 10 }", "37", "86"},
		{`better = "higher"` + "\ntarget = 30\n" + `shortfall = "all-or-nothing"`, "29.9", "0"},
		{`better = "lower"` + "\ntarget = 5\nextra = { at = 1, points = 5 }", "1", "105"},
		{`better = "higher"` + "\ntarget = 90\nextra = { per = 1, points = 1, max = 10 }", "93", "103"},
		{`better = "higher"` + "\ntarget = 50\nextra = { proportional = true, max = 10 }", "53", "106"},
		{`better = "lower"` + "\nsteps = [[180, 100], [240, 80], [300, 60]]", "200", "80"},
		{`better = "lower"` + "\nsteps = [[180, 100], [240, 80], [300, 60]]\ninterpolate = true", "210", "90"},
		{`better = "lower"` + "\nsteps = [[180, 100], [240, 80], [300, 60]]", "301", "0"},
		{`score = 'value >= 8 ? 100 : value / 8 * 100'`, "6", "75"},
	}
	for _, tt := range tests {
		if problems := problemsOf(scored(tt.metric, tt.value, tt.score)); len(problems) > 0 {
			t.Errorf("%s\nvalue %s: want %s, but %s", tt.metric, tt.value, tt.score, problems[0].Error())
		}
	}
	if len(problemsOf(scored(tests[0].metric, "6", "81"))) == 0 {
		t.Error("a wrong score passes, so this test tests nothing")
	}
}

// scored is a policy of one metric, with an example of what it scores.
func scored(metric, value, score string) string {
	return strings.NewReplacer("METRIC", metric, "VALUE", value, "SCORE", score).Replace(`schema = 1
[policy]
id = "scored"
version = "1"
period = "month"
effective = { from = 2026-01-01 }
[inputs]
x = { type = "number" }
[[bands]]
from = 0
grade = "A"
rate = 1
[[metrics]]
id = "m"
weight = 100
value = 'x'
METRIC
[[examples]]
name = "shown"
inputs = { x = VALUE }
expect = { metrics = { m = { score = SCORE } } }
`)
}
