package main

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"merit/engine"
	"merit/engine/records"
	"merit/engine/suite"
	"merit/rules"
)

func (a *app) templateCommand() *cobra.Command {
	var output, policy string
	c := &cobra.Command{
		Use:   "template [PATH] -o FILE.xlsx",
		Short: "生成填报表 · an Excel form to fill in",
		Long: `生成一份填写数据的 Excel 工作簿：人员一张表，每份列表一张表，带单位、范围、下拉选项和示例行。
填好以后用 merit batch -i 读回来评估。同一份协议生成的文件每次都一样。

Write an Excel workbook for people to fill in: a sheet of people and one for every list, with units, bounds, drop-downs
and an example. merit batch -i reads it back. The same agreement gives the same bytes each time.`,
		Example: "  merit template policies/crs-standard.toml -o 填报.xlsx\n" +
			"  merit template --policy crs-standard -o form.xlsx --lang en\n" +
			"  merit batch --policy crs-standard -i 填报.xlsx -o 结果.xlsx",
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if output == "" {
				return usage(c, "command-template-output.none")
			}
			if strings.ToLower(filepath.Ext(output)) != ".xlsx" {
				return usage(c, "command-template-output", "got", output)
			}
			path := ""
			if len(args) == 1 {
				path = args[0]
			}
			return a.template(c, path, policy, output)
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "要写的文件，.xlsx · the `FILE` to write, .xlsx")
	c.Flags().StringVar(&policy, "policy", "", "协议编号，文件夹里有多份协议时需要 · the policy `ID`, where there are several")
	return c
}

func (a *app) template(c *cobra.Command, path, id, output string) error {
	snapshot, named, err := a.load(c, path)
	if err != nil {
		return err
	}
	if named, err = named.by(c, id, snapshot); err != nil {
		return err
	}
	p, err := onePolicy(c, snapshot, named.policy)
	if err != nil {
		return err
	}
	var sample []byte
	if len(p.Examples) > 0 {
		sample, _ = suite.SampleOf(p, p.Examples[0].Name.Text)
	}
	err = writeWhole(output, func(w io.Writer) error {
		return records.WriteTemplate(w, records.Template{Policy: p, Sample: sample, Lang: a.one()})
	})
	if err != nil {
		return unwritten(output, err)
	}
	a.say("template-written", "path", output, "id", p.ID.Text, "version", p.Version.Text)
	return nil
}

// onePolicy is the policy with the id, in its newest version, or the only one.
func onePolicy(c *cobra.Command, snapshot *engine.Snapshot, id string) (*rules.Policy, error) {
	var found *rules.Policy
	var ids []string
	for _, p := range snapshot.Policies() {
		if id == "" || p.ID.Text == id {
			found = p // versions are ordered by their first day
		}
		if !slices.Contains(ids, p.ID.Text) {
			ids = append(ids, p.ID.Text)
		}
	}
	if id == "" && len(ids) > 1 {
		return nil, usage(c, "command-template-policy", "all", joined(ids))
	}
	return found, nil
}
