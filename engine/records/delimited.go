package records

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"merit/rules/diag"
)

// A delimited is a sheet of text whose cells are separated by one letter.
type delimited struct {
	headers
	csv    *csv.Reader
	comma  rune
	places []int
	wanted []column
	row    []string // read last
}

// openDelimited reads the header. The error is a *trouble, or of the reader.
func openDelimited(in Input, f fileFormat, comma rune) (sheet, error) {
	text, err := decoded(in, f.chinese)
	if err != nil {
		return nil, err
	}
	if f.comma != 0 {
		comma = f.comma
	}
	s := &delimited{headers: headers{file: in.Name}, csv: csv.NewReader(text), comma: comma}
	s.csv.Comma = comma
	s.csv.FieldsPerRecord = -1
	s.csv.ReuseRecord = true
	header, err := s.csv.Read()
	switch {
	case err == io.EOF:
		return nil, &trouble{key: "table-empty"}
	case errors.As(err, new(*csv.ParseError)):
		return nil, &trouble{key: "table-header"}
	case err != nil:
		return nil, unreadable(in.Name, err)
	}
	for _, h := range header {
		if t := misencoded(h, f.chinese); t != "" {
			return nil, &trouble{key: "table-encoding." + t}
		}
		s.names = append(s.names, trim(h))
	}
	return s, nil
}

// misencoded returns the end of the key that says what is wrong with the
// encoding of text, "" when nothing is.
func misencoded(s string, chinese bool) string {
	switch {
	case chinese && strings.Contains(s, replacement):
		return "gb18030"
	case utf8.ValidString(s):
		return ""
	case looksChinese(s):
		return "chinese"
	}
	return "bytes"
}

func unreadable(file string, err error) error { return fmt.Errorf("%s: %w", file, err) }

func (s *delimited) want(columns []column, problems *diag.List) {
	s.wanted, s.places = columns, s.headers.places(columns, problems)
}

func (s *delimited) paper() paper { return paper{file: s.file} }

func (s *delimited) identity(dst []byte) []byte {
	for _, cell := range s.row {
		dst = append(append(dst, cell...), 0)
	}
	return dst
}

func (s *delimited) next(cells []cell) (int, fault, error) {
	clear(cells)
	row, err := s.csv.Read()
	s.row = row
	var parse *csv.ParseError
	switch {
	case err == io.EOF:
		return 0, fault{}, io.EOF
	case errors.As(err, &parse):
		if parse.Line != parse.StartLine {
			// A quote that is never closed swallows the rows after it.
			return 0, fault{}, &trouble{key: "table-quote", args: []string{"line", fmt.Sprint(parse.StartLine)}}
		}
		return parse.StartLine, fault{key: "row-unreadable.quote"}, nil
	case err != nil:
		return 0, fault{}, unreadable(s.file, err)
	}
	line, _ := s.csv.FieldPos(0)
	if len(row) == len(s.names) {
		s.fill(cells, len(row))
		return line, fault{}, nil
	}
	for _, cell := range row {
		if strings.Contains(cell, "\n") {
			return 0, fault{}, &trouble{key: "table-quote", args: []string{"line", fmt.Sprint(line)}}
		}
	}
	s.fill(cells, 1) // only the first cell surely stands where it should
	return line, fault{key: "row-unreadable.width", args: []string{"got", fmt.Sprint(len(row)), "want", fmt.Sprint(len(s.names)), "comma", commaName(s.comma)}}, nil
}

// fill hands out the cells of the first n columns.
func (s *delimited) fill(cells []cell, n int) {
	for i, at := range s.places {
		if at >= 0 && at < n && at < len(s.row) {
			cells[i].text = s.row[at]
		}
	}
}

func commaName(comma rune) string {
	if comma == '\t' {
		return "Tab"
	}
	return string(comma)
}
