package main

import (
	"fmt"
	"strconv"
	"strings"

	"merit/engine"
)

// groups are the parts of the way from the facts to the payout, and the kinds
// of steps in each.
var groups = map[string]string{
	"policy": "facts", "param": "facts", "check": "facts", "formula": "facts",
	"metric": "metrics", "score": "metrics", "guard": "metrics",
	"weight": "sum", "sum": "sum", "adjustment": "sum",
	"veto": "result", "round": "result", "band": "result", "payout": "result", "outcome": "result",
}

// steps shows how each number came about: the sentence, the formula as it is
// written and where, and what it read.
func (s *statement) steps(steps []engine.Step) {
	if len(steps) == 0 {
		return
	}
	s.section("statement-steps")
	width, group := len(strconv.Itoa(len(steps))), ""
	for i, st := range steps {
		if g := groups[st.Kind]; g != "" && g != group {
			group = g
			s.line("  ", s.say("statement-group."+g))
		}
		s.step(i+1, width, st)
	}
}

func (s *statement) step(n, width int, st engine.Step) {
	s.line(fmt.Sprintf("    %*d. ", width, n), strings.TrimSpace(st.Text.In(s.lang)))
	margin := strings.Repeat(" ", width+6)
	if st.Formula != "" {
		s.line(margin, s.say("statement-formula", "formula", oneLine(st.Formula), "at", st.At))
	}
	var read []string
	for _, v := range st.Values {
		said := v.Name + " = " + v.Value
		if v.Source != "" {
			said += s.say("statement-source", "source", v.Source)
		}
		read = append(read, said)
	}
	if len(read) > 0 {
		s.line(margin, s.say("statement-values", "values", strings.Join(read, ", ")))
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
