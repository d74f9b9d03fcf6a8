package server

import (
	"container/list"
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// rates keeps a rate for each caller. It remembers so many callers and forgets
// who has not asked for longest; forgetting gives a caller a full burst anew,
// which is worth less than the memory of everyone who ever asked.
type rates struct {
	limit rate.Limit // a second; 0 for none
	burst int
	most  int

	mu      sync.Mutex
	callers map[string]*list.Element
	recent  *list.List // of *caller, who asked last first
}

type caller struct {
	name    string
	limiter *rate.Limiter
}

const mostCallers = 10_000

func newRates(perSecond float64, burst int) *rates {
	if burst <= 0 {
		burst = max(1, int(2*perSecond))
	}
	return &rates{limit: rate.Limit(perSecond), burst: burst, most: mostCallers, callers: map[string]*list.Element{}, recent: list.New()}
}

// take counts one request of a caller. It returns how long the caller has to
// wait, 0 to go ahead.
func (r *rates) take(name string, now time.Time) time.Duration {
	if r.limit <= 0 {
		return 0
	}
	taken := r.of(name).ReserveN(now, 1)
	wait := taken.DelayFrom(now)
	if wait > 0 {
		taken.CancelAt(now)
	}
	return min(wait, longestWait)
}

// longestWait is the longest anyone is told to wait; at a tiny rate it would be
// more than a clock can count.
const longestWait = time.Hour

// longestPause bounds how long a batch waits without a sign of life, unless even
// one item takes longer.
const longestPause = 250 * time.Millisecond

// wait lets n more items of a batch pass at the caller's rate: a batch is
// slowed down, not cut off. It calls alive before each part of the waiting, as
// a deadline that passes meanwhile ends a request of HTTP/2.
func (r *rates) wait(ctx context.Context, name string, n int, alive func()) error {
	if r.limit <= 0 {
		return ctx.Err()
	}
	limiter := r.of(name)
	most := max(1, min(r.burst, int(float64(r.limit)*longestPause.Seconds())))
	for n > 0 {
		alive()
		step := min(n, most)
		if err := limiter.WaitN(ctx, step); err != nil {
			return err
		}
		n -= step
	}
	return nil
}

func (r *rates) of(name string) *rate.Limiter {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e, ok := r.callers[name]; ok {
		r.recent.MoveToFront(e)
		return e.Value.(*caller).limiter
	}
	if r.recent.Len() >= r.most {
		last := r.recent.Back()
		r.recent.Remove(last)
		delete(r.callers, last.Value.(*caller).name)
	}
	l := rate.NewLimiter(r.limit, r.burst)
	r.callers[name] = r.recent.PushFront(&caller{name, l})
	return l
}
