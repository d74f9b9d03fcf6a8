package records

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A Sheet is a table of a workbook with sentences above it.
type Sheet struct {
	Title   string
	Notes   []string
	Columns []string
	Rows    [][]SheetCell
}

// A SheetCell is text, or a number.
type SheetCell struct {
	Text   string
	Number *float64
}

// WriteSheets writes a workbook with a sheet for each. Numbers are numbers;
// text that could be taken for a formula is quoted.
func WriteSheets(w io.Writer, sheets []Sheet) error {
	f := excelize.NewFile()
	defer f.Close()
	styles, err := makeStyles(f)
	if err != nil {
		return err
	}
	used := map[string]bool{}
	for i, s := range sheets {
		name := freshName(sheetName(s.Title), used)
		if i == 0 {
			err = f.SetSheetName("Sheet1", name)
		} else {
			_, err = f.NewSheet(name)
		}
		if err == nil {
			err = s.write(f, name, &styles)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return f.Write(w)
}

// freshName adds a number to a name that is taken.
func freshName(name string, used map[string]bool) string {
	fresh := name
	for n := 2; fresh == "" || used[strings.ToLower(fresh)]; n++ {
		letters := []rune(name)
		fresh = fmt.Sprintf("%s %d", string(letters[:min(len(letters), 27)]), n)
	}
	used[strings.ToLower(fresh)] = true
	return fresh
}

func (s *Sheet) write(f *excelize.File, name string, styles *cellStyles) error {
	row := 0
	put := func(column int, c excelize.Cell) error {
		at := cellName(column, row)
		if err := f.SetCellValue(name, at, c.Value); err != nil {
			return err
		}
		return f.SetCellStyle(name, at, at, c.StyleID)
	}
	for _, n := range s.Notes {
		row++
		if err := put(1, styles.cell(&laidCell{text: n}, plainShade)); err != nil {
			return err
		}
	}
	if len(s.Columns) == 0 {
		return nil
	}
	row++
	for i, c := range s.Columns {
		if err := put(i+1, excelize.Cell{StyleID: styles.head, Value: c}); err != nil {
			return err
		}
	}
	for _, cells := range s.Rows {
		row++
		for i := range cells {
			c := laidCell{text: cells[i].Text, number: cells[i].Number, digits: -1}
			if c.number != nil && strings.Trim(c.text, "-.0123456789") != "" {
				c.number = nil // 85% (17/20) is text for people
			}
			if err := put(i+1, styles.cell(&c, plainShade)); err != nil {
				return err
			}
		}
	}
	last, err := excelize.ColumnNumberToName(len(s.Columns))
	if err != nil {
		return err
	}
	return f.SetColWidth(name, "A", last, 16)
}
