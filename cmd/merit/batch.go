package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/spf13/cobra"

	"merit/engine"
	"merit/engine/records"
	"merit/engine/report"
	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/text"
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
	offset           string
	saved            string // requests as they were evaluated

	history, parts []string
	chain, rollUp  bool
	carry          string
	carryFrom      []string

	rank             bool
	by               string
	tieBreak, within []string
	byTeam, previous string
	minGroup         int
	weigh            []string
	report, pages    string
}

func (a *app) batchCommand() *cobra.Command {
	b := &batch{}
	c := &cobra.Command{
		Use:   "batch (--source FILE | -i FILE)",
		Short: "批量评估 · evaluate many specialists",
		Long: `批量评估：每名专员每个周期一行结果。数据来自数据源文件描述的表格（--source）、填好的填报表或人员表
（-i x.xlsx、x.csv，见 merit template），或每行一个请求的 NDJSON（-i x.ndjson）。
被拒绝的请求也占一行，退出码为 1。结果写到标准输出或 -o，其余信息写到标准错误。

Evaluate many: one result for each specialist and period. The facts come from the rows a source file describes
(--source), from a form or a sheet of people (-i x.xlsx, x.csv; see merit template), or from requests, one a line
(-i x.ndjson). A refused request has its line too, and the exit code is 1. Results go to standard output or to -o,
everything else to standard error.`,
		Example: "  merit batch -p policies/ --source phone.source.toml -o march.csv --period 2026-03\n" +
			"  merit batch -p policies/ -i form.xlsx -o march.xlsx --rank --by-team team --report march.html\n" +
			"  merit batch -p policies/ --source phone.source.toml --period 2026-Q1 --roll-up -o q1.ndjson\n" +
			"  merit batch -p policies/ -i april.ndjson --history march.ndjson > results.ndjson",
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := b.check(c); err != nil {
				return err
			}
			return a.batch(c, b)
		},
	}
	b.flags(c)
	return c
}

// A job is one request of a batch.
type job struct {
	who    string // "" where it is not known before it is read
	period calendar.Period
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
	r := &batchRun{batch: b, snapshot: snapshot, named: named, sum: newSummary(report.Grades(snapshot.Policies()))}
	if r.collected, err = newCollector(c, b, snapshot); err != nil {
		return err
	}
	if r.carry, err = newCarry(c, b, snapshot); err != nil {
		return err
	}
	if r.chain, err = newChain(b, snapshot, named); err != nil {
		return err
	}
	before, err := readResults(b.previous)
	if err != nil {
		return err
	}
	jobs, err := a.jobs(c, r)
	if err != nil {
		return err
	}
	if err := a.answerAll(c.Context(), r, jobs); err != nil {
		return err
	}
	if err := a.batchReport(r, before); err != nil {
		return err
	}
	if r.sum.refused > 0 {
		return errProblems
	}
	return nil
}

// A batchRun is one run of a batch: what was asked, and what comes of it.
type batchRun struct {
	*batch
	snapshot  *engine.Snapshot
	named     naming
	sum       *summary
	chain     *chain
	carry     *carry
	collected *collector // nil when nobody asked
	saving    *results   // of the requests; nil when nobody asked
}

// answerAll evaluates the jobs and writes the results, whole or not at all.
func (a *app) answerAll(ctx context.Context, r *batchRun, jobs []job) error {
	out, err := a.results(r)
	if err != nil {
		return err
	}
	if r.saved != "" {
		if r.saving, err = savedRequests(r.saved); err != nil {
			return out.close(err)
		}
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	err = a.evaluateAll(ctx, r, jobs, out)
	if r.saving != nil {
		err = r.saving.close(err)
	}
	switch err = out.close(err); {
	case errors.Is(err, context.Canceled):
		return fail("command-interrupted")
	case err != nil:
		return unwritten(cmp.Or(r.output, "stdout"), err)
	}
	a.printSome(r.sum.problems, len(r.sum.problems)+r.sum.more)
	_, _ = a.err.Write([]byte(r.text(a.one())))
	return nil
}

// text is what the run says at its end.
func (r *batchRun) text(lang text.Lang) string {
	r.sum.refusedEarlier, r.sum.holes, r.sum.carried = r.chain.refused, r.chain.holes, r.carry.carried
	return r.sum.text(lang)
}

// jobs gathers the requests: those from rows first, then those of the input.
func (a *app) jobs(c *cobra.Command, r *batchRun) ([]job, error) {
	var jobs []job
	if r.source != "" {
		read := a.rowJobs
		if r.rollUp {
			read = a.rollUpRows
		}
		rows, err := read(c, r.batch, r.snapshot, r.named, r.sum)
		if err != nil {
			return nil, err
		}
		jobs = rows
	}
	if r.input != "" {
		more, err := a.inputJobs(c, r)
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, more...)
	}
	if r.chain.rolling || r.batch.carry != "" {
		jobs = inTurn(jobs)
	}
	if asked, ok := calendar.ParsePeriod(r.period); ok && r.rollUp {
		all := len(jobs)
		jobs = slices.DeleteFunc(jobs, func(j job) bool { return j.period.Length != "" && !asked.Contains(j.period) })
		r.sum.rows.Outside += all - len(jobs)
		jobs = rolledOut(jobs, r.snapshot, r.named.policy, asked)
	}
	return jobs, nil
}

func (a *app) inputJobs(c *cobra.Command, r *batchRun) ([]job, error) {
	if records.IsForm(r.input) {
		return a.formJobs(c, r.batch, r.snapshot, r.named, r.sum)
	}
	src, err := a.readInput(r.input)
	if err != nil {
		return nil, err
	}
	if r.rollUp { // lines say their periods, months and quarters
		return lineJobs(src, ""), nil
	}
	return lineJobs(src, r.period), nil
}

// evaluateAll answers every job in order. The snapshot was taken once.
func (a *app) evaluateAll(ctx context.Context, r *batchRun, jobs []job, out *results) error {
	bar := a.progress(len(jobs))
	defer bar.clear()
	for i, j := range jobs {
		if ctx.Err() != nil {
			return context.Canceled
		}
		line, err := r.answer(j)
		if err == nil {
			err = out.Write(line)
		}
		if err != nil {
			return err
		}
		bar.at(i + 1)
	}
	return nil
}

// answer evaluates one job and lets everyone who waits for the answer know.
func (r *batchRun) answer(j job) (records.Line, error) {
	j = r.chain.extend(r.carry.extend(j))
	src := j.source()
	e, problems := evaluate(r.snapshot, src, r.named, false)
	line := records.Line{Evaluation: e}
	if e == nil {
		line = records.Refused(src.Bytes, j.placed(problems))
		r.sum.refuse(line.Problems)
	} else {
		r.sum.add(e)
		r.chain.keep(e)
	}
	if !r.carry.idle() {
		who, period := whoAndWhen(src.Bytes)
		r.carry.keep(who, period, src.Bytes)
	}
	line.Groups = r.collected.add(line, src.Bytes)
	if r.saving != nil {
		if err := saveRequest(r.saving, src.Bytes); err != nil {
			return line, err
		}
	}
	return line, nil
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
