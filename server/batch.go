package server

import (
	"bytes"
	"fmt"
	"net/http"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/gin-gonic/gin"

	"merit/engine"
	"merit/engine/facts"
	"merit/engine/records"
	"merit/rules/diag"
)

// evaluateBatch is POST /v1/evaluate/batch: requests as NDJSON or a JSON array,
// and an answer to each, in their order, in the same form. All of them are
// answered with one snapshot. A few are read, evaluated side by side and
// written before the next are read; whoever does not read the answers is
// therefore not read from either.
func (s *Server) evaluateBatch(c *gin.Context) {
	current := s.current()
	if current == nil {
		s.refuse(c, newProblem("no-policy-set"))
		return
	}
	pace := s.pace(c.Writer)
	items, problem := s.items(c, pace)
	pace.writing()
	if problem != nil {
		s.refuse(c, problem)
		return
	}
	b := &batchRun{server: s, c: c, current: current, pace: pace, caller: callerOf(c), tags: c.Request.Header.Values("If-Match"), array: items.array}
	for {
		some, problem := items.next()
		pace.writing()
		switch {
		case problem != nil && !c.Writer.Written():
			c.Header("Connection", "close")
			s.refuse(c, problem)
			return
		case problem != nil:
			s.cut(c, problem)
		case len(some) == 0:
			b.end()
			return
		}
		if s.rates.wait(c.Request.Context(), b.caller, len(some), pace.writing) != nil {
			s.cut(c, newProblem("incomplete-body"))
		}
		b.answer(some)
	}
}

// cut ends an answer that has begun and cannot be finished, so that nobody
// takes half of it for the whole.
func (s *Server) cut(c *gin.Context, why *Problem) {
	s.opts.Logger.Info("batch cut off", "problem", why.Type, "request_id", c.GetString(requestIDKey))
	panic(http.ErrAbortHandler)
}

// A batchRun is the answering of one batch.
type batchRun struct {
	server  *Server
	c       *gin.Context
	current evaluator
	pace    *pace
	caller  string
	tags    []string // of If-Match
	array   bool
	written int // answers
}

// answer evaluates some requests side by side and writes the answers in order.
func (b *batchRun) answer(some [][]byte) {
	answers := make([][]byte, len(some))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(some), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(some); i = int(next.Add(1)) - 1 {
				answers[i] = b.one(some[i])
			}
		})
	}
	workers.Wait()
	b.begin()
	b.pace.writing()
	for _, line := range answers {
		if err := b.write(line); err != nil {
			b.server.cut(b.c, newProblem("incomplete-body")) // nobody listens any more
		}
		b.written++
	}
	b.c.Writer.Flush()
}

// begin sends the header, once the first answers are there.
func (b *batchRun) begin() {
	if b.c.Writer.Written() {
		return
	}
	kind := ndjsonType
	if b.array {
		kind = jsonType
	}
	if snapshot, ok := b.current.(*engine.Snapshot); ok {
		b.c.Header(setHeader, snapshot.Digest())
	}
	b.c.Header("Content-Type", kind)
	b.c.Status(http.StatusOK)
	b.c.Writer.WriteHeaderNow()
}

// write writes one answer, a line also within an array.
func (b *batchRun) write(line []byte) error {
	if b.array {
		mark := ","
		if b.written == 0 {
			mark = "["
		}
		line = append([]byte(mark), line...)
	}
	_, err := b.c.Writer.Write(line)
	return err
}

func (b *batchRun) end() {
	b.begin()
	if b.array {
		close := "]\n"
		if b.written == 0 {
			close = "[]\n"
		}
		_, _ = b.c.Writer.WriteString(close) // that the client is gone is the client's affair
	}
}

// one answers one request with a line: the evaluation, or why it is refused.
// Whatever goes wrong with one leaves the others alone.
func (b *batchRun) one(body []byte) (line []byte) {
	defer func() {
		if p := recover(); p != nil {
			b.server.opts.Logger.Error("panic", "request_id", b.c.GetString(requestIDKey), "route", b.c.FullPath(),
				"panic", panicText(p), "stack", string(debug.Stack()))
			line = b.refused(body, "internal-error", problemAs("internal-error"))
		}
	}()
	req, problems := facts.Read(diag.NewSource("request", body), b.server.opts.Limits)
	if req == nil || problems.HasErrors() {
		return b.refused(body, kindOf(problems), problems)
	}
	e, err := b.current.Evaluate(req)
	if err != nil {
		kind, problems := refusalOf(err)
		return b.refused(body, kind, problems)
	}
	if !matches(b.tags, e.Policy.Digest) {
		return b.refused(body, "policy-digest-mismatch", problemAs("policy-digest-mismatch"))
	}
	out, err := encode(e)
	if err != nil {
		panic(fmt.Errorf("an answer cannot be encoded"))
	}
	b.server.metrics.evaluation(e)
	return out
}

// refused is the line of a request that got no evaluation (I7).
func (b *batchRun) refused(body []byte, kind string, problems diag.List) []byte {
	b.server.metrics.refused.WithLabelValues(kind).Inc()
	var out bytes.Buffer
	w := records.NewNDJSON(&out)
	_ = w.Write(records.Refused(body, problems)) // a buffer takes everything
	_ = w.Flush()
	return out.Bytes()
}

// problemAs is a problem of the whole request as one of a line.
func problemAs(name string) diag.List {
	d := diag.At(diag.Span{}, name+".detail")
	return diag.List{d}
}
