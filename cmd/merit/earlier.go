package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"merit/engine"
	"merit/rules"
	"merit/rules/calendar"
)

// An earlier is an answer that goes into later requests: as history into those
// of later periods of its length, as a part into those of longer periods.
type earlier struct {
	period calendar.Period
	record []byte // what formulas can read of it
	at     string // file:line, or "" for an answer of this batch
	use    use
}

// A use says what an earlier answer may become.
type use uint8

const (
	asHistory use = 1 << iota
	asPart
)

// A chain passes answers on from one request to the next. The zero chain
// passes nothing.
type chain struct {
	known   map[string][]earlier                         // by specialist
	rolling bool                                         // the answers of this batch are passed on, too
	lengths map[calendar.Length]map[calendar.Length]bool // of a period: the lengths of the parts some policy reads
	refused int                                          // lines of files that are refusals: holes
	holes   []string                                     // people whose history has holes: "E1 2026-02"
	used    int                                          // records that went into requests
}

// newChain reads the answers of earlier batches.
func newChain(b *batch, snapshot *engine.Snapshot, named naming) (*chain, error) {
	c := &chain{known: map[string][]earlier{}, rolling: b.rollUp || b.chain, lengths: partLengths(snapshot, named.policy)}
	for use, files := range map[use][]string{asHistory: b.history, asPart: b.parts} {
		for _, name := range files {
			if err := c.read(name, use); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

// partLengths is which lengths of parts the policies of each length read.
func partLengths(snapshot *engine.Snapshot, named string) map[calendar.Length]map[calendar.Length]bool {
	out := map[calendar.Length]map[calendar.Length]bool{}
	for _, p := range candidates(snapshot, named) {
		if p.Parts == nil {
			continue
		}
		if out[p.Period] == nil {
			out[p.Period] = map[calendar.Length]bool{}
		}
		out[p.Period][p.Parts.Length] = true
	}
	return out
}

// read reads results as a batch wrote them, one a line.
func (c *chain) read(name string, use use) error {
	return eachLine(name, func(line []byte, n int) error {
		at := name + ":" + strconv.Itoa(n)
		who, period := whoAndWhen(line)
		record, status := recordOf(line)
		switch {
		case who == "" || period.Length == "" || record == nil:
			return fail("chain-line", "at", at)
		case status == "refused":
			c.refused++
			return nil
		}
		c.known[who] = append(c.known[who], earlier{period, record, at, use})
		return nil
	})
}

// eachLine calls f for every line of a file that is not blank.
func eachLine(name string, f func(line []byte, n int) error) error {
	file, err := os.Open(name)
	if err != nil {
		return unread(name, err)
	}
	defer file.Close()
	r := bufio.NewReaderSize(file, 1<<16)
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return unread(name, err)
		}
		line = bytes.TrimPrefix(line, []byte("\ufeff"))
		if text := bytes.TrimSpace(line); len(text) > 0 {
			if failed := f(text, n); failed != nil {
				return failed
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// keep remembers an answer of this batch.
func (c *chain) keep(e *engine.Evaluation) {
	if !c.rolling {
		return
	}
	line, err := json.Marshal(e)
	period, ok := calendar.ParsePeriod(e.Period)
	if err != nil || !ok {
		return
	}
	record, _ := recordOf(line)
	c.known[e.Specialist] = append(c.known[e.Specialist], earlier{period, record, "", asHistory | asPart})
}

// idle reports that nothing is passed on.
func (c *chain) idle() bool { return c == nil || len(c.known) == 0 && !c.rolling }

// extend puts into a job's request what is known of earlier periods.
func (c *chain) extend(j job) job {
	if c.idle() {
		return j
	}
	origin := map[string]string{} // by JSON Pointer of a record
	return changed(j, func(text []byte) []byte {
		who, now := whoAndWhen(text)
		if now.Length == "" {
			return text
		}
		history, parts := c.fitting(who, now)
		c.notice(who, now, history)
		for _, list := range []struct {
			name    string
			records []earlier
		}{{"history", history}, {"parts", parts}} {
			var elements [][]byte
			given := len(listOf(text, list.name))
			for i, e := range list.records {
				elements = append(elements, e.record)
				origin["/"+list.name+"/"+strconv.Itoa(given+i)] = e.at
			}
			if len(elements) > 0 {
				c.used += len(elements)
				text = appended(text, bytes.Join(elements, []byte(",")), list.name)
			}
		}
		return text
	}, func(pointer string) string {
		parts := strings.SplitN(pointer, "/", 4)
		if len(parts) < 3 {
			return ""
		}
		return origin["/"+parts[1]+"/"+parts[2]]
	})
}

// fitting are the answers that belong into a request, oldest first.
func (c *chain) fitting(who string, now calendar.Period) (history, parts []earlier) {
	const oldest = 120 // as far back as a request may look
	for _, e := range c.known[who] {
		p := e.period
		switch {
		case e.use&asHistory != 0 && p.Length == now.Length && p.Compare(now) < 0 && p.Compare(now.Add(-oldest)) >= 0:
			history = append(history, e)
		case e.use&asPart != 0 && c.lengths[now.Length][p.Length] && now.Contains(p):
			parts = append(parts, e)
		}
	}
	byPeriod := func(a, b earlier) int { return a.period.Compare(b.period) }
	slices.SortStableFunc(history, byPeriod)
	slices.SortStableFunc(parts, byPeriod)
	return history, parts
}

// notice writes down holes between the oldest record and now: they break rows
// of good periods, and whoever pays for such rows wants to know.
func (c *chain) notice(who string, now calendar.Period, history []earlier) {
	if len(history) == 0 {
		return
	}
	there := map[calendar.Period]bool{}
	for _, e := range history {
		there[e.period] = true
	}
	for p := history[0].period; p.Compare(now) < 0; p = p.Add(1) {
		if !there[p] {
			c.holes = append(c.holes, who+" "+p.String())
		}
	}
}

// listOf is a member of a request that is a list, nil without one.
func listOf(text []byte, name string) []json.RawMessage {
	at, ok := find(text, everything(text), name)
	var list []json.RawMessage
	if !ok || json.Unmarshal(text[at.start:at.end], &list) != nil {
		return nil
	}
	return list
}

// inTurn orders jobs so that every answer is there when it is needed: by
// person, then by the end of the period, the shorter ones first. People stay
// in the order in which they first come.
func inTurn(jobs []job) []job {
	first := map[string]int{}
	for i := range jobs {
		if jobs[i].who == "" {
			jobs[i].who, jobs[i].period = whoAndWhen(jobs[i].source().Bytes)
		}
		if _, ok := first[jobs[i].who]; !ok {
			first[jobs[i].who] = i
		}
	}
	slices.SortStableFunc(jobs, func(a, b job) int {
		return cmp.Or(cmp.Compare(first[a.who], first[b.who]), cmp.Compare(ending(a.period), ending(b.period)), cmp.Compare(b.period.Start(), a.period.Start()))
	})
	return jobs
}

// ending is a period's last day; a period that cannot be read comes first, its
// request is refused anyway.
func ending(p calendar.Period) calendar.Date {
	if p.Length == "" {
		return -1 << 31
	}
	return p.End()
}

// readsParts reports whether any policy of a length rolls shorter ones up.
func readsParts(policies []*rules.Policy, l calendar.Length) bool {
	return slices.ContainsFunc(policies, func(p *rules.Policy) bool { return p.Period == l && p.Parts != nil })
}
