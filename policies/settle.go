package policies

import (
	"context"
	"slices"
	"time"

	"merit/rules/diag"
)

// settle reads the files until two readings agree that lie far enough apart,
// and returns the last one, or why there is none; nothing at all when ctx is
// done.
// A half-saved policy is often valid TOML, and files saved one by one are for
// a moment neither the old set nor the new one; only looking twice can tell.
// What may only be a hiccup of the system is tried again, ever less often.
func (l *Live) settle(ctx context.Context, last *reading) (*reading, *diag.Diagnostic) {
	if l.dir == "" {
		return last, nil
	}
	end := time.Now().Add(l.opts.Patience)
	pause, again := l.rest(last), l.opts.Whole
	for {
		if !sleep(ctx, pause) {
			return nil, nil
		}
		next := l.read()
		late := !time.Now().Before(end)
		switch {
		case next.passing && late, !next.passing && next.agrees(last) && pause >= l.rest(next):
			return next, nil
		case late:
			return nil, l.unsettled("files-changing")
		case next.passing:
			pause, again = again, 2*again
		default:
			pause = l.rest(next)
		}
		last = next
	}
}

// rest returns how long a reading must be seen unchanged to be believed.
func (l *Live) rest(r *reading) time.Duration {
	switch {
	case r.torn || r.passing:
		return l.opts.Settle
	case l.believed != nil && l.notes.whole(l.believed, r):
		return l.opts.Whole
	case l.believed == nil && l.opts.Now().Sub(r.newest) > l.opts.Longest:
		return 0 // the first reading, of files that have long been there
	}
	return l.opts.Settle
}

func (l *Live) unsettled(key string) *diag.Diagnostic {
	d := diag.At(diag.Span{}, key)
	d.Place = l.dir
	return &d
}

// agrees reports whether nothing happened between two readings, as far as can
// be seen, and both are whole.
func (r *reading) agrees(o *reading) bool {
	same := func(a, b stamp) bool { return a.shown == b.shown && a.same(r.disk, b) }
	return !r.torn && slices.EqualFunc(r.stamps, o.stamps, same) && r.fingerprint() == o.fingerprint()
}

// sleep waits for d and reports whether ctx allowed it.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
