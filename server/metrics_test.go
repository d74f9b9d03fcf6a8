package server

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"merit/policies"
)

func TestMetrics(t *testing.T) {
	s, _ := care(t)
	do(s, post("/v1/evaluate", facts1))
	do(s, post("/v1/evaluate", `{`))
	do(s, batch(ndjsonType, facts1+"\n{}\n"))
	do(s, get("/v1/policies/E1007"))
	do(s, get("/E1007/path"))
	w := do(s, get("/metrics"))
	text := w.Body.String()
	for _, want := range []string{
		`merit_evaluations_total{policy="care",status="final"} 2`, `merit_refused_total{problem="malformed-json"} 1`, `merit_refused_total{problem="invalid-facts"} 1`,
		`merit_http_requests_total{route="/v1/evaluate",status="200"} 1`, `merit_http_requests_total{route="none",status="404"} 1`,
		`merit_http_requests_total{route="/v1/policies/:id",status="404"} 1`, `merit_http_request_duration_seconds_bucket{route="/v1/evaluate",le="+Inf"} 2`,
		`merit_set_info{set="` + s.live.Current().Digest() + `"} 1`, `merit_reload_successful 1`, `merit_ready 1`, `merit_build_info{`, `merit_http_requests_in_flight 1`,
		`merit_set_policies 1`, "merit_set_drift_seconds 0", "merit_reload_last_success_timestamp_seconds ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(text, "E1007") {
		t.Error("a label names what was asked for")
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(text))
	must(t, err)
	for name, f := range families {
		if strings.HasPrefix(name, "merit_") && (f.GetHelp() == "" || !regexp.MustCompile(`^merit_[a-z_]+$`).MatchString(name)) {
			t.Errorf("%s: %q", name, f.GetHelp())
		}
	}
}

func TestMetricsOfABrokenSet(t *testing.T) {
	s, _ := serving(fixed(t, nil))
	text := do(s, get("/metrics")).Body.String()
	for _, want := range []string{"merit_reload_successful 0", "merit_ready 0", `merit_policy_problems{severity="error"} 1`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if strings.Contains(text, "merit_set_info{") {
		t.Error("a set is told although there is none")
	}
}

func TestLabelsAreBounded(t *testing.T) {
	b := bounded{most: 2}
	for name, want := range map[string]string{"a": "a"} {
		if got := b.label(name); got != want {
			t.Errorf("%s is %s", name, got)
		}
	}
	b.label("b")
	if b.label("c") != "other" || b.label("a") != "a" || len(b.seen) != 2 {
		t.Errorf("seen %v", b.seen)
	}
}

// told is a source whose status a test decides.
type told struct {
	Source
	status policies.Status
}

func (s told) Status() policies.Status { return s.status }

// TestMetricsOfTheWatch: how old the last look at the files is, and how long
// they have not been what is in force; nobody watches the shipped policies.
func TestMetricsOfTheWatch(t *testing.T) {
	s, _ := care(t)
	if text := do(s, get("/metrics")).Body.String(); strings.Contains(text, "merit_watcher_heartbeat_seconds") {
		t.Error("there is a heartbeat although nobody watches")
	}
	now := time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC)
	s.opts.Now = func() time.Time { return now }
	s.live = told{s.live, policies.Status{Heartbeat: now.Add(-90 * time.Second), Drift: 45 * time.Second}}
	text := do(s, get("/metrics")).Body.String()
	for _, want := range []string{"merit_watcher_heartbeat_seconds 90\n", "merit_set_drift_seconds 45\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
}
