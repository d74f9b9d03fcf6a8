package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"merit/engine"
	"merit/rules/diag"
	"merit/rules/text"
)

// A Problem is a problem document of RFC 9457. Type is stable; title and
// detail are English, text is the detail in both languages.
type Problem struct {
	Type      string            `json:"type"`
	Title     string            `json:"title"`
	Status    int               `json:"status"`
	Detail    string            `json:"detail"`
	Text      text.Text         `json:"text"`
	Help      *text.Text        `json:"help,omitempty"`
	RequestID string            `json:"request_id"`
	Policy    *engine.PolicyRef `json:"policy,omitempty"` // that the request was, or would be, evaluated with
	Set       string            `json:"set,omitempty"`    // in force
	Errors    []Detail          `json:"errors,omitempty"`
}

// A Detail is one of several mistakes: in a request by its JSON Pointer, in a
// policy by its file.
type Detail struct {
	Pointer  string     `json:"pointer,omitempty"`
	File     string     `json:"file,omitempty"`
	Line     int        `json:"line,omitempty"`
	Column   int        `json:"column,omitempty"`
	Code     string     `json:"code"`
	Severity string     `json:"severity,omitempty"` // of a mistake in a policy
	Text     text.Text  `json:"text"`
	Help     *text.Text `json:"help,omitempty"`
}

// statuses lists every type of problem. Each has the sentences "<name>.title"
// and "<name>.detail".
var statuses = map[string]int{
	"unauthorized":           http.StatusUnauthorized,
	"forbidden":              http.StatusForbidden,
	"too-many-requests":      http.StatusTooManyRequests,
	"overloaded":             http.StatusServiceUnavailable,
	"check-timeout":          http.StatusServiceUnavailable,
	"too-many-items":         http.StatusRequestEntityTooLarge,
	"invalid-check":          http.StatusUnprocessableEntity,
	"malformed-json":         http.StatusBadRequest,
	"duplicate-member":       http.StatusBadRequest,
	"trailing-data":          http.StatusBadRequest,
	"too-deep":               http.StatusBadRequest,
	"incomplete-body":        http.StatusBadRequest,
	"invalid-policy-id":      http.StatusBadRequest,
	"invalid-query":          http.StatusBadRequest,
	"not-found":              http.StatusNotFound,
	"policy-not-found":       http.StatusNotFound,
	"method-not-allowed":     http.StatusMethodNotAllowed,
	"body-timeout":           http.StatusRequestTimeout,
	"policy-digest-mismatch": http.StatusPreconditionFailed,
	"payload-too-large":      http.StatusRequestEntityTooLarge,
	"unsupported-media-type": http.StatusUnsupportedMediaType,
	"unsupported-encoding":   http.StatusUnsupportedMediaType,
	"invalid-facts":          http.StatusUnprocessableEntity,
	"policy-not-in-force":    http.StatusUnprocessableEntity,
	"policy-does-not-apply":  http.StatusUnprocessableEntity,
	"no-policy-applies":      http.StatusUnprocessableEntity,
	"several-policies-apply": http.StatusUnprocessableEntity,
	"policies-rejected":      http.StatusUnprocessableEntity,
	"internal-error":         http.StatusInternalServerError,
	"no-policy-set":          http.StatusServiceUnavailable,
	"stopping":               http.StatusServiceUnavailable,
}

// problemTypes is where the types of problems stand.
const problemTypes = "/problems/"

// newProblem returns the named problem; the args fill its sentences.
func newProblem(name string, args ...string) *Problem {
	entry, _ := text.Find(name + ".detail")
	entry = entry.Fill(args...)
	return &Problem{
		Type:   problemTypes + name,
		Title:  text.Say(name + ".title").EN,
		Status: statuses[name],
		Detail: entry.Message.EN,
		Text:   entry.Message,
		Help:   given(entry.Help),
	}
}

func given(t text.Text) *text.Text {
	if t.IsZero() {
		return nil
	}
	return &t
}

// ofFacts adds the mistakes of a request to p.
func (p *Problem) ofFacts(problems diag.List) *Problem {
	for i := range problems {
		d := &problems[i]
		at := d.Span.Position()
		p.Errors = append(p.Errors, Detail{
			Pointer: d.Pointer, Line: at.Line, Column: at.Column,
			Code: d.Code, Text: d.Message, Help: given(d.Help),
		})
	}
	return p
}

// writtenPlace is a place in words, of a problem that must not carry the text
// it is about.
var writtenPlace = regexp.MustCompile(`^(.+):(\d+):(\d+)$`)

// ofPolicies returns the problems of policy files.
func ofPolicies(problems diag.List) []Detail {
	out := make([]Detail, 0, len(problems))
	for i := range problems {
		d := &problems[i]
		at := d.Span.Position()
		file := d.Place
		if d.Span.Source != nil {
			file = d.Span.Source.Name
		} else if m := writtenPlace.FindStringSubmatch(d.Place); m != nil {
			file = m[1]
			at.Line, _ = strconv.Atoi(m[2])
			at.Column, _ = strconv.Atoi(m[3])
		}
		out = append(out, Detail{
			File: file, Line: at.Line, Column: at.Column, Severity: d.Severity.String(),
			Code: d.Code, Text: d.Message, Help: given(d.Help),
		})
	}
	return out
}

// refuse answers with a problem and ends the request.
func (s *Server) refuse(c *gin.Context, p *Problem) {
	p.RequestID = c.GetString(requestIDKey)
	s.metrics.refused.WithLabelValues(strings.TrimPrefix(p.Type, problemTypes)).Inc()
	harden(c)
	body, err := encode(p)
	if err != nil { // a Problem is text and whole numbers
		panic(err)
	}
	c.Data(p.Status, "application/problem+json", body)
	c.Abort()
}

// answer sends v as JSON.
func (s *Server) answer(c *gin.Context, v any) { s.send(c, jsonType, v) }

// send sends v. Everything is encoded before the first byte goes out, so that
// what cannot be encoded is a problem and never an empty success.
func (s *Server) send(c *gin.Context, kind string, v any) {
	body, err := encode(v)
	if err != nil {
		s.opts.Logger.Error("answer cannot be encoded", "request_id", c.GetString(requestIDKey), "type", typeName(v))
		for _, name := range []string{"ETag", setHeader} {
			c.Writer.Header().Del(name)
		}
		s.refuse(c, newProblem("internal-error"))
		return
	}
	c.Data(http.StatusOK, kind, body)
}

// encode writes v as JSON with a line end, and < > & as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
