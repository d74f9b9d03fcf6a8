package rules

import (
	"cmp"
	"slices"
	"strings"

	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

// MaxHistory is how many periods back history may reach.
const MaxHistory = 120

// An outline is what one policy must know of another whose evaluations it
// reads. It comes from the tree alone, so that policies may be read in any
// order.
type outline struct {
	version string
	length  calendar.Length
	at      diag.Span // of its period
	metrics []string
	titles  map[string]string // of metrics, by id
	shares  map[string]bool   // which of metrics are shares
	grades  []string
	beside  bool // it is no part of the set, and what is wrong with it is not said
}

// outlines are the policies that are read together, by id; one id may have
// several versions.
type outlines struct {
	byID map[string][]*outline
	ids  []string // sorted
}

// add adds a policy: its own tree, then those it extends, the nearest first.
func (o *outlines) add(chain ...*document.Value) *outline {
	out := &outline{titles: map[string]string{}, shares: map[string]bool{}}
	id := wordOf(headerOf(chain[0]).Member("id"))
	out.version = wordOf(headerOf(chain[0]).Member("version"))
	for i := len(chain) - 1; i >= 0; i-- {
		header := headerOf(chain[i])
		if v := header.Member("period"); v != nil {
			out.length, out.at = calendar.Length(wordOf(v)), v.Span
		}
		for _, row := range rowsOf(chain[i], "metrics") {
			out.metric(row)
		}
		for _, row := range rowsOf(chain[i], "bands") {
			out.grades = withOrWithout(out.grades, wordOf(row.Member("grade")), row)
		}
	}
	if id == "" {
		return out
	}
	if o.byID == nil {
		o.byID = map[string][]*outline{}
	}
	if o.byID[id] == nil {
		o.ids = append(o.ids, id)
	}
	o.byID[id] = append(o.byID[id], out)
	return out
}

// introduce tells every file what others there are, in an order that is not
// that of the files. Where nothing is rolled up nobody asks.
func (l *linking) introduce() {
	if !slices.ContainsFunc(l.files, func(f *file) bool { return f.root.Member("parts") != nil }) {
		return
	}
	var all outlines
	for _, f := range l.files {
		var chain []*document.Value
		for g := f; g != nil && g.root != nil && !slices.Contains(chain, g.root); g = g.base {
			chain = append(chain, g.root)
		}
		if len(chain) > 0 {
			all.add(chain...).beside = f.beside
		}
	}
	for _, versions := range all.byID {
		slices.SortStableFunc(versions, func(a, b *outline) int {
			return cmp.Or(strings.Compare(a.version, b.version), strings.Compare(a.at.String(), b.at.String()))
		})
	}
	slices.Sort(all.ids)
	for _, f := range l.files {
		f.others = all
	}
}

func (o *outline) metric(row *document.Value) {
	id := wordOf(row.Member("id"))
	o.metrics = withOrWithout(o.metrics, id, row)
	if title := wordOf(row.Member("title")); title != "" {
		o.titles[id] = title
	}
	switch {
	case row.Member("share") != nil:
		o.shares[id] = true
	case row.Member("value") != nil || row.Member("raters") != nil || removed(row):
		delete(o.shares, id)
	}
}

// withOrWithout adds a name that is new, or takes out one that row removes.
func withOrWithout(names []string, name string, row *document.Value) []string {
	for i, known := range names {
		if known != name {
			continue
		}
		if removed(row) {
			return append(names[:i:i], names[i+1:]...)
		}
		return names
	}
	if name == "" || removed(row) {
		return names
	}
	return append(names, name)
}

func removed(row *document.Value) bool {
	v := row.Member("remove")
	return v != nil && v.Kind == document.Boolean && v.Bool
}

// rowsOf returns the tables [[name]] of a tree.
func rowsOf(root *document.Value, name string) []*document.Value {
	section := root.Member(name)
	if section == nil {
		return nil
	}
	if section.Kind == document.Table {
		return []*document.Value{section}
	}
	var rows []*document.Value
	for _, item := range section.Items {
		if item.Kind == document.Table {
			rows = append(rows, item)
		}
	}
	return rows
}

// evaluations is the type of a list of evaluations of a policy with the given
// metrics and grades, as formulas see history and parts (SEMANTICS H5).
func evaluations(metrics, grades []string, newest int8, most int) *formula.Type {
	fields := []formula.Field{
		{Name: "period", Type: formula.StringType},
		{Name: "score", Type: formula.NumberType},
		{Name: "grade", Type: gradeType(grades)},
		{Name: "rate", Type: formula.NumberType},
		{Name: "status", Type: &formula.Type{Kind: formula.String, Enum: []string{"final", "held"}}},
		{Name: "vetoed", Type: formula.BooleanType},
		{Name: "payout", Type: formula.NumberType},
	}
	for _, id := range metrics {
		for _, member := range []string{"value", "score", "part", "whole"} {
			fields = append(fields, formula.Field{Name: "metrics." + id + "." + member, Type: formula.NumberType})
		}
	}
	return &formula.Type{Kind: formula.List, Elem: formula.RecordOf(fields), Max: most, Newest: newest}
}

// gradeType is the type of one of the grades, of any text when none is known.
func gradeType(grades []string) *formula.Type {
	if grades == nil {
		return formula.StringType
	}
	return &formula.Type{Kind: formula.String, Enum: grades}
}

// announceEarlier makes history and parts known to formulas.
func (l *loader) announceEarlier(metrics, grades []string) {
	l.symbol("history", evaluations(metrics, grades, +1, MaxHistory), seesHistory)
	parts := formula.UnknownType
	if p := l.policy.Parts; p != nil && p.Type != nil {
		parts = p.Type
	}
	l.symbol("parts", parts, seesParts)
}

// remember notes what a formula reads of what others must know: history, and
// where each list is read first.
func (l *loader) remember(f *formula.Formula) {
	for _, name := range f.Reads {
		switch {
		case name == "history":
			l.policy.History = l.symbols[name].of
		case l.symbols[name].of != nil && l.symbols[name].of.Kind == formula.List && l.policy.readAt[name].IsZero():
			if n := find(f, name); n != nil {
				l.policy.readAt[name] = f.At(n)
			}
		}
	}
}
