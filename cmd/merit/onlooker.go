package main

import (
	"fmt"
	"slices"
	"time"

	"merit/engine/records"
	"merit/engine/suite"
	"merit/policies"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/edit"
	"merit/rules/text"
)

// An onlooker looks over the shoulder of whoever edits policies: after every
// save it says what was saved, what is wrong, and what that did.
type onlooker struct {
	*app
	now func() time.Time

	good   *judged         // the last save with nothing wrong; nil before there is one
	last   *judged         // the last save
	warned map[string]bool // the warnings told at the last save
}

// A judged save is what checking and testing it came to.
type judged struct {
	at       time.Time
	policies []*rules.Policy // that are right
	report   *suite.Report
	problems diag.List // all but examples that do not hold
}

// good reports whether nothing is wrong.
func (j *judged) good() bool {
	return !j.problems.HasErrors() && j.report.Passed() == len(j.report.Cases)
}

// judge checks and tests a save.
func judge(s *policies.Saved, at time.Time) *judged {
	j := &judged{at: at, report: &suite.Report{}, problems: s.Problems}
	levels, wrong := policies.FindLevels(s.Policies)
	_, _, found := policies.Examine(levels, s.Policies)
	j.problems.Add(wrong...)
	j.problems.Add(policies.WithoutHints(found)...)
	for _, src := range s.Sources {
		_, found := records.ReadSource(src)
		j.problems.Add(found...)
	}
	trial := policies.Test(s.Policies, s.Tests, nil)
	j.report = trial.Report
	if trial.Snapshot != nil {
		j.policies = trial.Snapshot.Policies()
	}
	for _, d := range trial.Problems {
		if d.Severity == diag.Error {
			j.problems.Add(d)
		}
	}
	for _, c := range j.report.Cases {
		j.problems.Add(c.Problems...)
	}
	j.problems = once(j.problems)
	return j
}

// once is problems sorted, each told once, without those of examples that do
// not hold.
func once(problems diag.List) diag.List {
	seen := map[string]bool{}
	return slices.DeleteFunc(problems.Sorted(), func(d diag.Diagnostic) bool {
		known := seen[d.Error()]
		seen[d.Error()] = true
		return known || d.Code == "example-failed"
	})
}

// saved tells of one save.
func (o *onlooker) saved(s *policies.Saved) {
	j := judge(s, o.now())
	if o.last != nil {
		o.changes(s.Changes, j.at)
	}
	o.problems(j)
	if o.last != nil {
		o.meaning(j)
		o.results(j)
	}
	o.failures(j)
	o.state(j)
	o.last = j
	if j.good() {
		o.good = j
	}
}

func (o *onlooker) line(format string, args ...any) { fmt.Fprintf(o.out, format+"\n", args...) }

func (o *onlooker) tell(key string, args ...string) { o.line("%s", o.both(text.Say(key, args...))) }

func timeOfDay(at time.Time) string { return at.Format("15:04:05") }

// word says something in one language, for tables.
func (o *onlooker) word(key string, args ...string) string {
	return text.Say(key, args...).In(o.one())
}

// changes says which files were saved.
func (o *onlooker) changes(all []policies.FileChange, at time.Time) {
	o.line("")
	for _, c := range all {
		o.line("%s  %s", o.mark("36", timeOfDay(at)), o.both(text.Say("watch-"+string(c.How), "name", c.Name, "was", c.Was)))
	}
}

// problems draws what is wrong; warnings that were drawn at the last save are
// counted only.
func (o *onlooker) problems(j *judged) {
	var shown diag.List
	told, before := map[string]bool{}, 0
	for _, d := range j.problems {
		if d.Severity == diag.Error {
			shown.Add(d)
			continue
		}
		key := d.Code + "\x00" + d.Message.EN
		told[key] = true
		if o.warned[key] {
			before++
		} else {
			shown.Add(d)
		}
	}
	o.warned = told
	o.print(o.out, shown)
	if before > 0 {
		o.tell("watch-warnings", "count", count(before))
	}
	switch {
	case len(j.problems) > 0 || o.last == nil:
	case !o.last.good() && j.good():
		o.tell("watch-mended")
	case !j.good():
		o.tell("watch-fine.failed")
	default:
		o.tell("watch-fine")
	}
}

// meaning says what the policies that are right now say differently.
func (o *onlooker) meaning(j *judged) {
	if o.good == nil || j.problems.HasErrors() {
		return
	}
	for _, c := range edit.Compare(o.good.policies, j.policies) {
		o.line("  %s", heading(c))
		for _, x := range c.Changes {
			o.line("    %s", x.Text.In(o.one()))
			if o.lang == "" && x.Text.EN != x.Text.ZH {
				o.line("      %s", x.Text.EN)
			}
		}
	}
}

// failures tells of the examples that do not hold: the first with the steps
// that led there, the others in a line each.
func (o *onlooker) failures(j *judged) {
	const most = 12
	var failed []*suite.Case
	for _, c := range j.report.Cases {
		if len(c.Mismatches) > 0 {
			failed = append(failed, c)
		}
	}
	if len(failed) == 0 {
		return
	}
	o.tell("watch-failed", "count", count(len(failed)))
	for i, c := range failed[:min(len(failed), most)] {
		m := c.Mismatches[0]
		o.caseLine(c, m.Span, differs(c, m))
		if i == 0 {
			o.stepLines(c, m.Key)
		}
	}
	if len(failed) > most {
		o.tell("watch-failed-more", "count", count(len(failed)-most))
	}
	o.tell("watch-intended")
}

// state is the last line: how it stands.
func (o *onlooker) state(j *judged) {
	key, cases := "watch-state", len(j.report.Cases)
	switch {
	case j.problems.HasErrors():
		key += ".broken"
	case cases == 0:
		key += ".none"
	case j.report.Passed() < cases:
		key += ".failed"
	}
	o.tell(key, "policies", count(len(j.policies)), "cases", count(cases), "failed", count(cases-j.report.Passed()),
		"errors", count(j.problems.Count(diag.Error)))
}
