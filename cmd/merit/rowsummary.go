package main

import (
	"merit/engine/records"
)

// tellRows writes what the run's rows came to, beyond how many there are: a
// line for each thing that touches what is evaluated, and none for what does
// not.
func tellRows(s *records.Summary, line func(key string, args ...string)) {
	for i := range s.Tables {
		tellTable(&s.Tables[i], line)
	}
	for i := range s.Joins {
		tellJoin(&s.Joins[i], line)
	}
	for _, t := range []struct {
		key string
		who []string
	}{
		{"batch-short", s.Short}, {"batch-idle", s.Idle}, {"batch-quiet", s.Quiet}, {"batch-absent", s.Absent},
	} {
		if len(t.who) > 0 {
			line(t.key, "count", count(len(t.who)), "who", some(t.who))
		}
	}
	if s.Nobody > 0 {
		line("batch-nobody", "count", count(s.Nobody))
	}
}

// tellTable tells which rows of one table did not count, and why.
func tellTable(t *records.TableSummary, line func(key string, args ...string)) {
	say := func(key string, n int, args ...string) {
		if n > 0 {
			line(key, append(args, "table", t.Name, "count", count(n))...)
		}
	}
	copies := "batch-copies.all"
	switch {
	case t.Once:
		copies = "batch-copies.once"
	case !t.Declared:
		copies = "batch-copies"
	}
	say(copies, t.Copies)
	say("batch-filtered", t.Filtered)
	say("batch-superseded", t.Superseded)
	say("batch-tied", t.Tied.Count, "who", firstOf(t.Tied))
	say("batch-disordered", t.Disordered.Count, "who", firstOf(t.Disordered))
	say("batch-nobodys", t.Nobodys)
	say("batch-hidden", t.Hidden)
}

// tellJoin tells what did not join, on both sides.
func tellJoin(j *records.JoinSummary, line func(key string, args ...string)) {
	tellTable(&j.TableSummary, line)
	line("batch-join", "table", j.Name, "rows", count(j.Rows), "keys", count(j.Keys), "asked", count(j.Asked), "found", count(j.Asked-j.Lost-j.Blank))
	if j.Lost > 0 {
		key := "batch-join.lost"
		if j.Lenient {
			key = "batch-join.missing"
		}
		line(key, "table", j.Name, "count", count(j.Lost), "keys", count(j.Unmatched.Count), "who", firstOf(j.Unmatched))
	}
	if j.Blank > 0 {
		line("batch-join.blank", "table", j.Name, "count", count(j.Blank))
	}
	if j.Unused.Count > 0 {
		line("batch-join.unused", "table", j.Name, "count", count(j.Unused.Count), "who", firstOf(j.Unused))
	}
}

// firstOf writes the first of the names.
func firstOf(n records.Names) string {
	text := joined(n.First)
	if n.Count > len(n.First) {
		text += ", …"
	}
	return text
}
