package policies

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"merit/rules/diag"
)

// A cache keeps the last good set of one folder, so that a service whose files
// are wrong when it starts has a set nevertheless. It is one file: a line with
// the digest of all that follows, then the policies as JSON. It is written
// aside and renamed, so that it is whole or the one before. It is used only
// when nothing is in force and the files are wrong.
type cache struct {
	disk   disk
	folder string // that the cached set was read from
	path   string
}

// cacheHead starts the first line of a cached set; the digest ends it.
const cacheHead = "merit last good set 1 sha256:"

// mostCached bounds what is read of a cache, in bytes.
const mostCached = 256 << 20

// A cached is what a cache keeps.
type cached struct {
	Folder string       `json:"folder"`
	Set    string       `json:"set"` // its digest
	Since  time.Time    `json:"since"`
	Files  []cachedFile `json:"files"`
}

type cachedFile struct {
	Name string `json:"name"` // for messages; it is never opened
	Text string `json:"text"`
}

// newCache returns the cache of the set in dir, nil when none is wanted. Each
// folder has a file of its own: what belongs to one is never served for another.
func newCache(o Options, dir string) *cache {
	if o.Cache == "" {
		return nil
	}
	folder := dir
	if abs, err := filepath.Abs(dir); err == nil {
		folder = abs
	}
	sum := sha256.Sum256([]byte(folder))
	return &cache{o.disk, folder, filepath.Join(o.Cache, "last-good-"+hex.EncodeToString(sum[:6])+".json")}
}

// save replaces the cached set.
func (c *cache) save(k cached) error {
	k.Folder = c.folder
	body, err := json.Marshal(k)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	text := append([]byte(cacheHead+hex.EncodeToString(sum[:])+"\n"), body...)
	if err := c.disk.MkdirAll(filepath.Dir(c.path)); err != nil {
		return err
	}
	aside := c.path + "." + strconv.Itoa(os.Getpid()) + ".tmp" // another process may save at the same time
	if err := c.write(aside, text); err != nil {
		_ = c.disk.Remove(aside)
		return err
	}
	c.sweep()
	return nil
}

func (c *cache) write(aside string, text []byte) error {
	f, err := c.disk.Create(aside)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return c.disk.Rename(aside, c.path)
}

// sweep removes what a process left behind that was killed while it saved.
func (c *cache) sweep() {
	entries, _ := c.disk.ReadDir(filepath.Dir(c.path))
	for _, e := range entries {
		path := filepath.Join(filepath.Dir(c.path), e.Name())
		if !strings.HasPrefix(path, c.path+".") || !strings.HasSuffix(path, ".tmp") {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > time.Hour {
			_ = c.disk.Remove(path)
		}
	}
}

// load returns the cached set as it was saved, nil when there is none. The
// error says why it must not be used.
func (c *cache) load() (*cached, error) {
	f, err := c.disk.Open(c.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, mostCached))
	if err != nil {
		return nil, err
	}
	head, body, _ := bytes.Cut(text, []byte("\n"))
	sum := sha256.Sum256(body)
	if string(head) != cacheHead+hex.EncodeToString(sum[:]) {
		return nil, errors.New("it is damaged")
	}
	var k cached
	if err := json.Unmarshal(body, &k); err != nil {
		return nil, err
	}
	if k.Folder != c.folder {
		return nil, fmt.Errorf("it is of the folder %s", k.Folder)
	}
	return &k, nil
}

func (k *cached) sources() []*diag.Source {
	var all []*diag.Source
	for _, f := range k.Files {
		all = append(all, diag.NewSource(f.Name, []byte(f.Text)))
	}
	return all
}

// keep puts the set in force into the cache, unless it is there.
func (l *Live) keep(s *state, sources []*diag.Source) *state {
	digest := s.snapshot.Digest()
	if l.cache == nil || s.outcome != Activated && s.cacheErr == "" {
		return s
	}
	next := *s
	next.cacheErr = ""
	k := cached{Set: digest, Since: s.attempt.UTC()}
	for _, src := range sources {
		k.Files = append(k.Files, cachedFile{src.Name, string(src.Bytes)})
	}
	if err := l.cache.save(k); err != nil {
		next.cacheErr = err.Error()
		if s.cacheErr != next.cacheErr {
			l.opts.Logger.Warn("the set in force could not be cached; a cold start would do without it", "error", err)
		}
	}
	l.state.Store(&next)
	return &next
}

// recall puts the cached set in force when the first reading was refused. Its
// files are checked like any others, and must have the digest they had.
func (l *Live) recall(s *state) {
	if l.cache == nil {
		return
	}
	k, err := l.cache.load()
	if err == nil && k == nil {
		return
	}
	if err == nil {
		snapshot, _, problems := Check(k.sources())
		switch {
		case snapshot == nil:
			err = problems.Err()
		case snapshot.Digest() != k.Set:
			err = fmt.Errorf("its digest is %s, not %s", snapshot.Digest(), k.Set)
		default:
			s.snapshot, s.coming, s.loaded, s.cached = snapshot, datedChanges(snapshot.Policies()), s.attempt, k.Since
			return
		}
	}
	l.opts.Logger.Error("the cached set is refused", "file", l.cache.path, "error", err)
}
