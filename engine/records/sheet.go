package records

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"merit/rules/diag"
)

// An Input is one opened file of a table. Name is what problems call it; its
// ending decides between commas (.csv) and tabs (.tsv).
type Input struct {
	Name   string
	Reader io.Reader
}

// A sheet reads the rows of one file below its header.
type sheet struct {
	name   string
	csv    *csv.Reader
	header []string
}

// A trouble is what is wrong with a whole file, after which none of its rows
// can be trusted: a key of the catalogue and its arguments.
type trouble struct {
	key  string
	args []string
}

func (t *trouble) Error() string { return t.key }

const byteOrderMark = "\uFEFF"

// openSheet reads the header. The error is a *trouble, or of the reader.
func openSheet(in Input) (*sheet, error) {
	comma, ok := readable(in.Name)
	if !ok {
		return nil, &trouble{key: "table-kind"}
	}
	buffered := bufio.NewReader(in.Reader)
	if mark, _ := buffered.Peek(3); string(mark) == byteOrderMark {
		_, _ = buffered.Discard(3)
	}
	s := &sheet{name: in.Name, csv: csv.NewReader(buffered)}
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
		return nil, fmt.Errorf("%s: %w", in.Name, err)
	}
	for _, h := range header {
		if !utf8.ValidString(h) {
			return nil, &trouble{key: "table-encoding"}
		}
		s.header = append(s.header, trim(h))
	}
	return s, nil
}

// next returns the next row and the line it starts on. The fault is that of
// one row, whose cells may then be too few, too many or none; the error is
// io.EOF, a *trouble, or of the reader.
func (s *sheet) next() ([]string, int, fault, error) {
	row, err := s.csv.Read()
	var parse *csv.ParseError
	switch {
	case err == io.EOF:
		return nil, 0, fault{}, io.EOF
	case errors.As(err, &parse):
		if parse.Line != parse.StartLine {
			// A quote that is never closed swallows the rows after it.
			return nil, 0, fault{}, &trouble{key: "table-quote", args: []string{"line", fmt.Sprint(parse.StartLine)}}
		}
		return nil, parse.StartLine, fault{key: "row-unreadable.quote"}, nil
	case err != nil:
		return nil, 0, fault{}, fmt.Errorf("%s: %w", s.name, err)
	}
	line, _ := s.csv.FieldPos(0)
	if len(row) == len(s.header) {
		return row, line, fault{}, nil
	}
	for _, cell := range row {
		if strings.Contains(cell, "\n") {
			return nil, 0, fault{}, &trouble{key: "table-quote", args: []string{"line", fmt.Sprint(line)}}
		}
	}
	return row, line, fault{key: "row-unreadable.width", args: []string{"got", fmt.Sprint(len(row)), "want", fmt.Sprint(len(s.header))}}, nil
}

// trim cuts the spaces around a cell, the wide Chinese one and the no-break
// one included: they never mean anything and cannot be seen.
func trim(cell string) string { return strings.Trim(cell, " \t\r\n\u3000\u00a0\ufeff") }

// find returns the index of the column that c names, or the problem.
func (s *sheet) find(c column) (int, *diag.Diagnostic) {
	found := -1
	for i, h := range s.header {
		if h != c.name {
			continue
		}
		if found >= 0 {
			d := diag.At(c.span, "column-twice", "column", c.name, "file", s.name)
			return -1, &d
		}
		found = i
	}
	if found >= 0 {
		return found, nil
	}
	d := s.notFound(c)
	return -1, &d
}

func (s *sheet) notFound(c column) diag.Diagnostic {
	args := []string{"column", c.name, "file", s.name, "headers", s.headers()}
	if len(s.header) == 1 && strings.ContainsAny(s.header[0], ";\t") {
		return diag.At(c.span, "column-missing.separator", args...)
	}
	for _, h := range s.header {
		if fold(h) == fold(c.name) {
			return diag.At(c.span, "column-missing.case", append(args, "near", h)...)
		}
	}
	if near := diag.Nearest(c.name, s.header); near != "" {
		return diag.At(c.span, "column-missing.near", append(args, "near", near)...)
	}
	return diag.At(c.span, "column-missing", args...)
}

// headers lists the headers for people, not too many of them.
func (s *sheet) headers() string {
	const most = 20
	shown := s.header
	if len(shown) > most {
		shown = shown[:most]
	}
	list := strings.Join(shown, ", ")
	if len(s.header) > most {
		list += ", …"
	}
	return list
}

// fold maps what differs only in case or width to the same text.
func fold(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		switch {
		case r >= '\uFF01' && r <= '\uFF5E':
			return r - 0xFEE0
		case r == '\u3000' || r == '\u00a0':
			return ' '
		}
		return r
	}, s))
}
