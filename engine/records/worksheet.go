package records

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"merit/rules/diag"
)

// A worksheet streams the rows of one sheet of a workbook. Rows and columns
// are counted from 1 and 0.
type worksheet struct {
	headers
	book   *workbook
	name   string
	close  func() error
	xml    *xml.Decoder
	places []int
	wanted []column
	first  int    // the row of the header
	number int    // of the row read last
	row    []cell // read last, by column
	hidden int    // rows that the workbook does not show
	mute   bool   // the row read last is one of them
}

// The limits of a spreadsheet.
const (
	lastRow    = 1 << 20
	lastColumn = 1 << 14
)

// rows opens a sheet and reads its header, the first row that is not blank.
func (b *workbook) rows(entry sheetEntry) (sheet, error) {
	part, err := b.part(entry.part, largestSheet)
	if err != nil {
		return nil, err
	}
	s := &worksheet{headers: headers{file: b.file}, book: b, name: entry.name, close: part.Close, xml: xml.NewDecoder(part)}
	switch err := s.read(); {
	case err == io.EOF:
		return nil, &trouble{key: "table-empty.sheet", args: []string{"sheet", s.name}}
	case err != nil:
		return nil, err
	}
	for _, c := range s.row {
		s.names = append(s.names, trim(c.text))
	}
	for len(s.names) > 0 && s.names[len(s.names)-1] == "" {
		s.names = s.names[:len(s.names)-1]
	}
	s.first = s.number
	return s, nil
}

func (s *worksheet) want(columns []column, problems *diag.List) {
	s.wanted, s.places = columns, s.headers.places(columns, problems)
}

func (s *worksheet) paper() paper {
	p := paper{file: s.file, sheet: s.name, columns: s.wanted}
	for _, at := range s.places {
		p.letters = append(p.letters, columnLetters(at))
	}
	return p
}

// columnLetters writes the column with that index as spreadsheets do.
func columnLetters(i int) string {
	letters := ""
	for ; i >= 0; i = i/26 - 1 {
		letters = string(rune('A'+i%26)) + letters
	}
	return letters
}

func (s *worksheet) identity(dst []byte) []byte {
	for _, c := range s.row {
		dst = append(append(dst, c.text...), 0, byte(c.kind))
	}
	return dst
}

func (s *worksheet) next(cells []cell) (int, fault, error) {
	clear(cells)
	err := s.read()
	if err == io.EOF {
		_ = s.close()
		return 0, fault{}, io.EOF
	} else if err != nil {
		return 0, fault{}, s.book.explain(err)
	}
	if s.mute {
		s.hidden++
	}
	for i, at := range s.places {
		if at >= 0 && at < len(s.row) {
			cells[i] = s.row[at]
		}
	}
	return s.number, fault{}, nil
}

// read reads the next row that is not blank. After the last it looks for
// merged cells, which workbooks list at the end.
func (s *worksheet) read() error {
	for {
		t, err := s.xml.Token()
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "worksheet", "sheetData", "mergeCells":
		case "row":
			if err := s.readRow(e); err != nil {
				return err
			}
			if !s.blank() {
				return nil
			}
		case "mergeCell":
			if err := s.merged(attr(e, "ref")); err != nil {
				return err
			}
		default:
			if err := s.xml.Skip(); err != nil {
				return err
			}
		}
	}
}

// merged refuses merged cells among the columns of the header: all but one of
// them would read as blank, and nobody would know.
func (s *worksheet) merged(ref string) error {
	from, to, _ := strings.Cut(ref, ":")
	first, _, ok := cellAt(from)
	_, last, ok2 := cellAt(to)
	if !ok || !ok2 || last < s.first || first >= len(s.names) {
		return nil
	}
	return &trouble{key: "table-merged", args: []string{"sheet", s.name, "cells", ref}}
}

func (s *worksheet) blank() bool {
	for i := range s.row {
		if s.row[i].text != "" || s.row[i].kind == faultyCell {
			return false
		}
	}
	return true
}

func (s *worksheet) readRow(e xml.StartElement) error {
	s.number++
	if n, err := strconv.Atoi(attr(e, "r")); err == nil {
		s.number = n
	}
	if s.number < 1 || s.number > lastRow {
		return fmt.Errorf("row %d", s.number)
	}
	v := attr(e, "hidden")
	s.mute = v == "1" || v == "true"
	s.row = s.row[:0]
	for {
		t, err := s.xml.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local != "c" {
				err = s.xml.Skip()
			} else {
				err = s.readCell(t)
			}
			if err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// readCell adds a cell to the row, at its column.
func (s *worksheet) readCell(e xml.StartElement) error {
	at := len(s.row)
	if ref := attr(e, "r"); ref != "" {
		column, _, ok := cellAt(ref)
		if !ok {
			return fmt.Errorf("cell %q", ref)
		}
		at = column
	}
	c, err := s.cell(attr(e, "t"), attr(e, "s"))
	if err != nil {
		return err
	}
	if at >= lastColumn {
		return fmt.Errorf("column %d", at)
	}
	for len(s.row) <= at {
		s.row = append(s.row, cell{})
	}
	s.row[at] = c
	return nil
}

// cell reads what a cell holds, up to its end.
func (s *worksheet) cell(kind, styled string) (cell, error) {
	var value strings.Builder
	given, formula, in := false, false, false
	for {
		t, err := s.xml.Token()
		if err != nil {
			return cell{}, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				in, given = true, true
			case "is":
				text, err := richText(s.xml)
				if err != nil {
					return cell{}, err
				}
				value.WriteString(text)
			default:
				formula = formula || t.Name.Local == "f"
				if err := s.xml.Skip(); err != nil {
					return cell{}, err
				}
			}
		case xml.CharData:
			if in {
				value.Write(t)
			}
		case xml.EndElement:
			if t.Name.Local == "c" {
				if formula && (!given || value.Len() == 0 && kind != "str") {
					return cell{kind: faultyCell, wrong: "row-unreadable.formula"}, nil
				}
				return s.value(kind, styled, value.String())
			}
			in = false
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// cellAt reads C7 as column 2, row 7.
func cellAt(ref string) (column, row int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4 && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		column = column*26 + int(ref[i]-'A') + 1
	}
	row, err := strconv.Atoi(ref[i:])
	return column - 1, row, err == nil && i > 0 && column <= lastColumn && row >= 1 && row <= lastRow
}
