package policies

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// A disk is what a set is read from and cached on, and who tells of changes.
// It is the operating system's; tests bring disks of their own, which fail.
type disk interface {
	Stat(path string) (fs.FileInfo, error)
	Lstat(path string) (fs.FileInfo, error)
	ReadDir(path string) ([]fs.DirEntry, error) // ordered by name
	Open(path string) (io.ReadCloser, error)
	Readlink(path string) (string, error)
	EvalSymlinks(path string) (string, error)
	SameFile(a, b fs.FileInfo) bool

	Events() (*events, error)
	// Silent names the kind of file system that path lies on when changes made
	// elsewhere are not announced by it; it is "" for all others.
	Silent(path string) string

	MkdirAll(path string) error
	Create(path string) (output, error) // a new file, in place of whatever is there
	Rename(from, to string) error
	Remove(path string) error
}

// An output is a file that is written.
type output interface {
	io.WriteCloser
	Sync() error
}

// system is the disk of the operating system.
type system struct{}

func (system) Stat(path string) (fs.FileInfo, error)      { return os.Stat(path) }
func (system) Lstat(path string) (fs.FileInfo, error)     { return os.Lstat(path) }
func (system) ReadDir(path string) ([]fs.DirEntry, error) { return os.ReadDir(path) }
func (system) Open(path string) (io.ReadCloser, error)    { return os.Open(path) }
func (system) Readlink(path string) (string, error)       { return os.Readlink(path) }
func (system) EvalSymlinks(path string) (string, error)   { return filepath.EvalSymlinks(path) }
func (system) SameFile(a, b fs.FileInfo) bool             { return os.SameFile(a, b) }
func (system) Events() (*events, error)                   { return startEvents() }
func (system) Silent(path string) string                  { return silent(path) }
func (system) MkdirAll(path string) error                 { return os.MkdirAll(path, 0o700) }
func (system) Create(path string) (output, error) {
	_ = os.Remove(path) // a link laid there would lead the writing elsewhere
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}
func (system) Rename(from, to string) error { return os.Rename(from, to) }
func (system) Remove(path string) error     { return os.Remove(path) }

// passing reports whether an error may be gone the next moment: it says how
// the system is, and nothing about the file.
func passing(err error) bool {
	for _, e := range []syscall.Errno{
		syscall.EINTR, syscall.EIO, syscall.EAGAIN, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM, syscall.ETIMEDOUT, syscall.EBUSY,
		stale,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
