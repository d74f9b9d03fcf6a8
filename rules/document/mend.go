package document

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// edit is the offer to write text in place of the bytes from..to.
func (p *parser) edit(from, to int, text string) diag.Edit {
	return diag.Edit{Span: p.span(from, to), Text: text}
}

// offer adds to the problem reported last the offer to make the edits.
func (p *parser) offer(edits ...diag.Edit) {
	last := &p.problems[len(p.problems)-1]
	*last = last.Mend(edits...)
}

// instead is tell with the offer to write what is better.
func (x *explainer) instead(from, to int, key, better string) {
	x.tell(from, to, key, better)
	x.offer(x.edit(from, to, better))
}

// equals offers an equals sign, with blanks, in place of the sign at from..to,
// and the key before it without full-width forms.
func (x *explainer) equals(keyAt int, key string, from, to int) {
	var edits []diag.Edit
	if half := halfWidth(key); half != key {
		edits = append(edits, x.edit(keyAt, keyAt+len(key), half))
	}
	sign := "="
	if from == 0 || !isBlank(x.data[from-1]) {
		sign = " " + sign
	}
	if to < len(x.data) && !isBlank(x.data[to]) {
		sign += " "
	}
	x.offer(append(edits, x.edit(from, to, sign))...)
}

// half offers the ASCII characters for all in from..to that only look like
// them, and nothing for those that cannot be seen.
func (x *explainer) half(from, to int) {
	var edits []diag.Edit
	for i, r := range string(x.data[from:min(to, x.end)]) {
		half := halfWidth(string(r))
		switch {
		case r < 0x80:
		case invisible(r):
			edits = append(edits, x.edit(from+i, from+i+utf8.RuneLen(r), ""))
		case half != string(r) && isASCII(half) && len(half) == 1:
			edits = append(edits, x.edit(from+i, from+i+utf8.RuneLen(r), half))
		}
	}
	x.offer(edits...)
}

// closing offers the quote that a string from start lacks, where only one
// place for it makes the line right: before the next comma or bracket inside
// of brackets, else at the end of the line.
func (x *explainer) closing(start, body int, quote string) {
	line := string(x.data[start:body])
	places := []int{len(line)}
	if i := strings.IndexAny(line, ",]}"); i >= 0 {
		places = append(places, i)
	}
	found := -1
	for _, n := range places {
		at := start + len(strings.TrimRight(line[:n], " \t"))
		if at == start+1 || !x.right(at, at, quote) {
			continue
		}
		if found >= 0 && found != at {
			return // either could be meant
		}
		found = at
	}
	if found >= 0 {
		x.offer(x.edit(found, found, quote))
	}
}

// right reports whether the statement is TOML once text stands at from..to.
func (x *explainer) right(from, to int, text string) bool {
	line := string(x.data[x.started:from]) + text + strings.TrimSuffix(string(x.data[to:x.lineEnd(to)]), "\r")
	return judge([]byte(line)) == nil
}

var (
	quotedPercent = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?[ ]*%$`)
	grouped       = regexp.MustCompile(`^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$`)
)

// meantNumber returns the plain number that people meant who wrote text in
// quotes, or "": 30%, 1,000 or a comma for the point.
func meantNumber(text string) string {
	half := strings.TrimSpace(halfWidth(text))
	switch {
	case quotedPercent.MatchString(half):
		half = strings.TrimRight(strings.TrimSuffix(half, "%"), " ")
	case grouped.MatchString(half):
		half = strings.ReplaceAll(half, ",", "")
	case comma.MatchString(half):
		half = strings.Replace(half, ",", ".", 1)
	}
	if isNumber(half) {
		return half
	}
	return ""
}

// meantDate returns the date that people meant who wrote it with strokes,
// points, 年月日, or too few digits, or "".
func meantDate(text string) string {
	m := anyDate.FindStringSubmatch(strings.TrimSpace(halfWidth(text)))
	if m == nil {
		return ""
	}
	date := m[1] + "-" + twoDigits(m[2]) + "-" + twoDigits(m[3])
	if _, ok := calendar.ParseDate(date); !ok {
		return ""
	}
	return date
}

func twoDigits(s string) string {
	if len(s) < 2 {
		return "0" + s
	}
	return s
}

// percentIn returns how the percentage is written under key: a rate is words
// with a percent sign, a share of one is a fraction, all else counts in percent.
func percentIn(key, percentage string) string {
	number := strings.TrimRight(strings.TrimSuffix(percentage, "%"), " ")
	switch {
	case key == "rate" || key == "max_wage_share":
		return `"` + number + `%"`
	case key == "scale" || strings.HasSuffix(key, "rate"):
		return ""
	}
	return number
}

// Rewrite is the edit that writes text in place of v: in quotes where v has
// quotes, with the characters that need it escaped.
func (v *Value) Rewrite(text string) diag.Edit {
	if v.Kind == String {
		text = quote(text)
	}
	return diag.Edit{Span: v.Span, Text: text}
}

// Instead is the edit that writes text, as it is, in place of v.
func (v *Value) Instead(text string) diag.Edit { return diag.Edit{Span: v.Span, Text: text} }

// Brackets returns the edits that give the header of v, a table or an element
// of an array of tables, the given number of brackets on both sides: none
// where it has another form than [name] or [[name]].
func (v *Value) Brackets(count int) []diag.Edit {
	if v.Key.IsZero() {
		return nil
	}
	data := v.Key.Source.Bytes
	from, to := v.Key.Start, v.Key.End
	for from > 0 && data[from-1] == '[' && to < len(data) && data[to] == ']' {
		from, to = from-1, to+1
	}
	if has := v.Key.Start - from; has != 3-count {
		return nil
	}
	return []diag.Edit{
		{Span: diag.Span{Source: v.Key.Source, Start: from, End: v.Key.Start}, Text: strings.Repeat("[", count)},
		{Span: diag.Span{Source: v.Key.Source, Start: v.Key.End, End: to}, Text: strings.Repeat("]", count)},
	}
}
