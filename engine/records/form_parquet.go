package records

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"

	"merit/rules/calendar"
)

// readColumns reads a Parquet file of people: flat columns of text, numbers,
// booleans and days. Its rows are counted as if a header stood on the first
// line. The error is a *trouble when it is no such file.
func readColumns(in Input) (p *formPage, err error) {
	defer func() {
		if fault := recover(); fault != nil { // of the library, on a broken file
			err = &trouble{key: "form-unreadable.parquet", args: []string{"error", fmt.Sprint(fault)}}
		}
	}()
	data, err := io.ReadAll(in.Reader)
	if err != nil {
		return nil, err
	}
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &trouble{key: "form-unreadable.parquet", args: []string{"error", err.Error()}}
	}
	p = &formPage{file: in.Name}
	var names []string
	var columns []*parquet.Column
	for _, c := range f.Root().Columns() {
		if kind, ok := plainKind(c); !ok {
			return nil, &trouble{key: "form-unreadable.parquet", args: []string{"error", c.Name() + ": " + kind}}
		}
		names, columns = append(names, c.Name()), append(columns, c)
	}
	p.rows = append(p.rows, textRow(1, names))
	for _, g := range f.RowGroups() {
		if err := p.readGroup(g, columns); err != nil {
			return nil, &trouble{key: "form-unreadable.parquet", args: []string{"error", err.Error()}}
		}
	}
	return p, nil
}

// plainKind reports whether a column's values are what they look like: a
// decimal kept as a whole number, or a moment kept as a count, is not.
func plainKind(c *parquet.Column) (kind string, ok bool) {
	if !c.Leaf() || c.Repeated() {
		return "nested", false
	}
	if logical := c.Type().LogicalType(); logical != nil && logical.Value != nil {
		switch logical.Value.(type) {
		case *format.StringType, *format.EnumType, *format.DateType, *format.IntType:
			return "", true
		}
		return logical.Value.String(), false
	}
	if old := c.Type().ConvertedType(); old != nil {
		return fmt.Sprintf("converted type %d", *old), *old == deprecated.UTF8 || *old == deprecated.Date || *old >= deprecated.Uint8 && *old <= deprecated.Int64
	}
	return "", true
}

func isDay(c *parquet.Column) bool {
	if logical := c.Type().LogicalType(); logical != nil && logical.Value != nil {
		_, day := logical.Value.(*format.DateType)
		return day
	}
	old := c.Type().ConvertedType()
	return old != nil && *old == deprecated.Date
}

func (p *formPage) readGroup(g parquet.RowGroup, columns []*parquet.Column) error {
	rows := g.Rows()
	defer rows.Close()
	batch := make([]parquet.Row, 64)
	for {
		n, err := rows.ReadRows(batch)
		for _, row := range batch[:n] {
			cells := make([]string, len(columns))
			for _, v := range row {
				if i := v.Column(); i >= 0 && i < len(cells) {
					cells[i] = parquetText(v, columns[i])
				}
			}
			p.rows = append(p.rows, textRow(len(p.rows)+1, cells))
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}

// parquetText is a value as people would write it; "" for none.
func parquetText(v parquet.Value, c *parquet.Column) string {
	if v.IsNull() {
		return ""
	}
	if isDay(c) {
		return calendar.Date(v.Int32()).String()
	}
	switch v.Kind() {
	case parquet.Boolean:
		return strconv.FormatBool(v.Boolean())
	case parquet.Int32:
		return strconv.FormatInt(int64(v.Int32()), 10)
	case parquet.Int64:
		return strconv.FormatInt(v.Int64(), 10)
	case parquet.Float:
		return strconv.FormatFloat(float64(v.Float()), 'f', -1, 32)
	case parquet.Double:
		return strconv.FormatFloat(v.Double(), 'f', -1, 64)
	}
	return string(v.ByteArray())
}
