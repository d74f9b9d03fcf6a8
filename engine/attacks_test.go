//go:build !race

// One goroutine, timed: the race detector would find nothing and only make it slow.

package engine_test

import (
	"strings"
	"testing"
	"time"

	"merit/engine"
	"merit/rules"
	"merit/rules/diag"
)

// hostile are formulas that kill, hang or fool expr when it is given them
// alone, at least one for each way; rules/formula tries many more.
func hostile() map[string]string {
	return map[string]string{
		"E1 brackets":         strings.Repeat("(", 200000) + "1" + strings.Repeat(")", 200000),
		"E2 signs":            strings.Repeat("-", 200000) + "1",
		"E2 nots":             strings.Repeat("not ", 50000) + "flag",
		"E3 conditionals":     strings.Repeat("flag ? 1 : ", 1900) + "1",
		"E4 a long text":      `word == "` + strings.Repeat("x", 500000) + `"`,
		"E4 digits":           strings.Repeat("9", 100000),
		"E5 a range":          "sum(1..1000000000)",
		"E6 repeat":           `len(repeat("` + strings.Repeat("x", 999) + `", 999999))`,
		"E7 reduce":           `reduce(1..30, #acc + #acc, "x")`,
		"E8 replace":          `len(replace(word, "a", word))`,
		"E9 nested loops":     "count(recs, all(recs, all(recs, .s > 1)))",
		"E10 doubling":        "let a = [1,1]; let b = [a,a]; let c = [b,b]; max(c)",
		"E11 patterns":        `word matches "(a+)+$"`,
		"E12 quadratic":       "len(uniq(nums))",
		"E13 the clock":       "now().Unix()",
		"E14 the environment": `$env["x"]`,
		"E15 by zero":         "n % 0",
		"E15 out of range":    "nums[99]",
		"E16 overflow":        "9223372036854775807 * 2",
		"E17 infinity":        "1 / 0",
		"E17 power":           "2 ** 10000",
		"E18 types":           `x == "1"`,
		"E19 missing":         "x_m == nil ? 1 : 2",
		"E20 slices":          "word[1:99]",
		"E21 look-alikes":     "х > 1",
		"E22 flatten":         "flatten([[1],[2]])",
		"E23 optimised away":  "count(recs, .s > 1) > 0",
		"not text":            "\x00\x01",
		"nothing":             "",
	}
}

// places are the places a formula may stand in; FORMULA stands in each.
var places = map[string]string{
	"check":       "[[checks]]\nthat = 'FORMULA'\nmessage = \"m\"\n",
	"formula":     "[formulas]\nf = 'FORMULA'\n",
	"sample":      "[[metrics]]\nid = \"z\"\ntitle = \"z\"\ngoal = \"g\"\nweight = 0\nvalue = '1'\nscore = 'value'\nsample = { size = 'FORMULA', min = 1 }\n",
	"target":      "[[metrics]]\nid = \"z\"\ntitle = \"z\"\ngoal = \"g\"\nweight = 0\nvalue = '1'\nbetter = \"higher\"\ntarget = 'FORMULA'\n",
	"extra":       "[[metrics]]\nid = \"z\"\ntitle = \"z\"\ngoal = \"g\"\nweight = 0\nvalue = '1'\nbetter = \"higher\"\ntarget = 1\nextra = { at = 'FORMULA', points = 1 }\n",
	"score":       "[[metrics]]\nid = \"z\"\ntitle = \"z\"\ngoal = \"g\"\nweight = 0\nvalue = '1'\nscore = 'FORMULA'\n",
	"part":        "[[metrics]]\nid = \"z\"\ntitle = \"z\"\ngoal = \"g\"\nweight = 0\nshare = { part = 'FORMULA', whole = '1' }\nbetter = \"higher\"\ntarget = 1\n",
	"of":          "[[metrics]]\nid = \"z\"\ntitle = \"z\"\ngoal = \"g\"\nweight = 0\nshare = { of = 'FORMULA', where = '.s > 1' }\nbetter = \"higher\"\ntarget = 1\n",
	"where":       "[[metrics]]\nid = \"z\"\ntitle = \"z\"\ngoal = \"g\"\nweight = 0\nshare = { of = 'recs', where = 'FORMULA' }\nbetter = \"higher\"\ntarget = 1\n",
	"applies":     "[[metrics]]\nid = \"z\"\ntitle = \"z\"\ngoal = \"g\"\nweight = 0\nvalue = '1'\nscore = 'value'\napplies = 'FORMULA'\n",
	"guard":       "[[guards]]\nid = \"z\"\nmetric = \"rest\"\nwhen = 'FORMULA'\ncap = 60\nreason = \"r\"\n",
	"cap":         "[[guards]]\nid = \"z\"\nmetric = \"rest\"\ncap = 'FORMULA'\nreason = \"r\"\n",
	"scale":       "[[guards]]\nid = \"z\"\nmetric = \"rest\"\nscale = 'FORMULA'\nreason = \"r\"\n",
	"points":      "[[adjustments]]\nid = \"z\"\ntitle = \"z\"\npoints = 'FORMULA'\nmax = 5\n",
	"veto":        "[[vetoes]]\nid = \"z\"\ntitle = \"z\"\nwhen = 'FORMULA'\neffect = { score = 0 }\nwhen_undecided = \"pass\"\nreason = \"r\"\n",
	"payout":      "[[payouts]]\nid = \"z\"\ntitle = \"z\"\namount = 'FORMULA'\n",
	"outcome":     "[[outcomes]]\nid = \"z\"\nkind = \"alert\"\ntitle = \"z\"\nwhen = 'FORMULA'\n",
	"consecutive": "[[outcomes]]\nid = \"z\"\nkind = \"alert\"\ntitle = \"z\"\nwhen = 'FORMULA'\nconsecutive = 2\n",
}

// TestHostileFormulas puts each hostile formula in each place. It must be
// refused when the policy loads, or answer within a millisecond.
func TestHostileFormulas(t *testing.T) {
	refused, harmless := 0, 0
	for name, formula := range hostile() {
		for place, text := range places {
			policy := strings.ReplaceAll(lab, "FORMULA", "1") + strings.ReplaceAll(text, "FORMULA", formula)
			start := time.Now()
			set, problems := rules.Load([]*diag.Source{diag.NewSource("hostile.toml", []byte(policy))})
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("%s as %s: loading took %v", name, place, took)
			}
			if problems.HasErrors() {
				refused++
				continue
			}
			harmless++
			snap, _ := engine.Compile(set)
			if best := quickest(t, snap); best > time.Millisecond {
				t.Errorf("%s as %s: accepted, and one evaluation takes %v", name, place, best)
			}
		}
	}
	if refused < 300 || harmless == 0 {
		t.Errorf("%d refused, %d accepted: the test looks at nothing", refused, harmless)
	}
}

// quickest returns the shortest of a few evaluations: the machine may be busy,
// the engine may not.
func quickest(t *testing.T, snap *engine.Snapshot) time.Duration {
	best := time.Hour
	for range 20 {
		start := time.Now()
		if _, err := ask(t, snap, labFacts, `,"attributes":{"level":2}`); err != nil {
			t.Fatal(err)
		}
		best = min(best, time.Since(start))
	}
	return best
}
