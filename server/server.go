// Package server answers over HTTP: evaluations, the policies in force, and
// how things are. It knows nothing about policies itself; it takes the
// snapshot in force once for each request and never says anything that was
// not computed with that one.
//
// What people sent never appears in errors or logs: facts are about persons.
package server

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"

	"merit/engine"
	"merit/engine/facts"
	"merit/policies"
)

// A Source is where the server finds the set in force; *policies.Live is one.
type Source interface {
	Current() *engine.Snapshot
	Reload(ctx context.Context) policies.Result
	Status() policies.Status
}

// Options are the parts of a server that have defaults; the zero Options are
// those.
type Options struct {
	Logger   *slog.Logger     // nil says nothing
	Now      func() time.Time // time.Now
	Limits   facts.Limits     // of a request: facts.DefaultLimits
	Timeouts Timeouts
	Version  string // of the program, for /v1/status
}

// Timeouts bound how long a client may take, and how long stopping may.
type Timeouts struct {
	Header     time.Duration // to send the header: 5 s
	Read       time.Duration // to send the whole request: 10 s
	Write      time.Duration // to be answered: 60 s
	Idle       time.Duration // between two requests of a connection: 120 s
	DrainDelay time.Duration // from not being ready to refusing connections, for a load balancer to notice: none
	Drain      time.Duration // for requests under way to finish: 15 s
}

func (t Timeouts) withDefaults() Timeouts {
	for _, d := range []struct {
		at    *time.Duration
		value time.Duration
	}{
		{&t.Header, 5 * time.Second}, {&t.Read, 10 * time.Second}, {&t.Write, 60 * time.Second},
		{&t.Idle, 120 * time.Second}, {&t.Drain, 15 * time.Second},
	} {
		if *d.at == 0 {
			*d.at = d.value
		}
	}
	return t
}

// A Server is the HTTP service. It is safe for any number of requests at once.
type Server struct {
	opts     Options
	live     Source
	engine   *gin.Engine
	current  func() evaluator
	draining atomic.Bool
}

// An evaluator is the part of a snapshot that evaluates.
type evaluator interface {
	Evaluate(*facts.Request) (*engine.Evaluation, error)
}

var quiet sync.Once // gin keeps its mode in a global

// New returns a server of the set in force in live.
func New(live Source, opts Options) *Server {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Limits == (facts.Limits{}) {
		opts.Limits = facts.DefaultLimits
	}
	opts.Timeouts = opts.Timeouts.withDefaults()
	quiet.Do(func() { gin.SetMode(gin.ReleaseMode) })
	s := &Server{opts: opts, live: live, engine: gin.New()}
	s.current = func() evaluator {
		if snapshot := live.Current(); snapshot != nil {
			return snapshot
		}
		return nil
	}
	s.routes()
	return s
}

func (s *Server) routes() {
	e := s.engine
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	e.UseEscapedPath = true      // "%2e%2e%2f" is an odd id, not a way through the tree
	_ = e.SetTrustedProxies(nil) // X-Forwarded-For is what a client likes to say
	e.Use(s.identify, s.log, s.recover, harden)
	e.NoRoute(func(c *gin.Context) { s.refuse(c, newProblem("not-found")) })
	e.NoMethod(func(c *gin.Context) {
		s.refuse(c, newProblem("method-not-allowed", "allow", c.Writer.Header().Get("Allow")))
	})

	e.POST("/v1/evaluate", s.query(), s.evaluate)
	e.GET("/v1/policies", s.query(), s.listPolicies)
	e.GET("/v1/policies/:id", s.query("as_of"), s.onePolicy)
	e.GET("/v1/status", s.query(), s.status)
	e.POST("/v1/reload", s.query(), s.reload)
	for _, method := range []string{http.MethodGet, http.MethodHead} {
		e.Handle(method, "/healthz", s.healthy)
		e.Handle(method, "/readyz", s.ready)
	}
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.engine.ServeHTTP(w, r) }

// HTTPServer returns a server with every limit set, to be given a listener.
func (s *Server) HTTPServer() *http.Server {
	t := s.opts.Timeouts
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: t.Header,
		ReadTimeout:       t.Read,
		WriteTimeout:      t.Write,
		IdleTimeout:       t.Idle,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.opts.Logger.Handler(), slog.LevelWarn),
	}
}

// Serve answers on ln until ctx is done, then stops without cutting anyone
// off: first it is no longer ready, then it takes no new connections, then it
// waits for the requests under way, but no longer than Timeouts.Drain.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	hs := s.HTTPServer()
	ended := make(chan error, 1)
	go func() { ended <- hs.Serve(ln) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	s.draining.Store(true)
	s.opts.Logger.Info("stopping")
	time.Sleep(s.opts.Timeouts.DrainDelay)
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.opts.Timeouts.Drain)
	defer cancel()
	err := hs.Shutdown(bounded)
	if err != nil {
		hs.Close()
	}
	<-ended
	return err
}
