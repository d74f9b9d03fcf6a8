package records

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"merit/rules"
	"merit/rules/calendar"
)

const logHead = `
[tickets]
files = ["tickets.csv"]
specialist = %s
at = { column = "t", layout = ["YYYY-MM-DD HH:mm"], offset = "+08:00" }
fields.id = "id"
`

// logOf is a source of events with more keys in its table.
func logOf(who, keys string) string { return fmt.Sprintf(logHead, who) + keys }

const events = "id,who,state,t,n\n" +
	"1,A,open,2021-01-01 09:00,1\n" +
	"1,B,done,2021-01-03 09:00,3\n" +
	"1,A,wait,2021-01-02 09:00,2\n" + // out of order
	"2,?,open,2021-01-04 09:00,1\n" +
	"2,?,open,2021-01-04 09:00,1\n" + // a copy
	"3,A,open,2021-01-05 09:00,1\n" +
	"3,B,done,2021-01-05 09:00,9\n" // as late as the one before

func TestSelection(t *testing.T) {
	const latest = `last = { by = "id", order = { column = "t", layout = ["YYYY-MM-DD HH:mm"] } }` + "\n"
	tests := map[string]struct {
		toml string
		want string // specialist:id of every row
		say  func(s TableSummary) string
		told string
	}{
		"all, with a warning": {logOf(`"who"`, ""), "?:2 ?:2 A:1 A:1 A:3 B:1 B:3", func(s TableSummary) string { return fmt.Sprint(s.Copies, s.Declared, s.Once) }, "1 false false"},
		"copies once":         {logOf(`"who"`, "duplicates = \"once\"\n"), "?:2 A:1 A:1 A:3 B:1 B:3", func(s TableSummary) string { return fmt.Sprint(s.Copies, s.Declared, s.Once) }, "1 true true"},
		"copies as declared":  {logOf(`"who"`, "duplicates = \"all\"\n"), "?:2 ?:2 A:1 A:1 A:3 B:1 B:3", func(s TableSummary) string { return fmt.Sprint(s.Copies, s.Declared) }, "0 true"},
		"nobody's":            {logOf(`{ column = "who", missing = ["?"] }`, ""), "A:1 A:1 A:3 B:1 B:3", func(s TableSummary) string { return fmt.Sprint(s.Nobodys) }, "2"},
		"only":                {logOf(`"who"`, "only = { column = \"state\", in = [\"done\"] }\n"), "B:1 B:3", func(s TableSummary) string { return fmt.Sprint(s.Filtered) }, "5"},
		"only, twice":         {logOf(`"who"`, "only = [{ column = \"state\", not = [\"done\"] }, { column = \"who\", not = [\"?\"] }]\n"), "A:1 A:1 A:3", func(s TableSummary) string { return fmt.Sprint(s.Filtered) }, "4"},
		"last by time":        {logOf(`"who"`, latest), "?:2 B:1 B:3", func(s TableSummary) string { return fmt.Sprint(s.Superseded, s.Tied, s.Disordered) }, "4 {2 [2 3]} {1 [1]}"},
		"last by number":      {logOf(`"who"`, "last = { by = \"id\", order = \"n\" }\n"), "?:2 B:1 B:3", func(s TableSummary) string { return fmt.Sprint(s.Tied, s.Disordered) }, "{1 [2]} {1 [1]}"},
		"first":               {logOf(`"who"`, strings.Replace(latest, "last", "first", 1)), "?:2 A:1 A:3", func(s TableSummary) string { return fmt.Sprint(s.Superseded, s.Tied, s.Disordered) }, "4 {2 [2 3]} {0 []}"},
		"last of what is kept": {logOf(`"who"`, latest+"only = { column = \"state\", in = [\"open\", \"wait\"] }\nduplicates = \"once\"\n"), "?:2 A:1 A:3",
			func(s TableSummary) string { return fmt.Sprint(s.Copies, s.Filtered, s.Superseded, s.Tied.Count) }, "1 2 1 0"},
		"other names": {logOf(`{ column = "who", values = { "?" = "C", B = "A" } }`, ""), "A:1 A:1 A:1 A:3 A:3 C:2 C:2", func(TableSummary) string { return "" }, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rows := assemble(t, tt.toml, map[string]string{"tickets.csv": events})
			var got []string
			for _, r := range rows.Requests {
				for _, part := range strings.Split(string(r.JSON()), `{"id":"`)[1:] {
					got = append(got, r.Specialist+":"+part[:1])
				}
			}
			if s := strings.Join(got, " "); s != tt.want || rows.Bad != nil || rows.Problems != nil {
				t.Errorf("rows %s, want %s; bad %v, problems %v", s, tt.want, rows.Bad, rows.Problems)
			}
			if s := tt.say(rows.Summary.Tables[0]); s != tt.told {
				t.Errorf("summary %s, want %s", s, tt.told)
			}
		})
	}
}

// A row whose key or order cannot be read is bad, not silently out of the
// running.
func TestPickBadRows(t *testing.T) {
	toml := logOf(`"who"`, "last = { by = \"id\", order = \"n\" }\n")
	rows := assemble(t, toml, map[string]string{"tickets.csv": "id,who,state,t,n\n,A,x,2021-01-01 09:00,1\n1,A,x,2021-01-01 09:00,?\n1,A,x,2021-01-01 09:00,1\n1,A,x,y,0\n"})
	if got, want := codes(rows.Bad), "tickets.csv:2:id row-unreadable\ntickets.csv:3:n row-unreadable"; got != want {
		t.Errorf("bad rows\n%s\nwant\n%s", got, want)
	}
	if len(rows.Requests) != 1 {
		t.Errorf("%d requests, want 1: a superseded row need not be readable", len(rows.Requests))
	}
}

func TestNth(t *testing.T) {
	toml := "[tickets]\nfiles=[\"tickets.csv\"]\nspecialist={column=\"v\",nth=2}\nat={column=\"t\",layout=[\"YYYY-MM-DD HH:mm\"],offset=\"+08:00\"}\nfields.id={column=\"v\",nth=%d}"
	text := map[string]string{"tickets.csv": "v,t,v\n7,2021-01-01 09:00,A\n"}
	rows := assemble(t, fmt.Sprintf(toml, 1), text)
	if got := string(rows.Requests[0].JSON()); !strings.Contains(got, `"specialist":"A"`) || !strings.Contains(got, `"id":"7"`) {
		t.Errorf("request %s, want A and 7", got)
	}
	if got := codes(assemble(t, fmt.Sprintf(toml, 3), text).Problems); got != "x.source.toml:5:19 column-missing" {
		t.Errorf("third of two: %s", got)
	}
}

func TestEncodings(t *testing.T) {
	const gbk = "who,d,v\n\xd5\xc5\xc8\xfd,2021-01-01,1\n" // 张三
	toml := "[scores]\nfiles=[\"scores.csv\"]\nspecialist=\"%s\"\ndate={column=\"d\",layout=[\"YYYY-MM-DD\"]}\nfields.value=\"v\"\n"
	tests := map[string]struct{ toml, text, want string }{
		"declared":             {fmt.Sprintf(toml, "who") + "encoding = \"gb18030\"", gbk, `{"specialist":"张三","period":"2021-01","inputs":{"scores":[1]}}`},
		"gbk is part of it":    {fmt.Sprintf(toml, "who") + "encoding = \"GBK\"", gbk, `{"specialist":"张三","period":"2021-01","inputs":{"scores":[1]}}`},
		"undeclared":           {fmt.Sprintf(toml, "who"), gbk, `scores.csv:2:who: the cell is not UTF-8; it looks like GBK (GB18030) [row-unreadable]`},
		"undeclared, header":   {fmt.Sprintf(toml, "who"), "\xd5\xc5\xc8\xfd,d,v\n", `x.source.toml:1:2: scores.csv is not UTF-8; it looks like GBK (GB18030) [table-encoding]`},
		"neither":              {fmt.Sprintf(toml, "who"), "who,d,v\n\xff\xff,2021-01-01,1\n", `scores.csv:2:who: the cell is not UTF-8 [row-unreadable]`},
		"declared, is UTF-8":   {fmt.Sprintf(toml, "姓名") + "encoding = \"gb18030\"", "姓名,d,v\n张三,2021-01-01,1\n", `x.source.toml:1:2: scores.csv is UTF-8, and the source file says GB18030 [table-encoding]`},
		"declared, with marks": {fmt.Sprintf(toml, "who") + "encoding = \"gb18030\"", "\uFEFFwho,d,v\n", `x.source.toml:1:2: scores.csv is UTF-8, and the source file says GB18030 [table-encoding]`},
		"declared, broken":     {fmt.Sprintf(toml, "who") + "encoding = \"gb18030\"", "who,d,v\n\xff\xff,2021-01-01,1\n", `scores.csv:2:who: the cell is not GB18030 [row-unreadable]`},
		"semicolons":           {fmt.Sprintf(toml, "who") + "delimiter = \";\"", "who;d;v\nA,B;2021-01-01;1\n", `{"specialist":"A,B","period":"2021-01","inputs":{"scores":[1]}}`},
		"a renamed workbook":   {fmt.Sprintf(toml, "who"), "PK\x03\x04...", `x.source.toml:1:2: scores.csv is a workbook under another name [table-kind]`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rows := assemble(t, tt.toml, map[string]string{"scores.csv": tt.text})
			got := ""
			for i := range rows.Problems {
				got = rows.Problems[i].Error()
			}
			for i := range rows.Bad {
				got = rows.Bad[i].Error()
			}
			for _, r := range rows.Requests {
				got = string(r.JSON())
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// Of a bad row, cells that break a bound are told with those that cannot be
// read.
func TestBeyondBounds(t *testing.T) {
	fields := declared()
	for _, f := range fields.Inputs {
		if f.Name == "calls" {
			f.Fields[4].Max = numberOf(5) // rating
		}
	}
	rows, err := source(t, phone+"fields.rating = \"rating\"\n").Assemble(files(map[string]string{"people.csv": people,
		"calls-1.csv": "agent,day,answered,talk,rating\nA,2021-01-01,maybe,5,6\nA,2021-01-01,Y,5,7\n"}), Options{Fields: fields, Length: calendar.Month})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := codes(rows.Bad), "calls-1.csv:2:answered row-unreadable\ncalls-1.csv:2:rating row-unreadable"; got != want {
		t.Errorf("bad rows\n%s\nwant\n%s", got, want)
	}
}

func numberOf(x int64) rules.Number {
	return rules.Number{Exact: big.NewRat(x, 1), Float: float64(x)}
}
