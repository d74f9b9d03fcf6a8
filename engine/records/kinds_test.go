package records

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"merit/rules/calendar"
)

// The same calls as a CSV file, as text and as typed cells of a workbook, as
// NDJSON and as Parquet make the same requests.
func TestFourKindsOneRequest(t *testing.T) {
	want, summary := export(t, read(t, example+"/phone.source.toml"), read(t, example+"/calls.csv"))
	table, err := csv.NewReader(strings.NewReader(read(t, example+"/calls.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]func(t *testing.T, table [][]string) []byte{
		"calls.xlsx": typedBook, "calls.ndjson": typedLines, "calls.parquet": typedColumns,
	}
	for name, write := range tests {
		t.Run(name, func(t *testing.T) {
			toml := strings.Replace(read(t, example+"/phone.source.toml"), `"calls.csv"`, `"`+name+`"`, 1)
			if kindOf(name) == parquetFile {
				toml = strings.Replace(toml, `, as = "duration", unit = "s"`, "", 1)
			}
			rows, err := source(t, toml).Assemble(map[string][]Input{
				"people": {{Name: "people.csv", Reader: strings.NewReader(read(t, example+"/people.csv"))}},
				"calls":  {{Name: name, Reader: bytes.NewReader(write(t, table))}},
			}, Options{Fields: declared(), Length: calendar.Month})
			if err != nil || rows.Problems != nil || rows.Bad != nil {
				t.Fatal(err, rows.Problems, rows.Bad)
			}
			var got strings.Builder
			for _, r := range rows.Requests {
				got.Write(r.JSON())
				got.WriteByte('\n')
			}
			if got.String() != want || rows.Summary.Rows != summary.Rows {
				t.Errorf("%d rows:\n%.400s\nwant %d:\n%.400s", rows.Summary.Rows, got.String(), summary.Rows, want)
			}
		})
	}
}

// typed turns a cell of calls.csv into what a system that knows types would
// hold: a date, seconds as a length of time, a number, text.
func typed(t *testing.T, header, cell string) any {
	t.Helper()
	switch {
	case cell == "":
		return nil
	case header == "Date":
		day, err := time.Parse(time.DateOnly, cell)
		if err != nil {
			t.Fatal(err)
		}
		return day
	case header == "AvgTalkDuration":
		at, err := time.Parse(time.TimeOnly, cell)
		if err != nil {
			t.Fatal(err)
		}
		return at.Sub(at.Truncate(24 * time.Hour))
	case strings.HasPrefix(header, "S"): // speed, satisfaction
		return json.Number(cell)
	}
	return cell
}

func typedBook(t *testing.T, table [][]string) []byte {
	var rows [][]any
	for i, line := range table {
		var row []any
		for k, cell := range line {
			v := any(cell)
			if i > 0 {
				v = typed(t, table[0][k], cell)
			}
			if n, ok := v.(json.Number); ok {
				v, _ = n.Int64()
			}
			row = append(row, v) // excelize writes dates and durations as numbers with a format
		}
		rows = append(rows, row)
	}
	return book(t, "导出", rows, func(*excelize.File) {})
}

func typedLines(t *testing.T, table [][]string) []byte {
	var b bytes.Buffer
	for _, line := range table[1:] {
		object := map[string]any{}
		for k, cell := range line {
			object[table[0][k]] = cell
			if v, ok := typed(t, table[0][k], cell).(json.Number); ok || cell == "" {
				object[table[0][k]] = v
				if cell == "" {
					object[table[0][k]] = nil
				}
			}
		}
		if err := json.NewEncoder(&b).Encode(object); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

func typedColumns(t *testing.T, table [][]string) []byte {
	group, rows := parquet.Group{}, []map[string]any{}
	for k, header := range table[0] {
		switch typed(t, header, table[1][k]).(type) {
		case time.Time:
			group[header] = parquet.Optional(parquet.Date())
		case time.Duration:
			group[header] = parquet.Optional(parquet.Leaf(parquet.DoubleType))
		case json.Number:
			group[header] = parquet.Optional(parquet.Leaf(parquet.Int64Type))
		default:
			group[header] = parquet.Optional(parquet.String())
		}
	}
	for _, line := range table[1:] {
		row := map[string]any{}
		for k, cell := range line {
			switch v := typed(t, table[0][k], cell).(type) {
			case time.Time:
				row[table[0][k]] = int32(v.Unix() / 86400)
			case time.Duration:
				row[table[0][k]] = v.Seconds()
			case json.Number:
				row[table[0][k]], _ = v.Int64()
			case string:
				row[table[0][k]] = v
			}
		}
		rows = append(rows, row)
	}
	return columnsFile(t, group, rows...)
}

// Spreadsheets turn 2026-03 into the first of March; it is that month still.
func TestPeriodAsDate(t *testing.T) {
	data := book(t, "客户", [][]any{{"工号", "奖金", "职级", "组", "入职", "月份"}, {"A", 1, 1, "x", nil, time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)}, {"B", 1, 1, "x", nil, "2021-01"}, {"C", 1, 1, "x", nil, time.Date(2021, 1, 2, 0, 0, 0, 0, time.UTC)}})
	rows := assembleBook(t, strings.Replace(bookSource, "specialist =", "period = \"月份\"\nspecialist =", 1), data)
	if got, want := codes(rows.Bad), "people.xlsx 客户!F4 row-unreadable"; got != want || len(rows.Requests) != 2 {
		t.Errorf("%d requests, bad rows %s; want 2 and %s", len(rows.Requests), got, want)
	}
}
