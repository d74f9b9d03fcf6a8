package document

import (
	"bytes"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// An explainer walks a statement that BurntSushi refused and says, in words
// for people, what is wrong with it and what to write instead. It reads
// leniently: after one mistake it goes on with the next element.
type explainer struct {
	*parser
	i, end  int
	started int    // where the statement starts
	before  int    // problems there were at the start
	keyed   string // the key of the value being explained
	steps   int    // elements looked at
	opened  int    // where the last string started
}

// Bounds that keep the explanation of a hostile statement short: a megabyte of
// mistakes on one line is not worth a sentence each.
const (
	mostSteps  = 4000
	widestLine = 4096
)

// line returns the rest of the line at x.i, or a good piece of it.
func (x *explainer) line() []byte {
	return x.data[x.i:min(x.end, x.lineEnd(x.i), x.i+widestLine)]
}

// tired reports whether the statement is not worth looking at any longer.
func (x *explainer) tired() bool {
	x.steps++
	if x.steps < mostSteps && len(x.problems) < mostProblems {
		return false
	}
	x.i = x.end
	return true
}

// explain reports what is wrong with st; err is what BurntSushi said.
func (p *parser) explain(st statement, err error) {
	x := &explainer{parser: p, i: st.start, end: st.end, started: st.start, before: len(p.problems)}
	if p.data[st.start] == '[' {
		x.header()
	} else {
		x.entry(0)
		x.afterValue()
	}
	if len(p.problems) == x.before {
		p.judged(st, err)
	}
}

// judged reports what only BurntSushi knows about a statement.
func (p *parser) judged(st statement, err error) {
	var pe toml.ParseError
	if errors.As(err, &pe) && strings.Contains(pe.Message, "already") {
		p.build(st) // a key twice in one inline table; building names both places
		return
	}
	p.syntaxError(err, st.start)
}

func (x *explainer) found() bool { return len(x.problems) > x.before }

// entry explains key = value. Depth counts the brackets around it.
func (x *explainer) entry(depth int) {
	start := x.i
	line := x.line()
	n := keyLength(line)
	sign, width := utf8.DecodeRune(line[n:])
	key := strings.TrimRight(string(line[:n]), " \t　")
	switch {
	case sign == '＝':
		x.tell(x.i+n, x.i+n+width, "toml-syntax.full-width", halfWidth(key)+" = "+halfWidth(rest(line[n+width:])))
		x.equals(start, key, x.i+n, x.i+n+width)
	case sign == ':' || sign == '：':
		x.tell(x.i+n, x.i+n+width, "toml-syntax.colon", key+" = "+rest(line[n+width:]))
		x.equals(start, key, x.i+n, x.i+n+width)
	case sign != '=':
		x.noEquals(line, n)
		x.i += len(line)
		return
	case key == "":
		x.tell(x.i, x.i+1, "toml-syntax.no-key", "")
	default:
		x.key(start, key)
		x.oddCharacter(start+len(key), start+n)
	}
	x.i += n + width
	x.keyed = key
	x.value(depth)
}

// rest returns what follows a sign on its line, without comment.
func rest(line []byte) string {
	return strings.TrimSpace(string(line[:plainLength(line)]))
}

// noEquals explains a line without =.
func (x *explainer) noEquals(line []byte, n int) {
	if r, _ := utf8.DecodeRune(line); strings.ContainsRune("【［", r) {
		x.instead(x.i, x.i+len(rest(line)), "toml-syntax.full-width", halfWidth(rest(line)))
		return
	}
	if c := line[0]; c == ']' || c == '}' || c == ',' {
		x.report(x.span(x.i, x.i+1), "toml-syntax.stray", "found", string(c))
		return
	}
	word, value := string(line[:n]), rest(line[n:])
	if value == "" {
		value = "…"
	}
	x.tell(x.i, x.i+max(len(strings.TrimSpace(word)), 1), "toml-syntax.no-equals", strings.TrimSpace(word)+" = "+value)
	at := x.i + len(strings.TrimRight(word, " \t"))
	if fine(value) && judge([]byte(strings.TrimSpace(word)+" = 0")) == nil && strings.HasPrefix(string(line[n:]), " ") {
		x.offer(x.edit(at, at, " ="))
	}
}

// key explains a key that is not valid; it stands at offset at.
func (x *explainer) key(at int, key string) {
	if judge([]byte(key+" = 0")) == nil {
		return
	}
	end := at + len(key)
	switch {
	case x.oddCharacter(at, end):
	case strings.HasPrefix(key, `"`) || strings.HasPrefix(key, "'"):
		x.report(x.span(at, end), "toml-syntax.key")
	case strings.ContainsFunc(key, func(r rune) bool { return r >= 0x80 }):
		x.instead(at, end, "toml-syntax.key-letters", quoteParts(key))
	case strings.ContainsAny(key, " \t"):
		x.tell(at, end, "toml-syntax.key-space", strings.Join(strings.Fields(key), "_"))
	default:
		x.report(x.span(at, end), "toml-syntax.key")
	}
}

// quoteParts puts the parts of a dotted key that need them in quotes.
func quoteParts(key string) string {
	parts := strings.Split(key, ".")
	for i, part := range parts {
		part = strings.TrimSpace(part)
		if strings.ContainsFunc(part, func(r rune) bool { return r >= 0x80 }) {
			part = `"` + part + `"`
		}
		parts[i] = part
	}
	return strings.Join(parts, ".")
}

// value explains the value at x.i and moves behind it.
func (x *explainer) value(depth int) {
	x.blanks(false)
	if x.i >= x.end || x.data[x.i] == '\n' || x.data[x.i] == '\r' || x.data[x.i] == '#' {
		at := x.i
		for at > 0 && isBlank(x.data[at-1]) {
			at--
		}
		x.report(x.span(max(at-1, 0), at), "toml-syntax.no-value")
		return
	}
	switch c := x.data[x.i]; c {
	case '"', '\'':
		x.str()
	case '[':
		x.array(depth + 1)
	case '{':
		x.table(depth + 1)
	default:
		x.word(depth)
	}
}

// blanks skips blanks, and with lines also line ends and comments. Blanks that
// only look like blanks are reported.
func (x *explainer) blanks(lines bool) {
	for x.i < x.end {
		r, n := utf8.DecodeRune(x.data[x.i:x.end])
		switch {
		case r == ' ' || r == '\t' || lines && (r == '\n' || r == '\r'):
		case r == '#' && lines:
			n = min(x.lineEnd(x.i), x.end) - x.i
		case r > 0x7f && unicode.IsSpace(r) || invisible(r):
			x.oddCharacter(x.i, x.i+n)
		default:
			return
		}
		x.i += n
	}
}

// str explains a string in quotes.
func (x *explainer) str() {
	start := x.i
	x.opened = start
	end, closed := stringEnd(x.data[:x.end], start, false)
	x.i = end
	raw := x.data[start:end]
	if !closed {
		x.unclosedString(start, string(bytes.TrimRight(raw, " \t\r\n")))
		return
	}
	err := judge(append([]byte("x = "), raw...))
	if pe := (toml.ParseError{}); errors.As(err, &pe) {
		from := start + min(max(pe.Position.Start-len("x = "), 0), len(raw)-1)
		if i := bytes.IndexByte(x.data[from:end], '\\'); i == 0 || bytes.LastIndexByte(x.data[start:from], '\\') < 0 {
			from += max(i, 0)
		} else {
			from = start + bytes.LastIndexByte(x.data[start:from], '\\')
		}
		escape := x.data[from:min(from+2, end)]
		x.report(x.span(from, from+len(escape)), "toml-syntax.escape", "found", string(escape))
	}
}

func (x *explainer) unclosedString(start int, raw string) {
	if strings.HasPrefix(raw, `"""`) || strings.HasPrefix(raw, "'''") {
		x.tell(start, start+3, "toml-syntax.unclosed-text", raw[:3])
		return
	}
	line, _, _ := strings.Cut(raw, "\n")
	line = strings.TrimRight(line, "\r \t")
	quote := line[:1]
	key := "toml-syntax.unclosed-string"
	body := line
	for _, mark := range []string{"”", "“", "＂", "’", "‘"} {
		if i := strings.Index(line, mark); i > 0 {
			x.tell(start+i, start+i+len(mark), "toml-syntax.full-width", line[:i]+quote)
			if x.right(start+i, start+i+len(mark), quote) {
				x.offer(x.edit(start+i, start+i+len(mark), quote))
			}
			return
		}
	}
	if i := strings.Index(body, " #"); i > 0 {
		body = strings.TrimRight(body[:i], " \t")
	}
	end := start + len(body)
	body = x.withoutClosing(start, body)
	x.tell(start, start+len(body), key, body+quote)
	x.closing(start, end, quote)
}

// withoutClosing takes the brackets off the end of a string that is never
// closed, where they close what was opened before it on its line.
func (x *explainer) withoutClosing(start int, body string) string {
	before := x.data[bytes.LastIndexByte(x.data[:start], '\n')+1 : start]
	for _, pair := range []string{"{}", "[]"} {
		open := bytes.Count(before, []byte(pair[:1])) - bytes.Count(before, []byte(pair[1:]))
		if cut := strings.TrimRight(strings.TrimSuffix(body, pair[1:]), " \t"); open > 0 && strings.HasSuffix(body, pair[1:]) && len(cut) > 1 {
			return cut
		}
	}
	return body
}

// torn reports whether the last string behind offset from is never closed: it
// has swallowed the bracket that closes what stands around it.
func (x *explainer) torn(from int) bool {
	if x.opened <= from {
		return false
	}
	_, closed := stringEnd(x.data[:x.end], x.opened, false)
	return !closed
}

// afterValue explains what stands between a value and the end of its line.
func (x *explainer) afterValue() {
	x.blanks(false)
	if x.found() || x.i >= x.end || x.data[x.i] == '#' {
		return
	}
	line := x.line()
	if x.oddCharacter(x.i, x.i+1) {
		return
	}
	found := rest(line)
	if found == "" {
		return
	}
	if strings.Trim(found, ",，;；") == "" {
		x.report(x.span(x.i, x.i+len(found)), "toml-syntax.extra-comma")
		x.offer(x.edit(x.i, x.i+len(found), ""))
		return
	}
	if c := x.data[max(x.i-1, 0)]; c == '"' || c == '\'' {
		x.afterString(found)
		return
	}
	x.report(x.span(x.i, x.i+len(found)), "toml-syntax.after-value", "found", brief(found))
}

// afterString explains what follows a string: most often the text held the
// quotes that were to surround it, as in "role == "crs"".
func (x *explainer) afterString(found string) {
	at := x.span(x.i, x.i+len(found))
	whole := string(x.data[x.opened:x.i]) + found
	if n := len(whole); n > 2 && whole[0] == '"' && whole[n-1] == '"' && fine("'"+whole[1:n-1]+"'") {
		x.report(at, "toml-syntax.inner-quotes", "better", brief("'"+whole[1:n-1]+"'"))
		x.offer(x.edit(x.opened, x.i+len(found), "'"+whole[1:n-1]+"'"))
		return
	}
	x.report(at, "toml-syntax.after-string", "found", brief(found))
}

// tell reports a problem with what to write instead.
func (x *explainer) tell(from, to int, key, better string) {
	x.report(x.span(from, to), key, "found", brief(string(x.data[from:to])), "better", brief(better))
}
