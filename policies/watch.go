package policies

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A Mode is how changes are noticed.
type Mode string

// The modes. Polling goes on beside events; it alone finds what a network
// share, an overlay or a hard link from elsewhere never announces.
const (
	Off    Mode = "off"    // nobody watches
	Events Mode = "events" // file events, and polling
	Poll   Mode = "poll"   // the system grants no events, or not for every folder
	Fixed  Mode = "fixed"  // the files cannot change
)

// retry is how long a watcher that could not start, or failed, is left alone.
const retry = 30 * time.Second

// Watch reloads whenever the files change, until ctx is done. It starts no
// goroutine that outlives it. Call it once.
func (l *Live) Watch(ctx context.Context) {
	if l.dir == "" {
		<-ctx.Done()
		return
	}
	w := &watch{live: l, start: startEvents}
	defer l.setMode(Off)
	w.run(ctx)
}

func (l *Live) setMode(m Mode) { l.mode.Store(&m) }

// A watch turns whatever happens to the files into calls of Reload. An event
// is only a hint: what it says is never believed, only that something was.
type watch struct {
	live   *Live
	start  func() (*events, error)
	follow *follower // told instead of the Live; nil in a Live of its own

	events *events   // nil while polling only
	failed time.Time // when events last could not be had
	burst  burst
}

// events is a source of file events; fsnotify in production.
type events struct {
	changes <-chan fsnotify.Event
	errors  <-chan error
	folders *folders
	close   func() error
}

func startEvents() (*events, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	return &events{w.Events, w.Errors, newFolders(w), w.Close}, nil
}

func (w *watch) run(ctx context.Context) {
	tick := time.NewTicker(w.live.opts.Poll)
	defer tick.Stop()
	w.burst = burst{timer: stopped(), quiet: w.live.opts.Quiet, longest: w.live.opts.Longest}
	defer w.burst.timer.Stop()
	defer w.lose()
	w.turn(ctx)
	for ctx.Err() == nil {
		w.wait(ctx, tick.C)
	}
}

// wait lets one thing happen.
func (w *watch) wait(ctx context.Context, tick <-chan time.Time) {
	changes, errors := w.channels()
	select {
	case <-ctx.Done():
	case e, open := <-changes:
		switch {
		case !open:
			w.fail(fmt.Errorf("the events ended"))
		case w.events.folders.concerns(e):
			w.burst.extend()
		}
	case err, open := <-errors:
		if !open {
			w.fail(fmt.Errorf("the events ended"))
			return
		}
		// Most likely the queue overflowed: changes are lost, so look at all.
		w.live.opts.Logger.Warn("file events were lost; reading everything", "error", err)
		w.burst.extend()
	case <-w.burst.timer.C:
		w.turn(ctx)
	case <-tick:
		w.turn(ctx)
	}
}

func (w *watch) channels() (<-chan fsnotify.Event, <-chan error) {
	if w.events == nil {
		return nil, nil
	}
	return w.events.changes, w.events.errors
}

// turn renews the watches and then reads the files, in this order, so that a
// change during the reading is announced. Nothing that goes wrong in it ends
// the watch.
func (w *watch) turn(ctx context.Context) {
	defer func() {
		if p := recover(); p != nil {
			w.live.opts.Logger.Error("watching policies panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		}
	}()
	w.burst.end()
	w.watchFolders()
	if w.follow != nil {
		w.follow.look(ctx)
		return
	}
	w.live.Reload(ctx)
}

// watchFolders sees to it that every folder that matters is watched, also
// those that are new or were replaced since.
func (w *watch) watchFolders() {
	now := w.live.opts.Now()
	if w.events == nil {
		if !w.failed.IsZero() && now.Sub(w.failed) < retry {
			return
		}
		started, err := w.start()
		if err != nil {
			w.fail(err)
			return
		}
		w.events = started
	}
	err := w.events.folders.update(w.live.dir, w.live.read())
	switch mode := *w.live.mode.Load(); {
	case err == nil:
		w.live.setMode(Events)
	case mode != Poll:
		w.live.setMode(Poll)
		w.live.opts.Logger.Warn("not every policy folder can be watched; relying on polling", "error", err)
	}
}

// fail gives events up for a while; polling goes on.
func (w *watch) fail(err error) {
	if w.failed.IsZero() || w.events != nil {
		w.live.opts.Logger.Warn("no file events; relying on polling", "error", err)
	}
	w.failed = w.live.opts.Now()
	w.live.setMode(Poll)
	w.lose()
}

func (w *watch) lose() {
	if w.events != nil {
		w.events.close()
		w.events = nil
	}
}

// A burst gathers events that come close together. It ends when they rest for
// quiet, but no later than longest after the first.
type burst struct {
	timer          *time.Timer
	quiet, longest time.Duration
	first          time.Time // zero when no event is waiting
}

// extend puts the end of the burst off because of one more event.
func (b *burst) extend() {
	now := time.Now()
	if b.first.IsZero() {
		b.first = now
	}
	b.timer.Reset(min(b.quiet, b.first.Add(b.longest).Sub(now)))
}

// end forgets the events that waited.
func (b *burst) end() {
	b.first = time.Time{}
	b.timer.Stop()
}

func stopped() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}
