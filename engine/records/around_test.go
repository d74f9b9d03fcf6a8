package records

import (
	"strings"
	"testing"

	"merit/rules/calendar"
)

// Where a policy counts by week, a request has the days of its first and last
// week that lie in other months: before it and ahead of it.
func TestWholeWeeks(t *testing.T) {
	const dateOnly = "[tickets]\nfiles=[\"tickets.csv\"]\nspecialist=\"who\"\ndate={column=\"t\",layout=[\"YYYY-MM-DD\"]}\nfields.id=\"id\""
	days := []string{
		"2026-03-28", "2026-03-29", // a Sunday: of a week of March
		"2026-03-30", "2026-03-31", // of the week of Thursday 2 April
		"2026-04-01", "2026-04-30", // a Thursday
		"2026-05-03", // the Sunday of its week
		"2026-05-04",
	}
	text := "who,t,id\n"
	for _, d := range days {
		text += "A," + d + "," + d[5:] + "\n"
	}
	april, _ := calendar.ParsePeriod("2026-04")
	tests := map[string]struct {
		weeks   bool
		periods []calendar.Period
		toml    string
		want    []string // period: inputs | before | ahead
	}{
		"not asked for": {false, nil, dateOnly, []string{"2026-03: 03-28 03-29 03-30 03-31 | |", "2026-04: 04-01 04-30 | |", "2026-05: 05-03 05-04 | |"}},
		"weeks":         {true, nil, dateOnly, []string{"2026-03: 03-28 03-29 03-30 03-31 | |", "2026-04: 04-01 04-30 | 03-30 03-31 | 05-03", "2026-05: 05-03 05-04 | |"}},
		"one month":     {true, []calendar.Period{april}, dateOnly, []string{"2026-04: 04-01 04-30 | 03-30 03-31 | 05-03"}},
		"and look ahead": {true, []calendar.Period{april}, strings.Replace(dateOnly, "[tickets]\n", "[tickets]\nlook_ahead = 7\n", 1),
			[]string{"2026-04: 04-01 04-30 | 03-30 03-31 | 05-03 05-04"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rows, err := source(t, tt.toml).Assemble(files(map[string]string{"tickets.csv": text}), Options{Fields: declared(), Length: calendar.Month, Weeks: tt.weeks, Periods: tt.periods})
			if err != nil || rows.Problems != nil || rows.Bad != nil {
				t.Fatal(err, rows.Problems, rows.Bad)
			}
			var got []string
			for _, r := range rows.Requests {
				got = append(got, r.Period.String()+":"+idsOf(string(r.JSON()), "inputs")+" |"+idsOf(string(r.JSON()), "before")+" |"+idsOf(string(r.JSON()), "ahead"))
			}
			if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

// idsOf lists the ids of the records in one member of a request.
func idsOf(json, member string) string {
	_, rest, _ := strings.Cut(json, `"`+member+`":{"tickets":[`)
	rest, _, _ = strings.Cut(rest, "]")
	ids := ""
	for _, part := range strings.Split(rest, `"id":"`)[1:] {
		ids += " " + part[:5]
	}
	return ids
}

// A row of another month makes nobody of that week appear.
func TestWeeksMakeNoPair(t *testing.T) {
	const toml = "[tickets]\nfiles=[\"tickets.csv\"]\nspecialist=\"who\"\ndate={column=\"t\",layout=[\"YYYY-MM-DD\"]}\nfields.id=\"id\""
	rows, err := source(t, toml).Assemble(files(map[string]string{"tickets.csv": "who,t,id\nA,2026-03-31,1\n"}), Options{Fields: declared(), Weeks: true})
	if err != nil || len(rows.Requests) != 1 || rows.Requests[0].Period.String() != "2026-03" {
		t.Errorf("%d requests, want March alone", len(rows.Requests))
	}
}
