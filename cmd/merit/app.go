package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"merit/rules/diag"
	"merit/rules/text"
)

// The exit codes of every command.
const (
	exitFine     = 0
	exitProblems = 1 // problems found, or a test failed
	exitUsage    = 2 // wrong use
	exitFailed   = 3 // could not read or run
)

// An app is one run of the program: its streams and the flags all commands
// share.
type app struct {
	in       io.Reader
	out, err io.Writer
	getenv   func(string) string

	lang  string // "", "zh" or "en"
	color string // "auto", "always" or "never"

	listening func(addr string) // told where serve listens; nil outside tests
}

// errProblems ends a command whose problems are printed already.
var errProblems = errors.New("problems found")

// A usageError is a command called wrongly.
type usageError struct {
	text    text.Text
	command *cobra.Command
}

func (e *usageError) Error() string { return e.text.EN }

// A failure is something that could not be read or run.
type failure struct{ text text.Text }

func (e *failure) Error() string { return e.text.EN }

func usage(c *cobra.Command, key string, args ...string) error {
	return &usageError{text.Say(key, args...), c}
}

func fail(key string, args ...string) error { return &failure{text.Say(key, args...)} }

// unread says that a file cannot be read, in words where there are some.
func unread(path string, err error) error { return about("command-read", path, err) }

// unwritten says that a file cannot be written.
func unwritten(path string, err error) error { return about("command-write", path, err) }

func about(key, path string, err error) error {
	var system *fs.PathError
	reason := err.Error()
	if errors.As(err, &system) {
		reason = system.Err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		key += ".missing"
	case errors.Is(err, fs.ErrPermission):
		key += ".denied"
	}
	return fail(key, "path", path, "error", reason)
}

// run runs the program and returns its exit code.
func (a *app) run(ctx context.Context, args []string) int {
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var wrong *usageError
	var failed *failure
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.As(err, &wrong):
		a.complain(wrong.text)
		a.say("command-help", "path", wrong.command.CommandPath())
		return exitUsage
	case errors.As(err, &failed):
		a.complain(failed.text)
		return exitFailed
	}
	a.complain(text.Text{ZH: err.Error(), EN: err.Error()})
	return exitFailed
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "merit",
		Short:         "绩效协议即代码 · performance agreements as code",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          func(c *cobra.Command, args []string) error { return unknownCommand(c, args) },
		RunE: func(c *cobra.Command, _ []string) error {
			c.SetOut(a.err)
			_ = c.Help()
			return usage(c, "command-missing")
		},
		PersistentPreRunE: func(c *cobra.Command, _ []string) error { return a.checkFlags(c) },
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.PersistentFlags().StringVar(&a.lang, "lang", "", "zh 或 en；缺省时问题用两种语言，报表用中文 · `LANGUAGE`: zh or en; without it problems come in both, statements in Chinese")
	root.PersistentFlags().StringVar(&a.color, "color", "auto", "auto、always 或 never · `WHEN`: auto, always or never")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return usage(c, "command-flag", "error", err.Error()) })
	root.SetUsageTemplate(helpHeads.Replace(root.UsageTemplate()))
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(a.commands()...)
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = "用法 · this help"
		if c.Name() == "help" {
			c.Short = "命令的用法 · help about a command"
		}
	}
	root.InitDefaultHelpFlag()
	root.Flags().Lookup("help").Usage = "用法 · this help"
	return root
}

// helpHeads puts the headings of --help into both languages, as what stands
// below them is.
var helpHeads = strings.NewReplacer(
	"Usage:", "用法 · Usage:",
	"Examples:", "例子 · Examples:",
	"Available Commands:", "命令 · Commands:",
	"Global Flags:", "通用选项 · Global flags:",
	"Flags:", "选项 · Flags:",
	`Use "{{.CommandPath}} [command] --help" for more information about a command.`,
	`各命令的用法 · help about a command: {{.CommandPath}} [command] --help`,
)

func unknownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range c.Commands() {
		names = append(names, sub.Name())
	}
	if near := diag.Nearest(args[0], names); near != "" {
		return usage(c, "command-unknown.near", "name", args[0], "near", near)
	}
	return usage(c, "command-unknown", "name", args[0])
}

// noArgs is the rule of commands that take flags only.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage(c, "command-argument", "arg", args[0])
	}
	return nil
}

func (a *app) checkFlags(c *cobra.Command) error {
	if lang := a.lang; lang != "" && lang != "zh" && lang != "en" {
		a.lang = ""
		return usage(c, "command-choice", "flag", "--lang", "got", lang, "all", "zh, en")
	}
	if a.color != "auto" && a.color != "always" && a.color != "never" {
		return usage(c, "command-choice", "flag", "--color", "got", a.color, "all", "auto, always, never")
	}
	return nil
}

// one is the language of statements and tables, which come in one only.
func (a *app) one() text.Lang {
	if a.lang == "en" {
		return text.EN
	}
	return text.ZH
}

// both writes t for people: in the chosen language, else Chinese and English.
func (a *app) both(t text.Text) string {
	if a.lang != "" || t.ZH == t.EN {
		return t.In(a.one())
	}
	return t.ZH + " / " + t.EN
}

// say writes a line to standard error.
func (a *app) say(key string, args ...string) {
	fmt.Fprintln(a.err, a.both(text.Say(key, args...)))
}

func (a *app) complain(t text.Text) { fmt.Fprintln(a.err, "merit: "+a.both(t)) }

// print draws problems on w.
func (a *app) print(w io.Writer, problems diag.List) {
	p := diag.Printer{Lang: text.Lang(a.lang), Color: a.colored(w)}
	_ = p.Print(w, problems) // a closed pipe shows in the exit code of whoever closed it
}

// colored reports whether w should get colours (https://no-color.org).
func (a *app) colored(w io.Writer) bool {
	switch {
	case a.color == "always":
		return true
	case a.color == "never" || a.getenv("NO_COLOR") != "" || a.getenv("TERM") == "dumb":
		return false
	}
	return isTerminal(w)
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// count writes a count.
func count(n int) string { return fmt.Sprint(n) }

// joined writes names for a message.
func joined(names []string) string { return strings.Join(names, ", ") }
