package policies

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"merit/rules/diag"
)

// A Saved is everything in a folder that Merit reads, as it stood after a
// save, and which files that save touched.
type Saved struct {
	Policies, Tests, Sources []*diag.Source

	Changes  []FileChange // since the Saved before; none of the first
	Problems diag.List    // files that cannot be read
}

// A FileChange is what happened to one file.
type FileChange struct {
	Name string
	Was  string // the name it had, of one that was renamed
	How  How
}

// How a file changed.
type How string

// What can happen to a file.
const (
	Edited  How = "edited"
	Created How = "created"
	Deleted How = "deleted"
	Renamed How = "renamed"
)

// Follow tells what is in the folder dir, and again after every save, until
// ctx is done: policies, test files, source files and merit.toml alike. It
// notices changes as Live.Watch does and waits for files that still change,
// but it judges nothing and puts nothing in force. It calls saved from the
// goroutine it was called on. The error says that dir is not a folder.
func Follow(ctx context.Context, dir string, opts Options, saved func(*Saved)) error {
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return &fs.PathError{Op: "open", Path: dir, Err: fmt.Errorf("not a folder")}
	}
	l := newLive(opts)
	l.dir = dir
	l.read = func() *reading {
		r := newReading(l.opts.Limits)
		r.found = isRead
		r.path(dir)
		return r
	}
	w := &watch{live: l, start: startEvents, follow: &follower{live: l, saved: saved}}
	w.run(ctx)
	return nil
}

// isRead reports whether a file found in a folder says anything to Merit.
func isRead(name string) bool {
	return IsPolicy(name) || IsTest(name) || IsSource(name) || isConfiguration(name)
}

func isConfiguration(name string) bool { return strings.EqualFold(name, "merit.toml") }

// A follower remembers what it told last.
type follower struct {
	live  *Live
	saved func(*Saved)

	last *reading // nil before the first
}

// look reads the files and tells what is new. Files that will not rest are
// looked at again at the next turn.
func (f *follower) look(ctx context.Context) {
	began := time.Now()
	first := f.live.read()
	if f.last != nil && first.fingerprint() == f.last.fingerprint() {
		return
	}
	r, problem := f.live.settle(ctx, first)
	if r == nil || problem != nil || f.last != nil && r.fingerprint() == f.last.fingerprint() {
		return
	}
	s := &Saved{Problems: r.problems}
	if f.last != nil {
		s.Changes = changes(f.last.sources, r.sources)
	}
	for _, src := range r.sources {
		s.sort(src)
	}
	f.last = r
	f.live.believe(r, began)
	f.saved(s)
}

func (s *Saved) sort(src *diag.Source) {
	switch name := base(src.Name); {
	case isConfiguration(name):
	case IsTest(name):
		s.Tests = append(s.Tests, src)
	case IsSource(name):
		s.Sources = append(s.Sources, src)
	default:
		s.Policies = append(s.Policies, src)
	}
}

func base(path string) string { return path[strings.LastIndexByte(path, os.PathSeparator)+1:] }

// changes lists what happened between two readings, by the files of now and
// then those that are gone. A file that is gone and one that is new with the
// same bytes are one that was renamed.
func changes(before, now []*diag.Source) []FileChange {
	old := map[string]*diag.Source{}
	for _, src := range before {
		old[src.Name] = src
	}
	gone := map[string]bool{}
	for _, src := range before {
		gone[src.Name] = true
	}
	for _, src := range now {
		delete(gone, src.Name)
	}
	var out []FileChange
	for _, src := range now {
		switch was := old[src.Name]; {
		case was == nil:
			out = append(out, arrived(src, before, gone))
		case !bytes.Equal(was.Bytes, src.Bytes):
			out = append(out, FileChange{Name: src.Name, How: Edited})
		}
	}
	for _, src := range before {
		if gone[src.Name] {
			out = append(out, FileChange{Name: src.Name, How: Deleted})
		}
	}
	return out
}

// arrived says where a file came from that was not there before.
func arrived(src *diag.Source, before []*diag.Source, gone map[string]bool) FileChange {
	for _, was := range before {
		if gone[was.Name] && bytes.Equal(was.Bytes, src.Bytes) {
			delete(gone, was.Name)
			return FileChange{Name: src.Name, Was: was.Name, How: Renamed}
		}
	}
	return FileChange{Name: src.Name, How: Created}
}
