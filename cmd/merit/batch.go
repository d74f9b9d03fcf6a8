package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"merit/engine"
	"merit/engine/records"
	"merit/rules/calendar"
	"merit/rules/diag"
)

// A batch is what the command batch is asked.
type batch struct {
	policies, policy string
	source           string
	records          []string // name=FILE
	input            string
	output           string
	period           string
	skipBad          bool
}

func (a *app) batchCommand() *cobra.Command {
	b := &batch{}
	c := &cobra.Command{
		Use:   "batch (--source FILE | -i FILE.ndjson)",
		Short: "批量评估 · evaluate many specialists",
		Long: `批量评估：每名专员每个周期一行结果。数据来自数据源文件描述的表格（--source），或每行一个请求的 NDJSON（-i）。
被拒绝的请求也占一行，退出码为 1。结果写到标准输出或 -o，其余信息写到标准错误。

Evaluate many: one result for each specialist and period. The facts come from the rows a source file describes
(--source), or from requests, one a line (-i). A refused request has its line too, and the exit code is 1. Results
go to standard output or to -o, everything else to standard error.`,
		Example: "  merit batch -p policies/ --source phone.source.toml -o march.csv --period 2026-03\n" +
			"  merit batch -p policies/ -i requests.ndjson > results.ndjson",
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := b.check(c); err != nil {
				return err
			}
			return a.batch(c, b)
		},
	}
	f := c.Flags()
	f.StringVarP(&b.policies, "policies", "p", "", "协议文件或文件夹，缺省为内置协议 · policy `PATH`; the shipped agreements without it")
	f.StringVar(&b.policy, "policy", "", "指定协议编号 · evaluate by the policy `ID`")
	f.StringVar(&b.source, "source", "", "数据源文件 · source `FILE` that maps rows to facts")
	f.StringArrayVar(&b.records, "records", nil, "改用别的数据文件，如 calls=may.csv · read a table from another file, `TABLE=FILE`")
	f.StringVarP(&b.input, "input", "i", "", "每行一个请求的 NDJSON 文件，- 为标准输入 · `FILE` of requests, one a line; - for standard input")
	f.StringVarP(&b.output, "output", "o", "", "结果文件，.ndjson 或 .csv · `FILE` for the results, .ndjson or .csv")
	f.StringVar(&b.period, "period", "", "只评估这个周期，如 2026-03 · only this `PERIOD`, such as 2026-03")
	f.BoolVar(&b.skipBad, "skip-bad-rows", false, "跳过读不懂的行 · leave out rows that cannot be read")
	return c
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
	case b.output != "" && ext != ".ndjson" && ext != ".jsonl" && ext != ".csv":
		return usage(c, "command-output", "got", b.output)
	case len(b.records) > 0 && b.source == "":
		return usage(c, "command-records.alone")
	}
	for _, r := range b.records {
		if name, file, ok := strings.Cut(r, "="); !ok || name == "" || file == "" {
			return usage(c, "command-records", "got", r)
		}
	}
	return nil
}

// A job is one request of a batch.
type job struct {
	source func() *diag.Source
	placed func(diag.List) diag.List // moves problems to where people find them
}

func (a *app) batch(c *cobra.Command, b *batch) error {
	snapshot, named, err := a.load(c, b.policies)
	if err != nil {
		return err
	}
	if named, err = named.by(c, b.policy, snapshot); err != nil {
		return err
	}
	sum := newSummary(gradesOf(snapshot))
	jobs, err := a.jobs(c, b, snapshot, named, sum)
	if err != nil {
		return err
	}
	out, err := a.results(b.output, snapshot)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err = a.evaluateAll(ctx, snapshot, named, jobs, out, sum)
	switch err = out.close(err); {
	case errors.Is(err, context.Canceled):
		return fail("command-interrupted")
	case err != nil:
		return unwritten(cmp.Or(b.output, "stdout"), err)
	}
	a.printSome(sum.problems, len(sum.problems)+sum.more)
	_, _ = a.err.Write([]byte(sum.text(a.one())))
	if sum.refused > 0 {
		return errProblems
	}
	return nil
}

// jobs gathers the requests: those from rows first, then those of the input.
func (a *app) jobs(c *cobra.Command, b *batch, snapshot *engine.Snapshot, named naming, sum *summary) ([]job, error) {
	var jobs []job
	if b.source != "" {
		rows, err := a.rowJobs(c, b, snapshot, named.policy, sum)
		if err != nil {
			return nil, err
		}
		jobs = rows
	}
	if b.input != "" {
		src, err := a.readInput(b.input)
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, lineJobs(src, b.period)...)
	}
	return jobs, nil
}

// evaluateAll answers every job in order. The snapshot was taken once.
func (a *app) evaluateAll(ctx context.Context, snapshot *engine.Snapshot, named naming, jobs []job, out *results, sum *summary) error {
	bar := a.progress(len(jobs))
	defer bar.clear()
	for i, j := range jobs {
		if ctx.Err() != nil {
			return context.Canceled
		}
		src := j.source()
		e, problems := evaluate(snapshot, src, named, false)
		line := records.Line{Evaluation: e}
		if e == nil {
			line = records.Refused(src.Bytes, j.placed(problems))
			sum.refuse(line.Problems)
		} else {
			sum.add(e)
		}
		if err := out.Write(line); err != nil {
			return err
		}
		bar.at(i + 1)
	}
	return nil
}

// most is how many problems of a batch are drawn on standard error; the rest
// are counted, and stand in the results.
const most = 20

// printSome draws the first problems of all.
func (a *app) printSome(problems diag.List, all int) {
	shown := problems[:min(most, len(problems))]
	a.print(a.err, shown)
	if all > len(shown) {
		a.say("batch-more", "count", count(all-len(shown)))
	}
	if all > 0 {
		_, _ = a.err.Write([]byte("\n"))
	}
}
