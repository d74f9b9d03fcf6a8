package abreast_test

import (
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"merit/rules/abreast"
)

func TestDo(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 1000} {
		done := make([]int, n)
		abreast.Do(n, func(i int) { done[i]++ })
		for i, times := range done {
			if times != 1 {
				t.Errorf("of %d, piece %d was done %d times", n, i, times)
			}
		}
	}
}

// Pieces run at once when there are processors: each of two waits for the
// other.
func TestDoAtOnce(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	var here atomic.Int32
	abreast.Do(2, func(int) {
		here.Add(1)
		for here.Load() < 2 {
			runtime.Gosched()
		}
	})
}

func TestDoPanics(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	var done atomic.Int32
	defer func() {
		p, ok := recover().(*abreast.Panic)
		if !ok || p.Value != "three" {
			t.Fatalf("recovered %v, want the first panic", p)
		}
		if done.Load() != 8 {
			t.Errorf("%d pieces were done, want all others", done.Load())
		}
		frames, found := runtime.CallersFrames(p.Where), false
		for f, more := frames.Next(); more; f, more = frames.Next() {
			found = found || strings.Contains(f.Function, "TestDoPanics")
		}
		if !found {
			t.Error("the panic does not say where it was")
		}
	}()
	abreast.Do(10, func(i int) {
		switch i {
		case 3:
			panic("three")
		case 7:
			panic("seven")
		}
		done.Add(1)
	})
}
