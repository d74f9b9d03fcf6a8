package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"merit/engine"
	"merit/engine/suite"
	"merit/policies"
	"merit/rules/diag"
	"merit/rules/text"
)

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "check PATH…",
		Short:   "检查协议：列出服务会拒绝的一切 · everything the server would refuse",
		Example: "  merit check policies/\n  merit check my.toml --lang en",
		Args:    somePaths,
		RunE:    func(_ *cobra.Command, paths []string) error { return a.check(paths) },
	}
}

func somePaths(c *cobra.Command, paths []string) error {
	if len(paths) == 0 {
		return usage(c, "command-path")
	}
	return nil
}

func (a *app) check(paths []string) error {
	sources, err := a.read(paths)
	if err != nil {
		return err
	}
	snapshot, report, problems := policies.Check(sources, policies.Beside(sources)...)
	a.print(a.out, problems)
	if len(problems) > 0 {
		fmt.Fprintln(a.out)
	}
	fmt.Fprintln(a.out, a.both(checked(len(sources), snapshot, report, problems)))
	if problems.HasErrors() {
		return errProblems
	}
	return nil
}

// checked is the last line: what was looked at, and how it stands.
func checked(files int, snapshot *engine.Snapshot, report *suite.Report, problems diag.List) text.Text {
	args := []string{"files", count(files), "errors", count(problems.Count(diag.Error)), "warnings", count(problems.Count(diag.Warning))}
	if snapshot == nil {
		return text.Say("check-summary.broken", args...)
	}
	args = append(args, "policies", count(len(snapshot.Policies())), "examples", count(len(report.Cases)))
	if len(problems) > 0 {
		return text.Say("check-summary.findings", args...)
	}
	return text.Say("check-summary", args...)
}

// read reads policies from paths. What cannot be read is told at once, all of
// it.
func (a *app) read(paths []string) ([]*diag.Source, error) {
	sources, err := policies.ReadPaths(paths...)
	var unread *policies.ReadError
	if errors.As(err, &unread) {
		a.print(a.err, unread.Problems)
		return nil, fail("command-unread")
	}
	return sources, err
}
