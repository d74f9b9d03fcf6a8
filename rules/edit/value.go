package edit

import "strings"

// lineEnd stands for an end of line inside a value until it is known how the
// file ends its lines. Strings keep theirs. No file that parses has it: TOML
// refuses control characters, within strings too.
const lineEnd = "\x00\n"

// layOut writes a value: one space inside { } and around =, after commas; none
// inside [ ]. Where the value ran over several lines it still does, each
// indented by how many lines with open brackets it stands in. Blanks after the
// commas of rows stay, and of the columns above rows: people line them up.
func layOut(value []token, columns bool) string {
	w := &valueWriter{columns: columns}
	for i, t := range value {
		w.add(t, value[i+1:])
	}
	return w.b.String()
}

type valueWriter struct {
	b       strings.Builder
	last    token
	line    int
	open    []int // the lines of the brackets that are open
	blank   string
	columns bool // it heads rows
	fresh   bool // at the start of a line
	empty   int  // ends of line in a row
}

func (w *valueWriter) add(t token, rest []token) {
	switch {
	case t.kind == blank:
		w.blank = t.text
		return
	case t.kind == newline:
		if w.empty++; w.empty <= 2 {
			w.b.WriteString(lineEnd)
		}
		w.line++
		w.fresh, w.blank, w.last = true, "", t
		return
	case w.fresh:
		w.b.WriteString(strings.Repeat("  ", w.depth(t, rest)))
	default:
		w.b.WriteString(w.between(t))
	}
	w.bracket(t)
	if t.kind == comment {
		t.text = strings.TrimRight(t.text, " \t")
	}
	w.b.WriteString(t.text)
	w.last, w.fresh, w.blank, w.empty = t, false, "", 0
}

func (w *valueWriter) bracket(t token) {
	switch {
	case t.is("[") || t.is("{"):
		w.open = append(w.open, w.line)
	case (t.is("]") || t.is("}")) && len(w.open) > 0:
		w.open = w.open[:len(w.open)-1]
	}
}

// depth returns how far to indent a line that starts with t: by the lines that
// opened brackets which its own closing ones leave open.
func (w *valueWriter) depth(t token, rest []token) int {
	open := w.open
	for i := -1; i < len(rest) && len(open) > 0; i++ {
		if i >= 0 {
			t = rest[i]
		}
		if t.kind == blank {
			continue
		}
		if !t.is("]") && !t.is("}") {
			break
		}
		open = open[:len(open)-1]
	}
	depth, last := 0, -1
	for _, line := range open {
		if line != last {
			depth++
		}
		last = line
	}
	return depth
}

// between returns what stands between the last token and t on one line.
func (w *valueWriter) between(t token) string {
	switch last := w.last; {
	case last.text == "" || t.is(","):
		return ""
	case t.kind == comment:
		if w.blank == "" {
			return " "
		}
		return w.blank
	case last.is("{") && t.is("}"), last.is("["), t.is("]"), last.is("."), t.is("."):
		return ""
	case last.is(",") && (w.line > 0 || w.columns) && w.blank != "": // columns of a table of rows
		return strings.ReplaceAll(w.blank, "\t", " ")
	case last.is("{"), t.is("}"), last.is(","), last.is("="), t.is("="):
		return " "
	case w.blank != "": // within a date and its time
		return " "
	}
	return ""
}
