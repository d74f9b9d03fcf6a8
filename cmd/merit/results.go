package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"merit/engine"
	"merit/engine/records"
)

// results is where the lines of a batch go.
type results struct {
	records.Writer
	file *os.File // nil for standard output
	path string
}

// results opens the place for results. A file is written beside its final
// name and renamed at the end, so that nobody finds half of it.
func (a *app) results(path string, snapshot *engine.Snapshot) (*results, error) {
	r := &results{path: path}
	var w io.Writer = a.out
	if path != "" {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d", filepath.Base(path), os.Getpid()))
		f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if err != nil {
			return nil, unwritten(path, err)
		}
		r.file, w = f, f
	}
	if !strings.EqualFold(filepath.Ext(path), ".csv") {
		r.Writer = records.NewNDJSON(w)
		return r, nil
	}
	csv, err := records.NewCSV(w, records.Table{Metrics: metricsOf(snapshot), Lang: a.one(), People: a.lang == "zh"})
	if err != nil {
		return nil, unwritten(path, r.remove(err))
	}
	r.Writer = csv
	return r, nil
}

// metricsOf lists the metrics of all policies, each once.
func metricsOf(snapshot *engine.Snapshot) []records.Column {
	var all []records.Column
	for _, p := range snapshot.Policies() {
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
