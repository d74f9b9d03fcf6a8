package records

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// get returns the cell that a ref names, where it stands, and why there is
// none: a key that cannot be looked up.
func (r *row) get(at ref) (cell, origin, fault) {
	if at.join == nil {
		return r.cells[at.slot], r.at, fault{}
	}
	f, wrong := r.ask(at)
	switch {
	case wrong.key != "":
		return r.cells[at.by], r.at, wrong
	case f == nil:
		return cell{}, r.at, fault{}
	}
	return f.cells[at.slot], f.at, fault{}
}

// ask looks the row's key up in a join, once for each join and key.
func (r *row) ask(at ref) (*found, fault) {
	for _, a := range r.asked {
		if a.join == at.join {
			return a.found, a.wrong
		}
	}
	f, wrong := at.join.find(r.cells[at.by], true)
	r.asked = append(r.asked, answer{at.join, f, wrong})
	return f, wrong
}

// computed appends a number that no cell holds: the rows that a join has for
// the row's key, or business hours.
func (r *row) computed(dst []byte, i int) []byte {
	f := r.binding.fields[i]
	if f.as == asCount {
		return r.countOf(dst, i)
	}
	var ends [2]calendar.Time
	known := true
	for k, end := range []*field{f.start, f.end} {
		t, ok := r.timeOf(end, r.binding.ends[i][k])
		ends[k], known = t, known && ok
	}
	if !known {
		r.lacks(i)
		return dst
	}
	return f.inUnit(key(dst, f.name), r.source.clock.between(ends[0], ends[1]))
}

// countOf appends how many rows a join has for the row's key. None is 0: no
// row is what a count of rows can say. A row without a key has no count.
func (r *row) countOf(dst []byte, i int) []byte {
	f := r.binding.fields[i]
	at := r.binding.refs[i]
	found, wrong := r.ask(at)
	blank := at.join.key.isMissing(at.join.key.mapped(r.cells[at.by]))
	switch {
	case wrong.key == "row-unreadable.unmatched" || wrong.key == "" && found == nil && !blank:
		return append(key(dst, f.name), '0')
	case wrong.key != "":
		r.bad(f.by, r.cells[at.by], wrong)
		return dst
	case blank:
		r.lacks(i)
		return dst
	}
	return strconv.AppendInt(key(dst, f.name), int64(found.count), 10)
}

// timeOf reads one end of business hours.
func (r *row) timeOf(f *field, at ref) (calendar.Time, bool) {
	if f.fromRow {
		return r.moment, r.moment.Known
	}
	c, place, wrong := r.get(at)
	c = f.mapped(c)
	if wrong.key != "" {
		r.badAt(place, f.keyColumn(), c, wrong)
		return calendar.Time{}, false
	}
	if f.isMissing(c) {
		return calendar.Time{}, false
	}
	t, wrong := f.readTime(c)
	if wrong.key != "" {
		r.badAt(place, f.column, c, wrong)
	}
	return t, wrong.key == ""
}

// breaks reports whether a value, as JSON, breaks a bound that facts will
// refuse. It sees numbers and words only.
func breaks(f *rules.Field, json string) bool {
	if f == nil {
		return false
	}
	if len(f.Type.Enum) > 0 && f.Type.Kind == formula.String {
		word, err := strconv.Unquote(json)
		return err == nil && !slices.Contains(f.Type.Enum, word)
	}
	whole := f.Type.Kind == formula.Integer
	x, err := strconv.ParseFloat(json, 64)
	return err == nil && (whole && x != math.Trunc(x) || f.Min.Given() && x < f.Min.Float || f.Max.Given() && x > f.Max.Float)
}

// limitsOf writes the bounds of a field for people.
func limitsOf(f *rules.Field) string {
	if len(f.Type.Enum) > 0 {
		return strings.Join(f.Type.Enum, ", ")
	}
	if f.Type.Kind == formula.Integer && !f.Min.Given() && !f.Max.Given() {
		return "1, 2, 3 …"
	}
	low, high := "", ""
	if f.Min.Given() {
		low = "≥ " + plain(f.Min.Float)
	}
	if f.Max.Given() {
		high = "≤ " + plain(f.Max.Float)
	}
	if low != "" && high != "" {
		low += ", "
	}
	return low + high
}
