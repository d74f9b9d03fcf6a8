package analysis_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules"
	"merit/rules/analysis"
	"merit/rules/diag"
)

// TestCertain looks for facts that disprove what is said of conditions. Random
// ones stand as advisory vetoes of random policies; what condition-always says
// of them has to hit, and what condition-never says must not, over random facts
// inside the declared bounds. The sides of and and or of which it is said are
// put to the same test by themselves.
func TestCertain(t *testing.T) {
	r := rand.New(rand.NewPCG(18, 2026))
	least := 10_000
	if testing.Short() {
		least = 1_000
	}
	var seen verdicts
	for seen.conditions < least {
		conditions := make([]string, perPolicy)
		for i := range conditions {
			conditions[i] = writer{r}.condition(3)
		}
		sides := judge(t, r, conditions, &seen)
		for len(sides) > 0 {
			n := min(len(sides), perPolicy)
			judge(t, r, sides[:n], &seen)
			sides = sides[n:]
		}
		if t.Failed() {
			break
		}
	}
	t.Logf("%d conditions: %d always true, %d never true, tried %d times, disproved %d", seen.conditions, seen.always, seen.never, seen.tried, seen.disproved)
	if seen.always < seen.conditions/200 || seen.never < seen.conditions/200 || seen.tried < 2*(seen.always+seen.never) {
		t.Error("the conditions are no test: too few are certain, or too few facts fit")
	}
}

type verdicts struct{ conditions, always, never, tried, disproved int }

// judge checks what is found of conditions, and returns the sides of them of
// which something is found.
func judge(t *testing.T, r *rand.Rand, conditions []string, seen *verdicts) (sides []string) {
	t.Helper()
	set, problems := rules.Load([]*diag.Source{vetoing(conditions)})
	if problems.HasErrors() {
		if conditions = loading(conditions); len(conditions) == 0 {
			return nil
		}
		set, problems = rules.Load([]*diag.Source{vetoing(conditions)})
	}
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	snapshot, _ := engine.Compile(set)
	p := set.Policies[0]
	seen.conditions += len(p.Vetoes)
	want := map[string]bool{} // whether a veto surely hits, by its id
	for _, d := range analysis.Check(set) {
		if d.Code != "condition-always" && d.Code != "condition-never" {
			continue
		}
		if id, whole := vetoAt(p, d.Span); whole {
			want[id] = d.Code == "condition-always"
		} else {
			sides = append(sides, d.Span.Text())
		}
	}
	for _, always := range want {
		if always {
			seen.always++
		} else {
			seen.never++
		}
	}
	for range 6 {
		given := randomFacts(r)
		hits, ok := hitBy(t, snapshot, given)
		if !ok {
			continue
		}
		for _, v := range p.Vetoes {
			always, said := want[v.ID.Text]
			if !said {
				continue
			}
			seen.tried++
			if hits[v.ID.Text] != always {
				seen.disproved++
				t.Errorf("%s: said always=%v, but hit=%v\nfacts %s", v.When.Source.Text, always, hits[v.ID.Text], given)
			}
		}
	}
	return sides
}

// vetoAt returns the veto in whose condition span lies, and whether it is all
// of the condition.
func vetoAt(p *rules.Policy, span diag.Span) (id string, whole bool) {
	for _, v := range p.Vetoes {
		if v.When.At(v.When.Root) == span {
			return v.ID.Text, true
		}
	}
	return "", false
}

func vetoing(conditions []string) *diag.Source {
	var b strings.Builder
	b.WriteString(world)
	b.WriteString("[[metrics]]\nid = \"m\"\nweight = 100\nvalue = '1'\nbetter = \"higher\"\ntarget = 1\n")
	for i, c := range conditions {
		fmt.Fprintf(&b, "[[vetoes]]\nid = \"v%d\"\nwhen = '''%s'''\neffect = { score = 0 }\nenforcement = \"advisory\"\n", i, c)
	}
	return diag.NewSource("random.toml", []byte(b.String()))
}

// loading returns the conditions that load.
func loading(conditions []string) []string {
	var kept []string
	for _, c := range conditions {
		if _, problems := rules.Load([]*diag.Source{vetoing([]string{c})}); !problems.HasErrors() {
			kept = append(kept, c)
		}
	}
	return kept
}

func hitBy(t *testing.T, s *engine.Snapshot, given []byte) (map[string]bool, bool) {
	t.Helper()
	request, problems := facts.Read(diag.NewSource("facts.json", given), facts.DefaultLimits)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	e, err := s.Evaluate(request)
	var refusal *engine.Refusal
	if errors.As(err, &refusal) && refusal.Kind == "invalid-facts" {
		return nil, false // a > b
	}
	if err != nil {
		t.Fatal(err)
	}
	hits := map[string]bool{}
	for _, v := range e.Vetoes {
		hits[v.ID] = true
	}
	return hits, true
}
