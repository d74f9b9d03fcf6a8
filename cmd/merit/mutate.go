package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"merit/engine/mutation"
	"merit/policies"
	"merit/rules/diag"
	"merit/rules/text"
)

// A mutating is what test --mutate was asked to do.
type mutating struct {
	on    bool
	least float64
}

func (m *mutating) flags(c *cobra.Command) {
	c.Flags().BoolVar(&m.on, "mutate", false, "逐个改动数字和运算符，看用例会不会发现 · change one number or operator at a time and see which changes the cases notice")
	c.Flags().Float64Var(&m.least, "min-killed", 0, "发现的改动低于百分之几算失败，与 --mutate 同用 · `PERCENT`, with --mutate: fail below this share of changes noticed")
}

// check reads the flags.
func (m *mutating) check(c *cobra.Command, q *trying) error {
	switch {
	case m.least < 0 || m.least > 100 || m.least != m.least:
		return usage(c, "command-percent", "flag", "--min-killed", "got", fmt.Sprint(m.least))
	case m.on && (q.coverage || q.suggest && (q.name != "text" || m.least > 0) || q.least > 0 || q.run != "" || q.name == "junit"), !m.on && m.least > 0:
		return usage(c, "command-mutate-alone")
	}
	return nil
}

// A mutated is what became of the mutants of one policy.
type mutated struct {
	trial *mutation.Trial
	*mutation.Report
}

func (m mutated) id() string { return m.trial.Policy.ID.Text }

// mutate tries every mutant of every policy against the cases about it.
func (a *app) mutate(q *trying, sources, tests []*diag.Source) error {
	trial := policies.Test(sources, tests, policies.Beside(sources))
	if trial.Problems.HasErrors() || trial.Report.Passed() < len(trial.Report.Cases) {
		a.testText(&outcome{Trial: trial}, q)
		a.say("mutate-unready")
		return errProblems
	}
	var all []mutated
	for _, p := range trial.Snapshot.Policies() {
		t := mutation.TrialOf(p, sources, tests, trial.Report)
		if problems := t.Ready(); problems.HasErrors() {
			a.print(a.err, problems)
			a.say("mutate-unready")
			return errProblems
		}
		all = append(all, mutated{t, t.Run()})
	}
	if q.suggest {
		a.mutatedSuggest(all)
		return nil
	}
	if err := a.mutatedOut(q, all); err != nil {
		return unwritten("-", err)
	}
	return a.enough(q.mutating.least, all)
}

func (a *app) mutatedOut(q *trying, all []mutated) error {
	if q.name == "json" {
		return a.mutatedJSON(all)
	}
	for _, m := range all {
		a.mutatedText(m)
	}
	return nil
}

// enough reports, as the command's failure, policies of which too few mutants
// were noticed.
func (a *app) enough(least float64, all []mutated) error {
	var failed error
	for _, m := range all {
		if m.Percent() < least {
			a.say("mutate-low", "policy", m.id(), "percent", percentText(m.Percent()), "least", percentText(least))
			failed = errProblems
		}
	}
	return failed
}

func (a *app) mutatedText(m mutated) {
	for _, s := range m.Survivors() {
		fmt.Fprintf(a.out, "%s %s  %s\n", a.mark("33", "~"), s.Span, a.both(text.Say("mutate-survivor", "name", s.Name, "old", oneLine(s.Old()), "new", oneLine(s.New))))
	}
	fmt.Fprintln(a.out, a.both(text.Say("mutate-summary", "policy", m.id(), "killed", count(m.Count(mutation.Killed)),
		"survived", count(m.Count(mutation.Survived)), "refused", count(m.Count(mutation.Refused)), "percent", percentText(m.Percent()))))
}

// mutatedSuggest writes cases that would notice what no case notices now.
func (a *app) mutatedSuggest(all []mutated) {
	fmt.Fprint(a.out, suggestedHead)
	for _, m := range all {
		cases, left := m.trial.Suggest(m.Report)
		for _, s := range cases {
			fmt.Fprintf(a.out, "\n%s", s.TOML())
		}
		a.say("mutate-suggested", "policy", m.id(), "cases", count(len(cases)), "noticed", count(m.Count(mutation.Survived)-left), "left", count(left))
	}
}

// The JSON form of mutation is a surface others rely on.
type (
	mutationReport struct {
		Policies []mutationPolicy `json:"policies"`
	}
	mutationPolicy struct {
		Policy    string           `json:"policy"`
		Version   string           `json:"version"`
		Killed    int              `json:"killed"`
		Survived  int              `json:"survived"`
		Refused   int              `json:"refused"`
		Percent   float64          `json:"percent"`
		Survivors []mutationChange `json:"survivors"`
	}
	mutationChange struct {
		Operator mutation.Operator `json:"operator"`
		Name     string            `json:"name"`
		Old      string            `json:"old"`
		New      string            `json:"new"`
		testPlace
	}
)

func (a *app) mutatedJSON(all []mutated) error {
	out := mutationReport{Policies: []mutationPolicy{}}
	for _, m := range all {
		p := mutationPolicy{
			Policy: m.id(), Version: m.trial.Policy.Version.Text, Killed: m.Count(mutation.Killed),
			Survived: m.Count(mutation.Survived), Refused: m.Count(mutation.Refused), Percent: m.Percent(), Survivors: []mutationChange{},
		}
		for _, s := range m.Survivors() {
			p.Survivors = append(p.Survivors, mutationChange{s.Operator, s.Name, s.Old(), strings.TrimSpace(s.New), placeOf(s.Span)})
		}
		out.Policies = append(out.Policies, p)
	}
	e := json.NewEncoder(a.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
