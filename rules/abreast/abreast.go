// Package abreast does independent pieces of work side by side.
//
// What comes out must not depend on which piece is done first: a piece writes
// only what is its own, such as the i-th element of a slice, and the caller
// puts the pieces together in order afterwards.
package abreast

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// A Panic is a mistake in a piece of work, told to the caller of Do.
type Panic struct {
	Value any       // what the piece panicked with
	Where []uintptr // the program counters of the piece when it did
}

// Do calls work with every number from 0 to n-1, on as many processors as
// there are, and returns when all are done; it leaves no goroutine behind.
// When pieces panic, Do panics with the *Panic of the first of them, by
// number, so that the caller can recover.
func Do(n int, work func(i int)) {
	workers := min(n, runtime.GOMAXPROCS(0))
	if workers <= 1 {
		for i := range n {
			work(i)
		}
		return
	}
	panics := make([]*Panic, n)
	var next atomic.Int64
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				panics[i] = try(work, i)
			}
		})
	}
	group.Wait()
	for _, p := range panics {
		if p != nil {
			panic(p)
		}
	}
}

func try(work func(i int), i int) (failed *Panic) {
	defer func() {
		if v := recover(); v != nil {
			where := make([]uintptr, 64)
			failed = &Panic{v, where[:runtime.Callers(2, where)]}
		}
	}()
	work(i)
	return nil
}
