package server

import (
	"errors"
	"fmt"
	"strings"

	"github.com/gin-gonic/gin"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules/diag"
)

// setHeader names the set an answer was computed with.
const setHeader = "Merit-Set"

// evaluate is POST /v1/evaluate. The snapshot is taken once, at the start;
// a set that comes into force meanwhile is for the next request.
func (s *Server) evaluate(c *gin.Context) {
	current := s.current()
	if current == nil {
		s.refuse(c, newProblem("no-policy-set"))
		return
	}
	body, problem := s.body(c)
	if problem != nil {
		s.refuse(c, problem)
		return
	}
	req, problems := facts.Read(diag.NewSource("request", body), s.opts.Limits)
	if req == nil || problems.HasErrors() {
		s.refuse(c, unread(problems, s.opts.Limits))
		return
	}
	e, err := current.Evaluate(req)
	if err != nil {
		s.refuse(c, refused(err))
		return
	}
	c.Header(setHeader, e.Set)
	c.Header("ETag", quoted(e.Policy.Digest))
	if !matches(c.Request.Header.Values("If-Match"), e.Policy.Digest) {
		p := newProblem("policy-digest-mismatch")
		p.Policy, p.Set = &e.Policy, e.Set
		s.refuse(c, p)
		return
	}
	s.metrics.evaluation(e)
	s.answer(c, e)
}

// unread says why a request could not be read: no strict JSON is 400, JSON
// that says something wrong is 422.
func unread(problems diag.List, limits facts.Limits) *Problem {
	kind := kindOf(problems)
	if kind == "payload-too-large" {
		return tooLarge(limits.Bytes)
	}
	return newProblem(kind).ofFacts(problems)
}

// kindOf is the type of problem that a request which could not be read is.
func kindOf(problems diag.List) string {
	if facts.Malformed(problems) {
		for i := range problems {
			code := problems[i].Code
			if code == "request-too-large" {
				return "payload-too-large"
			}
			if _, ok := statuses[code]; ok {
				return code
			}
		}
	}
	return "invalid-facts"
}

// refused says why the engine gives no evaluation.
func refused(err error) *Problem {
	kind, problems := refusalOf(err)
	return newProblem(kind).ofFacts(problems)
}

func refusalOf(err error) (string, diag.List) {
	var r *engine.Refusal
	if !errors.As(err, &r) {
		panic(fmt.Errorf("the engine failed with %T", err))
	}
	if _, ok := statuses[r.Kind]; !ok {
		return "invalid-facts", r.Problems
	}
	return r.Kind, r.Problems
}

func quoted(digest string) string { return `"` + digest + `"` }

// matches reports whether If-Match headers, if any, allow the digest.
func matches(headers []string, digest string) bool {
	for _, h := range headers {
		for tag := range strings.SplitSeq(h, ",") {
			if tag = strings.TrimSpace(tag); tag == "*" || tag == quoted(digest) {
				return true
			}
		}
	}
	return len(headers) == 0
}

// typeName names the type of v for the log.
func typeName(v any) string { return fmt.Sprintf("%T", v) }
