package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"merit/engine/report"
	"merit/rules/calendar"
)

// flags declares what the command can be told.
func (b *batch) flags(c *cobra.Command) {
	f := c.Flags()
	f.SortFlags = false // they stand by what they are about
	f.StringVarP(&b.policies, "policies", "p", "", "协议文件或文件夹，缺省为内置协议 · policy `PATH`; the shipped agreements without it")
	f.StringVar(&b.policy, "policy", "", "指定协议编号 · evaluate by the policy `ID`")
	f.StringVar(&b.source, "source", "", "数据源文件 · source `FILE` that maps rows to facts")
	f.StringArrayVar(&b.records, "records", nil, "改用别的数据文件，如 calls=may.csv · read a table from another file, `TABLE=FILE`")
	f.StringVarP(&b.input, "input", "i", "", "填报表（.xlsx .csv .tsv .parquet）或请求（.ndjson，- 为标准输入） · a form (.xlsx .csv .tsv .parquet), or a `FILE` of requests; - for standard input")
	f.StringVarP(&b.output, "output", "o", "", "结果文件，.ndjson .csv 或 .xlsx · `FILE` for the results, .ndjson, .csv or .xlsx")
	f.StringVar(&b.period, "period", "", "只评估这个周期，如 2026-03 · only this `PERIOD`, such as 2026-03")
	f.BoolVar(&b.skipBad, "skip-bad-rows", false, "跳过读不懂的行 · leave out rows that cannot be read")
	f.StringVar(&b.offset, "offset", "", "填报表里没写时区的时间按此时区，如 +08:00 · the `OFFSET` of times in forms that have none, such as +08:00")
	f.StringVar(&b.saved, "save-requests", "", "把实际评估的请求存成 NDJSON · write the requests as they were evaluated to `FILE`")

	f.StringArrayVar(&b.history, "history", nil, "以前周期的结果（batch -o 的 .ndjson）作为历史 · earlier results as history, `FILE`.ndjson")
	f.StringArrayVar(&b.parts, "parts", nil, "较短周期的结果作为汇总的组成 · results of shorter periods as parts, `FILE`.ndjson")
	f.BoolVar(&b.chain, "chain", false, "本批较早周期的结果作为较晚周期的历史 · earlier answers of this batch become history of later ones")
	f.BoolVar(&b.rollUp, "roll-up", false, "先评估 --period 里的各个短周期，再汇总 · evaluate the shorter periods inside --period, then roll them up")
	f.StringVar(&b.carry, "carry", "", "把上期未完成的记录带入本期，如 plans · carry open records of a `LIST` into the next period")
	f.StringArrayVar(&b.carryFrom, "carry-from", nil, "上期的请求（--save-requests 的 .ndjson） · requests of the period before, `FILE`.ndjson")

	f.BoolVar(&b.rank, "rank", false, "排名（不影响奖金） · rank people; decides no pay")
	f.StringVar(&b.by, "by", "score", "按什么排名，如 metrics.csat.value · rank by this `FIELD`")
	f.StringArrayVar(&b.tieBreak, "tie-break", nil, "同分时再比什么 · tell equals apart by this `FIELD`")
	f.StringArrayVar(&b.within, "within", nil, "在各组内分别排名：人员属性或 policy · rank within groups of an `ATTRIBUTE`, or policy")
	f.StringVar(&b.byTeam, "by-team", "", "按此人员属性汇总团队 · roll up teams by this `ATTRIBUTE`")
	f.IntVar(&b.minGroup, "min-group", report.MinGroup, "不足这么多人的团队不列出 · `PEOPLE` a team needs to be shown")
	f.StringArrayVar(&b.weigh, "weigh", nil, "均值类指标按此输入加权，如 frt=tickets · weight a team's mean, `METRIC=INPUT`")
	f.StringVar(&b.previous, "previous", "", "上一周期的结果，用来找瓶颈 · results of the period before, for bottlenecks, `FILE`.ndjson")
	f.StringVar(&b.report, "report", "", "报告文件：.md .html .json 或 .xlsx · report to `FILE`")
	f.StringVar(&b.pages, "pages", "", "每人、每个团队各一页，写到此文件夹 · a page for each person and team into `DIR`")
}

// check reports flags that cannot be meant.
func (b *batch) check(c *cobra.Command) error {
	_, period := calendar.ParsePeriod(b.period)
	ext := strings.ToLower(filepath.Ext(b.output))
	switch {
	case b.source == "" && b.input == "":
		return usage(c, "command-batch-input")
	case b.period != "" && !period:
		return usage(c, "command-period", "got", b.period)
	case b.output != "" && !slices.Contains([]string{".ndjson", ".jsonl", ".csv", ".xlsx"}, ext):
		return usage(c, "command-output", "got", b.output)
	case len(b.records) > 0 && b.source == "":
		return usage(c, "command-records.alone")
	}
	if ext := strings.ToLower(filepath.Ext(b.report)); b.report != "" && !slices.Contains([]string{".md", ".html", ".json", ".xlsx"}, ext) {
		return usage(c, "command-report", "got", b.report)
	}
	if b.rollUp && b.period == "" {
		return usage(c, "command-roll-up")
	}
	if (len(b.carryFrom) > 0) && b.carry == "" {
		return usage(c, "command-carry-from")
	}
	if b.offset != "" {
		if _, ok := calendar.ParseTime("2026-01-01T00:00:00" + b.offset); !ok {
			return usage(c, "command-offset", "got", b.offset)
		}
	}
	for _, r := range b.records {
		if name, file, ok := strings.Cut(r, "="); !ok || name == "" || file == "" {
			return usage(c, "command-records", "got", r)
		}
	}
	return nil
}
