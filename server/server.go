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
	Logger      *slog.Logger     // nil says nothing
	AccessLog   AccessLog        // which requests are logged: all of them
	Now         func() time.Time // time.Now
	Limits      facts.Limits     // of a request: facts.DefaultLimits
	Load        Load
	Timeouts    Timeouts
	Keys        *Keyring     // nil: whoever reaches the service may use it
	Certificate *Certificate // nil: no TLS
	Version     string       // of the program, for /v1/status
}

// Load bounds what is done at once and for one caller.
type Load struct {
	InFlight    int     // requests answered at once, batches and checks apart: 256
	Batches     int     // batches at once: 4
	Checks      int     // policy texts checked at once: 1
	Connections int     // open at once: 4096
	BatchBytes  int     // of a whole batch: 32 MiB
	BatchItems  int     // requests in a batch: 100,000
	Rate        float64 // requests a second of one caller; 0 for no limit
	Burst       int     // requests a caller may make at once: twice the rate
}

func (l Load) withDefaults() Load {
	for _, n := range []struct {
		at    *int
		value int
	}{
		{&l.InFlight, 256}, {&l.Batches, 4}, {&l.Checks, 1}, {&l.Connections, 4096}, {&l.BatchBytes, 32 << 20}, {&l.BatchItems, 100_000},
	} {
		if *n.at <= 0 {
			*n.at = n.value
		}
	}
	return l
}

// Timeouts bound how long a client may take, and how long stopping may.
type Timeouts struct {
	Header     time.Duration // to send the header: 5 s
	Read       time.Duration // to send the whole request: 10 s
	Write      time.Duration // to be answered: 60 s
	Batch      time.Duration // for a whole batch, whose steps may each take as long as Read and Write say: 30 min
	Check      time.Duration // to check policy texts: 30 s
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
		{&t.Idle, 120 * time.Second}, {&t.Drain, 15 * time.Second}, {&t.Batch, 30 * time.Minute}, {&t.Check, 30 * time.Second},
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
	judge    judge
	gates    gates
	rates    *rates
	metrics  *metrics
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
	opts.Load = opts.Load.withDefaults()
	quiet.Do(func() { gin.SetMode(gin.ReleaseMode) })
	s := &Server{opts: opts, live: live, engine: gin.New(), judge: policies.Check, rates: newRates(opts.Load.Rate, opts.Load.Burst)}
	s.gates = gates{newGate(opts.Load.InFlight, false), newGate(opts.Load.Batches, true), newGate(opts.Load.Checks, true)}
	s.current = func() evaluator {
		if snapshot := live.Current(); snapshot != nil {
			return snapshot
		}
		return nil
	}
	s.metrics = newMetrics(s)
	s.register()
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.engine.ServeHTTP(w, r) }
