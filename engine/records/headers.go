package records

import (
	"fmt"
	"strings"

	"merit/rules/diag"
)

// A column is a header as the source file writes it.
type column struct {
	name string
	nth  int // which of several headers of that name, counted from 1; 0: there is only one
	span diag.Span
}

// same reports whether two columns mean the same header.
func (c column) same(d column) bool { return c.name == d.name && c.nth == d.nth }

// headers are the headers of one file.
type headers struct {
	file  string
	names []string
}

// trim cuts the spaces around a cell, the wide Chinese one and the no-break
// one included: they never mean anything and cannot be seen.
func trim(cell string) string { return strings.Trim(cell, " \t\r\n\u3000\u00a0\ufeff") }

// places finds every column; one that is not there is reported and at -1.
func (h *headers) places(columns []column, problems *diag.List) []int {
	places := make([]int, len(columns))
	for i, c := range columns {
		var d *diag.Diagnostic
		if places[i], d = h.find(c); d != nil {
			problems.Add(*d)
		}
	}
	return places
}

// find returns the index of the column that c names, or the problem.
func (h *headers) find(c column) (int, *diag.Diagnostic) {
	var found []int
	for i, name := range h.names {
		if name == c.name {
			found = append(found, i)
		}
	}
	var d diag.Diagnostic
	switch {
	case len(found) == 0:
		d = h.notFound(c)
	case len(found) == 1 && c.nth <= 1:
		return found[0], nil
	case c.nth == 0:
		d = diag.At(c.span, "column-twice", "column", c.name, "file", h.file, "count", fmt.Sprint(len(found)))
	case c.nth <= len(found):
		return found[c.nth-1], nil
	default:
		d = diag.At(c.span, "column-missing.nth", "column", c.name, "file", h.file, "nth", fmt.Sprint(c.nth), "count", fmt.Sprint(len(found)))
	}
	return -1, &d
}

func (h *headers) notFound(c column) diag.Diagnostic {
	args := []string{"column", c.name, "file", h.file, "headers", h.list()}
	if len(h.names) == 1 && strings.ContainsAny(h.names[0], ";\t|,") {
		return diag.At(c.span, "column-missing.separator", args...)
	}
	for _, name := range h.names {
		if fold(name) == fold(c.name) {
			return diag.At(c.span, "column-missing.case", append(args, "near", name)...)
		}
	}
	if near := diag.Nearest(c.name, h.names); near != "" {
		return diag.At(c.span, "column-missing.near", append(args, "near", near)...)
	}
	return diag.At(c.span, "column-missing", args...)
}

// list lists the headers for people, not too many of them.
func (h *headers) list() string {
	const most = 20
	shown := h.names
	if len(shown) > most {
		shown = shown[:most]
	}
	list := strings.Join(shown, ", ")
	if len(h.names) > most {
		list += ", …"
	}
	return list
}

// fold maps what differs only in case or width to the same text.
func fold(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		switch {
		case r >= '\uFF01' && r <= '\uFF5E':
			return r - 0xFEE0
		case r == '\u3000' || r == '\u00a0':
			return ' '
		}
		return r
	}, s))
}
