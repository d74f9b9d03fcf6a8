package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"

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
		data, err := a.reportBytes(made, r.batch.report)
		if err == nil {
			err = writeWhole(r.batch.report, data)
		}
		if err != nil {
			return unwritten(r.batch.report, err)
		}
		a.say("batch-report", "path", r.batch.report)
	}
	if r.batch.report == "" {
		_, _ = a.err.Write([]byte(shortReport(made, a.one())))
	}
	return nil
}

// reportBytes writes a report in the form its file's name asks for.
func (a *app) reportBytes(made *report.Report, path string) ([]byte, error) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".json":
		data, err := json.MarshalIndent(made, "", "  ")
		return append(data, '\n'), err
	case ".html":
		return []byte(made.Page(a.one()).HTML()), nil
	case ".xlsx":
		var book bytes.Buffer
		err := records.WriteSheets(&book, sheetsOf(append(made.Page(a.one()).Sections, made.Planning(a.one()))))
		return book.Bytes(), err
	}
	return []byte(made.Page(a.one()).Markdown()), nil
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
