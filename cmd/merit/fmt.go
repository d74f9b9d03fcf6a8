package main

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"merit/rules/diag"
	"merit/rules/edit"
	"merit/rules/text"
)

func (a *app) fmtCommand() *cobra.Command {
	var check bool
	c := &cobra.Command{
		Use:   "fmt PATH…",
		Short: "整理协议文件的排版 · lay out policy files",
		Long: `整理协议、测试（*_test.toml）、数据源和 merit.toml 的排版：相邻各行的等号对齐，表与表之间空一行，花括号里留空格，去掉行尾空格。
不改顺序、不改内容，注释全部保留。改了哪些文件，一行一个列出。

Lay out policies, tests (*_test.toml), source files and merit.toml: the = of neighbouring lines in one column, one empty line between tables, spaces
inside braces, none at the ends of lines. Nothing is reordered or changed, every comment stays. The files that were
changed are listed, one on a line.`,
		Example: "  merit fmt policies/\n  merit fmt --check policies/    # in CI: exit 1 where something would change",
		Args:    somePaths,
		RunE:    func(c *cobra.Command, paths []string) error { return a.format(c, paths, check) },
	}
	c.Flags().BoolVar(&check, "check", false, "只列出排版不对的文件，不改文件；有则退出码 1 · list what would change, write nothing; exit 1 where there is any")
	return c
}

func (a *app) format(c *cobra.Command, paths []string, check bool) error {
	files, unread, err := a.tomlFiles(c, paths)
	if err != nil {
		return err
	}
	broken := slices.Clone(unread)
	changed := 0
	for _, src := range files {
		out, problems := edit.Format(src)
		broken.Add(problems...)
		if bytes.Equal(out, src.Bytes) {
			continue
		}
		changed++
		fmt.Fprintln(a.out, src.Name)
		if !check {
			if err := replaceFile(src.Name, out); err != nil {
				return unwritten(src.Name, err)
			}
		}
	}
	a.print(a.err, broken)
	key := "fmt-summary"
	if check {
		key = "fmt-summary.check"
	}
	fmt.Fprintln(a.err, a.both(text.Say(key, "files", count(len(files)), "changed", count(changed))))
	if len(unread) > 0 {
		return fail("command-unread")
	}
	if broken.HasErrors() || check && changed > 0 {
		return errProblems
	}
	return nil
}

// tomlFiles reads the files at paths, of every kind, and says which cannot be
// read.
func (a *app) tomlFiles(c *cobra.Command, paths []string) ([]*diag.Source, diag.List, error) {
	files, err := a.checkable(c, paths)
	if err != nil {
		return nil, nil, err
	}
	return files.All(), files.Unread, nil
}
