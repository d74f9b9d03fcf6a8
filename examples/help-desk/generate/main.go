// Command generate writes the invented event log of this example.
//
// It imitates what the log of a real ticket system looks like: a header that
// occurs twice, rows that are there twice, tickets that were resolved more
// than once or never, and tickets that a dispatcher closes in one go weeks
// after the work was done. Same program, same bytes: the generator is seeded.
//
//	go run ./examples/help-desk/generate examples/help-desk
package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// An engineer is an invented person and how they work.
type engineer struct {
	name    string
	tickets [3]int  // in January, February and March
	slowest float64 // hours until a ticket is resolved
	rework  float64 // chance that it comes back
}

var engineers = []engineer{
	{"示例甲", [3]int{14, 13, 15}, 60, 0.03},
	{"示例乙", [3]int{12, 12, 11}, 150, 0.06},
	{"示例丙", [3]int{13, 12, 12}, 30, 0.45}, // quick, and has to do it again
	{"示例丁", [3]int{9, 2, 8}, 400, 0.1},    // few tickets in February
}

type event struct {
	ticket, activity, who string
	at                    time.Time
	level                 string
}

const layout = "2006/01/02 15:04:05.000"

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: generate FOLDER")
	}
	if err := os.WriteFile(filepath.Join(os.Args[1], "events.csv"), encode(invent()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// invent draws every event, in the order in which they happened.
func invent() []event {
	random := rand.New(rand.NewPCG(2012, 1))
	var events []event
	n := 0
	for _, e := range engineers {
		for month, tickets := range e.tickets {
			for range tickets {
				n++
				events = append(events, e.ticket(random, fmt.Sprintf("Case %d", n), time.Month(month+1))...)
			}
		}
	}
	for range 2 { // two that nobody ever resolved
		n++
		at := time.Date(2012, 2, 1+random.IntN(20), 10, 0, 0, 0, time.UTC)
		events = append(events, event{fmt.Sprintf("Case %d", n), "Assign seriousness", "示例甲", at, "Value 2"})
	}
	for i := 0; i < len(events); i += 40 {
		events = append(events, events[i]) // rows that are there twice
	}
	slices.SortStableFunc(events, func(x, y event) int { return cmp.Or(x.at.Compare(y.at), cmp.Compare(x.ticket, y.ticket)) })
	return events
}

func (e engineer) ticket(random *rand.Rand, name string, month time.Month) []event {
	level := "Value 2"
	if random.Float64() < 0.25 {
		level = "Value 3"
	}
	at := time.Date(2012, month, 1+random.IntN(28), 8, random.IntN(600), random.IntN(60), random.IntN(1000)*1e6, time.UTC)
	var events []event
	add := func(activity, who string, hours float64) {
		at = at.Add(time.Duration(hours * float64(time.Hour)))
		events = append(events, event{name, activity, who, at, level})
	}
	add("Assign seriousness", e.name, 0)
	add("Take in charge ticket", e.name, random.Float64())
	add("Resolve ticket", e.name, 1+random.Float64()*e.slowest)
	for random.Float64() < e.rework {
		add("Take in charge ticket", e.name, 5+random.Float64()*30)
		add("Resolve ticket", e.name, 1+random.Float64()*8)
	}
	add("Closed", "调度台", 24*(15+random.Float64()*30))
	return events
}

func encode(events []event) []byte {
	rows := [][]string{{"Case ID", "Activity", "Resource", "Complete Timestamp", "Variant", "Variant index", "Variant", "service_level"}}
	for _, e := range events {
		rows = append(rows, []string{e.ticket, e.activity, e.who, e.at.Format(layout), "Variant 1", "1", "Variant 1", e.level})
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		log.Fatal(err) // a buffer takes everything
	}
	return b.Bytes()
}
