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

// A cellKind says how a file holds a cell: text, or something that needs no
// reading of text.
type cellKind uint8

const (
	textCell    cellKind = iota // as it stands; all cells of .csv files are
	numberCell                  // its text is a JSON number
	percentCell                 // a number that a workbook shows as percent; its text is the number, 0.85 for 85%
	momentCell                  // a date, a time of day, or both
	booleanCell                 // its text is true or false, in any capitals
	faultyCell                  // cannot be read, for the reason wrong
)

// A cell is one cell as its file holds it. The zero cell is blank.
type cell struct {
	text  string // as people would write it
	kind  cellKind
	parts layoutParts // of a momentCell: what it tells
	utc   bool        // of a momentCell: when is in UTC rather than wall clock
	when  int64       // of a momentCell: nanoseconds since 1970-01-01, or since midnight without a date
	days  float64     // of a momentCell of a workbook: the number behind it
	wrong string      // of a faultyCell
}

// appendCell appends the JSON of a cell, read as the declared kind.
func (f *field) appendCell(dst []byte, c cell, kind formula.Kind) ([]byte, fault) {
	if c.kind == faultyCell {
		return dst, fault{key: c.wrong}
	}
	switch kind {
	case formula.Number, formula.Integer:
		return f.appendNumber(dst, c)
	case formula.Boolean:
		return f.appendBoolean(dst, c)
	case formula.Date:
		d, wrong := f.readDate(c)
		if wrong.key != "" {
			return dst, wrong
		}
		return facts.AppendString(dst, d.String()), fault{}
	case formula.Time:
		t, wrong := f.readTime(c)
		if wrong.key != "" {
			return dst, wrong
		}
		return appendTime(dst, t), fault{}
	}
	return facts.AppendString(dst, c.text), fault{}
}

// isMissing reports whether a cell says nothing. A blank one never does.
func (f *field) isMissing(c cell) bool {
	return c.text == "" && c.kind != faultyCell || slices.Contains(f.missing, c.text)
}

// mapped returns the cell as values declares that it is meant.
func (f *field) mapped(c cell) cell {
	for _, v := range f.values {
		if v.from == c.text && c.kind != faultyCell {
			return cell{text: v.to}
		}
	}
	return c
}

func (f *field) appendNumber(dst []byte, c cell) ([]byte, fault) {
	switch f.as {
	case asDuration:
		return f.appendDuration(dst, c)
	case asPercent:
		return appendPercent(dst, c)
	}
	switch c.kind {
	case numberCell:
		return append(dst, c.text...), fault{}
	case percentCell:
		return dst, fault{key: "row-unreadable.number-percent-cell"}
	case momentCell:
		return dst, fault{key: "row-unreadable.number-date"}
	case booleanCell:
		return dst, fault{key: "row-unreadable.number"}
	}
	return appendNumber(dst, c.text)
}

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

// appendPercent reads 85% as 85. A number without the sign is refused: nobody
// can say whether 0.85 is meant as 85% or as less than one.
func appendPercent(dst []byte, c cell) ([]byte, fault) {
	if c.kind == percentCell {
		x, err := strconv.ParseFloat(c.text, 64)
		if err != nil {
			return dst, fault{key: "row-unreadable.number"}
		}
		// Fifteen digits are what a spreadsheet shows at most; the product of
		// 0.07 and 100 is not quite 7.
		x, _ = strconv.ParseFloat(strconv.FormatFloat(x*100, 'g', 15, 64), 64)
		return strconv.AppendFloat(dst, x, 'f', -1, 64), fault{}
	}
	text, sign := strings.CutSuffix(c.text, "%")
	if !sign || c.kind != textCell {
		return dst, fault{key: "row-unreadable.percent"}
	}
	return appendNumber(dst, trim(text))
}

func (f *field) appendBoolean(dst []byte, c cell) ([]byte, fault) {
	yes, no := f.yes, f.no
	if yes == nil {
		yes, no = []string{"true", "TRUE", "True"}, []string{"false", "FALSE", "False"}
	}
	switch {
	case slices.Contains(yes, c.text):
		return append(dst, "true"...), fault{}
	case slices.Contains(no, c.text):
		return append(dst, "false"...), fault{}
	case c.kind == booleanCell:
		return append(dst, strings.ToLower(c.text)...), fault{}
	case f.yes == nil:
		return dst, fault{key: "row-unreadable.boolean"}
	}
	return dst, fault{key: "row-unreadable.words", args: []string{"yes", strings.Join(yes, ", "), "no", strings.Join(no, ", ")}}
}

// appendDuration reads hours:minutes:seconds. Two numbers alone are refused:
// they could be hours and minutes as well as minutes and seconds.
func (f *field) appendDuration(dst []byte, c cell) ([]byte, fault) {
	wrong := fault{key: "row-unreadable.duration"}
	if c.kind == momentCell && c.days >= 0 && c.parts&layoutDate == 0 {
		return f.inUnit(dst, roundTo(c.days*86400, 1000)), fault{}
	}
	clock, fraction, dot := strings.Cut(c.text, ".")
	parts := strings.Split(clock, ":")
	if c.kind != textCell || len(parts) != 3 || !allDigits(parts[0]) || len(parts[0]) > 6 || dot && (!allDigits(fraction) || len(fraction) > 9) {
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
	return f.inUnit(dst, total), fault{}
}

// inUnit appends seconds in the unit of the field.
func (f *field) inUnit(dst []byte, seconds float64) []byte {
	return strconv.AppendFloat(dst, seconds/f.unit, 'f', -1, 64)
}

func (m *moment) layoutTexts() string {
	var all []string
	for _, l := range m.layouts {
		all = append(all, l.text)
	}
	return strings.Join(all, ", ")
}

func appendTime(dst []byte, t calendar.Time) []byte { return facts.AppendString(dst, t.String()) }
