// Command generate writes the invented audit log of this example.
//
// It imitates what the audit log of a real service desk looks like: one row a
// change, `?` for what is not known, a promise that reads as kept until the
// last row, incidents without anyone assigned, one whose rows stand out of
// order. Same program, same bytes: the generator is seeded.
//
//	go run ./examples/incidents/generate examples/incidents
package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// An engineer is an invented person and how they work.
type engineer struct {
	name      string
	incidents int
	kept      float64 // chance that the promise is kept
	reopened  float64
}

var engineers = []engineer{
	{"示例甲", 16, 0.9, 0},
	{"示例乙", 14, 0.75, 0.05},
	{"示例丙", 12, 0.3, 0.2},
	{"示例丁", 3, 1, 0}, // too few to say anything
	{"?", 8, 0.5, 0}, // never assigned
}

const layout = "02-01-2006 15:04"

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: generate FOLDER")
	}
	if err := os.WriteFile(filepath.Join(os.Args[1], "events.csv"), encode(invent()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// invent draws every change, an incident after the other.
func invent() [][]string {
	random := rand.New(rand.NewPCG(2016, 3))
	rows := [][]string{{"number", "incident_state", "reassignment_count", "reopen_count", "sys_mod_count", "made_sla", "opened_at", "sys_updated_at", "priority", "assigned_to", "resolved_at", "closed_at"}}
	n := 0
	for _, e := range engineers {
		for range e.incidents {
			n++
			rows = append(rows, e.incident(random, n)...)
		}
	}
	last := len(rows) - 1
	for i := last; i > last-8; i-- {
		if rows[i][0] == rows[i-1][0] && rows[i][7] != rows[i-1][7] {
			rows[i], rows[i-1] = rows[i-1], rows[i] // out of order, as a real log has one
			break
		}
	}
	return rows
}

func (e engineer) incident(random *rand.Rand, n int) [][]string {
	at := time.Date(2016, 2, 29, 0, random.IntN(25*24*60), 0, 0, time.UTC)
	opened := at
	number, priority := fmt.Sprintf("INC%07d", 100+n), []string{"1 - Critical", "2 - High", "3 - Moderate", "3 - Moderate", "3 - Moderate", "4 - Low"}[random.IntN(6)]
	kept, reopened := random.Float64() < e.kept, 0
	if random.Float64() < e.reopened {
		reopened = 1
	}
	worked := time.Duration(30+random.IntN(40*60)) * time.Minute
	resolved, closed := opened.Add(worked), opened.Add(worked+5*24*time.Hour)
	told := resolved.Format(layout)
	if n%9 == 0 {
		told = "?" // nobody wrote it down
	}
	states := []string{"New", "Active", "Resolved", "Closed"}
	var rows [][]string
	for i, state := range states {
		who, sla := e.name, "TRUE"
		if i == 0 {
			who = "?"
		}
		if i == len(states)-1 && !kept {
			sla = "FALSE"
		}
		stamp := opened.Add(worked / 3 * time.Duration(i))
		if i == len(states)-1 {
			stamp = closed
		}
		again := 0
		if i >= 2 {
			again = reopened
		}
		rows = append(rows, []string{number, state, strconv.Itoa(min(i, 1)), strconv.Itoa(again), strconv.Itoa(i), sla,
			opened.Format(layout), stamp.Format(layout), priority, who, told, closed.Format(layout)})
	}
	return rows
}

func encode(rows [][]string) []byte {
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		log.Fatal(err) // a buffer takes everything
	}
	return b.Bytes()
}
