package policies

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"merit/rules/diag"
)

// Limits bound what a set may be made of. They are checked before a file is
// read, so that a wrong folder cannot fill the memory.
type Limits struct {
	FileBytes  int // of one file
	TotalBytes int // of all files together
	Files      int // policies in a set
	Depth      int // folders inside folders
}

// DefaultLimits are far above what agreements need.
var DefaultLimits = Limits{FileBytes: 1 << 20, TotalBytes: 64 << 20, Files: 2000, Depth: 16}

// IsPolicy reports whether a file found in a folder is a policy, by its name.
// Tests, source files, configuration, and names starting with "." or "_" are
// not; neither is what editors leave behind while they save.
func IsPolicy(name string) bool {
	if isHidden(name) || !strings.EqualFold(filepath.Ext(name), ".toml") {
		return false
	}
	lower := strings.ToLower(name)
	return lower != "merit.toml" && !strings.HasSuffix(lower, "_test.toml") && !isSourceName(name)
}

// IsSource reports whether a file found in a folder maps rows to facts, by its
// name.
func IsSource(name string) bool { return !isHidden(name) && isSourceName(name) }

func isSourceName(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".source.toml") }

// mayBePolicy is IsPolicy for a file that was named: however it is called, it
// is meant, unless its name says that it is something else.
func mayBePolicy(name string) bool {
	return IsPolicy(name) || !strings.EqualFold(filepath.Ext(name), ".toml") || isHidden(name) && !isSourceName(name)
}

func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || strings.HasPrefix(name, "#")
}

// A ReadError is every path that could not be read.
type ReadError struct {
	Problems diag.List // at least one, each with the path as its Place
}

// Error lists the paths in English.
func (e *ReadError) Error() string { return e.Problems.Err().Error() }

// ReadPaths returns the policies at the given paths: files, and folders with
// all their sub-folders. They come in the order of the paths, those of a
// folder by name, each once, and are called what the caller called them. The
// error is nil or a *ReadError; the sources that could be read come with it.
func ReadPaths(paths ...string) ([]*diag.Source, error) {
	return newReading(DefaultLimits).paths(paths)
}

// ReadSourcePaths is ReadPaths for source files, which map rows to facts.
func ReadSourcePaths(paths ...string) ([]*diag.Source, error) {
	r := newReading(DefaultLimits)
	r.found, r.given = IsSource, isSourceName
	return r.paths(paths)
}

func (r *reading) paths(paths []string) ([]*diag.Source, error) {
	for _, p := range paths {
		r.path(p)
	}
	if len(r.problems) > 0 {
		return r.sources, &ReadError{r.problems}
	}
	return r.sources, nil
}

// A reading is one pass over the files of a set.
type reading struct {
	disk     disk
	limits   Limits
	found    func(name string) bool // whether to read a file found in a folder
	given    func(name string) bool // whether to read a file that was named
	sources  []*diag.Source
	problems diag.List

	top     string          // real path of the root
	folders []string        // real paths of the folders read
	links   []string        // real folders that symbolic links to files point into
	stamps  []stamp         // of the files read, in order
	newest  time.Time       // latest modification of a file
	passing bool            // whether something failed that may succeed the next moment
	torn    bool            // whether a file gave fewer bytes than it has
	known   map[string]bool // real paths of folders and absolute paths of files already taken
	files   int
	total   int
}

func newReading(limits Limits) *reading {
	return &reading{disk: system{}, limits: limits, known: map[string]bool{}, found: IsPolicy, given: mayBePolicy}
}

func (r *reading) path(path string) {
	info, err := r.disk.Stat(path)
	switch {
	case err != nil:
		r.fail(path, err)
	case info.IsDir():
		r.folder(place{shown: path, real: path}, 0)
	case r.given(filepath.Base(path)):
		r.file(place{shown: path, real: path}, info, false)
	}
}

// root reads the folder of a Live. Its files are known by their names within
// it: where a set lies must not change what is answered.
func (r *reading) root(dir string) {
	if _, err := r.disk.Stat(dir); err != nil {
		r.fail(dir, err)
		return
	}
	r.folder(place{real: dir, pointed: r.pointed(dir)}, 0)
	if len(r.folders) > 0 {
		r.top = r.folders[0]
	}
}

// folder reads the files of a folder and of those in it, in the order of
// their names. A folder reached twice through symbolic links is read once.
func (r *reading) folder(at place, depth int) {
	real, err := r.disk.EvalSymlinks(at.real)
	if err != nil {
		r.fail(at.String(), err)
		return
	}
	at.real = real
	if r.known[real] {
		return
	}
	r.known[real] = true
	if depth > r.limits.Depth {
		r.refuse(at.shown, "folders-too-deep", "most", strconv.Itoa(r.limits.Depth))
		return
	}
	r.folders = append(r.folders, real)
	entries, err := r.disk.ReadDir(real)
	if err != nil {
		r.fail(at.String(), err)
		return
	}
	for _, e := range entries {
		r.entry(at.in(e.Name()), e, depth)
	}
}

func (r *reading) entry(at place, e fs.DirEntry, depth int) {
	link := e.Type()&fs.ModeSymlink != 0
	if isHidden(e.Name()) || !e.IsDir() && !link && !r.found(e.Name()) {
		return
	}
	info, err := r.disk.Stat(at.real)
	switch {
	case err != nil && !r.found(e.Name()): // a dangling link that is none is nobody's business
	case err != nil:
		r.vanished(at, err)
	case info.IsDir():
		if link {
			at.pointed = r.pointed(at.real)
		}
		r.folder(at, depth+1)
	case !r.found(e.Name()):
	case !info.Mode().IsRegular():
		r.refuse(at.shown, "unreadable-file.kind")
	default:
		r.file(at, info, link)
	}
}

// vanished reports a file that cannot be read, unless it was deleted after its
// folder was listed: then it is simply not there.
func (r *reading) vanished(at place, err error) {
	if _, gone := r.disk.Lstat(at.real); !errors.Is(gone, fs.ErrNotExist) {
		r.fail(at.shown, err)
	}
}

func (r *reading) file(at place, info fs.FileInfo, linked bool) {
	if !r.take(at) {
		return
	}
	bytes, err := r.bytes(at.real)
	switch {
	case err != nil:
		r.vanished(at, err)
		return
	case len(bytes) > r.limits.FileBytes:
		r.refuse(at.shown, "file-too-large", "most", strconv.Itoa(r.limits.FileBytes))
		return
	case r.total+len(bytes) > r.limits.TotalBytes:
		r.refuse(at.shown, "set-too-large", "most", strconv.Itoa(r.limits.TotalBytes))
		return
	}
	r.total += len(bytes)
	r.sources = append(r.sources, diag.NewSource(at.shown, bytes))
	name := at.real
	if linked {
		name, at.pointed = r.follow(name), r.pointed(name)
	}
	r.stamps = append(r.stamps, stamp{at.shown, name, linked, info, sha256.Sum256(bytes), at.pointed})
	r.torn = r.torn || int64(len(bytes)) < info.Size()
	if info.ModTime().After(r.newest) {
		r.newest = info.ModTime()
	}
}

// take reports whether a file is to be read: it was not yet, and there are not
// too many, which is said once.
func (r *reading) take(at place) bool {
	abs, err := filepath.Abs(at.real)
	if err != nil {
		abs = at.real
	}
	if r.known[abs] {
		return false
	}
	r.known[abs] = true
	r.files++
	if r.files == r.limits.Files+1 {
		r.refuse(at.shown, "too-many-files", "most", strconv.Itoa(r.limits.Files))
	}
	return r.files <= r.limits.Files
}

// bytes reads a file, at most one byte more than it may have.
func (r *reading) bytes(path string) ([]byte, error) {
	f, err := r.disk.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, int64(r.limits.FileBytes)+1))
}

func (r *reading) fail(path string, err error) {
	r.passing = r.passing || passing(err)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.refuse(path, "unreadable-file.missing")
	case errors.Is(err, fs.ErrPermission):
		r.refuse(path, "unreadable-file.denied")
	default:
		r.refuse(path, "unreadable-file", "error", reason(err))
	}
}

func (r *reading) refuse(path, key string, args ...string) {
	d := diag.At(diag.Span{}, key, append(args, "path", path)...)
	d.Place = path
	r.problems.Add(d)
}

// reason returns what the system said, without the path said already.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}
