package records

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// workbookLimit bounds what a workbook may unpack to: a small file can hold a
// large one.
const workbookLimit = 1 << 30

// A formPage is the cells of one sheet of a form.
type formPage struct {
	file, sheet string // sheet is "" for a file that is one sheet
	rows        []formRow
	date1904    bool
}

// A formRow is one row and its number, counted from 1.
type formRow struct {
	line  int
	cells []formCell
}

// A formCell is a cell as it is stored and as it is shown. They differ for
// numbers with a format: a date is stored as a serial, 85% as 0.85.
type formCell struct{ stored, shown string }

// blank reports whether nothing can be seen in a row.
func (r *formRow) blank() bool {
	for i := range r.cells {
		if trim(r.cells[i].stored) != "" {
			return false
		}
	}
	return true
}

// cell returns cell i, the empty one beyond the end: blank cells at the end of
// a row are not stored.
func (r *formRow) cell(i int) formCell {
	if i < len(r.cells) {
		return formCell{trim(r.cells[i].stored), trim(r.cells[i].shown)}
	}
	return formCell{}
}

// readWorkbook reads every sheet of a workbook, row by row. The error is a
// *trouble when it is no workbook.
func readWorkbook(in Input) ([]*formPage, error) {
	f, err := excelize.OpenReader(in.Reader, excelize.Options{UnzipSizeLimit: workbookLimit})
	if err != nil {
		return nil, &trouble{key: "form-unreadable", args: []string{"error", err.Error()}}
	}
	defer f.Close()
	props, _ := f.GetWorkbookProps()
	var pages []*formPage
	for _, sheet := range f.GetSheetList() {
		p := &formPage{file: in.Name, sheet: sheet, date1904: props.Date1904 != nil && *props.Date1904}
		if err := p.read(f); err != nil {
			return nil, &trouble{key: "form-unreadable", args: []string{"error", fmt.Sprintf("%s: %v", sheet, err)}}
		}
		pages = append(pages, p)
	}
	return pages, nil
}

// read walks a sheet twice at once: for what is stored and for what is shown.
func (p *formPage) read(f *excelize.File) error {
	stored, err := f.Rows(p.sheet)
	if err != nil {
		return err
	}
	defer stored.Close()
	shown, err := f.Rows(p.sheet)
	if err != nil {
		return err
	}
	defer shown.Close()
	for line := 1; stored.Next() && shown.Next(); line++ {
		raw, err := stored.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		seen, err := shown.Columns()
		if err != nil {
			return err
		}
		row := formRow{line: line, cells: make([]formCell, len(raw))}
		for i := range raw {
			row.cells[i].stored = raw[i]
			if i < len(seen) {
				row.cells[i].shown = seen[i]
			}
		}
		if !row.blank() {
			p.rows = append(p.rows, row)
		}
	}
	return stored.Error()
}

// place is what a cell is called: people.xlsx:人员!C7, or people.csv:7:奖金基数.
func (p *formPage) place(line, column int, header string) string {
	switch {
	case p.sheet == "":
		return strings.TrimSuffix(fmt.Sprintf("%s:%d:%s", p.file, line, header), ":")
	case column < 0:
		return fmt.Sprintf("%s:%s!%d", p.file, p.sheet, line)
	}
	return fmt.Sprintf("%s:%s!%s", p.file, p.sheet, cellName(column+1, line))
}
