// Package incidents_test runs the story of this folder: the audit log is
// evaluated by the policy and compared with a count that shares no code with
// it.
package incidents_test

import (
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"merit/examples/story"
)

func median(list []float64) float64 {
	slices.Sort(list)
	if n := len(list); n%2 == 1 {
		return list[n/2]
	} else {
		return (list[n/2-1] + list[n/2]) / 2
	}
}

// percent is part of whole in percent, or NaN of fewer than least.
func percent(part, whole, least int) float64 {
	if whole < least {
		return math.NaN()
	}
	return float64(part) / float64(whole) * 100
}

const layout = "02-01-2006 15:04"

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(layout, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// latest returns the row of each incident with the latest time, the later in
// the file of two that are equal.
func latest(t *testing.T, rows []map[string]string, counts func(map[string]string) bool) map[string]map[string]string {
	t.Helper()
	last := map[string]map[string]string{}
	for _, r := range rows {
		if have := last[r["number"]]; counts(r) && (have == nil || !moment(t, r["sys_updated_at"]).Before(moment(t, have["sys_updated_at"]))) {
			last[r["number"]] = r
		}
	}
	return last
}

// working counts hours of business, a day at a time.
func working(from, to time.Time) float64 {
	total := time.Duration(0)
	for day := from.Truncate(24 * time.Hour); day.Before(to); day = day.AddDate(0, 0, 1) {
		switch name := day.Format(time.DateOnly); {
		case day.Weekday() == time.Saturday || day.Weekday() == time.Sunday, name == "2016-03-25" || name == "2016-03-28" || name == "2016-05-02":
			continue
		}
		start, end := day.Add(8*time.Hour), day.Add(18*time.Hour)
		if start.Before(from) {
			start = from
		}
		if end.After(to) {
			end = to
		}
		total += max(end.Sub(start), 0)
	}
	return total.Hours()
}

// quarters counts the metrics of every person and quarter.
func quarters(t *testing.T, rows []map[string]string) map[string]map[string]float64 {
	t.Helper()
	type group struct {
		all, kept, whole int
		hours            []float64
	}
	final, groups := latest(t, rows, func(map[string]string) bool { return true }), map[string]*group{}
	for number, r := range latest(t, rows, func(r map[string]string) bool { return r["assigned_to"] != "?" }) {
		closed := moment(t, r["closed_at"])
		key := r["assigned_to"] + " " + strconv.Itoa(closed.Year()) + "-Q" + strconv.Itoa((int(closed.Month())+2)/3)
		if groups[key] == nil {
			groups[key] = &group{}
		}
		g, end := groups[key], final[number]
		g.all++
		if end["made_sla"] == "TRUE" {
			g.kept++
		}
		if end["reopen_count"] == "0" {
			g.whole++
		}
		if end["resolved_at"] != "?" {
			g.hours = append(g.hours, working(moment(t, r["opened_at"]), moment(t, end["resolved_at"])))
		}
	}
	counted := map[string]map[string]float64{}
	for key, g := range groups {
		hours := math.NaN()
		if len(g.hours) >= 6 {
			hours = median(g.hours)
		}
		counted[key] = map[string]float64{"made_sla": percent(g.kept, g.all, 6), "hours": hours, "not_reopened": percent(g.whole, g.all, 6)}
	}
	return counted
}

func TestLogEqualsTheCount(t *testing.T) {
	tests := map[string]struct {
		path     func(t *testing.T) string
		quarters int
	}{
		"invented": {func(*testing.T) string { return "events.csv" }, 4},
		"real":     {func(t *testing.T) string { return story.ThirdParty(t, "incident_event_log_part.csv") }, 144},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			path := tt.path(t)
			log := story.Read(t, path)
			answers, _ := story.Run(t, "incidents.source.toml", map[string][]byte{"incidents": log, "joins.final": log})
			want := quarters(t, story.Table(t, path))
			if len(answers) != tt.quarters || len(want) != tt.quarters {
				t.Errorf("%d quarters evaluated, %d counted; want %d", len(answers), len(want), tt.quarters)
			}
			for key, metrics := range want {
				story.Compare(t, key, answers[key], metrics)
			}
		})
	}
}

// TestRealQuirks holds the summary of the real log against what is known of
// it.
func TestRealQuirks(t *testing.T) {
	path := story.ThirdParty(t, "incident_event_log_part.csv")
	log := story.Read(t, path)
	_, s := story.Run(t, "incidents.source.toml", map[string][]byte{"incidents": log, "joins.final": log})
	final := s.Joins[0]
	if s.Tables[0].Filtered != 1707 || final.Rows != 5998 || final.Keys != 890 || final.Unused.Count != 199 || final.Disordered.Count != 1 {
		t.Errorf("%d rows without an assignee, join %+v; want 1,707, 890 incidents, 199 never assigned, one out of order", s.Tables[0].Filtered, final)
	}
	kept, untold, eager, rows := 0, 0, 0, story.Table(t, path)
	mine := map[string]int{}
	for _, r := range latest(t, rows, func(r map[string]string) bool { return r["assigned_to"] != "?" }) {
		mine[r["assigned_to"]]++
	}
	few := 0
	for _, n := range mine {
		if n <= 5 {
			few++
		}
	}
	if len(mine) != 109 || few != 68 {
		t.Errorf("%d last assignees, %d of them with five incidents or fewer; want 109 and 68", len(mine), few)
	}
	for _, r := range latest(t, rows, func(map[string]string) bool { return true }) {
		if r["made_sla"] == "TRUE" {
			kept++
		}
		if r["resolved_at"] == "?" {
			untold++
		}
	}
	for _, r := range rows {
		if r["made_sla"] == "TRUE" {
			eager++
		}
	}
	if math.Round(percent(kept, 890, 0)*10) != 556 || untold != 29 || math.Round(percent(eager, 5998, 0)) != 93 {
		t.Errorf("%d of 890 kept, %d without a time of resolution, %d rows that say kept; want 55.6 %%, 29 and 93 %%", kept, untold, eager)
	}
}

// TestStory checks what the README tells.
func TestStory(t *testing.T) {
	log := story.Read(t, "events.csv")
	answers, s := story.Run(t, "incidents.source.toml", map[string][]byte{"incidents": log, "joins.final": log})
	if e := answers["示例丁 2016-Q1"]; e.Status != "held" {
		t.Errorf("示例丁, with three incidents, is %s; want held", e.Status)
	}
	if e := answers["示例丙 2016-Q1"]; len(e.Outcomes) != 1 || e.Outcomes[0].ID != "coaching" {
		t.Errorf("示例丙: outcomes %v, want coaching", e.Outcomes)
	}
	if answers["? 2016-Q1"] != nil || s.Joins[0].Unused.Count != 8 {
		t.Errorf("%+v; want eight incidents that belong to nobody", s.Joins[0].Unused)
	}
}
