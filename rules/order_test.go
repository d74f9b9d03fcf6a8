package rules

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestOrder(t *testing.T) {
	tests := map[string]struct {
		reads  [][]int
		sorted string
		loops  string
	}{
		"nothing read":   {[][]int{nil, nil, nil}, "[0 1 2]", "[]"},
		"backwards":      {[][]int{{1}, {2}, nil}, "[2 1 0]", "[]"},
		"itself":         {[][]int{{0}}, "[0]", "[[0]]"},
		"pair":           {[][]int{{1}, {0}}, "[1 0]", "[[0 1]]"},
		"loop in a tail": {[][]int{{2}, nil, {3}, {2}}, "[3 2 0 1]", "[[2 3]]"},
		"starts lowest":  {[][]int{{2}, {0}, {1}}, "[1 2 0]", "[[0 2 1]]"},
	}
	for name, tt := range tests {
		sorted, loops := order(len(tt.reads), func(i int) []int { return tt.reads[i] })
		if fmt.Sprint(sorted) != tt.sorted || fmt.Sprint(loops) != tt.loops {
			t.Errorf("%s: got %v and loops %v, want %s and %s", name, sorted, loops, tt.sorted, tt.loops)
		}
	}
}

// Without loops each comes after what it reads; with one, it is found.
func TestOrderOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		reads := make([][]int, n)
		for i := range reads {
			reads[i] = rapid.SliceOfN(rapid.IntRange(0, n-1), 0, 2).Draw(t, "reads")
		}
		sorted, loops := order(n, func(i int) []int { return reads[i] })
		at := make([]int, n)
		for k, i := range sorted {
			at[i] = k
		}
		backward := false
		for i := range reads {
			for _, j := range reads[i] {
				backward = backward || at[j] >= at[i]
			}
		}
		if len(sorted) != n || backward != (len(loops) > 0) {
			t.Fatalf("sorted %v, loops %v, backward %v", sorted, loops, backward)
		}
		for _, loop := range loops {
			for k, i := range loop {
				next := loop[(k+1)%len(loop)]
				if !contains(reads[i], next) {
					t.Fatalf("%v is no loop: %d does not read %d", loop, i, next)
				}
			}
		}
	})
}

func contains(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}
