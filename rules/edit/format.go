// Package edit works on policy files as texts and as agreements: it formats
// them, describes them to editors, shows them to people, and says what changed
// between two of them.
package edit

import (
	"bytes"
	"slices"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
)

// Format returns the text of a TOML file laid out as Merit does: the = of keys
// that follow each other in one column, one blank line between tables, spaces
// inside { }, none at the ends of lines. Nothing is reordered, every comment
// and every value stays as written. A file that does not parse is returned as
// it is, with what is wrong with it.
func Format(src *diag.Source) ([]byte, diag.List) {
	before, problems := document.Parse(src, document.DefaultLimits)
	if problems.HasErrors() {
		return src.Bytes, problems
	}
	out := formatted(src.Bytes)
	after, wrong := document.Parse(diag.NewSource(src.Name, out), document.DefaultLimits)
	if wrong.HasErrors() || !equal(before, after) {
		return src.Bytes, nil // what it says comes before how it looks
	}
	return out, nil
}

// equal reports whether two documents say the same, in the same order.
func equal(a, b *document.Value) bool {
	if a.Kind != b.Kind || a.Name != b.Name || a.Text != b.Text || a.Inline != b.Inline {
		return false
	}
	return slices.EqualFunc(a.Items, b.Items, equal) && slices.EqualFunc(a.Members, b.Members, equal)
}

const byteOrderMark = "\uFEFF"

func formatted(b []byte) []byte {
	text, marked := bytes.CutPrefix(b, []byte(byteOrderMark))
	f := &formatter{end: "\n"}
	if bytes.Contains(text, []byte("\r\n")) {
		f.end = "\r\n"
	}
	for _, s := range statements(tokens(text)) {
		f.add(s)
	}
	f.flush()
	if marked {
		return append([]byte(byteOrderMark), f.out.Bytes()...)
	}
	return f.out.Bytes()
}

// A statement is a line of a file, or several where a value runs over them:
// a key and its value, a header, a comment, or nothing.
type statement struct {
	kind    statementKind
	key     string // of a pair
	body    string // the value, the header or the comment
	comment string // at its end, with the spaces before it
}

type statementKind uint8

const (
	emptyLine statementKind = iota
	remark
	header
	pair
)

// several reports whether the value runs over several lines.
func (s statement) several() bool { return strings.Contains(s.body, "\n") }

func (s statement) dotted() bool { return strings.Contains(s.key, ".") }

// statements groups tokens and lays each value out by itself.
func statements(all []token) []statement {
	var out []statement
	for len(all) > 0 {
		n, depth := 0, 0
		for ; n < len(all) && (depth > 0 || all[n].kind != newline); n++ {
			switch {
			case all[n].is("[") || all[n].is("{"):
				depth++
			case all[n].is("]") || all[n].is("}"):
				depth--
			}
		}
		out = append(out, read(all[:n]))
		all = all[min(n+1, len(all)):]
	}
	return out
}

func read(line []token) statement {
	line = trim(line)
	var s statement
	if n := len(line); n > 0 && line[n-1].kind == comment {
		s.comment = line[n-1].text
		line = line[:n-1]
		if n > 1 && line[n-2].kind == blank {
			s.comment = line[n-2].text + s.comment
		} else {
			s.comment = " " + s.comment
		}
	}
	s.comment = strings.TrimRight(s.comment, " \t")
	line = trim(line)
	switch {
	case len(line) == 0 && s.comment == "":
	case len(line) == 0:
		s.kind, s.body, s.comment = remark, strings.TrimLeft(s.comment, " \t"), ""
	case line[0].is("["):
		s.kind, s.body = header, tight(line)
	default:
		s.kind = pair
		at := slices.IndexFunc(line, func(t token) bool { return t.is("=") })
		if at < 0 {
			at = len(line) - 1
		}
		s.key = tight(line[:at])
		s.body = layOut(line[at+1:], s.key == "columns")
	}
	return s
}

func trim(line []token) []token {
	for len(line) > 0 && line[0].kind == blank {
		line = line[1:]
	}
	for len(line) > 0 && line[len(line)-1].kind == blank {
		line = line[:len(line)-1]
	}
	return line
}

// tight writes tokens without blanks: a key or a header.
func tight(line []token) string {
	var b strings.Builder
	for _, t := range line {
		if t.kind != blank {
			b.WriteString(t.text)
		}
	}
	return b.String()
}

// A formatter writes statements. It holds back keys that follow each other
// until it knows how wide the widest is.
type formatter struct {
	out     bytes.Buffer
	end     string // of a line
	gap     bool   // an empty line is due before whatever comes
	remarks []statement
	run     []statement
}

func (f *formatter) add(s statement) {
	switch s.kind {
	case emptyLine:
		f.flush()
		f.gap = f.out.Len() > 0
	case remark:
		f.alignRun()
		f.remarks = append(f.remarks, s)
	case header:
		f.alignRun()
		f.gap = f.out.Len() > 0
		f.flush()
		f.line(s.body + s.comment)
	case pair:
		f.writeRemarks()
		if n := len(f.run); n > 0 && (f.run[n-1].several() || f.run[n-1].dotted() != s.dotted()) {
			f.alignRun()
		}
		f.run = append(f.run, s)
	}
}

func (f *formatter) flush() {
	f.alignRun()
	f.writeRemarks()
}

func (f *formatter) writeRemarks() {
	for _, s := range f.remarks {
		f.line(s.body)
	}
	f.remarks = nil
}

func (f *formatter) alignRun() {
	widest := 0
	for _, s := range f.run {
		widest = max(widest, diag.Cells(s.key))
	}
	for _, s := range f.run {
		pad := strings.Repeat(" ", widest-diag.Cells(s.key))
		f.line(s.key + pad + " = " + strings.ReplaceAll(s.body, lineEnd, f.end) + s.comment)
	}
	f.run = nil
}

func (f *formatter) line(text string) {
	if f.gap {
		f.out.WriteString(f.end)
		f.gap = false
	}
	f.out.WriteString(text)
	f.out.WriteString(f.end)
}
