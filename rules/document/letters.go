package document

import (
	"unicode"
	"unicode/utf8"

	"merit/rules/diag"
)

// A lettered is a word that holds letters of another alphabet which look like
// Latin ones.
type lettered struct {
	from, to int
	mixed    bool // with Latin letters
	script   *unicode.RangeTable
}

// letters collects the words of data[from:to] that hold Greek or Cyrillic
// letters.
func (n *newer) letters(from, to int) {
	if !n.foreign {
		return
	}
	for at := from; at < to; {
		r, size := utf8.DecodeRune(n.data[at:to])
		if scriptOf(r) == nil {
			at += size
			continue
		}
		start := at
		for start > from && isLetterByte(n.data[start-1]) {
			start--
		}
		at = n.word(start, to)
	}
}

func isLetterByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// word reads one word of Latin, Greek or Cyrillic letters and returns its end.
func (n *newer) word(from, to int) int {
	w := lettered{from: from}
	alike := true
	at := from
	for at < to {
		r, size := utf8.DecodeRune(n.data[at:to])
		script := scriptOf(r)
		if script == nil && (r >= utf8.RuneSelf || !isLetterByte(byte(r))) {
			break
		}
		if script == nil {
			w.mixed = true
		} else {
			w.script, alike = script, alike && lookAlikes[r] != 0
		}
		at += size
	}
	w.to = at
	if !alike {
		w.mixed = false
		n.native(w.script)
		return at
	}
	n.words = append(n.words, w)
	return at
}

// native remembers that a file is written in an alphabet: words of it mean
// themselves.
func (n *newer) native(script *unicode.RangeTable) {
	n.words = append(n.words, lettered{script: script})
}

func scriptOf(r rune) *unicode.RangeTable {
	switch {
	case r < 0x370:
		return nil
	case unicode.Is(unicode.Cyrillic, r):
		return unicode.Cyrillic
	case unicode.Is(unicode.Greek, r) && r != 'μ':
		return unicode.Greek
	}
	return nil
}

// mixed warns of words that are not what they look like: a Cyrillic а in
// "team" makes another word of it. A word of look-alikes alone is suspicious
// where nothing else in the file is of its alphabet.
func (n *newer) mixed() {
	natives := map[*unicode.RangeTable]bool{}
	for _, w := range n.words {
		if w.to == 0 {
			natives[w.script] = true
		}
	}
	for _, w := range n.words {
		if w.to > 0 && (w.mixed || !natives[w.script]) {
			word := string(n.data[w.from:w.to])
			n.warn(w.from, w.to, "mixed-letters", "text", word, "latin", latin(word))
		}
	}
}

// latin writes a word as it is read.
func latin(word string) string {
	out := []rune(word)
	for i, r := range out {
		if l, ok := lookAlikes[r]; ok {
			out[i] = l
			if unicode.IsUpper(r) {
				out[i] = unicode.ToUpper(l)
			}
		}
	}
	return string(out)
}

func (p *parser) warn(from, to int, key string, args ...string) {
	p.problems.Add(diag.At(p.span(from, to), key, args...).As(diag.Warning))
}
