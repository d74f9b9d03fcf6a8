package records

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// readTable reads a .csv or .tsv file of people. Rows that cannot be split
// into cells, or hold more than there are headers, are told through bad. The
// error is a *trouble, or of the reader.
func readTable(in Input, bad func(*formPage, int, fault)) (*formPage, error) {
	decoded, err := guessed(in)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(decoded)
	r.FieldsPerRecord = -1
	if strings.EqualFold(path.Ext(in.Name), ".tsv") {
		r.Comma = '\t'
	}
	p := &formPage{file: in.Name}
	for {
		cells, err := r.Read()
		var parse *csv.ParseError
		switch {
		case err == io.EOF:
			return p, nil
		case errors.As(err, &parse) && parse.Line != parse.StartLine:
			// A quote that is never closed swallows the rows after it.
			return nil, &trouble{key: "table-quote", args: []string{"line", fmt.Sprint(parse.StartLine)}}
		case errors.As(err, &parse):
			bad(p, parse.StartLine, fault{key: "row-unreadable.quote"})
			continue
		case err != nil:
			return nil, unreadable(in.Name, err)
		}
		line, _ := r.FieldPos(0)
		if len(p.rows) == 0 && garbled(strings.Join(cells, "")) {
			return nil, &trouble{key: "table-encoding.bytes"}
		}
		if row := textRow(line, cells); !row.blank() {
			p.rows = append(p.rows, row)
		}
	}
}

func textRow(line int, cells []string) formRow {
	row := formRow{line: line, cells: make([]formCell, len(cells))}
	for i, c := range cells {
		row.cells[i] = formCell{c, c}
	}
	return row
}
