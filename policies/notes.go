package policies

import (
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// notes are what events told of single files since they were last believed.
// They decide nothing but how long a change must rest: a file that appeared
// under its name and was not written to there was moved in whole.
type notes struct {
	mu      sync.Mutex
	arrived map[string]time.Time // names that came to stand for another file
	written map[string]time.Time // files written to under their names
	lost    time.Time            // when events went missing
}

// mostNotes bounds the names remembered; with more, as good as all changed.
const mostNotes = 10_000

func newNotes() *notes {
	return &notes{arrived: map[string]time.Time{}, written: map[string]time.Time{}}
}

func (n *notes) take(e fsnotify.Event) {
	n.mu.Lock()
	defer n.mu.Unlock()
	now := time.Now()
	switch {
	case len(n.arrived)+len(n.written) >= mostNotes:
		n.lost = now
	case e.Has(fsnotify.Create):
		n.arrived[e.Name] = now
		delete(n.written, e.Name)
	case e.Has(fsnotify.Write):
		n.written[e.Name] = now
	case e.Has(fsnotify.Rename), e.Has(fsnotify.Remove):
		delete(n.arrived, e.Name)
		delete(n.written, e.Name)
	}
}

// miss notes that events were lost: nothing can be told from the others.
func (n *notes) miss() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lost = time.Now()
}

// forget drops what was told before a reading began that was then believed.
func (n *notes) forget(before time.Time) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, told := range []map[string]time.Time{n.arrived, n.written} {
		for name, at := range told {
			if at.Before(before) {
				delete(told, name)
			}
		}
	}
	if n.lost.Before(before) {
		n.lost = time.Time{}
	}
}

// A footprint is what a set looked like on the disk when it was last believed
// or refused.
type footprint struct {
	top   string
	files map[string]stamp // by the names people know
}

func (r *reading) footprint() *footprint {
	f := &footprint{r.top, make(map[string]stamp, len(r.stamps))}
	for _, s := range r.stamps {
		f.files[s.shown] = s
	}
	return f
}

// whole reports whether all that changed in r since f came at one stroke: by
// renaming a finished file to its name or by pointing a link elsewhere. When
// in doubt it did not.
func (n *notes) whole(f *footprint, r *reading) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(r.problems) > 0 || !n.lost.IsZero() {
		return false
	}
	switched, kept := f.top != "" && r.top != "" && r.top != f.top, 0
	for _, s := range r.stamps {
		old, known := f.files[s.shown]
		if known {
			kept++
		}
		_, here := n.written[s.name]
		switch {
		case here:
			return false
		case known && s.name == old.name:
			if !s.same(r.disk, old) && (!n.moved(s) || r.disk.SameFile(s.info, old.info)) {
				return false
			}
		case !n.moved(s) && !(s.published() && (known || switched || s.linked)):
			return false
		}
	}
	return switched || kept == len(f.files) // a file that is missing may be about to be written again
}

// moved reports whether a finished file was renamed or linked to this name.
func (n *notes) moved(s stamp) bool {
	_, told := n.arrived[s.name]
	return told && s.info.Size() > 0
}

// published reports whether a file was finished before a link led to it.
func (s stamp) published() bool { return !s.info.ModTime().After(s.pointed) }

// same reports whether nothing happened to a file.
func (s stamp) same(d disk, o stamp) bool {
	return s.name == o.name && s.sum == o.sum && s.info.Size() == o.info.Size() &&
		s.info.ModTime().Equal(o.info.ModTime()) && d.SameFile(s.info, o.info)
}
