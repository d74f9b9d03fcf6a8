package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"merit/engine/records"
	"merit/engine/report"
)

// batchReport writes what was asked for beside the results.
func (a *app) batchReport(r *batchRun, before []report.Result) error {
	if r.collected == nil {
		return nil
	}
	made := r.collected.finished(r.batch, r.snapshot, r.sum, before)
	if r.batch.report != "" {
		err := writeWhole(r.batch.report, func(w io.Writer) error { return a.writeReport(w, made, r.batch.report) })
		if err != nil {
			return unwritten(r.batch.report, err)
		}
		a.say("batch-report", "path", r.batch.report)
	}
	if r.pages != "" {
		if err := a.writePages(made, r.pages); err != nil {
			return err
		}
	}
	if r.batch.report == "" && r.pages == "" {
		_, _ = a.err.Write([]byte(shortReport(made, a.one())))
	}
	return nil
}

// writeReport writes a report in the form its file's name asks for.
func (a *app) writeReport(w io.Writer, made *report.Report, path string) error {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".json":
		return made.WriteJSON(w)
	case ".html":
		_, err := io.WriteString(w, made.Page(a.one()).HTML())
		return err
	case ".xlsx":
		return records.WriteSheets(w, sheetsOf(append(made.Page(a.one()).Sections, made.Planning(a.one()))))
	}
	_, err := io.WriteString(w, made.Page(a.one()).Markdown())
	return err
}

// writePages writes a page for everybody and every team into a folder, and the
// whole report as index.html.
func (a *app) writePages(made *report.Report, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return unwritten(folder, err)
	}
	pages := map[string]*report.Page{"index.html": made.Page(a.one())}
	for _, leaf := range made.Leaves(a.one()) {
		name := leaf.Kind + "-" + fileName(leaf.Name)
		file := name + ".html"
		for n := 2; pages[file] != nil; n++ {
			file = name + "-" + count(n) + ".html"
		}
		pages[file] = leaf.Page
	}
	for _, file := range sortedKeys(pages) {
		path := filepath.Join(folder, file)
		if err := writeWhole(path, func(w io.Writer) error { _, err := io.WriteString(w, pages[file].HTML()); return err }); err != nil {
			return unwritten(path, err)
		}
	}
	a.say("batch-pages", "count", count(len(pages)), "path", folder)
	return nil
}

// fileName keeps the letters and digits of a name: names come from files, and
// must not lead out of the folder.
func fileName(name string) string {
	safe := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, name)
	letters := []rune(safe)
	return string(letters[:min(len(letters), 60)])
}

// sheetsOf turns the sections of a page into sheets.
func sheetsOf(sections []report.Section) []records.Sheet {
	var out []records.Sheet
	for _, s := range sections {
		sheet := records.Sheet{Title: s.Title, Notes: s.Notes, Columns: s.Columns}
		for _, row := range s.Rows {
			cells := make([]records.SheetCell, len(row))
			for i, c := range row {
				cells[i] = records.SheetCell{Text: c.Text, Number: c.Number}
			}
			sheet.Rows = append(sheet.Rows, cells)
		}
		out = append(out, sheet)
	}
	return out
}
