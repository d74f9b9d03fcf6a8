package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"merit/policies"
	"merit/rules/diag"
	"merit/rules/text"
)

// fixFlags adds the flags that mend files.
func fixFlags(c *cobra.Command) {
	c.Flags().Bool("fix", false, "改好可以机械改正的错误，写回文件，再检查一遍 · mend in the files what is mechanical, then check again")
	c.Flags().Bool("dry-run", false, "与 --fix 连用：只列出会改什么，不写文件 · with --fix: list what would change, write nothing")
}

// fix mends files as far as that is mechanical, says what it did, and returns
// what remains.
func (a *app) fix(c *cobra.Command, files *policies.Files, f *format) (*look, error) {
	mended, mendings := policies.Mend(files, func(files *policies.Files) diag.List { return inspect(c, files).problems })
	w, dry := a.out, asked(c, "dry-run")
	if f.name != "text" {
		w = a.err
	}
	count := 0
	for _, m := range mendings {
		if m.After != m.Before && !dry {
			if err := overwrite(m.Before, m.After.Bytes); err != nil {
				return nil, err
			}
		}
		a.applied(w, m)
		count += len(m.Applied)
	}
	key := "fix-summary"
	if dry {
		key += ".dry"
	}
	fmt.Fprintln(w, a.both(text.Say(key, "count", fmt.Sprint(count))))
	fmt.Fprintln(w)
	if dry {
		return inspect(c, files), nil
	}
	return inspect(c, mended), nil
}

// applied lists the changes of a file, one on a line, and what was left out.
func (a *app) applied(w io.Writer, m policies.Mending) {
	for i := range m.Applied {
		d := &m.Applied[i]
		fmt.Fprintf(w, "%s:%d: %s  [%s] %s\n", m.Before.Name, d.Line, d.Fix.Change(), d.Code, a.both(d.Message))
	}
	for i := range m.Refused {
		d := &m.Refused[i]
		fmt.Fprintf(w, "%s: [%s] %s\n", d.Where(), d.Code, a.both(text.Say("fix-refused", "change", d.Fix.Change())))
	}
}

// overwrite writes a file that is still what it was when it was read.
func overwrite(before *diag.Source, data []byte) error {
	now, err := os.ReadFile(before.Name)
	if err != nil {
		return unread(before.Name, err)
	}
	if !bytes.Equal(now, before.Bytes) {
		return fail("fix-changed", "path", before.Name)
	}
	if err := replaceFile(before.Name, data); err != nil {
		return unwritten(before.Name, err)
	}
	return nil
}
