package server

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"merit/engine"
	"merit/engine/facts"
	"merit/policies"
)

func numbered(n int) string { return strings.Replace(facts1, "E1007", fmt.Sprintf("E%d", n), 1) }

func batch(kind, body string) *http.Request {
	return typed(post("/v1/evaluate/batch", body), kind)
}

type batchLine struct {
	Status, Specialist, Period, Set string
	Score                           *float64
	Problems                        []struct{ Code, Pointer string }
}

func linesOf(t testing.TB, body string) []batchLine {
	t.Helper()
	var out []batchLine
	for line := range strings.Lines(body) {
		var l batchLine
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		out = append(out, l)
	}
	return out
}

// TestBatchForms: lines of known and unknown length and an array are answered
// alike, in order, the bad ones beside the good (H25).
func TestBatchForms(t *testing.T) {
	s, _ := care(t)
	bodies := []string{numbered(0), `{"specialist":"E1","period":"2026-03","inputs":{}}`, `{"specialist":"E2"`, `{}`, numbered(4), `[]`, `7`,
		strings.Replace(numbered(7), `"period"`, `"policy":"caring","period"`, 1), numbered(8)}
	want := []string{"final", "refused", "refused", "refused", "final", "refused", "refused", "refused", "final"}
	lines := strings.Join(bodies, "\n\r\n")
	array := "[" + strings.Join(append(append([]string{}, bodies[:2]...), bodies[3:]...), ",") + "]"
	for name, r := range map[string]*http.Request{
		"lines":             batch("application/x-ndjson", lines),
		"lines with an end": batch("application/x-ndjson; charset=utf-8", lines+"\n"),
		"chunked lines":     chunked(batch("application/x-ndjson", lines)),
		"array":             batch("application/json", array),
	} {
		w := do(s, r)
		body, statuses := w.Body.String(), want
		if name == "array" {
			var all []json.RawMessage
			must(t, json.Unmarshal(w.Body.Bytes(), &all))
			body, statuses = "", append(append([]string{}, want[:2]...), want[3:]...)
			for _, one := range all {
				body += string(one) + "\n"
			}
		}
		got := linesOf(t, body)
		if w.Code != 200 || len(got) != len(statuses) || w.Header().Get("Merit-Set") != s.live.Current().Digest() {
			t.Fatalf("%s: %d, %d lines, want %d\n%s", name, w.Code, len(got), len(statuses), body)
		}
		for i, l := range got {
			if l.Status != statuses[i] || l.Status == "refused" && len(l.Problems) == 0 {
				t.Errorf("%s, line %d: %+v, want %s", name, i, l, statuses[i])
			}
		}
		if got[1].Specialist != "E1" || got[1].Period != "2026-03" {
			t.Errorf("%s: the refused line is about %+v", name, got[1])
		}
	}
	if w := do(s, batch("application/x-ndjson", "")); w.Code != 200 || w.Body.Len() != 0 {
		t.Errorf("an empty batch: %d %s", w.Code, w.Body)
	}
	if w := do(s, batch("application/json", " [ ] ")); w.Code != 200 || w.Body.String() != "[]\n" {
		t.Errorf("an empty array: %d %s", w.Code, w.Body)
	}
}

// TestBatchLikeSingle: each line is, byte for byte, the answer to the request
// by itself, also of many that are evaluated side by side.
func TestBatchLikeSingle(t *testing.T) {
	s, _ := care(t)
	var in, want strings.Builder
	for i := range 300 {
		in.WriteString(numbered(i) + "\n")
		want.WriteString(do(s, post("/v1/evaluate", numbered(i))).Body.String())
	}
	if w := do(s, chunked(batch("application/x-ndjson", in.String()))); w.Body.String() != want.String() {
		t.Error("the batch answers otherwise than one after the other")
	}
}

func TestBatchRefusals(t *testing.T) {
	s, _ := care(t)
	s.opts.Load.BatchItems, s.opts.Load.BatchBytes = 3, 4<<20
	four := strings.Repeat(facts1+"\n", 4)
	for name, tt := range map[string]struct {
		r      *http.Request
		status int
		kind   string
	}{
		"H25 too many lines":    {batch("application/x-ndjson", four), 413, "too-many-items"},
		"H25 too many elements": {batch("application/json", "["+strings.Repeat(facts1+",", 3)+facts1+"]"), 413, "too-many-items"},
		"H1 too large":          {batch("application/x-ndjson", strings.Repeat(" ", 5<<20)), 413, "payload-too-large"},
		"H1 too large, chunked": {chunked(batch("application/x-ndjson", strings.Repeat(" \n", 3<<20))), 413, "payload-too-large"},
		"H1 one line too large": {batch("application/x-ndjson", strings.Repeat(" ", 2<<20)+facts1), 413, "payload-too-large"},
		"H3 no array":           {batch("application/json", facts1), 400, "malformed-json"},
		"H3 half an array":      {batch("application/json", "["+facts1+","), 400, "malformed-json"},
		"H3 commas":             {batch("application/json", "["+facts1+",]"), 400, "malformed-json"},
		"H9 trailing data":      {batch("application/json", "["+facts1+"] x"), 400, "trailing-data"},
		"H10 too deep":          {batch("application/json", strings.Repeat("[", 1_000_000)), 400, "malformed-json"},
		"H11 a form":            {batch("text/plain", facts1), 415, "unsupported-media-type"},
		"H13 compressed":        {header(batch("application/x-ndjson", facts1), "Content-Encoding", "gzip"), 415, "unsupported-encoding"},
	} {
		w := do(s, tt.r)
		if p := problemOf(t, w); w.Code != tt.status || p.Type != "/problems/"+tt.kind {
			t.Errorf("%s: %d %s, want %d %s", name, w.Code, p.Type, tt.status, tt.kind)
		}
	}
	if w := do(s, header(batch("application/x-ndjson", facts1), "If-Match", `"sha256:00"`)); linesOf(t, w.Body.String())[0].Problems[0].Code != "policy-digest-mismatch" {
		t.Errorf("H21 another digest: %s", w.Body)
	}
}

// TestH17PanicInABatch: one request that the engine fails on is refused, the
// others are answered, and nobody learns its facts.
func TestH17PanicInABatch(t *testing.T) {
	s, log := care(t)
	live := s.live.Current()
	s.current = func() evaluator { return failing{live, "E1"} }
	w := do(s, batch("application/x-ndjson", numbered(0)+"\n"+numbered(1)+"\n"+numbered(2)))
	got := linesOf(t, w.Body.String())
	if len(got) != 3 || got[0].Status != "final" || got[1].Status != "refused" || got[1].Problems[0].Code != "internal-error" || got[2].Status != "final" {
		t.Errorf("%s", w.Body)
	}
	if strings.Contains(log.String(), "E1") {
		t.Errorf("the log names a person: %s", log)
	}
}

type failing struct {
	evaluator
	specialist string
}

func (f failing) Evaluate(r *facts.Request) (*engine.Evaluation, error) {
	if r.Specialist == f.specialist {
		panic("E1 earns 3000")
	}
	return f.evaluator.Evaluate(r)
}

// TestBatchStreams: a line is answered before the next is sent, and what comes
// into force meanwhile is for the next batch.
func TestBatchStreams(t *testing.T) {
	s, _ := care(t)
	addr, _ := listening(t, s)
	sending, send := io.Pipe()
	r, err := http.NewRequest(http.MethodPost, "http://"+addr+"/v1/evaluate/batch", sending)
	must(t, err)
	r.Header.Set("Content-Type", ndjsonType)
	answered := make(chan *http.Response, 1)
	c := client(t)
	go func() {
		resp, err := c.Do(r)
		if err == nil {
			answered <- resp
		}
		close(answered)
	}()
	_, err = fmt.Fprintln(send, numbered(0))
	must(t, err)
	resp := <-answered
	if resp == nil {
		t.Fatal("no answer")
	}
	defer resp.Body.Close()
	in := bufio.NewScanner(resp.Body)
	for i := range 3 {
		if i > 0 {
			_, err = fmt.Fprintln(send, numbered(i))
			must(t, err)
		}
		if !in.Scan() || !strings.Contains(in.Text(), fmt.Sprintf(`"E%d"`, i)) {
			t.Fatalf("line %d: %q", i, in.Text())
		}
	}
	must(t, send.Close())
	if in.Scan() || in.Err() != nil {
		t.Errorf("after the end: %q, %v", in.Text(), in.Err())
	}
}

// TestH24ClientGone: a client that hangs up ends its batch; nothing is left
// running (goleak) and its place is free again.
func TestH24ClientGone(t *testing.T) {
	s, _ := care(t)
	live := s.live.Current()
	var evaluated atomic.Int64
	s.current = func() evaluator { return counting{live, &evaluated} }
	addr, _ := listening(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	sending, send := io.Pipe()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+addr+"/v1/evaluate/batch", sending)
	must(t, err)
	r.Header.Set("Content-Type", ndjsonType)
	go func() { _, _ = fmt.Fprintln(send, numbered(0)) }()
	resp, err := client(t).Do(r)
	must(t, err)
	cancel()
	resp.Body.Close()
	send.Close()
	for end := time.Now().Add(5 * time.Second); len(s.gates.batches.room) > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the batch goes on")
		}
	}
	if n := evaluated.Load(); n != 1 {
		t.Errorf("%d evaluated", n)
	}
}

type counting struct {
	evaluator
	n *atomic.Int64
}

func (c counting) Evaluate(r *facts.Request) (*engine.Evaluation, error) {
	c.n.Add(1)
	return c.evaluator.Evaluate(r)
}

// TestBackPressure: who does not read the answers is not read from: a sender
// of endless lines stops after what the buffers hold.
func TestBackPressure(t *testing.T) {
	s, _ := care(t)
	s.opts.Timeouts.Write = 500 * time.Millisecond
	addr, _ := listening(t, s)
	var sent atomic.Int64
	r, err := http.NewRequest(http.MethodPost, "http://"+addr+"/v1/evaluate/batch", &endless{sent: &sent})
	must(t, err)
	r.Header.Set("Content-Type", ndjsonType)
	resp, err := client(t).Do(r)
	must(t, err)
	defer resp.Body.Close()
	last := int64(-1)
	for range 50 {
		if now := sent.Load(); now == last {
			break
		} else {
			last = now
		}
		time.Sleep(100 * time.Millisecond)
	}
	if last > 24<<20 { // what the system's buffers take, and no more
		t.Errorf("%d bytes were taken although nobody read an answer", last)
	}
	if n, err := io.Copy(io.Discard, resp.Body); err == nil {
		t.Errorf("an answer that was cut off after %d bytes looks whole", n)
	}
}

// endless sends requests until nobody takes them.
type endless struct {
	sent *atomic.Int64
	rest string
}

func (e *endless) Read(p []byte) (int, error) {
	if e.rest == "" {
		e.rest = facts1 + "\n"
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	e.sent.Add(int64(n))
	return n, nil
}

// TestSlowIsNotGone: work that takes longer than a client has to send is not
// taken for a client that went away (net/http ends the context when the time
// to read is over, also when all is read).
func TestSlowIsNotGone(t *testing.T) {
	s, _ := care(t)
	s.opts.Timeouts.Read, s.opts.Now = 100*time.Millisecond, time.Now
	s.rates = newRates(200, 1)
	waiting := &waitingSource{Source: s.live, wait: 300 * time.Millisecond}
	s.live = waiting
	addr, _ := listening(t, s)
	body := strings.Repeat(facts1+"\n", 100)
	for name, sent := range map[string]io.Reader{"of known length": strings.NewReader(body), "chunked": io.MultiReader(strings.NewReader(body))} {
		resp, err := client(t).Post("http://"+addr+"/v1/evaluate/batch", ndjsonType, sent)
		must(t, err)
		got, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if n := strings.Count(string(got), "\n"); err != nil || n != 100 {
			t.Errorf("%s: %d answers, %v", name, n, err)
		}
		time.Sleep(100 * time.Millisecond) // a place at the rate
	}
	resp, err := client(t).Post("http://"+addr+"/v1/reload", jsonType, nil)
	must(t, err)
	resp.Body.Close()
	if waiting.gone.Load() {
		t.Error("a reload that takes long is told that nobody waits for it")
	}
}

// A waitingSource takes its time to reload, and notes whether it was told that
// nobody waits.
type waitingSource struct {
	Source
	wait time.Duration
	gone atomic.Bool
}

func (w *waitingSource) Reload(ctx context.Context) policies.Result {
	select {
	case <-ctx.Done():
		w.gone.Store(true)
	case <-time.After(w.wait):
	}
	return w.Source.Reload(ctx)
}
