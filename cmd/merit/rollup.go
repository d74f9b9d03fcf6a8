package main

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"merit/engine"
	"merit/engine/records"
	"merit/rules/calendar"
	"merit/rules/diag"
)

// rollUpRows reads the rows of a source for the parts of a period and for the
// period itself.
func (a *app) rollUpRows(c *cobra.Command, b *batch, snapshot *engine.Snapshot, named naming, sum *summary) ([]job, error) {
	asked, _ := calendar.ParsePeriod(b.period)
	var jobs []job
	for _, length := range append(partsOf(snapshot, named.policy, asked.Length), asked.Length) {
		opts := records.Options{Length: length, Periods: inside(asked, length)}
		for _, p := range snapshot.Policies() {
			if p.Period == asked.Length || p.Period.Per(asked.Length) > 0 {
				opts.Fields.Attributes = union(opts.Fields.Attributes, p.Attributes)
				opts.Fields.Inputs = union(opts.Fields.Inputs, p.Inputs)
			}
		}
		read := *sum
		read.rows, read.bad = records.Summary{}, nil
		more, err := a.assembled(c, b, opts, &read)
		if err != nil {
			return nil, err
		}
		if length == asked.Length { // the same rows; count them once
			sum.read(read.rows)
			sum.bad = append(sum.bad, read.bad...)
		}
		jobs = append(jobs, narrowed(more, declaredInputs(snapshot, length))...)
	}
	return jobs, nil
}

// partsOf are the lengths of periods that policies of a length roll up, also
// by way of others, the shortest first: months and quarters for a year whose
// quarters roll months up.
func partsOf(snapshot *engine.Snapshot, named string, length calendar.Length) []calendar.Length {
	lengths := partLengths(snapshot, named)
	var out []calendar.Length
	var gather func(calendar.Length)
	gather = func(of calendar.Length) {
		for l := range lengths[of] {
			if !slices.Contains(out, l) {
				out = append(out, l)
				gather(l)
			}
		}
	}
	gather(length)
	slices.SortFunc(out, func(a, b calendar.Length) int { return cmp.Compare(b.Per(calendar.Year), a.Per(calendar.Year)) })
	return out
}

// inside lists the periods of a length inside p.
func inside(p calendar.Period, length calendar.Length) []calendar.Period {
	var out []calendar.Period
	for q := calendar.PeriodOf(length, p.Start()); p.Contains(q); q = q.Add(1) {
		out = append(out, q)
	}
	return out
}

// declaredInputs are what the policies of a length can be given.
func declaredInputs(snapshot *engine.Snapshot, length calendar.Length) map[string]bool {
	out := map[string]bool{}
	for _, p := range snapshot.Policies() {
		if p.Period != length {
			continue
		}
		for _, in := range p.Inputs {
			out[in.Name] = true
		}
	}
	return out
}

// narrowed leaves of each request what its policies declare: the same tables
// serve months and quarters.
func narrowed(jobs []job, keep map[string]bool) []job {
	for i := range jobs {
		jobs[i] = changed(jobs[i], func(text []byte) []byte { return onlyInputs(text, keep) }, nil)
	}
	return jobs
}

// completed adds, for everybody with a part of the asked period and without a
// request for the period itself, one that gives nothing but the attributes of
// the last part: what a roll-up of parts alone needs.
func completed(jobs []job, snapshot *engine.Snapshot, asked calendar.Period) []job {
	if !readsParts(snapshot.Policies(), asked.Length) {
		return jobs
	}
	last := map[string]job{}
	whole := map[string]bool{}
	var order []string
	for _, j := range jobs {
		if j.period == asked {
			whole[j.who] = true
		}
		if j.period == asked || !asked.Contains(j.period) {
			continue
		}
		old, ok := last[j.who]
		if !ok {
			order = append(order, j.who)
		}
		if !ok || old.period.Compare(j.period) < 0 {
			last[j.who] = j
		}
	}
	for _, who := range order {
		if j := last[who]; !whole[who] && who != "" {
			jobs = append(jobs, rolledUp(j, asked))
		}
	}
	return jobs
}

// rolledOut completes every period inside the asked one that some policy rolls
// up, the shorter ones first, and the asked one last.
func rolledOut(jobs []job, snapshot *engine.Snapshot, named string, asked calendar.Period) []job {
	for _, length := range append(partsOf(snapshot, named, asked.Length), asked.Length) {
		for _, p := range inside(asked, length) {
			jobs = completed(jobs, snapshot, p)
		}
	}
	return inTurn(jobs)
}

func rolledUp(part job, asked calendar.Period) job {
	return job{
		who: part.who, period: asked,
		source: func() *diag.Source {
			text := part.source().Bytes
			out := []byte("{}")
			for _, m := range []member{{"specialist", part.who}, {"period", asked.String()}} {
				out = withMember(out, m)
			}
			if at, ok := find(text, everything(text), "attributes"); ok {
				out = withRaw(out, everything(out), "attributes", text[at.start:at.end])
			}
			out = withRaw(out, everything(out), "inputs", []byte("{}"))
			return diag.NewSource(part.who+" "+asked.String(), out)
		},
		placed: func(problems diag.List) diag.List { return problems },
	}
}
