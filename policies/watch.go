package policies

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"
)

// A Mode is how changes are noticed.
type Mode string

// The modes. Polling goes on beside events; it alone finds what a network
// share, an overlay or a hard link from elsewhere never announces.
const (
	Off    Mode = "off"    // nobody watches
	Events Mode = "events" // file events, and polling
	Poll   Mode = "poll"   // the system grants no events, or not for every folder, or not of every change
	Fixed  Mode = "fixed"  // the files cannot change
)

// retry is how long a watcher that could not start, or failed, is left alone.
const retry = 30 * time.Second

// Watch reloads whenever the files change, until ctx is done. It starts no
// goroutine that outlives it, unless the disk hangs. Call it once.
func (l *Live) Watch(ctx context.Context) {
	if l.dir == "" {
		<-ctx.Done()
		return
	}
	defer l.setMode(Off, "")
	defer l.beat.Store(0)
	ended := make(chan struct{})
	go func() { defer close(ended); l.keepWatching(ctx) }()
	<-ctx.Done()
	select {
	case <-ended:
	case <-time.After(time.Second):
	}
}

// keepWatching starts the watch again whenever it breaks down.
func (l *Live) keepWatching(ctx context.Context) {
	for ctx.Err() == nil {
		w := &watch{live: l, start: l.opts.disk.Events}
		if l.guarded(func() { w.run(ctx) }) {
			sleep(ctx, l.opts.Poll)
		}
	}
}

// A watcher is how a Live notices changes, and why not better.
type watcher struct {
	mode   Mode
	reason string
}

func (l *Live) setMode(m Mode, reason string) { l.watcher.Store(&watcher{m, reason}) }

// A watch turns whatever happens to the files into calls of Reload. An event
// is only a hint: what it says is never believed, only that something was.
type watch struct {
	live  *Live
	start func() (*events, error)

	events *events   // nil while polling only
	failed time.Time // when events last could not be had
	burst  burst
	drift  bool // whether a long drift is logged
}

func (w *watch) run(ctx context.Context) {
	o := w.live.opts
	tick := time.NewTicker(o.Poll)
	defer tick.Stop()
	w.burst = burst{timer: stopped(), quiet: o.Quiet, longest: o.Longest, pace: o.Pace}
	defer w.burst.timer.Stop()
	defer w.lose()
	w.turn(ctx)
	for ctx.Err() == nil {
		w.wait(ctx, tick.C)
	}
}

// wait lets one thing happen.
func (w *watch) wait(ctx context.Context, tick <-chan time.Time) {
	w.live.beat.Store(w.live.opts.Now().UnixNano())
	var stir <-chan struct{}
	var ended <-chan error
	if w.events != nil {
		stir, ended = w.events.stir, w.events.ended
	}
	select {
	case <-ctx.Done():
	case <-stir:
		w.burst.extend()
	case err := <-ended:
		w.fail(err)
	case <-w.burst.timer.C:
		w.turn(ctx)
	case <-tick:
		w.turn(ctx)
	}
}

// turn renews the watches and then reads the files, in this order, so that a
// change during the reading is announced. Nothing that goes wrong in it ends
// the watch.
func (w *watch) turn(ctx context.Context) {
	w.live.guarded(func() {
		w.watchFolders()
		w.live.Reload(ctx)
		w.alarm()
	})
	w.burst.end()
}

// alarm says once that the files have long not been the set in force.
func (w *watch) alarm() {
	s := w.live.state.Load()
	long := s.snapshot != nil && !s.differs.IsZero() && w.live.opts.Now().Sub(s.differs) > LongDrift
	if long && !w.drift {
		w.live.opts.Logger.Error("the policy files have long not been what is in force", "folder", w.live.dir,
			"set", s.snapshot.Digest(), "since", s.differs, "problems", len(s.problems))
	}
	w.drift = long
}

// watchFolders sees to it that every folder that matters is watched, also
// those that are new or were replaced since.
func (w *watch) watchFolders() {
	if w.events == nil {
		if !w.failed.IsZero() && time.Since(w.failed) < retry {
			return
		}
		started, err := w.start()
		if err != nil {
			w.fail(err)
			return
		}
		w.events = started
		go w.events.pump(w.live)
	}
	r := w.live.read()
	err := w.events.folders.update(w.live.dir, r)
	switch kind := w.silent(r); {
	case err != nil:
		w.fallBack("not every policy folder can be watched; relying on polling", hinted(err))
	case kind != "":
		w.fallBack("changes made elsewhere are not announced here; relying on polling", fmt.Errorf("the file system is %s", kind))
	default:
		w.live.setMode(Events, "")
	}
}

// silent returns the kind of file system that tells too little, "" when all
// folders lie on those that tell everything.
func (w *watch) silent(r *reading) string {
	for _, path := range r.folders {
		if kind := r.disk.Silent(path); kind != "" {
			return kind
		}
	}
	return ""
}

// fail gives events up for a while; polling goes on.
func (w *watch) fail(err error) {
	w.failed = time.Now()
	w.fallBack("no file events; relying on polling", hinted(err))
	w.lose()
}

// fallBack says once that polling is relied upon, and why.
func (w *watch) fallBack(message string, err error) {
	if was := w.live.watcher.Load(); was.mode != Poll || was.reason != err.Error() {
		w.live.opts.Logger.Warn(message, "error", err)
	}
	w.live.setMode(Poll, err.Error())
}

// hinted adds which setting of the system an error is about.
func hinted(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%w (raise fs.inotify.max_user_watches)", err)
	case errors.Is(err, syscall.EMFILE):
		return fmt.Errorf("%w (raise fs.inotify.max_user_instances, or the limit of open files)", err)
	}
	return err
}

func (w *watch) lose() {
	if w.events != nil {
		w.events.end()
		w.events = nil
	}
}
