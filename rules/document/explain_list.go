package document

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// array explains [ … ].
func (x *explainer) array(depth int) {
	open := x.i
	x.i++
	for afterItem := false; !x.tired(); {
		x.blanks(true)
		if x.i >= x.end {
			if !x.torn(open) {
				x.report(x.span(open, open+1), "toml-syntax.unclosed-array")
			}
			return
		}
		switch c := x.data[x.i]; {
		case c == ']':
			x.i++
			return
		case c == ',':
			if !afterItem {
				x.report(x.span(x.i, x.i+1), "toml-syntax.extra-comma")
				x.offer(x.edit(x.i, x.i+1, ""))
			}
			afterItem = false
			x.i++
		case c == '}' || c == '=':
			x.report(x.span(open, open+1), "toml-syntax.unclosed-array")
			x.i = x.end
			return
		case afterItem:
			x.missingComma(depth)
			afterItem = false
		default:
			x.value(depth)
			afterItem = true
		}
	}
}

// missingComma explains what stands where a comma should be: a full-width
// comma, or nothing.
func (x *explainer) missingComma(depth int) {
	r, n := utf8.DecodeRune(x.data[x.i:x.end])
	if r == '，' || r == '、' || r == '；' || r == ';' {
		x.instead(x.i, x.i+n, "toml-syntax.comma", ",")
		x.i += n
		return
	}
	at := x.i
	for at > 0 && isBlank(x.data[at-1]) {
		at--
	}
	if x.found() { // most likely a consequence of what was reported
		x.skipItem(depth)
		return
	}
	x.report(x.span(at-1, at), "toml-syntax.missing-comma")
	x.offer(x.edit(at, at, ","))
}

// skipItem moves behind one value without a word.
func (x *explainer) skipItem(depth int) {
	said, start := x.problems, x.i
	x.value(depth)
	x.problems = said
	x.i = max(x.i, start+1)
}

var digitsAfterComma = regexp.MustCompile(`^,[0-9]+[ \t]*[,}]`)

// table explains { … }.
func (x *explainer) table(depth int) {
	open := x.i
	x.i++
	for afterItem := false; !x.tired(); {
		x.blanks(true)
		if x.i >= x.end {
			if !x.torn(open) {
				x.report(x.span(open, open+1), "toml-syntax.unclosed-table")
			}
			return
		}
		switch c := x.data[x.i]; {
		case c == '}':
			x.i++
			return
		case c == ',':
			if !afterItem {
				x.report(x.span(x.i, x.i+1), "toml-syntax.extra-comma")
				x.offer(x.edit(x.i, x.i+1, ""))
			}
			afterItem = false
			x.i++
		case c == ']' || c == '[' || c == '{':
			x.report(x.span(open, open+1), "toml-syntax.unclosed-table")
			x.i = x.end
			return
		case afterItem:
			x.missingComma(depth)
			afterItem = false
		default:
			x.tableEntry(depth)
			afterItem = true
		}
	}
}

// tableEntry explains one key = value of { … }. Its extent ends at the comma.
func (x *explainer) tableEntry(depth int) {
	line := x.line()
	if n := strings.IndexAny(string(line), "=,}"); n >= 0 && line[n] != '=' && !strings.ContainsAny(string(line[:n]), "\"'＝:：") {
		word := strings.TrimSpace(string(line[:n]))
		x.tell(x.i, x.i+max(len(word), 1), "toml-syntax.no-equals", word+" = …")
		x.i += max(n, 1)
		return
	}
	start := x.i
	x.entry(depth)
	x.i = max(x.i, start+1)
	if x.i < x.end && digitsAfterComma.Match(x.line()) {
		n := len(strings.TrimRight(string(digitsAfterComma.Find(x.line())), " \t,}"))
		from := x.i
		for from > start && x.data[from-1] >= '0' && x.data[from-1] <= '9' {
			from--
		}
		found := string(x.data[from : x.i+n])
		if thousands.MatchString(found) && found[0] != '0' {
			x.instead(from, x.i+n, "toml-syntax.thousands", strings.ReplaceAll(found, ",", ""))
		} else {
			x.instead(from, x.i+n, "toml-syntax.decimal-comma", strings.Replace(found, ",", ".", 1))
		}
		x.i += n
	}
}

// header explains [a.b] and [[a.b]].
func (x *explainer) header() {
	start := x.i
	line := x.line()
	opens := 1
	if strings.HasPrefix(string(line), "[[") {
		opens = 2
	}
	plain := rest(line)
	end := strings.IndexAny(plain, "]")
	if end < 0 {
		x.openHeader(start, plain, opens)
		return
	}
	name := strings.TrimSpace(plain[opens:max(end, opens)])
	closes := len(plain[end:]) - len(strings.TrimLeft(plain[end:], "]"))
	after := strings.TrimSpace(plain[end+closes:])
	at := start + strings.Index(plain[opens:], name) + opens
	switch {
	case name == "":
		x.report(x.span(start, start+end+closes), "toml-syntax.empty-header")
	case closes != opens:
		x.instead(start, start+end+closes, "toml-syntax.header-brackets", strings.Repeat("[", max(opens, closes))+name+strings.Repeat("]", max(opens, closes)))
	case after != "":
		from := start + len(plain) - len(after)
		if !x.oddCharacter(from, from+1) {
			x.report(x.span(from, start+len(plain)), "toml-syntax.after-header", "found", brief(after))
		}
	default:
		x.key(at, name)
	}
}

func (x *explainer) openHeader(start int, plain string, opens int) {
	name := strings.TrimSpace(strings.Trim(plain, "[]【】［］"))
	better := strings.Repeat("[", opens) + name + strings.Repeat("]", opens)
	if i := strings.IndexAny(plain, "】］"); i >= 0 {
		x.tell(start+i, start+i+len("】"), "toml-syntax.full-width", better)
		x.offer(x.edit(start, start+len(plain), better))
		return
	}
	x.instead(start, start+len(plain), "toml-syntax.unclosed-header", better)
}
