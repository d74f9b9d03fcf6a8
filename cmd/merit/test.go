package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/spf13/cobra"

	"merit/engine/suite"
	"merit/policies"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/text"
)

// A trying is what test was asked to do.
type trying struct {
	format
	verbose  bool
	run      string
	coverage bool
	least    float64
	suggest  bool
	mutating mutating
}

func (a *app) testCommand() *cobra.Command {
	q := &trying{}
	c := &cobra.Command{
		Use:     "test PATH…",
		Short:   "运行协议里的示例和 *_test.toml 里的用例 · run the examples in policies and the cases of *_test.toml",
		Example: "  merit test policies/\n  merit test my.toml my_test.toml -v\n  merit test policies/ --run 否决 --coverage\n  merit test policies/ --suggest > more_test.toml",
		Args:    somePaths,
		RunE:    func(c *cobra.Command, paths []string) error { return a.test(c, paths, q) },
	}
	formatFlag(c, &q.format, "text", "json", "junit")
	c.Flags().BoolVarP(&q.verbose, "verbose", "v", false, "也列出通过的用例 · also list the cases that pass")
	c.Flags().StringVar(&q.run, "run", "", "只运行名称与正则表达式相符的用例 · `REGEXP`: only cases whose name matches")
	c.Flags().BoolVar(&q.coverage, "coverage", false, "列出还没有用例触及的结果 · list the results no case reaches")
	c.Flags().Float64Var(&q.least, "min-coverage", 0, "覆盖率低于百分之几算失败 · `PERCENT`: fail below this coverage")
	q.mutating.flags(c)
	c.Flags().BoolVar(&q.suggest, "suggest", false, "为没有触及的结果写出用例 · write cases for the results no case reaches")
	return c
}

func (a *app) test(c *cobra.Command, paths []string, q *trying) error {
	opts, err := q.check(c)
	if err != nil {
		return err
	}
	sources, tests, err := a.tested(c, paths)
	if err != nil {
		return err
	}
	if q.mutating.on {
		return a.mutate(q, sources, tests)
	}
	trial := policies.Test(sources, tests, policies.Beside(sources), opts...)
	o := &outcome{Trial: trial}
	for _, src := range slices.Concat(sources, tests) {
		o.files = append(o.files, src.Name)
	}
	if q.coverage || q.least > 0 || q.suggest {
		o.coverage = suite.Measure(trial.Snapshot, trial.Report)
	}
	switch {
	case q.suggest:
		return a.suggest(o)
	case q.name == "json":
		err = a.testJSON(o)
	case q.name == "junit":
		err = a.testJUnit(o)
	default:
		a.testText(o, q)
	}
	if err != nil {
		return unwritten("-", err)
	}
	if o.coverage != nil && o.coverage.Percent() < q.least {
		a.say("test-coverage-low", "percent", percentText(o.coverage.Percent()), "least", percentText(q.least))
		return errProblems
	}
	if o.failed(q) {
		return errProblems
	}
	return nil
}

// check reads the flags.
func (q *trying) check(c *cobra.Command) ([]suite.Option, error) {
	if err := q.format.check(c); err != nil {
		return nil, err
	}
	if q.least < 0 || q.least > 100 || q.least != q.least {
		return nil, usage(c, "command-percent", "flag", "--min-coverage", "got", fmt.Sprint(q.least))
	}
	if err := q.mutating.check(c, q); err != nil {
		return nil, err
	}
	if q.suggest && !q.mutating.on && (q.name != "text" || q.coverage || q.least > 0) {
		return nil, usage(c, "command-suggest-alone")
	}
	if q.run == "" {
		return nil, nil
	}
	named, err := regexp.Compile(q.run)
	if err != nil {
		return nil, usage(c, "command-regexp", "flag", "--run", "got", q.run, "error", err.Error())
	}
	return []suite.Option{suite.Match(func(p *rules.Policy, name string) bool {
		return named.MatchString(name) || named.MatchString(who(p, name))
	})}, nil
}

// who names a case.
func who(p *rules.Policy, name string) string { return p.ID.Text + " · " + name }

// tested reads the policies and the test files at paths. A test file that is
// named alone runs against the policies of its folder.
func (a *app) tested(c *cobra.Command, paths []string) (sources, tests []*diag.Source, err error) {
	if tests, err = a.readable(policies.ReadTestPaths(paths...)); err != nil {
		return nil, nil, err
	}
	if sources, err = a.read(c, paths); err != nil || len(sources) > 0 {
		return sources, tests, err
	}
	var folders []string
	for _, src := range tests {
		if dir := filepath.Dir(src.Name); !slices.Contains(folders, dir) {
			folders = append(folders, dir)
		}
	}
	if len(folders) > 0 {
		sources, err = a.read(c, folders)
	}
	return sources, tests, err
}

// An outcome is what a test came to.
type outcome struct {
	*policies.Trial
	files    []string
	coverage *suite.Coverage
}

// failed reports whether something is wrong. That nothing at all ran is wrong
// only where something was asked for.
func (o *outcome) failed(q *trying) bool {
	return o.Problems.HasErrors() || o.Report.Passed() < len(o.Report.Cases) || len(o.Report.Cases) == 0 && q.run != ""
}

func (a *app) testText(o *outcome, q *trying) {
	told := 0
	for _, c := range o.Report.Cases {
		told += a.caseLines(c, q.verbose)
	}
	rest := o.told()
	a.print(a.out, rest)
	if told+len(rest) > 0 {
		fmt.Fprintln(a.out)
	}
	if o.coverage != nil && !(rest.HasErrors() && len(o.coverage.Items) == 0) {
		a.coverageLines(o.coverage, q.coverage)
	}
	passed := o.Report.Passed()
	key := "test-summary"
	switch {
	case rest.HasErrors():
		key += ".errors"
	case len(o.Report.Cases) == 0 && q.run != "":
		key += ".unmatched"
	case len(o.Report.Cases) == 0:
		key += ".none"
	}
	fmt.Fprintln(a.out, a.both(text.Say(key, "passed", count(passed), "failed", count(len(o.Report.Cases)-passed),
		"errors", count(rest.Count(diag.Error)), "run", q.run)))
}

// told returns the errors that are not about a case's answer: they keep
// policies from being tested at all.
func (o *outcome) told() diag.List {
	var out diag.List
	for _, d := range o.Problems {
		if d.Severity == diag.Error {
			out.Add(d)
		}
	}
	return out
}

// differs says what a case wanted and what came out.
func differs(c *suite.Case, m suite.Mismatch) text.Text {
	key := "test-mismatch"
	switch held := c.Evaluation != nil && c.Evaluation.Status == "held"; {
	case m.Got == suite.Nothing && held:
		key += ".held"
	case m.Got == suite.Nothing:
		key += ".nothing"
	}
	said := text.Say(key, "key", m.Key, "want", m.Want, "got", m.Got)
	if key == "test-mismatch.held" {
		for _, note := range c.Evaluation.Reasons {
			said.ZH, said.EN = said.ZH+"；"+note.Text.ZH, said.EN+"; "+note.Text.EN
		}
	}
	return said
}

// caseLines writes one line for each thing that did not hold and below it the
// steps that led there. It returns how many things those were.
func (a *app) caseLines(c *suite.Case, verbose bool) int {
	if c.Passed {
		if verbose {
			fmt.Fprintf(a.out, "%s %s\n", a.mark("32", "✓"), who(c.Policy, c.Name))
		}
		return 0
	}
	told := 0
	for _, m := range c.Mismatches {
		a.caseLine(c, m.Span, differs(c, m))
		a.stepLines(c, m.Key)
		told++
	}
	for _, d := range c.Problems {
		if d.Severity == diag.Error {
			a.caseLine(c, d.Span, d.Message)
			told++
		}
	}
	if told == 0 {
		a.caseLine(c, c.Span, text.Say("test-base"))
		told++
	}
	return told
}

func (a *app) caseLine(c *suite.Case, at diag.Span, what text.Text) {
	fmt.Fprintf(a.out, "%s %s — %s (%s)\n", a.mark("31", "✗"), who(c.Policy, c.Name), a.both(what), at)
}

// stepLines tells how a key came to what it is: each step, and below it the
// formula as written with the values it read.
func (a *app) stepLines(c *suite.Case, key string) {
	steps := c.Steps(key)
	if len(steps) == 0 {
		if why := c.Because(key); !why.IsZero() {
			fmt.Fprintf(a.out, "    %s\n", oneLine(a.both(why)))
		}
		return
	}
	for _, s := range steps {
		fmt.Fprintf(a.out, "    %s\n", oneLine(s.Text.In(a.one())))
		if s.Formula == "" {
			continue
		}
		line := oneLine(s.Formula)
		for i, v := range s.Values {
			line += map[bool]string{true: "  ·  ", false: ", "}[i == 0] + v.Name + " = " + v.Value
		}
		fmt.Fprintf(a.out, "      %s\n", line)
	}
}

func (a *app) mark(color, s string) string {
	if !a.colored(a.out) {
		return s
	}
	return "\x1b[" + color + "m" + s + "\x1b[0m"
}
