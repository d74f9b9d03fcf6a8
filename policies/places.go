package policies

import (
	"cmp"
	"crypto/sha256"
	"io/fs"
	"path/filepath"
	"time"
)

// A place is a path as people know it and as it is read. They differ below a
// symbolic link: it is resolved once, so that a release that is switched while
// it is read is still read from one side of the switch.
type place struct {
	shown, real string
	pointed     time.Time // when the last of the symbolic links on the way was made
}

func (p place) String() string { return cmp.Or(p.shown, p.real) }

func (p place) in(name string) place {
	return place{filepath.Join(p.shown, name), filepath.Join(p.real, name), p.pointed}
}

// A stamp is what a file looked like when it was read.
type stamp struct {
	shown  string // as people know it
	name   string // where it lies, which is where events tell of it
	linked bool   // whether it is itself a symbolic link
	info   fs.FileInfo
	sum    [sha256.Size]byte

	pointed time.Time // when the last of the symbolic links on the way to it was made
}

// pointed returns when the last of the symbolic links on the way to path was
// made, the zero time when there are none.
func (r *reading) pointed(path string) time.Time {
	var last time.Time
	for link := range approaches(r.disk, path) {
		if info, err := r.disk.Lstat(link); err == nil && info.Mode()&fs.ModeSymlink != 0 && info.ModTime().After(last) {
			last = info.ModTime()
		}
	}
	return last
}

// follow returns where a symbolic link to a file leads, which is where events
// tell of it, and remembers that folder, to be watched.
func (r *reading) follow(path string) string {
	real, err := r.disk.EvalSymlinks(path)
	if err != nil {
		return path
	}
	r.links = append(r.links, filepath.Dir(real))
	return real
}
