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
		Use:   "check PATH…",
		Short: "检查协议：列出服务会拒绝的一切 · everything the server would refuse",
		Long: `列出服务会拒绝的一切，以及多半不是本意的写法。文件夹里的协议、*_test.toml、*.source.toml、merit.toml 都检查；
读不了的文件单独列出，其余照查。
--fix 改好全角符号、≥ ≤ ≠、且 或 非、条件里的 =、90%、引号、日期写法、Excel 函数、写错字母的名称等改法唯一的错误，注释和排版
不动；列出改了什么、还剩什么。有两种可能的不猜，改了会更糟的不改。

Everything the server would refuse, and what is hardly meant. All files of a folder are checked: policies, *_test.toml,
*.source.toml and merit.toml; a file that cannot be read keeps nobody from the others.
--fix mends what has one way out: full-width characters, ≥ ≤ ≠, 且 或 非, = in a condition, 90%, quotes, dates, functions of
Excel, mistyped names. Comments and layout stay; what was changed and what remains is listed. It never guesses, and makes
nothing worse.`,
		Example: "  merit check policies/\n  merit check my.toml --lang en\n  merit check policies/ --format github\n  merit check policies/ --fix",
		Args:    somePaths,
		RunE:    func(c *cobra.Command, paths []string) error { return a.check(c, paths, f) },
	}
	lintFlags(c)
	fixFlags(c)
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
	if asked(c, "dry-run") && !asked(c, "fix") {
		return usage(c, "fix-dry-alone")
	}
	files, err := a.checkable(c, paths)
	if err != nil {
		return err
	}
	l := &look{}
	if asked(c, "fix") {
		if l, err = a.fix(c, files, f); err != nil {
			return err
		}
	} else {
		l = inspect(c, files)
	}
	l.problems = strictly(c, l.problems)
	if f.name != "text" {
		if err := a.report(a.out, f, l.read, l.problems); err != nil {
			return unwritten("-", err)
		}
	} else {
		a.printFixable(l.problems)
		if len(l.problems) > 0 {
			fmt.Fprintln(a.out)
		}
		fmt.Fprintln(a.out, a.both(l.summary()))
	}
	switch {
	case len(files.Unread) > 0:
		return fail("command-unread")
	case l.problems.HasErrors():
		return errProblems
	}
	return nil
}

// printFixable draws problems with what --fix would change.
func (a *app) printFixable(problems diag.List) {
	p := diag.Printer{Lang: text.Lang(a.lang), Color: a.colored(a.out), Fixes: true}
	_ = p.Print(a.out, problems) // a closed pipe shows in the exit code of whoever closed it
}

// checkable reads the files at paths. What cannot be read is among what is
// found, beside all that can; only where nothing can there is nothing to find.
func (a *app) checkable(c *cobra.Command, paths []string) (*policies.Files, error) {
	files := policies.ReadFiles(paths...)
	for _, src := range files.Policies {
		if isRequest(src) && slices.Contains(paths, src.Name) {
			return nil, usage(c, "command-request", "path", src.Name)
		}
	}
	if len(files.Unread) > 0 && len(files.All()) == 0 {
		a.print(a.err, files.Unread)
		return nil, fail("command-unread")
	}
	return files, nil
}

// A look is what a check looked at and found.
type look struct {
	files, policies, examples, sources int

	read     []*diag.Source
	problems diag.List
}

// inspect checks files of every kind. Source files, tests and configuration
// are no part of a set; where there is nothing else, that is no mistake.
func inspect(c *cobra.Command, files *policies.Files) *look {
	l := &look{files: len(files.All()), sources: len(files.Sources), read: files.All(), problems: slices.Clone(files.Unread)}
	for _, src := range files.Sources {
		_, problems := records.ReadSource(src)
		l.problems.Add(problems...)
	}
	for _, src := range files.Configs {
		l.problems.Add(policies.CheckConfig(src)...)
	}
	l.tests(files)
	if len(files.Policies) > 0 || len(files.All())+len(files.Unread) == 0 {
		snapshot, report, problems := examine(c, files.Policies)
		l.problems.Add(besides(problems, files.Configs)...)
		if snapshot != nil {
			l.policies, l.examples = len(snapshot.Policies()), len(report.Cases)
		}
	}
	l.problems = l.problems.Sorted()
	return l
}

// tests checks test files against the policies they were read with; those that
// are named alone, against the policies of their folders.
func (l *look) tests(files *policies.Files) {
	sources := files.Policies
	if len(sources) == 0 && len(files.Tests) > 0 {
		sources, _ = policies.ReadPaths(policies.FoldersOf(files.Tests)...)
	}
	l.problems.Add(policies.CheckTests(files.Tests, sources, policies.Beside(sources))...)
}

// besides leaves out what stands in files that are checked themselves.
func besides(problems diag.List, files []*diag.Source) diag.List {
	same := func(a, b string) bool {
		one, err := filepath.Abs(a)
		other, wrong := filepath.Abs(b)
		return err == nil && wrong == nil && one == other
	}
	return slices.DeleteFunc(problems, func(d diag.Diagnostic) bool {
		src := d.Span.Source
		return src != nil && slices.ContainsFunc(files, func(f *diag.Source) bool { return f != src && same(f.Name, src.Name) })
	})
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
