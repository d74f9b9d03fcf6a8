package policies

import (
	"context"
	"slices"
	"time"

	"merit/rules/diag"
)

// settle reads the files until two readings agree, and returns the last one,
// or why there is none; nothing at all when ctx is done.
// A half-saved policy is often valid TOML, and files saved one by one are for
// a moment neither the old set nor the new one; only looking twice can tell.
// When nothing was modified lately the second look follows at once, and is
// there for a release that is switched while it is read.
func (l *Live) settle(ctx context.Context, last *reading) (*reading, *diag.Diagnostic) {
	if l.dir == "" {
		return last, nil
	}
	end := l.opts.Now().Add(l.opts.Patience)
	pause := l.opts.Now().Sub(last.newest) < l.opts.Longest // also for times in the future
	for {
		if pause && !sleep(ctx, l.opts.Settle) {
			return nil, nil
		}
		next := l.read()
		if next.agrees(last) {
			return next, nil
		}
		if !l.opts.Now().Before(end) {
			return nil, l.unsettled("files-changing")
		}
		last, pause = next, true
	}
}

func (l *Live) unsettled(key string) *diag.Diagnostic {
	d := diag.At(diag.Span{}, key)
	d.Place = l.dir
	return &d
}

// agrees reports whether nothing happened between two readings.
func (r *reading) agrees(o *reading) bool {
	same := func(a, b stamp) bool {
		return a.name == b.name && a.size == b.size && a.modified.Equal(b.modified)
	}
	return slices.EqualFunc(r.stamps, o.stamps, same) && r.fingerprint() == o.fingerprint()
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
