package records

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/diag"
)

const (
	phone = `
[people]
files = ["people.csv"]
specialist = "name"
fields.base_bonus = "bonus"
fields.level = "level"
[calls]
files = ["calls-*.csv"]
specialist = "agent"
date = { column = "day", layout = ["YYYY-MM-DD"] }
fields.answered = { column = "answered", true = ["Y"], false = ["N"] }
fields.talk = { column = "talk", missing = ["0"] }
`
	people = "name,bonus,level\nA,3000,2\nB,2800,\n"
	calls  = "agent,day,answered,talk\n"
)

var january, _ = calendar.ParsePeriod("2021-01")

func TestAssemble(t *testing.T) {
	tests := map[string]struct {
		toml    string
		files   map[string]string
		periods []calendar.Period
		want    []string
		idle    string
	}{
		"rows make the pairs, in order": {phone, map[string]string{"people.csv": people,
			"calls-1.csv": calls + "B,2021-01-02,Y,7\nA,2021-02-03,N,0\nA,2021-01-01,Y,5\nA,2021-01-31,N,\n"}, nil, []string{
			`{"specialist":"A","period":"2021-01","attributes":{"level":2},"inputs":{"base_bonus":3000,"calls":[{"answered":true,"talk":5},{"answered":false}]}}`,
			`{"specialist":"A","period":"2021-02","attributes":{"level":2},"inputs":{"base_bonus":3000,"calls":[{"answered":false}]}}`,
			`{"specialist":"B","period":"2021-01","inputs":{"base_bonus":2800,"calls":[{"answered":true,"talk":7}]}}`,
		}, ""},
		"people without rows are idle": {phone, map[string]string{"people.csv": people, "calls-1.csv": calls + "A,2021-01-01,Y,5\n"}, nil, []string{
			`{"specialist":"A","period":"2021-01","attributes":{"level":2},"inputs":{"base_bonus":3000,"calls":[{"answered":true,"talk":5}]}}`,
		}, "B"},
		"unless the period is said": {phone, map[string]string{"people.csv": people, "calls-1.csv": calls + "A,2021-01-01,Y,5\nA,2021-02-01,Y,5\n"}, []calendar.Period{january}, []string{
			`{"specialist":"A","period":"2021-01","attributes":{"level":2},"inputs":{"base_bonus":3000,"calls":[{"answered":true,"talk":5}]}}`,
			`{"specialist":"B","period":"2021-01","inputs":{"base_bonus":2800,"calls":[]}}`,
		}, ""},
		"rows ahead of the period": {strings.Replace(phone, "[calls]\n", "[calls]\nlook_ahead = 7\n", 1), map[string]string{"people.csv": people,
			"calls-1.csv": calls + "A,2021-01-31,Y,5\nA,2021-02-07,Y,6\nA,2021-02-08,Y,7\nB,2021-02-01,N,\n"}, nil, []string{
			`{"specialist":"A","period":"2021-01","attributes":{"level":2},"inputs":{"base_bonus":3000,"calls":[{"answered":true,"talk":5}]},"ahead":{"calls":[{"answered":true,"talk":6}]}}`,
			`{"specialist":"A","period":"2021-02","attributes":{"level":2},"inputs":{"base_bonus":3000,"calls":[{"answered":true,"talk":6},{"answered":true,"talk":7}]}}`,
			`{"specialist":"B","period":"2021-02","inputs":{"base_bonus":2800,"calls":[{"answered":false}]}}`, // no January of rows that only lie ahead of it
		}, ""},
		"rows ahead of a wanted period": {strings.Replace(phone, "[calls]\n", "[calls]\nlook_ahead = 7\n", 1), map[string]string{"people.csv": "name,bonus,level\nA,3000,2\n",
			"calls-1.csv": calls + "A,2021-01-31,Y,5\nA,2021-02-07,Y,6\nA,2021-02-08,Y,7\n"}, []calendar.Period{january}, []string{
			`{"specialist":"A","period":"2021-01","attributes":{"level":2},"inputs":{"base_bonus":3000,"calls":[{"answered":true,"talk":5}]},"ahead":{"calls":[{"answered":true,"talk":6}]}}`,
		}, ""},
		"rows of nobody in people": {phone, map[string]string{"people.csv": "name,bonus,level\n", "calls-1.csv": calls + "C,2021-01-01,Y,5\n"}, nil, []string{
			`{"specialist":"C","period":"2021-01","inputs":{"calls":[{"answered":true,"talk":5}]}}`,
		}, ""},
		"several files, one twice": {phone, map[string]string{"people.csv": people, "calls-1.csv": calls + "A,2021-01-01,Y,5\n", "calls-2.csv": "talk,agent,day,answered\n6,A,2021-01-02,N\n"}, []calendar.Period{january}, []string{
			`{"specialist":"A","period":"2021-01","attributes":{"level":2},"inputs":{"base_bonus":3000,"calls":[{"answered":true,"talk":5},{"answered":false,"talk":6}]}}`,
			`{"specialist":"B","period":"2021-01","inputs":{"base_bonus":2800,"calls":[]}}`,
		}, ""},
		"people by period": {strings.Replace(phone, `specialist = "name"`, "specialist = \"name\"\nperiod = \"month\"", 1),
			map[string]string{"people.csv": "name,month,bonus,level\nA,2021-01,1,1\nA,2021-02,2,2\n", "calls-1.csv": calls + "A,2021-02-01,Y,5\n"}, nil, []string{
				`{"specialist":"A","period":"2021-01","attributes":{"level":1},"inputs":{"base_bonus":1,"calls":[]}}`,
				`{"specialist":"A","period":"2021-02","attributes":{"level":2},"inputs":{"base_bonus":2,"calls":[{"answered":true,"talk":5}]}}`,
			}, ""},
		"mark, line ends, quotes, spaces": {phone, map[string]string{"people.csv": "\uFEFFname,bonus,level\r\n\" A　\",3000,2\r\n",
			"calls-1.csv": "agent,day,answered,talk,note\nA, 2021-01-01 ,Y,5,\"two\nlines, \"\"quoted\"\"\"\nA,2021-01-02,N,,\n"}, nil, []string{
			`{"specialist":"A","period":"2021-01","attributes":{"level":2},"inputs":{"base_bonus":3000,"calls":[{"answered":true,"talk":5},{"answered":false}]}}`,
		}, ""},
		"text stays text": {"[people]\nfiles=[\"people.csv\"]\nspecialist=\"id\"\nfields.team=\"t\"\nfields.hired={column=\"h\",layout=[\"YYYY/M/D\"]}",
			map[string]string{"people.csv": "id,t,h\n00123,007,2020/3/1\n"}, []calendar.Period{january}, []string{
				`{"specialist":"00123","period":"2021-01","attributes":{"team":"007","hired":"2020-03-01"},"inputs":{}}`,
			}, ""},
		"tabs": {"[scores]\nfiles=[\"scores.tsv\"]\nspecialist=\"who\"\ndate={column=\"d\",layout=[\"YYYY-MM-DD\"]}\nfields.value=\"v\"",
			map[string]string{"scores.tsv": "who\td\tv\nA\t2021-01-01\t3\nA\t2021-01-02\t4,\n"}, nil, nil, ""},
		"plain values": {"[scores]\nfiles=[\"scores.tsv\"]\nspecialist=\"who\"\ndate={column=\"d\",layout=[\"YYYY-MM-DD\"]}\nfields.value=\"v\"",
			map[string]string{"scores.tsv": "who\td\tv\nA\t2021-01-01\t3\nA\t2021-01-02\t4.5\n"}, nil, []string{
				`{"specialist":"A","period":"2021-01","inputs":{"scores":[3,4.5]}}`,
			}, ""},
		"date and time make at": {"[tickets]\nfiles=[\"tickets.csv\"]\nspecialist=\"who\"\ndate={column=\"d\",layout=[\"YYYY-MM-DD\"]}\ntime={column=\"t\",layout=[\"HH:mm:ss\"],offset=\"+08:00\"}\nfields.id=\"id\"",
			map[string]string{"tickets.csv": "who,d,t,id\nA,2021-01-31,23:59:59,7\n"}, nil, []string{
				`{"specialist":"A","period":"2021-01","inputs":{"tickets":[{"id":"7","at":"2021-01-31T23:59:59+08:00"}]}}`,
			}, ""},
		"one column makes at": {"[tickets]\nfiles=[\"tickets.csv\"]\nspecialist=\"who\"\nat={column=\"t\",layout=[\"YYYY/MM/DD HH:mm:ss.SSS\"],offset=\"+01:00\"}\nfields.id=\"id\"",
			map[string]string{"tickets.csv": "who,t,id\nA,2012/10/09 14:50:17.000,7\n"}, nil, []string{
				`{"specialist":"A","period":"2012-10","inputs":{"tickets":[{"id":"7","at":"2012-10-09T14:50:17+01:00"}]}}`,
			}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rows := assemble(t, tt.toml, tt.files, tt.periods...)
			if rows.Problems != nil || rows.Bad != nil && tt.want != nil {
				t.Fatalf("problems %v, bad rows %v", rows.Problems.Err(), rows.Bad.Err())
			}
			var got []string
			for _, r := range rows.Requests {
				got = append(got, string(r.JSON()))
				if _, problems := facts.Read(r.Source(), facts.DefaultLimits); problems.HasErrors() {
					t.Errorf("facts.Read refuses %s: %v", r.JSON(), problems.Err())
				}
			}
			if tt.want != nil && strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
			if idle := strings.Join(rows.Summary.Idle, " "); idle != tt.idle {
				t.Errorf("idle %q, want %q", idle, tt.idle)
			}
		})
	}
}

func TestBadRows(t *testing.T) {
	byMonth := strings.Replace(phone, `specialist = "name"`, "specialist = \"name\"\nperiod = \"month\"", 1)
	tests := map[string]struct {
		toml, people, calls string
		want                string
		skipped, requests   int
	}{
		"every cell of a row": {phone, people, calls + "A,1/2/2021,yes,1:2\n,2021-01-01,Y,5\nA,2021-01-01,Y,5\n",
			"calls-1.csv:2:day row-unreadable\ncalls-1.csv:2:answered row-unreadable\ncalls-1.csv:2:talk row-unreadable\ncalls-1.csv:3:agent row-unreadable", 2, 1},
		"too short and too long": {phone, people, calls + "A,2021-01-01\nA,2021-01-01,Y,5,9\nA,2021-01-01,Y,5\n", "calls-1.csv:2 row-unreadable\ncalls-1.csv:3 row-unreadable", 2, 1},
		"a stray quote":          {phone, people, calls + "A,2021-01-01,\"Y\"x,5\nA,2021-01-01,Y,5\n", "calls-1.csv:2 row-unreadable", 1, 1},
		"not UTF-8":              {phone, people, calls + "\xd5\xc5,2021-01-01,Y,5\nA,2021-01-01,Y,5\n", "calls-1.csv:2:agent row-unreadable", 1, 1},
		"twice the same person":  {phone, "name,bonus,level\nA,3000,2\nA,5000,2\nA,6000,2\n", calls + "A,2021-01-01,Y,5\n", "people.csv:3:name row-twice\npeople.csv:4:name row-twice", 3, 1},
		"twice in one month":     {byMonth, "name,month,bonus,level\nA,2021-01,1,1\nA,2021-02,1,1\nA,2021-01,2,1\n", calls, "people.csv:4:name row-twice", 2, 2},
		"periods":                {byMonth, "name,month,bonus,level\nA,2021-1,1,1\nA,2021-Q1,1,1\nA,,1,1\n", calls + "A,2021-01-01,Y,5\n", "people.csv:2:month row-unreadable\npeople.csv:3:month row-unreadable\npeople.csv:4:month row-unreadable", 3, 1},
		"lines, not rows, count": {phone, people, "agent,day,answered,talk,note\n\nA,2021-01-01,Y,5,\"a\nb\"\nA,x,Y,5,\n", "calls-1.csv:5:day row-unreadable", 1, 1},
		"what a bad row lacks":   {phone, "name,bonus,level\nA,,2\nB,,x\n", calls + "A,2021-01-01,,x\nA,2021-01-02,Y,5\n", "people.csv:3:level row-unreadable\npeople.csv:3:bonus row-unreadable\ncalls-1.csv:2:talk row-unreadable\ncalls-1.csv:2:answered row-unreadable", 2, 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rows := assemble(t, tt.toml, map[string]string{"people.csv": tt.people, "calls-1.csv": tt.calls})
			if got := codes(rows.Bad); got != tt.want {
				t.Errorf("bad rows\n%s\nwant\n%s", got, tt.want)
			}
			if rows.Summary.Skipped != tt.skipped || len(rows.Requests) != tt.requests {
				t.Errorf("%d skipped, %d requests; want %d, %d", rows.Summary.Skipped, len(rows.Requests), tt.skipped, tt.requests)
			}
		})
	}
}

// Who had a row left out is named: what is known of them may be incomplete.
func TestShort(t *testing.T) {
	rows := assemble(t, phone, map[string]string{"people.csv": "name,bonus,level\nA,1,2\n00124,3 000,1\nB,1,1\nB,2,1\n",
		"calls-1.csv": calls + "A,x,Y,5\nA,y,Y,5\nC,2021-01-01,Y\n,2021-01-01,Y,5\n\xff,2021-01-01,Y,5\n\"D\"x,2021-01-01,Y,5\n"})
	if got, want := strings.Join(rows.Summary.Short, " "), "00124 A B C"; got != want {
		t.Errorf("short: %s, want %s", got, want)
	}
	if rows.Summary.Nobody != 3 || rows.Summary.Skipped != 9 {
		t.Errorf("%d rows of nobody, %d skipped; want 3 and 9", rows.Summary.Nobody, rows.Summary.Skipped)
	}
}

// A bonus that stands twice is nobody's: with bad rows skipped it is missing.
func TestTwiceIsMissing(t *testing.T) {
	rows := assemble(t, phone, map[string]string{"people.csv": "name,bonus,level\nA,3000,2\nA,5000,2\n", "calls-1.csv": calls + "A,2021-01-01,Y,5\n"})
	if got := string(rows.Requests[0].JSON()); strings.Contains(got, "base_bonus") {
		t.Errorf("the request has a bonus: %s", got)
	}
}

func TestProblems(t *testing.T) {
	replace := func(from, to string) string { return strings.Replace(phone, from, to, 1) }
	good := calls + "A,2021-01-01,Y,5\n"
	tests := map[string]struct{ toml, calls, want string }{
		"a column not there":    {phone, "agent,date,answered,talk\nA,2021-01-01,Y,5\n", `x.source.toml:10:19: calls-1.csv has no column "day" [column-missing]`},
		"other capitals":        {phone, "Agent,day,answered,talk\nA,2021-01-01,Y,5\n", `x.source.toml:9:14: calls-1.csv has no column "agent" [column-missing]`},
		"semicolons":            {replace(`fields.answered = { column = "answered", true = ["Y"], false = ["N"] }`, ""), "agent;day;answered;talk\n", "x.source.toml:9:14: calls-1.csv has no column \"agent\": the whole header was read as one column [column-missing]\nx.source.toml:10:19: calls-1.csv has no column \"day\": the whole header was read as one column [column-missing]\nx.source.toml:12:26: calls-1.csv has no column \"talk\": the whole header was read as one column [column-missing]"},
		"a column twice":        {phone, "agent,day,answered,talk,talk\n", `x.source.toml:12:26: calls-1.csv has 2 columns "talk" [column-twice]`},
		"twice but not used":    {phone, "agent,day,answered,talk,x,x\n", ""},
		"empty":                 {phone, "", "x.source.toml:7:2: calls-1.csv is empty: it has not even a header [table-empty]"},
		"a quote left open":     {phone, good + "A,\"2021-01-01,Y,5\nA,2021-01-01,Y,5\n", "x.source.toml:7:2: a quote in line 3 of calls-1.csv is never closed, so the rows after it cannot be read [table-quote]"},
		"closed by another":     {phone, good + "A,2021-01-01,Y,\"5\nA,2021-01-01,Y,\"\"5\"\nA\n", ""},
		"swallowed rows":        {phone, good + "A,\"2021-01-01,Y,5\nA,2021-01-01,Y\",5\n", "x.source.toml:7:2: a quote in line 3 of calls-1.csv is never closed, so the rows after it cannot be read [table-quote]"},
		"UTF-16":                {phone, "\xff\xfea\x00", "x.source.toml:7:2: calls-1.csv is UTF-16, which Excel calls Unicode text [table-encoding]"},
		"a field unknown":       {replace("fields.talk", "fields.talks"), good, `x.source.toml:12:8: the policy does not declare "talks" [source-field]`},
		"a person's unknown":    {replace("fields.base_bonus", "fields.salary"), good, `x.source.toml:5:8: the policy does not declare "salary" [source-field]`},
		"a list for a person":   {replace("fields.base_bonus", "fields.calls"), good, `x.source.toml:5:8: "calls" is a list, which one cell of [people] cannot fill [source-field]`},
		"a list unknown":        {replace("[calls]", "[call]"), good, `x.source.toml:7:2: the policy has no list input named "call" [source-table]` + "\n" + `x.source.toml:7:2: there is no file for "call" [table-none]`},
		"a scalar as a list":    {replace("[calls]", "[base_bonus]"), good, `x.source.toml:7:2: "base_bonus" is a single value, not a list [source-table]` + "\n" + `x.source.toml:7:2: there is no file for "base_bonus" [table-none]`},
		"words for a number":    {replace("fields.answered", "fields.speed"), good, `x.source.toml:11:8: "speed" is not a boolean: true and false have no meaning here [source-field]`},
		"a date, no layout":     {replace("fields.level", "fields.hired"), good, `x.source.toml:6:8: the layout of "hired" is missing [source-layout]`},
		"a layout for a number": {replace(`fields.level = "level"`, `fields.level = { column = "level", layout = ["YYYY-MM-DD"] }`), good, `x.source.toml:6:8: "level" is not a date: layout has no meaning here [source-field]`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rows := assemble(t, tt.toml, map[string]string{"people.csv": people, "calls-1.csv": tt.calls})
			var got []string
			for i := range rows.Problems {
				got = append(got, rows.Problems[i].Error())
			}
			if strings.Join(got, "\n") != tt.want {
				t.Errorf("problems\n%s\nwant\n%s", strings.Join(got, "\n"), tt.want)
			}
			if tt.want != "" && rows.Requests != nil {
				t.Errorf("%d requests beside problems", len(rows.Requests))
			}
		})
	}
}

func TestNoPeriod(t *testing.T) {
	rows := assemble(t, "[people]\nfiles=[\"people.csv\"]\nspecialist=\"name\"\nfields.level=\"level\"", map[string]string{"people.csv": people})
	if got, want := codes(rows.Problems), "x.source.toml:1:2 source-period"; got != want {
		t.Errorf("problems %s, want %s", got, want)
	}
}

func TestReaderFails(t *testing.T) {
	broken := errors.New("the disk is gone")
	_, err := source(t, phone).Assemble(map[string][]Input{
		"people": {{"people.csv", strings.NewReader(people)}},
		"calls":  {{"calls-1.csv", iotest.ErrReader(broken)}},
	}, Options{Fields: declared()})
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "calls-1.csv") {
		t.Errorf("error %v, want %v of calls-1.csv", err, broken)
	}
}

func TestLocate(t *testing.T) {
	rows := assemble(t, phone, map[string]string{"people.csv": people,
		"calls-1.csv": calls + "B,2021-01-02,Y,7\nA,2021-01-01,Y,5\n", "calls-2.csv": calls + "A,2021-01-31,N,\nC,2021-01-31,N,\n"})
	tests := map[string]string{
		"/inputs/calls/0":            "calls-1.csv:3",
		"/inputs/calls/1/talk":       "calls-2.csv:2:talk",
		"/inputs/calls/1/unknown":    "calls-2.csv:2",
		"/inputs/calls":              "calls-*.csv",
		"/inputs/calls/9/talk":       "calls-*.csv",
		"/inputs/calls/x":            "calls-*.csv",
		"/inputs/base_bonus":         "people.csv:2:bonus",
		"/attributes/level":          "people.csv:2:level",
		"/inputs/not_in_the_source":  "people.csv:2",
		"/period":                    "people.csv:2",
		"":                           "people.csv:2",
		"/inputs/a~1b~0c":            "people.csv:2",
		"/attributes/calls/1/talk":   "people.csv:2",
		"/inputs/calls/-1/talk":      "calls-*.csv",
		"/inputs/calls/1/talk/deep":  "calls-2.csv:2:talk",
		"/inputs/calls/184467440737": "calls-*.csv",
	}
	for pointer, want := range tests {
		if got := rows.Requests[0].Locate(pointer); got != want {
			t.Errorf("Locate(%q) = %q, want %q", pointer, got, want)
		}
	}
	c := rows.Requests[2]
	if got, want := c.Locate("/inputs/base_bonus"), "people.csv"; c.Specialist != "C" || got != want {
		t.Errorf("Locate for %s, who is not in people = %q, want %q", c.Specialist, got, want)
	}
	src := diag.NewSource("json", []byte("{}"))
	d := diag.At(diag.Span{Source: src}, "row-unreadable.specialist")
	d.Pointer = "/inputs/calls/1/talk"
	if placed := rows.Requests[0].Placed(diag.List{d}); placed[0].Where() != "calls-2.csv:2:talk" || d.Span.IsZero() {
		t.Errorf("Placed = %s, want calls-2.csv:2:talk", placed[0].Where())
	}
}

func FuzzRows(f *testing.F) {
	s := source(f, phone)
	f.Add(people, calls+"A,2021-01-01,Y,5\n")
	f.Add("\uFEFFname,bonus,level\r\nA,\"1\n\",2\r\n", calls+"A,\"2021-01-01,Y,5\n\"\"")
	f.Add("name,bonus,level\nA,1,1\nA,1,1\n", calls+"\xff,9999-12-31,N,0\n")
	f.Fuzz(func(t *testing.T, people, calls string) {
		rows, err := s.Assemble(files(map[string]string{"people.csv": people, "calls-1.csv": calls}), Options{Fields: declared(), Periods: nil})
		if err != nil {
			t.Fatal(err) // strings never fail to be read
		}
		kept := 0
		for _, r := range rows.Requests {
			req, problems := facts.Read(r.Source(), facts.DefaultLimits)
			if req == nil && !facts.Malformed(problems) {
				continue // a name or a number that facts has its own limits for
			}
			if req == nil {
				t.Fatalf("not JSON: %s: %v", r.JSON(), problems.Err())
			}
			kept += len(r.chunk(1).origin)
		}
		if kept > rows.Summary.Rows {
			t.Fatalf("%d rows in requests, %d read", kept, rows.Summary.Rows)
		}
	})
}
