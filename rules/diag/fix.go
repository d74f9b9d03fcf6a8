package diag

import (
	"slices"
	"strconv"
	"strings"

	"merit/rules/text"
)

// A Fix is a mechanical way out of a problem: what a person would do who
// follows the help word for word. It is offered, never applied unasked.
type Fix struct {
	Title text.Text
	Edits []Edit // of one source, in order, none overlapping; never empty
}

// An Edit replaces the bytes of a span with a text. An empty span inserts, an
// empty text deletes.
type Edit struct {
	Span Span
	Text string
}

// Mend returns d with the offer to make these edits. Without edits, or with
// one that stands nowhere, d is returned as it is.
func (d Diagnostic) Mend(edits ...Edit) Diagnostic {
	if len(edits) == 0 || slices.ContainsFunc(edits, func(e Edit) bool { return e.Span.IsZero() }) {
		return d
	}
	d.Fix = &Fix{titleOf(edits), edits}
	return d
}

// Span returns the text from the first edit to the last.
func (f *Fix) Span() Span {
	first, last := f.Edits[0].Span, f.Edits[len(f.Edits)-1].Span
	return Span{first.Source, first.Start, last.End}
}

// After returns what the edits make of the text of Span.
func (f *Fix) After() string {
	whole := f.Span()
	out, _ := Splice(whole.Source.Bytes[:whole.End], f.Edits)
	return string(out[whole.Start:])
}

// Change writes the fix in one line: before → after, + what is added, - what is
// deleted.
func (f *Fix) Change() string {
	before, after := shown(f.Span().Text()), shown(f.After())
	switch {
	case before == "":
		return "+ " + after
	case after == "":
		return "- " + before
	}
	return before + " → " + after
}

// Splice returns text with the edits made, and whether it could: they must lie
// within the text, in order, none overlapping another.
func Splice(text []byte, edits []Edit) ([]byte, bool) {
	var out []byte
	at := 0
	for _, e := range edits {
		if e.Span.Start < at || e.Span.End < e.Span.Start || e.Span.End > len(text) {
			return text, false
		}
		out = append(append(out, text[at:e.Span.Start]...), e.Text...)
		at = e.Span.End
	}
	return append(out, text[at:]...), true
}

// titleOf says what edits do: the one change, or how many there are.
func titleOf(edits []Edit) text.Text {
	f := Fix{Edits: edits}
	before, after := shown(f.Span().Text()), shown(f.After())
	switch {
	case len([]rune(before+after)) > longestTitle && len(edits) > 1:
		return text.Say("fix-title.several", "count", strconv.Itoa(len(edits)))
	case before == "":
		return text.Say("fix-title.insert", "after", after)
	case after == "":
		return text.Say("fix-title.delete", "before", before)
	}
	return text.Say("fix-title.replace", "before", before, "after", after)
}

const longestTitle = 120 // characters before and after together

// shown writes a piece of a file so that it can be read in a sentence: on one
// line, and with the numbers of characters that cannot be seen.
func shown(s string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(s) {
		switch {
		case r == '\n':
			b.WriteByte(' ')
		case r < 0x20 || r == 0x7f || r == 0xa0 || r == 0x3000 || visible(string(r)) != string(r):
			b.WriteString("U+" + strings.ToUpper(strconv.FormatInt(0x10000+int64(r), 16)[1:]))
		default:
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 && s != "" { // a blank of another kind
		for _, r := range s {
			b.WriteString("U+" + strings.ToUpper(strconv.FormatInt(0x10000+int64(r), 16)[1:]))
		}
	}
	if r := []rune(b.String()); len(r) > longestTitle {
		return string(r[:longestTitle]) + "…"
	}
	return b.String()
}
