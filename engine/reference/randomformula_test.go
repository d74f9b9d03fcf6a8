package reference_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A scope lists the names a random formula may read, by type.
type scope struct {
	numbers, integers, bools, dates []string
	strings                         []choice
	lists                           []rows
}

// A choice is a text with the words it can be.
type choice struct {
	name  string
	words []string
}

// rows is a list of records, or of plain numbers when fields is nil.
type rows struct {
	name   string
	fields *scope // names with their dot: .x
	plain  bool
	newest bool // history
	calls  bool // contacts: who, topic, at
}

func (s scope) plus(o scope) scope {
	return scope{
		append(append([]string{}, s.numbers...), o.numbers...), append(append([]string{}, s.integers...), o.integers...),
		append(append([]string{}, s.bools...), o.bools...), append(append([]string{}, s.dates...), o.dates...),
		append(append([]choice{}, s.strings...), o.strings...), append(append([]rows{}, s.lists...), o.lists...),
	}
}

// A writer writes random formulas. inside tells that it stands in a
// predicate, where no list function may.
type writer struct {
	*rand.Rand
	scope
	inside bool
}

// How tightly what was written holds together, for parentheses.
const (
	loose = iota // ?: and ??
	ors
	ands
	compared
	summed
	multiplied
	tight
)

// A piece is a formula and how tightly it holds together.
type piece struct {
	text string
	held int
}

// in returns p fit to stand where at least held is needed; at random with
// parentheses that nobody needs.
func (w *writer) in(p piece, held int) string {
	if p.held < held || w.IntN(12) == 0 {
		return "(" + p.text + ")"
	}
	return p.text
}

// near are numbers that policies and facts share, so that they meet.
var near = []string{"1", "3", "7", "10", "33.3", "60", "80"}

func pick[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

// chance is true n times of a hundred.
func (w *writer) chance(n int) bool { return w.IntN(100) < n }

// literal is a number that often meets others in a tie; some are off by less
// than what counts as equal, some by a little more.
func (w *writer) literal() string {
	if w.chance(6) {
		return w.jitter(fmt.Sprint(1 + w.IntN(12)))
	}
	switch w.IntN(6) {
	case 0:
		return fmt.Sprintf("%d.%d", w.IntN(20), 1+w.IntN(9))
	case 1:
		return fmt.Sprintf("%d.%02d5", w.IntN(100), w.IntN(100))
	case 2:
		return pick(w.Rand, []string{"100", "60", "80", "50", "0.1", "0.2", "0.3", "33.3", "2.5"})
	}
	return fmt.Sprint(w.IntN(13))
}

// jitter moves a number by a few times 1e-10 or 1e-9: D2 draws the line
// between them.
func (w *writer) jitter(s string) string {
	by := pick(w.Rand, []string{"0.00000000037", "-0.00000000037", "0.00000000081", "-0.00000000081", "0.0000000031", "-0.0000000031"})
	return decimal(add(written(rational(jsonNumber(s))), written(rational(jsonNumber(by)))).r)
}

func (w *writer) number(depth int) piece {
	if depth <= 0 || w.chance(15) {
		return w.leaf()
	}
	switch n := w.IntN(30); {
	case n < 4:
		return piece{w.in(w.number(depth-1), summed) + pick(w.Rand, []string{" + ", " - "}) + w.in(w.number(depth-1), multiplied), summed}
	case n < 6:
		return piece{w.in(w.leaf(), multiplied) + " * " + w.in(w.leaf(), tight), multiplied}
	case n < 7 && w.chance(50): // exactly 0, but not in float64
		return piece{pick(w.Rand, []string{"0.3 - 0.1 - 0.2", "0.1 + 0.2 - 0.3", "1 - 0.9 - 0.1", "0.7 + 0.1 - 0.8", "3 * 1.1 - 3.3"}), summed}
	case n < 7:
		return piece{w.in(w.number(depth-1), multiplied) + " * " + pick(w.Rand, []string{"2", "0.5", "0.1", "10", "1.25"}), multiplied}
	case n < 10:
		return piece{w.in(w.number(depth-1), multiplied) + " / " + w.in(w.number(depth-1), tight), multiplied}
	case n < 11:
		return piece{w.in(w.integer(depth-1), multiplied) + " % " + w.in(w.integer(depth-1), tight), multiplied}
	case n < 12:
		return piece{"-" + w.in(w.leaf(), tight), multiplied}
	case n < 14:
		return piece{w.in(w.condition(depth-1), ors) + " ? " + w.in(w.number(depth-1), ors) + " : " + w.in(w.number(depth-1), ors), loose}
	case n < 16:
		return piece{w.in(w.number(depth-1), tight) + " ?? " + w.in(w.number(depth-1), tight), loose}
	case n < 21 || w.inside || len(w.lists) == 0:
		return w.function(depth)
	}
	return w.listNumber(depth)
}

func (w *writer) leaf() piece {
	if len(w.numbers)+len(w.integers) == 0 || w.chance(25) {
		return piece{w.literal(), tight}
	}
	if w.chance(3) && len(w.dates) > 1 && !w.inside {
		return piece{fmt.Sprintf("days(%s, %s)", pick(w.Rand, w.dates), pick(w.Rand, w.dates)), tight}
	}
	return piece{pick(w.Rand, append(append([]string{}, w.numbers...), w.integers...)), tight}
}

// integer is a number whose type is whole, for %.
func (w *writer) integer(depth int) piece {
	switch n := w.IntN(6); {
	case n == 0 || len(w.integers) == 0:
		return piece{fmt.Sprint(w.IntN(8)), tight}
	case n == 1 && depth > 0 && !w.inside && len(w.lists) > 0:
		return piece{"len(" + pick(w.Rand, w.lists).name + ")", tight}
	case n == 2 && depth > 0:
		return piece{pick(w.Rand, []string{"floor(", "ceil("}) + w.number(depth-1).text + ")", tight}
	}
	return piece{pick(w.Rand, w.integers), tight}
}

func (w *writer) function(depth int) piece {
	x := func() string { return w.number(depth - 1).text }
	var s string
	switch w.IntN(10) {
	case 0:
		s = "abs(" + x() + ")"
	case 1, 2:
		s = pick(w.Rand, []string{"floor(", "ceil(", "round("}) + x() + ")"
	case 3, 4:
		s = fmt.Sprintf("round(%s, %d)", x(), w.IntN(4))
	case 5, 6:
		s = pick(w.Rand, []string{"min(", "max("}) + x() + ", " + x() + ")"
	case 7:
		bounds := x() + ", " + x()
		if w.chance(30) { // equal, but not the same
			bounds = pick(w.Rand, []string{"0.1 + 0.2, 0.3", "3, 2.99999999963", "7.00000000037, 7"})
		}
		s = "clamp(" + x() + ", " + bounds + ")"
	case 8:
		s = "ratio(" + x() + ", " + x() + ", " + x() + ")"
	default:
		s = "nps(" + x() + ", " + x() + ", " + x() + ")"
	}
	return piece{s, tight}
}

// predicate writes over the elements of l.
func (w *writer) within(l rows) *writer {
	in := &writer{Rand: w.Rand, inside: true}
	if l.plain {
		in.scope = scope{numbers: []string{"#", "#"}}
	} else {
		in.scope = *l.fields
	}
	if w.chance(30) { // outer names may be read
		in.numbers = append(append([]string{}, in.numbers...), w.numbers...)
	}
	return in
}

// list writes a list, at times filtered.
func (w *writer) list(depth int) (string, rows) {
	l := pick(w.Rand, w.lists)
	if l.newest && w.chance(30) {
		return fmt.Sprintf("last(%s, %d)", l.name, 1+w.IntN(4)), l
	}
	if depth > 0 && w.chance(30) {
		return "filter(" + l.name + ", " + w.within(l).condition(depth-1).text + ")", l
	}
	return l.name, l
}

func (w *writer) listNumber(depth int) piece {
	s, l := w.list(depth)
	in := w.within(l)
	mapped := func() string {
		if l.plain && w.chance(60) {
			return s
		}
		return "map(" + s + ", " + in.number(depth-2).text + ")"
	}
	switch {
	case l.newest && w.chance(40):
		return piece{"streak(map(" + s + ", " + in.condition(depth-1).text + "))", tight}
	case l.calls && w.chance(40):
		return piece{fmt.Sprintf("repeats(map(%s, .who), map(%s, .topic), map(%s, .at), %s)", s, s, s, pick(w.Rand, []string{"24", "48", "168", "0.5"})), tight}
	case l.calls && w.chance(40):
		return piece{pick(w.Rand, []string{"min", "mean", "sum", "len", "max"}) + "(per_week(map(" + s + ", " + pick(w.Rand, []string{".at", ".done"}) + ")))", tight}
	}
	switch w.IntN(12) {
	case 0:
		s = "len(" + s + ")"
	case 1, 2:
		s = "count(" + s + ", " + in.condition(depth-1).text + ")"
	case 3:
		s = "count(map(" + s + ", " + in.condition(depth-1).text + "))"
	case 4, 5:
		s = "sum(" + s + ", " + in.number(depth-2).text + ")"
	case 6:
		s = "sum(" + mapped() + ")"
	case 7:
		s = fmt.Sprintf("percentile(%s, %s)", mapped(), pick(w.Rand, []string{"0", "25", "50", "90", "100", "33.3"}))
	case 8:
		s = "weighted_mean(map(" + s + ", " + in.number(depth-2).text + "), map(" + s + ", " + in.number(depth-2).text + "))"
	default:
		s = pick(w.Rand, []string{"mean(", "median(", "min(", "max("}) + mapped() + ")"
	}
	return piece{s, tight}
}

var orders = []string{" < ", " <= ", " > ", " >= ", " == ", " != "}

func (w *writer) condition(depth int) piece {
	if depth <= 0 {
		return w.simple()
	}
	switch n := w.IntN(24); {
	case n < 3:
		return piece{w.in(w.condition(depth-1), ands) + " and " + w.in(w.condition(depth-1), compared), ands}
	case n < 6:
		return piece{w.in(w.condition(depth-1), ors) + " or " + w.in(w.condition(depth-1), ands), ors}
	case n < 8:
		return piece{"not (" + w.condition(depth-1).text + ")", compared}
	case n < 9:
		return piece{w.in(w.number(1), summed) + " < " + w.in(w.number(1), summed) + " <= " + w.in(w.number(1), summed), compared}
	case n < 11:
		return piece{w.in(w.name(), tight) + pick(w.Rand, []string{" == nil", " != nil"}), compared}
	case n < 12:
		return piece{w.in(w.condition(depth-1), tight) + " ?? " + w.in(w.condition(depth-1), tight), loose}
	case n < 13:
		return piece{w.in(w.condition(depth-1), ors) + " ? " + w.in(w.condition(depth-1), ors) + " : " + w.in(w.condition(depth-1), ors), loose}
	case n < 15:
		return piece{w.in(w.number(depth-1), summed) + pick(w.Rand, []string{" in [", " not in ["}) + w.literal() + ", " + w.literal() + "]", compared}
	case n < 18 && !w.inside && len(w.lists) > 0:
		s, l := w.list(depth - 1)
		return piece{pick(w.Rand, []string{"any(", "all(", "none("}) + s + ", " + w.within(l).condition(depth-1).text + ")", tight}
	}
	return w.compare(depth)
}

func (w *writer) compare(depth int) piece {
	return piece{w.in(w.number(depth-1), summed) + pick(w.Rand, orders) + w.in(w.number(depth-1), summed), compared}
}

// name is a plain name, of any type.
func (w *writer) name() piece {
	if w.chance(30) && len(w.bools) > 0 {
		return w.bool()
	}
	if w.chance(30) && len(w.strings) > 0 {
		return piece{pick(w.Rand, w.strings).name, tight}
	}
	return piece{pick(w.Rand, append(append([]string{}, w.numbers...), w.integers...)), tight}
}

func (w *writer) bool() piece {
	b := pick(w.Rand, w.bools)
	if strings.Contains(b, " ") {
		return piece{b, compared}
	}
	return piece{b, tight}
}

func (w *writer) simple() piece {
	switch n := w.IntN(10); {
	case n < 2 && len(w.bools) > 0:
		return w.bool()
	case n < 4 && len(w.strings) > 0:
		return w.words()
	case n < 5 && len(w.dates) > 0 && !w.inside:
		return piece{pick(w.Rand, w.dates) + pick(w.Rand, orders) + fmt.Sprintf(`date("2026-0%d-01")`, 1+w.IntN(9)), compared}
	}
	return piece{w.in(w.leaf(), summed) + pick(w.Rand, orders) + w.in(w.leaf(), summed), compared}
}

func (w *writer) words() piece {
	c := pick(w.Rand, w.strings)
	if w.chance(40) && len(c.words) > 1 {
		i := w.IntN(len(c.words))
		two := []string{c.words[i], c.words[(i+1)%len(c.words)]}
		return piece{c.name + pick(w.Rand, []string{" in [", " not in ["}) + `"` + strings.Join(two, `", "`) + `"]`, compared}
	}
	return piece{c.name + pick(w.Rand, []string{" == ", " != "}) + `"` + pick(w.Rand, c.words) + `"`, compared}
}
