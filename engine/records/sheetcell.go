package records

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"merit/rules/calendar"
)

// value makes a cell of its type, its style and the text it holds.
func (s *worksheet) value(kind, styled, text string) (cell, error) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(trim(text))
		if err != nil || i < 0 || i >= len(s.book.shared) {
			return cell{}, fmt.Errorf("shared string %q", text)
		}
		return cell{text: unescaped(s.book.shared[i])}, nil
	case "str", "inlineStr", "d":
		return cell{text: unescaped(text)}, nil
	case "e":
		return cell{kind: faultyCell, text: text, wrong: "row-unreadable.error"}, nil
	case "b":
		if trim(text) == "1" {
			return cell{kind: booleanCell, text: "TRUE"}, nil
		}
		return cell{kind: booleanCell, text: "FALSE"}, nil
	}
	if text == "" {
		return cell{}, nil
	}
	x, err := strconv.ParseFloat(trim(text), 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return cell{}, fmt.Errorf("number %q", text)
	}
	var st style
	if i, err := strconv.Atoi(styled); err == nil && i >= 0 && i < len(s.book.styles) {
		st = s.book.styles[i]
	}
	return number(x, st, s.book.leap), nil
}

// number makes a cell of a number and how it is shown.
func number(x float64, st style, leap int) cell {
	switch {
	case st.percent:
		return cell{kind: percentCell, text: plain(x)}
	case st.parts != 0:
		return serial(x, st.parts, leap)
	}
	return cell{kind: numberCell, text: plain(x)}
}

// plain writes a number the way JSON and people do, as short as it can be.
func plain(x float64) string {
	if math.Abs(x) < 1e21 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'e', -1, 64)
}

// serial reads a number of days as a date with a time of day, or, when only
// hours are shown, as a length of time, which may also be a time of day.
// Workbooks count from 1899-12-30, with a 29 February 1900 that never was, or
// from 1904.
func serial(x float64, parts layoutParts, leap int) cell {
	c := cell{kind: momentCell, parts: parts, days: x}
	seconds := math.Round(x * 86400e3) // a thousandth of a second is as fine as they are shown
	if parts&layoutDate == 0 {
		c.when = int64(seconds) * 1e6
		c.text = clockText(c.when)
		if x < 0 || x > 1e6 {
			return cell{kind: faultyCell, text: plain(x), wrong: "row-unreadable.serial"}
		}
		return c
	}
	millis := int64(seconds)
	day, rest := millis/86400e3, millis%86400e3
	switch {
	case x < 1 || x >= 2958466 || leap == 0 && day == 60:
		return cell{kind: faultyCell, text: plain(x), wrong: "row-unreadable.serial"}
	case leap == 0 && day < 60:
		day++
	}
	d := calendar.Date(day + int64(leap) - 25569)
	if year, _, _ := d.YMD(); year > calendar.LastYear {
		return cell{kind: faultyCell, text: plain(x), wrong: "row-unreadable.serial"}
	}
	c.when = d.Midnight().Wall + rest*1e6
	c.text = momentText(c.when)
	return c
}

// momentText writes a moment without an offset, its time of day only when it
// is not midnight.
func momentText(when int64) string {
	d := calendar.Time{Wall: when, Known: true}.Date()
	if rest := when - d.Midnight().Wall; rest != 0 {
		return d.String() + " " + clockText(rest)
	}
	return d.String()
}

// clockText writes nanoseconds as hours:minutes:seconds.
func clockText(nanos int64) string {
	millis := nanos / 1e6
	text := fmt.Sprintf("%02d:%02d:%02d", millis/3600e3, millis/60e3%60, millis/1e3%60)
	if millis%1e3 != 0 {
		text += fmt.Sprintf(".%03d", millis%1e3)
	}
	return text
}

// unescaped replaces _x000D_ and its like, the way workbooks write letters
// that XML has no place for.
func unescaped(s string) string {
	const size = len("_x000D_")
	from := 0
	var out strings.Builder
	for i := 0; i+size <= len(s); i++ {
		if s[i] != '_' || s[i+1] != 'x' || s[i+size-1] != '_' {
			continue
		}
		r, err := strconv.ParseUint(s[i+2:i+size-1], 16, 16)
		if err != nil {
			continue
		}
		out.WriteString(s[from:i])
		out.WriteRune(rune(r))
		from = i + size
		i = from - 1
	}
	if from == 0 {
		return s
	}
	return out.String() + s[from:]
}
