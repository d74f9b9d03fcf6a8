package records

import (
	"fmt"
	"strings"
)

// A paper is how places in one file are written. It holds on to nothing else
// of the file.
type paper struct {
	file    string
	sheet   string // of a workbook, else ""
	columns []column
	letters []string // of columns, in a workbook
}

// place writes file:line:column; in a workbook, whose people know cells by
// other names, file sheet!C7. The column may be the zero one.
func (p *paper) place(line int, c column) string {
	if p.sheet != "" {
		return fmt.Sprintf("%s %s!%s%d", p.file, sheetInPlace(p.sheet), p.letter(c), line)
	}
	if c.name == "" {
		return fmt.Sprintf("%s:%d", p.file, line)
	}
	return fmt.Sprintf("%s:%d:%s", p.file, line, c.name)
}

func (p *paper) letter(c column) string {
	for i, have := range p.columns {
		if have.same(c) && i < len(p.letters) {
			return p.letters[i]
		}
	}
	return ""
}

// sheetInPlace writes the name of a sheet as spreadsheets do.
func sheetInPlace(sheet string) string {
	if strings.ContainsAny(sheet, " !'\u3000") {
		return "'" + strings.ReplaceAll(sheet, "'", "''") + "'"
	}
	return sheet
}
