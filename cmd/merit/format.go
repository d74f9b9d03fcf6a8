package main

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"merit/rules/diag"
	"merit/rules/text"
)

// A format is how results are written: for people, or for a program.
type format struct {
	name string
	all  []string
}

// formatFlag adds --format with the formats a command knows; the first is the
// default.
func formatFlag(c *cobra.Command, f *format, all ...string) {
	f.name, f.all = all[0], all
	c.Flags().StringVar(&f.name, "format", f.name, "输出格式 · `FORMAT`: "+strings.Join(all, ", "))
}

// check refuses a format the command does not know.
func (f *format) check(c *cobra.Command) error {
	if slices.Contains(f.all, f.name) {
		return nil
	}
	return usage(c, "command-choice", "flag", "--format", "got", f.name, "all", joined(f.all))
}

// report writes problems in a format for programs.
func (a *app) report(w io.Writer, f *format, files []*diag.Source, problems diag.List) error {
	r := diag.Report{Lang: text.Lang(a.lang), Version: versionOf(buildInfo())}
	for _, src := range files {
		r.Files = append(r.Files, src.Name)
	}
	switch f.name {
	case "json":
		return r.JSON(w, problems)
	case "sarif":
		r.Path = a.inRepository
		return r.SARIF(w, problems)
	case "github":
		r.Path = a.inRepository
		return r.GitHub(w, problems)
	}
	return r.JUnit(w, problems)
}

// inRepository names a file as a pull request knows it: from the root that
// GitHub names, else from the folder the command runs in.
func (a *app) inRepository(name string) string {
	root, err := filepath.Abs(a.getenv("GITHUB_WORKSPACE"))
	if err != nil {
		return name
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	rel, err := filepath.Rel(root, abs)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return name
	}
	return rel
}
