package policies

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestComing asks on several days what a set will do by itself.
func TestComing(t *testing.T) {
	dated := func(version, effective, stage string) string {
		return strings.NewReplacer(`{ from = 2026-01-01 }`, effective, `"active"`, `"`+stage+`"`).Replace(agreement("a", version))
	}
	params := "[params]\ngoal = { values = [{ from = 2025-01-01, value = 80 }, { from = 2026-04-01, value = 90.5 }, { from = 2027-01-01, value = 95 }] }\n\n"
	first := strings.Replace(dated("1", "{ from = 2026-01-01, to = 2026-06-30 }", "active"), "[inputs]", params+"[inputs]", 1)
	first = strings.Replace(first, "target = 100", `target = "goal"`, 1)
	inMemory(t, func(w *world) {
		now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
		w.opts.Now = func() time.Time { return now }
		w.files(map[string]string{
			"set/1.toml": first,
			"set/2.toml": dated("2", "{ from = 2026-07-01 }", "active"),
			"set/3.toml": dated("3", "{ from = 2026-05-01, to = 2026-12-31 }", "pilot"),
			"set/4.toml": dated("4", "{ from = 2027-07-01 }", "draft"),
		})
		w.open("set")
		if w.live.Current() == nil {
			w.Fatal(w.live.Status().Problems.Err())
		}
		for day, want := range map[string]string{
			"2025-12-31": "2026-01-01 1 starts, 2026-04-01 1 goal=90.5, 2026-05-01 3 starts (pilot), 2026-07-01 1 ends, 2026-07-01 2 starts, 2027-01-01 3 ends (pilot)",
			"2026-01-01": "2026-04-01 1 goal=90.5, 2026-05-01 3 starts (pilot), 2026-07-01 1 ends, 2026-07-01 2 starts, 2027-01-01 3 ends (pilot)",
			"2026-06-30": "2026-07-01 1 ends, 2026-07-01 2 starts, 2027-01-01 3 ends (pilot)",
			"2026-07-01": "2027-01-01 3 ends (pilot)",
			"2027-01-01": "",
		} {
			at, err := time.Parse(time.DateOnly, day)
			w.do(err)
			now = at.Add(23 * time.Hour)
			if got := told(w.live.Status().Coming); got != want {
				w.Errorf("on %s comes %s\nwant %s", day, got, want)
			}
		}
		if p := w.live.Status().Pilots; len(p) != 1 || p[0] != (Pilot{"a", "3", false}) {
			w.Errorf("pilots %v", p)
		}
	})
}

func told(all []Change) string {
	var out []string
	for _, c := range all {
		what := string(c.What)
		if c.What == ParamChanges {
			what = fmt.Sprintf("%s=%v", c.Param, c.Value)
		}
		if c.Stage != "active" {
			what += " (" + string(c.Stage) + ")"
		}
		out = append(out, c.Date.String()+" "+c.Version+" "+what)
	}
	return strings.Join(out, ", ")
}
