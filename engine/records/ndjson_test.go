package records

import (
	"strings"
	"testing"

	"merit/rules/calendar"
)

const linesSource = `
[calls]
files = ["calls.ndjson"]
specialist = "agent"
date = { column = "day", layout = ["YYYY-MM-DD"] }
fields.answered = "ok"
fields.talk = { column = "talk", missing = ["0"] }
fields.topic = "topic"
`

func TestNDJSON(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"types":          {`{"agent":"00123","day":"2021-01-02","ok":true,"talk":7.50,"topic":"北"}`, `[{"answered":true,"talk":7.50,"topic":"北"}]`},
		"null and zero":  {`{"agent":"A","day":"2021-01-02","ok":null,"talk":0,"topic":""}`, `[{}]`},
		"exponents":      {`{"agent":"A","day":"2021-01-02","ok":false,"talk":1e2,"topic":1.0}`, `[{"answered":false,"talk":1e2,"topic":"1.0"}]`},
		"words for both": {`{"agent":7,"day":"2021-01-02","ok":"TRUE","talk":"7","topic":true}`, `[{"answered":true,"talk":7,"topic":"true"}]`},
		"blank lines":    {"\uFEFF\n  \n{\"agent\":\"A\",\"day\":\"2021-01-02\",\"ok\":true,\"talk\":1,\"topic\":\"x\"}\r\n\n", `[{"answered":true,"talk":1,"topic":"x"}]`},
		"what nobody wants may be nested": {`{"agent":"A","day":"2021-01-02","ok":true,"talk":1,"topic":"x","more":{"a":[1,{"b":2}]}}`,
			`[{"answered":true,"talk":1,"topic":"x"}]`},
		"nested":               {`{"agent":"A","day":"2021-01-02","ok":true,"talk":[1],"topic":{"a":1}}`, "calls.ndjson:1:talk row-unreadable\ncalls.ndjson:1:topic row-unreadable"},
		"twice":                {`{"agent":"A","agent":"B","day":"2021-01-02"}`, "calls.ndjson:1 row-unreadable"},
		"an array":             {`[1]`, "calls.ndjson:1 row-unreadable"},
		"not closed":           {`{"agent":"A"`, "calls.ndjson:1 row-unreadable"},
		"two in a line":        {`{"agent":"A"} {}`, "calls.ndjson:1 row-unreadable"},
		"not UTF-8":            {"{\"agent\":\"\xd5\xc5\"}", "calls.ndjson:1 row-unreadable"},
		"half a letter":        {`{"agent":"\ud800","day":"2021-01-02","ok":true,"talk":1,"topic":"x"}`, "calls.ndjson:1:agent row-unreadable"},
		"a member never there": {`{"agent":"A","day":"2021-01-02","ok":true,"talk":1}`, "column-missing"},
		"no lines":             {"", ""},
		"a line without end":   {`{"a":"` + strings.Repeat("x", longestLine) + `"}`, "table-line"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rows, err := source(t, linesSource).Assemble(map[string][]Input{"calls": {{Name: "calls.ndjson", Reader: strings.NewReader(tt.text)}}},
				Options{Fields: declared(), Length: calendar.Month})
			if err != nil {
				t.Fatal(err)
			}
			got := codes(rows.Bad)
			for _, p := range rows.Problems {
				got = p.Code
			}
			for _, r := range rows.Requests {
				_, got, _ = strings.Cut(string(r.JSON()), `"calls":`)
				got = strings.TrimSuffix(got, "}}")
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func FuzzNDJSON(f *testing.F) {
	s := source(f, linesSource)
	f.Add(`{"agent":"00123","day":"2021-01-02","ok":true,"talk":7.50,"topic":"北"}`)
	f.Add("{\"a\":[{}],\n{\"agent\":\"\\ud800\"}\n\xff")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := s.Assemble(map[string][]Input{"calls": {{Name: "calls.ndjson", Reader: strings.NewReader(text)}}}, Options{Fields: declared()}); err != nil {
			t.Fatal(err)
		}
	})
}
