// Package suite runs the examples that policies carry: cases with facts and
// what they must come to. A policy whose examples do not hold is refused
// everywhere, so an example is proof that an edit did what was meant.
//
// An example is evaluated like any request: its facts are written as the JSON
// a system would send, read by the one strict decoder, and answered by the
// snapshot. What is wrong with them is shown where they stand in the file.
package suite

import (
	"slices"
	"strconv"
	"strings"

	"merit/engine"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/text"
)

// A Report is what became of every example of a snapshot.
type Report struct {
	Cases []*Case   // by policy in the snapshot's order, then in file order; then those of test files
	Files diag.List // what is wrong with test files themselves
}

// A Case is one example and what became of it.
type Case struct {
	Policy     *rules.Policy
	Name       string
	Span       diag.Span // of its name
	Passed     bool
	Mismatches []Mismatch         // what did not come out as expected, in file order
	Evaluation *engine.Evaluation // nil when the facts were refused
	Problems   diag.List          // what is wrong with the example itself, and what refused its facts

	request *request      // its facts, nil when they could not be written
	refused diag.List     // why they were refused, expected or not
	steps   []engine.Step // how the answer came about, of a case that failed
}

// A Mismatch is one expected key that came out differently.
type Mismatch struct {
	Key  string    // dotted from the example's expect: "score", "metrics.csat.value"
	Want string    // as people write it
	Got  string    // as people write it; Nothing for a value that is not there
	Span diag.Span // of the expected value
}

// Nothing is how a missing value is written in a Mismatch.
const Nothing = "∅"

// Passed returns how many cases passed.
func (r *Report) Passed() int {
	n := 0
	for _, c := range r.Cases {
		if c.Passed {
			n++
		}
	}
	return n
}

// Problems lists all that is wrong: one problem for each example that did not
// hold, and those of the examples themselves. It is sorted.
func (r *Report) Problems() diag.List {
	all := slices.Clone(r.Files)
	for _, c := range r.Cases {
		all.Add(c.Problems...)
		if len(c.Mismatches) > 0 {
			all.Add(c.failure())
		}
	}
	return all.Sorted()
}

// failure says all that differs in an example, each expectation at its place,
// and, as help, the steps that led there.
func (c *Case) failure() diag.Diagnostic {
	first := c.Mismatches[0]
	if len(c.Mismatches) == 1 {
		return c.problem(first)
	}
	var zh, en []string
	var why []text.Text
	for _, m := range c.Mismatches {
		say := text.Say("example-differs", "key", m.Key, "want", m.Want, "got", m.Got)
		zh, en = append(zh, say.ZH), append(en, say.EN)
		why = append(why, c.Because(m.Key))
	}
	at := func(all []string, between string) diag.Diagnostic {
		return diag.At(first.Span, "example-failed.several", "name", c.Name, "count", strconv.Itoa(len(all)), "all", strings.Join(all, between))
	}
	d := at(zh, "；")
	d.Message.EN = at(en, "; ").Message.EN
	d.Help = join(d.Help, once(join(why...)))
	for _, m := range c.Mismatches[1:] {
		if m.Span.Position().Line != first.Span.Position().Line {
			d = d.And(m.Span, "example-differs", "key", m.Key, "want", m.Want, "got", m.Got)
		}
	}
	return d
}

// once leaves out the lines that stand above already.
func once(t text.Text) text.Text {
	lines := func(s string) string {
		var out []string
		for line := range strings.SplitSeq(s, "\n") {
			if !slices.Contains(out, line) {
				out = append(out, line)
			}
		}
		return strings.Join(out, "\n")
	}
	return text.Text{ZH: lines(t.ZH), EN: lines(t.EN)}
}

// problem says what differs and, as help, the steps that led there.
func (c *Case) problem(m Mismatch) diag.Diagnostic {
	key := "example-failed"
	switch {
	case m.Key == "refused":
		key += ".refused"
	case m.Got == Nothing:
		key += ".nothing"
	}
	d := diag.At(m.Span, key, "name", c.Name, "key", m.Key, "want", m.Want, "got", m.Got)
	if m.Key != "refused" {
		d.Help = join(d.Help, c.Because(m.Key))
	}
	return d
}
