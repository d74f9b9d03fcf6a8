package analysis

import (
	"fmt"
	"slices"
	"strings"

	"merit/rules/text"
)

// Page returns the page of a code, as Markdown: of a lint its documentation,
// and of any problem the sentences it can say. It is false for what is no
// code.
func Page(code string, lang text.Lang) (string, bool) {
	said := sentences(code, lang)
	if l := Find(code); l != nil {
		return l.Page(lang) + "\n" + said, true
	}
	if said == "" {
		return "", false
	}
	return "# " + code + "\n\n" + said, true
}

// sentences lists what a code can say, each with the way out.
func sentences(code string, lang text.Lang) string {
	var b strings.Builder
	for _, key := range text.Keys() {
		if text.Code(key) != code || key == code+".page" {
			continue
		}
		e, _ := text.Find(key)
		fmt.Fprintf(&b, "- %s\n", e.Message.In(lang))
		if !e.Help.IsZero() {
			fmt.Fprintf(&b, "  → %s\n", strings.ReplaceAll(e.Help.In(lang), "\n", "\n    "))
		}
	}
	return b.String()
}

// Page returns the documentation of a lint, as Markdown.
func (l *Lint) Page(lang text.Lang) string {
	return fmt.Sprintf("# %s\n\n%s", l.Code, l.body(lang))
}

func (l *Lint) body(lang text.Lang) string {
	say := func(key string, args ...string) string { return text.Say(key, args...).In(lang) }
	var b strings.Builder
	fmt.Fprintf(&b, "**%s** · %s · %s\n\n%s\n\n", l.Title().In(lang), say("lint-severity."+l.Severity.String()), say("lint-since", "version", l.Since), l.Why().In(lang))
	fmt.Fprintf(&b, "%s\n\n```\n%s\n```\n\n%s\n\n```\n%s\n```\n", say("lint-before"), l.Before, say("lint-after"), l.After)
	return b.String()
}

// Overview lists every lint in a line.
func Overview(lang text.Lang) string {
	var b strings.Builder
	for _, l := range Lints {
		fmt.Fprintf(&b, "%-26s %-8s %s\n", l.Code, l.Severity, l.Title().In(lang))
	}
	return b.String()
}

// Handbook is every lint's page in one Markdown document, Chinese and English.
func Handbook() string {
	var b strings.Builder
	b.WriteString("# " + text.Say("lint-handbook").ZH + " · " + text.Say("lint-handbook").EN + "\n\n")
	b.WriteString(text.Say("lint-intro").ZH + "\n\n" + text.Say("lint-intro").EN + "\n\n| | | |\n|---|---|---|\n")
	for _, l := range Lints {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s · %s |\n", l.Code, l.Code, l.Severity, l.Title().ZH, l.Title().EN)
	}
	for _, l := range Lints {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n%s · %s\n", l.Code, l.body(text.ZH), l.Title().EN, l.Why().EN)
	}
	return b.String()
}

// Codes lists every code there is a page of.
func Codes() []string { return slices.Clone(codes) }
