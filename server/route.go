package server

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// A route is one thing the service answers. The table of them is the one place
// that says who may ask, which parameters there are and what bounds the load.
type route struct {
	method, path string
	needs        Scope    // what a key must be allowed; Anyone needs none
	query        []string // the parameters it knows
	gate         *gate    // bounds how many run at once; nil for none
	handle       gin.HandlerFunc
}

// routes lists every route.
func (s *Server) routes() []route {
	list := []route{
		{http.MethodPost, "/v1/evaluate", ScopeEvaluate, nil, s.gates.requests, s.evaluate},
		{http.MethodPost, "/v1/evaluate/batch", ScopeEvaluate, nil, s.gates.batches, s.evaluateBatch},
		{http.MethodGet, "/v1/policies", ScopeRead, nil, s.gates.requests, s.listPolicies},
		{http.MethodGet, "/v1/policies/:id", ScopeRead, []string{"as_of"}, s.gates.requests, s.onePolicy},
		{http.MethodGet, "/v1/policies/:id/schema", ScopeRead, []string{"as_of"}, s.gates.requests, s.policySchema},
		{http.MethodPost, "/v1/check", ScopeCheck, nil, s.gates.requests, s.check},
		{http.MethodGet, "/v1/status", ScopeRead, nil, nil, s.status},
		{http.MethodPost, "/v1/reload", ScopeAdmin, nil, s.gates.requests, s.reload},
		{http.MethodGet, "/metrics", ScopeRead, nil, nil, s.showMetrics},
		{http.MethodGet, "/openapi.json", Anyone, nil, nil, s.openAPI},
	}
	for _, method := range []string{http.MethodGet, http.MethodHead} {
		list = append(list,
			route{method, "/healthz", Anyone, nil, nil, s.healthy},
			route{method, "/readyz", Anyone, nil, nil, s.ready})
	}
	return list
}

// register sets up the router. A route is asked for a key first, then whether
// there is room for it, and only then does anyone look at what was sent.
func (s *Server) register() {
	e := s.engine
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	e.UseEscapedPath = true      // "%2e%2e%2f" is an odd id, not a way through the tree
	_ = e.SetTrustedProxies(nil) // X-Forwarded-For is what a client likes to say
	e.Use(s.identify, s.observe, s.recover, harden)
	e.NoRoute(func(c *gin.Context) { s.refuse(c, newProblem("not-found")) })
	e.NoMethod(func(c *gin.Context) {
		s.refuse(c, newProblem("method-not-allowed", "allow", c.Writer.Header().Get("Allow")))
	})
	for _, r := range s.routes() {
		handlers := []gin.HandlerFunc{s.authorise(r.needs)}
		if r.gate != nil {
			handlers = append(handlers, s.admit(r.gate))
		}
		if r.needs != Anyone { // a load balancer may append what it likes
			handlers = append(handlers, s.query(r.query...))
		}
		e.Handle(r.method, r.path, append(handlers, r.handle)...)
	}
}
