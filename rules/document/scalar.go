package document

import (
	"math/big"
	"strconv"
	"strings"

	"merit/rules/calendar"
)

// Numbers longer or with larger exponents than this cannot be meant, and
// would make exact fractions of absurd size.
const (
	mostDigits   = 400
	mostExponent = 400
)

// number fills in an Integer's or Float's exact value.
func (p *parser) number(v *Value) {
	if strings.HasSuffix(v.Text, "nan") || strings.HasSuffix(v.Text, "inf") {
		p.report(v.Span, "not-finite", "found", v.Text)
		v.Kind = Broken
		return
	}
	r := exact(v.Text)
	if r == nil {
		p.report(v.Span, "number-range.toml", "found", brief(v.Text))
		v.Kind = Broken
		return
	}
	v.Number = r
}

// exact returns the value of a TOML number, or nil when it is out of range.
func exact(text string) *big.Rat {
	text = strings.ReplaceAll(text, "_", "")
	if len(text) > mostDigits {
		return nil
	}
	if strings.HasPrefix(text, "0x") || strings.HasPrefix(text, "0o") || strings.HasPrefix(text, "0b") {
		n, ok := new(big.Int).SetString(text, 0)
		if !ok {
			return nil
		}
		return new(big.Rat).SetInt(n)
	}
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		if e, err := strconv.Atoi(text[i+1:]); err != nil || e > mostExponent || e < -mostExponent {
			return nil
		}
	}
	r, ok := new(big.Rat).SetString(strings.TrimPrefix(text, "+"))
	if !ok {
		return nil
	}
	return r
}

// date fills in a date or a time with offset; local times keep their text.
func (p *parser) date(v *Value) {
	ok := true
	switch v.Kind {
	case LocalDate:
		v.Date, ok = calendar.ParseDate(v.Text)
	case OffsetDateTime:
		v.Time, ok = calendar.ParseTime(canonicalTime(v.Text))
	}
	if !ok {
		p.report(v.Span, "invalid-date.toml", "found", v.Text)
		v.Kind = Broken
	}
}

// canonicalTime rewrites what TOML allows to what RFC 3339 wants: a T between
// date and time, capitals, and seconds.
func canonicalTime(text string) string {
	t := []byte(strings.ToUpper(text))
	if len(t) < len("2026-01-01T07:30Z") {
		return text
	}
	t[len("2026-01-01")] = 'T'
	minutes := len("2026-01-01T07:30")
	if t[minutes] != ':' {
		t = append(t[:minutes:minutes], append([]byte(":00"), t[minutes:]...)...)
	}
	return string(t)
}
