package policies

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// memory is a disk in memory that behaves as Linux does: files have identities
// and several names, folders are watched by what they are and not by their
// names, mounts cover folders, and some changes are announced to nobody. Its
// time is that of the test.
type memory struct {
	mu      sync.Mutex
	root    *node
	last    uint64
	skew    time.Duration        // of the clock that stamps files
	covers  map[*node]*node      // what is mounted over a folder
	kinds   map[*node]string     // file systems that announce little
	watches map[*node]string     // watched folders, by the names they were watched under
	changes chan fsnotify.Event  // nil while nobody listens
	errors  chan error           // with changes
	most    int                  // watches allowed, 0 for any number
	refuses error                // why no events are to be had
	free    int                  // bytes left, -1 for plenty
	sealed  bool                 // nothing can be written
	dead    func(op string) bool // whether the power is cut before an operation; nil for never
}

// A node is a file, a folder or a symbolic link.
type node struct {
	id       uint64
	mode     fs.FileMode
	data     []byte
	synced   []byte // what a power cut leaves of data
	target   string
	children map[string]*node
	modified time.Time
}

func newMemory() *memory {
	m := &memory{covers: map[*node]*node{}, kinds: map[*node]string{}, watches: map[*node]string{}, free: -1}
	m.root = m.node(fs.ModeDir | 0o755)
	return m
}

func (m *memory) now() time.Time { return time.Now().Add(m.skew) }

func (m *memory) node(mode fs.FileMode) *node {
	m.last++
	n := &node{id: m.last, mode: mode, modified: m.now()}
	if mode.IsDir() {
		n.children = map[string]*node{}
	}
	return n
}

func failed(op, path string, err error) error { return &fs.PathError{Op: op, Path: path, Err: err} }

// walk finds a node. The last part of the path is followed when it is a link
// and follow is set; real is its path without links.
func (m *memory) walk(op, at string, follow bool) (n *node, real string, err error) {
	return m.step(op, at, follow, 40)
}

func (m *memory) step(op, at string, follow bool, most int) (*node, string, error) {
	n, real := m.cover(m.root), "/"
	parts := strings.FieldsFunc(path.Clean("/"+filepath.ToSlash(at)), func(r rune) bool { return r == '/' })
	for i, part := range parts {
		switch {
		case !n.mode.IsDir():
			return nil, "", failed(op, at, syscall.ENOTDIR)
		case n.mode.Perm()&0o100 == 0:
			return nil, "", failed(op, at, fs.ErrPermission)
		}
		child := n.children[part]
		if child == nil {
			return nil, "", failed(op, at, fs.ErrNotExist)
		}
		if child.mode&fs.ModeSymlink != 0 && (follow || i < len(parts)-1) {
			target := child.target
			if !path.IsAbs(target) {
				target = path.Join(real, target)
			}
			if most == 0 {
				return nil, "", failed(op, at, syscall.ELOOP)
			}
			return m.step(op, path.Join(append([]string{target}, parts[i+1:]...)...), follow, most-1)
		}
		n, real = m.cover(child), path.Join(real, part)
	}
	return n, real, nil
}

func (m *memory) cover(n *node) *node {
	for m.covers[n] != nil {
		n = m.covers[n]
	}
	return n
}

// parent finds the folder that holds, or shall hold, a path.
func (m *memory) parent(op, at string) (*node, string, error) {
	dir, _, err := m.walk(op, path.Dir(at), true)
	if err == nil && !dir.mode.IsDir() {
		err = failed(op, at, syscall.ENOTDIR)
	}
	return dir, path.Base(at), err
}

// tell announces a change of the entry name of a folder, or of the folder
// itself when name is "".
func (m *memory) tell(dir *node, name string, op fsnotify.Op) {
	under, ok := m.watches[dir]
	if !ok || m.changes == nil || m.kinds[dir] != "" {
		return
	}
	select {
	case m.changes <- fsnotify.Event{Name: path.Join(under, name), Op: op}:
	default:
		select {
		case m.errors <- fsnotify.ErrEventOverflow:
		default:
		}
	}
}

// tellAll announces a change of a file under every name it has, as far as it
// was made through the folder dir.
func (m *memory) written(dir *node, name string, n *node) {
	n.modified = m.now()
	m.tell(dir, name, fsnotify.Write)
}

// An info is what Stat says.
type info struct {
	name string
	id   uint64
	mode fs.FileMode
	size int64
	at   time.Time
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return i.mode }
func (i info) ModTime() time.Time { return i.at }
func (i info) IsDir() bool        { return i.mode.IsDir() }
func (i info) Sys() any           { return nil }

func (n *node) info(name string) fs.FileInfo {
	return info{name, n.id, n.mode, int64(len(n.data)), n.modified}
}

func (m *memory) stat(op, at string, follow bool) (fs.FileInfo, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n, _, err := m.walk(op, at, follow)
	if err != nil {
		return nil, err
	}
	return n.info(path.Base(at)), nil
}

func (m *memory) Stat(at string) (fs.FileInfo, error)  { return m.stat("stat", at, true) }
func (m *memory) Lstat(at string) (fs.FileInfo, error) { return m.stat("lstat", at, false) }

func (m *memory) SameFile(a, b fs.FileInfo) bool {
	x, ok := a.(info)
	y, also := b.(info)
	return ok && also && x.id == y.id
}

func (m *memory) ReadDir(at string) ([]fs.DirEntry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n, _, err := m.walk("open", at, true)
	switch {
	case err != nil:
		return nil, err
	case !n.mode.IsDir():
		return nil, failed("readdir", at, syscall.ENOTDIR)
	case n.mode.Perm()&0o400 == 0:
		return nil, failed("open", at, fs.ErrPermission)
	}
	var all []fs.DirEntry
	for name, child := range n.children {
		all = append(all, fs.FileInfoToDirEntry(m.cover(child).info(name)))
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}

// A reader reads a file as it is at each moment, as Linux does.
type reader struct {
	m  *memory
	n  *node
	at int
}

func (r *reader) Read(p []byte) (int, error) {
	r.m.mu.Lock()
	defer r.m.mu.Unlock()
	if r.at >= len(r.n.data) {
		return 0, io.EOF
	}
	n := copy(p, r.n.data[r.at:])
	r.at += n
	return n, nil
}

func (r *reader) Close() error { return nil }

func (m *memory) Open(at string) (io.ReadCloser, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n, _, err := m.walk("open", at, true)
	switch {
	case err != nil:
		return nil, err
	case n.mode.Perm()&0o400 == 0:
		return nil, failed("open", at, fs.ErrPermission)
	}
	return &reader{m: m, n: n}, nil
}

func (m *memory) Readlink(at string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n, _, err := m.walk("readlink", at, false)
	if err == nil && n.mode&fs.ModeSymlink == 0 {
		err = failed("readlink", at, syscall.EINVAL)
	}
	if err != nil {
		return "", err
	}
	return n.target, nil
}

func (m *memory) EvalSymlinks(at string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, real, err := m.walk("lstat", at, true)
	return real, err
}

func (m *memory) Silent(at string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	n, _, err := m.walk("statfs", at, true)
	if err != nil {
		return ""
	}
	return m.kinds[n]
}

func (m *memory) Events() (*events, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.refuses != nil {
		return nil, m.refuses
	}
	m.changes, m.errors = make(chan fsnotify.Event, 16_384), make(chan error, 1)
	return newEvents(m.changes, m.errors, m, m.deaf), nil
}

func (m *memory) deaf() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.changes, m.watches = nil, map[*node]string{}
	return nil
}

func (m *memory) Add(at string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	n, _, err := m.walk("watch", at, true)
	switch {
	case err != nil:
		return err
	case !n.mode.IsDir():
		return errors.New("a file is watched: the first save that renames over it ends that")
	case m.most > 0 && len(m.watches) >= m.most:
		return failed("watch", at, syscall.ENOSPC)
	case n.mode.Perm()&0o400 == 0:
		return failed("watch", at, fs.ErrPermission)
	}
	m.watches[n] = at
	return nil
}

// Remove is of both a disk and an adder, as in fsnotify and in os: which one
// is meant shows in what the path is.
func (m *memory) Remove(at string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for n, under := range m.watches {
		if under == at {
			delete(m.watches, n)
			return nil
		}
	}
	if err := m.power("remove"); err != nil {
		return err
	}
	return m.unlink(at)
}
