package engine

import (
	"slices"

	"merit/engine/facts"
	"merit/rules/formula"
)

// aggregate compiles the functions that make one number of a list (B4).
func (c *compiler) aggregate(n *formula.Call) numberFn {
	switch n.Func {
	case "len":
		of := c.list(n.Args[0])
		return func(f *frame) float64 {
			l := of(f)
			if !l.Known {
				return nan
			}
			return float64(l.Len())
		}
	case "count":
		return c.count(n)
	case "sum":
		return c.overNumbers(n, sum)
	case "mean":
		return c.overNumbers(n, mean)
	case "median":
		return c.overNumbers(n, func(known []float64, _ int) float64 { return percentile(known, 50) })
	case "percentile":
		p := c.number(n.Args[1])
		return c.withNumbers(n, func(f *frame, known []float64, _ int) float64 { return percentile(known, p(f)) })
	case "weighted_mean":
		return c.weightedMean(n)
	case "streak":
		return c.streak(n)
	case "repeats":
		return c.repeats(n)
	}
	panic(notThis("a function that yields a number", n))
}

// overNumbers compiles an aggregate of the known numbers of a list: of the
// list itself, or of a mapping of it. The fold also gets the list's length.
func (c *compiler) overNumbers(n *formula.Call, fold func(known []float64, length int) float64) numberFn {
	return c.withNumbers(n, func(_ *frame, known []float64, length int) float64 { return fold(known, length) })
}

func (c *compiler) withNumbers(n *formula.Call, fold func(f *frame, known []float64, length int) float64) numberFn {
	of, each := n.Args[0], n.Each
	if m, ok := of.(*formula.Call); ok && each == nil && m.Func == "map" {
		of, each = m.Args[0], m.Each // mean(map(x, .y)) needs no list of its own
	}
	elements := c.list(of)
	value := func(f *frame) float64 { return f.table.Columns[0].Numbers[f.row] }
	if each != nil {
		value = c.number(each)
	}
	return func(f *frame) float64 {
		l := elements(f)
		if !l.Known {
			return nan
		}
		known := f.spare.takeFloats(l.Len())
		f.each(l, func(int) {
			if v := value(f); !missing(v) {
				known = append(known, v)
			}
		})
		f.skipped += l.Len() - len(known)
		return finite(fold(f, known, l.Len()))
	}
}

// sum of nothing is 0, but of a list with nothing known it is missing.
func sum(known []float64, length int) float64 {
	if len(known) == 0 && length > 0 {
		return nan
	}
	total := 0.0
	for _, v := range known {
		total += v
	}
	return total
}

func mean(known []float64, length int) float64 {
	if len(known) == 0 {
		return nan
	}
	return sum(known, length) / float64(len(known))
}

// percentile is linear between order statistics: position p/100·(n−1),
// definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages",
// The American Statistician 50 (1996). At 50 it is the median.
func percentile(known []float64, p float64) float64 {
	if len(known) == 0 || missing(p) || less(p, 0) || less(100, p) {
		return nan
	}
	slices.Sort(known)
	at := clamp(float64(p*float64(len(known)-1))/100, 0, float64(len(known)-1))
	below := int(floor(at))
	if below >= len(known)-1 {
		return known[len(known)-1] + 0
	}
	low, high := known[below], known[below+1]
	return low + float64(max(0, at-float64(below))*(high-low))
}

// count counts true conditions: of a predicate, or of a list of booleans.
func (c *compiler) count(n *formula.Call) numberFn {
	of := c.list(n.Args[0])
	holds := func(f *frame) facts.Tri { return f.table.Columns[0].Booleans[f.row] }
	if n.Each != nil {
		holds = c.condition(n.Each)
	}
	return func(f *frame) float64 {
		l := of(f)
		if !l.Known {
			return nan
		}
		count := 0
		f.each(l, func(int) {
			switch holds(f) {
			case yes:
				count++
			case undecided:
				f.skipped++
			}
		})
		return float64(count)
	}
}

// weightedMean skips pairs with a missing half; weights that sum to 0, and
// lists of different lengths, are missing (I2).
func (c *compiler) weightedMean(n *formula.Call) numberFn {
	values, weights := c.list(n.Args[0]), c.list(n.Args[1])
	return func(f *frame) float64 {
		v, w := values(f), weights(f)
		if !v.Known || !w.Known || v.Len() != w.Len() {
			return nan
		}
		total, weight := 0.0, 0.0
		for i := range v.Len() {
			x := v.Table.Columns[0].Numbers[v.Row(i)]
			y := w.Table.Columns[0].Numbers[w.Row(i)]
			if missing(x) || missing(y) {
				f.skipped++
				continue
			}
			total += float64(x * y)
			weight += y
		}
		return divide(total, weight)
	}
}

// streak counts from the newest element back to the first that is not true
// (G8).
func (c *compiler) streak(n *formula.Call) numberFn {
	of := c.list(n.Args[0])
	newestFirst := n.Args[0].Type().Newest > 0
	return func(f *frame) float64 {
		l := of(f)
		if !l.Known {
			return nan
		}
		run := 0
		for i := range l.Len() {
			at := i
			if !newestFirst {
				at = l.Len() - 1 - i
			}
			if l.Table.Columns[0].Booleans[l.Row(at)] != yes {
				break
			}
			run++
		}
		return float64(run)
	}
}
