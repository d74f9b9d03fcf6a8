package main

import (
	"slices"

	"github.com/spf13/cobra"

	"merit/engine"
	"merit/engine/suite"
	"merit/policies"
	"merit/rules/diag"
)

// lintFlags adds the flags that say how strictly findings are taken.
func lintFlags(c *cobra.Command) {
	c.Flags().Bool("strict", false, "有警告也算不通过 · warnings count as problems")
	c.Flags().Bool("hints", false, "也列出提示 · list hints, too")
}

func asked(c *cobra.Command, flag string) bool {
	on, _ := c.Flags().GetBool(flag)
	return on
}

// strictly takes warnings for errors where that is asked for, before anything
// is counted or written.
func strictly(c *cobra.Command, problems diag.List) diag.List {
	if !asked(c, "strict") {
		return problems
	}
	out := slices.Clone(problems)
	for i := range out {
		if out[i].Severity == diag.Warning {
			out[i].Severity = diag.Error
		}
	}
	return out
}

// examine checks policies with the levels of merit.toml, with hints where they
// are asked for.
func examine(c *cobra.Command, files []*diag.Source) (*engine.Snapshot, *suite.Report, diag.List) {
	levels, wrong := policies.FindLevels(files)
	snapshot, report, problems := policies.Examine(levels, files, policies.Beside(files)...)
	problems.Add(wrong...)
	if !asked(c, "hints") {
		problems = policies.WithoutHints(problems)
	}
	return snapshot, report, problems
}
