package document

import (
	"slices"
	"strings"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// A Reader reads one table strictly: it reports values of the wrong kind,
// keys that are missing and, at Done, keys that nobody asked for. A Reader
// over an absent table answers that everything is absent and reports nothing,
// so that readers can be chained.
type Reader struct {
	table     *Value
	problems  *diag.List
	asked     []string
	elsewhere map[string]string
}

// NewReader returns a reader of table that adds what it finds to problems.
// The table may be nil.
func NewReader(table *Value, problems *diag.List) *Reader {
	if table != nil && table.Kind != Table {
		table = nil
	}
	return &Reader{table: table, problems: problems}
}

// Here returns the table that r reads, or nil when it is absent.
func (r *Reader) Here() *Value { return r.table }

// Span returns the place of the table: its header's name, its { … }, or the
// start of the file.
func (r *Reader) Span() diag.Span {
	switch {
	case r.table == nil:
		return diag.Span{}
	case !r.table.Key.IsZero():
		return r.table.Key
	case r.table.Inline:
		return r.table.Span
	}
	return diag.Span{Source: r.table.Span.Source}
}

// Value returns the value under name, or nil when it is absent. A value that
// is none of kinds is reported, and nil is returned; without kinds any will do.
func (r *Reader) Value(name string, kinds ...Kind) *Value {
	r.ask(name)
	v := r.table.Member(name)
	if v == nil || v.Kind == Broken {
		return nil
	}
	if len(kinds) > 0 && !slices.Contains(kinds, v.Kind) {
		r.problems.Add(wrongType(v, name, kinds))
		return nil
	}
	return v
}

// Need is Value for a key that must be there.
func (r *Reader) Need(name string, kinds ...Kind) *Value {
	if r.table != nil && r.table.Member(name) == nil {
		r.ask(name)
		r.problems.Add(r.missing(name, kinds))
		return nil
	}
	return r.Value(name, kinds...)
}

func (r *Reader) ask(name string) {
	if !slices.Contains(r.asked, name) {
		r.asked = append(r.asked, name)
	}
}

// Text returns the string under name and its place, or "" and the zero Span.
func (r *Reader) Text(name string) (string, diag.Span) { return textOf(r.Value(name, String)) }

// NeedText is Text for a key that must be there.
func (r *Reader) NeedText(name string) (string, diag.Span) { return textOf(r.Need(name, String)) }

func textOf(v *Value) (string, diag.Span) {
	if v == nil {
		return "", diag.Span{}
	}
	return v.Text, v.Span
}

// Bool returns the boolean under name and its place, or otherwise and the
// zero Span.
func (r *Reader) Bool(name string, otherwise bool) (bool, diag.Span) {
	v := r.Value(name, Boolean)
	if v == nil {
		return otherwise, diag.Span{}
	}
	return v.Bool, v.Span
}

// Number returns the number under name, whole or not, or nil.
func (r *Reader) Number(name string) *Value { return r.Value(name, Integer, Float) }

// Date returns the date under name, its place and whether it is there.
func (r *Reader) Date(name string) (calendar.Date, diag.Span, bool) {
	v := r.Value(name, LocalDate)
	if v == nil {
		return 0, diag.Span{}, false
	}
	return v.Date, v.Span, true
}

// Table returns a reader of the table under name. Call its Done too.
func (r *Reader) Table(name string) *Reader {
	return NewReader(r.Value(name, Table), r.problems)
}

// NeedTable is Table for a key that must be there.
func (r *Reader) NeedTable(name string) *Reader {
	return NewReader(r.Need(name, Table), r.problems)
}

// Tables returns readers of the tables [[name]], also when they are written as
// an array of { … }. Call Done on each.
func (r *Reader) Tables(name string) []*Reader {
	var out []*Reader
	if v := r.tables(name); v != nil {
		for _, item := range r.items(v, name, Table) {
			out = append(out, NewReader(item, r.problems))
		}
	}
	return out
}

// tables is Value for an array of tables; a single [name] is a slip with its
// own message.
func (r *Reader) tables(name string) *Value {
	v := r.Value(name, Array, Table)
	if v != nil && v.Kind == Table {
		r.problems.Add(diag.At(v.Key, "wrong-type.tables", "name", name).Mend(v.Brackets(2)...))
		return nil
	}
	return v
}

// Strings returns the elements of the array of strings under name.
func (r *Reader) Strings(name string) []*Value {
	v := r.Value(name, Array)
	if v == nil {
		return nil
	}
	return r.items(v, name, String)
}

// Items returns the elements of the array under name that are one of kinds
// and reports the others.
func (r *Reader) Items(name string, kinds ...Kind) []*Value {
	v := r.Value(name, Array)
	if v == nil {
		return nil
	}
	return r.items(v, name, kinds...)
}

func (r *Reader) items(v *Value, name string, kinds ...Kind) []*Value {
	var out []*Value
	for _, item := range v.Items {
		switch {
		case slices.Contains(kinds, item.Kind):
			out = append(out, item)
		case item.Kind != Broken:
			r.problems.Add(wrongElement(item, name, kinds))
		}
	}
	return out
}

// Elsewhere tells r that names belong to another place, such as "[policy]", so
// that Done can send people there.
func (r *Reader) Elsewhere(place string, names ...string) {
	if r.elsewhere == nil {
		r.elsewhere = map[string]string{}
	}
	for _, name := range names {
		r.elsewhere[name] = place
	}
}

// Done reports every key of the table that nobody asked for.
func (r *Reader) Done() {
	if r.table == nil {
		return
	}
	unknown := 0
	for _, m := range r.table.Members {
		if m.Kind == Broken || slices.Contains(r.asked, m.Name) {
			continue
		}
		r.problems.Add(r.unknown(m))
		if unknown++; unknown > mostProblems {
			return
		}
	}
}

func (r *Reader) unknown(m *Value) diag.Diagnostic {
	name := brief(m.Name)
	if place := r.elsewhere[m.Name]; place != "" {
		return diag.At(m.Key, "unknown-key.elsewhere", "name", name, "place", place)
	}
	if outer := r.outer(m.Name); outer != "" {
		return diag.At(m.Key, "unknown-key.inside", "name", name, "place", outer+" = { … }")
	}
	if near := diag.Nearest(Fold(m.Name), r.free()); near != "" {
		d := diag.At(m.Key, "unknown-key.typo", "name", name, "near", near)
		if diag.Sole(Fold(m.Name), r.free()) == near {
			d = d.Mend(diag.Edit{Span: m.Key, Text: near})
		}
		return d
	}
	if len(r.asked) == 0 {
		return diag.At(m.Key, "unknown-key.none", "name", name)
	}
	return diag.At(m.Key, "unknown-key", "name", name, "known", strings.Join(r.asked, ", "))
}

// within says in which { … } beside it a key belongs that is often written one
// level too high.
var within = map[string][]string{
	"partial": {"shortfall", "extra"}, "per": {"shortfall", "extra"}, "deduct": {"shortfall"}, "points": {"extra"},
	"months": {"defer"}, "part": {"share"}, "whole": {"share"}, "of": {"share"}, "where": {"share"}, "pooled": {"share"},
	"floor": {"raters"}, "exempt": {"raters"}, "weights": {"raters"}, "size": {"sample"}, "cap": {"effect"}, "payout": {"effect"},
}

// outer returns the entry that name belongs into: the one of the table, else
// the first that it could have; "" for none.
func (r *Reader) outer(name string) string {
	could := ""
	for _, outer := range within[name] {
		if r.table.Member(outer) != nil {
			return outer
		}
		if could == "" && slices.Contains(r.asked, outer) {
			could = outer
		}
	}
	return could
}

// free returns the keys that r was asked for and the table does not have: only
// these can be meant by an unknown key.
func (r *Reader) free() []string {
	var out []string
	for _, name := range r.asked {
		if r.table.Member(name) == nil {
			out = append(out, name)
		}
	}
	return out
}
