package records

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// people of these tests, in a workbook.
const bookSource = `
[people]
files = ["people.xlsx"]
sheet = "客户"
specialist = "工号"
fields.base_bonus = "奖金"
fields.level = { column = "职级", missing = ["-"] }
fields.team = "组"
fields.hired = { column = "入职", layout = ["YYYY/M/D"] }
`

// book writes a workbook with excelize, whose cells are those of the map.
func book(t testing.TB, sheet string, rows [][]any, change ...func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(f.SetSheetName("Sheet1", sheet))
	for i, row := range rows {
		must(f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row))
	}
	for _, c := range change {
		c(f)
	}
	var b bytes.Buffer
	must(f.Write(&b))
	return b.Bytes()
}

func shownAs(t testing.TB, f *excelize.File, sheet, cell, code string) {
	t.Helper()
	id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err == nil {
		err = f.SetCellStyle(sheet, cell, cell, id)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func assembleBook(t testing.TB, toml string, data []byte) *Rows {
	t.Helper()
	rows, err := source(t, toml).Assemble(map[string][]Input{"people": {{Name: "people.xlsx", Reader: bytes.NewReader(data)}}},
		Options{Fields: declared(), Length: calendar.Month, Periods: []calendar.Period{january}})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

var bookHeader = []any{"工号", "奖金", "职级", "组", "入职"}

func TestWorkbookCells(t *testing.T) {
	day := time.Date(2020, 3, 1, 0, 0, 0, 0, time.UTC)
	tests := map[string]struct {
		row    []any
		change func(f *excelize.File)
		want   string
	}{
		"numbers, text and a date": {[]any{"00123", 3000.5, 2, "north", day}, nil,
			`{"specialist":"00123","period":"2021-01","attributes":{"level":2,"team":"north","hired":"2020-03-01"},"inputs":{"base_bonus":3000.5}}`},
		"a number is plain text where text is wanted": {[]any{123, 1e6, 2, 7.5, day}, nil,
			`{"specialist":"123","period":"2021-01","attributes":{"level":2,"team":"7.5","hired":"2020-03-01"},"inputs":{"base_bonus":1000000}}`},
		"text is read as in a CSV file": {[]any{"A", "3000", "-", "", "2020/3/1"}, nil,
			`{"specialist":"A","period":"2021-01","attributes":{"hired":"2020-03-01"},"inputs":{"base_bonus":3000}}`},
		"a binary fraction": {[]any{"A", 0.7999999999999999, 1, "x", nil}, nil,
			`{"specialist":"A","period":"2021-01","attributes":{"level":1,"team":"x"},"inputs":{"base_bonus":0.7999999999999999}}`},
		"a formula with a result": {[]any{"A", 1, 1, "x", nil}, func(f *excelize.File) { _ = f.SetCellFormula("客户", "F2", "B2+1") },
			`{"specialist":"A","period":"2021-01","attributes":{"level":1,"team":"x"},"inputs":{"base_bonus":1}}`},
		"a date of Chinese format": {[]any{"A", 1, 1, "x", 43891}, func(f *excelize.File) { shownAs(t, f, "客户", "E2", `yyyy"年"m"月"d"日"`) },
			`{"specialist":"A","period":"2021-01","attributes":{"level":1,"team":"x","hired":"2020-03-01"},"inputs":{"base_bonus":1}}`},
		"a number in a date's column": {[]any{"A", 1, 1, "x", 43891}, nil, "people.xlsx 客户!E2 row-unreadable"},
		"a formula without a result":  {[]any{"A", nil, 1, "x", nil}, func(f *excelize.File) { _ = f.SetCellFormula("客户", "B2", "C2+1") }, "people.xlsx 客户!B2 row-unreadable"},
		"a percentage": {[]any{"A", 0.85, 1, "x", nil}, func(f *excelize.File) { shownAs(t, f, "客户", "B2", "0.00%") },
			"people.xlsx 客户!B2 row-unreadable"},
		"a date for a number":  {[]any{"A", day, 1, "x", nil}, nil, "people.xlsx 客户!B2 row-unreadable"},
		"a boolean for number": {[]any{"A", true, 1, "x", nil}, nil, "people.xlsx 客户!B2 row-unreadable"},
		"no specialist":        {[]any{nil, 1, 1, "x", nil}, nil, "people.xlsx 客户!A2 row-unreadable"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			change := tt.change
			if change == nil {
				change = func(*excelize.File) {}
			}
			rows := assembleBook(t, bookSource, book(t, "客户", [][]any{bookHeader, tt.row}, change))
			got := codes(rows.Bad) + rows.said()
			for _, r := range rows.Requests {
				got = string(r.JSON())
			}
			if len(rows.Bad) > 0 {
				got = codes(rows.Bad)
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func (r *Rows) said() string {
	if r.Problems == nil {
		return ""
	}
	return r.Problems.Err().Error()
}

// Percentages, durations and business data of a workbook are read as what
// they are shown as, where the source file says so.
func TestWorkbookPercentAndDuration(t *testing.T) {
	const toml = `
[calls]
files = ["calls.xlsx"]
specialist = "who"
date = { column = "day" }
time = { column = "clock", offset = "+08:00" }
fields.answered = "ok"
fields.speed = { column = "share", as = "percent" }
fields.talk = { column = "long", as = "duration", unit = "min" }
`
	data := book(t, "a", [][]any{{"who", "day", "clock", "ok", "share", "long"}, {"A", 44197, 0.5, true, 0.07, 1.5}, {"B", 44197.75, 0.75, "FALSE", "85.5%", "01:30:00"}}, func(f *excelize.File) {
		for _, c := range []struct{ cell, code string }{{"B2", "yyyy-mm-dd"}, {"B3", "yyyy-mm-dd hh:mm"}, {"C2", "h:mm"}, {"C3", "h:mm AM/PM"}, {"E2", "0%"}, {"F2", "[h]:mm:ss"}} {
			shownAs(t, f, "a", c.cell, c.code)
		}
	})
	rows, err := source(t, toml).Assemble(map[string][]Input{"calls": {{Name: "calls.xlsx", Reader: bytes.NewReader(data)}}}, Options{Fields: declared()})
	if err != nil || rows.Bad != nil || rows.Problems != nil {
		t.Fatal(err, rows.Bad, rows.Problems)
	}
	want := []string{
		`{"specialist":"A","period":"2021-01","inputs":{"calls":[{"answered":true,"speed":7,"talk":2160}]}}`,
		`{"specialist":"B","period":"2021-01","inputs":{"calls":[{"answered":false,"speed":85.5,"talk":90}]}}`,
	}
	for i, r := range rows.Requests {
		if got := string(r.JSON()); got != want[i] {
			t.Errorf("got  %s\nwant %s", got, want[i])
		}
	}
}

// Serial numbers against the dates that excelize makes of them, in both
// calendars.
func TestSerial(t *testing.T) {
	for x := 1.0; x < 120000; x += 61.37 {
		for _, leap := range []int{0, 1462} {
			want, err := excelize.ExcelDateToTime(x, leap > 0)
			if err != nil {
				t.Fatal(err)
			}
			got := serial(x, layoutDate|layoutClock, leap)
			day := calendar.Time{Wall: got.when, Known: true}.Date().String()
			if day != want.Round(time.Millisecond).Format("2006-01-02") && got.kind != faultyCell && !(leap == 0 && x < 61) {
				t.Fatalf("%v of calendar %d = %s, want %s", x, leap, day, want)
			}
		}
	}
	for x, want := range map[float64]string{1: "1900-01-01", 59: "1900-02-28", 60: "", 61: "1900-03-01", 0.5: "", -1: "", 2958465: "", 44197.999999999: "2021-01-02"} {
		if got := serial(x, layoutDate|layoutClock, 0); got.text != want && !(want == "" && got.kind == faultyCell) {
			t.Errorf("serial(%v) = %q, want %q", x, got.text, want)
		}
	}
}

func TestWorkbook1904(t *testing.T) {
	yes := true
	data := book(t, "客户", [][]any{bookHeader, {"A", 1, 1, "x", 42429}}, func(f *excelize.File) {
		_ = f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
		shownAs(t, f, "客户", "E2", "yyyy-mm-dd")
	})
	if got := string(assembleBook(t, bookSource, data).Requests[0].JSON()); !strings.Contains(got, `"hired":"2020-03-01"`) {
		t.Errorf("1904: %s, want hired 2020-03-01", got)
	}
}

func TestWorkbookRefused(t *testing.T) {
	good := [][]any{bookHeader, {"A", 1, 1, "x", nil}, {"B", 1, 1, "x", nil}}
	zipped := func(files map[string]string) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for _, name := range sortedNames(files) {
			f, _ := w.Create(name)
			_, _ = io.WriteString(f, files[name])
		}
		w.Close()
		return b.Bytes()
	}
	tests := map[string]struct {
		data []byte
		want string
	}{
		"no such sheet": {book(t, "人员", good), `people.xlsx has no sheet "客户" [table-sheet]`},
		"merged cells":  {book(t, "客户", good, func(f *excelize.File) { _ = f.MergeCell("客户", "C2", "C3") }), `the cells C2:C3 of the sheet "客户" in people.xlsx are merged [table-merged]`},
		"merged beyond": {book(t, "客户", good, func(f *excelize.File) { _ = f.MergeCell("客户", "H2", "I3") }), ""},
		"empty":         {book(t, "客户", nil), `the sheet "客户" of people.xlsx is empty: it has not even a header [table-empty]`},
		"no workbook":   {[]byte("工号,奖金\n"), "people.xlsx is not a workbook, or not all of it [table-kind]"},
		"cut short":     {book(t, "客户", good)[:2000], "people.xlsx is not a workbook, or not all of it [table-kind]"},
		"old workbook":  {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"), "people.xlsx is an old .xls workbook, or one that a password protects [table-kind]"},
		"no parts":      {zipped(map[string]string{"a": "b"}), "people.xlsx is damaged inside and cannot be read on [table-broken]"},
		"a column gone": {book(t, "客户", [][]any{{"工号", "奖金", "职级", "组"}}), `people.xlsx has no column "入职" [column-missing]`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rows := assembleBook(t, bookSource, tt.data)
			var got []string
			for i := range rows.Problems {
				_, message, _ := strings.Cut(rows.Problems[i].Error(), ": ")
				got = append(got, message)
			}
			if s := strings.Join(got, "\n"); s != tt.want {
				t.Errorf("got %s\nwant %s", s, tt.want)
			}
		})
	}
}

// An archive of a few kilobytes that unpacks to more than it may is refused,
// whatever it says its size is.
func TestWorkbookBomb(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, _ := w.Create("xl/workbook.xml")
	_, _ = io.WriteString(f, "<workbook>")
	_, _ = io.Copy(f, io.LimitReader(blanks{}, largestPart+1))
	w.Close()
	rows := assembleBook(t, bookSource, b.Bytes())
	if got := codes(rows.Problems); !strings.HasSuffix(got, "table-large") {
		t.Errorf("a part of %d bytes: %s, want table-large", largestPart+1, got)
	}
	if r := (&rationed{io.NopCloser(blanks{}), 10}); true {
		if n, err := io.Copy(io.Discard, r); err == nil || n > 1<<20 {
			t.Errorf("a part that is larger than it says: %d bytes, %v", n, err)
		}
	}
}

type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// Hidden rows count and are told, blank ones do not.
func TestWorkbookHiddenRows(t *testing.T) {
	data := book(t, "客户", [][]any{bookHeader, {"A", 1, 1, "x", nil}, {}, {"", "", "", "", ""}, {"B", 1, 1, "x", nil}}, func(f *excelize.File) {
		_ = f.SetRowVisible("客户", 5, false)
	})
	rows := assembleBook(t, bookSource, data)
	if s := rows.Summary; len(rows.Requests) != 2 || s.Rows != 2 || s.Tables[0].Hidden != 1 {
		t.Errorf("%d requests of %d rows, %d hidden; want 2, 2, 1", len(rows.Requests), s.Rows, s.Tables[0].Hidden)
	}
}

// The first sheet that can be seen is read where none is named.
func TestFirstSheet(t *testing.T) {
	data := book(t, "old", [][]any{{"x"}}, func(f *excelize.File) {
		_, _ = f.NewSheet("new")
		_ = f.SetSheetRow("new", "A1", &bookHeader)
		_ = f.SetSheetRow("new", "A2", &[]any{"A", 1, 1, "x"})
		f.SetActiveSheet(1)
		_ = f.SetSheetVisible("old", false)
	})
	rows := assembleBook(t, strings.Replace(bookSource, "sheet = \"客户\"\n", "", 1), data)
	if len(rows.Requests) != 1 {
		t.Errorf("%d requests, want that of the sheet new: %v", len(rows.Requests), rows.Problems)
	}
}

func TestFormats(t *testing.T) {
	tests := map[string]style{
		"General": {}, "0.00": {}, "#,##0.00_);[Red](#,##0.00)": {}, `"h"0`: {}, `0\d`: {}, "0.00E+00": {}, "@": {},
		"0%": {percent: true}, `0.0"%"`: {}, "[<0.5]0%": {percent: true},
		"yyyy-mm-dd": {parts: layoutDate | layoutClock}, "mmm": {parts: layoutDate | layoutClock}, `yyyy"年"m"月"`: {parts: layoutDate | layoutClock},
		"[$-804]yyyy/m/d;@": {parts: layoutDate | layoutClock}, "h:mm": {parts: layoutClock}, "[h]:mm:ss": {parts: layoutClock}, "[mm]:ss": {parts: layoutClock},
		"m/d/yy h:mm": {parts: layoutDate | layoutClock}, `"unclosed`: {}, "[unclosed": {}, "": {},
	}
	for code, want := range tests {
		if got := styleOf(code); got != want {
			t.Errorf("styleOf(%q) = %+v, want %+v", code, got, want)
		}
	}
}

func FuzzWorkbook(f *testing.F) {
	f.Add(book(f, "客户", [][]any{bookHeader, {"A", 1, 1, "x", nil}}))
	s := source(f, strings.Replace(bookSource, "sheet = \"客户\"\n", "", 1))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := s.Assemble(map[string][]Input{"people": {{Name: "people.xlsx", Reader: bytes.NewReader(data)}}}, Options{Fields: declared(), Periods: []calendar.Period{january}})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzSheet feeds a sheet's XML directly: archives rarely survive mutation.
func FuzzSheet(f *testing.F) {
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>工号</t></is></c></row><row r="2" hidden="1"><c r="A2" s="1"><f>1</f><v>4</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`)
	f.Add(`<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><v>_x000D_</v></c></row></sheetData></worksheet>`)
	f.Fuzz(func(t *testing.T, text string) {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for name, part := range map[string]string{
			"xl/workbook.xml":            `<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>`,
			"xl/s.xml":                   text,
		} {
			p, _ := w.Create(name)
			_, _ = io.WriteString(p, part)
		}
		w.Close()
		s, err := openSheet(Input{Name: "a.xlsx", Reader: bytes.NewReader(b.Bytes())}, fileFormat{})
		if err != nil {
			return
		}
		var problems diag.List
		columns := []column{{name: "工号"}, {name: "奖金"}}
		s.want(columns, &problems)
		p := s.paper()
		for cells := make([]cell, 2); ; {
			line, _, err := s.next(cells)
			if err != nil {
				return
			}
			_ = p.place(line, columns[0])
		}
	})
}
