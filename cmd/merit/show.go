package main

import (
	"os"

	"github.com/spf13/cobra"

	"merit/policies"
	"merit/rules/edit"
)

func (a *app) showCommand() *cobra.Command {
	var format, out string
	c := &cobra.Command{
		Use:   "show POLICY",
		Short: "把协议写成给人看的文字 · the agreement as people read it",
		Long: `把一份协议写成给人看的文字：约定、周期、每个指标的目标、权重和计分、平衡项、加减分、否决项、档位、奖金、奖惩、参数和日期，
每条规则出现一次。文字由协议生成，--lang en 为英文。

Write one policy as people read it: agreement, period, every metric with target, weight and scoring, guards, adjustments,
vetoes, bands, payouts, outcomes, params with their dates; every rule once, generated from the policy. In Chinese unless
--lang en says otherwise.`,
		Example: "  merit show policies/crs-standard.toml\n  merit show my.toml --format html -o my.html --lang en",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(c, "command-show-file")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.show(c, args[0], format, out) },
	}
	c.Flags().StringVar(&format, "format", "markdown", "markdown 或 html · `FORMAT`: markdown or html")
	c.Flags().StringVarP(&out, "output", "o", "", "写到文件，不写则输出 · the `FILE` to write; standard output without it")
	return c
}

func (a *app) show(c *cobra.Command, path, format, out string) error {
	if format != "markdown" && format != "html" {
		return usage(c, "command-choice", "flag", "--format", "got", format, "all", "markdown, html")
	}
	sources, err := a.read(c, []string{path})
	if err != nil {
		return err
	}
	if len(sources) != 1 {
		return usage(c, "command-show-file")
	}
	shown, problems := understood(sources, policies.Beside(sources))
	if len(shown) == 0 {
		a.print(a.err, problems)
		a.say("command-show-broken")
		return errProblems
	}
	page := edit.ShowMarkdown(shown[0], a.one())
	if format == "html" {
		page = edit.ShowHTML(shown[0], a.one())
	}
	if out == "" {
		_, err := a.out.Write(page)
		return err
	}
	if err := os.WriteFile(out, page, 0o644); err != nil {
		return unwritten(out, err)
	}
	return nil
}
