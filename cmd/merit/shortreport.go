package main

import (
	"strings"

	"merit/engine/report"
	"merit/rules/text"
)

// shortReport is the report as text for a terminal: its notes and tables, each
// table cut after a few rows.
func shortReport(made *report.Report, lang text.Lang) string {
	const most = 20
	var b strings.Builder
	for _, s := range made.Page(lang).Sections {
		b.WriteString("\n" + s.Title + "\n")
		for _, n := range s.Notes {
			b.WriteString("  " + n + "\n")
		}
		if len(s.Columns) == 0 || len(s.Rows) == 0 {
			continue
		}
		t := &table{indent: "  "}
		t.row(s.Columns...)
		for _, row := range s.Rows[:min(most, len(s.Rows))] {
			cells := make([]string, len(s.Columns))
			for i := range cells {
				if i < len(row) {
					cells[i] = row[i].Text
				}
			}
			t.row(cells...)
		}
		if len(s.Rows) > most {
			t.under("…")
		}
		t.write(&b)
	}
	return b.String()
}
