package server

import (
	"time"

	"github.com/gin-gonic/gin"

	"merit/policies"
)

// A statusAnswer is what GET /v1/status says.
type statusAnswer struct {
	Ready       bool       `json:"ready"`
	Set         string     `json:"set,omitempty"` // in force
	Policies    int        `json:"policies"`
	LoadedAt    *time.Time `json:"loaded_at,omitempty"`
	AgeSeconds  float64    `json:"age_seconds"`
	LastAttempt *time.Time `json:"last_attempt,omitempty"`
	LastSuccess *time.Time `json:"last_success,omitempty"`
	LastResult  string     `json:"last_result"` // activated, unchanged or rejected
	Watcher     string     `json:"watcher"`     // events, poll, fixed or off
	inForce
	Problems []Detail `json:"problems"` // of the files as last read
	Version  string   `json:"version,omitempty"`

	Keys        *keysAnswer        `json:"keys,omitempty"`        // absent without a keys file
	Certificate *certificateAnswer `json:"certificate,omitempty"` // absent without TLS
}

// status is GET /v1/status.
func (s *Server) status(c *gin.Context) {
	st := s.live.Status()
	s.answer(c, statusAnswer{
		Ready: st.Digest != "" && !s.draining.Load(), Set: st.Digest, Policies: st.Policies,
		LoadedAt: moment(st.LoadedAt), AgeSeconds: float64(st.Age.Milliseconds()) / 1000,
		LastAttempt: moment(st.LastAttempt), LastSuccess: moment(st.LastSuccess),
		LastResult: string(st.LastOutcome), Watcher: string(st.Watcher), inForce: inForceOf(st),
		Problems: ofPolicies(st.Problems), Version: s.opts.Version,
		Keys: s.opts.Keys.answer(), Certificate: s.opts.Certificate.answer(),
	})
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC().Truncate(time.Millisecond)
	return &t
}

// A reloadAnswer is what POST /v1/reload says when the files are right.
type reloadAnswer struct {
	Result    string   `json:"result"`
	Activated bool     `json:"activated"`
	Unchanged bool     `json:"unchanged"`
	Set       string   `json:"set"`
	Problems  []Detail `json:"problems"` // findings that refuse nothing
}

// reload is POST /v1/reload. It answers when the files are read and checked.
func (s *Server) reload(c *gin.Context) {
	r := s.live.Reload(c.Request.Context())
	if r.Outcome == policies.Rejected {
		p := newProblem("policies-rejected")
		p.Set, p.Errors = r.Digest, ofPolicies(r.Problems)
		s.refuse(c, p)
		return
	}
	c.Header(setHeader, r.Digest)
	s.answer(c, reloadAnswer{
		Result: string(r.Outcome), Activated: r.Outcome == policies.Activated, Unchanged: r.Outcome == policies.Unchanged,
		Set: r.Digest, Problems: ofPolicies(r.Problems),
	})
}

// healthy is /healthz: the process answers.
func (s *Server) healthy(c *gin.Context) { s.answer(c, gin.H{"status": "ok"}) }

// ready is /readyz: a set is in force and the server is not stopping.
func (s *Server) ready(c *gin.Context) {
	switch {
	case s.draining.Load():
		s.refuse(c, newProblem("stopping"))
	case s.current() == nil:
		s.refuse(c, newProblem("no-policy-set"))
	default:
		s.answer(c, gin.H{"status": "ready"})
	}
}
