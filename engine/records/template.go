package records

import (
	"io"

	"github.com/xuri/excelize/v2"

	"merit/rules"
	"merit/rules/formula"
	"merit/rules/text"
)

// A Template is a form to be written for people to fill in.
type Template struct {
	Policy *rules.Policy
	Sample []byte // a request for the policy as JSON, which becomes the example row; nil makes one up
	Lang   text.Lang
}

// The rows above the data of every sheet but the guide: titles, ids (hidden),
// what is expected, and an example. The last two start with a remark, so that
// nobody is evaluated for them.
const (
	titleRow = 1
	idRow    = 2
	hintRow  = 3
	firstRow = 4
)

// sheetRows is the last row of a sheet that Excel can hold.
const sheetRows = 1_048_576

// WriteTemplate writes an Excel workbook to fill in: a guide, a sheet of
// people and a sheet for each list, with the policy's titles, units and bounds,
// choices as drop-downs, and an example. The same policy, sample and language
// give the same bytes. ReadForm reads it back.
func WriteTemplate(w io.Writer, t Template) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &templateBook{
		Template: t, file: f,
		sheets: formSheets(Fields{Attributes: t.Policy.Attributes, Inputs: t.Policy.Inputs}, t.Lang),
		sample: readSample(t.Policy, t.Sample, text.Say("form-example").In(t.Lang)),
	}
	b.guide = sheetName(text.Say("form-sheet.guide").In(t.Lang))
	b.style()
	b.do(f.SetSheetName("Sheet1", b.guide))
	for _, s := range b.sheets {
		b.writeSheet(s)
	}
	b.writeGuide()
	b.writeChoices()
	f.SetActiveSheet(1) // people
	if b.err != nil {
		return b.err
	}
	return f.Write(w)
}

// A templateBook is a workbook while it is made. The first error stays.
type templateBook struct {
	Template
	file    *excelize.File
	sheets  []*formSheet
	sample  sample
	guide   string
	styles  templateStyles
	choices [][]string // the words of drop-downs too long for a cell's own list
	err     error
}

type templateStyles struct {
	title, must, hint, example, exampleDay, text, date, heading, wrap int
}

func (b *templateBook) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *templateBook) say(key string, args ...string) string {
	return text.Say(key, args...).In(b.Lang)
}

func (b *templateBook) style() {
	make := func(s *excelize.Style) int {
		id, err := b.file.NewStyle(s)
		b.do(err)
		return id
	}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	asText, date := 49, "yyyy-mm-dd"
	b.styles = templateStyles{
		title:      make(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: fill("DDEBF7"), Alignment: top}),
		must:       make(&excelize.Style{Font: &excelize.Font{Bold: true, Color: "C00000"}, Fill: fill("DDEBF7"), Alignment: top}),
		hint:       make(&excelize.Style{Font: &excelize.Font{Color: "7F7F7F", Size: 9}, Fill: fill("F2F2F2"), Alignment: top}),
		example:    make(&excelize.Style{Font: &excelize.Font{Color: "7F7F7F", Italic: true}, NumFmt: 0}),
		text:       make(&excelize.Style{NumFmt: asText}),
		exampleDay: make(&excelize.Style{Font: &excelize.Font{Color: "7F7F7F", Italic: true}, CustomNumFmt: &date}),
		date:       make(&excelize.Style{CustomNumFmt: &date}),
		heading:    make(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}}),
		wrap:       make(&excelize.Style{Alignment: top}),
	}
}

// writeSheet writes one sheet: its head, its example and its rules.
func (b *templateBook) writeSheet(s *formSheet) {
	_, err := b.file.NewSheet(s.title)
	b.do(err)
	for i := range s.columns {
		b.writeColumn(s, i)
	}
	for n, row := range b.sample.rows(s) {
		for i, value := range row {
			b.setExample(s, i, firstRow+n, value)
		}
	}
	b.do(b.file.SetRowVisible(s.title, idRow, false))
	b.do(b.file.SetRowHeight(s.title, hintRow, 52))
	b.do(b.file.SetPanes(s.title, &excelize.Panes{
		Freeze: true, XSplit: 2, YSplit: hintRow, TopLeftCell: cellName(3, hintRow+1), ActivePane: "bottomRight",
	}))
}

// writeColumn writes the head of a column and what its cells may hold.
func (b *templateBook) writeColumn(s *formSheet, i int) {
	c, column := &s.columns[i], i+1
	name, err := excelize.ColumnNumberToName(column)
	b.do(err)
	b.do(b.file.SetColWidth(s.title, name, name, columnWidth(c)))
	if style := b.columnStyle(c); style != 0 {
		b.do(b.file.SetColStyle(s.title, name, style))
	}
	style, title := b.styles.title, c.title
	if c.required() {
		style = b.styles.must
	}
	b.set(s.title, column, titleRow, title, style)
	b.set(s.title, column, idRow, c.id, b.styles.hint)
	hint := b.hint(s, c)
	if i == 0 {
		hint = remark + " " + hint
	}
	b.set(s.title, column, hintRow, hint, b.styles.hint)
	if v := b.validation(s, c, name, firstRow+len(b.sample.rows(s))); v != nil {
		b.do(b.file.AddDataValidation(s.title, v))
	}
}

func columnWidth(c *formColumn) float64 {
	return min(30, max(16, float64(2*len([]rune(c.title))+4)))
}

func (b *templateBook) set(sheet string, column, row int, value any, style int) {
	cell := cellName(column, row)
	b.do(b.file.SetCellValue(sheet, cell, value))
	b.do(b.file.SetCellStyle(sheet, cell, cell, style))
}

func (b *templateBook) setExample(s *formSheet, i, row int, value any) {
	style := b.styles.example
	if s.columns[i].kind() == formula.Date {
		style = b.styles.exampleDay
	}
	if yes, ok := value.(bool); ok {
		value = booleanWord(yes, b.Lang)
	}
	b.set(s.title, i+1, row, value, style)
}

// cellName is what Excel calls a cell: C7.
func cellName(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return ""
	}
	return name
}
