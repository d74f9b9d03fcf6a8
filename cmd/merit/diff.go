package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"merit/policies"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/edit"
	"merit/rules/text"
)

// A differing is how merit diff was asked.
type differing struct {
	base, format string
	exitCode     bool
}

func (a *app) diffCommand() *cobra.Command {
	var d differing
	c := &cobra.Command{
		Use:   "diff OLD NEW | --base REV PATH",
		Short: "两版协议的内容有什么不同 · what changed in meaning between policies",
		Long: `用句子列出两版协议（文件或文件夹）在内容上的变化：指标、权重、目标、档位、否决、日期等。
排版、注释和先后顺序不算变化；同一编号换了名称，会说明是改名。有没有变化退出码都是 0，加 --exit-code 则有变化为 1。

List in sentences what changed in meaning between two versions of policies, files or folders. Layout, comments and order
are no changes; a new title of the same id is said to be one. Exits with 0 whether or not something changed; with
--exit-code, with 1 when something did.`,
		Example: "  merit diff old.toml new.toml\n  merit diff --base main policies/ --format markdown",
		Args: func(c *cobra.Command, args []string) error {
			if d.base == "" && len(args) != 2 || d.base != "" && len(args) != 1 {
				return usage(c, "command-diff-paths")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.diff(c, args, d) },
	}
	c.Flags().StringVar(&d.base, "base", "", "旧版取自 git 的哪个版本 · the git `REV` to read the old version from")
	c.Flags().StringVar(&d.format, "format", "text", "text、json 或 markdown · `FORMAT`: text, json or markdown")
	c.Flags().BoolVar(&d.exitCode, "exit-code", false, "有变化时退出码 1 · exit with 1 when something changed")
	return c
}

func (a *app) diff(c *cobra.Command, args []string, d differing) error {
	if d.format != "text" && d.format != "json" && d.format != "markdown" {
		return usage(c, "command-choice", "flag", "--format", "got", d.format, "all", "text, json, markdown")
	}
	if strings.HasPrefix(d.base, "-") {
		return usage(c, "command-diff-base", "got", d.base)
	}
	before, after, err := a.twoSides(c, args, d.base)
	if err != nil {
		return err
	}
	found := edit.Compare(before, after)
	if err := a.writeDiff(found, d.format); err != nil {
		return err
	}
	if d.exitCode && len(found) > 0 {
		return errProblems
	}
	return nil
}

// twoSides reads the policies of both sides. Approvals are not asked for: what
// changed is what a department wants to see before it approves.
func (a *app) twoSides(c *cobra.Command, args []string, base string) (before, after []*rules.Policy, err error) {
	newer, err := a.read(c, args[len(args)-1:])
	if err != nil {
		return nil, nil, err
	}
	var older, beside []*diag.Source
	if base == "" {
		if older, err = a.read(c, args[:1]); err != nil {
			return nil, nil, err
		}
		beside = policies.Beside(older)
	} else if older, beside, err = fromGit(args[0], base); err != nil {
		return nil, nil, err
	}
	before, wrong := understood(older, beside)
	after, problems := understood(newer, policies.Beside(newer))
	if problems = append(wrong, problems...); problems.HasErrors() {
		a.print(a.err, problems)
		a.say("command-diff-broken")
		return nil, nil, errProblems
	}
	return before, after, nil
}

// understood reads each policy, with the others there to be extended.
func understood(sources, beside []*diag.Source) (out []*rules.Policy, problems diag.List) {
	for i, src := range sources {
		others := beside
		if bytes.Contains(src.Bytes, []byte("extends")) || bytes.Contains(src.Bytes, []byte("parts")) {
			others = append(append(append([]*diag.Source{}, sources[:i]...), sources[i+1:]...), beside...)
		}
		p, found := rules.ReadUnapproved(src, others...)
		if p == nil {
			problems.Add(found...)
			continue
		}
		out = append(out, p)
	}
	return out, problems
}

// fromGit reads what path held in a revision: the policies there, and those
// beside a file.
func fromGit(at, rev string) (sources, beside []*diag.Source, err error) {
	dir, only := at, ""
	if info, err := os.Stat(at); err == nil && !info.IsDir() {
		dir, only = filepath.Dir(at), filepath.Base(at)
	}
	names, err := git(dir, "ls-tree", "-r", "-z", "--name-only", "--end-of-options", rev, "./")
	if err != nil {
		return nil, nil, err
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(names), "\x00"), "\x00") {
		hidden := strings.HasPrefix(name, "_") || strings.Contains(name, "/_") || strings.HasPrefix(name, ".") || strings.Contains(name, "/.")
		if name != only && (hidden || !policies.IsPolicy(path.Base(name)) || only != "" && strings.Contains(name, "/")) {
			continue
		}
		b, err := git(dir, "show", "--end-of-options", rev+":./"+name)
		if err != nil {
			return nil, nil, err
		}
		src := diag.NewSource(rev+":"+filepath.ToSlash(filepath.Join(dir, name)), b)
		if only != "" && name != only {
			beside = append(beside, src)
		} else {
			sources = append(sources, src)
		}
	}
	return sources, beside, nil
}

func git(dir string, args ...string) ([]byte, error) {
	var out, complaint bytes.Buffer
	c := exec.Command("git", append([]string{"-C", dir}, args...)...)
	c.Stdout, c.Stderr = &out, &complaint
	if err := c.Run(); err != nil {
		reason, _, _ := strings.Cut(strings.TrimSpace(complaint.String()), "\n")
		if reason == "" {
			reason = err.Error()
		}
		return nil, fail("command-diff-git", "error", reason)
	}
	return out.Bytes(), nil
}

func (a *app) writeDiff(found []edit.Comparison, format string) error {
	var b bytes.Buffer
	switch format {
	case "json":
		return a.diffJSON(found)
	case "markdown":
		a.diffMarkdown(&b, found)
	default:
		a.diffText(&b, found)
	}
	_, err := a.out.Write(b.Bytes())
	return err
}

func (a *app) diffText(b *bytes.Buffer, found []edit.Comparison) {
	if len(found) == 0 {
		fmt.Fprintln(b, a.both(text.Say("diff-none")))
	}
	for i, c := range found {
		if i > 0 {
			fmt.Fprintln(b)
		}
		fmt.Fprintln(b, heading(c))
		for _, x := range c.Changes {
			fmt.Fprintln(b, "  "+x.Text.In(a.one()))
			if a.lang == "" && x.Text.EN != x.Text.ZH {
				fmt.Fprintln(b, "    "+x.Text.EN)
			}
		}
	}
}

// heading names what is compared: "crs-standard 2026.1 → 2026.2".
func heading(c edit.Comparison) string {
	switch {
	case c.Old == nil:
		return c.New.ID.Text + " " + c.New.Version.Text
	case c.New == nil:
		return c.Old.ID.Text + " " + c.Old.Version.Text
	}
	from, to := c.Old.ID.Text+" "+c.Old.Version.Text, c.New.ID.Text+" "+c.New.Version.Text
	switch {
	case from == to:
		return to
	case c.Old.ID.Text == c.New.ID.Text:
		return from + " → " + c.New.Version.Text
	}
	return from + " → " + to
}

func (a *app) diffMarkdown(b *bytes.Buffer, found []edit.Comparison) {
	if len(found) == 0 {
		fmt.Fprintln(b, a.both(text.Say("diff-none")))
	}
	for i, c := range found {
		if i > 0 {
			fmt.Fprintln(b)
		}
		fmt.Fprintf(b, "### %s\n\n", heading(c))
		for _, x := range c.Changes {
			fmt.Fprintln(b, "- "+edit.Markdown(x.Text.In(a.one())))
			if a.lang == "" && x.Text.EN != x.Text.ZH {
				fmt.Fprintln(b, "  <br>"+edit.Markdown(x.Text.EN))
			}
		}
	}
}

// diffJSON writes everything in both languages.
func (a *app) diffJSON(found []edit.Comparison) error {
	type side struct {
		ID      string `json:"id"`
		Version string `json:"version"`
		Meaning string `json:"meaning"`
		File    string `json:"file"`
	}
	type comparison struct {
		Old     *side         `json:"old"`
		New     *side         `json:"new"`
		Changes []edit.Change `json:"changes"`
	}
	of := func(p *rules.Policy) *side {
		if p == nil {
			return nil
		}
		return &side{p.ID.Text, p.Version.Text, p.Meaning, p.Source.Name}
	}
	out := struct {
		Changed  bool         `json:"changed"`
		Policies []comparison `json:"policies"`
	}{len(found) > 0, []comparison{}}
	for _, c := range found {
		out.Policies = append(out.Policies, comparison{of(c.Old), of(c.New), c.Changes})
	}
	e := json.NewEncoder(a.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
