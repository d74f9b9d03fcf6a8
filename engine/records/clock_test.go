package records

import (
	"math/rand/v2"
	"testing"
	"time"

	"merit/rules/calendar"
	"merit/rules/diag"
)

const office = `
[clock]
offset = "+08:00"
holidays = [2026-02-17, "2026-02-18"]
extra = { 2026-02-15 = ["09:00-12:00"], 2026-02-20 = ["10:00-11:00"] }
[clock.days]
mon = ["09:00-12:00", "13:00-18:00"]
tue = ["09:00-12:00", "13:00-18:00"]
wed = ["09:00-12:00", "13:00-18:00"]
thu = ["09:00-12:00", "13:00-18:00"]
fri = ["13:00-18:00", "09:00-12:00"]
`

const shift = `
[clock]
offset = "+00:00"
days = { fri = ["22:00-06:00"], sat = ["00:00-24:00"], sun = ["20:00-04:00"] }
`

func clockOf(t testing.TB, toml string) *workClock {
	t.Helper()
	s, problems := ReadSource(diag.NewSource("c", []byte(toml+callsHead+"fields = {}\n")))
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	return s.clock
}

func at(t testing.TB, s string) calendar.Time {
	t.Helper()
	v, ok := calendar.ParseTime(s)
	if !ok {
		t.Fatal(s)
	}
	return v
}

func TestClock(t *testing.T) {
	tests := map[string]struct {
		clock, from, to string
		minutes         float64
	}{
		"within a morning":         {office, "2026-03-02T09:30:00+08:00", "2026-03-02T10:45:00+08:00", 75},
		"over lunch":               {office, "2026-03-02T11:30:00+08:00", "2026-03-02T13:30:00+08:00", 60},
		"before opening":           {office, "2026-03-02T07:00:00+08:00", "2026-03-02T09:00:00+08:00", 0},
		"the first moment counts":  {office, "2026-03-02T09:00:00+08:00", "2026-03-02T09:00:01+08:00", 1.0 / 60},
		"the last does not":        {office, "2026-03-02T18:00:00+08:00", "2026-03-02T18:00:01+08:00", 0},
		"overnight":                {office, "2026-03-02T17:00:00+08:00", "2026-03-03T10:00:00+08:00", 120},
		"a weekend":                {office, "2026-03-06T17:00:00+08:00", "2026-03-09T10:00:00+08:00", 120},
		"opened on a Saturday":     {office, "2026-03-07T12:00:00+08:00", "2026-03-09T10:00:00+08:00", 60},
		"holidays":                 {office, "2026-02-16T17:00:00+08:00", "2026-02-19T10:00:00+08:00", 120},
		"a Sunday worked":          {office, "2026-02-14T12:00:00+08:00", "2026-02-15T18:00:00+08:00", 180},
		"a short Friday":           {office, "2026-02-20T00:00:00+08:00", "2026-02-21T00:00:00+08:00", 60},
		"the other way round":      {office, "2026-03-03T10:00:00+08:00", "2026-03-02T17:00:00+08:00", -120},
		"other offsets":            {office, "2026-03-02T01:30:00Z", "2026-03-01T22:45:00-04:00", 75},
		"a Monday here, not there": {office, "2026-03-01T23:00:00-02:00", "2026-03-02T02:00:00Z", 60},
		"a year":                   {office, "2026-01-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00", ((261-3)*8 + 3 + 1) * 60}, // 261 weekdays; two holidays and a short day among them, and a Sunday
		"a night shift":            {shift, "2026-03-06T23:00:00Z", "2026-03-06T23:30:00Z", 30},
		"across midnight":          {shift, "2026-03-06T20:00:00Z", "2026-03-07T00:30:00Z", 150},
		"hours covered twice":      {shift, "2026-03-06T00:00:00Z", "2026-03-08T00:00:00Z", (2 + 24) * 60},
		"into a closed day":        {shift, "2026-03-08T00:00:00Z", "2026-03-10T00:00:00Z", 8 * 60},
		"before the first year":    {office, "1678-01-01T00:00:00+08:00", "1678-01-04T00:00:00+08:00", 8 * 60},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := clockOf(t, tt.clock).between(at(t, tt.from), at(t, tt.to)) / 60; got != tt.minutes {
				t.Errorf("%v minutes, want %v", got, tt.minutes)
			}
		})
	}
}

// The clock against minutes counted one by one.
func TestClockCounted(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	c := clockOf(t, office)
	open := func(at time.Time) bool {
		day, m := at.Format("2006-01-02"), at.Hour()*60+at.Minute()
		in := func(from, to int) bool { return m >= from*60 && m < to*60 }
		switch weekend := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday; {
		case day == "2026-02-15":
			return in(9, 12)
		case day == "2026-02-20":
			return in(10, 11)
		case day == "2026-02-17" || day == "2026-02-18" || weekend:
			return false
		}
		return in(9, 12) || in(13, 18)
	}
	zone := time.FixedZone("", 8*3600)
	for range 100 {
		from := time.Date(2026, 2, 1, 0, random.IntN(60*24*30), 0, 0, zone)
		to := from.Add(time.Duration(random.IntN(60*24*20)) * time.Minute)
		want := 0.0
		for at := from; at.Before(to); at = at.Add(time.Minute) {
			if open(at) {
				want++
			}
		}
		if got := c.between(at(t, from.Format(time.RFC3339)), at(t, to.Format(time.RFC3339))) / 60; got != want {
			t.Fatalf("%s to %s: %v minutes, want %v", from, to, got, want)
		}
	}
}

func TestClockInTable(t *testing.T) {
	const toml = office + `
[calls]
files = ["calls.csv"]
specialist = "who"
at = { column = "done", layout = ["YYYY-MM-DD HH:mm"], offset = "+08:00" }
[calls.fields]
speed = { as = "business-hours", start = { column = "opened", layout = ["YYYY-MM-DD HH:mm"], offset = "+08:00", missing = ["?"] }, end = "at", unit = "h" }
`
	rows := assemble(t, toml, map[string]string{"calls.csv": "who,opened,done\nA,2026-03-06 17:30,2026-03-09 10:00\nA,?,2026-03-09 10:00\nA,x,2026-03-09 10:00\n"})
	if got, want := codes(rows.Bad), "calls.csv:4:opened row-unreadable"; got != want {
		t.Errorf("bad rows %s, want %s", got, want)
	}
	if got, want := string(rows.Requests[0].JSON()), `{"specialist":"A","period":"2026-03","inputs":{"calls":[{"speed":1.5},{}]}}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
