package policies

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"github.com/fsnotify/fsnotify"
)

// folders is what is watched: folders only, never files, because a watch on a
// file dies with the first save that renames over it. Beside the folders of
// the set these are the parent of every part of the path that could be
// replaced or is a symbolic link, and wherever links lead. Folders are known
// by their real path, since the system has one watch for each.
type folders struct {
	watcher adder
	mu      sync.Mutex // guards names, which the pump of events reads
	watched map[string]fs.FileInfo
	names   map[string]map[string]bool // which names in a folder matter; nil for all of them
}

// An adder is the part of fsnotify.Watcher that folders needs.
type adder interface {
	Add(string) error
	Remove(string) error
}

func newFolders(w adder) *folders {
	return &folders{watcher: w, watched: map[string]fs.FileInfo{}}
}

// concerns reports whether an event may have to do with the set.
func (f *folders) concerns(e fsnotify.Event) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, itself := f.names[e.Name]; itself {
		return true
	}
	names, ok := f.names[filepath.Dir(e.Name)]
	return !ok || names == nil || names[filepath.Base(e.Name)]
}

// update watches what a reading of dir touched, and nothing else. A folder
// that was replaced by another of the same name is watched anew. It returns
// what could not be watched.
func (f *folders) update(dir string, r *reading) error {
	names := wanted(dir, r)
	f.mu.Lock()
	f.names = names
	f.mu.Unlock()
	for path := range f.watched {
		if _, ok := names[path]; !ok && !r.passing { // a hiccup is no reason to look away
			f.forget(path)
		}
	}
	var failed []error
	for _, path := range slices.Sorted(maps.Keys(names)) {
		failed = append(failed, f.add(r.disk, path))
	}
	return errors.Join(failed...)
}

func (f *folders) add(d disk, path string) error {
	info, err := d.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		f.forget(path)
		return nil // its parent is watched; it is looked for again at the next turn
	}
	if err != nil {
		return err
	}
	if old, ok := f.watched[path]; ok {
		if d.SameFile(old, info) {
			return nil
		}
		f.forget(path)
	}
	if err := f.watcher.Add(path); err != nil {
		return err
	}
	f.watched[path] = info
	return nil
}

// forget stops watching path; that the system already did is no error.
func (f *folders) forget(path string) {
	if _, ok := f.watched[path]; ok {
		_ = f.watcher.Remove(path)
		delete(f.watched, path)
	}
}

// wanted returns the folders to watch and which names in them matter.
func wanted(dir string, r *reading) map[string]map[string]bool {
	names := map[string]map[string]bool{}
	for _, path := range r.folders {
		names[path] = nil
	}
	for _, path := range r.links {
		names[path] = nil
	}
	for path := range approaches(r.disk, dir) {
		parent, base := filepath.Dir(path), filepath.Base(path)
		real, err := r.disk.EvalSymlinks(parent)
		if err != nil {
			continue
		}
		if all, ok := names[real]; ok && all == nil {
			continue
		}
		if names[real] == nil {
			names[real] = map[string]bool{}
		}
		names[real][base] = true
	}
	return names
}

// approaches returns the paths on the way to dir that may change under it:
// dir itself, what it resolves to, and every symbolic link on the way.
func approaches(d disk, dir string) map[string]bool {
	paths := map[string]bool{}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return paths
	}
	paths[abs] = true
	if real, err := d.EvalSymlinks(abs); err == nil {
		paths[real] = true
	}
	const most = 40 // links on the way, as many as the system itself follows
	follow(d, abs, paths, most)
	return paths
}

// follow adds the symbolic links among the parts of path, and those among the
// parts of what they point to.
func follow(d disk, path string, paths map[string]bool, most int) {
	for part := path; most > 0 && part != filepath.Dir(part); part = filepath.Dir(part) {
		target, err := d.Readlink(part)
		if err != nil || paths[part] && part != path {
			continue
		}
		paths[part] = true
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(part), target)
		}
		follow(d, target, paths, most-1)
	}
}
