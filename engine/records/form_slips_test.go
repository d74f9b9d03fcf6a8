package records_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"merit/engine/records"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
)

const formPolicy = `schema = 1
[policy]
id = "p"
version = "1"
title = "表"
period = "month"
effective = { from = 2026-01-01 }
stage = "active"
[attributes]
hired = { type = "date", title = "入职日期" }
team = { type = "string", title = "团队" }
[inputs]
share = { type = "number", title = "完成率", unit = "%" }
done = { type = "boolean", title = "已完成", required = false }
level = { type = "string", enum = ["高", "低"], required = false }
marks = { type = "list", items = { type = "number" }, required = false }
[inputs.calls]
type = "list"
title = "通话"
fields.at = { type = "time", title = "时间" }
fields.ok = { type = "boolean", title = "接通" }
[[metrics]]
id = "m"
title = "完成率"
weight = 100
value = 'share + 0 * len(calls)'
better = "higher"
target = 90
[[bands]]
from = 0
grade = "A"
rate = "0%"
`

func formFields(t *testing.T) records.Fields {
	t.Helper()
	set, problems := rules.Load([]*diag.Source{diag.NewSource("p.toml", []byte(formPolicy))})
	if set == nil || problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	return records.Fields{Attributes: set.Policies[0].Attributes, Inputs: set.Policies[0].Inputs}
}

// A book is a workbook for a test: sheets in order, each a name and rows.
type book []page

type page struct {
	name string
	rows [][]any
}

func (b book) reader(t *testing.T, change func(*excelize.File)) records.Input {
	t.Helper()
	f := excelize.NewFile()
	for i, p := range b {
		if i == 0 {
			_ = f.SetSheetName("Sheet1", p.name)
		} else if _, err := f.NewSheet(p.name); err != nil {
			t.Fatal(err)
		}
		for n, row := range p.rows {
			cell, _ := excelize.CoordinatesToCellName(1, n+1)
			if err := f.SetSheetRow(p.name, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if change != nil {
		change(f)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return records.Input{Name: "f.xlsx", Reader: &out}
}

func people(rows ...[]any) book {
	return book{{"人员", append([][]any{{"工号", "考核周期", "完成率", "入职日期"}}, rows...)}}
}

// TestFormRead holds what a form's cells become.
func TestFormRead(t *testing.T) {
	asPercent := func(f *excelize.File) {
		style, _ := f.NewStyle(&excelize.Style{NumFmt: 10})
		_ = f.SetCellStyle("人员", "C2", "C2", style)
	}
	tests := map[string]struct {
		book   book
		change func(*excelize.File)
		offset string
		want   []string // requests, or "place code" of problems
	}{
		"a row": {book: people([]any{"00123", "2026-03", 85.5, "2024-02-29"}),
			want: []string{`{"specialist":"00123","period":"2026-03","attributes":{"hired":"2024-02-29"},"inputs":{"share":85.5}}`}},
		"a number keeps what was typed": {book: people([]any{"E1", "2026-03", 4.2000000000000002}),
			want: []string{`{"specialist":"E1","period":"2026-03","inputs":{"share":4.2}}`}},
		"a day of Excel's own": {book: people([]any{"E1", "2026-03", 1, 46096}),
			want: []string{`{"specialist":"E1","period":"2026-03","attributes":{"hired":"2026-03-15"},"inputs":{"share":1}}`}},
		"a day counted from 1904": {book: people([]any{"E1", "2026-03", 1, 46096 - 1462}), change: func(f *excelize.File) {
			yes := true
			_ = f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
		}, want: []string{`{"specialist":"E1","period":"2026-03","attributes":{"hired":"2026-03-15"},"inputs":{"share":1}}`}},
		"a period that became a day": {book: people([]any{"E1", 46082, 1}),
			want: []string{`{"specialist":"E1","period":"2026-03","inputs":{"share":1}}`}},
		"notes are passed over": {book: append(people([]any{"# 备注", "随便"}, []any{"E1", "2026-03", 1}), page{"#草稿", [][]any{{"x"}}}, page{"说明", [][]any{{"y"}}}),
			want: []string{`{"specialist":"E1","period":"2026-03","inputs":{"share":1}}`}},
		"ids that were sorted away": {book: people([]any{"E1", "2026-03", 1}, []any{"E2", "2026-03", 2}, []any{"specialist", "period", "share", "hired"}),
			want: []string{`{"specialist":"E1","period":"2026-03","inputs":{"share":1}}`, `{"specialist":"E2","period":"2026-03","inputs":{"share":2}}`}},
		"records, and nobody's empty list": {book: append(people([]any{"E1", "2026-03", 1}, []any{"E2", "2026-03", 2}),
			page{"通话", [][]any{{"专员", "考核周期", "时间", "接通"}, {"E1", "2026-03", "2026-03-02T09:00:00+08:00", "是"}}},
			page{"marks", [][]any{{"专员", "考核周期", "值"}}}),
			want: []string{
				`{"specialist":"E1","period":"2026-03","inputs":{"share":1,"calls":[{"at":"2026-03-02T09:00:00+08:00","ok":true}]}}`,
				`{"specialist":"E2","period":"2026-03","inputs":{"share":2,"calls":[]}}`,
			}},
		"times of a declared offset": {book: append(people([]any{"E1", "2026-03", 1}),
			page{"通话", [][]any{{"专员", "考核周期", "时间", "接通"}, {"E1", "2026-03", 46083.375, "否"}, {"E1", "2026-03", "2026-03-02 9:30", "是"}, {"E1", "2026-03", "2026-03-02 09:30", "是"}}}),
			offset: "+08:00",
			want:   []string{`{"specialist":"E1","period":"2026-03","inputs":{"share":1,"calls":[{"at":"2026-03-02T09:00:00+08:00","ok":false},{"at":"2026-03-02T09:30:00+08:00","ok":true},{"at":"2026-03-02T09:30:00+08:00","ok":true}]}}`}},

		"a share shown as percent":   {book: people([]any{"E1", "2026-03", 0.85}), change: asPercent, want: []string{"f.xlsx:人员!C2 form-cell"}},
		"an error of a formula":      {book: people([]any{"E1", "2026-03", "#DIV/0!"}), want: []string{"f.xlsx:人员!C2 form-cell"}},
		"nobody for an error":        {book: people([]any{"#N/A", "2026-03", 1}), want: []string{"f.xlsx:人员!A2 form-cell"}},
		"no number":                  {book: people([]any{"E1", "2026-03", "八十"}), want: []string{"f.xlsx:人员!C2 form-cell"}},
		"full width":                 {book: people([]any{"E1", "2026-03", "８５"}), want: []string{"f.xlsx:人员!C2 row-unreadable"}},
		"no day":                     {book: people([]any{"E1", "2026-03", 1, "3月1日"}), want: []string{"f.xlsx:人员!D2 form-cell"}},
		"a day that is not":          {book: people([]any{"E1", "2026-03", 1, "2026-02-30"}), want: []string{"f.xlsx:人员!D2 form-cell"}},
		"no period":                  {book: people([]any{"E1", "三月", 1}), want: []string{"f.xlsx:人员!B2 form-cell"}},
		"a blank period":             {book: people([]any{"E1", "", 1}), want: []string{"f.xlsx:人员!B2 form-cell"}},
		"nobody":                     {book: people([]any{"", "2026-03", 1}), want: []string{"f.xlsx:人员!A2 row-unreadable"}},
		"twice":                      {book: people([]any{"E1", "2026-03", 1}, []any{"E1", "2026-03", 2}), want: []string{"f.xlsx:人员!A3 row-twice"}},
		"a cell beyond the headers":  {book: people([]any{"E1", "2026-03", 1, "", "x"}), want: []string{"f.xlsx:人员!E2 form-cell"}},
		"a column nobody declares":   {book: book{{"人员", [][]any{{"工号", "考核周期", "完成律"}, {"E1", "2026-03", 1}}}}, want: []string{"f.xlsx:人员!C1 form-column-unknown"}},
		"a column twice":             {book: book{{"人员", [][]any{{"工号", "考核周期", "share", "完成率"}, {"E1", "2026-03", 1}}}}, want: []string{"f.xlsx:人员!D1 form-column-twice"}},
		"a list in a column":         {book: book{{"人员", [][]any{{"工号", "考核周期", "通话"}, {"E1", "2026-03", 1}}}}, want: []string{"f.xlsx:人员!C1 form-column-unknown"}},
		"no column of specialists":   {book: book{{"人员", [][]any{{"考核周期", "share"}, {"2026-03", 1}}}}, want: []string{"f.xlsx:人员 form-column-missing"}},
		"no column of periods":       {book: book{{"人员", [][]any{{"工号", "share"}, {"E1", 1}}}}, want: []string{"f.xlsx:人员 form-column-missing"}},
		"a sheet nobody declares":    {book: append(people(), page{"通活", [][]any{{"专员"}}}), want: []string{"f.xlsx:通活 form-sheet-unknown"}},
		"a record of nobody":         {book: append(people([]any{"E1", "2026-03", 1}), page{"通话", [][]any{{"专员", "考核周期", "接通"}, {"E9", "2026-03", "是"}}}), want: []string{"f.xlsx:通话!A2 form-nobody"}},
		"neither yes nor no":         {book: append(people([]any{"E1", "2026-03", 1}), page{"通话", [][]any{{"专员", "考核周期", "接通"}, {"E1", "2026-03", "也许"}}}), want: []string{"f.xlsx:通话!C2 form-cell"}},
		"a time without its offset":  {book: append(people([]any{"E1", "2026-03", 1}), page{"通话", [][]any{{"专员", "考核周期", "时间"}, {"E1", "2026-03", 46083.375}}}), want: []string{"f.xlsx:通话!C2 form-cell"}},
		"nothing at all":             {book: book{{"说明", nil}}, want: []string{"f.xlsx form-empty"}},
		"a header, and nobody below": {book: people(), want: nil},
	}
	fields := formFields(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			form, err := records.ReadForm(tt.book.reader(t, tt.change), records.FormOptions{Fields: fields, Offset: tt.offset})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range append(form.Problems, form.Bad...) {
				got = append(got, d.Where()+" "+d.Code)
			}
			if got == nil {
				for _, r := range form.Requests {
					got = append(got, string(r.JSON()))
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
			if len(form.Bad) > 0 && form.Summary.Skipped == 0 {
				t.Error("a bad cell, and no row is counted as left out")
			}
		})
	}
}

// TestFormPeriod: a period that is asked for stands in for the column and
// leaves out what is outside it.
func TestFormPeriod(t *testing.T) {
	march, _ := calendar.ParsePeriod("2026-03")
	form, err := records.ReadForm(people([]any{"E1", "", 1}, []any{"E2", "2026-02", 2}, []any{"E3", "2026-03", 3}).reader(t, nil),
		records.FormOptions{Fields: formFields(t), Period: march})
	if err != nil || len(form.Requests) != 2 || form.Summary.Outside != 1 {
		t.Errorf("%v: %d requests, %d outside; want 2 and 1", err, len(form.Requests), form.Summary.Outside)
	}
}

// TestFormHostile: no file makes reading fail other than with a problem.
func TestFormHostile(t *testing.T) {
	whole := people([]any{"E1", "2026-03", 1}).reader(t, nil).Reader.(*bytes.Buffer).Bytes()
	for _, data := range [][]byte{nil, []byte("PK"), []byte("not a workbook"), whole[:len(whole)/2], bytes.Repeat([]byte{0}, 1000)} {
		form, err := records.ReadForm(records.Input{Name: "f.xlsx", Reader: bytes.NewReader(data)}, records.FormOptions{Fields: formFields(t)})
		if err != nil || !form.Problems.HasErrors() || form.Problems[0].Code != "form-unreadable" {
			t.Errorf("%d bytes: %v, %v; want form-unreadable", len(data), err, form.Problems)
		}
	}
}

type parquetRow struct {
	Specialist string   `parquet:"工号"`
	Period     string   `parquet:"考核周期"`
	Share      *float64 `parquet:"完成率,optional"`
	Done       bool     `parquet:"done"`
	Hired      int32    `parquet:"hired,date"`
}

// TestFormParquet: people may come from Parquet, too; a column whose numbers
// are not what they look like is refused rather than read a thousand times too
// large.
func TestFormParquet(t *testing.T) {
	share := 85.5
	day, _ := calendar.ParseDate("2026-03-15")
	var out bytes.Buffer
	if err := parquet.Write(&out, []parquetRow{{"00123", "2026-03", &share, true, int32(day)}, {"E2", "2026-03", nil, false, int32(day)}}); err != nil {
		t.Fatal(err)
	}
	form, err := records.ReadForm(records.Input{Name: "p.parquet", Reader: &out}, records.FormOptions{Fields: formFields(t)})
	if err != nil || len(form.Problems)+len(form.Bad) > 0 || len(form.Requests) != 2 {
		t.Fatal(err, form.Problems, form.Bad)
	}
	if got, want := string(form.Requests[0].JSON()), `{"specialist":"00123","period":"2026-03","attributes":{"hired":"2026-03-15"},"inputs":{"share":85.5,"done":true}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}

	var money bytes.Buffer
	type decimal struct {
		Share int64 `parquet:"share,decimal(2:18)"`
	}
	if err := parquet.Write(&money, []decimal{{8550}}); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"decimal": money.Bytes(), "empty": nil, "broken": []byte("PAR1PAR1")} {
		form, err := records.ReadForm(records.Input{Name: "p.parquet", Reader: bytes.NewReader(data)}, records.FormOptions{Fields: formFields(t)})
		if err != nil || !form.Problems.HasErrors() || form.Problems[0].Code != "form-unreadable" {
			t.Errorf("%s: %v, %v; want form-unreadable", name, err, form.Problems)
		}
	}
}
