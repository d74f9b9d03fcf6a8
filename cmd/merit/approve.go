package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"merit/policies"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/text"
)

func (a *app) approveCommand() *cobra.Command {
	var s rules.Signature
	c := &cobra.Command{
		Use:   "approve FILE --as DEPARTMENT --by ID",
		Short: "批准一份协议 · approve a policy",
		Long: `把一个部门的批准写进协议文件。批准的是内容：注释、排版、示例和 stage 可以再改，其余一改（包括它继承的协议），就要重新批准。
协议里写了 approvers 的，各部门都批准了才能 stage = "active"。

Record a department's approval in the policy file. What is approved is what the policy says: comments, layout, examples
and stage may still change; after any other change, also in a policy it extends, it must be approved again. A policy that
names approvers can be active only once all of them have approved it.`,
		Example: "  merit approve policies/north.toml --as hr --by E1001 --on 2026-03-01",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(c, "command-approve-file")
			}
			return nil
		},
	}
	c.Flags().StringVar(&s.As, "as", "", "批准的部门，approvers 里的一个 · the `DEPARTMENT`, one of approvers")
	c.Flags().StringVar(&s.By, "by", "", "批准人，例如工号 · the `ID` of who approves")
	c.Flags().StringVar(&s.On, "on", "", "批准日期，可不写 · the `DATE`, may be left out")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := checkSignature(c, s); err != nil {
			return err
		}
		return a.approve(c, args[0], s)
	}
	return c
}

func checkSignature(c *cobra.Command, s rules.Signature) error {
	switch _, date := calendar.ParseDate(s.On); {
	case strings.TrimSpace(s.As) == "" || strings.TrimSpace(s.By) == "":
		return usage(c, "command-approve-who")
	case strings.ContainsFunc(s.As+s.By, func(r rune) bool { return !unicode.IsPrint(r) }):
		return usage(c, "command-approve-who.letters")
	case s.On != "" && !date:
		return usage(c, "command-approve-date", "got", s.On)
	}
	return nil
}

func (a *app) approve(c *cobra.Command, path string, s rules.Signature) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fail("command-approve-folder", "path", path)
	}
	sources, err := a.read(c, []string{path})
	if err != nil {
		return err
	}
	if len(sources) != 1 {
		return fail("command-approve-folder", "path", path)
	}
	p, problems := policies.CheckUnapproved(sources[0], policies.Beside(sources)...)
	a.print(a.err, problems)
	if p == nil {
		a.say("command-approve-broken")
		return errProblems
	}
	signed, problems := p.Sign(s)
	if signed == nil {
		a.print(a.err, problems)
		return errProblems
	}
	if !bytes.Equal(signed, p.Source.Bytes) {
		if err := replaceFile(path, signed); err != nil {
			return unwritten(path, err)
		}
	}
	a.approved(p, s)
	return nil
}

// approved says what was approved and whose approval still lacks.
func (a *app) approved(p *rules.Policy, s rules.Signature) {
	title := p.Title.Text
	if title == "" {
		title = p.ID.Text
	}
	told := func(key string, args ...string) {
		_, _ = a.out.Write([]byte(a.both(text.Say(key, args...)) + "\n"))
	}
	told("approve-done", "department", s.As, "by", s.By, "title", title, "id", p.ID.Text, "version", p.Version.Text)
	told("approve-digest", "digest", p.Meaning)
	switch before := p.ApprovalOf(s.As); {
	case before == nil:
	case p.Approved(before):
		told("approve-before.same", "who", before.Who())
	case p.ChangedSince(before) != "":
		told("approve-before.sections", "who", before.Who(), "changed", p.ChangedSince(before))
	default:
		told("approve-before", "who", before.Who())
	}
	var lacking []string
	for _, who := range p.Approvers {
		if who.Text != s.As && !p.Approved(p.ApprovalOf(who.Text)) {
			lacking = append(lacking, who.Text)
		}
	}
	if len(lacking) > 0 {
		told("approve-lacking", "departments", joined(lacking))
		return
	}
	if p.Stage == rules.Active {
		told("approve-complete.active")
		return
	}
	told("approve-complete")
}

// replaceFile writes a file whole or not at all, keeping its mode. Where it is
// a symbolic link, what it leads to is written.
func replaceFile(path string, data []byte) error {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".merit-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // in vain once it is renamed
	_, err = f.Write(data)
	for _, next := range []func() error{f.Sync, func() error { return f.Chmod(info.Mode().Perm()) }, f.Close} {
		if e := next(); err == nil {
			err = e
		}
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
