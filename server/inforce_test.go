package server

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"merit/policies"
)

// TestStatusTellsWhatComes shows the pilots beside the active policy, and what
// the set will change by itself.
func TestStatusTellsWhatComes(t *testing.T) {
	dir := t.TempDir()
	care := read(t, "testdata/care.toml")
	pilot := strings.NewReplacer(`"2026.1"`, `"2026.2"`, `{ from = 2026-01-01 }`, `{ from = 2026-01-01, to = 2026-09-30 }`, `"active"`, `"pilot"`).Replace(care)
	must(t, os.WriteFile(filepath.Join(dir, "a.toml"), []byte(care), 0o644))
	must(t, os.WriteFile(filepath.Join(dir, "b.toml"), []byte(pilot), 0o644))
	live, err := policies.Open(dir, policies.Options{
		Settle: time.Millisecond, Now: func() time.Time { return time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC) },
	})
	must(t, err)
	s, _ := serving(live)
	var st inForce
	must(t, json.Unmarshal(do(s, get("/v1/status")).Body.Bytes(), &st))
	ninety := 90.0
	want := inForce{
		Pilots: []pilotAnswer{{"care", "2026.2", false}},
		Coming: []comingAnswer{
			{"2026-07-01", "care", "2026.1", "active", "param", "goal", &ninety},
			{"2026-07-01", "care", "2026.2", "pilot", "param", "goal", &ninety},
			{"2026-10-01", "care", "2026.2", "pilot", "ends", "", nil},
		},
	}
	if !reflect.DeepEqual(st, want) {
		got, _ := json.Marshal(st)
		t.Errorf("status: %s", got)
	}
	must(t, os.WriteFile(filepath.Join(dir, "a.toml"), []byte("[["), 0o644))
	live.Reload(t.Context())
	must(t, json.Unmarshal(do(s, get("/v1/status")).Body.Bytes(), &st))
	if st.DriftSeconds <= 0 && live.Status().Drift <= 0 {
		t.Errorf("the files are not in force, and nobody is told: %+v", st)
	}
}
