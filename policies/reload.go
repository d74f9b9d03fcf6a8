package policies

import (
	"context"
	"crypto/sha256"
	"fmt"
	"runtime/debug"
	"slices"
	"strconv"
	"time"

	"merit/engine"
	"merit/rules/diag"
)

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

// Reload reads all files, checks them as a whole and, when they are right and
// differ from the set in force, puts them in force. It answers when that is
// done, or when ctx is, even if the disk hangs. Files that still change are
// waited for. Files that were rejected before are not checked again until they
// change.
func (l *Live) Reload(ctx context.Context) Result {
	select {
	case l.building <- struct{}{}:
	case <-ctx.Done():
		return l.interrupted(l.state.Load())
	}
	answer := make(chan func() Result, 1)
	go func() {
		defer func() { <-l.building }()
		defer func() {
			if p := recover(); p != nil {
				stack := debug.Stack()
				answer <- func() Result { panic(fmt.Sprintf("%v\n%s", p, stack)) }
			}
		}()
		r := l.reload(ctx)
		answer <- func() Result { return r }
	}()
	select {
	case r := <-answer:
		return r()
	case <-ctx.Done():
		return l.interrupted(l.state.Load())
	}
}

// reload is Reload for whoever holds the token.
func (l *Live) reload(ctx context.Context) Result {
	before, began := l.state.Load(), time.Now()
	first := l.read()
	if before.outcome != "" && first.fingerprint() == before.print {
		l.believe(first, began)
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
	l.believe(r, began)
	if before.outcome != "" && print == before.print {
		return l.same(before)
	}
	if len(r.problems) > 0 {
		return l.reject(before, print, r.problems)
	}
	snapshot, _, problems := Check(r.sources)
	if snapshot == nil {
		return l.reject(before, print, l.placed(problems))
	}
	return l.accept(before, print, snapshot, r.sources, problems)
}

// believe remembers what the files looked like that are now judged.
func (l *Live) believe(r *reading, began time.Time) {
	l.believed = r.footprint()
	l.notes.forget(began)
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

func (l *Live) accept(before *state, print fingerprint, snapshot *engine.Snapshot, sources []*diag.Source, problems diag.List) Result {
	next := *before
	next.attempt = l.opts.Now()
	next.success, next.outcome, next.problems, next.print = next.attempt, Unchanged, problems, print
	next.differs, next.cached = time.Time{}, time.Time{}
	old := ""
	if before.snapshot != nil {
		old = before.snapshot.Digest()
	}
	if snapshot.Digest() != old {
		next.outcome, next.snapshot, next.loaded = Activated, snapshot, next.attempt
		next.coming = datedChanges(snapshot.Policies())
		l.opts.Logger.Info("policy set in force", "folder", l.dir, "set", snapshot.Digest(), "before", old,
			"policies", len(snapshot.Policies()), "findings", len(problems))
	} else if before.outcome == Rejected {
		l.opts.Logger.Info("policy files are right again", "set", old)
	}
	l.state.Store(&next)
	return l.result(l.keep(&next, sources))
}

// reject keeps what is in force and remembers why the files are not; when
// nothing is in force yet it asks the cache. The same reasons are logged once.
func (l *Live) reject(before *state, print fingerprint, problems diag.List) Result {
	next := *before
	next.attempt, next.outcome, next.problems, next.print = l.opts.Now(), Rejected, problems, print
	if next.differs.IsZero() {
		next.differs = next.attempt
	}
	if next.snapshot == nil && before.outcome == "" {
		l.recall(&next)
	}
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
	message, set := "policy files refused; nothing is in force", ""
	if s.snapshot != nil {
		message, set = "policy files refused; what was in force stays", s.snapshot.Digest()
	}
	if !s.cached.IsZero() {
		message = "policy files refused; the last good set, from the cache, is in force"
	}
	l.opts.Logger.Error(message, "folder", l.dir, "set", set, "problems", len(s.problems), "first", lines)
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

// guarded runs f and logs a panic in it instead of passing it on.
func (l *Live) guarded(f func()) (panicked bool) {
	defer func() {
		if p := recover(); p != nil {
			panicked = true
			l.opts.Logger.Error("watching policies panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		}
	}()
	f()
	return false
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
