package formula

import "math/bits"

// assumedLength is how long a list may be whose longest is not declared.
const assumedLength = 1000

// cost bounds from above how many nodes one run of n looks at: list functions
// look at their predicate once an element, sorting ones log(length) times.
func cost(n Node) int {
	switch n := n.(type) {
	case *Unary:
		return 1 + cost(n.X)
	case *Binary:
		return 1 + cost(n.X) + cost(n.Y)
	case *In:
		return 1 + cost(n.X) + len(n.Set)
	case *Conditional:
		return 1 + cost(n.If) + max(cost(n.Then), cost(n.Else))
	case *ListLit:
		return 1 + len(n.Items)
	case *Call:
		return callCost(n)
	}
	return 1
}

func callCost(c *Call) int {
	sum := 1
	for _, a := range c.Args {
		sum += cost(a)
	}
	longest := 0
	for _, a := range c.Args {
		if a.Type().Kind == List {
			longest = max(longest, length(a.Type()))
		}
	}
	step := 1
	if c.Each != nil {
		step = cost(c.Each)
	}
	if c.Func == "median" || c.Func == "percentile" || c.Func == "repeats" {
		step += bits.Len(uint(longest))
	}
	return sum + longest*step
}

func length(list *Type) int {
	if list.Max > 0 {
		return list.Max
	}
	return assumedLength
}
