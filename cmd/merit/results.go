package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"merit/engine/records"
	"merit/rules/calendar"
	"merit/rules/text"
)

// results is where the lines of a batch go.
type results struct {
	records.Writer
	file *os.File // nil for standard output
	path string
}

// results opens the place for results. A file is written beside its final
// name and renamed at the end, so that nobody finds half of it.
func (a *app) results(run *batchRun) (*results, error) {
	r, w, err := a.place(run.output)
	if err != nil {
		return nil, err
	}
	switch strings.ToLower(filepath.Ext(run.output)) {
	case ".csv":
		r.Writer, err = records.NewCSV(w, a.table(run, a.lang == "zh"))
	case ".xlsx":
		r.Writer, err = records.NewXLSX(w, a.table(run, true))
	default:
		r.Writer = records.NewNDJSON(w)
	}
	if err != nil {
		return nil, unwritten(run.output, r.remove(err))
	}
	return r, nil
}

// place opens the file at path beside its final name, or standard output.
func (a *app) place(path string) (*results, io.Writer, error) {
	r := &results{path: path}
	if path == "" {
		return r, a.out, nil
	}
	name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d", filepath.Base(path), os.Getpid()))
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, nil, unwritten(path, err)
	}
	r.file = f
	return r, f, nil
}

// table says how results are laid out.
func (a *app) table(run *batchRun, people bool) records.Table {
	t := records.Table{Metrics: run.metrics(), Lang: a.one(), People: people}
	if k := run.collected; k != nil {
		for _, g := range k.groups {
			if people {
				g = titleOf(run.snapshot, g)
			}
			t.Groups = append(t.Groups, g)
		}
		if k.ranked {
			t.Ranks = k.standing
		}
	}
	t.Overview = func() []records.Fact {
		var facts []records.Fact
		for line := range strings.Lines(run.text(t.Lang)) {
			line = strings.TrimRight(line, "\n")
			name, value, found := strings.Cut(line, "：")
			if !found {
				name, value, _ = strings.Cut(line, ": ")
			}
			facts = append(facts, records.Fact{Name: strings.TrimSpace(name), Value: value})
		}
		return append(facts, records.Fact{Name: text.Say("result-column.set").In(t.Lang), Value: run.snapshot.Digest()})
	}
	return t
}

// savedRequests opens the file for requests.
func savedRequests(path string) (*results, error) {
	r, w, err := (&app{}).place(path)
	if err != nil {
		return nil, err
	}
	r.Writer = &requestWriter{bufio.NewWriter(w)}
	return r, nil
}

// A requestWriter writes requests, one a line.
type requestWriter struct{ *bufio.Writer }

// Write is for lines of results, of which there are none here.
func (w *requestWriter) Write(records.Line) error { return nil }

// saveRequest writes a request on one line. What is no JSON was refused, and
// stands in the results.
func saveRequest(r *results, request []byte) error {
	var line bytes.Buffer
	if json.Compact(&line, request) != nil {
		return nil
	}
	line.WriteByte('\n')
	_, err := r.Writer.(*requestWriter).Writer.Write(line.Bytes())
	return err
}

// metrics lists the metrics of all policies that may answer, each once.
func (r *batchRun) metrics() []records.Column {
	var all []records.Column
	asked, only := calendar.ParsePeriod(r.period)
	for _, p := range r.snapshot.Policies() {
		if only && !r.rollUp && p.Period != asked.Length {
			continue
		}
		for _, m := range p.Metrics {
			if !slices.ContainsFunc(all, func(c records.Column) bool { return c.ID == m.ID.Text }) {
				all = append(all, records.Column{ID: m.ID.Text, Title: m.Title})
			}
		}
	}
	return all
}

// close finishes the results, or, after an error, removes what there is. It
// returns the first error.
func (r *results) close(err error) error {
	if err == nil {
		err = r.Flush()
	}
	if r.file == nil {
		return err
	}
	if closed := r.file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(r.file.Name(), r.path)
	}
	return r.remove(err)
}

// remove deletes the unfinished file after an error.
func (r *results) remove(err error) error {
	if err != nil && r.file != nil {
		r.file.Close()
		os.Remove(r.file.Name())
	}
	return err
}
