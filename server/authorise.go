package server

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// keyIDKey is where a request keeps the id of the key it came with.
const keyIDKey = "key_id"

// authorise lets a request pass that may do what the route needs. Without a
// keyring everyone may: such a service listens on loopback, or was told that
// something in front of it asks who is there. What is refused says nothing
// about what exists.
func (s *Server) authorise(needs Scope) gin.HandlerFunc {
	if needs == "" {
		panic("server: a route without a rule")
	}
	return func(c *gin.Context) {
		if needs == Anyone || s.opts.Keys == nil {
			return
		}
		key := s.opts.Keys.Find(bearer(c.Request.Header), s.opts.Now())
		switch {
		case key == nil:
			c.Header("WWW-Authenticate", `Bearer realm="merit"`)
			s.refuse(c, newProblem("unauthorized"))
		case !key.May(needs):
			c.Set(keyIDKey, key.ID)
			s.refuse(c, newProblem("forbidden", "scope", string(needs)))
		default:
			c.Set(keyIDKey, key.ID)
		}
	}
}

// bearer returns the key a request carries, "" without one or with several.
func bearer(h http.Header) string {
	if len(h.Values("Authorization")) != 1 {
		return ""
	}
	kind, key, _ := strings.Cut(h.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "Bearer") {
		return ""
	}
	return strings.TrimSpace(key)
}
