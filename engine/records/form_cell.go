package records

import (
	"slices"
	"strconv"
	"strings"

	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// The words for yes and no in a form.
var (
	yesWords = []string{"是", "yes", "true", "y", "对", "1"}
	noWords  = []string{"否", "no", "false", "n", "不", "0"}
)

// appendFormCell appends the JSON of a cell of a form, read as the declared
// kind.
func (r *formReader) appendFormCell(dst []byte, p *formPage, cell formCell, kind formula.Kind) ([]byte, fault) {
	switch {
	case garbled(cell.stored):
		return dst, fault{key: "row-unreadable.encoding"}
	case isErrorValue(cell.stored):
		return dst, fault{key: "form-cell.error"}
	}
	switch kind {
	case formula.Number, formula.Integer:
		return appendFormNumber(dst, p, cell)
	case formula.Boolean:
		return appendFormBoolean(dst, cell)
	case formula.Date:
		d, ok := p.date(cell)
		if !ok {
			return dst, fault{key: "form-cell.date"}
		}
		return facts.AppendString(dst, d.String()), fault{}
	case formula.Time:
		t, ok := r.time(p, cell)
		if !ok {
			return dst, fault{key: "form-cell.time"}
		}
		return appendTime(dst, t), fault{}
	}
	return facts.AppendString(dst, p.words(cell)), fault{}
}

// isErrorValue reports what a formula of Excel leaves in a cell when it fails.
func isErrorValue(cell string) bool {
	return strings.HasPrefix(cell, "#") && slices.Contains([]string{"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}, cell)
}

// appendFormNumber reads a number as a workbook stores it: with all digits of
// the float64, 4.2 as 4.2000000000000002, which the shortest text tells.
func appendFormNumber(dst []byte, p *formPage, cell formCell) ([]byte, fault) {
	if p.sheet == "" {
		return appendTyped(dst, cell.stored)
	}
	if strings.HasSuffix(cell.shown, "%") && cell.shown != cell.stored {
		return dst, fault{key: "form-cell.percent", args: []string{"stored", cell.stored}}
	}
	x, err := strconv.ParseFloat(cell.stored, 64)
	if err != nil || strings.ContainsAny(cell.stored, "xXpPnN_") {
		return appendTyped(dst, cell.stored) // which knows what is wrong with it
	}
	return strconv.AppendFloat(dst, x, 'f', -1, 64), fault{}
}

// appendTyped reads a number as people type it; what is no number at all has
// help of its own, for a form has no source file to mend.
func appendTyped(dst []byte, s string) ([]byte, fault) {
	dst, wrong := appendNumber(dst, s)
	if wrong.key == "row-unreadable.number" || wrong.key == "row-unreadable.number-duration" {
		wrong = fault{key: "form-cell.number"}
	}
	return dst, wrong
}

func appendFormBoolean(dst []byte, cell formCell) ([]byte, fault) {
	word := strings.ToLower(fold(cell.stored))
	switch {
	case slices.Contains(yesWords, word):
		return append(dst, "true"...), fault{}
	case slices.Contains(noWords, word):
		return append(dst, "false"...), fault{}
	}
	return dst, fault{key: "form-cell.boolean"}
}

// date reads a day written YYYY-MM-DD, or one of Excel's own.
func (p *formPage) date(cell formCell) (calendar.Date, bool) {
	if d, ok := calendar.ParseDate(cell.stored); ok {
		return d, true
	}
	days, rest, ok := p.serial(cell)
	return days, ok && rest == 0
}

// serial reads a number as a day and the part of it that has passed. Serials
// before March 1900 are not taken: Excel counts a day there that never was.
func (p *formPage) serial(cell formCell) (day calendar.Date, rest float64, ok bool) {
	x, err := strconv.ParseFloat(cell.stored, 64)
	if p.sheet == "" || err != nil || x < 61 || x > 2_958_465 || x != x {
		return 0, 0, false
	}
	whole := calendar.Date(x)
	day = epoch + whole
	if p.date1904 {
		day += 1462
	}
	return day, x - float64(whole), true
}

// time reads a moment with its offset, or one of local time where the reader
// was told the offset.
func (r *formReader) time(p *formPage, cell formCell) (calendar.Time, bool) {
	if t, ok := calendar.ParseTime(cell.stored); ok {
		return t, true
	}
	if r.opts.Offset == "" {
		return calendar.Time{}, false
	}
	if day, rest, ok := p.serial(cell); ok {
		seconds := int(rest*86400 + 0.5)
		if seconds >= 86400 {
			day, seconds = day+1, 0
		}
		return calendar.ParseTime(day.String() + "T" + clock(seconds) + r.opts.Offset)
	}
	day, clock, found := strings.Cut(strings.Replace(cell.stored, "T", " ", 1), " ")
	if !found {
		return calendar.Time{}, false
	}
	if strings.Count(clock, ":") == 1 {
		clock += ":00"
	}
	return calendar.ParseTime(day + "T" + clock + r.opts.Offset)
}

func clock(seconds int) string {
	two := func(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }
	return two(seconds/3600) + ":" + two(seconds/60%60) + ":" + two(seconds%60)
}

// words is a cell as text: as it is shown where it is a number with a format,
// for what was typed is what is meant.
func (p *formPage) words(cell formCell) string {
	x, err := strconv.ParseFloat(cell.stored, 64)
	switch {
	case err != nil || p.sheet == "" || cell.shown == "":
		return cell.stored
	case strings.Contains(cell.shown, "E+"): // many digits, shown as 1E+11
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return cell.shown
}

// period reads a period, also one that Excel took for a day: typing 2026-03
// into a cell makes it the first of March.
func (p *formPage) period(cell formCell) (calendar.Period, bool) {
	if q, ok := calendar.ParsePeriod(strings.ToUpper(cell.stored)); ok {
		return q, true
	}
	if day, rest, ok := p.serial(cell); ok && rest == 0 {
		q := calendar.PeriodOf(calendar.Month, day)
		return q, q.Start() == day
	}
	return calendar.Period{}, false
}
