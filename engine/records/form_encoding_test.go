package records_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"merit/engine/records"
)

// TestFormEncodings: a CSV form is read as UTF-8 and as what Excel saves in
// China; what is neither is a problem.
func TestFormEncodings(t *testing.T) {
	const table = "工号,考核周期,完成率\n张三,2026-03,80\n"
	gbk := func(s string) string {
		out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	var wide strings.Builder
	for _, u := range utf16.Encode([]rune("\uFEFF" + table)) {
		wide.Write([]byte{byte(u), byte(u >> 8)})
	}
	read := []string{"张三"}
	tests := map[string]struct {
		data string
		want []string // who is read, or the problems
	}{
		"UTF-8":                       {table, read},
		"UTF-8 with a mark":           {"\uFEFF" + table, read},
		"GB18030":                     {gbk(table), read},
		"GB18030 below ASCII headers": {"specialist,period,share\n" + gbk("张三,2026-03,80\n"), read},
		"GB18030 below UTF-8":         {"工号,考核周期,完成率\n" + gbk("张三") + ",2026-03,80\n", []string{"f.csv:2:工号 row-unreadable"}},
		"broken GB18030":              {gbk("工号,考核周期,完成率\n") + "\xff\xff,2026-03,80\n", []string{"f.csv:2:工号 row-unreadable"}},
		"no text":                     {"\xff\xff\xff,考核周期,完成率\n张三,2026-03,80\n", []string{"f.csv table-encoding"}},
		"UTF-16":                      {wide.String(), []string{"f.csv table-encoding"}},
		"a workbook":                  {"PK\x03\x04", []string{"f.csv table-kind"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			form, err := records.ReadForm(records.Input{Name: "f.csv", Reader: strings.NewReader(tt.data)}, records.FormOptions{Fields: formFields(t)})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range append(form.Problems, form.Bad...) {
				got = append(got, d.Where()+" "+d.Code)
			}
			for _, r := range form.Requests {
				got = append(got, r.Specialist)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
