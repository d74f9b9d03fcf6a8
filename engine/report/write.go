package report

import (
	"html"
	"strings"
)

// Markdown writes the page as Markdown.
func (p *Page) Markdown() string {
	var b strings.Builder
	b.WriteString("# " + escaped(p.Title) + "\n")
	for _, s := range p.Sections {
		b.WriteString("\n## " + escaped(s.Title) + "\n\n")
		for _, n := range s.Notes {
			b.WriteString("- " + escaped(n) + "\n")
		}
		if len(s.Columns) == 0 || len(s.Rows) == 0 {
			continue
		}
		if len(s.Notes) > 0 {
			b.WriteString("\n")
		}
		b.WriteString("|")
		for _, c := range s.Columns {
			b.WriteString(" " + escaped(c) + " |")
		}
		b.WriteString("\n|" + strings.Repeat(" --- |", len(s.Columns)) + "\n")
		for _, row := range s.Rows {
			b.WriteString("|")
			for i := range s.Columns {
				b.WriteString(" " + escaped(textOf(row, i)) + " |")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// textOf is cell i of a row, which may be shorter than the header.
func textOf(row []Cell, i int) string {
	if i < len(row) {
		return row[i].Text
	}
	return ""
}

// escaped keeps names from files from meaning anything in Markdown or in the
// HTML it becomes.
func escaped(s string) string { return markdown.Replace(s) }

var markdown = strings.NewReplacer("\\", "\\\\", "|", "\\|", "\n", " ", "\r", " ", "<", "&lt;", ">", "&gt;", "[", "\\[", "]", "\\]", "`", "\\`", "*", "\\*")

// HTML writes the page as one HTML file that needs nothing else: no script, no
// request to anywhere.
func (p *Page) HTML() string {
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html lang=\"" + string(p.Lang) + "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
	b.WriteString(html.EscapeString(p.Title) + "</title>\n<style>\n" + style + "</style>\n</head>\n<body>\n<h1>" + html.EscapeString(p.Title) + "</h1>\n")
	for _, s := range p.Sections {
		b.WriteString("<section>\n<h2>" + html.EscapeString(s.Title) + "</h2>\n")
		for _, n := range s.Notes {
			b.WriteString("<p>" + html.EscapeString(n) + "</p>\n")
		}
		s.table(&b)
		b.WriteString("</section>\n")
	}
	b.WriteString("</body>\n</html>\n")
	return b.String()
}

func (s *Section) table(b *strings.Builder) {
	if len(s.Columns) == 0 || len(s.Rows) == 0 {
		return
	}
	b.WriteString("<table>\n<thead><tr>")
	for _, c := range s.Columns {
		b.WriteString("<th scope=\"col\">" + html.EscapeString(c) + "</th>")
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, row := range s.Rows {
		b.WriteString("<tr>")
		for i := range s.Columns {
			class := ""
			if i < len(row) && row[i].Number != nil {
				class = " class=\"number\""
			}
			b.WriteString("<td" + class + ">" + html.EscapeString(textOf(row, i)) + "</td>")
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n")
}

const style = `body { font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1f2328 }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 } th, td { border-bottom: 1px solid #d0d7de; padding: .3rem .6rem; text-align: left; vertical-align: top }
th { background: #f6f8fa } td.number { text-align: right; font-variant-numeric: tabular-nums }
section { overflow-x: auto } @media print { section { break-inside: avoid } body { margin: 0 } }
`
