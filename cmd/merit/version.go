package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "显示版本 · show the version",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprint(a.out, versionText(buildInfo()))
			return nil
		},
	}
}

// buildInfo is what the Go tool noted when it built the program, or nil.
func buildInfo() *debug.BuildInfo {
	info, _ := debug.ReadBuildInfo()
	return info
}

// versionText says what was built, from what, and with what: the version of
// the expression parser is part of how a policy is read.
func versionText(info *debug.BuildInfo) string {
	version, revision, expr := versionOf(info), "", ""
	if info != nil {
		revision = revisionOf(info)
		for _, m := range info.Deps {
			if m.Path == "github.com/expr-lang/expr" {
				expr = m.Version
			}
		}
	}
	out := "merit " + version + "\n"
	if revision != "" {
		out += "revision " + revision + "\n"
	}
	out += fmt.Sprintf("go %s %s/%s\n", runtime.Version(), runtime.GOOS, runtime.GOARCH)
	if expr != "" {
		out += "expr " + expr + "\n"
	}
	return out
}

func versionOf(info *debug.BuildInfo) string {
	if info == nil || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

func revisionOf(info *debug.BuildInfo) string {
	revision, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = " (modified)"
		}
	}
	if revision == "" {
		return ""
	}
	return revision + changed
}
