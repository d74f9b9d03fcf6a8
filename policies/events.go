package policies

import (
	"errors"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// events is a source of file events; fsnotify in production. A pump takes them
// at once, whatever the watch is doing, so that the system's queue stays short
// and what they tell is known while files settle.
type events struct {
	changes <-chan fsnotify.Event
	errors  <-chan error
	folders *folders
	close   func() error

	stir    chan struct{} // full when something happened since it was last emptied
	ended   chan error    // gets one error when no more will come
	stop    chan struct{} // closed to end the pump
	pumping sync.WaitGroup
}

func newEvents(changes <-chan fsnotify.Event, errors <-chan error, w adder, close func() error) *events {
	e := &events{
		changes: changes, errors: errors, folders: newFolders(w), close: close,
		stir: make(chan struct{}, 1), ended: make(chan error, 1), stop: make(chan struct{}),
	}
	e.pumping.Add(1)
	return e
}

func startEvents() (*events, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	return newEvents(w.Events, w.Errors, w, w.Close), nil
}

// pump passes on what happens, until end is called or the source dries up.
func (e *events) pump(l *Live) {
	defer e.pumping.Done()
	for {
		select {
		case <-e.stop:
			return
		case change, open := <-e.changes:
			if !open {
				e.ended <- errors.New("the events ended")
				return
			}
			if e.folders.concerns(change) {
				l.notes.take(change)
				e.signal()
			}
		case err, open := <-e.errors:
			if !open {
				e.ended <- errors.New("the events ended")
				return
			}
			// Most likely the queue overflowed: changes are lost, so look at all.
			l.notes.miss()
			l.opts.Logger.Warn("file events were lost; reading everything", "error", err)
			e.signal()
		}
	}
}

func (e *events) signal() {
	select {
	case e.stir <- struct{}{}:
	default:
	}
}

// end stops the source and the pump, which must have been started.
func (e *events) end() {
	close(e.stop)
	e.pumping.Wait()
	_ = e.close()
}

// A burst gathers events that come close together. It ends when they rest for
// quiet, but no later than longest after the first, and no sooner than pace
// after the reading before.
type burst struct {
	timer                *time.Timer
	quiet, longest, pace time.Duration
	first                time.Time // zero when no event is waiting
	last                 time.Time // when a burst last ended in a reading
}

// extend puts the end of the burst off because of one more event.
func (b *burst) extend() {
	now := time.Now()
	if b.first.IsZero() {
		b.first = now
	}
	rest := min(b.quiet, b.first.Add(b.longest).Sub(now))
	b.timer.Reset(max(rest, b.last.Add(b.pace).Sub(now), 0))
}

// end forgets the events that waited; the files have been read.
func (b *burst) end() {
	if !b.first.IsZero() {
		b.first, b.last = time.Time{}, time.Now()
	}
	b.timer.Stop()
}

func stopped() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}
