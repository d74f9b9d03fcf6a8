package rules

import (
	"slices"
	"strconv"

	"merit/rules/diag"
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

// allKeys are the keys that a table of a policy can have somewhere.
var allKeys = func() map[string]bool {
	keys := map[string]bool{}
	for _, list := range [][]string{
		rootKeys, headerKeys, inputKeys, paramKeys, metricKeys, extraKeys, guardKeys, adjustmentKeys, vetoKeys,
		effectKeys, bandKeys, payoutKeys, outcomeKeys, anchorKeys, exampleKeys, expectKeys,
		{"from", "to", "part", "whole", "of", "where", "pooled", "weights", "floor", "exempt", "need", "size", "deduct", "that", "message", "perspective", "months"},
	} {
		for _, key := range list {
			keys[key] = true
		}
	}
	return keys
}()

// mistyped reports whether t has a key that is nearly one of names. It will be
// reported as unknown, with what was meant; what it stands for is not missing.
func (t table) mistyped(names ...string) bool {
	if len(t.at.Members) > mostCandidates {
		return false
	}
	return slices.ContainsFunc(t.at.Members, func(m *document.Value) bool {
		return !allKeys[m.Name] && diag.Nearest(document.Fold(m.Name), names) != ""
	})
}

// lacks reports whether t has none of the keys, not even mistyped.
func (t table) lacks(names ...string) bool {
	return !slices.ContainsFunc(names, t.has) && !t.mistyped(names...)
}

// Need is Reader.Need for a key that is not merely mistyped.
func (t table) Need(name string, kinds ...document.Kind) *document.Value {
	if !t.has(name) && t.mistyped(name) {
		return t.Value(name, kinds...)
	}
	return t.Reader.Need(name, kinds...)
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
