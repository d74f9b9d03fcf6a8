package records

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"merit/rules/calendar"
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

// value makes a cell of its type, its style and the text it holds.
func (s *worksheet) value(kind, styled, text string) (cell, error) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(trim(text))
		if err != nil || i < 0 || i >= len(s.book.shared) {
			return cell{}, fmt.Errorf("shared string %q", text)
		}
		return cell{text: unescaped(s.book.shared[i])}, nil
	case "str", "inlineStr", "d":
		return cell{text: unescaped(text)}, nil
	case "e":
		return cell{kind: faultyCell, text: text, wrong: "row-unreadable.error"}, nil
	case "b":
		if trim(text) == "1" {
			return cell{kind: booleanCell, text: "TRUE"}, nil
		}
		return cell{kind: booleanCell, text: "FALSE"}, nil
	}
	if text == "" {
		return cell{}, nil
	}
	x, err := strconv.ParseFloat(trim(text), 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return cell{}, fmt.Errorf("number %q", text)
	}
	var st style
	if i, err := strconv.Atoi(styled); err == nil && i >= 0 && i < len(s.book.styles) {
		st = s.book.styles[i]
	}
	return number(x, st, s.book.leap), nil
}

// number makes a cell of a number and how it is shown.
func number(x float64, st style, leap int) cell {
	switch {
	case st.percent:
		return cell{kind: percentCell, text: plain(x)}
	case st.parts != 0:
		return serial(x, st.parts, leap)
	}
	return cell{kind: numberCell, text: plain(x)}
}

// plain writes a number the way JSON and people do, as short as it can be.
func plain(x float64) string {
	if math.Abs(x) < 1e21 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'e', -1, 64)
}

// serial reads a number of days as a date with a time of day, or, when only
// hours are shown, as a length of time, which may also be a time of day.
// Workbooks count from 1899-12-30, with a 29 February 1900 that never was, or
// from 1904.
func serial(x float64, parts layoutParts, leap int) cell {
	c := cell{kind: momentCell, parts: parts, days: x}
	seconds := math.Round(x * 86400e3) // a thousandth of a second is as fine as they are shown
	if parts&layoutDate == 0 {
		c.when = int64(seconds) * 1e6
		c.text = clockText(c.when)
		if x < 0 || x > 1e6 {
			return cell{kind: faultyCell, text: plain(x), wrong: "row-unreadable.serial"}
		}
		return c
	}
	millis := int64(seconds)
	day, rest := millis/86400e3, millis%86400e3
	switch {
	case x < 1 || x >= 2958466 || leap == 0 && day == 60:
		return cell{kind: faultyCell, text: plain(x), wrong: "row-unreadable.serial"}
	case leap == 0 && day < 60:
		day++
	}
	d := calendar.Date(day + int64(leap) - 25569)
	if year, _, _ := d.YMD(); year > calendar.LastYear {
		return cell{kind: faultyCell, text: plain(x), wrong: "row-unreadable.serial"}
	}
	c.when = d.Midnight().Wall + rest*1e6
	c.text = momentText(c.when)
	return c
}

// momentText writes a moment without an offset, its time of day only when it
// is not midnight.
func momentText(when int64) string {
	d := calendar.Time{Wall: when, Known: true}.Date()
	if rest := when - d.Midnight().Wall; rest != 0 {
		return d.String() + " " + clockText(rest)
	}
	return d.String()
}

// clockText writes nanoseconds as hours:minutes:seconds.
func clockText(nanos int64) string {
	millis := nanos / 1e6
	text := fmt.Sprintf("%02d:%02d:%02d", millis/3600e3, millis/60e3%60, millis/1e3%60)
	if millis%1e3 != 0 {
		text += fmt.Sprintf(".%03d", millis%1e3)
	}
	return text
}

// unescaped replaces _x000D_ and its like, the way workbooks write letters
// that XML has no place for.
func unescaped(s string) string {
	const size = len("_x000D_")
	from := 0
	var out strings.Builder
	for i := 0; i+size <= len(s); i++ {
		if s[i] != '_' || s[i+1] != 'x' || s[i+size-1] != '_' {
			continue
		}
		r, err := strconv.ParseUint(s[i+2:i+size-1], 16, 16)
		if err != nil {
			continue
		}
		out.WriteString(s[from:i])
		out.WriteRune(rune(r))
		from = i + size
		i = from - 1
	}
	if from == 0 {
		return s
	}
	return out.String() + s[from:]
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
