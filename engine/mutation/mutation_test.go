package mutation_test

import (
	"fmt"
	"strings"
	"testing"

	"merit/engine/mutation"
	"merit/engine/suite"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/golden"
)

const policy = `schema = 1

[policy]
id        = "small"
version   = "1"
title     = "小协议"
period    = "month"
effective = { from = 2026-01-01 }
stage     = "active"

[params]
limit = { value = 2.5 }

[inputs]
a = { type = "integer", min = 0, max = 200, title = "甲" }
b = { type = "number", title = "乙" }
c = { type = "list", max = 50, items = { type = "number" } }

[[metrics]]
id     = "one"
title  = "第一"
weight = 60
value  = 'a + b * 2'
better = "higher"
target = 90
sample = { size = 'len(c)', min = 1 }

[[metrics]]
id     = "two"
title  = "第二"
weight = 40
value  = '(b - 1) / 4'
better = "lower"
target = 'limit'

[[vetoes]]
id     = "stop"
title  = "否决"
when   = 'a > 10 and not (b <= 5 or a in [7, 8])'
effect = { cap = 59 }

[[bands]]
from  = 0
grade = "C"
rate  = "0%"

[[bands]]
from  = 60
grade = "A"
rate  = "100%"
`

func load(t *testing.T, text string) *rules.Policy {
	t.Helper()
	set, problems := rules.Load([]*diag.Source{diag.NewSource("small.toml", []byte(text))})
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	return set.Policies[0]
}

// TestMutants writes down every mutant of a small policy, and what becomes of
// the line it stands in.
func TestMutants(t *testing.T) {
	var b strings.Builder
	before := strings.Split(policy, "\n")
	for _, m := range mutation.Of(load(t, policy)) {
		fmt.Fprintf(&b, "%-10s %d:%d  %s -> %s\n", m.Operator, m.Span.Position().Line, m.Span.Position().Column, m.Old(), m.New)
		for i, line := range strings.Split(string(m.Source().Bytes), "\n") {
			if line != before[i] {
				fmt.Fprintf(&b, "           %s\n", line)
			}
		}
	}
	golden.Compare(t, "testdata/mutants.txt", []byte(b.String()))
}

// TestAnchorsAreLeftAlone shows that no mutant is made of what is there for
// people: no case could notice one.
func TestAnchorsAreLeftAlone(t *testing.T) {
	anchored := strings.Replace(policy, "target = 'limit'\n", "target = 'limit'\nanchors = [{ score = 5, text = \"好\" }, { score = 1, text = \"差\" }]\n", 1)
	for _, m := range mutation.Of(load(t, anchored)) {
		if strings.Contains(m.Name, "anchors") {
			t.Errorf("%s: %s -> %s", m.Name, m.Old(), m.New)
		}
	}
	if anchored == policy {
		t.Error("nothing is anchored")
	}
}

const tests = `
[defaults]
inputs = { a = 80, b = 5, c = [1] }

[[cases]]
name   = "正好达标"
expect = { score = 100, vetoes = [] }

[[cases]]
name   = "否决"
inputs = { b = 6 }
expect = { vetoes = ["stop"] }
`

// TestRun tries the mutants with two cases: what they must notice is killed,
// what they cannot notice survives, and what does not load is neither.
func TestRun(t *testing.T) {
	file, problems := suite.ReadFile(diag.NewSource("small_test.toml", []byte(tests)))
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	trial := &mutation.Trial{Policy: load(t, policy), Tests: []*suite.File{file}}
	if problems := trial.Ready(); len(problems) > 0 {
		t.Fatal(problems.Err())
	}
	r := trial.Run()
	want := map[string]mutation.Fate{
		"90 -> 91":          mutation.Killed,   // 80 + 5 × 2 is 90 and no more
		"90 -> 89":          mutation.Survived, // more than the target is as good
		"+ -> -":            mutation.Killed,
		"5 -> 6":            mutation.Killed, // the veto of the second case
		"8 -> 9":            mutation.Survived,
		"0 -> 1 at 45":      mutation.Survived, // nobody looks at the rate
		"higher -> lower":   mutation.Survived, // equal counts either way
		"59 -> 58":          mutation.Survived, // the score under the veto is not asked for
		"0 -> 1 at 43":      mutation.Refused,  // the lowest band must begin at the least score
		"hard -> advisory":  "",
		"(b - 1) -> nobody": "",
	}
	got := map[string]mutation.Fate{}
	for i, m := range r.Mutants {
		change := strings.TrimSpace(m.Old()) + " -> " + m.New
		got[change] = r.Fates[i]
		got[fmt.Sprintf("%s at %d", change, m.Span.Position().Line)] = r.Fates[i]
	}
	for change, fate := range want {
		if got[change] != fate {
			t.Errorf("%s: %q, want %q", change, got[change], fate)
		}
	}
	if n := r.Count(mutation.Killed) + r.Count(mutation.Survived) + r.Count(mutation.Refused); n != len(r.Mutants) {
		t.Errorf("%d fates of %d mutants", n, len(r.Mutants))
	}
	if len(r.Survivors()) != r.Count(mutation.Survived) || r.Percent() <= 0 || r.Percent() >= 100 {
		t.Errorf("%d survivors, %d counted, %v %%", len(r.Survivors()), r.Count(mutation.Survived), r.Percent())
	}
}

// TestNotReady shows that tests which fail before anything is changed prove
// nothing.
func TestNotReady(t *testing.T) {
	wrong := strings.Replace(tests, "score = 100", "score = 99", 1)
	file, _ := suite.ReadFile(diag.NewSource("small_test.toml", []byte(wrong)))
	trial := &mutation.Trial{Policy: load(t, policy), Tests: []*suite.File{file}}
	if problems := trial.Ready(); len(problems) == 0 {
		t.Error("a failing case is no reason")
	}
}
