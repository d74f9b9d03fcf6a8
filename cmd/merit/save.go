package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"merit/engine/suite"
	"merit/policies"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/edit"
	"merit/rules/text"
)

// A saving keeps an evaluated case as an example of the policy that answered.
type saving struct {
	name string
	yes  bool // without asking
}

func (s *saving) flags(c *cobra.Command) {
	c.Flags().StringVar(&s.name, "save-example", "", "把这一例以此名称写进协议，作为示例；不写专员编号，先问再写 · append the case to the policy as an example of this `NAME`, without the specialist's id; asks first")
	c.Flags().BoolVarP(&s.yes, "yes", "y", false, "写示例前不问 · do not ask before the example is written")
}

func (s *saving) wanted(c *cobra.Command) bool { return c.Flags().Changed("save-example") }

// check reports a saving that cannot be meant, before anything is evaluated.
func (s *saving) check(c *cobra.Command, a *app, q *asking) error {
	switch {
	case !s.wanted(c) && s.yes:
		return usage(c, "command-save-yes")
	case !s.wanted(c):
		return nil
	case strings.TrimSpace(s.name) == "":
		return usage(c, "command-save-name")
	case strings.ContainsFunc(s.name, func(r rune) bool { return !unicode.IsPrint(r) }):
		return usage(c, "command-save-name.letters")
	case q.policies == "":
		return usage(c, "command-save-shipped")
	case !s.yes && (q.input == "-" || !isTerminal(a.in)):
		return usage(c, "command-save-ask")
	}
	return nil
}

// save appends the case to the file of the policy that answered, once it is
// sure that the file with it is as right as without, and that it was meant.
func (a *app) save(c *cobra.Command, s *saving, q *asking, asked *answered) error {
	e := asked.evaluation
	if e.Specialist != "" && strings.Contains(s.name, e.Specialist) {
		return usage(c, "command-save-name.who")
	}
	p := policyOf(asked.snapshot, e.Policy)
	if slices.ContainsFunc(p.Examples, func(x *rules.Example) bool { return x.Name.Text == s.name }) {
		a.say("save-twice", "id", p.ID.Text, "name", s.name)
		return errProblems
	}
	entry, ok := suite.Keep(s.name, asked.request, e)
	if !ok {
		a.say("save-form")
		return errProblems
	}
	with, ok := edit.AppendExample(p.Source, entry.TOML)
	if !ok {
		a.say("save-form")
		return errProblems
	}
	if err := a.holds(c, q, p, with); err != nil {
		return err
	}
	if agreed := a.agreed(s, p, entry, with); !agreed {
		a.say("save-declined")
		return nil
	}
	if now, err := os.ReadFile(p.Source.Name); err != nil || !bytes.Equal(now, p.Source.Bytes) {
		return fail("save-changed", "path", p.Source.Name)
	}
	if err := replaceFile(p.Source.Name, with); err != nil {
		return unwritten(p.Source.Name, err)
	}
	a.say("save-done", "path", p.Source.Name, "name", s.name)
	return nil
}

// holds checks and tests the policies as they would be, with the test files
// beside the policy: a case of theirs may have the name already. What was
// wrong with those before is not held against the example.
func (a *app) holds(c *cobra.Command, q *asking, p *rules.Policy, with []byte) error {
	sources, err := a.read(c, []string{q.policies})
	if err != nil {
		return err
	}
	tests, err := a.readable(policies.ReadTestPaths(filepath.Dir(p.Source.Name)))
	if err != nil {
		return err
	}
	at := slices.IndexFunc(sources, func(src *diag.Source) bool { return src.Name == p.Source.Name })
	if at < 0 {
		return fail("save-changed", "path", p.Source.Name)
	}
	beside := policies.Beside(sources)
	before := policies.Test(sources, tests, beside).Problems
	sources[at] = diag.NewSource(p.Source.Name, with)
	_, _, problems := policies.Check(sources, beside...)
	problems.Add(policies.Test(sources, tests, beside).Problems...)
	problems = slices.DeleteFunc(problems.Sorted(), func(d diag.Diagnostic) bool {
		return d.Severity != diag.Error || slices.ContainsFunc(before, func(o diag.Diagnostic) bool { return o.Error() == d.Error() })
	})
	if len(problems) == 0 {
		return nil
	}
	a.print(a.err, problems)
	a.say("save-broken")
	return errProblems
}

// agreed shows what is to be written and asks.
func (a *app) agreed(s *saving, p *rules.Policy, entry *suite.Entry, with []byte) bool {
	fmt.Fprintf(a.err, "\n%s\n", bytes.TrimSpace(with[len(p.Source.Bytes):]))
	fmt.Fprintln(a.err)
	key := "save-personal"
	if entry.Overrides {
		key += ".overrides"
	}
	a.say(key, "path", p.Source.Name)
	if entry.Named {
		a.say("save-named")
	}
	if s.yes {
		return true
	}
	fmt.Fprint(a.err, a.both(text.Say("save-question"))+" ")
	answer, _ := bufio.NewReader(a.in).ReadString('\n')
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes", "是", "好":
		return true
	}
	return false
}
