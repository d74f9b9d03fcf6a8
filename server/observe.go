package server

import (
	"log/slog"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"
)

// An AccessLog says which requests have a line in the log.
type AccessLog string

// The kinds of access log. Refusals are errors of whoever asked, faults those
// of the service.
const (
	LogAll    AccessLog = ""       // every request
	LogErrors AccessLog = "errors" // what was not answered: status 400 and above
	LogNone   AccessLog = "none"   // none, but faults of the service
)

// observe counts and times each request and writes its line in the log: the
// route, never the path, the query or a body, in which persons may be named.
func (s *Server) observe(c *gin.Context) {
	start := s.opts.Now()
	s.metrics.inFlight.Inc()
	defer s.metrics.inFlight.Dec()
	defer func() { // also when the answer was cut off
		took := s.opts.Now().Sub(start)
		s.metrics.answered(routeOf(c), c.Writer.Status(), took)
		level, wanted := s.accessLevel(c)
		if !wanted {
			return
		}
		s.opts.Logger.Log(c.Request.Context(), level, "request",
			"method", knownMethod(c.Request.Method), "route", c.FullPath(), "status", c.Writer.Status(), "bytes", max(0, c.Writer.Size()),
			"ms", float64(took.Microseconds())/1000, "remote", c.ClientIP(), "key", c.GetString(keyIDKey), "request_id", c.GetString(requestIDKey))
	}()
	c.Next()
}

// accessLevel says how loud the line of a request is, and whether there is one.
func (s *Server) accessLevel(c *gin.Context) (slog.Level, bool) {
	status, kind := c.Writer.Status(), s.opts.AccessLog
	switch route := c.FullPath(); {
	case route == "/healthz" || route == "/readyz" || route == "/metrics":
		return slog.LevelDebug, kind == LogAll
	case status >= 500 && status != http.StatusServiceUnavailable:
		return slog.LevelError, true
	case status >= 400:
		return slog.LevelInfo, kind != LogNone
	}
	return slog.LevelInfo, kind == LogAll
}

// routeOf is the route as a label: one of the table, or "none".
func routeOf(c *gin.Context) string {
	if route := c.FullPath(); route != "" {
		return route
	}
	return "none"
}

// knownMethod keeps what a client made up out of the log.
func knownMethod(m string) string {
	methods := []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions, http.MethodConnect, http.MethodTrace}
	if slices.Contains(methods, m) {
		return m
	}
	return "other"
}
