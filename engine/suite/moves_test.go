package suite_test

import (
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/suite"
	"merit/rules"
	"merit/rules/diag"
)

const moving = `schema = 1

[policy]
id        = "moving"
version   = "1"
title     = "比较两次运行"
period    = "month"
currency  = "CNY"
effective = { from = 2026-01-01 }
stage     = "active"

[inputs]
calls = { type = "integer", min = 0 }

[[metrics]]
id     = "calls_made"
title  = "通话数"
weight = 100
value  = "calls"
better = "higher"
target = 100

[[vetoes]]
id     = "idle"
when   = "calls < 10"
effect = { score = 0 }

[[bands]]
from  = 0
grade = "C"
rate  = 0

[[bands]]
from  = 60
grade = "B"
rate  = 1

[[payouts]]
id     = "bonus"
amount = "1000 * rate"

[[examples]]
name   = "many"
inputs = { calls = 100 }
expect = { refused = false }

[[examples]]
name   = "few"
inputs = { calls = 50 }
expect = { refused = false }
`

func TestMoves(t *testing.T) {
	tests := map[string]struct {
		edit []string // old, new, …
		want string
	}{
		"nothing":            {nil, ""},
		"a title":            {[]string{"通话数", "电话数"}, ""},
		"a target":           {[]string{"target = 100", "target = 200"}, "many few"},
		"only a score":       {[]string{"target = 100", "target = 90"}, "few"},
		"only pay":           {[]string{"1000 * rate", "900 * rate"}, "many"},
		"only a grade":       {[]string{`grade = "C"`, `grade = "D"`}, "few"},
		"an outcome":         {[]string{"[[payouts]]", "[[outcomes]]\nid = \"talk\"\nkind = \"coaching\"\ntitle = \"谈话\"\nwhen = \"score < 60\"\n\n[[payouts]]"}, "few"},
		"a veto that hits":   {[]string{"calls < 10", "calls < 60"}, "few"},
		"an example more":    {[]string{"[[examples]]\nname   = \"few\"", "[[examples]]\nname = \"none\"\ninputs = { calls = 0 }\nexpect = { score = 0 }\n\n[[examples]]\nname   = \"few\""}, "+none"},
		"an example renamed": {[]string{`"few"`, `"fewer"`}, "+fewer -few"},
		"a new version":      {[]string{`version   = "1"`, `version   = "2"`}, ""},
		"refused facts":      {[]string{"calls = 50", "calls = -1"}, "few"},
	}
	before := ran(t, moving)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := moved(suite.Moves(before, ran(t, strings.NewReplacer(tt.edit...).Replace(moving)))); got != tt.want {
				t.Errorf("moved %q, want %q", got, tt.want)
			}
		})
	}
}

func ran(t *testing.T, policy string) *suite.Report {
	t.Helper()
	set, problems := rules.Load([]*diag.Source{diag.NewSource("moving.toml", []byte(policy))})
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	snapshot, _ := engine.Compile(set)
	return suite.Run(snapshot)
}

func moved(moves []suite.Move) string {
	var out []string
	for _, m := range moves {
		switch {
		case m.Before == nil:
			out = append(out, "+"+m.After.Name)
		case m.After == nil:
			out = append(out, "-"+m.Before.Name)
		default:
			out = append(out, m.After.Name)
		}
	}
	return strings.Join(out, " ")
}
