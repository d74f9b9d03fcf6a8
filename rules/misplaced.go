package rules

import (
	"slices"
	"strconv"

	"merit/rules/document"
)

// rootKeys are the keys that stand above the first section of a file.
var rootKeys = []string{"schema"}

// belongs finds keys of t that were meant for the table around it: TOML puts
// a line into the last [section] above it, whatever the indentation says. A
// key that t does not have and its parent does is reported once, with where
// to move it, and not again as an unknown key.
func (l *loader) belongs(t table, own []string, section string, parents []string, parent string) {
	if t.at.Inline {
		return
	}
	for _, m := range t.at.Members {
		if slices.Contains(parents, m.Name) && !slices.Contains(own, m.Name) {
			l.misplaced(t, m, section, parent)
		}
	}
}

func (l *loader) misplaced(t table, m *document.Value, section, parent string) {
	t.Value(m.Name)
	line := strconv.Itoa(t.at.Span.Position().Line)
	if parent == "" {
		l.report(m.Key, "misplaced-key.top", "key", m.Name, "section", section, "line", line)
		return
	}
	l.report(m.Key, "misplaced-key", "key", m.Name, "section", section, "parent", parent, "line", line)
}

// own returns the entries of a section whose keys are names; a key that
// stands above all sections is reported instead.
func (l *loader) own(v *document.Value, section string) []*document.Value {
	return slices.DeleteFunc(slices.Clone(v.Members), func(m *document.Value) bool {
		stray := slices.Contains(rootKeys, m.Name) && m.Kind == document.Integer
		if stray {
			l.misplaced(l.table(v), m, section, "")
		}
		return stray
	})
}

// strays returns the entries of the header-made table t that are definitions
// of their own, such as an input written below [inputs.surveys], and reports
// each. They are still read, so that formulas that use them are not reported.
func (l *loader) strays(t table, own []string, section, parent string, isEntry func(*document.Value) bool) []*document.Value {
	if t.at.Inline {
		return nil
	}
	var found []*document.Value
	for _, m := range t.at.Members {
		if !slices.Contains(own, m.Name) && m.Kind == document.Table && isEntry(m) {
			l.misplaced(t, m, section, parent)
			found = append(found, m)
		}
	}
	return found
}
