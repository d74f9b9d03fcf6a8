package records

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"merit/engine"
	"merit/rules/diag"
	"merit/rules/text"
)

// careful are lines with everything that needs care in a spreadsheet.
func careful() []Line {
	score, third := 87.5, 1.0/3
	grade := "=A"
	return []Line{
		{Evaluation: &engine.Evaluation{
			Status: "final", Specialist: "=cmd|' /C calc'!A0", Period: "2026-03", Score: &score, Grade: &grade,
			Payout:  &engine.Money{Amount: "3000.50", Currency: "CNY"},
			Metrics: []engine.MetricResult{{ID: "csat", Value: &third, Score: &score}},
		}, Groups: []string{"+north"}},
		{Evaluation: &engine.Evaluation{Status: "held", Specialist: "00123", Period: "2026-03"}, Groups: []string{"@x"}},
		{Specialist: "－1", Period: "2026-03", Problems: diag.List{diag.At(diag.Span{}, "row-unreadable.specialist")}, Groups: []string{"\tx"}},
	}
}

func written(t *testing.T, make func(io.Writer, Table) (Writer, error), table Table) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := make(&out, table)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range careful() {
		if err := w.Write(l); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func ranked() Table {
	return Table{
		Metrics: []Column{{ID: "csat", Title: "满意率"}}, Lang: text.ZH, People: true, Groups: []string{"团队"},
		Ranks:    func(i int) Standing { return []Standing{{1, 1, 100}, {}, {}}[i] },
		Overview: func() []Fact { return []Fact{{"请求", "3"}, {"=x", "1"}} },
	}
}

// TestXLSX: numbers are numbers, money shows its digits, refused lines are
// there, and nothing is a formula.
func TestXLSX(t *testing.T) {
	book := written(t, NewXLSX, ranked())
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	if got := f.GetSheetList(); !slices.Equal(got, []string{"概览", "结果"}) {
		t.Errorf("sheets %v", got)
	}
	rows, err := f.GetRows("结果")
	if err != nil || len(rows) != 4 {
		t.Fatal(err, rows)
	}
	for cell, want := range map[string]string{
		"A1": "专员", "A2": "=cmd|' /C calc'!A0", "C2": "+north", "D2": "1", "G2": "已定", "H2": "87.50", "M2": "3000.50", "P2": "0.33",
		"A3": "00123", "D3": "", "G3": "待定", "A4": "－1", "G4": "拒绝",
	} {
		if got, _ := f.GetCellValue("结果", cell); got != want {
			t.Errorf("%s shows %q, want %q", cell, got, want)
		}
	}
	if got, _ := f.GetCellValue("结果", "P2", excelize.Options{RawCellValue: true}); !strings.HasPrefix(got, "0.33333333333333") {
		t.Errorf("P2 holds %s, want all the digits a workbook has", got)
	}
	for cell, want := range map[string]excelize.CellType{"A2": excelize.CellTypeInlineString, "M2": excelize.CellTypeUnset, "P2": excelize.CellTypeUnset} {
		if got, _ := f.GetCellType("结果", cell); got != want {
			t.Errorf("%s is of type %v, want %v", cell, got, want)
		}
	}
	for _, sheet := range f.GetSheetList() {
		for _, row := range []string{"A", "B", "C"} {
			if got, _ := f.GetCellFormula(sheet, row+"2"); got != "" {
				t.Errorf("%s %s2 is the formula %s", sheet, row, got)
			}
		}
	}
}

// TestXLSXQuotes: text that looks like a formula keeps being text when
// somebody edits the cell, and only that.
func TestXLSXQuotes(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, NewXLSX, ranked())))
	if err != nil {
		t.Fatal(err)
	}
	quoted := func(cell string) bool {
		id, err := f.GetCellStyle("结果", cell)
		if err != nil {
			t.Fatal(err)
		}
		prefix := f.Styles.CellXfs.Xf[id].QuotePrefix
		return prefix != nil && *prefix
	}
	for cell, want := range map[string]bool{"A2": true, "C2": true, "I2": false, "C3": true, "A4": true, "C4": true, "A3": false, "G2": false, "M2": false} {
		if got := quoted(cell); got != want {
			t.Errorf("%s quoted %t, want %t", cell, got, want)
		}
	}
}

// TestXLSXIsTheSame: the same answers give the same bytes.
func TestXLSXIsTheSame(t *testing.T) {
	if !bytes.Equal(written(t, NewXLSX, ranked()), written(t, NewXLSX, ranked())) {
		t.Error("two workbooks of the same answers differ")
	}
}

// TestCSVRanks: rows that wait for ranks come out in order, disarmed.
func TestCSVRanks(t *testing.T) {
	got := strings.Split(string(written(t, NewCSV, ranked())), "\n")
	for i, want := range []string{"专员,考核周期,团队,名次,参评人数,百分位,状态", "'=cmd|' /C calc'!A0,2026-03,'+north,1,1,100,已定", "00123,2026-03,'@x,,,,待定", "'－1,2026-03,'\tx,,,,拒绝"} {
		if line := strings.TrimPrefix(strings.ReplaceAll(got[i], `"`, ""), byteOrderMark); !strings.HasPrefix(line, want) {
			t.Errorf("line %d is %s, want %s…", i+1, line, want)
		}
	}
}

// TestSheets: titles that Excel refuses or that repeat become fit.
func TestSheets(t *testing.T) {
	var out bytes.Buffer
	x := 0.5
	err := WriteSheets(&out, []Sheet{
		{Title: "a/b", Columns: []string{"x"}, Rows: [][]SheetCell{{{"0.5", &x}}, {{"=1+1", nil}}}},
		{Title: "A b"}, {Title: ""}, {Title: strings.Repeat("长", 40)}, {Title: strings.Repeat("长", 41)},
	})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.GetSheetList(); len(got) != 5 || got[0] != "a b" || got[1] != "A b 2" {
		t.Errorf("sheets %q", got)
	}
}
