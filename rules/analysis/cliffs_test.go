package analysis_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"merit/rules"
	"merit/rules/analysis"
	"merit/rules/diag"
)

// TestCliffs computes what the last hundredth of a point is worth, for the
// facts of the first example, or says that it does not know.
func TestCliffs(t *testing.T) {
	shipped, err := os.ReadFile("../../policies/crs-standard.toml")
	if err != nil {
		t.Fatal(err)
	}
	const amount = "amount = 'base_bonus * rate * (1 + 0.1 * (level - 1))'"
	tests := map[string]struct {
		old, new string
		want     []string // edge: money lost, "" where it is not known
	}{
		"as shipped":             {amount, amount, []string{"60: 1800.00", "80: 1200.00", "95: 600.00"}},
		"another level":          {`team = "north", level = 1`, `team = "north", level = 3`, []string{"60: 2160.00", "80: 1440.00", "95: 720.00"}},
		"by the score":           {amount, "amount = 'base_bonus * score / 100'", []string{"60: 0.30", "80: 0.30", "95: 0.30"}},
		"by the grade":           {amount, `amount = 'grade == "S" ? base_bonus : 0'`, []string{"95: 3000.00"}},
		"by a metric's score":    {amount, "amount = 'base_bonus * rate * metrics.nps.score / 100'", []string{"60: ", "80: ", "95: "}},
		"whatever the result is": {amount, "amount = 'vetoed ? 0 : base_bonus'", nil},
		"whole points":           {"[attributes]", "[scoring]\ndecimals = 0\n\n[attributes]", []string{"60: 1800.00", "80: 1200.00", "95: 600.00"}},
	}
	for name, tt := range tests {
		text := strings.Replace(string(shipped), tt.old, tt.new, 1)
		set, problems := rules.Load([]*diag.Source{diag.NewSource("a.toml", []byte(text))})
		if problems.HasErrors() {
			t.Fatalf("%s: %v", name, problems.Err())
		}
		var got []string
		for _, c := range analysis.Cliffs(set.Policies[0]) {
			got = append(got, fmt.Sprintf("%g: %s", c.Edge, c.Lost))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
	text := strings.Replace(string(shipped), "[[payouts]]\nid     = \"bonus\"\ntitle  = \"绩效奖金\"\n"+amount, "", 1)
	set, _ := rules.Load([]*diag.Source{diag.NewSource("a.toml", []byte(text))})
	if found := analysis.Cliffs(set.Policies[0]); len(found) > 0 {
		t.Errorf("nothing is paid, and %v", found)
	}
}
