package policies

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

var errPower = errors.New("the power is cut")

// power reports the end of all writing.
func (m *memory) power(op string) error {
	switch {
	case m.dead != nil && m.dead(op):
		return errPower
	case m.sealed:
		return syscall.EROFS
	}
	return nil
}

// recover brings the power back: what was not synced is lost.
func (m *memory) recover() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.dead = nil
	var lose func(*node)
	lose = func(n *node) {
		if n.mode.IsRegular() {
			n.data = n.synced
		}
		for _, child := range n.children {
			lose(child)
		}
	}
	lose(m.root)
}

// sync puts everything on the plate.
func (m *memory) sync() {
	m.mu.Lock()
	defer m.mu.Unlock()
	var keep func(*node)
	keep = func(n *node) {
		n.synced = n.data
		for _, child := range n.children {
			keep(child)
		}
	}
	keep(m.root)
}

func (m *memory) MkdirAll(at string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.power("mkdir"); err != nil {
		return err
	}
	return m.folders(at)
}

func (m *memory) folders(at string) error {
	if n, _, err := m.walk("mkdir", at, true); err == nil {
		if !n.mode.IsDir() {
			return failed("mkdir", at, syscall.ENOTDIR)
		}
		return nil
	}
	if err := m.folders(path.Dir(at)); err != nil {
		return err
	}
	dir, name, err := m.parent("mkdir", at)
	if err != nil {
		return err
	}
	m.enter(dir, name, m.node(fs.ModeDir|0o755))
	return nil
}

// enter makes a new entry of a folder.
func (m *memory) enter(dir *node, name string, n *node) {
	dir.children[name] = n
	dir.modified = m.now()
	m.tell(dir, name, fsnotify.Create)
}

// A writer writes a file in place.
type writer struct {
	m    *memory
	dir  *node
	name string
	n    *node
}

func (w *writer) Write(p []byte) (int, error) {
	w.m.mu.Lock()
	defer w.m.mu.Unlock()
	if err := w.m.power("write"); err != nil {
		return 0, err
	}
	fits := len(p)
	if w.m.free >= 0 {
		fits = min(fits, w.m.free)
		w.m.free -= fits
	}
	w.n.data = append(w.n.data[:len(w.n.data):len(w.n.data)], p[:fits]...)
	if fits > 0 {
		w.m.written(w.dir, w.name, w.n)
	}
	if fits < len(p) {
		return fits, syscall.ENOSPC
	}
	return fits, nil
}

func (w *writer) Sync() error {
	w.m.mu.Lock()
	defer w.m.mu.Unlock()
	if err := w.m.power("sync"); err != nil {
		return err
	}
	w.n.synced = w.n.data
	return nil
}

func (w *writer) Close() error { return nil }

func (m *memory) Create(at string) (output, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.power("create"); err != nil {
		return nil, failed("open", at, err)
	}
	_, real, err := m.walk("open", at, true)
	if err != nil {
		real = at
	}
	dir, name, err := m.parent("open", real)
	if err != nil {
		return nil, err
	}
	n := dir.children[name]
	switch {
	case n == nil:
		n = m.node(0o644)
		m.enter(dir, name, n)
	case n.mode.IsDir():
		return nil, failed("open", at, syscall.EISDIR)
	case len(n.data) > 0:
		n.data = nil
		m.written(dir, name, n)
	}
	return &writer{m, dir, name, n}, nil
}

func (m *memory) Rename(from, to string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.power("rename"); err != nil {
		return err
	}
	out, old, err := m.parent("rename", from)
	if err != nil {
		return err
	}
	in, name, err := m.parent("rename", to)
	if err != nil {
		return err
	}
	n := out.children[old]
	if n == nil {
		return failed("rename", from, fs.ErrNotExist)
	}
	delete(out.children, old)
	out.modified = m.now()
	m.tell(out, old, fsnotify.Rename)
	if _, ok := m.watches[n]; ok {
		m.tell(n, "", fsnotify.Rename)
		delete(m.watches, n)
	}
	m.enter(in, name, n)
	return nil
}

// unlink removes a file or an empty folder.
func (m *memory) unlink(at string) error {
	dir, name, err := m.parent("remove", at)
	if err != nil {
		return err
	}
	n := dir.children[name]
	switch {
	case n == nil:
		return failed("remove", at, fs.ErrNotExist)
	case len(n.children) > 0:
		return failed("remove", at, syscall.ENOTEMPTY)
	}
	delete(dir.children, name)
	dir.modified = m.now()
	if _, ok := m.watches[n]; ok {
		m.tell(n, "", fsnotify.Remove)
		delete(m.watches, n)
	}
	m.tell(dir, name, fsnotify.Remove)
	return nil
}

// What follows is what others do to the disk; see stage.

func (m *memory) open(at string) (io.WriteCloser, error) { return m.Create(at) }

func (m *memory) removeAll(at string) error {
	entries, err := m.ReadDir(at)
	if err == nil {
		for _, e := range entries {
			if err := m.removeAll(path.Join(at, e.Name())); err != nil {
				return err
			}
		}
	}
	return m.delete(at)
}

func (m *memory) delete(at string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.unlink(at)
}

func (m *memory) symlink(target, at string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	dir, name, err := m.parent("symlink", at)
	if err != nil {
		return err
	}
	n := m.node(fs.ModeSymlink | 0o777)
	n.target = target
	m.enter(dir, name, n)
	return nil
}

func (m *memory) link(from, to string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	n, _, err := m.walk("link", from, false)
	if err != nil {
		return err
	}
	dir, name, err := m.parent("link", to)
	if err != nil {
		return err
	}
	m.enter(dir, name, n)
	return nil
}

// change does something to a node of which its folder is told, or nobody.
func (m *memory) change(at string, op fsnotify.Op, do func(*node)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	n, real, err := m.walk("change", at, true)
	if err != nil {
		return err
	}
	do(n)
	if dir, name, err := m.parent("change", real); err == nil && op != 0 {
		m.tell(dir, name, op)
	}
	return nil
}

func (m *memory) chmod(at string, mode fs.FileMode) error {
	return m.change(at, fsnotify.Chmod, func(n *node) { n.mode = n.mode.Type() | mode })
}

func (m *memory) chtimes(at string, t time.Time) error {
	return m.change(at, fsnotify.Chmod, func(n *node) { n.modified = t })
}

// slip changes a file as a memory map or another machine does: unannounced.
func (m *memory) slip(at, text string) error {
	return m.change(at, 0, func(n *node) { n.data, n.modified = []byte(text), m.now() })
}

// mount covers a folder with another tree, unannounced.
func (m *memory) mount(over, at string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	top, _, err := m.walk("mount", at, true)
	if err != nil {
		panic(err)
	}
	covered, _, err := m.walk("mount", over, true)
	if err != nil {
		panic(err)
	}
	m.covers[covered] = top
}

// unmount uncovers a folder, unannounced.
func (m *memory) unmount(at string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	top, _, _ := m.walk("unmount", at, true)
	for covered, by := range m.covers {
		if by == top {
			delete(m.covers, covered)
		}
	}
}
