package document

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// salvage takes from a statement that cannot be read what is still certain:
// the table that a broken header meant to open, and the key whose value is
// broken. What follows is then read in the right place, and nobody reports
// the key as missing.
func (p *parser) salvage(st statement) {
	if st.header {
		p.salvageHeader(st)
		return
	}
	end := st.start + keyLength(p.data[st.start:st.end])
	keys := p.guessKey(st.start, end)
	if keys == nil {
		return
	}
	v := &Value{Kind: Broken, Span: p.span(st.start, st.end), body: -1}
	problems := p.problems
	p.place(p.current, keys, v)
	p.problems = problems
}

func (p *parser) salvageHeader(st statement) {
	line := p.data[st.start:min(st.end, p.lineEnd(st.start), st.start+widestLine)]
	end := st.start + len(line)
	from := end - len(bytes.TrimLeft(line, "[【［ \t"))
	if i := bytes.IndexAny(p.data[from:end], "]#【】［］"); i >= 0 {
		end = from + i
	}
	keys := p.guessKey(from, end)
	if keys == nil {
		last := part{span: p.span(st.start, st.end)}
		p.current, p.again = p.newTable(last, byHeader), false
		return
	}
	problems := p.problems
	if strings.HasPrefix(halfWidth(string(line)), "[[") {
		p.openElement(keys)
	} else {
		p.openTable(keys)
	}
	p.problems = problems
}

// keyLength returns the length of what stands before the first sign that
// separates key and value, or before the first blank.
func keyLength(line []byte) int {
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRune(line[i:])
		switch r {
		case '"', '\'':
			end, closed := stringEnd(line, i, true)
			if !closed {
				return len(line)
			}
			i = end
			continue
		case '=', '＝', ':', '：':
			return i
		case '\n', '#': // no sign at all: weight 40
			line = line[:i]
			continue
		}
		i += n
	}
	if i := bytes.IndexAny(line, " \t　"); i >= 0 {
		return i
	}
	return len(line)
}

// guessKey reads the key at from..end, and takes it as one name when it is
// not a valid key. It returns nil when there is none.
func (p *parser) guessKey(from, end int) []part {
	for end > from && isBlank(p.data[end-1]) {
		end--
	}
	text := string(p.data[from:end])
	if text == "" || len(text) > p.limits.KeyBytes || strings.Count(text, ".") >= p.limits.KeyParts {
		return nil
	}
	line := append([]byte(text), " = 0"...)
	if judge(line) == nil {
		p.nodes.Reset(line)
		if p.nodes.NextExpression() && p.nodes.Expression().Kind == unstable.KeyValue {
			return p.parts(p.nodes.Expression().Key(), from)
		}
	}
	if strings.ContainsAny(text, "\"'“” ") {
		return []part{{strings.Trim(text, `"'“”`), p.span(from, end)}}
	}
	var parts []part // [inputs.问卷] opens 问卷 of inputs, though its letters want quotes
	for name := range strings.SplitSeq(text, ".") {
		parts = append(parts, part{name, p.span(from, from+len(name))})
		from += len(name) + 1
	}
	return parts
}
