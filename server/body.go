package server

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

// body reads a JSON body strictly: its kind must be said, it must not be
// compressed, and it may have at most so many bytes and take so long.
func (s *Server) body(c *gin.Context) ([]byte, *Problem) {
	if p := acceptable(c.Request.Header); p != nil {
		return nil, p
	}
	most := s.opts.Limits.Bytes
	if c.Request.ContentLength > int64(most) {
		c.Header("Connection", "close")
		return nil, tooLarge(most)
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, int64(most))
	body, err := io.ReadAll(c.Request.Body)
	if err == nil {
		return body, nil
	}
	c.Header("Connection", "close")
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		return nil, tooLarge(most)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, newProblem("body-timeout")
	}
	return nil, newProblem("incomplete-body")
}

func tooLarge(most int) *Problem { return newProblem("payload-too-large", "most", strconv.Itoa(most)) }

// acceptable checks what the header says about the body.
func acceptable(h http.Header) *Problem {
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	charset, named := params["charset"]
	switch {
	case err != nil, len(h.Values("Content-Type")) != 1, kind != "application/json", named && !strings.EqualFold(charset, "utf-8"):
		return newProblem("unsupported-media-type")
	}
	for _, encoding := range h.Values("Content-Encoding") {
		if !strings.EqualFold(encoding, "identity") {
			return newProblem("unsupported-encoding")
		}
	}
	return nil
}
