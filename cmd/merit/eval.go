package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/diag"
)

// An asking is what eval and explain are asked.
type asking struct {
	policies, input      string
	policy, period, asOf string
	explain              bool
}

func (q *asking) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVarP(&q.policies, "policies", "p", "", "协议文件或文件夹，缺省为内置协议 · policy `PATH`; the shipped agreements without it")
	f.StringVarP(&q.input, "input", "i", "", "请求（JSON）文件，- 为标准输入 · `FILE` with the request (JSON), - for standard input")
	f.StringVar(&q.policy, "policy", "", "指定协议编号 · evaluate by the policy `ID`")
	f.StringVar(&q.period, "period", "", "考核周期，如 2026-03 · the `PERIOD`, such as 2026-03")
	f.StringVar(&q.asOf, "as-of", "", "评估日，如 2026-03-31 · the evaluation `DATE`, such as 2026-03-31")
}

// check reports flags that cannot be meant.
func (q *asking) check(c *cobra.Command) error {
	switch _, period := calendar.ParsePeriod(q.period); {
	case q.input == "":
		return usage(c, "command-input")
	case q.period != "" && !period:
		return usage(c, "command-period", "got", q.period)
	}
	if _, date := calendar.ParseDate(q.asOf); q.asOf != "" && !date {
		return usage(c, "command-date", "got", q.asOf)
	}
	return nil
}

func (a *app) evalCommand() *cobra.Command {
	q, s := &asking{}, &saving{}
	format := "json"
	r := &remote{}
	c := &cobra.Command{
		Use:   "eval -i FILE",
		Short: "评估一名专员 · evaluate one specialist",
		Long: `评估一名专员，结果写到标准输出：在终端里为缩进的 JSON，写入文件或管道时为一行。结果待定（held）也是结果，退出码为 0。
--server 请正在运行的服务评估，输出和退出码相同。

Evaluate one specialist. The evaluation is written to standard output as JSON: indented on a terminal, one line
to a file or a pipe. A held evaluation is an answer too: the exit code is 0. With --server a running service evaluates;
output and exit codes are the same.`,
		Example: "  merit eval -p policies/ -i facts.json\n  merit eval -p my.toml -i - --period 2026-03 --format text < facts.json\n  merit eval -p my.toml -i facts.json --save-example 三月的一个实例",
		Args:    noArgs,
	}
	c.Example += "\n  merit eval --server https://merit.example --key-file payroll.key -i facts.json"
	q.flags(c)
	c.Flags().BoolVar(&q.explain, "explain", false, "附上每一步的由来 · with every step that led there")
	s.flags(c)
	c.Flags().StringVar(&format, "format", format, "json 或 text · `FORMAT`: json or text")
	r.flags(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := cmp.Or(q.check(c), r.check(c, q)); err != nil {
			return err
		}
		if format != "json" && format != "text" {
			return usage(c, "command-choice", "flag", "--format", "got", format, "all", "json, text")
		}
		if err := s.check(c, a, q); err != nil { // refuses to save what a service answered
			return err
		}
		if r.server != "" {
			return a.evalRemote(c, q, r, format)
		}
		return a.eval(c, q, s, format)
	}
	return c
}

func (a *app) eval(c *cobra.Command, q *asking, s *saving, format string) error {
	asked, err := a.ask(c, q)
	if err != nil {
		return err
	}
	if format == "json" {
		err = a.writeJSON(asked.evaluation)
	} else {
		_, err = io.WriteString(a.out, newStatement(a.one(), asked.snapshot, asked.evaluation).text(asked.evaluation, q.explain))
	}
	if err != nil || !s.wanted(c) {
		return err
	}
	return a.save(c, s, q, asked)
}

// An answered request: what was asked of which policies, and the answer.
type answered struct {
	request    *diag.Source
	snapshot   *engine.Snapshot
	evaluation *engine.Evaluation
}

// ask loads the policies and evaluates. A refusal is printed.
func (a *app) ask(c *cobra.Command, q *asking) (*answered, error) {
	src, err := a.readInput(q.input)
	if err != nil {
		return nil, err
	}
	snapshot, named, err := a.load(c, q.policies)
	if err != nil {
		return nil, err
	}
	if named, err = named.by(c, q.policy, snapshot); err != nil {
		return nil, err
	}
	src = withMembers(src, member{"period", q.period}, member{"as_of", q.asOf})
	e, problems := evaluate(snapshot, src, named, q.explain)
	if e == nil {
		a.print(a.err, problems)
		return nil, errProblems
	}
	return &answered{src, snapshot, e}, nil
}

// evaluate reads a request and answers it; the evaluation is nil when the
// request is refused. Which policy answers, and whether every step is told,
// are no part of the facts and leave their digest as it is.
//
// A fault of the engine itself refuses the one request it hit: the others of a
// batch are none the worse for it.
func evaluate(snapshot *engine.Snapshot, src *diag.Source, named naming, explain bool) (e *engine.Evaluation, problems diag.List) {
	defer func() {
		if fault := recover(); fault != nil {
			e, problems = nil, diag.List{diag.At(diag.Span{}, "internal-fault", "fault", fmt.Sprint(fault))}
		}
	}()
	return answerTo(snapshot, src, named, explain)
}

func answerTo(snapshot *engine.Snapshot, src *diag.Source, named naming, explain bool) (*engine.Evaluation, diag.List) {
	req, problems := facts.Read(src, inputLimits)
	if problems.HasErrors() {
		return nil, problems
	}
	req.Policy = named.of(req)
	req.Explain = req.Explain || explain
	e, err := snapshot.Evaluate(req)
	var refusal *engine.Refusal
	switch {
	case err == nil:
		return e, nil
	case errors.As(err, &refusal):
		return nil, refusal.Problems
	}
	return nil, diag.List{diag.At(diag.Span{}, "internal-fault", "fault", err.Error())}
}

func (a *app) writeJSON(e *engine.Evaluation) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	if isTerminal(a.out) {
		enc.SetIndent("", "  ")
	}
	if err := enc.Encode(e); err != nil {
		return unwritten("stdout", err)
	}
	return nil
}
