package rules

import (
	"fmt"
	"strings"
	"testing"

	"merit/rules/diag"
)

// However many warnings there are, everything is compiled and nothing refused.
func TestManyWarnings(t *testing.T) {
	var vetoes strings.Builder
	for i := range 3 * mostProblems {
		fmt.Fprintf(&vetoes, "[[vetoes]]\nid = \"v%d\"\nwhen = 'metrics.m.value < %d'\neffect = { score = 0 }\n", i, i)
	}
	body := strings.Replace(string(small("a.toml", header("p", "1", "active", "from = 2026-01-01"), vetoes.String()).Bytes),
		"value = 'done'", "value = '1 / done'", 1)
	p, problems := Read(diag.NewSource("a.toml", []byte(body)))
	if p == nil || problems.Count(diag.Warning) != 3*mostProblems {
		t.Fatalf("%d problems, the policy is %v", len(problems), p)
	}
	for _, v := range p.Vetoes {
		if v.When == nil {
			t.Fatalf("veto %s was not compiled", v.ID.Text)
		}
	}
}
