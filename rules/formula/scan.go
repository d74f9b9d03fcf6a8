package formula

import (
	"strings"
	"unicode"

	"merit/rules/diag"
)

// A scanner reads a formula's characters before expr's lexer does: what a
// Chinese input method or a word processor leaves behind is reported here,
// every place of it, and replaced one character for one by what was meant, so
// that the lexer can go on and positions stay true.
type scanner struct {
	src      Source
	runes    []rune // repaired
	original []rune
	offsets  []int // byte offset of each rune, and of the end
	problems diag.List
	wide     []correction // full-width characters and symbols
}

// A correction is what to write instead of the runes from..to.
type correction struct {
	from, to   int
	key, write string
}

func scan(src Source) *scanner {
	s := &scanner{src: src}
	for i, r := range src.Text {
		s.runes = append(s.runes, r)
		s.offsets = append(s.offsets, i)
	}
	s.original = []rune(src.Text)
	s.offsets = append(s.offsets, len(src.Text))
	for i := 0; i < len(s.runes); {
		i = s.step(i)
	}
	s.reportWide()
	return s
}

// reportWide reports the full-width characters together, with the formula as
// it should be: who has one usually has ten.
func (s *scanner) reportWide() {
	if len(s.wide) == 0 {
		return
	}
	first, last := s.wide[0], s.wide[len(s.wide)-1]
	var written []string
	var whole strings.Builder
	end := 0
	for _, c := range s.wide {
		whole.WriteString(string(s.original[end:c.from]) + c.write)
		written = append(written, string(s.original[c.from:c.to]))
		end = c.to
	}
	whole.WriteString(string(s.original[end:]))
	key, write := first.key, first.write
	if len(s.wide) > 1 && len(s.original) <= 200 {
		write = strings.TrimSpace(whole.String())
	}
	for _, c := range s.wide {
		if c.key != key {
			key = "formula-syntax.symbol"
		}
	}
	s.report(first.from, last.to, key, "written", strings.Join(written, " "), "write", write)
	s.offer(s.wide...)
}

// offer adds to the last report the offer to make the corrections.
func (s *scanner) offer(all ...correction) {
	var edits []diag.Edit
	for _, c := range all {
		r := s.bytes(c.from, c.to)
		write := c.write
		if isWord(write) {
			write = padded(s.src.Text, r, write)
		}
		made := s.src.edits(r, write)
		if made == nil {
			return
		}
		edits = append(edits, made...)
	}
	last := &s.problems[len(s.problems)-1]
	*last = last.Mend(edits...)
}

// repaired returns the text for expr's lexer.
func (s *scanner) repaired() string {
	if len(s.problems) == 0 {
		return s.src.Text // nothing was replaced
	}
	return string(s.runes)
}

func (s *scanner) bytes(from, to int) Range { return Range{s.offsets[from], s.offsets[to]} }

func (s *scanner) report(from, to int, key string, args ...any) {
	s.problems.Add(s.src.problem(s.bytes(from, to), key, args...))
}

// step deals with the rune at i and returns the index of the next.
func (s *scanner) step(i int) int {
	r := s.runes[i]
	switch {
	case r == '"' || r == '\'':
		return s.quoted(i)
	case r == '`':
		return s.raw(i)
	case r == '/' && i+1 < len(s.runes) && (s.runes[i+1] == '/' || s.runes[i+1] == '*'):
		return s.comment(i)
	case strings.ContainsRune(curlyQuotes, r):
		return s.curly(i)
	case meant(r) != "":
		return s.foreign(i)
	case known(r):
		return i + 1
	}
	key := "formula-syntax.character"
	if !unicode.IsGraphic(r) {
		key = "formula-syntax.invisible"
	}
	s.report(i, i+1, key, "char", string(r), "code", codePoint(r))
	if key == "formula-syntax.invisible" {
		s.offer(correction{from: i, to: i + 1})
	}
	s.runes[i] = ' '
	return i + 1
}

// known reports whether expr's lexer knows r outside of quotes.
func known(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSpace(r) || strings.ContainsRune("_$()[]{},;%+-^&!=*<>?/#|:.", r)
}

// quoted skips text in straight quotes.
func (s *scanner) quoted(i int) int {
	for j := i + 1; j < len(s.runes); j++ {
		switch s.runes[j] {
		case '\\':
			j++
		case '\n':
			return s.unclosed(i, j)
		case s.runes[i]:
			return j + 1
		}
	}
	return s.unclosed(i, len(s.runes))
}

func (s *scanner) unclosed(i, j int) int {
	s.report(i, i+1, "formula-syntax.quote", "quote", string(s.runes[i]))
	s.closeQuote(i, j)
	s.blank(i, j)
	s.runes[i] = '0'
	return j
}

// closeQuote offers to close the quote at i where it is plain where: at a
// closing quote of another kind, or behind the one word that follows.
func (s *scanner) closeQuote(i, j int) {
	quote := string(s.runes[i])
	end := i + 1
	for end < j && (s.runes[end] == '_' || s.runes[end] == '-' || unicode.IsLetter(s.runes[end]) || unicode.IsDigit(s.runes[end])) {
		end++
	}
	switch {
	case end < j && strings.ContainsRune(curlyQuotes+"＂＇", s.runes[end]):
		s.offer(correction{from: end, to: end + 1, write: quote})
	case end > i+1 && strings.TrimSpace(string(s.runes[end:j])) == "" && j == len(s.runes):
		s.offer(correction{from: end, to: end, write: quote})
	}
}

func (s *scanner) blank(from, to int) {
	for k := from; k < to; k++ {
		s.runes[k] = ' '
	}
}

// raw refuses text in backquotes.
func (s *scanner) raw(i int) int {
	j := i + 1
	for j < len(s.runes) && s.runes[j] != '`' {
		j++
	}
	body := string(s.original[i+1 : j])
	j = min(j+1, len(s.runes))
	s.report(i, j, "formula-subset.backquote", "text", body)
	if !strings.Contains(body, `"`) {
		s.offer(correction{from: i, to: j, write: `"` + body + `"`})
	}
	s.text(i, j)
	return j
}

// text turns the runes from..to into one quoted text for the lexer.
func (s *scanner) text(from, to int) {
	s.blank(from, to)
	s.runes[from], s.runes[to-1] = '"', '"'
	if to-from < 2 {
		s.runes[from] = '0'
	}
}

func (s *scanner) comment(i int) int {
	j := i + 2
	if s.runes[i+1] == '/' {
		for j < len(s.runes) && s.runes[j] != '\n' {
			j++
		}
	} else {
		for j < len(s.runes) && !(s.runes[j] == '/' && s.runes[j-1] == '*' && j > i+2) {
			j++
		}
		j = min(j+1, len(s.runes))
	}
	s.report(i, j, "formula-subset.comment")
	s.blank(i, j)
	return j
}

const curlyQuotes = "“”„‟‘’‚「」『』"

// curly refuses text in typographic quotes, as a word processor writes them.
func (s *scanner) curly(i int) int {
	for j := i + 1; j < len(s.runes) && s.runes[j] != '\n'; j++ {
		if strings.ContainsRune(curlyQuotes+`"'`, s.runes[j]) {
			s.report(i, j+1, "formula-syntax.curly", "text", string(s.original[i+1:j]))
			s.offer(correction{from: i, to: j + 1, write: `"` + string(s.original[i+1:j]) + `"`})
			s.text(i, j+1)
			return j + 1
		}
	}
	s.report(i, i+1, "formula-syntax.curly-alone", "quote", string(s.original[i]))
	s.runes[i] = ' '
	return i + 1
}

// foreign refuses a run of characters of an input method or a formula editor.
func (s *scanner) foreign(i int) int {
	j := i
	var b strings.Builder
	for j < len(s.runes) && meant(s.runes[j]) != "" {
		w := meant(s.runes[j])
		b.WriteString(w)
		s.runes[j] = []rune(w)[0]
		if w == "!=" {
			s.runes[j] = '<' // a comparison too
		}
		j++
	}
	written, write := string(s.original[i:j]), b.String()
	key := "formula-syntax.full-width"
	if written[0] < 0xEF { // not one of the full-width forms U+FFxx
		key = "formula-syntax.symbol"
	}
	write = s.standalone(i, j, write)
	if write == "%" {
		from := i
		for from > 0 && strings.ContainsRune("0123456789.", s.original[from-1]) {
			from--
		}
		if from < i {
			s.report(from, j, "formula-syntax.percent", "written", string(s.original[from:j]), "number", string(s.original[from:i]))
			s.offer(correction{from: i, to: j, write: "%"}) // what it means is seen once it is a plain one
		} else {
			s.report(i, j, "formula-syntax.percent-sign", "written", written)
		}
		s.blank(i, j)
		return j
	}
	s.wide = append(s.wide, correction{i, j, key, write})
	return j
}

// standalone turns signs that mean something else alone into what is meant,
// so that nobody is first told to write = and then that = is wrong.
func (s *scanner) standalone(i, j int, write string) string {
	joined := strings.ContainsRune("=<>!", at(s.original, i-1)) || strings.ContainsRune("=<>", at(s.original, j))
	switch {
	case write == "=" && strings.TrimSpace(string(s.original[:i])) == "":
		s.runes[i] = ' '
		return ""
	case write == "=" && !joined:
		s.runes[i] = '<'
		return "=="
	case write == "=<" || write == "=>":
		s.runes[i] = ' '
		return write[1:] + "="
	case write == "<>":
		s.runes[i] = ' '
		return "!="
	case write == "&" || write == "&&":
		s.blank(i, j)
		s.runes[i] = '<'
		return "and"
	case write == "||":
		s.blank(i, j)
		s.runes[i] = '<'
		return "or"
	case write == "!" && !joined:
		s.runes[i] = '-'
		return "not"
	}
	return write
}

func at(runes []rune, i int) rune {
	if i < 0 || i >= len(runes) {
		return ' '
	}
	return runes[i]
}

// meant returns what someone meant who wrote r, or "".
func meant(r rune) string {
	if w, ok := symbols[r]; ok {
		return w
	}
	if r >= 0xFF01 && r <= 0xFF5E {
		return string(r - 0xFF01 + '!')
	}
	return ""
}

var symbols = map[rune]string{
	'≥': ">=", '≧': ">=", '⩾': ">=", '≤': "<=", '≦': "<=", '⩽': "<=", '≠': "!=", '×': "*", '✕': "*", '·': "*", '÷': "/", '∕': "/",
	'−': "-", '–': "-", '—': "-", '。': ".", '、': ",", '【': "[", '】': "]", '〔': "(", '〕': ")", '《': "<", '》': ">", '∧': "&&", '∨': "||", '¬': "!",
}

func codePoint(r rune) string {
	const hex = "0123456789ABCDEF"
	out := ""
	for v := uint32(r); v > 0 || len(out) < 4; v >>= 4 {
		out = string(hex[v&15]) + out
	}
	return "U+" + out
}
