package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"merit/engine"
	"merit/engine/records"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
)

// rowJobs reads the rows a source file describes and makes a job of every
// specialist and period in them.
func (a *app) rowJobs(c *cobra.Command, b *batch, snapshot *engine.Snapshot, named naming, sum *summary) ([]job, error) {
	opts, ok := rowOptions(snapshot, named.policy, b.period)
	if !ok {
		return nil, usage(c, "command-lengths")
	}
	return a.assembled(c, b, opts, sum)
}

// assembled reads the rows of the source as opts says.
func (a *app) assembled(c *cobra.Command, b *batch, opts records.Options, sum *summary) ([]job, error) {
	source, err := a.readSource(b.source)
	if err != nil {
		return nil, err
	}
	files, err := a.openRows(c, source, b)
	defer files.close()
	if err != nil {
		return nil, err
	}
	rows, err := source.Assemble(files.inputs, opts)
	if err != nil {
		return nil, unread(b.source, err)
	}
	if rows.Problems.HasErrors() {
		a.print(a.err, rows.Problems)
		return nil, errProblems
	}
	sum.read(rows.Summary)
	if err := a.leftOut(b, sum, rows.Bad, rows.Summary.Skipped); err != nil {
		return nil, err
	}
	jobs := make([]job, len(rows.Requests))
	for i, r := range rows.Requests {
		jobs[i] = job{who: r.Specialist, period: r.Period, source: r.Source, placed: r.Placed}
	}
	return jobs, nil
}

// leftOut tells of rows that cannot be read, without which nothing is evaluated
// unless that was asked for.
func (a *app) leftOut(b *batch, sum *summary, bad diag.List, skipped int) error {
	sum.bad = append(sum.bad, bad...)
	if skipped == 0 {
		return nil
	}
	a.printSome(bad, len(bad))
	if b.skipBad {
		return nil
	}
	a.say("batch-bad-rows", "count", count(skipped))
	return errProblems
}

func (a *app) readSource(name string) (*records.Source, error) {
	src, err := a.readInput(name)
	if err != nil {
		return nil, err
	}
	source, problems := records.ReadSource(src)
	if source == nil {
		a.print(a.err, problems)
		return nil, errProblems
	}
	return source, nil
}

// rowOptions says what rows are read as: everything that the policies which
// may be meant declare. It is false when they have periods of several lengths
// and nothing says which is meant.
func rowOptions(snapshot *engine.Snapshot, named, period string) (records.Options, bool) {
	opts := records.Options{}
	if p, ok := calendar.ParsePeriod(period); ok {
		opts.Length, opts.Periods = p.Length, []calendar.Period{p}
	}
	for _, p := range candidates(snapshot, named) {
		if len(opts.Periods) > 0 && p.Period != opts.Length {
			continue
		}
		if opts.Length != "" && p.Period != opts.Length {
			return opts, false
		}
		opts.Length = p.Period
		opts.Fields.Attributes = union(opts.Fields.Attributes, p.Attributes)
		opts.Fields.Inputs = union(opts.Fields.Inputs, p.Inputs)
		opts.Weeks = opts.Weeks || p.Weekly
	}
	return opts, true
}

// candidates are the policies that may answer: the named one, else those that
// are selected without being named.
func candidates(snapshot *engine.Snapshot, named string) []*rules.Policy {
	var out []*rules.Policy
	for _, p := range snapshot.Policies() {
		if p.ID.Text == named || named == "" && (p.Stage == rules.Active || p.Stage == rules.Pilot) {
			out = append(out, p)
		}
	}
	return out
}

func union(have, more []*rules.Field) []*rules.Field {
	for _, f := range more {
		if !slices.ContainsFunc(have, func(h *rules.Field) bool { return h.Name == f.Name }) {
			have = append(have, f)
		}
	}
	return have
}

// opened is the files of a run: by table, and to be closed.
type opened struct {
	inputs map[string][]records.Input
	files  []*os.File
}

func (o *opened) close() {
	for _, f := range o.files {
		f.Close()
	}
}

// open opens the file at path for a table; name is what problems call it.
func (o *opened) open(table, path, name string) error {
	f, err := os.Open(path)
	if err != nil {
		return unread(path, err)
	}
	o.files = append(o.files, f)
	o.inputs[table] = append(o.inputs[table], records.Input{Name: name, Reader: f})
	return nil
}

// openRows opens the files of every table: those of the source file, beside
// it, or those that --records names instead. What was opened is to be closed
// also after an error.
func (a *app) openRows(c *cobra.Command, source *records.Source, b *batch) (*opened, error) {
	rows := &opened{inputs: map[string][]records.Input{}}
	instead, err := recordFiles(c, source, b.records)
	if err != nil {
		return rows, err
	}
	for _, table := range sortedKeys(instead) {
		for _, path := range instead[table] {
			if err := rows.open(table, path, path); err != nil {
				return rows, err
			}
		}
	}
	var unmatched diag.List
	folder := filepath.Dir(b.source)
	for _, f := range source.Files() {
		if instead[f.Table] != nil {
			continue
		}
		paths, err := filepath.Glob(filepath.Join(folder, filepath.FromSlash(f.Pattern)))
		if err != nil || len(paths) == 0 {
			unmatched.Add(f.Unmatched())
		}
		for _, path := range paths {
			if err := rows.open(f.Table, path, relative(folder, path)); err != nil {
				return rows, err
			}
		}
	}
	if len(unmatched) > 0 {
		a.print(a.err, unmatched)
		return rows, fail("command-unread")
	}
	return rows, nil
}

// relative is how a file beside the source is called: as the source calls it.
func relative(folder, path string) string {
	name, err := filepath.Rel(folder, path)
	if err != nil {
		return path
	}
	return filepath.ToSlash(name)
}

// recordFiles reads the name=FILE pairs of --records.
func recordFiles(c *cobra.Command, source *records.Source, pairs []string) (map[string][]string, error) {
	instead := map[string][]string{}
	for _, pair := range pairs {
		name, file, _ := strings.Cut(pair, "=")
		if !slices.Contains(source.Tables(), name) {
			return nil, usage(c, "command-records.unknown", "name", name, "all", joined(source.Tables()))
		}
		instead[name] = append(instead[name], file)
	}
	return instead, nil
}
