package records

import (
	"slices"
	"strconv"
	"strings"

	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// A fault is why a cell cannot be read: a key of the catalogue and its
// arguments beyond the cell itself. The zero fault is none.
type fault struct {
	key  string
	args []string
}

// appendCell appends the JSON of a cell, read as the declared kind.
func (f *field) appendCell(dst []byte, cell string, kind formula.Kind) ([]byte, fault) {
	switch kind {
	case formula.Number, formula.Integer:
		if f.duration != 0 {
			return f.appendDuration(dst, cell)
		}
		return appendNumber(dst, cell)
	case formula.Boolean:
		return f.appendBoolean(dst, cell)
	case formula.Date:
		d, ok := f.readDate(cell)
		if !ok {
			return dst, fault{key: "row-unreadable.date", args: []string{"layouts", f.layoutTexts()}}
		}
		return facts.AppendString(dst, d.String()), fault{}
	case formula.Time:
		t, ok := f.readTime(cell)
		if !ok {
			return dst, fault{key: "row-unreadable.date", args: []string{"layouts", f.layoutTexts()}}
		}
		return appendTime(dst, t), fault{}
	}
	return facts.AppendString(dst, cell), fault{}
}

// isMissing reports whether a cell says nothing. A blank one never does.
func (f *field) isMissing(cell string) bool { return cell == "" || slices.Contains(f.missing, cell) }

// appendNumber takes plain decimals only: what looks like a number to people
// (1,234 or 12% or 1e5) means different things in different files.
func appendNumber(dst []byte, cell string) ([]byte, fault) {
	s, negative := strings.CutPrefix(cell, "-")
	if !negative {
		s = strings.TrimPrefix(s, "+")
	}
	whole, fraction, dot := strings.Cut(s, ".")
	if !allDigits(whole) || dot && !allDigits(fraction) {
		return dst, fault{key: "row-unreadable." + numberTrouble(cell)}
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if negative {
		dst = append(dst, '-')
	}
	dst = append(dst, whole...)
	if dot {
		dst = append(append(dst, '.'), fraction...)
	}
	return dst, fault{}
}

// numberTrouble names the variant of row-unreadable that helps best.
func numberTrouble(cell string) string {
	wide := func(r rune) bool { return r >= '\uFF01' && r <= '\uFF5E' }
	switch {
	case strings.IndexFunc(cell, wide) >= 0:
		return "number-wide"
	case strings.ContainsAny(cell, ",'’") && strings.ContainsAny(cell, "0123456789"):
		return "number-separator"
	case strings.HasSuffix(cell, "%"):
		return "number-percent"
	case strings.Count(cell, ":") > 0:
		return "number-duration"
	}
	return "number"
}

func allDigits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}

func (f *field) appendBoolean(dst []byte, cell string) ([]byte, fault) {
	yes, no := f.yes, f.no
	if yes == nil {
		yes, no = []string{"true", "TRUE", "True"}, []string{"false", "FALSE", "False"}
	}
	switch {
	case slices.Contains(yes, cell):
		return append(dst, "true"...), fault{}
	case slices.Contains(no, cell):
		return append(dst, "false"...), fault{}
	case f.yes == nil:
		return dst, fault{key: "row-unreadable.boolean"}
	}
	return dst, fault{key: "row-unreadable.words", args: []string{"yes", strings.Join(yes, ", "), "no", strings.Join(no, ", ")}}
}

// appendDuration reads hours:minutes:seconds. Two numbers alone are refused:
// they could be hours and minutes as well as minutes and seconds.
func (f *field) appendDuration(dst []byte, cell string) ([]byte, fault) {
	wrong := fault{key: "row-unreadable.duration"}
	clock, fraction, dot := strings.Cut(cell, ".")
	parts := strings.Split(clock, ":")
	if len(parts) != 3 || !allDigits(parts[0]) || len(parts[0]) > 6 || dot && (!allDigits(fraction) || len(fraction) > 9) {
		return dst, wrong
	}
	hours, _ := strconv.Atoi(parts[0])
	minutes, m := leadingDigits(parts[1], 3)
	seconds, s := leadingDigits(parts[2], 3)
	if m != 2 || s != 2 || len(parts[1]) != 2 || len(parts[2]) != 2 || minutes > 59 || seconds > 59 {
		return dst, wrong
	}
	total := float64(hours*3600 + minutes*60 + seconds)
	if dot {
		part, _ := strconv.ParseFloat("0."+fraction, 64)
		total += part
	}
	return strconv.AppendFloat(dst, total/f.duration, 'f', -1, 64), fault{}
}

func (m *moment) layoutTexts() string {
	var all []string
	for _, l := range m.layouts {
		all = append(all, l.text)
	}
	return strings.Join(all, ", ")
}

func appendTime(dst []byte, t calendar.Time) []byte { return facts.AppendString(dst, t.String()) }
