package facts_test

import (
	"fmt"
	"math"
	"testing"

	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// quarter is a request for 2026-Q1 with the given parts.
func quarter(parts string) string {
	return `{"specialist":"E1","period":"2026-Q1","inputs":{},"parts":` + parts + `}`
}

// monthly is what formulas see of one record.
var monthly = formula.ListOf(&formula.Type{Kind: formula.Record, Fields: []formula.Field{
	{Name: "period", Type: formula.StringType}, {Name: "score", Type: formula.NumberType}, {Name: "grade", Type: formula.StringType},
	{Name: "rate", Type: formula.NumberType}, {Name: "status", Type: formula.StringType}, {Name: "vetoed", Type: formula.BooleanType},
	{Name: "payout", Type: formula.NumberType},
	{Name: "metrics.csat.value", Type: formula.NumberType}, {Name: "metrics.csat.score", Type: formula.NumberType},
	{Name: "metrics.csat.part", Type: formula.NumberType}, {Name: "metrics.csat.whole", Type: formula.NumberType},
}}, 12)

// rollUp reads history and, over months, parts; it pays in yuan.
var rollUp = facts.NewLayout(nil, nil,
	facts.Earlier{Name: "history", Type: monthly, Currency: "CNY"},
	facts.Earlier{Name: "parts", Type: monthly, Length: calendar.Month, Currency: "CNY"})

// rows writes every cell of a list, missing ones as a dash.
func rows(l facts.List) []string {
	var out []string
	for row := range l.Len() {
		line := ""
		for _, c := range l.Table.Columns {
			cell := "-"
			switch {
			case c.Numbers != nil && !math.IsNaN(c.Numbers[row]):
				cell = fmt.Sprint(c.Numbers[row])
			case c.Strings != nil && c.Strings[row].Known:
				cell = c.Strings[row].Text
			case c.Booleans != nil && c.Booleans[row] != facts.Undecided:
				cell = fmt.Sprint(c.Booleans[row] == facts.True)
			}
			line += " " + cell
		}
		out = append(out, line[1:])
	}
	return out
}

func list(t *testing.T, r *facts.Request, name string) facts.List {
	t.Helper()
	v, problems := r.Values(rollUp)
	if v == nil {
		t.Fatal(problems.Err())
	}
	kind, index, ok := rollUp.Slot(name)
	if !ok || kind != formula.List {
		t.Fatalf("%s lies in a slot of kind %d", name, kind)
	}
	return v.Lists[index]
}

// H5: parts are oldest first, one for each period inside this one; an earlier
// evaluation and a short record read alike.
//
// Rules: H5
func TestParts(t *testing.T) {
	tests := map[string]struct {
		parts string
		want  []string
	}{
		"none":   {`[]`, []string{"2026-01 - - - - - - - - - -", "2026-02 - - - - - - - - - -", "2026-03 - - - - - - - - - -"}},
		"sorted": {`[{"period":"2026-03","score":70,"grade":"B"},{"period":"2026-01","score":80,"grade":"A"}]`, []string{"2026-01 80 A - - - - - - - -", "2026-02 - - - - - - - - - -", "2026-03 70 B - - - - - - - -"}},
		"everything": {`[{"period":"2026-01","score":80,"grade":"A","rate":0.6,"status":"final","vetoed":true,"payout":{"amount":"12.50","currency":"CNY"},
			"metrics":[{"id":"other","value":1},{"id":"csat","title":"t","value":90,"score":100,"part":9,"whole":10,"guards":[]}]}]`,
			[]string{"2026-01 80 A 0.6 final true 12.5 90 100 9 10", "2026-02 - - - - - - - - - -", "2026-03 - - - - - - - - - -"}},
		"metrics by id": {`[{"period":"2026-02","score":80,"grade":"A","payout":7,"metrics":{"csat":{"value":null,"part":9},"other":{}}}]`,
			[]string{"2026-01 - - - - - - - - - -", "2026-02 80 A - - - 7 - - 9 -", "2026-03 - - - - - - - - - -"}},
		// B8: what was measured stays visible; score and money of a held month are unknown.
		"held": {`[{"period":"2026-01","score":80,"grade":"A","rate":1,"status":"held","vetoed":false,"payout":"5.00","metrics":{"csat":{"part":2,"whole":3}}}]`,
			[]string{"2026-01 - - - held false - - - 2 3", "2026-02 - - - - - - - - - -", "2026-03 - - - - - - - - - -"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { same(t, tt.parts, rows(list(t, read(t, quarter(tt.parts)), "parts")), tt.want) })
	}
}

// History reads the same columns, newest first, holes filled.
func TestHistoryColumns(t *testing.T) {
	r := read(t, `{"specialist":"E1","period":"2026-Q1","inputs":{},"history":[{"period":"2025-Q2","score":80,"grade":"B","metrics":{"csat":{"value":5}}},{"period":"2025-Q4","score":90,"grade":"A"}]}`)
	same(t, "history", rows(list(t, r, "history")), []string{"2025-Q4 90 A - - - - - - - -", "2025-Q3 - - - - - - - - - -", "2025-Q2 80 B - - - - 5 - - -"})
	if l := list(t, read(t, quarter(`[]`)), "history"); !l.Known || l.Len() != 0 {
		t.Errorf("no history is %v, want a list of nothing", l)
	}
}

// Rules: H5
func TestPartsRefuses(t *testing.T) {
	record := func(period, more string) string {
		return `[{"period":"` + period + `","score":1,"grade":"A"` + more + `}]`
	}
	tests := map[string]struct {
		parts string
		want  []string
	}{
		"twice":         {`[{"period":"2026-02","score":1,"grade":"A"},{"period":"2026-02","score":1,"grade":"A"}]`, []string{`invalid-parts /parts/1/period "2026-02"`}},
		"outside":       {record("2026-04", ""), []string{`invalid-parts /parts/0/period "2026-04"`}},
		"before":        {record("2025-12", ""), []string{`invalid-parts /parts/0/period "2025-12"`}},
		"itself":        {record("2026-Q1", ""), []string{`invalid-parts /parts/0/period "2026-Q1"`}},
		"longer":        {record("2026", ""), []string{`invalid-parts /parts/0/period "2026"`}},
		"nothing said":  {`[{}]`, []string{"missing-field /parts/0/period {", "missing-field /parts/0/score {", "missing-field /parts/0/grade {"}},
		"not a list":    {`{}`, []string{"wrong-type /parts {"}},
		"null":          {`null`, []string{"null-field /parts null"}},
		"someone's":     {record("2026-01", `,"specialist":"E2"`), []string{`invalid-history /parts/0/specialist "E2"`}},
		"other metrics": {record("2026-01", `,"metrics":true`), []string{"wrong-type /parts/0/metrics true"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, problems := facts.Read(source(quarter(tt.parts)), facts.Limits{})
			same(t, tt.parts, lines(problems), tt.want)
		})
	}
}

// What only the policy knows is refused when it reads the request.
func TestPartsForAPolicy(t *testing.T) {
	half := facts.NewLayout(nil, nil, facts.Earlier{Name: "parts", Type: monthly, Length: calendar.Quarter})
	year := `{"specialist":"E1","period":"2026-H1","inputs":{},"parts":[{"period":"2026-01","score":1,"grade":"A"},{"period":"2026-Q2","score":2,"grade":"A"}]}`
	tests := map[string]struct {
		body   string
		layout *facts.Layout
		beside []*facts.Layout
		want   []string
	}{
		"another length":    {year, half, nil, []string{`invalid-parts /parts/0/period "2026-01"`}},
		"no policy reads":   {year, facts.NewLayout(nil, nil), nil, []string{`unknown-field /parts "parts"`}},
		"a pilot reads":     {year, facts.NewLayout(nil, nil), []*facts.Layout{half}, nil},
		"none, none read":   {quarter(`[]`), facts.NewLayout(nil, nil), nil, nil},
		"other money":       {quarter(`[{"period":"2026-01","score":1,"grade":"A","payout":{"amount":"1.00","currency":"USD"}}]`), rollUp, nil, []string{`invalid-history /parts/0/payout {`}},
		"other money past":  {`{"specialist":"E1","period":"2026-Q1","inputs":{},"history":[{"period":"2025-Q4","score":1,"grade":"A","payout":{"amount":"1","currency":"USD"}}]}`, rollUp, nil, []string{`invalid-history /history/0/payout {`}},
		"money unaddressed": {quarter(`[{"period":"2026-01","score":1,"grade":"A","payout":{"amount":"1.00"}}]`), rollUp, nil, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, problems := read(t, tt.body).Values(tt.layout, tt.beside...)
			same(t, tt.body, lines(problems), tt.want)
		})
	}
}
