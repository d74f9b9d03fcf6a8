package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"
)

// A tally is what clients saw.
type tally struct {
	Right  int
	Failed int    // no answer, or not 200
	Mixed  int    // of a set that was never published
	Wrong  int    // not the answer of the set it names
	First  string // the first that was not right
	Times  []time.Duration
	Took   time.Duration
}

func (t *tally) bad(count *int, format string, args ...any) {
	*count++
	if t.First == "" {
		t.First = fmt.Sprintf(format, args...)
	}
}

func (t *tally) add(o tally) {
	t.Right, t.Failed, t.Mixed, t.Wrong = t.Right+o.Right, t.Failed+o.Failed, t.Mixed+o.Mixed, t.Wrong+o.Wrong
	t.Times = append(t.Times, o.Times...)
	if t.First == "" {
		t.First = o.First
	}
}

// at returns the time that a part of all answers did not exceed.
func (t *tally) at(part float64) time.Duration {
	if len(t.Times) == 0 {
		return 0
	}
	return t.Times[min(len(t.Times)-1, int(part*float64(len(t.Times))))]
}

func (t *tally) String() string {
	return fmt.Sprintf("%d answers, %.0f/s, p50 %s, p99 %s, max %s; %d failed, %d mixed, %d wrong",
		t.Right, float64(t.Right)/t.Took.Seconds(), round(t.at(0.5)), round(t.at(0.99)), round(t.at(1)), t.Failed, t.Mixed, t.Wrong)
}

func round(d time.Duration) time.Duration { return d.Round(10 * time.Microsecond) }

// err is nil when every answer was right.
func (t *tally) err() error {
	if t.Failed+t.Mixed+t.Wrong > 0 || t.Right == 0 {
		return fmt.Errorf("%s: %s", t, t.First)
	}
	return nil
}

// A crowd is clients that ask as fast as they are answered, or pause between.
type crowd struct {
	clients int
	pause   time.Duration
}

// ask lets a crowd ask until ctx is done, and judges every answer.
func (c crowd) ask(ctx context.Context, url string, r *releases) *tally {
	transport := &http.Transport{MaxIdleConnsPerHost: c.clients}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, Timeout: 10 * time.Second}
	var all tally
	var mu sync.Mutex
	var running sync.WaitGroup
	start := time.Now()
	for n := range c.clients {
		running.Go(func() {
			j := judge{r: r, known: map[string][]byte{}}
			for i := n; ctx.Err() == nil; i++ {
				j.one(client, url, i%len(r.requests))
				if c.pause > 0 && !sleep(ctx, c.pause) {
					break
				}
			}
			mu.Lock()
			defer mu.Unlock()
			all.add(j.tally)
		})
	}
	running.Wait()
	all.Took = time.Since(start)
	slices.Sort(all.Times)
	return &all
}

// A judge is one client. It compares the first answer of a set to a request
// with the engine's, and all later ones with that, byte for byte.
type judge struct {
	tally
	r     *releases
	known map[string][]byte
}

func (j *judge) one(client *http.Client, url string, request int) {
	start := time.Now()
	resp, err := client.Post(url+"/v1/evaluate", "application/json", bytes.NewReader(j.r.requests[request]))
	if err != nil {
		j.bad(&j.Failed, "%v", err)
		return
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	j.Times = append(j.Times, time.Since(start))
	digest := resp.Header.Get("Merit-Set")
	want := j.r.want[digest]
	key := fmt.Sprint(digest, request)
	switch {
	case err != nil || resp.StatusCode != http.StatusOK:
		j.bad(&j.Failed, "%d %s %v", resp.StatusCode, body, err)
	case want == nil:
		j.bad(&j.Mixed, "set %s", digest)
	case j.known[key] == nil && equal(body, want[request]):
		j.known[key] = body
		j.Right++
	case !bytes.Equal(j.known[key], body):
		j.bad(&j.Wrong, "%s", body)
	default:
		j.Right++
	}
}
