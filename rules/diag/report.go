package diag

import (
	"path/filepath"
	"strings"

	"merit/rules/text"
)

// A Report writes problems for programs: an editor, a pull request, a build
// server. The zero Report writes paths as they are and both languages.
type Report struct {
	Lang    text.Lang                // ZH or EN for that language alone; "" for Chinese followed by English
	Path    func(name string) string // a source's name as the reader of the report knows it; nil leaves it
	Files   []string                 // all that was looked at, those without a problem too
	Version string                   // of Merit
}

// path is where a problem stands, with slashes on every system.
func (r Report) path(name string) string {
	if r.Path != nil {
		name = r.Path(name)
	}
	return filepath.ToSlash(name)
}

func (r Report) say(t text.Text) string {
	if r.Lang != "" || t.ZH == t.EN {
		return t.In(r.Lang)
	}
	if t.ZH == "" || t.EN == "" {
		return t.ZH + t.EN
	}
	return t.ZH + " / " + t.EN
}

// whole is the message and, on a line of its own, the way out.
func (r Report) whole(d *Diagnostic) string {
	lines := []string{r.say(d.Message)}
	if d.Span.IsZero() && d.Where() != "" {
		lines[0] = d.Where() + ": " + lines[0]
	}
	if !d.Help.IsZero() {
		if r.Lang != text.EN {
			lines = append(lines, words["help"].ZH+"："+d.Help.ZH)
		}
		if r.Lang != text.ZH && (r.Lang == text.EN || d.Help.EN != d.Help.ZH) {
			lines = append(lines, words["help"].EN+": "+d.Help.EN)
		}
	}
	return strings.Join(lines, "\n")
}
