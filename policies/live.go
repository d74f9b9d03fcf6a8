package policies

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"merit/engine"
	"merit/rules/diag"
)

// Options are how a Live reads and watches. The zero Options are the defaults.
type Options struct {
	Limits   Limits           // DefaultLimits
	Logger   *slog.Logger     // nil says nothing
	Now      func() time.Time // time.Now
	Poll     time.Duration    // how often the files are read even without an event: 2 s
	Quiet    time.Duration    // how long events must rest before the files are read: 200 ms
	Longest  time.Duration    // how long resting events may put a reading off: 1 s
	Settle   time.Duration    // between two readings that must agree: 150 ms
	Patience time.Duration    // how long changing files are waited for: 2 s
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
	for _, d := range []struct {
		at    *time.Duration
		value time.Duration
	}{
		{&o.Poll, 2 * time.Second}, {&o.Quiet, 200 * time.Millisecond}, {&o.Longest, time.Second},
		{&o.Settle, 150 * time.Millisecond}, {&o.Patience, 2 * time.Second},
	} {
		if *d.at == 0 {
			*d.at = d.value
		}
	}
	return o
}

// An Outcome is what a reload came to.
type Outcome string

// The outcomes of a reload.
const (
	Activated Outcome = "activated" // a new set is in force
	Unchanged Outcome = "unchanged" // the files are the set in force
	Rejected  Outcome = "rejected"  // the files are wrong; what was in force stays
)

// A Result is what one reload did.
type Result struct {
	Outcome  Outcome
	Digest   string    // of the set in force afterwards, "" without one
	Problems diag.List // why it was rejected; else findings that refuse nothing
}

// A Status says how a Live is.
type Status struct {
	Digest      string    // of the set in force, "" without one
	Policies    int       // in the set in force
	LoadedAt    time.Time // when it came into force
	Age         time.Duration
	LastAttempt time.Time // when the files were last read
	LastSuccess time.Time // when they were last read and found right
	LastOutcome Outcome
	Problems    diag.List // of the files as last read
	Watcher     Mode
}

// Live is the set in force. Readers take it with one atomic load and never
// wait; those who reload wait for each other.
type Live struct {
	opts Options
	dir  string // "" when the files cannot change
	read func() *reading

	building sync.Mutex // orders writers only
	state    atomic.Pointer[state]
	mode     atomic.Pointer[Mode]
}

// A state is everything a reader may ask about; it is swapped whole.
type state struct {
	snapshot *engine.Snapshot
	loaded   time.Time
	attempt  time.Time
	success  time.Time
	outcome  Outcome
	problems diag.List
	print    fingerprint // of the files the outcome is about
}

// Open reads the policies of a folder. Wrong policies are not an error: the
// Live has nothing in force until they are mended, and Status says why. The
// error says that dir is not a folder.
func Open(dir string, opts Options) (*Live, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: dir, Err: fmt.Errorf("not a folder")}
	}
	l := newLive(opts)
	l.dir = dir
	l.read = func() *reading {
		r := newReading(l.opts.Limits)
		r.root(dir)
		return r
	}
	l.Reload(context.Background())
	return l, nil
}

// OpenFS puts the policies of fsys in force, for good: its files are taken
// never to change.
func OpenFS(fsys fs.FS, opts Options) (*Live, error) {
	sources, err := ReadFS(fsys)
	if err != nil {
		return nil, err
	}
	l := newLive(opts)
	l.read = func() *reading { return &reading{sources: sources} }
	l.setMode(Fixed)
	l.Reload(context.Background())
	return l, nil
}

func newLive(opts Options) *Live {
	l := &Live{opts: opts.withDefaults()}
	l.state.Store(&state{})
	l.setMode(Off)
	return l
}

// Current returns the snapshot in force, or nil when there is none yet. Take
// it once for each request or batch.
func (l *Live) Current() *engine.Snapshot { return l.state.Load().snapshot }

// Status returns how things are.
func (l *Live) Status() Status {
	s := l.state.Load()
	out := Status{
		LoadedAt: s.loaded, LastAttempt: s.attempt, LastSuccess: s.success,
		LastOutcome: s.outcome, Problems: s.problems, Watcher: *l.mode.Load(),
	}
	if s.snapshot != nil {
		out.Digest, out.Policies = s.snapshot.Digest(), len(s.snapshot.Policies())
		out.Age = l.opts.Now().Sub(s.loaded)
	}
	return out
}

// Reload reads all files, checks them as a whole and, when they are right and
// differ from the set in force, puts them in force. It answers when that is
// done. Files that still change are waited for. Files that were rejected
// before are not checked again until they change.
func (l *Live) Reload(ctx context.Context) Result {
	l.building.Lock()
	defer l.building.Unlock()
	before := l.state.Load()
	first := l.read()
	if before.outcome != "" && first.fingerprint() == before.print {
		return l.same(before)
	}
	r, problem := l.settle(ctx, first)
	switch {
	case ctx.Err() != nil:
		return l.interrupted(before)
	case problem != nil:
		return l.reject(before, fingerprint{}, diag.List{*problem})
	}
	print := r.fingerprint()
	if len(r.problems) > 0 {
		return l.reject(before, print, r.problems)
	}
	snapshot, _, problems := Check(r.sources)
	if snapshot == nil {
		return l.reject(before, print, l.placed(problems))
	}
	return l.accept(before, print, snapshot, problems)
}

// interrupted answers a caller who went away; it says nothing about the files.
func (l *Live) interrupted(before *state) Result {
	r := l.result(before)
	r.Outcome, r.Problems = Rejected, diag.List{*l.unsettled("reload-interrupted")}
	return r
}

// same notes that the files are those of the last attempt.
func (l *Live) same(before *state) Result {
	next := *before
	next.attempt = l.opts.Now()
	if before.outcome != Rejected {
		next.success, next.outcome = next.attempt, Unchanged
	}
	l.state.Store(&next)
	return l.result(&next)
}

func (l *Live) accept(before *state, print fingerprint, snapshot *engine.Snapshot, problems diag.List) Result {
	next := *before
	next.attempt = l.opts.Now()
	next.success, next.outcome, next.problems, next.print = next.attempt, Unchanged, problems, print
	old := ""
	if before.snapshot != nil {
		old = before.snapshot.Digest()
	}
	if snapshot.Digest() != old {
		next.outcome, next.snapshot, next.loaded = Activated, snapshot, next.attempt
		l.opts.Logger.Info("policy set in force", "folder", l.dir, "set", snapshot.Digest(), "before", old,
			"policies", len(snapshot.Policies()), "findings", len(problems))
	} else if before.outcome == Rejected {
		l.opts.Logger.Info("policy files are right again", "set", old)
	}
	l.state.Store(&next)
	return l.result(&next)
}

// reject keeps what is in force and remembers why the files are not. The same
// reasons are logged once.
func (l *Live) reject(before *state, print fingerprint, problems diag.List) Result {
	next := *before
	next.attempt, next.outcome, next.problems, next.print = l.opts.Now(), Rejected, problems, print
	l.state.Store(&next)
	if before.outcome != Rejected || !slices.EqualFunc(before.problems, problems, alike) {
		l.logRejected(&next)
	}
	return l.result(&next)
}

func alike(a, b diag.Diagnostic) bool {
	return a.Code == b.Code && a.Message == b.Message && a.Where() == b.Where()
}

func (l *Live) logRejected(s *state) {
	const most = 20
	lines := make([]string, 0, most)
	for i := range s.problems[:min(most, len(s.problems))] {
		lines = append(lines, s.problems[i].Error())
	}
	set := ""
	if s.snapshot != nil {
		set = s.snapshot.Digest()
	}
	l.opts.Logger.Error("policy files refused; what was in force stays", "folder", l.dir, "set", set,
		"problems", len(s.problems), "first", lines)
}

// placed gives problems that stand nowhere the folder as their place.
func (l *Live) placed(problems diag.List) diag.List {
	for i := range problems {
		if problems[i].Where() == "" {
			problems[i].Place = l.dir
		}
	}
	return problems
}

func (l *Live) result(s *state) Result {
	r := Result{Outcome: s.outcome, Problems: s.problems}
	if s.snapshot != nil {
		r.Digest = s.snapshot.Digest()
	}
	return r
}

// A fingerprint tells two readings apart by names, bytes and what went wrong.
type fingerprint [sha256.Size]byte

func (r *reading) fingerprint() fingerprint {
	h := sha256.New()
	add := func(s string) { h.Write([]byte(strconv.Itoa(len(s)) + ":" + s)) }
	for _, s := range r.sources {
		add(s.Name)
		add(string(s.Bytes))
	}
	for i := range r.problems {
		add(r.problems[i].Error())
	}
	return fingerprint(h.Sum(nil))
}
