package edit

import (
	"slices"
	"strings"

	"merit/rules"
	"merit/rules/text"
)

// tabled are the sections whose rules are rows of one table; every other rule
// has a heading of its own.
var tabled = []string{"dimensions", "bands", "params", "formulas", "checks", "attributes", "inputs"}

// ShowMarkdown returns a policy as people read it, in Markdown: every rule
// once, generated from what the policy means.
func ShowMarkdown(p *rules.Policy, lang text.Lang) []byte {
	w := &markdownWriter{lang: lang}
	for _, group := range grouped(Describe(p)) {
		w.section(group)
	}
	w.line(Markdown(generated(p).In(lang)))
	return []byte(w.b.String())
}

func generated(p *rules.Policy) text.Text { return text.Say("show-generated", "digest", p.Digest) }

// grouped puts rules of one section together, in the order of sections.
func grouped(all []Rule) [][]Rule {
	var out [][]Rule
	for _, section := range sections {
		var group []Rule
		for _, r := range all {
			if r.Section == section {
				group = append(group, r)
			}
		}
		if len(group) > 0 {
			out = append(out, group)
		}
	}
	return out
}

type markdownWriter struct {
	b    strings.Builder
	lang text.Lang
}

func (w *markdownWriter) line(s string) { w.b.WriteString(s + "\n") }

func (w *markdownWriter) section(group []Rule) {
	section := group[0].Section
	if section == "policy" {
		w.line("# " + Markdown(titled(group[0].Title, group[0].ID)) + " " + code(group[0].ID) + "\n")
		w.lines(group[0])
		return
	}
	w.line("## " + text.Say("heading-"+section).In(w.lang) + "\n")
	switch {
	case slices.Contains(tabled, section):
		w.table(group)
	default:
		for _, r := range group {
			if r.ID != "" {
				w.line("### " + strings.TrimSpace(Markdown(r.Title)+" "+code(r.ID)) + "\n")
			}
			w.lines(r)
		}
	}
}

// code writes an id; ids have no backtick, whatever they are.
func code(id string) string { return "`" + strings.ReplaceAll(id, "`", "'") + "`" }

func (w *markdownWriter) lines(r Rule) {
	for _, l := range r.Lines {
		w.line("- " + Markdown(colon(lineName(l.Key), l.Value).In(w.lang)))
	}
	w.line("")
}

func colon(what, value text.Text) text.Text {
	return text.Text{ZH: what.ZH + "：" + value.ZH, EN: what.EN + ": " + value.EN}
}

func (w *markdownWriter) table(group []Rule) {
	columns := columnsOf(group)
	head := []string{text.Say("line-id").In(w.lang), text.Say("line-title").In(w.lang)}
	for _, c := range columns {
		head = append(head, Markdown(lineName(c).In(w.lang)))
	}
	w.line("| " + strings.Join(head, " | ") + " |")
	w.line(strings.Repeat("|---", len(head)) + "|")
	for _, r := range group {
		cells := []string{code(r.ID), Markdown(r.Title)}
		for _, c := range columns {
			l, _ := r.line(c)
			cells = append(cells, Markdown(l.Value.In(w.lang)))
		}
		w.line("| " + strings.Join(cells, " | ") + " |")
	}
	w.line("")
}

// columnsOf lists the lines that any of the rules has.
func columnsOf(group []Rule) []string {
	var columns []string
	for _, r := range group {
		at := 0
		for _, l := range r.Lines {
			if i := slices.Index(columns, l.Key); i >= 0 {
				at = i + 1
				continue
			}
			columns = slices.Insert(columns, at, l.Key)
			at++
		}
	}
	return columns
}
