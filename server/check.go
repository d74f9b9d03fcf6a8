package server

import (
	"bytes"
	"context"
	"runtime/debug"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"merit/engine"
	"merit/engine/suite"
	"merit/rules/diag"
	"merit/rules/document"
)

const tomlType = "application/toml"

// check is POST /v1/check: what `merit check --format json` says of the
// policies that were sent. They may extend those in force, which they do not
// change, whatever they say.
func (s *Server) check(c *gin.Context) {
	sources, problem := s.policyTexts(c)
	if problem != nil {
		s.refuse(c, problem)
		return
	}
	select {
	case s.gates.checks.room <- struct{}{}:
	case <-time.After(checkPatience):
		s.metrics.throttled.WithLabelValues("concurrency").Inc()
		s.later(c, "overloaded", 5*time.Second)
		return
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), s.opts.Timeouts.Check)
	defer cancel()
	report := make(chan []byte, 1)
	beside, id := otherThan(sources, s.live.Current()), c.GetString(requestIDKey)
	go func() { // nobody can be told to stop checking; its place is taken until it is done
		body := s.checked(sources, beside, id)
		<-s.gates.checks.room
		report <- body
	}()
	select {
	case body := <-report:
		if body == nil {
			s.refuse(c, newProblem("internal-error"))
			return
		}
		c.Data(200, jsonType, body)
	case <-ctx.Done():
		s.refuse(c, newProblem("check-timeout"))
	}
}

// checkPatience is how long a check waits for the one before it.
const checkPatience = time.Second

// A judge is policies.Check, or what a test has in its place.
type judge func(sources []*diag.Source, beside ...*diag.Source) (*engine.Snapshot, *suite.Report, diag.List)

// checked judges policies as everyone does: with policies.Check. It returns
// nil after a fault of the program, which must not end it, and whose stack is
// in the log under the id of the request.
func (s *Server) checked(sources, beside []*diag.Source, id string) (body []byte) {
	defer func() {
		if p := recover(); p != nil {
			s.opts.Logger.Error("panic", "request_id", id, "route", "/v1/check", "panic", panicText(p), "stack", string(debug.Stack()))
			body = nil
		}
	}()
	_, _, problems := s.judge(sources, beside...)
	var files []string
	for _, src := range sources {
		files = append(files, src.Name)
	}
	var b bytes.Buffer
	_ = diag.Report{Files: files}.JSON(&b, problems.Sorted()) // a buffer takes everything
	return b.Bytes()
}

// policyTexts reads what is to be checked: one policy as TOML, or several as
// { "files": [{ "name", "text" }] }.
func (s *Server) policyTexts(c *gin.Context) ([]*diag.Source, *Problem) {
	kind, problem := acceptable(c.Request.Header, jsonType, tomlType)
	if problem != nil {
		return nil, problem
	}
	body, problem := s.read(c)
	switch {
	case problem != nil:
		return nil, problem
	case kind == tomlType:
		return []*diag.Source{diag.NewSource("policy.toml", body)}, nil
	}
	return filesOf(body)
}

// otherThan returns the policies in force but for those that are sent anew.
func otherThan(sent []*diag.Source, current *engine.Snapshot) []*diag.Source {
	if current == nil {
		return nil
	}
	ids := map[string]bool{}
	for _, src := range sent {
		root, _ := document.Parse(src, document.DefaultLimits)
		if id := root.Member("policy").Member("id"); id != nil {
			ids[id.Text] = true
		}
	}
	var others []*diag.Source
	for _, p := range current.Policies() {
		if !ids[p.ID.Text] && !slices.Contains(others, p.Source) {
			others = append(others, p.Source)
		}
	}
	return others
}
