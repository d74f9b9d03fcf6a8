package document

import (
	"slices"
	"strings"

	"merit/rules/diag"
	"merit/rules/text"
)

// kindKeys name the kinds in the catalogue, as "kind." entries.
var kindKeys = map[Kind]string{
	Table: "table", Array: "array", String: "string", Integer: "integer", Float: "number", Boolean: "boolean",
	LocalDate: "date", LocalTime: "clock", LocalDateTime: "local-time", OffsetDateTime: "time",
}

// examples show how a value of a kind is written.
var examples = map[Kind]string{
	Table: "{ … }", Array: "[ … ]", String: `"…"`, Integer: "1", Float: "1.5", Boolean: "true",
	LocalDate: "2026-01-01", LocalTime: "09:00:00", LocalDateTime: "2026-01-01T09:00:00", OffsetDateTime: "2026-01-01T09:00:00+08:00",
}

// usual shows entries whose kind alone would say too little: "defer = { … }"
// helps nobody who does not know what stands between the braces.
var usual = map[string]struct {
	kind Kind
	text string
}{
	"defer":     {Table, "{ months = 12 }"},
	"effect":    {Table, "{ score = 0 }"},
	"effective": {Table, "{ from = 2026-01-01 }"},
	"expect":    {Table, `{ score = 100, grade = "A" }`},
	"extra":     {Table, "{ per = 1, points = 1, max = 5 }"},
	"items":     {Table, `{ type = "number" }`},
	"sample":    {Table, "{ min = 10 }"},
	"share":     {Table, "{ part = 'a', whole = 'b' }"},
	"shortfall": {Table, "{ per = 1, deduct = 10 }"},
	"steps":     {Array, "[[60, 50], [90, 100]]"},
	"rate":      {String, `"60%"`},
}

// example returns how a value under name, one of kinds, is written.
func example(name string, kinds []Kind) string {
	if u, ok := usual[name]; ok && slices.Contains(kinds, u.kind) {
		return u.text
	}
	return examples[kinds[0]]
}

// wrongType reports that v, under name, is none of kinds.
func wrongType(v *Value, name string, kinds []Kind) diag.Diagnostic {
	at := v.Span
	if v.Kind == Table && !v.Inline || v.made == byHeaders {
		at = v.Key
	}
	variant, better := slip(v, kinds)
	if _, known := usual[name]; variant == "" || variant == ".bare" && known {
		variant, better = "", example(name, kinds)
	}
	args := []string{"name", brief(name), "better", brief(name) + " = " + better}
	d := say(at, "wrong-type"+variant, wanted(kinds), kindName(v.Kind), args...)
	if mechanical[variant] && !(variant == ".percent" && strings.HasSuffix(name, "rate")) {
		d = d.Mend(v.Instead(better))
	}
	return d
}

// mechanical are the variants whose better form is what was meant.
var mechanical = map[string]bool{".quoted": true, ".percent": true, ".unquoted": true, ".date": true}

// wrongElement reports that item, an element of the array under name, is none
// of kinds.
func wrongElement(item *Value, name string, kinds []Kind) diag.Diagnostic {
	at := item.Span
	if item.Kind == Table && !item.Inline {
		at = item.Key
	}
	variant, better := slip(item, kinds)
	d := say(at, "wrong-type.element", wanted(kinds), kindName(item.Kind), "name", brief(name), "better", better)
	if mechanical[variant] {
		d = d.Mend(item.Instead(better))
	}
	return d
}

// slip recognises the usual ways to miss a kind. It returns the variant of the
// message and the value as it should be written.
func slip(v *Value, kinds []Kind) (variant, better string) {
	has := func(k Kind) bool { return slices.Contains(kinds, k) }
	if v.Kind == String {
		for _, k := range kinds {
			switch plain := unquoted(v.Text, k); {
			case plain == "":
			case strings.HasSuffix(halfWidth(v.Text), "%"):
				return ".percent", plain
			default:
				return ".quoted", plain
			}
		}
	}
	switch {
	case has(String) && v.Kind >= Integer:
		return ".unquoted", `"` + v.Text + `"`
	case has(LocalDate) && v.Kind == LocalDateTime, has(LocalDate) && v.Kind == OffsetDateTime:
		return ".date", v.Text[:len("2026-01-01")]
	case v.Kind == Float && has(Integer):
		return ".whole", examples[Integer]
	case has(Array) && v.Kind != Table && v.Kind != Array && !has(Table):
		return ".bare", "[" + brief(v.Span.Text()) + "]"
	case has(Array) && v.Kind == Table && v.Inline:
		return ".bare", "[{ … }]"
	}
	return "", examples[kinds[0]]
}

// unquoted returns text as a value of kind k without quotes, or "".
func unquoted(text string, k Kind) string {
	text = strings.TrimSpace(text)
	kinds := map[Kind]func(string) bool{
		Integer: isInteger, Float: isNumber, Boolean: isBoolean, LocalDate: isDate, OffsetDateTime: isTime,
	}
	is := kinds[k]
	if is == nil {
		return ""
	}
	for _, better := range []string{text, meantNumber(text), meantDate(text), strings.ToLower(text)} {
		if better != "" && is(better) {
			return better
		}
	}
	return ""
}

// wanted returns the kinds in words, "a number or text".
func wanted(kinds []Kind) text.Text {
	var zh, en []string
	for _, k := range kinds {
		if k == Integer && slices.Contains(kinds, Float) {
			continue
		}
		name := kindName(k)
		zh, en = append(zh, name.ZH), append(en, name.EN)
	}
	return text.Text{ZH: strings.Join(zh, "或"), EN: strings.Join(en, " or ")}
}

func kindName(k Kind) text.Text { return text.Say("kind." + kindKeys[k]) }

// say is diag.At for sentences that also hold {want} and {found}, which differ
// by language.
func say(at diag.Span, key string, want, found text.Text, args ...string) diag.Diagnostic {
	zh := diag.At(at, key, append([]string{"want", want.ZH, "found", found.ZH}, args...)...)
	en := diag.At(at, key, append([]string{"want", want.EN, "found", found.EN}, args...)...)
	zh.Message.EN, zh.Help.EN = en.Message.EN, en.Help.EN
	return zh
}

// missing reports that name is not in the table.
func (r *Reader) missing(name string, kinds []Kind) diag.Diagnostic {
	line := name + " = …"
	if len(kinds) > 0 {
		line = name + " = " + example(name, kinds)
	}
	key, table := "missing-key", ""
	switch {
	case !r.table.Key.IsZero():
		table = brief(r.table.Key.Text())
	case r.table.Inline:
		key = "missing-key.inline"
	default:
		key = "missing-key.file"
		if len(kinds) > 0 && kinds[0] == Table {
			line = "[" + name + "]"
		}
	}
	if title := r.table.Member("title"); name == "id" && table != "" && title != nil && title.Kind == String {
		return diag.At(r.Span(), "missing-key.id", "title", brief(title.Text), "line", line)
	}
	return diag.At(r.Span(), key, "name", name, "table", table, "line", line)
}

const briefest = 60 // characters of what was written that a message repeats

// brief returns s on one line, cut to a length that fits into a sentence.
func brief(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > briefest {
		return string(r[:briefest]) + "…"
	}
	return s
}
