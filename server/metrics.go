package server

import (
	"runtime"
	"strconv"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"merit/engine"
)

// metrics counts what the service does. Labels come from tables of the program
// and from the ids of policies, never from what a request says.
type metrics struct {
	registry  *prometheus.Registry
	requests  *prometheus.CounterVec
	seconds   *prometheus.HistogramVec
	inFlight  prometheus.Gauge
	evaluated *prometheus.CounterVec
	refused   *prometheus.CounterVec
	throttled *prometheus.CounterVec
	policies  bounded
}

// mostPolicies bounds the label policy: a service that lives long may have seen
// many.
const mostPolicies = 1000

func newMetrics(s *Server) *metrics {
	m := &metrics{registry: prometheus.NewRegistry(), policies: bounded{most: mostPolicies}}
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		v := prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
		m.registry.MustRegister(v)
		return v
	}
	m.requests = counter("merit_http_requests_total", "Requests answered, by route and status.", "route", "status")
	m.evaluated = counter("merit_evaluations_total", "Evaluations, by policy and status (final or held); items of batches too.", "policy", "status")
	m.refused = counter("merit_refused_total", "Requests and items of batches that were refused, by type of problem.", "problem")
	m.throttled = counter("merit_throttled_total", "Requests told to come again, by reason: rate or concurrency.", "reason")
	m.seconds = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "merit_http_request_duration_seconds", Help: "How long requests took, by route.",
		Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10, 60},
	}, []string{"route"})
	m.inFlight = prometheus.NewGauge(prometheus.GaugeOpts{Name: "merit_http_requests_in_flight", Help: "Requests being answered."})
	m.registry.MustRegister(m.seconds, m.inFlight, &condition{server: s},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// answered counts a request.
func (m *metrics) answered(route string, status int, took time.Duration) {
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}

// evaluation counts an evaluation.
func (m *metrics) evaluation(e *engine.Evaluation) {
	m.evaluated.WithLabelValues(m.policies.label(e.Policy.ID), e.Status).Inc()
}

// bounded keeps a label from taking more than so many values.
type bounded struct {
	most int
	mu   sync.Mutex
	seen map[string]bool
}

// label returns the name, or "other" once there are too many.
func (b *bounded) label(name string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.seen[name]:
	case len(b.seen) >= b.most:
		return "other"
	case b.seen == nil:
		b.seen = map[string]bool{name: true}
	default:
		b.seen[name] = true
	}
	return name
}

// showMetrics is GET /metrics.
func (s *Server) showMetrics(c *gin.Context) {
	promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{DisableCompression: true}).ServeHTTP(c.Writer, c.Request)
}

// A condition tells how the service is at the moment it is asked.
type condition struct{ server *Server }

func described(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, labels, nil)
}

var (
	buildInfo       = described("merit_build_info", "The program; always 1.", "version", "go")
	readyNow        = described("merit_ready", "1 while a set is in force and the service is not stopping.")
	setInfo         = described("merit_set_info", "The policy set in force; always 1, absent without one.", "set")
	setPolicies     = described("merit_set_policies", "Policies in the set in force.")
	setLoaded       = described("merit_set_loaded_timestamp_seconds", "When the set in force came into force.")
	reloadFine      = described("merit_reload_successful", "1 when the policy files as last read are in force, 0 when they were refused.")
	reloadAttempted = described("merit_reload_last_attempt_timestamp_seconds", "When the policy files were last read.")
	reloadSucceeded = described("merit_reload_last_success_timestamp_seconds", "When the policy files were last read and right.")
	setDrift        = described("merit_set_drift_seconds", "How long the policy files have not been the set in force; 0 when they are.")
	watcherBeat     = described("merit_watcher_heartbeat_seconds", "How long ago the watch of the policy files last went round; absent while nobody watches.")
	fileProblems    = described("merit_policy_problems", "Problems of the policy files as last read, by severity.", "severity")
	keysFine        = described("merit_keys_current", "1 when the keys file as it is now is in force.")
	keysCount       = described("merit_keys", "API keys in force.")
	certificateFine = described("merit_certificate_current", "1 when the certificate files as they are now are in force.")
	certificateEnds = described("merit_certificate_not_after_timestamp_seconds", "When the certificate in force expires.")
)

// Describe tells nothing: what there is depends on the service.
func (p *condition) Describe(chan<- *prometheus.Desc) {}

// Collect reads how things are.
func (p *condition) Collect(out chan<- prometheus.Metric) {
	s := p.server
	gauge := func(d *prometheus.Desc, value float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	st := s.live.Status()
	gauge(buildInfo, 1, s.opts.Version, runtime.Version())
	gauge(readyNow, oneIf(st.Digest != "" && !s.draining.Load()))
	if st.Digest != "" {
		gauge(setInfo, 1, st.Digest)
		gauge(setLoaded, seconds(st.LoadedAt))
	}
	gauge(setPolicies, float64(st.Policies))
	gauge(reloadFine, oneIf(st.LastOutcome != "rejected"))
	gauge(reloadAttempted, seconds(st.LastAttempt))
	gauge(reloadSucceeded, seconds(st.LastSuccess))
	gauge(setDrift, st.Drift.Seconds())
	if !st.Heartbeat.IsZero() {
		gauge(watcherBeat, max(0, s.opts.Now().Sub(st.Heartbeat).Seconds()))
	}
	bySeverity := map[string]int{"error": 0, "warning": 0}
	for i := range st.Problems {
		bySeverity[st.Problems[i].Severity.String()]++
	}
	for severity, n := range bySeverity {
		gauge(fileProblems, float64(n), severity)
	}
	if k := s.opts.Keys.answer(); k != nil {
		gauge(keysFine, oneIf(k.Current))
		gauge(keysCount, float64(k.Count))
	}
	if t := s.opts.Certificate.answer(); t != nil {
		gauge(certificateFine, oneIf(t.Current))
		gauge(certificateEnds, seconds(*t.NotAfter))
	}
}

func oneIf(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

func seconds(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.UnixMilli()) / 1000
}
