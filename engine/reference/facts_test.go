package reference_test

import (
	"encoding/json"
	"math/big"
	"slices"
	"strings"

	"merit/rules/calendar"
	"merit/rules/document"
)

// A question is a request as this reference reads it.
type question struct {
	period    calendar.Period
	asOf      calendar.Date
	policy    string
	names     map[string]val // attributes and inputs
	overrides map[string]bool
	history   []past
}

// A refusal is the rough kind of a refusal: "selection" or "facts".
type refusal string

// ask reads what of a request concerns no single policy.
func ask(body string) (*question, map[string]any, refusal) {
	var raw map[string]any
	d := json.NewDecoder(strings.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&raw); err != nil {
		return nil, nil, "facts"
	}
	q := &question{names: map[string]val{}, overrides: map[string]bool{}}
	q.period, _ = calendar.ParsePeriod(raw["period"].(string))
	q.asOf = q.period.End()
	if s, ok := raw["as_of"].(string); ok {
		q.asOf, _ = calendar.ParseDate(s)
	}
	q.policy, _ = raw["policy"].(string)
	if !q.remember(raw["history"]) || !q.inside(raw["parts"]) || !once(raw["overrides"]) {
		return nil, nil, "facts"
	}
	return q, raw, ""
}

// remember reads history: earlier periods of this length, none twice (H5).
func (q *question) remember(raw any) bool {
	var given []past
	seen := map[calendar.Period]bool{}
	all, _ := raw.([]any)
	for _, r := range all {
		m := r.(map[string]any)
		period, ok := calendar.ParsePeriod(m["period"].(string))
		if !ok || period.Length != q.period.Length || period.Start() >= q.period.Start() || seen[period] {
			return false
		}
		seen[period] = true
		given = append(given, pastOf(period, m))
	}
	q.history = holes(given, q.period)
	return true
}

// inside tells whether parts are shorter periods inside this one, none twice
// (H5).
func (q *question) inside(raw any) bool {
	seen := map[calendar.Period]bool{}
	all, _ := raw.([]any)
	for _, r := range all {
		period, ok := calendar.ParsePeriod(r.(map[string]any)["period"].(string))
		if !ok || seen[period] || !q.period.Contains(period) || period == q.period {
			return false
		}
		seen[period] = true
	}
	return true
}

// of is q for one policy: its facts are still to be read.
func (q *question) of() *question {
	c := *q
	c.names, c.overrides = map[string]val{}, map[string]bool{}
	return &c
}

// fieldsOf are the fields of a record of history as formulas read them (H5):
// a payout is its amount, metrics are an object or a list of results.
func fieldsOf(m map[string]any) map[string]val {
	out := map[string]val{}
	for name, v := range m {
		if name == "payout" {
			out[name] = amount(v)
			continue
		}
		switch v := v.(type) {
		case json.Number:
			out[name] = known(written(rational(v)))
		case string:
			out[name] = text(v)
		case bool:
			out[name] = truth(v)
		case []any:
			for _, e := range v {
				for below, x := range fieldsOf(e.(map[string]any)) {
					out[name+"."+e.(map[string]any)["id"].(string)+"."+below] = x
				}
			}
		case map[string]any:
			for below, x := range fieldsOf(v) {
				out[name+"."+below] = x
			}
		}
	}
	return out
}

// amount is money: "10.50", or that with its currency.
func amount(v any) val {
	if m, ok := v.(map[string]any); ok {
		v = m["amount"]
	}
	if s, ok := v.(string); ok {
		return known(written(rational(json.Number(s))))
	}
	return val{}
}

func rational(n json.Number) *big.Rat {
	r, ok := new(big.Rat).SetString(string(n))
	if !ok {
		panic("reference: number " + string(n))
	}
	return r
}

// attributes: absent or null is missing (H3). readable tells whether all are of
// their type, within whether all are declared by some policy and keep their bounds.
func (q *question) attributes(p *policy, raw any) (readable, within bool) {
	given, _ := raw.(map[string]any)
	readable, within = true, true
	for name, v := range given {
		declared := p.named("attributes", name)
		if declared == nil || declared.Name != name {
			within = within && p.set.declares(name)
		} else if v != nil {
			x, ok := scalar(declared, v)
			readable = readable && !x.gone()
			within = within && ok
			q.names[name] = x
		}
	}
	return readable, within
}

// inputs are checked strictly: unknown, missing, null, wrongly typed, out of
// bounds and too long ones are refused (H3). Others than p may know more.
func (q *question) inputs(p *policy, raw any, others func(string) bool) bool {
	given, _ := raw.(map[string]any)
	section, mine := p.at("inputs"), map[string]any{}
	for name, v := range given {
		if section.Member(name) != nil || !others(name) {
			mine[name] = v
		}
	}
	return fields(section, mine, q.names)
}

// fields reads the members of a JSON object as a table of fields declares
// them, for inputs and for the records of a list alike.
func fields(declared *document.Value, given map[string]any, into map[string]val) bool {
	good := true
	for name := range given {
		good = good && declared.Member(name) != nil
	}
	if declared == nil {
		return good
	}
	for _, f := range declared.Members {
		x, ok := field(f, given)
		good = good && ok
		into[f.Name] = x
	}
	return good
}

func field(f *document.Value, given map[string]any) (val, bool) {
	required := f.Member("required") == nil || f.Member("required").Bool
	v, there := given[f.Name]
	switch {
	case there && v != nil:
		return value(f, v)
	case there: // null
		return val{}, !required
	case f.Member("default") != nil:
		return standing(f.Member("default")), true
	}
	return val{}, !required
}

// standing is a default as it stands in the policy.
func standing(v *document.Value) val {
	switch v.Kind {
	case document.String:
		return text(v.Text)
	case document.Boolean:
		return truth(v.Bool)
	}
	return known(written(v.Number))
}

func value(f *document.Value, v any) (val, bool) {
	if word(f, "type", "") != "list" {
		return scalar(f, v)
	}
	rows, ok := v.([]any)
	out := val{is: list, items: []val{}}
	if longest := f.Member("max"); ok && longest != nil && big.NewRat(int64(len(rows)), 1).Cmp(longest.Number) > 0 {
		return val{}, false
	}
	for _, row := range rows {
		x, good := element(f, row)
		out.items = append(out.items, x)
		ok = ok && good
	}
	return out, ok
}

func element(f *document.Value, row any) (val, bool) {
	if item := f.Member("items"); item != nil {
		return field(&document.Value{Kind: document.Table, Name: "item", Members: item.Members}, map[string]any{"item": row})
	}
	m, ok := row.(map[string]any)
	if !ok {
		return val{}, false
	}
	out := val{is: record, fields: map[string]val{}}
	return out, fields(f.Member("fields"), m, out.fields)
}

// scalar reads one plain value: 3.0 is an integer, "3" is none; bounds are
// exact and inclusive (D2, H3). A value of another type is missing and wrong, one
// out of bounds only wrong.
func scalar(f *document.Value, v any) (val, bool) {
	switch word(f, "type", "") {
	case "number", "integer":
		n, ok := v.(json.Number)
		if !ok {
			return val{}, false
		}
		r := rational(n)
		if word(f, "type", "") == "integer" && !r.IsInt() || new(big.Rat).Abs(r).Cmp(limit53) > 0 {
			return val{}, false
		}
		low, high := f.Member("min"), f.Member("max")
		if low != nil && r.Cmp(low.Number) < 0 || high != nil && r.Cmp(high.Number) > 0 {
			return known(written(r)), false
		}
		return known(written(r)), true
	case "boolean":
		if b, ok := v.(bool); ok {
			return truth(b), true
		}
		return val{}, false
	case "string":
		if s, ok := v.(string); ok {
			return text(s), allowed(f, s)
		}
		return val{}, false
	case "time":
		s, _ := v.(string)
		t, ok := calendar.ParseTime(s)
		if !ok {
			return val{}, false
		}
		return val{is: moment, at: t}, true
	case "date":
		s, _ := v.(string)
		if d, ok := calendar.ParseDate(s); ok {
			return day(d.Midnight()), true
		}
		return val{}, false
	}
	panic("reference: type " + word(f, "type", "?"))
}

func allowed(f *document.Value, s string) bool {
	enum := f.Member("enum")
	return enum == nil || slices.ContainsFunc(enum.Items, func(w *document.Value) bool { return w.Text == s })
}

// once tells whether no two overrides are for one veto, and all say by whom and
// why (G3).
func once(raw any) bool {
	seen := map[string]bool{}
	all, _ := raw.([]any)
	for _, o := range all {
		m := o.(map[string]any)
		id, _ := m["veto"].(string)
		by, _ := m["by"].(string)
		reason, _ := m["reason"].(string)
		if seen[id] || by == "" || reason == "" {
			return false
		}
		seen[id] = true
	}
	return true
}

// setAside reads overrides: refused for vetoes that are not soft or not there
// (G3).
func (q *question) setAside(p *policy, raw any) bool {
	all, _ := raw.([]any)
	for _, o := range all {
		m := o.(map[string]any)
		id, _ := m["veto"].(string)
		if !p.soft(id) {
			return false
		}
		q.overrides[id] = true
	}
	return true
}

// soft reports whether the policy has a soft veto of that name.
func (p *policy) soft(id string) bool {
	return slices.ContainsFunc(p.tables("vetoes"), func(v *document.Value) bool {
		return word(v, "id", "") == id && word(v, "enforcement", "hard") == "soft"
	})
}

// setAsideHere reads the overrides of soft vetoes that p has too; the others
// are for the policy that answers.
func (q *question) setAsideHere(p *policy, raw any) {
	all, _ := raw.([]any)
	for _, o := range all {
		if id, _ := o.(map[string]any)["veto"].(string); p.soft(id) {
			q.overrides[id] = true
		}
	}
}
