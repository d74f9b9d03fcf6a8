// Package diag describes problems found in policies, facts and rows: what is
// wrong, where, and what to write instead, in Chinese and in English.
//
// A Diagnostic points at bytes; lines and columns exist only in print.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"merit/rules/text"
)

// A Severity says how bad a problem is.
type Severity uint8

// The severities, worst first. An Error refuses the thing it is about.
const (
	Error Severity = iota
	Warning
	Info
)

// String returns error, warning or info.
func (s Severity) String() string { return [...]string{"error", "warning", "info"}[s] }

// A Diagnostic is one problem, at one place, with one way out.
type Diagnostic struct {
	Code     string // stable name, such as "unknown-name"
	Severity Severity
	Span     Span   // the smallest range that is wrong; zero when there is no text to show
	Pointer  string // JSON Pointer of the value in a request, or ""
	Place    string // another place in words, such as people.csv:3:奖金基数, or ""
	Message  text.Text
	Help     text.Text
	Related  []Related
	Fix      *Fix // what to write instead, where that is mechanical; else nil
}

// A Related place belongs to a problem: the other of two duplicates, say.
type Related struct {
	Span Span
	Text text.Text
}

// At returns an error at span with the sentences of key filled in. The key
// and the args are those of text.Find and Entry.Fill; an unknown key panics.
func At(span Span, key string, args ...string) Diagnostic {
	e, ok := text.Find(key)
	if !ok {
		panic("diag: no text for " + key)
	}
	e = e.Fill(args...)
	return Diagnostic{Code: text.Code(key), Span: span, Message: e.Message, Help: e.Help}
}

// As returns d with another severity.
func (d Diagnostic) As(s Severity) Diagnostic {
	d.Severity = s
	return d
}

// And returns d with one more related place.
func (d Diagnostic) And(span Span, key string, args ...string) Diagnostic {
	d.Related = append(slices.Clone(d.Related), Related{span, text.Say(key, args...)})
	return d
}

// Where returns the place as people write it: file:line:column, or the Place
// or Pointer where there is no text.
func (d *Diagnostic) Where() string {
	switch {
	case !d.Span.IsZero():
		return d.Span.String()
	case d.Place != "":
		return d.Place
	}
	return d.Pointer
}

// Error reports the problem as "place: message [code]" in English.
func (d *Diagnostic) Error() string {
	if at := d.Where(); at != "" {
		return fmt.Sprintf("%s: %s [%s]", at, d.Message.EN, d.Code)
	}
	return fmt.Sprintf("%s [%s]", d.Message.EN, d.Code)
}

// A List is all problems of one run. The nil List means none.
type List []Diagnostic

// Add appends problems to l.
func (l *List) Add(ds ...Diagnostic) { *l = append(*l, ds...) }

// HasErrors reports whether l holds at least one Error.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}

// Count returns how many problems of severity s are in l.
func (l List) Count(s Severity) int {
	n := 0
	for i := range l {
		if l[i].Severity == s {
			n++
		}
	}
	return n
}

// Sorted returns l ordered by file and place, each problem once.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, compare)
	return slices.CompactFunc(out, func(a, b Diagnostic) bool { return compare(a, b) == 0 && a.Message == b.Message })
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(sourceName(a.Span), sourceName(b.Span)),
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Span.End, b.Span.End),
		cmp.Compare(a.Place, b.Place),
		cmp.Compare(a.Pointer, b.Pointer),
		cmp.Compare(a.Code, b.Code),
	)
}

func sourceName(s Span) string {
	if s.Source == nil {
		return ""
	}
	return s.Source.Name
}

// Err returns l as an error when it holds an Error, else nil.
func (l List) Err() error {
	if !l.HasErrors() {
		return nil
	}
	return listError{l}
}

type listError struct{ list List }

func (e listError) Error() string {
	lines := make([]string, len(e.list))
	for i := range e.list {
		lines[i] = e.list[i].Error()
	}
	return strings.Join(lines, "\n")
}
