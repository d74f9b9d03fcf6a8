package main

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/spf13/cobra"

	"merit/engine"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// A carry takes what is not done yet from one period's facts into the next
// one's: the open records of a list such as improvement plans. A record is
// open while its field done is false; the list's first text field says which
// plan it is, so that a plan which this period's facts tell of already is not
// carried in beside it. The zero carry carries nothing.
type carry struct {
	list, key string
	open      map[string]map[calendar.Period][]json.RawMessage // by specialist
	carried   []string                                         // who, and how many
}

const doneField = "done"

// newCarry finds the list that --carry names and reads the requests of the
// period before.
func newCarry(c *cobra.Command, b *batch, snapshot *engine.Snapshot) (*carry, error) {
	out := &carry{list: b.carry, open: map[string]map[calendar.Period][]json.RawMessage{}}
	if b.carry == "" {
		return out, nil
	}
	var fields []*rules.Field
	for _, p := range snapshot.Policies() {
		for _, in := range p.Inputs {
			if in.Name == b.carry && in.Type.Kind == formula.List {
				fields = in.Fields
			}
		}
	}
	for _, f := range fields {
		if f.Type.Kind == formula.String && out.key == "" {
			out.key = f.Name
		}
	}
	if out.key == "" || !slices.ContainsFunc(fields, func(f *rules.Field) bool { return f.Name == doneField && f.Type.Kind == formula.Boolean }) {
		return nil, usage(c, "command-carry", "list", b.carry)
	}
	for _, name := range b.carryFrom {
		err := eachLine(name, func(line []byte, n int) error {
			who, period := whoAndWhen(line)
			if who == "" || period.Length == "" {
				return fail("carry-line", "at", name+":"+count(n))
			}
			out.keep(who, period, line)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (c *carry) idle() bool { return c == nil || c.list == "" }

// keep remembers the open records of a request.
func (c *carry) keep(who string, period calendar.Period, request []byte) {
	if c.idle() || period.Length == "" {
		return
	}
	var open []json.RawMessage
	for _, record := range c.records(request) {
		var done bool
		if json.Unmarshal(memberOf(record, doneField), &done) == nil && !done {
			open = append(open, bytes.Clone(record))
		}
	}
	if c.open[who] == nil {
		c.open[who] = map[calendar.Period][]json.RawMessage{}
	}
	c.open[who][period] = open
}

// records are those of the list in a request.
func (c *carry) records(request []byte) []json.RawMessage {
	inputs, ok := find(request, everything(request), "inputs")
	if !ok {
		return nil
	}
	at, ok := find(request, inputs, c.list)
	var list []json.RawMessage
	if !ok || json.Unmarshal(request[at.start:at.end], &list) != nil {
		return nil
	}
	return list
}

// memberOf is a member of a record as JSON, false for one that is not there: a
// plan that does not say that it is done is open.
func memberOf(record []byte, name string) []byte {
	if at, ok := find(record, everything(record), name); ok {
		return record[at.start:at.end]
	}
	return []byte("false")
}

// extend carries the open records of the period before into a job's request.
func (c *carry) extend(j job) job {
	if c.idle() {
		return j
	}
	return changed(j, func(text []byte) []byte {
		who, now := whoAndWhen(text)
		if now.Length == "" {
			return text
		}
		var told []string
		for _, record := range c.records(text) {
			told = append(told, string(memberOf(record, c.key)))
		}
		var elements [][]byte
		for _, record := range c.open[who][now.Add(-1)] {
			if !slices.Contains(told, string(memberOf(record, c.key))) {
				elements = append(elements, record)
			}
		}
		if len(elements) > 0 {
			c.carried = append(c.carried, who+" "+now.String()+" × "+count(len(elements)))
			text = appended(text, bytes.Join(elements, []byte(",")), "inputs", c.list)
		}
		return text
	}, nil)
}
