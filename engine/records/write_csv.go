package records

import (
	"encoding/csv"
	"io"
	"strings"
)

type csvWriter struct {
	tableRow
	csv  *csv.Writer
	text []string
	kept []packed // of lines whose ranks are not known yet
}

// NewCSV returns a Writer of a table with a header and one row a line, for
// spreadsheets: it starts with a byte order mark, without which Excel takes
// Chinese for another encoding, and text that a spreadsheet would run as a
// formula is disarmed. What several things share one cell are separated by
// "; ".
func NewCSV(w io.Writer, t Table) (Writer, error) {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return nil, err
	}
	c := &csvWriter{tableRow: tableRow{Table: t}, csv: csv.NewWriter(w)}
	var header []laidCell
	for _, name := range t.header() {
		header = append(header, laidCell{text: name})
	}
	return c, c.put(header)
}

// put writes one row.
func (c *csvWriter) put(row []laidCell) error {
	c.text = c.text[:0]
	for i := range row {
		c.text = append(c.text, disarm(row[i].text))
	}
	return c.csv.Write(c.text)
}

func (c *csvWriter) Write(l Line) error {
	row := c.fill(l)
	if c.Ranks != nil {
		c.kept = append(c.kept, pack(row))
		return nil
	}
	return c.put(row)
}

// Flush writes the rows that waited for their ranks.
func (c *csvWriter) Flush() error {
	for i, waiting := range c.kept {
		row := waiting.cells()
		c.rank(row, i)
		if err := c.put(row); err != nil {
			return err
		}
	}
	c.csv.Flush()
	return c.csv.Error()
}

// disarm puts an apostrophe before what a spreadsheet would run as a formula.
// Plain numbers are left alone, negative ones too.
func disarm(cell string) string {
	if !loaded(cell) {
		return cell
	}
	return "'" + cell
}

// loaded reports text that a spreadsheet would take for a formula, also in
// letters of full width, which some turn into narrow ones.
func loaded(cell string) bool {
	for _, start := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(cell, start) {
			return !plainNumber(cell)
		}
	}
	return false
}

func plainNumber(s string) bool {
	_, wrong := appendNumber(nil, s)
	return wrong.key == ""
}
