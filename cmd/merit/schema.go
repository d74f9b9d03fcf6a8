package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"merit/rules/edit"
	"merit/rules/text"
)

func (a *app) schemaCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "schema [-o FILE]",
		Short: "编辑器用的协议结构 · a JSON Schema of policy files, for editors",
		Long: `输出协议文件的 JSON Schema（draft-07）。编辑器用它补全、显示每个键的说明（中英文）、标出写错的地方。

Write the JSON Schema (draft-07) of policy files, by which editors complete keys, say in both languages what they mean,
and mark mistakes. What it does not see merit check does.`,
		Example: "  merit schema -o policies/" + edit.SchemaName,
		Args:    noArgs,
		RunE:    func(*cobra.Command, []string) error { return a.schema(out) },
	}
	c.Flags().StringVarP(&out, "output", "o", "", "写到文件，不写则输出 · the `FILE` to write; standard output without it")
	return c
}

func (a *app) schema(path string) error {
	if path == "" {
		_, err := a.out.Write(edit.Schema())
		return err
	}
	if err := os.WriteFile(path, edit.Schema(), 0o644); err != nil {
		return unwritten(path, err)
	}
	_, err := a.out.Write([]byte(a.both(text.Say("schema-written", "path", path, "name", filepath.Base(path))) + "\n"))
	return err
}
