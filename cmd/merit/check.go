package main

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"merit/engine/records"
	"merit/policies"
	"merit/rules/diag"
	"merit/rules/text"
)

func (a *app) checkCommand() *cobra.Command {
	f := &format{}
	c := &cobra.Command{
		Use:     "check PATH…",
		Short:   "检查协议：列出服务会拒绝的一切 · everything the server would refuse",
		Example: "  merit check policies/\n  merit check my.toml --lang en\n  merit check policies/ --format github",
		Args:    somePaths,
		RunE:    func(c *cobra.Command, paths []string) error { return a.check(c, paths, f) },
	}
	lintFlags(c)
	formatFlag(c, f, "text", "json", "sarif", "github", "junit")
	return c
}

func somePaths(c *cobra.Command, paths []string) error {
	if len(paths) == 0 {
		return usage(c, "command-path")
	}
	return nil
}

// ofOneRun is how far the heap of a check may grow beyond what it keeps, in
// percent, before it is swept: it ends before most of it would be worth it.
const ofOneRun = 400

func (a *app) check(c *cobra.Command, paths []string, f *format) error {
	debug.SetGCPercent(ofOneRun)
	if err := f.check(c); err != nil {
		return err
	}
	l, err := a.look(c, paths)
	if err != nil {
		return err
	}
	if f.name != "text" {
		if err := a.report(a.out, f, l.read, l.problems); err != nil {
			return unwritten("-", err)
		}
	} else {
		a.print(a.out, l.problems)
		if len(l.problems) > 0 {
			fmt.Fprintln(a.out)
		}
		fmt.Fprintln(a.out, a.both(l.summary()))
	}
	if l.problems.HasErrors() || tooStrictFor(c, l.problems) {
		return errProblems
	}
	return nil
}

// A look is what a check looked at and found.
type look struct {
	files, policies, examples, sources int

	read     []*diag.Source
	problems diag.List
}

// look checks the policies and the source files at paths. Source files are no
// part of a set; where there is nothing else, that is no mistake.
func (a *app) look(c *cobra.Command, paths []string) (*look, error) {
	files, err := a.read(c, paths)
	if err != nil {
		return nil, err
	}
	sources, err := a.readable(policies.ReadSourcePaths(paths...))
	if err != nil {
		return nil, err
	}
	l := &look{files: len(files) + len(sources), sources: len(sources), read: slices.Concat(files, sources)}
	for _, src := range sources {
		_, problems := records.ReadSource(src)
		l.problems.Add(problems...)
	}
	if len(files) > 0 || len(sources) == 0 {
		snapshot, report, problems := examine(c, files)
		l.problems.Add(problems...)
		if snapshot != nil {
			l.policies, l.examples = len(snapshot.Policies()), len(report.Cases)
		}
	}
	l.problems = l.problems.Sorted()
	return l, nil
}

// summary is the last line: what was looked at, and how it stands.
func (l *look) summary() text.Text {
	state := ""
	switch {
	case l.problems.HasErrors():
		state = "broken"
	case len(l.problems) > 0:
		state = "findings"
	}
	if l.sources > 0 {
		state = strings.TrimPrefix(state+"-sources", "-")
	}
	return text.Say(strings.TrimSuffix("check-summary."+state, "."),
		"files", count(l.files), "policies", count(l.policies), "examples", count(l.examples), "sources", count(l.sources),
		"errors", count(l.problems.Count(diag.Error)), "warnings", count(l.problems.Count(diag.Warning)))
}

// read reads policies from paths. What cannot be read is told at once, all of
// it. A request, which is JSON, is no policy: whoever names one mistook the
// command.
func (a *app) read(c *cobra.Command, paths []string) ([]*diag.Source, error) {
	sources, err := a.readable(policies.ReadPaths(paths...))
	for _, src := range sources {
		if isRequest(src) {
			return nil, usage(c, "command-request", "path", src.Name)
		}
	}
	return sources, err
}

// isRequest reports whether a file is JSON, by its name or since no policy
// starts with a brace.
func isRequest(src *diag.Source) bool {
	switch strings.ToLower(filepath.Ext(src.Name)) {
	case ".json", ".ndjson", ".jsonl":
		return true
	}
	return bytes.HasPrefix(bytes.TrimLeft(src.Bytes, " \t\r\n\ufeff"), []byte("{"))
}

// readable prints what could not be read.
func (a *app) readable(sources []*diag.Source, err error) ([]*diag.Source, error) {
	var unread *policies.ReadError
	if errors.As(err, &unread) {
		a.print(a.err, unread.Problems)
		return nil, fail("command-unread")
	}
	return sources, err
}
