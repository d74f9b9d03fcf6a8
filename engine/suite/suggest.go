package suite

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strconv"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/formula"
)

// A Suggestion is a case that reaches what no case reached: an existing one
// with one or two of its facts changed.
type Suggestion struct {
	Policy *rules.Policy
	Like   *Case   // what it starts from
	Shows  []*Item // what it reaches
	Name   string

	changes []change
	facts   map[string]any // all of them, as in the request
	whole   bool           // it cannot be written as changes
	answer  *answer
	notes   []string // of one found by Distinguish: which changes it notices
	keys    []string // and by which keys
	said    []said   // and all it could expect
}

// A change is one fact given another value; nil takes it away.
type change struct {
	table, name string // attributes or inputs; "" and history or parts
	value       any
}

// What a search may cost: questions asked for one policy, examples started
// from, and values tried for one fact.
const (
	mostAsked  = 6000
	mostBases  = 12
	mostTried  = 24
	mostPaired = 7
)

// Suggest looks for facts that reach what c says nothing reaches, by changing
// one or two facts of the cases that passed: to bounds, to the numbers the
// formulas name, and, between two answers on either side of a band's edge, to
// where the edge is. The work is bounded and the same every time. What is
// found is marked as covered in c.
func Suggest(snap *engine.Snapshot, r *Report, c *Coverage) []*Suggestion {
	var out []*Suggestion
	for _, p := range snap.Policies() {
		s := &search{snap: snap, policy: p, coverage: c, names: map[string]bool{}}
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
		s.run()
		out = append(out, s.found...)
	}
	return out
}

// startingPoints are the examples of a policy that passed, or, where there are
// none, its cases in test files.
func startingPoints(p *rules.Policy, r *Report) []*Case {
	var examples, cases []*Case
	for _, k := range r.Cases {
		if k.Policy != p || !k.Passed || k.Evaluation == nil || k.request == nil {
			continue
		}
		if k.example() {
			examples = append(examples, k)
		} else {
			cases = append(cases, k)
		}
	}
	if len(examples) == 0 {
		examples = cases
	}
	return examples[:min(len(examples), mostBases)]
}

// example reports whether a case stands in the policy itself.
func (c *Case) example() bool {
	return slices.ContainsFunc(c.Policy.Examples, func(e *rules.Example) bool { return e.Name.Span == c.Span })
}

type search struct {
	snap     *engine.Snapshot
	policy   *rules.Policy
	coverage *Coverage
	names    map[string]bool
	bases    []*base
	asked    int
	found    []*Suggestion
}

// A base is a case to start from.
type base struct {
	of     *Case
	facts  map[string]any
	snap   *engine.Snapshot
	answer *answer
}

func (s *search) base(k *Case) (*base, bool) {
	b := &base{of: k, snap: s.snap, answer: &answer{k.Evaluation, nil}}
	d := json.NewDecoder(bytes.NewReader(k.request.source.Bytes))
	d.UseNumber()
	if d.Decode(&b.facts) != nil {
		return nil, false
	}
	req, problems := facts.Read(k.request.source, facts.DefaultLimits)
	if problems.HasErrors() {
		return nil, false
	}
	if other := s.snap.Policy(s.policy.ID.Text, req.AsOf); other != nil && other != s.policy {
		b.snap, _ = engine.Compile(&rules.Set{Policies: []*rules.Policy{s.policy}, Digest: s.policy.Digest})
	}
	return b, true
}

// run changes one fact, looks for edges, empties what belongs together, and
// then changes two.
func (s *search) run() {
	for _, b := range s.bases {
		for _, c := range s.single(b) {
			if a := s.try(b, c); a != nil {
				s.edges(b, c, a)
			}
		}
	}
	for _, b := range s.bases {
		s.rolled(b)
		s.records(b)
		for _, group := range s.emptied(b) {
			s.try(b, group...)
		}
	}
	for _, b := range s.bases {
		singles := s.paired(b)
		for i, c := range singles {
			for _, d := range singles[i+1:] {
				if d.table == c.table && d.name == c.name {
					continue
				}
				if s.done() {
					return
				}
				s.try(b, c, d)
			}
		}
	}
}

// done reports whether nothing is missed any more, or enough was asked.
func (s *search) done() bool {
	return s.asked >= mostAsked || !slices.ContainsFunc(s.coverage.Items, func(i *Item) bool { return i.Policy == s.policy && !i.Covered })
}

// try asks and keeps the answer as a suggestion where it reaches something
// new. A refusal is only worth keeping for the check that refused.
func (s *search) try(b *base, changes ...change) *answer {
	if s.done() {
		return nil
	}
	a, with := s.ask(b, changes)
	s.keep(b, a, with, changes)
	return a
}

func (s *search) keep(b *base, a *answer, with map[string]any, changes []change) {
	if a == nil {
		return
	}
	fresh := s.coverage.fresh(s.policy, a)
	if len(fresh) == 0 {
		return
	}
	for _, i := range fresh {
		i.Covered = true
	}
	n := &Suggestion{Policy: s.policy, Like: b.of, Shows: fresh, changes: changes, facts: with, answer: a}
	n.whole = !b.of.example() || slices.ContainsFunc(changes, func(c change) bool { return c.value == nil })
	n.Name = fresh[0].shows().ZH
	for i := 2; s.names[n.Name]; i++ {
		n.Name = fresh[0].shows().ZH + " " + strconv.Itoa(i)
	}
	s.names[n.Name] = true
	s.found = append(s.found, n)
}

// ask answers a base with changes; nil where its facts cannot be read.
func (s *search) ask(b *base, changes []change) (*answer, map[string]any) {
	s.asked++
	with := altered(b.facts, changes)
	data, err := json.Marshal(with)
	if err != nil {
		return nil, nil
	}
	req, problems := facts.Read(diag.NewSource("", data), facts.DefaultLimits)
	if problems.HasErrors() {
		return nil, nil
	}
	e, err := b.snap.Evaluate(req)
	var refusal *engine.Refusal
	if errors.As(err, &refusal) {
		if slices.ContainsFunc(refusal.Problems, func(d diag.Diagnostic) bool { return d.Code != "check-failed" }) {
			return nil, nil
		}
		return &answer{nil, refusal.Problems}, with
	}
	return &answer{e, nil}, with
}

// edges looks for the edges of bands between the answer of b and that of b
// with a number changed, in whole numbers or in hundredths.
func (s *search) edges(b *base, c change, a *answer) {
	from, numeric := plainNumber(lookup(b.facts, c))
	to, too := plainNumber(c.value)
	f := field(s.policy, c)
	if !numeric || !too || f == nil {
		return
	}
	grid := 100.0
	if f.Type.Kind == formula.Integer {
		grid = 1
	}
	s.cross(b, math.Round(from*grid), math.Round(to*grid), b.answer, a, func(x float64) change {
		return change{c.table, c.name, numberOf(x / grid)}
	})
}

// cross closes in on every edge not yet tried that lies between two answers.
// It stops looking at an edge where an answer is not final.
func (s *search) cross(b *base, from, to float64, low, high *answer, at func(float64) change) {
	if low == nil || high == nil || !final(low) || !final(high) {
		return
	}
	for _, i := range s.coverage.Items {
		if i.Policy != s.policy || i.Covered || i.Kind != "band" || i.Outcome == "reached" {
			continue
		}
		for _, band := range s.policy.Bands {
			if edge := band.From.Float; band.From.Span == i.Span && (*low.Score >= edge) != (*high.Score >= edge) {
				s.bisect(b, from, to, *low.Score >= edge, edge, at)
			}
		}
	}
}

// bisect tries both sides of where the score crosses an edge.
func (s *search) bisect(b *base, low, high float64, side bool, edge float64, at func(float64) change) {
	for math.Abs(high-low) > 1 && s.asked < mostAsked {
		middle := math.Trunc((low + high) / 2)
		a, _ := s.ask(b, []change{at(middle)})
		if a == nil || !final(a) {
			return
		}
		if (*a.Score >= edge) == side {
			low = middle
		} else {
			high = middle
		}
	}
	s.try(b, at(low))
	s.try(b, at(high))
}

// records looks for edges by changing more and more records of a list: few
// records where they are enough.
func (s *search) records(b *base) {
	for _, f := range s.policy.Inputs {
		items, _ := lookup(b.facts, change{table: "inputs", name: f.Name}).([]any)
		if len(items) == 0 || f.Type.Kind != formula.List {
			continue
		}
		first, _ := items[0].(map[string]any)
		for _, r := range f.Fields {
			values := s.values(r, first[r.Name])
			for _, v := range values[:min(len(values), mostPaired)] {
				for _, n := range []int{10, 20, 50} {
					if n <= f.MaxLength && !s.done() {
						s.portion(b, f.Name, cycled(items, n), r.Name, v)
					}
				}
			}
		}
	}
}

// portion changes a field of none to all of some records.
func (s *search) portion(b *base, list string, items []any, name string, v any) {
	at := func(k float64) change { return change{"inputs", list, changed(items, int(k), name, v)} }
	n := float64(len(items))
	none, _ := s.ask(b, []change{at(0)})
	all, _ := s.ask(b, []change{at(n)})
	s.cross(b, 0, n, none, all, at)
}

func numberOf(x float64) json.Number { return json.Number(numberText(x)) }

// plainNumber reads a JSON number.
func plainNumber(v any) (float64, bool) {
	n, ok := v.(json.Number)
	if !ok {
		return 0, false
	}
	x, err := n.Float64()
	return x, err == nil
}

func lookup(facts map[string]any, c change) any {
	table, _ := facts[c.table].(map[string]any)
	return table[c.name]
}

func field(p *rules.Policy, c change) *rules.Field {
	fields := p.Inputs
	if c.table == "attributes" {
		fields = p.Attributes
	}
	for _, f := range fields {
		if f.Name == c.name {
			return f
		}
	}
	return nil
}

// past is a history in which every period came out as b did: what an outcome
// that needs several periods in a row asks for.
func past(b *base, n int) []any {
	e := b.answer.Evaluation
	period, ok := calendar.ParsePeriod(e.Period)
	if !ok || e.Score == nil || e.Grade == nil {
		return nil
	}
	var out []any
	for i := 1; i < n; i++ {
		out = append(out, map[string]any{"period": period.Add(-i).String(), "score": numberOf(*e.Score), "grade": *e.Grade, "vetoed": e.Vetoed})
	}
	return out
}
