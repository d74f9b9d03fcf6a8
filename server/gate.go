package server

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
)

// A gate lets so many requests through at once. The others are told to come
// again: a queue would only make all of them late.
type gate struct {
	room chan struct{}
	slow bool // who comes again should wait longer
}

func newGate(most int, slow bool) *gate { return &gate{make(chan struct{}, most), slow} }

// gates are the three kinds of work that bound each other's memory and time.
type gates struct{ requests, batches, checks *gate }

// admit lets a request pass when the caller has not asked too often and there
// is room.
func (s *Server) admit(g *gate) gin.HandlerFunc {
	return func(c *gin.Context) {
		if wait := s.rates.take(callerOf(c), s.opts.Now()); wait > 0 {
			s.metrics.throttled.WithLabelValues("rate").Inc()
			s.later(c, "too-many-requests", wait)
			return
		}
		select {
		case g.room <- struct{}{}:
		default:
			wait := time.Second
			if g.slow {
				wait = 5 * time.Second
			}
			s.metrics.throttled.WithLabelValues("concurrency").Inc()
			s.later(c, "overloaded", wait)
			return
		}
		defer func() { <-g.room }()
		c.Next()
	}
}

// later refuses a request that may come again.
func (s *Server) later(c *gin.Context, problem string, wait time.Duration) {
	seconds := strconv.Itoa(int(max(1, (wait+time.Second-1)/time.Second)))
	c.Header("Retry-After", seconds)
	s.refuse(c, newProblem(problem, "seconds", seconds))
}

// callerOf is who a rate is kept for: a key, or an address without keys.
func callerOf(c *gin.Context) string {
	if id := c.GetString(keyIDKey); id != "" {
		return "key " + id
	}
	return c.ClientIP()
}

// A pace gives a request that streams more time for each step, but not for
// ever: a sender that drips holds a place that others wait for.
type pace struct {
	timeouts Timeouts
	control  *http.ResponseController
	end      time.Time
}

func (s *Server) pace(w http.ResponseWriter) *pace {
	return &pace{s.opts.Timeouts, http.NewResponseController(w), time.Now().Add(s.opts.Timeouts.Batch)}
}

// reading gives the sender time for the next part. Once there is nothing more
// to read the deadline must be left alone: the one that passes then ends the
// request.
func (p *pace) reading() {
	_ = p.control.SetReadDeadline(earlier(time.Now().Add(p.timeouts.Read), p.end)) // a recorder of a test has none
}

// writing gives the reader time for the next part.
func (p *pace) writing() {
	_ = p.control.SetWriteDeadline(earlier(time.Now().Add(p.timeouts.Write), p.end.Add(p.timeouts.Write)))
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
