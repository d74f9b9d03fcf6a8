package policies

import (
	"context"
	"fmt"
	"io/fs"
	"sync/atomic"
	"time"

	"merit/engine"
	"merit/rules/diag"
)

// Live is the set in force. Readers take it with one atomic load and never
// wait; those who reload wait for each other.
type Live struct {
	opts  Options
	dir   string // "" when the files cannot change
	read  func() *reading
	cache *cache // nil without one
	notes *notes

	building chan struct{} // holds one token; whoever has it may write what follows
	believed *footprint    // of the files that were last taken over or refused
	state    atomic.Pointer[state]

	watcher atomic.Pointer[watcher]
	beat    atomic.Int64 // when the watch last went round, in nanoseconds since 1970; 0 before
}

// A state is everything a reader may ask about; it is swapped whole.
type state struct {
	snapshot *engine.Snapshot
	coming   []Change
	loaded   time.Time
	attempt  time.Time
	success  time.Time
	differs  time.Time // since when the files are not the set in force
	cached   time.Time // when the set in force was put into the cache it came from
	outcome  Outcome
	problems diag.List
	print    fingerprint // of the files the outcome is about
	cacheErr string      // why the set in force is not in the cache
}

// Open reads the policies of a folder. Wrong policies are not an error: the
// last good set is taken from the cache, or, without one, nothing is in force
// until they are mended; Status says which and why. The error says that dir is
// not a folder, and that there is no cache to do without it.
func Open(dir string, opts Options) (*Live, error) {
	l := newLive(opts)
	l.dir = dir
	l.cache = newCache(l.opts, dir)
	l.read = func() *reading {
		r := newReading(l.opts.Limits)
		r.disk = l.opts.disk
		r.root(dir)
		return r
	}
	wrong := l.isFolder(dir)
	if wrong != nil && l.cache == nil {
		return nil, wrong
	}
	l.Reload(context.Background())
	if wrong != nil && l.Current() == nil {
		return nil, wrong
	}
	return l, nil
}

func (l *Live) isFolder(dir string) error {
	info, err := l.opts.disk.Stat(dir)
	if err == nil && !info.IsDir() {
		return &fs.PathError{Op: "open", Path: dir, Err: fmt.Errorf("not a folder")}
	}
	return err
}

// OpenFS puts the policies of fsys in force, for good: its files are taken
// never to change.
func OpenFS(fsys fs.FS, opts Options) (*Live, error) {
	sources, err := ReadFS(fsys)
	if err != nil {
		return nil, err
	}
	l := newLive(opts)
	l.read = func() *reading { return &reading{disk: l.opts.disk, sources: sources} }
	l.setMode(Fixed, "")
	l.Reload(context.Background())
	return l, nil
}

func newLive(opts Options) *Live {
	l := &Live{opts: opts.withDefaults(), notes: newNotes(), building: make(chan struct{}, 1)}
	l.state.Store(&state{})
	l.setMode(Off, "")
	return l
}

// Current returns the snapshot in force, or nil when there is none yet. Take
// it once for each request or batch.
func (l *Live) Current() *engine.Snapshot { return l.state.Load().snapshot }
