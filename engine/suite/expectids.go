package suite

import (
	"slices"
	"strings"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
)

// ids lists the ids of one kind of thing in a policy.
func ids[T any](all []T, id func(T) rules.Text) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = id(v).Text
	}
	return out
}

func vetoID(v *rules.Veto) rules.Text             { return v.ID }
func outcomeID(o *rules.Outcome) rules.Text       { return o.ID }
func metricID(m *rules.Metric) rules.Text         { return m.ID }
func dimensionID(d *rules.Dimension) rules.Text   { return d.ID }
func adjustmentID(a *rules.Adjustment) rules.Text { return a.ID }
func guardID(g *rules.Guard) rules.Text           { return g.ID }
func payoutID(p *rules.Payout) rules.Text         { return p.ID }
func bandGrade(b *rules.Band) rules.Text          { return b.Grade }

// known reports whether name, standing at span, is one of all. A name that is
// not is told with the nearest that is.
func (x *expecting) known(key, name string, span diag.Span, all []string) bool {
	if slices.Contains(all, name) {
		return true
	}
	if near := diag.Nearest(name, all); near != "" {
		d := diag.At(span, "example-unknown-id.near", "key", key, "name", name, "near", near)
		if strings.Trim(span.Text(), `"'`) == name && diag.Sole(name, all) == near {
			d = d.Mend(diag.Edit{Span: span, Text: strings.Replace(span.Text(), name, near, 1)})
		}
		x.problems.Add(d)
		return false
	}
	x.problems.Add(diag.At(span, "example-unknown-id", "key", key, "name", name, "all", strings.Join(all, ", ")))
	return false
}

// kind reports whether v is one of the kinds; a reader of its own says so
// where it is not.
func (x *expecting) kind(v *document.Value, kinds ...document.Kind) bool {
	one := document.NewReader(&document.Value{Kind: document.Table, Members: []*document.Value{v}, Span: v.Span}, x.problems)
	return one.Value(v.Name, kinds...) != nil
}

// set compares a list of ids whatever their order. With all given, each must
// be one of them.
func (x *expecting) set(key string, all []string, read func(*answer) []string) {
	v := x.Value(key, document.Array)
	if v == nil {
		return
	}
	var wanted []string
	for _, item := range v.Items {
		switch {
		case item.Kind != document.String:
			x.problems.Add(diag.At(item.Span, "example-not-id", "key", key))
		case all == nil || x.known(key, item.Text, item.Span, all):
			wanted = append(wanted, item.Text)
		}
	}
	x.want(key, v, listText(wanted), func(a *answer) (string, bool) {
		got := read(a)
		return listText(got), sameSet(got, wanted)
	})
}

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

func listText(ids []string) string { return "[" + strings.Join(ids, ", ") + "]" }

// results reads a table by id whose entries are a number, meant as the score
// (the points of an adjustment), or a table of what to compare.
func (x *expecting) results(key string, all []string, numbers map[string]figureOf, words map[string]wordOf) {
	table := x.Value(key, document.Table)
	if table == nil {
		return
	}
	plain := "score"
	if numbers[plain] == nil {
		plain = "points"
	}
	for _, v := range table.Members {
		if !x.known(key, v.Name, v.Key, all) || !x.kind(v, document.Integer, document.Float, document.Table) {
			continue
		}
		at := key + "." + v.Name
		if isNear(v) {
			x.nearly(at, v, numbers[plain](v.Name))
			continue
		}
		if v.Kind != document.Table {
			x.figure(at, v, v.Text, v.Number, numbers[plain](v.Name))
			continue
		}
		x.result(at, v, numbers, words)
	}
}

func (x *expecting) result(at string, table *document.Value, numbers map[string]figureOf, words map[string]wordOf) {
	r := document.NewReader(table, x.problems)
	for _, name := range sortedKeys(numbers) {
		if v := table.Member(name); isNear(v) {
			x.nearly(at+"."+name, r.Value(name), numbers[name](table.Name))
		} else if v := r.Value(name, document.Integer, document.Float); v != nil {
			x.figure(at+"."+name, v, v.Text, v.Number, numbers[name](table.Name))
		}
	}
	for _, name := range sortedKeys(words) {
		if v := r.Value(name, document.String); v != nil {
			x.word(at+"."+name, v, words[name](table.Name))
		}
	}
	r.Done()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
