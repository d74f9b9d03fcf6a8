package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"merit/engine/suite"
	"merit/policies"
	"merit/rules/diag"
	"merit/rules/text"
)

func (a *app) testCommand() *cobra.Command {
	verbose := false
	c := &cobra.Command{
		Use:     "test PATH…",
		Short:   "运行协议里的示例 · run the examples in policies",
		Example: "  merit test policies/\n  merit test my.toml -v",
		Args:    somePaths,
		RunE:    func(c *cobra.Command, paths []string) error { return a.test(c, paths, verbose) },
	}
	c.Flags().BoolVarP(&verbose, "verbose", "v", false, "也列出通过的示例 · also list the examples that pass")
	return c
}

func (a *app) test(c *cobra.Command, paths []string, verbose bool) error {
	sources, err := a.read(c, paths)
	if err != nil {
		return err
	}
	_, report, problems := policies.Check(sources, policies.Beside(sources)...)
	if report == nil {
		report = &suite.Report{}
	}
	for _, c := range report.Cases {
		a.caseLines(c, verbose)
	}
	rest := others(problems, report)
	a.print(a.out, rest)
	if len(report.Problems())+len(rest) > 0 {
		fmt.Fprintln(a.out)
	}
	passed := report.Passed()
	key := "test-summary"
	switch {
	case rest.HasErrors():
		key += ".errors"
	case len(report.Cases) == 0:
		key += ".none"
	}
	fmt.Fprintln(a.out, a.both(text.Say(key, "passed", count(passed), "failed", count(len(report.Cases)-passed),
		"errors", count(rest.Count(diag.Error)))))
	if problems.HasErrors() || passed < len(report.Cases) {
		return errProblems
	}
	return nil
}

// others returns the errors that are not about an example's answer: they keep
// policies from being tested at all.
func others(problems diag.List, report *suite.Report) diag.List {
	told := map[string]bool{}
	for _, d := range report.Problems() {
		told[d.Error()] = true
	}
	var out diag.List
	for _, d := range problems {
		if d.Severity == diag.Error && !told[d.Error()] {
			out.Add(d)
		}
	}
	return out
}

// caseLines writes one line for each thing that did not hold.
func (a *app) caseLines(c *suite.Case, verbose bool) {
	who := c.Policy.ID.Text + " · " + c.Name
	if c.Passed {
		if verbose {
			fmt.Fprintf(a.out, "%s %s\n", a.mark("32", "✓"), who)
		}
		return
	}
	for _, m := range c.Mismatches {
		a.caseLine(who, m.Span, text.Say("test-mismatch", "key", m.Key, "want", m.Want, "got", m.Got))
	}
	for _, d := range c.Problems {
		if d.Severity == diag.Error {
			a.caseLine(who, d.Span, d.Message)
		}
	}
	if len(c.Mismatches) == 0 && !c.Problems.HasErrors() {
		a.caseLine(who, c.Span, text.Say("test-base"))
	}
}

func (a *app) caseLine(who string, at diag.Span, what text.Text) {
	fmt.Fprintf(a.out, "%s %s — %s (%s)\n", a.mark("31", "✗"), who, a.both(what), at)
}

func (a *app) mark(color, s string) string {
	if !a.colored(a.out) {
		return s
	}
	return "\x1b[" + color + "m" + s + "\x1b[0m"
}
