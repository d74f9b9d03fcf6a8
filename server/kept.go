package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"merit/rules/diag"
)

// kept is something read from files that are read again when they change. A
// wrong change is told and changes nothing: what was read last and was right
// stays. It is safe for any number of goroutines.
type kept[T any] struct {
	what   string // for the log
	names  []string
	parse  func(contents []*diag.Source) (T, diag.List)
	logger *slog.Logger
	settle time.Duration // between two readings that must agree: a save may be under way

	reading sync.Mutex
	state   atomic.Pointer[keptState[T]]
}

type keptState[T any] struct {
	value    T
	print    [sha256.Size]byte // of what was read last
	loaded   time.Time         // when value was read
	problems diag.List         // of what was read last; none when it is value
}

const (
	keptEvery  = 2 * time.Second // between two looks at the files
	keptSettle = 150 * time.Millisecond
	keptMost   = 1 << 20 // bytes of one file
)

// openKept reads the files for the first time; then they must be right.
func openKept[T any](what string, logger *slog.Logger, parse func([]*diag.Source) (T, diag.List), names ...string) (*kept[T], diag.List) {
	if logger == nil {
		logger = slog.New(slog.DiscardHandler)
	}
	k := &kept[T]{what: what, names: names, parse: parse, logger: logger, settle: keptSettle}
	k.state.Store(&keptState[T]{})
	k.Reload()
	return k, k.state.Load().problems
}

// get returns what is in force.
func (k *kept[T]) get() T { return k.state.Load().value }

// Watch looks at the files every two seconds until ctx is done.
func (k *kept[T]) Watch(ctx context.Context) {
	tick := time.NewTicker(keptEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			k.Reload()
		}
	}
}

// Reload reads the files now.
func (k *kept[T]) Reload() {
	k.reading.Lock()
	defer k.reading.Unlock()
	before := k.state.Load()
	sources, problems := k.read()
	if printOf(sources, problems) == before.print {
		return
	}
	if !before.loaded.IsZero() {
		sources, problems = k.settled(sources, problems)
	}
	next := *before
	next.print, next.problems = printOf(sources, problems), problems
	if len(problems) == 0 {
		value, found := k.parse(sources)
		if next.problems = found; !found.HasErrors() {
			next.value, next.loaded, next.problems = value, time.Now(), nil
		}
	}
	k.state.Store(&next)
	k.tell(before, &next)
}

// settled reads until two readings agree, but not for ever: whoever reads again
// in two seconds may stop.
func (k *kept[T]) settled(sources []*diag.Source, problems diag.List) ([]*diag.Source, diag.List) {
	for range 10 {
		time.Sleep(k.settle)
		again, wrong := k.read()
		if printOf(again, wrong) == printOf(sources, problems) {
			break
		}
		sources, problems = again, wrong
	}
	return sources, problems
}

func (k *kept[T]) tell(before, now *keptState[T]) {
	switch {
	case before.loaded.IsZero(): // the first reading is whoever opens it to tell
	case len(now.problems) > 0:
		k.logger.Error(k.what+" refused; what was in force stays", "file", k.names[0], "problems", len(now.problems),
			"first", now.problems[0].Error())
	default:
		k.logger.Info(k.what+" in force", "file", k.names[0])
	}
}

func (k *kept[T]) read() (sources []*diag.Source, problems diag.List) {
	for _, name := range k.names {
		data, problem := readKept(name)
		if problem != nil {
			problems.Add(*problem)
			continue
		}
		sources = append(sources, diag.NewSource(name, data))
	}
	return sources, problems
}

func readKept(name string) ([]byte, *diag.Diagnostic) {
	var data []byte
	f, err := os.Open(name)
	if err == nil {
		defer f.Close()
		data, err = io.ReadAll(io.LimitReader(f, keptMost+1))
	}
	d := diag.Diagnostic{}
	var pe *fs.PathError
	switch {
	case err == nil && len(data) <= keptMost:
		return data, nil
	case err == nil:
		d = diag.At(diag.Span{}, "file-too-large", "path", name, "most", strconv.Itoa(keptMost))
	case errors.Is(err, fs.ErrNotExist):
		d = diag.At(diag.Span{}, "unreadable-file.missing", "path", name)
	case errors.Is(err, fs.ErrPermission):
		d = diag.At(diag.Span{}, "unreadable-file.denied", "path", name)
	case errors.As(err, &pe):
		d = diag.At(diag.Span{}, "unreadable-file", "path", name, "error", pe.Err.Error())
	default:
		d = diag.At(diag.Span{}, "unreadable-file", "path", name, "error", err.Error())
	}
	d.Place = name
	return nil, &d
}

func printOf(sources []*diag.Source, problems diag.List) [sha256.Size]byte {
	var b bytes.Buffer
	for _, s := range sources {
		b.WriteString(s.Name + "\x00" + strconv.Itoa(len(s.Bytes)) + "\x00")
		b.Write(s.Bytes)
	}
	for i := range problems {
		b.WriteString(problems[i].Error())
	}
	return sha256.Sum256(b.Bytes())
}
