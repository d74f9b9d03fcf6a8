package diag

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"

	"merit/rules/text"
)

// A Printer draws problems for people: the place, the line as it stands in
// the file, a caret under what is wrong, and what to write instead.
type Printer struct {
	Lang  text.Lang // ZH or EN for that language alone; "" for Chinese followed by English
	Color bool      // ANSI colours
	Fixes bool      // also what a fix would change
}

// Print writes l in its order and returns the first write error.
func (p Printer) Print(w io.Writer, l List) error {
	var b strings.Builder
	for i := range l {
		if i > 0 {
			b.WriteByte('\n')
		}
		p.one(&b, &l[i])
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (p Printer) one(b *strings.Builder, d *Diagnostic) {
	lang := p.Lang
	if lang == "" {
		lang = text.ZH
	}
	if at := d.Where(); at != "" {
		b.WriteString(p.paint("1", at) + ": ")
	}
	b.WriteString(p.paint(colorOf(d.Severity), severityWord(d.Severity).In(lang)))
	fmt.Fprintf(b, " [%s] %s\n", d.Code, d.Message.In(lang))
	margin := p.excerpt(b, d.Span, d.Severity)
	p.note(b, margin, words["help"].In(lang), d.Help.In(lang))
	if p.Lang == "" {
		p.note(b, margin, severityWord(d.Severity).EN, d.Message.EN)
		p.note(b, margin, words["help"].EN, d.Help.EN)
	}
	if p.Fixes && d.Fix != nil {
		offer := Report{Lang: p.Lang}
		p.note(b, margin, offer.say(text.Say("fix-offered")), d.Fix.Change())
	}
	for _, r := range d.Related {
		note := r.Text.In(lang)
		if p.Lang == "" {
			note += " / " + r.Text.EN
		}
		p.note(b, margin, r.Span.String(), note)
	}
}

// excerpt draws the line of s with a caret and returns the width of the
// margin its line number took.
func (p Printer) excerpt(b *strings.Builder, s Span, sev Severity) int {
	if s.IsZero() {
		return 1
	}
	at := s.Position()
	line, start := s.Source.line(at.Line)
	number := fmt.Sprint(at.Line)
	from := min(max(s.Start-start, 0), len(line))
	to := min(max(s.End-start, from), len(line))
	line, from, to = window(line, from, to)
	pad := strings.Repeat(" ", Cells(line[:from]))
	caret := strings.Repeat("^", max(1, Cells(line[from:to])))
	bar := p.paint("34", "|")
	fmt.Fprintf(b, " %s %s %s\n", p.paint("34", number), bar, visible(line))
	fmt.Fprintf(b, " %s %s %s%s\n", strings.Repeat(" ", len(number)), bar, pad, p.paint(colorOf(sev), caret))
	return len(number)
}

func (p Printer) note(b *strings.Builder, margin int, head, body string) {
	if body == "" {
		return
	}
	indent := strings.Repeat(" ", margin+1)
	body = strings.ReplaceAll(body, "\n", "\n"+indent+"   ")
	fmt.Fprintf(b, "%s %s %s: %s\n", indent, p.paint("34", "="), head, body)
}

func (p Printer) paint(code, s string) string {
	if !p.Color || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func colorOf(s Severity) string { return [...]string{"1;31", "1;33", "1;36"}[s] }

var words = map[string]text.Text{
	"error":   {ZH: "错误", EN: "error"},
	"warning": {ZH: "警告", EN: "warning"},
	"info":    {ZH: "提示", EN: "info"},
	"help":    {ZH: "改法", EN: "help"},
}

func severityWord(s Severity) text.Text { return words[s.String()] }

const widest = 160 // bytes of a line that are shown around what is wrong

// window cuts a very long line to the part around from..to.
func window(line string, from, to int) (string, int, int) {
	if len(line) <= widest {
		return line, from, to
	}
	start := max(0, from-widest/2)
	end := min(len(line), start+widest)
	for start > 0 && !boundary(line, start) {
		start--
	}
	for end < len(line) && !boundary(line, end) {
		end++
	}
	return line[start:end], from - start, min(to, end) - start
}

func boundary(s string, i int) bool { return s[i]&0xC0 != 0x80 }

// visible replaces what a terminal would act on or hide.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < 0x20 || r == 0x7f:
			return '\uFFFD'
		case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2069, r == 0xfeff:
			return '\uFFFD'
		}
		return r
	}, s)
}

// Cells returns how many columns of a terminal s takes: Chinese letters and
// full-width forms take two.
func Cells(s string) int {
	n := 0
	for _, r := range visible(s) {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
