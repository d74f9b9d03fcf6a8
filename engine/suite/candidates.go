package suite

import (
	"encoding/json"
	"slices"

	"merit/rules"
	"merit/rules/formula"
)

// single lists the changes of one fact to try, input by input in the order
// declared, then attributes, then a history.
func (s *search) single(b *base) []change {
	var out []change
	for _, t := range []struct {
		name   string
		fields []*rules.Field
	}{{"inputs", s.policy.Inputs}, {"attributes", s.policy.Attributes}} {
		for _, f := range t.fields {
			now := lookup(b.facts, change{table: t.name, name: f.Name})
			for _, v := range s.values(f, now) {
				out = append(out, change{t.name, f.Name, v})
			}
			if now != nil && (t.name == "attributes" || !f.Required || f.Default != nil) {
				out = append(out, change{t.name, f.Name, nil})
			}
		}
	}
	longest := 1
	for _, o := range s.policy.Outcomes {
		longest = max(longest, o.Consecutive)
	}
	if longest > 1 {
		if h := past(b, longest); h != nil {
			out = append(out, change{"", "history", h})
		}
	}
	return out
}

// emptied sets an input to 0 and with it all that checks compare it with: a
// month without tickets has none that were solved either.
func (s *search) emptied(b *base) [][]change {
	var out [][]change
	for _, f := range s.policy.Inputs {
		names := []string{f.Name}
		for _, c := range s.policy.Checks {
			if slices.Contains(c.That.Reads, f.Name) {
				names = append(names, c.That.Reads...)
			}
		}
		slices.Sort(names)
		var group []change
		for _, name := range slices.Compact(names) {
			c := change{"inputs", name, json.Number("0")}
			in := field(s.policy, c)
			if _, numeric := plainNumber(lookup(b.facts, c)); numeric && in != nil && !(in.Min.Given() && in.Min.Float > 0) {
				group = append(group, c)
			}
		}
		if len(group) > 1 {
			out = append(out, group)
		}
	}
	return out
}

// paired are the changes tried two at a time: few values of each fact.
func (s *search) paired(b *base) []change {
	var out []change
	seen := map[string]int{}
	for _, c := range s.single(b) {
		if key := c.table + "." + c.name; seen[key] < mostPaired && c.value != nil {
			seen[key]++
			out = append(out, c)
		}
	}
	return out
}

// values are the values of one fact worth trying, those now given left out.
func (s *search) values(f *rules.Field, now any) []any {
	var out []any
	add := func(v any) {
		same := func(o any) bool { return sameJSON(o, v) }
		if !sameJSON(v, now) && !slices.ContainsFunc(out, same) && len(out) < mostTried {
			out = append(out, v)
		}
	}
	switch f.Type.Kind {
	case formula.Number, formula.Integer:
		for _, x := range s.numbers(f, now) {
			add(numberOf(x))
		}
	case formula.Boolean:
		add(true)
		add(false)
	case formula.String:
		for _, w := range slices.Concat(f.Type.Enum, s.words(f.Name)) {
			add(w)
		}
	case formula.List:
		s.lists(f, now, add)
	}
	return out
}

// numbers are bounds, the numbers that formulas reading f name, and what is
// given, made a little or much larger and smaller; all within the bounds.
func (s *search) numbers(f *rules.Field, now any) []float64 {
	var all []float64
	for _, n := range []rules.Number{f.Min, f.Max} {
		if n.Given() {
			all = append(all, n.Float)
		}
	}
	all = append(all, 0)
	step := 1.0
	if f.Max.Given() && f.Max.Float <= 1 {
		step = 0.1
	}
	if x, ok := plainNumber(now); ok {
		all = append(all, x+step, x-step, x*2, x/2, x*10)
	}
	for _, x := range s.named(f.Name) {
		all = append(all, x, x+step, x-step)
	}
	return slices.DeleteFunc(all, func(x float64) bool {
		return f.Min.Given() && x < f.Min.Float || f.Max.Given() && x > f.Max.Float || f.Type.Kind == formula.Integer && x != float64(int64(x))
	})
}

// named are the numbers that stand in formulas that read a name, and the
// params they read.
func (s *search) named(name string) []float64 {
	var out []float64
	for _, f := range formulas(s.policy) {
		if !slices.Contains(f.Reads, name) {
			continue
		}
		each(f.Root, func(n formula.Node) {
			if lit, ok := n.(*formula.NumberLit); ok {
				out = append(out, lit.Value)
			}
		})
		for _, p := range s.policy.Params {
			if slices.Contains(f.Reads, p.Name) && len(p.Values) > 0 {
				out = append(out, p.Values[len(p.Values)-1].Value.Float)
			}
		}
	}
	return out
}

// words are the texts that stand in formulas that read a name.
func (s *search) words(name string) []string {
	var out []string
	for _, f := range formulas(s.policy) {
		if !slices.Contains(f.Reads, name) {
			continue
		}
		each(f.Root, func(n formula.Node) {
			if lit, ok := n.(*formula.StringLit); ok {
				out = append(out, lit.Value)
			}
		})
	}
	return out
}

// lists are a list emptied, halved, made longer, and with a field of all or
// half of its records changed.
func (s *search) lists(f *rules.Field, now any, add func(any)) {
	items, _ := now.([]any)
	add([]any{})
	if len(items) == 0 {
		return
	}
	add(items[:(len(items)+1)/2])
	for _, r := range f.Fields {
		first, ok := items[0].(map[string]any)
		if !ok {
			return
		}
		for _, v := range s.values(r, first[r.Name]) {
			for _, n := range []int{len(items), (len(items) + 1) / 2, 1} {
				add(changed(items, n, r.Name, v))
			}
		}
	}
	if f.Item != nil {
		for _, v := range s.values(f.Item, items[0]) {
			all := slices.Clone(items)
			for i := range all {
				all[i] = v
			}
			add(all)
		}
	}
	if longer := min(len(items)*4, f.MaxLength); longer > len(items) && longer <= 60 {
		add(cycled(items, longer))
	}
}

// cycled is n records, those given over and over.
func cycled(items []any, n int) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = items[i%len(items)]
	}
	return all
}

// changed is a list with a field of its first n records set.
func changed(items []any, n int, name string, v any) []any {
	out := slices.Clone(items)
	for i := range out[:n] {
		record, ok := out[i].(map[string]any)
		if !ok {
			continue
		}
		other := map[string]any{}
		for k, old := range record {
			other[k] = old
		}
		other[name] = v
		out[i] = other
	}
	return out
}

func sameJSON(a, b any) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}

// formulas are all formulas of a policy, in the order of its parts.
func formulas(p *rules.Policy) []*formula.Formula {
	var all []*formula.Formula
	for _, c := range p.Checks {
		all = append(all, c.That)
	}
	for _, f := range p.Formulas {
		all = append(all, f.Formula)
	}
	for _, m := range p.Metrics {
		all = append(all, m.Applies, m.Value, m.Target, m.Score)
		if m.Share != nil {
			all = append(all, m.Share.Part, m.Share.Whole, m.Share.Of, m.Share.Where)
		}
		if m.Sample != nil {
			all = append(all, m.Sample.Size)
		}
	}
	for _, g := range p.Guards {
		all = append(all, g.When, g.Cap, g.Scale)
	}
	for _, a := range p.Adjustments {
		all = append(all, a.When, a.Points)
	}
	for _, v := range p.Vetoes {
		all = append(all, v.When)
	}
	for _, o := range p.Outcomes {
		all = append(all, o.When)
	}
	return slices.DeleteFunc(all, func(f *formula.Formula) bool { return f == nil })
}

// each visits every node of a tree.
func each(n formula.Node, visit func(formula.Node)) {
	if n == nil {
		return
	}
	visit(n)
	switch n := n.(type) {
	case *formula.Unary:
		each(n.X, visit)
	case *formula.Binary:
		each(n.X, visit)
		each(n.Y, visit)
	case *formula.In:
		each(n.X, visit)
		for _, x := range n.Set {
			each(x, visit)
		}
	case *formula.Conditional:
		each(n.If, visit)
		each(n.Then, visit)
		each(n.Else, visit)
	case *formula.Call:
		for _, x := range n.Args {
			each(x, visit)
		}
		each(n.Each, visit)
	case *formula.ListLit:
		for _, x := range n.Items {
			each(x, visit)
		}
	}
}
