package main

import (
	"strings"

	"merit/rules/diag"
)

// A table is rows of cells whose columns line up on a terminal, where a
// Chinese letter takes two places. The first column is flush left, the others
// flush right.
type table struct {
	indent string
	rows   [][]string
}

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

// under adds a line that stands below the last row, outside the columns.
func (t *table) under(line string) { t.rows = append(t.rows, []string{line}) }

func (t *table) write(b *strings.Builder) {
	widths := t.widths()
	for _, row := range t.rows {
		line := t.indent
		for i, cell := range row {
			pad := ""
			if len(row) > 1 {
				pad = strings.Repeat(" ", max(0, widths[i]-diag.Cells(cell)))
			}
			switch {
			case i == 0:
				line += cell + pad
			default:
				line += "  " + pad + cell
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// widths are those of the rows with columns; lines under them do not count.
func (t *table) widths() []int {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			if len(row) > 1 {
				widths[i] = max(widths[i], diag.Cells(cell))
			}
		}
	}
	return widths
}
