package server

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"

	"github.com/gin-gonic/gin"
)

const (
	jsonType   = "application/json"
	ndjsonType = "application/x-ndjson"
)

// chunk is how many requests of a batch are read before they are answered, and
// readAhead how many bytes are looked at for them.
const (
	chunk     = 64
	readAhead = 64 << 10
)

// items are the requests of a batch, read as they are needed.
type items struct {
	array  bool
	lines  *bufio.Reader
	parsed [][]byte // of an array, which is read whole
	bytes  int      // of one request at most
	left   int      // requests that may still come
	most   int
	total  int // bytes of the whole batch at most
}

// items opens the requests of a batch. An array is read whole before the first
// answer, and so are lines whose length is announced: whoever sends them may
// not read before all of them are sent. Lines of unknown length are answered
// while they arrive.
func (s *Server) items(c *gin.Context, pace *pace) (*items, *Problem) {
	kind, p := acceptable(c.Request.Header, jsonType, ndjsonType)
	if p != nil {
		return nil, p
	}
	l := s.opts.Load
	in := &items{array: kind == jsonType, bytes: s.opts.Limits.Bytes, left: l.BatchItems, most: l.BatchItems, total: l.BatchBytes}
	if c.Request.ContentLength > int64(l.BatchBytes) {
		c.Header("Connection", "close")
		return nil, tooLarge(l.BatchBytes)
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, int64(l.BatchBytes))
	if !in.array && c.Request.ContentLength < 0 {
		_ = pace.control.EnableFullDuplex() // HTTP/2 always is
		in.lines = bufio.NewReaderSize(slowly{c.Request.Body, pace}, readAhead)
		return in, nil
	}
	body, err := io.ReadAll(slowly{c.Request.Body, pace})
	if err != nil {
		c.Header("Connection", "close")
		return nil, unreadBody(err, l.BatchBytes)
	}
	if !in.array {
		in.lines = bufio.NewReaderSize(bytes.NewReader(body), readAhead)
		return in, nil
	}
	return in, in.split(body)
}

// slowly is a body of which each part may take as long as the pace says.
type slowly struct {
	io.Reader
	pace *pace
}

// Read reads, and gives the sender more time.
func (s slowly) Read(p []byte) (int, error) {
	s.pace.reading()
	return s.Reader.Read(p)
}

// split takes an array apart. What is wrong inside an element is the element's
// own problem.
func (in *items) split(body []byte) *Problem {
	d := json.NewDecoder(bytes.NewReader(body))
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return newProblem("malformed-json")
	}
	for d.More() {
		var item json.RawMessage
		if d.Decode(&item) != nil {
			return newProblem("malformed-json")
		}
		end := int(d.InputOffset()) // a part of the body, not the copy
		if in.parsed = append(in.parsed, body[end-len(item):end]); len(in.parsed) > in.most {
			return newProblem("too-many-items", "most", strconv.Itoa(in.most))
		}
	}
	if _, err := d.Token(); err != nil {
		return newProblem("malformed-json")
	}
	if len(bytes.TrimLeft(body[d.InputOffset():], " \t\r\n")) > 0 {
		return newProblem("trailing-data")
	}
	return nil
}

// next returns the next requests: at least one, unless there are no more.
func (in *items) next() ([][]byte, *Problem) {
	if in.array {
		some := in.parsed[:min(chunk, len(in.parsed))]
		in.parsed = in.parsed[len(some):]
		return some, nil
	}
	var some [][]byte
	for len(some) == 0 || len(some) < chunk && in.ready() {
		line, err := in.line()
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if in.left--; in.left < 0 {
				return nil, newProblem("too-many-items", "most", strconv.Itoa(in.most))
			}
			some = append(some, line)
		}
		switch {
		case err == io.EOF:
			return some, nil
		case err == errLongLine:
			return nil, tooLarge(in.bytes)
		case err != nil:
			return nil, unreadBody(err, in.total)
		}
	}
	return some, nil
}

// ready reports whether a whole line has arrived already.
func (in *items) ready() bool {
	waiting, _ := in.lines.Peek(in.lines.Buffered())
	return bytes.IndexByte(waiting, '\n') >= 0
}

var errLongLine = errors.New("a line is too long")

// line reads one line, which has at most as many bytes as a request.
func (in *items) line() ([]byte, error) {
	var line []byte
	for {
		part, err := in.lines.ReadSlice('\n')
		if len(line)+len(part) > in.bytes+1 {
			return nil, errLongLine
		}
		line = append(line, part...)
		if err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

// unreadBody says why a body could not be read.
func unreadBody(err error, most int) *Problem {
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		return tooLarge(most)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return newProblem("body-timeout")
	}
	return newProblem("incomplete-body")
}
