package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"merit/rules/analysis"
	"merit/rules/diag"
)

func (a *app) rulesCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "rules [CODE]",
		Short:   "解释一条规则；不写代码时列出所有建议 · explain a rule; without a code list the lints",
		Example: "  merit rules\n  merit rules condition-never\n  merit rules weights-sum --lang en",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				fmt.Fprint(a.out, analysis.Overview(a.one()))
				return nil
			}
			page, ok := analysis.Page(args[0], a.one())
			if !ok {
				near := diag.Nearest(args[0], analysis.Codes())
				if near != "" {
					return usage(c, "command-rule.near", "code", args[0], "near", near)
				}
				return usage(c, "command-rule", "code", args[0])
			}
			fmt.Fprint(a.out, page)
			return nil
		},
	}
}
