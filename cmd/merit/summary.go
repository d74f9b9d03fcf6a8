package main

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"merit/engine"
	"merit/engine/records"
	"merit/rules/diag"
	"merit/rules/text"
)

// A summary counts what a batch came to.
type summary struct {
	final, held, refused int
	grades               map[string]int
	order                []string           // grades from the highest band down
	reasons              map[string]*reason // why held, by code and what it is about
	codes                map[string]int     // why refused
	paid                 map[string]*total  // by currency
	rows                 records.Summary
	bad                  diag.List // cells that cannot be read
	remarks              int       // rows of forms that are notes

	incomplete     []string // roll-ups of fewer parts than there are
	refusedEarlier int      // refusals in files of earlier results
	holes          []string // periods missing in somebody's history
	carried        []string // records carried in from the period before

	problems diag.List       // of refused requests, each once, not too many
	known    map[string]bool // the same by place and message
	more     int             // problems not kept
}

// A reason is why evaluations are held, told for the first of them.
type reason struct {
	count int
	first text.Text
	who   string
}

// A total is a sum of money of one currency, exact.
type total struct {
	sum    *big.Rat
	digits int
}

func newSummary(order []string) *summary {
	return &summary{
		order: order, grades: map[string]int{}, reasons: map[string]*reason{}, codes: map[string]int{},
		paid: map[string]*total{}, known: map[string]bool{},
	}
}

// read adds what was read of more files.
func (s *summary) read(r records.Summary) {
	before := s.rows
	s.rows = r
	s.rows.Files += before.Files
	s.rows.Rows += before.Rows
	s.rows.Skipped += before.Skipped
	s.rows.Outside += before.Outside
	s.rows.Nobody += before.Nobody
	s.rows.Idle = append(before.Idle, r.Idle...)
	s.rows.Short = append(before.Short, r.Short...)
}

func (s *summary) add(e *engine.Evaluation) {
	for _, n := range append(slices.Clone(e.Reasons), e.Warnings...) {
		if n.Code == "parts-incomplete" || n.Code == "parts-needed" {
			s.incomplete = append(s.incomplete, e.Specialist+" "+e.Period)
		}
	}
	if e.Status == "held" {
		s.hold(e)
		return
	}
	s.final++
	if e.Grade != nil {
		s.grades[*e.Grade]++
	}
	if e.Payout != nil {
		s.pay(e.Payout)
	}
}

func (s *summary) hold(e *engine.Evaluation) {
	s.held++
	for _, n := range e.Reasons {
		key := strings.TrimSpace(n.Code + " " + n.ID)
		if s.reasons[key] == nil {
			s.reasons[key] = &reason{first: n.Text, who: e.Specialist + " " + e.Period}
		}
		s.reasons[key].count++
	}
}

func (s *summary) pay(m *engine.Money) {
	amount, ok := new(big.Rat).SetString(m.Amount)
	if !ok {
		return
	}
	t := s.paid[m.Currency]
	if t == nil {
		_, fraction, _ := strings.Cut(m.Amount, ".")
		t = &total{new(big.Rat), len(fraction)}
		s.paid[m.Currency] = t
	}
	t.sum.Add(t.sum, amount)
}

// refuse counts the problems of a refused request. A cell that is wrong for
// every period of a person is one problem.
func (s *summary) refuse(problems diag.List) {
	s.refused++
	for i := range problems {
		d := &problems[i]
		s.codes[d.Code]++
		key := d.Error()
		switch {
		case s.known[key]:
		case len(s.problems) < most:
			s.known[key] = true
			s.problems.Add(*d)
		default:
			s.more++
		}
	}
}

// text is the summary in one language.
func (s *summary) text(lang text.Lang) string {
	var b strings.Builder
	line := func(key string, args ...string) { b.WriteString(text.Say(key, args...).In(lang) + "\n") }
	if s.rows.Files > 0 {
		line("batch-rows", "files", count(s.rows.Files), "rows", count(s.rows.Rows), "skipped", count(s.rows.Skipped), "outside", count(s.rows.Outside))
	}
	if s.remarks > 0 {
		line("form-remarks", "count", count(s.remarks))
	}
	tellRows(&s.rows, line)
	line("batch-summary", "asked", count(s.final+s.held+s.refused), "final", count(s.final), "held", count(s.held), "refused", count(s.refused))
	for _, key := range sortedKeys(s.reasons) {
		r := s.reasons[key]
		line("batch-held", "reason", key, "count", count(r.count), "text", r.first.In(lang), "who", r.who)
	}
	for _, list := range []struct {
		key string
		who []string
	}{{"batch-incomplete", s.incomplete}, {"batch-holes", s.holes}, {"batch-carried", s.carried}} {
		if len(list.who) > 0 {
			line(list.key, "count", count(len(list.who)), "who", some(list.who))
		}
	}
	if s.refusedEarlier > 0 {
		line("batch-refused-earlier", "count", count(s.refusedEarlier))
	}
	if s.refused > 0 {
		line("batch-refused", "reasons", tally(s.codes))
	}
	if len(s.grades) > 0 {
		line("batch-grades", "grades", s.gradeText())
	}
	for _, code := range sortedKeys(s.paid) {
		line("batch-paid", "amount", s.paid[code].sum.FloatString(s.paid[code].digits)+" "+code)
	}
	return b.String()
}

// some names the first of names.
func some(names []string) string {
	const most = 10
	if len(names) <= most {
		return joined(names)
	}
	return joined(names[:most]) + ", …"
}

func (s *summary) gradeText() string {
	var parts []string
	for _, grade := range s.order {
		if n := s.grades[grade]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s × %d", grade, n))
		}
	}
	return strings.Join(parts, ", ")
}

// tally writes counts, the largest first.
func tally(counts map[string]int) string {
	keys := sortedKeys(counts)
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = fmt.Sprintf("%s × %d", k, counts[k])
	}
	return strings.Join(parts, ", ")
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
