package document

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"merit/rules/diag"
)

// Locate returns where the bytes from..to of v's Text stand in the file. For a
// String these are bytes of the decoded text, so that a place inside a formula
// leads back to the characters that were typed, escapes and line-ending
// backslashes included. CRLF inside a multi-line string is kept as it stands,
// as both parsers do. Bounds outside the text are moved into it.
func (v *Value) Locate(from, to int) diag.Span {
	if v.body < 0 {
		return v.Span
	}
	from = min(max(from, 0), len(v.Text))
	to = min(max(to, from), len(v.Text))
	if v.offsets == nil {
		return diag.Span{Source: v.Span.Source, Start: v.body + from, End: v.body + to}
	}
	span := diag.Span{Source: v.Span.Source, Start: v.offsets[from], End: v.offsets[from]}
	if to > from {
		last := v.offsets[to-1]
		span.End = last + unitLen(v.Span.Source.Bytes[last:])
	}
	return span
}

// Escape writes text as it must stand inside the quotes of v, a String, and
// reports whether it can stand there at all.
func (v *Value) Escape(text string) (string, bool) {
	if v.Kind != String || v.body < 0 || strings.ContainsFunc(text, unicode.IsControl) {
		return "", false
	}
	if v.Span.Source.Bytes[v.Span.Start] == '\'' {
		return text, !strings.Contains(text, "'")
	}
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text), true
}

// unitLen returns how many bytes of a basic string's source stand for the
// byte or the character at its start.
func unitLen(src []byte) int {
	if src[0] != '\\' || len(src) < 2 {
		return 1
	}
	switch src[1] {
	case 'x':
		return 4
	case 'u':
		return 6
	case 'U':
		return 10
	}
	return 2
}

// decode returns the text that the string literal raw stands for, the file
// offset of its first byte, and, when it has escapes, the offset of every
// byte. The literal starts at offset base and is valid.
func decode(raw []byte, base int) (text string, body int, offsets []int) {
	quote, quotes := raw[0], 1
	if len(raw) >= 6 && raw[1] == quote && raw[2] == quote {
		quotes = 3
	}
	from, to := quotes, max(len(raw)-quotes, quotes)
	if quotes == 3 {
		from += lineBreak(raw[from:to])
	}
	content := raw[from:to]
	body = base + from
	if quote == '\'' || bytes.IndexByte(content, '\\') < 0 {
		return string(content), body, nil
	}
	out, offsets := unescape(content, body)
	return string(out), body, append(offsets, base+to)
}

// lineBreak returns the length of the line break at the start of b.
func lineBreak(b []byte) int {
	switch {
	case bytes.HasPrefix(b, []byte("\n")):
		return 1
	case bytes.HasPrefix(b, []byte("\r\n")):
		return 2
	}
	return 0
}

func unescape(content []byte, base int) (out []byte, offsets []int) {
	for i := 0; i < len(content); {
		if content[i] != '\\' {
			out, offsets = append(out, content[i]), append(offsets, base+i)
			i++
			continue
		}
		if n := lineEnding(content[i:]); n > 0 {
			i += n
			continue
		}
		n := min(unitLen(content[i:]), len(content)-i)
		before := len(out)
		out = appendEscape(out, content[i:i+n])
		for range len(out) - before {
			offsets = append(offsets, base+i)
		}
		i += n
	}
	return out, offsets
}

// lineEnding returns the length of a backslash that ends its line, with all
// blanks and line breaks after it, or 0.
func lineEnding(b []byte) int {
	n := 1
	for n < len(b) && isBlank(b[n]) {
		n++
	}
	if bytes.IndexByte(b[:n], '\n') < 0 {
		return 0
	}
	return n
}

var shortEscapes = map[byte]byte{
	'b': '\b', 't': '\t', 'n': '\n', 'f': '\f', 'r': '\r', 'e': 0x1b, '"': '"', '\\': '\\',
}

func appendEscape(out, escape []byte) []byte {
	if len(escape) < 2 {
		return append(out, escape...)
	}
	if c, ok := shortEscapes[escape[1]]; ok {
		return append(out, c)
	}
	r, err := strconv.ParseUint(string(escape[2:]), 16, 32)
	if err != nil {
		return append(out, escape...)
	}
	return utf8.AppendRune(out, rune(r))
}
