package server

import (
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

// body reads a JSON body strictly: its kind must be said, it must not be
// compressed, and it may have at most so many bytes and take so long.
func (s *Server) body(c *gin.Context) ([]byte, *Problem) {
	if _, p := acceptable(c.Request.Header, jsonType); p != nil {
		return nil, p
	}
	return s.read(c)
}

// read reads a body of any kind that may have as many bytes as a request.
func (s *Server) read(c *gin.Context) ([]byte, *Problem) {
	most := s.opts.Limits.Bytes
	if c.Request.ContentLength > int64(most) {
		c.Header("Connection", "close")
		return nil, tooLarge(most)
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, int64(most))
	body, err := io.ReadAll(c.Request.Body)
	if err != nil {
		c.Header("Connection", "close")
		return nil, unreadBody(err, most)
	}
	return body, nil
}

func tooLarge(most int) *Problem { return newProblem("payload-too-large", "most", strconv.Itoa(most)) }

// acceptable checks what the header says about the body, and returns which of
// kinds it is.
func acceptable(h http.Header, kinds ...string) (string, *Problem) {
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	charset, named := params["charset"]
	switch {
	case err != nil, len(h.Values("Content-Type")) != 1, !slices.Contains(kinds, kind), named && !strings.EqualFold(charset, "utf-8"):
		return "", newProblem("unsupported-media-type", "kinds", strings.Join(kinds, ", "))
	}
	for _, encoding := range h.Values("Content-Encoding") {
		if !strings.EqualFold(encoding, "identity") {
			return "", newProblem("unsupported-encoding")
		}
	}
	return kind, nil
}
