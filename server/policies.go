package server

import (
	"github.com/gin-gonic/gin"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules"
	"merit/rules/calendar"
)

// A policyHead is a policy in the list of them.
type policyHead struct {
	ID        string    `json:"id"`
	Version   string    `json:"version"`
	Title     string    `json:"title,omitempty"`
	Period    string    `json:"period"`
	Stage     string    `json:"stage"`
	Effective effective `json:"effective"`
	Digest    string    `json:"digest"`
}

type effective struct {
	From string  `json:"from"`
	To   *string `json:"to"` // null: open
}

func headOf(p *rules.Policy) policyHead {
	h := policyHead{
		ID: p.ID.Text, Version: p.Version.Text, Title: p.Title.Text, Period: string(p.Period),
		Stage: string(p.Stage), Effective: effective{From: p.Effective.From.String()}, Digest: p.Digest,
	}
	if p.Effective.HasTo {
		to := p.Effective.To.String()
		h.Effective.To = &to
	}
	return h
}

// listPolicies is GET /v1/policies.
func (s *Server) listPolicies(c *gin.Context) {
	snapshot := s.live.Current()
	if snapshot == nil {
		s.refuse(c, newProblem("no-policy-set"))
		return
	}
	list := struct {
		Set      string       `json:"set"`
		Policies []policyHead `json:"policies"`
	}{snapshot.Digest(), []policyHead{}}
	for _, p := range snapshot.Policies() {
		list.Policies = append(list.Policies, headOf(p))
	}
	c.Header(setHeader, list.Set)
	s.answer(c, list)
}

// onePolicy is GET /v1/policies/{id}: the version in force on ?as_of=, today
// by default. Without as_of a policy that is not in force today is shown in
// its latest version.
func (s *Server) onePolicy(c *gin.Context) {
	snapshot, p, day := s.asked(c)
	if p == nil {
		return
	}
	c.Header(setHeader, snapshot.Digest())
	c.Header("ETag", quoted(p.Digest))
	s.answer(c, describe(p, day, snapshot.Digest()))
}

// asked returns the policy that the path and ?as_of= name, and the day. When
// there is none it has said so, and the policy is nil.
func (s *Server) asked(c *gin.Context) (*engine.Snapshot, *rules.Policy, calendar.Date) {
	snapshot := s.live.Current()
	day, asked, ok := s.day(c)
	id := c.Param("id")
	refuse := func(problem string) (*engine.Snapshot, *rules.Policy, calendar.Date) {
		s.refuse(c, newProblem(problem))
		return nil, nil, 0
	}
	switch {
	case snapshot == nil:
		return refuse("no-policy-set")
	case !facts.PolicyID(id):
		return refuse("invalid-policy-id")
	case !ok:
		return refuse("invalid-query")
	}
	p := choose(snapshot, id, day, !asked)
	if p == nil {
		return refuse("policy-not-found")
	}
	return snapshot, p, day
}

// day returns ?as_of=, or today when it was not asked for.
func (s *Server) day(c *gin.Context) (day calendar.Date, asked, ok bool) {
	if written, asked := c.GetQuery("as_of"); asked {
		day, ok = calendar.ParseDate(written)
		return day, true, ok
	}
	now := s.opts.Now()
	day, ok = calendar.NewDate(now.Year(), int(now.Month()), now.Day())
	return day, false, ok
}

// choose returns the version of a policy in force on a day, an active one
// first; when there is none and latest says so, the one that came last.
func choose(snapshot *engine.Snapshot, id string, day calendar.Date, latest bool) *rules.Policy {
	var best, last *rules.Policy
	for _, p := range snapshot.Policies() {
		if p.ID.Text != id {
			continue
		}
		last = p
		if p.Effective.Contains(day) && (best == nil || best.Stage != rules.Active) {
			best = p
		}
	}
	if best == nil && latest {
		return last
	}
	return best
}
