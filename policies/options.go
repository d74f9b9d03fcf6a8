package policies

import (
	"log/slog"
	"time"
)

// Options are how a Live reads and watches. The zero Options are the defaults.
type Options struct {
	Limits   Limits           // DefaultLimits
	Logger   *slog.Logger     // nil says nothing
	Now      func() time.Time // time.Now; what is waited for is measured apart from it
	Cache    string           // folder for the last good set, made when it is not there; "" keeps none
	Poll     time.Duration    // how often the files are read even without an event: 2 s
	Quiet    time.Duration    // how long events must rest before the files are read: 50 ms
	Longest  time.Duration    // how long resting events may put a reading off: 1 s
	Pace     time.Duration    // least time from one reading for events to the next: 200 ms
	Settle   time.Duration    // how long changed files must rest before they are believed: 400 ms
	Whole    time.Duration    // the same for files that arrived whole, by a rename or a link: 50 ms, at most Settle
	Patience time.Duration    // how long changing files are waited for: 2 s

	disk disk // the system's
}

func (o Options) withDefaults() Options {
	if o.Limits == (Limits{}) {
		o.Limits = DefaultLimits
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.disk == nil {
		o.disk = system{}
	}
	for _, d := range []struct {
		at    *time.Duration
		value time.Duration
	}{
		{&o.Poll, 2 * time.Second}, {&o.Quiet, 50 * time.Millisecond}, {&o.Longest, time.Second}, {&o.Pace, 200 * time.Millisecond},
		{&o.Settle, 400 * time.Millisecond}, {&o.Whole, 50 * time.Millisecond}, {&o.Patience, 2 * time.Second},
	} {
		if *d.at == 0 {
			*d.at = d.value
		}
	}
	o.Whole = min(o.Whole, o.Settle)
	return o
}
