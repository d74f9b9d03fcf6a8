package engine

import (
	"cmp"
	"slices"

	"merit/engine/facts"
	"merit/rules/calendar"
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

// repeats counts the contacts of this period that another contact of the same
// customer and topic follows with 0 < gap ≤ hours (I4). Contacts whose
// customer, topic or time is missing neither count nor follow.
func (c *compiler) repeats(n *formula.Call) numberFn {
	customers, topics, times := c.column1(n.Args[0]), c.column1(n.Args[1]), c.list(n.Args[2])
	hours := c.number(n.Args[3])
	return func(f *frame) float64 {
		who, what, when, h := customers(f), topics(f), times(f), hours(f)
		n := when.Len()
		if !who.known || !what.known || !when.Known || missing(h) || who.n != n || what.n != n {
			return nan
		}
		byCase := map[[2]string][]calendar.Time{}
		for i := range n {
			t := when.Table.Columns[0].Times[when.Row(i)]
			if a, b := who.at(i), what.at(i); a.Known && b.Known && t.Known {
				key := [2]string{a.Text, b.Text}
				byCase[key] = append(byCase[key], t)
			} else {
				f.skipped++
			}
		}
		count := 0
		for _, contacts := range byCase { // a count does not depend on the order of the map
			count += followed(contacts, h, f.period)
		}
		return float64(count)
	}
}

// followed counts the contacts inside p that another follows within h hours.
func followed(contacts []calendar.Time, h float64, p calendar.Period) int {
	slices.SortFunc(contacts, func(a, b calendar.Time) int {
		return cmp.Compare(a.Instant(), b.Instant())
	})
	count := 0
	var next, last int64 // the first later instant, and the one before it
	for i := len(contacts) - 1; i >= 0; i-- {
		t := contacts[i]
		if at := t.Instant(); i == len(contacts)-1 {
			next, last = at, at
		} else if at < last {
			next, last = last, at
		}
		gap := float64(next-last) / (3600 * 1e9)
		if d := t.Date(); d >= p.Start() && d <= p.End() && gap > 0 && atMost(gap, h) {
			count++
		}
	}
	return count
}

// texts is a list of text, or of numbers as text, read by position.
type texts struct {
	n     int
	known bool
	at    func(i int) facts.String
}

// column1 compiles a list of text or numbers to be read as keys.
func (c *compiler) column1(n formula.Node) func(*frame) texts {
	of := c.list(n)
	numeric := n.Type().Elem != nil && n.Type().Elem.Numeric()
	return func(f *frame) texts {
		l := of(f)
		if !l.Known {
			return texts{}
		}
		return texts{n: l.Len(), known: true, at: func(i int) facts.String {
			if !numeric {
				return l.Table.Columns[0].Strings[l.Row(i)]
			}
			v := l.Table.Columns[0].Numbers[l.Row(i)]
			return facts.String{Text: shown(v), Known: !missing(v)}
		}}
	}
}
