package records

import (
	"io"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"merit/rules/text"
)

// An xlsxWriter writes a workbook: an overview, and a sheet with a row a line.
// Rows go to disk while they are written; only those that wait for ranks are
// kept.
type xlsxWriter struct {
	tableRow
	to      io.Writer
	file    *excelize.File
	stream  *excelize.StreamWriter
	styles  cellStyles
	row     int // written so far
	columns int
	kept    []keptRow
}

type keptRow struct {
	cells packed
	shade shade
}

// A shade marks the rows that need a look.
type shade uint8

const (
	plainShade shade = iota
	heldShade
	refusedShade
)

// NewXLSX returns a Writer of a workbook: numbers are numbers, money has the
// digits of its currency, and text that could be taken for a formula is quoted
// for good. It is written out on Flush.
func NewXLSX(w io.Writer, t Table) (Writer, error) {
	x := &xlsxWriter{tableRow: tableRow{Table: t}, to: w, file: excelize.NewFile()}
	overview, results := text.Say("result-sheet.overview").In(t.Lang), text.Say("result-sheet.results").In(t.Lang)
	if err := x.file.SetSheetName("Sheet1", overview); err != nil {
		return nil, err
	}
	if _, err := x.file.NewSheet(results); err != nil {
		return nil, err
	}
	var err error
	if x.styles, err = makeStyles(x.file); err != nil {
		return nil, err
	}
	if x.stream, err = x.file.NewStreamWriter(results); err != nil {
		return nil, err
	}
	return x, x.header()
}

func (x *xlsxWriter) header() error {
	names := x.Table.header()
	x.columns = len(names)
	if err := x.stream.SetColWidth(1, x.columns, 14); err != nil {
		return err
	}
	if err := x.stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	row := make([]any, len(names))
	for i, n := range names {
		row[i] = excelize.Cell{StyleID: x.styles.head, Value: n}
	}
	x.row++
	return x.stream.SetRow(cellName(1, x.row), row)
}

func (x *xlsxWriter) Write(l Line) error {
	s := plainShade
	switch {
	case l.Evaluation == nil:
		s = refusedShade
	case l.Evaluation.Status == "held":
		s = heldShade
	}
	row := x.fill(l)
	if x.Ranks != nil {
		x.kept = append(x.kept, keptRow{pack(row), s})
		return nil
	}
	return x.put(row, s)
}

func (x *xlsxWriter) put(cells []laidCell, s shade) error {
	row := make([]any, len(cells))
	for i := range cells {
		row[i] = x.styles.cell(&cells[i], s)
	}
	x.row++
	return x.stream.SetRow(cellName(1, x.row), row)
}

// Flush writes the workbook out.
func (x *xlsxWriter) Flush() error {
	defer x.file.Close()
	for i, waiting := range x.kept {
		row := waiting.cells.cells()
		x.rank(row, i)
		if err := x.put(row, waiting.shade); err != nil {
			return err
		}
	}
	sheets := x.file.GetSheetList()
	if err := x.file.AutoFilter(sheets[1], "A1:"+cellName(x.columns, max(2, x.row)), nil); err != nil {
		return err
	}
	if err := x.stream.Flush(); err != nil {
		return err
	}
	if err := x.overview(sheets[0]); err != nil {
		return err
	}
	_, err := x.file.WriteTo(x.to)
	return err
}

func (x *xlsxWriter) overview(sheet string) error {
	if x.Overview == nil {
		return nil
	}
	if err := x.file.SetColWidth(sheet, "A", "A", 24); err != nil {
		return err
	}
	if err := x.file.SetColWidth(sheet, "B", "B", 90); err != nil {
		return err
	}
	for i, f := range x.Overview() {
		for k, value := range []string{f.Name, f.Value} {
			c := x.styles.cell(&laidCell{text: value}, plainShade)
			name := cellName(k+1, i+1)
			if err := x.file.SetCellValue(sheet, name, c.Value); err != nil {
				return err
			}
			if err := x.file.SetCellStyle(sheet, name, name, c.StyleID); err != nil {
				return err
			}
		}
	}
	return nil
}

// cellStyles are the styles of a workbook of results: by shade, and of those
// the plain one, the one of text to be quoted, and money by its digits.
type cellStyles struct {
	head  int
	plain [3]int
	quote [3]int
	money [3][4]int
}

func makeStyles(f *excelize.File) (s cellStyles, err error) {
	s.head, err = f.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
	})
	for i, color := range []string{"", "FFF2CC", "F8CBAD"} {
		if err != nil {
			return s, err
		}
		style := func() *excelize.Style {
			out := &excelize.Style{}
			if color != "" {
				out.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
			}
			return out
		}
		if s.plain[i], err = f.NewStyle(style()); err != nil {
			return s, err
		}
		if s.quote[i], err = quoted(f, style()); err != nil {
			return s, err
		}
		for digits := range s.money[i] {
			format := strings.TrimSuffix("0."+strings.Repeat("0", digits), ".")
			one := style()
			one.CustomNumFmt = &format
			if s.money[i][digits], err = f.NewStyle(one); err != nil {
				return s, err
			}
		}
	}
	return s, err
}

// quoted makes a style whose cells stay text even after somebody edits them:
// what typing an apostrophe first does.
func quoted(f *excelize.File, s *excelize.Style) (int, error) {
	s.Font = &excelize.Font{} // a style of its own: excelize gives equal ones one number
	s.NumFmt = 49
	id, err := f.NewStyle(s)
	if err != nil {
		return 0, err
	}
	yes := true
	f.Styles.CellXfs.Xf[id].QuotePrefix = &yes
	return id, nil
}

// cell is a cell as the workbook holds it.
func (s *cellStyles) cell(c *laidCell, in shade) excelize.Cell {
	switch {
	case c.number != nil && c.digits >= 0 && c.digits < len(s.money[in]):
		return excelize.Cell{StyleID: s.money[in][c.digits], Value: *c.number}
	case c.number != nil && *c.number == math.Trunc(*c.number):
		return excelize.Cell{StyleID: s.money[in][0], Value: *c.number}
	case c.number != nil: // all digits are there, two are shown
		return excelize.Cell{StyleID: s.money[in][2], Value: *c.number}
	case loaded(c.text):
		return excelize.Cell{StyleID: s.quote[in], Value: clip(c.text, excelize.TotalCellChars)}
	case c.text == "":
		return excelize.Cell{StyleID: s.plain[in]}
	}
	return excelize.Cell{StyleID: s.plain[in], Value: clip(c.text, excelize.TotalCellChars)}
}
