package rules

// order sorts 0…n-1 so that each comes after those it reads, otherwise in
// their own order. Whatever reads itself, directly or around a corner, is
// returned as loops, each starting at its lowest member; more than mostLoops
// are not told.
func order(n int, reads func(int) []int) (sorted []int, loops [][]int) {
	o := ordering{reads: reads, state: make([]visit, n)}
	for i := range n {
		o.visit(i)
	}
	return o.sorted, o.loops
}

const mostLoops = 20

type visit uint8

const (
	unseen visit = iota
	open
	done
)

type ordering struct {
	reads  func(int) []int
	state  []visit
	path   []int
	sorted []int
	loops  [][]int
}

func (o *ordering) visit(i int) {
	switch o.state[i] {
	case done:
		return
	case open:
		o.loop(i)
		return
	}
	o.state[i] = open
	o.path = append(o.path, i)
	for _, j := range o.reads(i) {
		o.visit(j)
	}
	o.path = o.path[:len(o.path)-1]
	o.state[i] = done
	o.sorted = append(o.sorted, i)
}

// loop records the part of the path that leads from i back to i.
func (o *ordering) loop(i int) {
	if len(o.loops) == mostLoops {
		return
	}
	start := len(o.path) - 1
	for o.path[start] != i {
		start--
	}
	lowest := start
	for k := start; k < len(o.path); k++ {
		if o.path[k] < o.path[lowest] {
			lowest = k
		}
	}
	members := append([]int(nil), o.path[lowest:]...)
	o.loops = append(o.loops, append(members, o.path[start:lowest]...))
}
