package document

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"merit/rules/diag"
)

// Fold returns name as people see it at a glance: without case, without the
// difference of full-width and half-width forms, and with Greek and Cyrillic
// letters that look like Latin ones replaced by these. Two names with equal
// folds are refused beside each other (SEMANTICS I1).
func Fold(name string) string {
	if isPlain(name) {
		return name
	}
	folded := strings.Map(func(r rune) rune {
		if latin, ok := lookAlikes[r]; ok {
			return latin
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(name))
	return strings.Map(func(r rune) rune {
		if latin, ok := lookAlikes[r]; ok {
			return latin
		}
		return r
	}, folded)
}

func isPlain(name string) bool {
	for i := range len(name) {
		if c := name[i]; c >= 0x80 || c >= 'A' && c <= 'Z' {
			return false
		}
	}
	return true
}

var lookAlikes = pairs(
	"аa еe оo рp сc уy хx іi јj ѕs ԁd һh ԛq ԝw ѵv ɡg ɑa ıi АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ",
	"οo νv ρp αa ιi κk υu χx ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX",
)

func pairs(lists ...string) map[rune]rune {
	m := map[rune]rune{}
	for _, pair := range strings.Fields(strings.Join(lists, "")) {
		r := []rune(pair)
		m[r[0]] = unicode.ToLower(r[1])
	}
	return m
}

// checkNames refuses names in one table that can be taken for each other.
func (p *parser) checkNames(v *Value) {
	switch v.Kind {
	case Array:
		for _, item := range v.Items {
			p.checkNames(item)
		}
		return
	case Table:
	default:
		return
	}
	seen := make(map[string]*Value, len(v.Members))
	for _, m := range v.Members {
		folded := Fold(m.Name)
		if first := seen[folded]; first != nil {
			p.report(m.Key, "confusable-keys", "name", m.Name, "first", first.Name)
			p.relate(first, "first-written")
		} else {
			seen[folded] = m
		}
		p.checkNames(m)
	}
}

// checkText refuses characters that cannot be seen. The places of text's
// bytes come from locate.
func (p *parser) checkText(text string, locate func(from, to int) diag.Span) {
	if isASCII(text) {
		return
	}
	for i, r := range text {
		if invisible(r) {
			p.report(locate(i, i+len(string(r))), "invisible-character", "code", codePoint(r))
			p.offer(p.without(text[i:], func(from, to int) diag.Span { return locate(i+from, i+to) })...)
			return
		}
	}
}

// without deletes what cannot be seen from text.
func (p *parser) without(text string, locate func(from, to int) diag.Span) []diag.Edit {
	var edits []diag.Edit
	for i, r := range text {
		if !invisible(r) {
			continue
		}
		at := locate(i, i+len(string(r)))
		if string(p.data[at.Start:at.End]) != string(r) { // written as an escape, or not to be located
			return nil
		}
		edits = append(edits, diag.Edit{Span: at})
	}
	return edits
}

// checkComment refuses characters that reverse the reading direction: with
// them a comment can make a line read as something else.
func (p *parser) checkComment(from, to int) {
	comment := string(p.data[from:to])
	if isASCII(comment) || len(p.problems) >= mostProblems {
		return
	}
	for i, r := range comment {
		if reversing(r) {
			at := p.span(from+i, from+i+len(string(r)))
			p.report(at, "invisible-character.comment", "code", codePoint(r))
			p.offer(diag.Edit{Span: at})
			return
		}
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func reversing(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

// invisible reports whether r takes no space or turns the reading direction.
func invisible(r rune) bool {
	switch r {
	case 0x00ad, 0x034f, 0x061c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180e, 0x3164, 0xfeff, 0xffa0:
		return true
	}
	return r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e ||
		r >= 0x2060 && r <= 0x206f || r >= 0xe0000 && r <= 0xe007f
}
