package main

import (
	"bytes"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"merit/engine"
	"merit/engine/records"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// formJobs reads a form and makes a job of every row of people.
func (a *app) formJobs(c *cobra.Command, b *batch, snapshot *engine.Snapshot, named naming, sum *summary) ([]job, error) {
	data, err := os.ReadFile(b.input)
	if err != nil {
		return nil, unread(b.input, err)
	}
	opts := records.FormOptions{Offset: b.offset, Fields: formFields(snapshot, named.policy, b.period)}
	opts.Period, _ = calendar.ParsePeriod(b.period)
	form, err := records.ReadForm(records.Input{Name: b.input, Reader: bytes.NewReader(data)}, opts)
	if err != nil {
		return nil, unread(b.input, err)
	}
	if form.Problems.HasErrors() {
		a.print(a.err, form.Problems)
		return nil, errProblems
	}
	sum.read(form.Summary)
	sum.remarks += form.Remarks
	if err := a.leftOut(b, sum, form.Bad, form.Summary.Skipped); err != nil {
		return nil, err
	}
	jobs := make([]job, len(form.Requests))
	for i, r := range form.Requests {
		jobs[i] = job{who: r.Specialist, period: r.Period, source: r.Source, placed: r.Placed}
	}
	return jobs, nil
}

// formFields is everything the policies that may answer declare. A form may
// hold periods of several lengths; a period that is asked for leaves those of
// its own and of the shorter ones inside it.
func formFields(snapshot *engine.Snapshot, named, period string) records.Fields {
	asked, some := calendar.ParsePeriod(period)
	var f records.Fields
	for _, p := range candidates(snapshot, named) {
		if some && p.Period != asked.Length && p.Period.Per(asked.Length) == 0 {
			continue
		}
		f.Attributes = spelt(f.Attributes, p.Attributes)
		f.Inputs = spelt(f.Inputs, p.Inputs)
	}
	return f
}

// spelt adds fields that differ from those there are in name or title. A list
// of one name that several policies declare has the fields of all.
func spelt(have, more []*rules.Field) []*rules.Field {
	for _, f := range more {
		i := slices.IndexFunc(have, func(h *rules.Field) bool { return h.Name == f.Name && h.Title == f.Title })
		switch {
		case i < 0:
			have = append(have, f)
		case f.Type.Kind == formula.List:
			both := *have[i]
			both.Fields = spelt(slices.Clone(both.Fields), f.Fields)
			have[i] = &both
		}
	}
	return have
}
