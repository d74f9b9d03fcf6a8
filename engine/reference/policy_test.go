package reference_test

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"merit/rules/calendar"
	"merit/rules/document"
)

// A policy is the parsed document, read anew wherever something is needed.
type policy struct {
	root  *document.Value
	set   set // where [parts] finds the policy it rolls up
	exprs map[*document.Value]*node
}

func newPolicy(root *document.Value) *policy {
	return &policy{root: root, exprs: map[*document.Value]*node{}}
}

// at walks down tables: at("scoring", "decimals").
func (p *policy) at(path ...string) *document.Value {
	v := p.root
	for _, name := range path {
		v = v.Member(name)
	}
	return v
}

func (p *policy) tables(name string) []*document.Value {
	if v := p.at(name); v != nil {
		return v.Items
	}
	return nil
}

func (p *policy) members(name string) []*document.Value {
	if v := p.at(name); v != nil {
		return v.Members
	}
	return nil
}

func word(v *document.Value, name, otherwise string) string {
	if m := v.Member(name); m != nil {
		return m.Text
	}
	return otherwise
}

func isSet(v *document.Value, name string) bool {
	m := v.Member(name)
	return m != nil && m.Bool
}

// figure is a number of the policy, exact as written (D6).
func figure(v *document.Value, name string, otherwise int64) num {
	if m := v.Member(name); m != nil {
		return written(m.Number)
	}
	return whole(otherwise)
}

// expr is the formula or the number that stands at v; nil when v is absent.
func (p *policy) expr(v *document.Value) *node {
	if v == nil {
		return nil
	}
	if n := p.exprs[v]; n != nil {
		return n
	}
	n := &node{op: "number", n: v.Number}
	if v.Kind == document.String {
		n = parse(v.Text)
	}
	p.exprs[v] = n
	return n
}

// named finds the entry of a section by its name, or by its title.
func (p *policy) named(section, name string) *document.Value {
	for _, m := range p.members(section) {
		if m.Name == name {
			return m
		}
	}
	for _, m := range p.members(section) {
		if m.Kind == document.Table && word(m, "title", "") == name {
			return m
		}
	}
	return nil
}

// param is the value of a param on a day (H6).
func param(v *document.Value, on calendar.Date) num {
	if v.Kind != document.Table {
		return written(v.Number)
	}
	if m := v.Member("value"); m != nil {
		return written(m.Number)
	}
	var found num
	for _, dated := range v.Member("values").Items {
		if dated.Member("from").Date <= on {
			found = figure(dated, "value", 0)
		}
	}
	return found
}

// A weighed metric is one with its effective percent of the whole (F1, F2).
func (p *policy) weight(m *document.Value) num {
	if w := m.Member("weight"); w != nil {
		return written(w.Number)
	}
	portion := m.Member("portion").Number
	for _, d := range p.tables("dimensions") {
		if word(d, "id", "") == word(m, "dimension", "?") {
			w := new(big.Rat).Mul(d.Member("weight").Number, portion)
			return written(w.Quo(w, ratio(100, 1)))
		}
	}
	panic("reference: portion without dimension")
}

// A band is a grade from a score on, and its rate.
type band struct {
	from  num
	grade string
	rate  num
}

func (p *policy) bands() []band {
	var all []band
	for _, b := range p.tables("bands") {
		rate := b.Member("rate")
		r := rate.Number
		if rate.Kind == document.String { // D7: "60%"
			r, _ = new(big.Rat).SetString(strings.TrimSuffix(rate.Text, "%"))
			r.Quo(r, ratio(100, 1))
		}
		all = append(all, band{figure(b, "from", 0), word(b, "grade", ""), written(r)})
	}
	return all
}

// digits are those of the currency's minor unit (D5).
func (p *policy) digits() int {
	switch word(p.at("policy"), "currency", "") {
	case "JPY", "KRW":
		return 0
	case "KWD", "BHD":
		return 3
	}
	return 2
}

// A past is a record of history, newest first; a hole is not evaluated.
type past struct {
	period    calendar.Period
	evaluated bool
	score     num
	grade     val
	vetoed    val
	fields    map[string]val // as formulas see the record
}

// holes sorts records newest first and fills those that are missing between
// the period just before this one and the oldest given (H5).
func holes(given []past, this calendar.Period) []past {
	slices.SortFunc(given, func(a, b past) int { return cmp.Compare(b.period.Start(), a.period.Start()) })
	var out []past
	next := this.Add(-1)
	for _, r := range given {
		for ; next != r.period; next = next.Add(-1) {
			out = append(out, past{period: next, fields: map[string]val{"period": text(next.String())}})
		}
		out = append(out, r)
		next = next.Add(-1)
	}
	return out
}
