package suite

import (
	"encoding/json"
	"errors"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/formula"
	"merit/rules/text"
)

// A Variant is a policy with something in it changed.
type Variant struct {
	Snapshot *engine.Snapshot // the changed policy alone
	Change   string           // in a few words: metrics.csat.target 90 → 91
}

// What a search for differences may cost: facts tried one change at a time,
// and two at a time.
const (
	mostCompared = 4000
	mostDoubled  = 3000
)

// Distinguish looks for cases whose answers by p differ from those by changed
// versions of it, so that the change would be noticed. It starts from the
// cases that passed and changes nothing, one fact or two, to the values that
// Suggest tries and those just out of bounds. It returns as few cases as it
// can, and which variants none of them tells from p. The work is bounded and
// the same every time.
func Distinguish(snap *engine.Snapshot, r *Report, p *rules.Policy, variants []Variant) (cases []*Suggestion, left []Variant) {
	s := &search{snap: snap, policy: p, coverage: &Coverage{}, names: map[string]bool{}}
	for _, k := range r.Cases {
		if k.Policy == p {
			s.names[k.Name] = true
		}
	}
	for _, k := range startingPoints(p, r) {
		if b, ok := s.base(k); ok {
			s.bases = append(s.bases, b)
		}
	}
	d := &distinction{search: s, left: slices.Clone(variants)}
	d.cover(d.singles())
	d.asked = 0
	d.pairs()
	return s.found, d.left
}

// A distinction is the search for differences.
type distinction struct {
	*search
	left []Variant // those not yet told apart
}

// A probe is facts, what p makes of them, and which variants make something
// else of them.
type probe struct {
	base    *base
	changes []change
	facts   map[string]any
	request *facts.Request
	answer  *answer
	said    []said
	tells   map[int][]string // by variant: the keys that differ
}

// singles are the bases as they are, with one fact changed, and with all
// emptied that belongs together.
func (d *distinction) singles() []*probe {
	var all []*probe
	for _, b := range d.bases {
		options := [][]change{nil}
		for _, c := range slices.Concat(d.single(b), d.outside(b), d.sizes(b), d.times(b), d.crossings(b)) {
			options = append(options, []change{c})
		}
		for _, changes := range append(options, d.emptied(b)...) {
			if len(all) == mostCompared {
				return all
			}
			if p := d.probe(b, changes); p != nil {
				all = append(all, p)
			}
		}
	}
	return all
}

// outside are the values just below and above what is accepted.
func (d *distinction) outside(b *base) []change {
	var out []change
	for _, t := range []struct {
		name   string
		fields []*rules.Field
	}{{"inputs", d.policy.Inputs}, {"attributes", d.policy.Attributes}} {
		for _, f := range t.fields {
			for _, v := range beyond(f) {
				out = append(out, change{t.name, f.Name, v})
			}
			items, _ := lookup(b.facts, change{table: t.name, name: f.Name}).([]any)
			if len(items) == 0 || f.Type.Kind != formula.List {
				continue
			}
			for _, r := range f.Fields {
				for _, v := range beyond(r) {
					out = append(out, change{t.name, f.Name, changed(items, 1, r.Name, v)})
				}
			}
		}
	}
	return out
}

// sizes are lists just long enough for a sample, and one short of it.
func (d *distinction) sizes(b *base) []change {
	var out []change
	for _, m := range d.policy.Metrics {
		if m.Sample == nil {
			continue
		}
		n := int(math.Ceil(m.Sample.Min.Float))
		for _, f := range d.policy.Inputs {
			items, _ := lookup(b.facts, change{table: "inputs", name: f.Name}).([]any)
			if len(items) > 0 && f.Type.Kind == formula.List && 0 < n && n <= f.MaxLength {
				out = append(out, change{"inputs", f.Name, cycled(items, n)}, change{"inputs", f.Name, cycled(items, n-1)})
			}
		}
	}
	return out
}

// times are the periods in which a param has another value, and histories of
// every length that an outcome could mean.
func (d *distinction) times(b *base) []change {
	var out []change
	for _, p := range d.policy.Params {
		for _, v := range p.Values[min(1, len(p.Values)):] {
			if period := calendar.PeriodOf(d.policy.Period, v.From); d.policy.Effective.Contains(period.End()) {
				out = append(out, change{"", "period", period.String()})
			}
		}
	}
	for _, o := range d.policy.Outcomes {
		for n := 2; n < o.Consecutive; n++ {
			if h := past(b, n); h != nil {
				out = append(out, change{"", "history", h})
			}
		}
	}
	return out
}

// beyond are numbers one unit out of f's bounds, the unit being the last
// digit with which the bound is written.
func beyond(f *rules.Field) []any {
	var out []any
	for _, side := range []struct {
		bound rules.Number
		sign  float64
	}{{f.Min, -1}, {f.Max, 1}} {
		if !side.bound.Given() || f.Type.Kind == formula.List {
			continue
		}
		places, _ := side.bound.Exact.FloatPrec()
		out = append(out, numberOf(side.bound.Float+side.sign*math.Pow10(-places)))
	}
	return out
}

// probe asks p. Facts that cannot even be read are no probe.
func (d *distinction) probe(b *base, changes []change) *probe {
	with := altered(b.facts, changes)
	data, err := json.Marshal(with)
	if err != nil {
		return nil
	}
	req, problems := facts.Read(diag.NewSource("", data), facts.DefaultLimits)
	if problems.HasErrors() {
		return nil
	}
	a := answered(b.snap, req)
	return &probe{base: b, changes: changes, facts: with, request: req, answer: a, said: d.says(a), tells: map[int][]string{}}
}

// altered returns facts with changes made.
func altered(all map[string]any, changes []change) map[string]any {
	with := maps.Clone(all)
	for _, c := range changes {
		if c.table == "" {
			with[c.name] = c.value
			continue
		}
		table, _ := with[c.table].(map[string]any)
		if table = maps.Clone(table); table == nil {
			table = map[string]any{}
		}
		if c.value == nil {
			delete(table, c.name)
		} else {
			table[c.name] = c.value
		}
		with[c.table] = table
	}
	return with
}

func answered(snap *engine.Snapshot, req *facts.Request) *answer {
	e, err := snap.Evaluate(req)
	var refusal *engine.Refusal
	if errors.As(err, &refusal) {
		return &answer{nil, refusal.Problems}
	}
	return &answer{e, nil}
}

// cover keeps the fewest probes it can find that tell all variants apart
// which any of them tells: each time the one that tells most.
func (d *distinction) cover(probes []*probe) {
	for _, p := range probes {
		d.compare(p)
	}
	told := map[int]bool{}
	for {
		var best *probe
		most := 0
		for _, p := range probes {
			if n := p.fresh(told); n > most {
				best, most = p, n
			}
		}
		if best == nil {
			break
		}
		d.pick(best, told)
	}
	d.drop(told)
}

func (p *probe) fresh(told map[int]bool) int {
	n := 0
	for i := range p.tells {
		if !told[i] {
			n++
		}
	}
	return n
}

// compare finds the variants that answer p otherwise.
func (d *distinction) compare(p *probe) {
	for i, v := range d.left {
		if keys := differing(p.said, d.says(answered(v.Snapshot, p.request))); len(keys) > 0 {
			p.tells[i] = keys
		}
	}
}

// pairs changes two facts for the variants that are left.
func (d *distinction) pairs() {
	for _, b := range d.bases {
		singles := d.paired(b)
		for i, c := range singles {
			for _, e := range singles[i+1:] {
				if c.table == e.table && c.name == e.name {
					continue
				}
				if len(d.left) == 0 || d.asked >= mostDoubled {
					return
				}
				d.asked++
				if p := d.probe(b, []change{c, e}); p != nil {
					d.cover([]*probe{p})
				}
			}
		}
	}
}

// pick makes a case of p.
func (d *distinction) pick(p *probe, told map[int]bool) {
	n := &Suggestion{Policy: d.policy, Like: p.base.of, changes: p.changes, facts: p.facts, answer: p.answer}
	n.whole = !p.base.of.example() || slices.ContainsFunc(p.changes, func(c change) bool { return c.value == nil })
	for i, v := range d.left {
		keys, tells := p.tells[i]
		if !tells || told[i] {
			continue
		}
		told[i] = true
		n.notes = append(n.notes, v.Change)
		n.keep(keys)
	}
	first := d.name(p)
	n.Name = first
	for i := 2; d.names[n.Name]; i++ {
		n.Name = first + " " + strconv.Itoa(i)
	}
	d.names[n.Name] = true
	n.said = p.said
	d.found = append(d.found, n)
}

// name says what is special about a case: the facts it changes.
func (d *distinction) name(p *probe) string {
	if len(p.changes) == 0 {
		return p.base.of.Name + "：全部结果"
	}
	var parts []string
	for _, c := range p.changes {
		title := c.name
		if f := field(d.policy, c); f != nil && f.Title != "" {
			title = f.Title
		} else if c.table == "" {
			title = text.Say("suggested." + c.name).ZH
		}
		switch v := c.value.(type) {
		case nil:
			parts = append(parts, "没有"+title)
		case []any:
			parts = append(parts, title+" "+strconv.Itoa(len(v))+" 条")
		default:
			parts = append(parts, title+" "+strings.Trim(toml(v), `"`))
		}
	}
	return strings.Join(parts, "，")
}

// keep notes what the case must expect so that one more variant is noticed:
// nothing new where a key it has will do.
func (s *Suggestion) keep(keys []string) {
	if !slices.ContainsFunc(keys, func(k string) bool { return slices.Contains(s.keys, k) }) {
		s.keys = append(s.keys, keys[0])
	}
}

func (d *distinction) drop(told map[int]bool) {
	var left []Variant
	for i, v := range d.left {
		if !told[i] {
			left = append(left, v)
		}
	}
	d.left = left
}
