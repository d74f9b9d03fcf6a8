package server

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime"
	"runtime/debug"
	"slices"

	"github.com/gin-gonic/gin"
)

const (
	requestIDHeader = "X-Request-Id"
	requestIDKey    = "request_id"
)

// identify gives every request an id: the caller's, when it is short and
// plain, else a new one. It stands on every answer and in every log line.
func (s *Server) identify(c *gin.Context) {
	id := c.GetHeader(requestIDHeader)
	if !isPlain(id) {
		var b [12]byte
		_, _ = rand.Read(b[:]) // never fails
		id = hex.EncodeToString(b[:])
	}
	c.Set(requestIDKey, id)
	c.Header(requestIDHeader, id)
	if s.draining.Load() {
		c.Header("Connection", "close")
	}
}

// isPlain reports whether an id may be repeated in headers and logs.
func isPlain(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	for _, r := range []byte(id) {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
		default:
			return false
		}
	}
	return true
}

// recover turns a panic into a problem with an id, under which the stack is in
// the log. The panic's own words are logged only when the runtime spoke them:
// others may quote facts.
func (s *Server) recover(c *gin.Context) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if p == http.ErrAbortHandler {
			panic(p)
		}
		s.opts.Logger.Error("panic", "request_id", c.GetString(requestIDKey), "route", c.FullPath(),
			"panic", panicText(p), "stack", string(debug.Stack()))
		if c.Writer.Written() {
			panic(http.ErrAbortHandler) // better no answer than half of one
		}
		s.refuse(c, newProblem("internal-error"))
	}()
	c.Next()
}

func panicText(p any) string {
	var re runtime.Error
	if err, ok := p.(error); ok && errors.As(err, &re) {
		return re.Error()
	}
	return fmt.Sprintf("%T", p)
}

// harden sets what every answer carries.
func harden(c *gin.Context) {
	c.Header("Cache-Control", "no-store")
	c.Header("X-Content-Type-Options", "nosniff")
}

// query refuses parameters that the route does not know: a misspelt one would
// otherwise be silently without effect.
func (s *Server) query(known ...string) gin.HandlerFunc {
	return func(c *gin.Context) {
		query, err := url.ParseQuery(c.Request.URL.RawQuery)
		if err != nil {
			s.refuse(c, newProblem("invalid-query"))
			return
		}
		for name, values := range query {
			if !slices.Contains(known, name) || len(values) != 1 {
				s.refuse(c, newProblem("invalid-query"))
				return
			}
		}
	}
}
