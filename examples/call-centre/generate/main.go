// Command generate writes the invented call records of this example.
//
// They imitate what two exports of one telephone system really looked like:
// the clean one leaves what an unanswered call has not blank; the messy one
// writes dates in two shapes, headers in lower case and a talk time of 0 where
// nobody talked. Same program, same bytes: the generator is seeded.
//
//	go run ./examples/call-centre/generate examples/call-centre
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
	"strconv"
)

// An agent is an invented person and how they work.
type agent struct {
	name     string
	calls    [3]int  // in January, February and March
	answered float64 // chance that a call is answered
	resolved float64 // chance that an answered call is resolved
	slowest  int     // seconds until an answer, from 10 on
	shortest int     // seconds of talk
	longest  int
	ratings  string // drawn from, one digit each
}

var agents = []agent{
	{"示例甲", [3]int{30, 28, 31}, 0.92, 0.95, 95, 60, 420, "3444555"},
	{"示例乙", [3]int{27, 25, 29}, 0.83, 0.90, 115, 60, 420, "2334445"},
	{"示例丙", [3]int{26, 24, 3}, 0.82, 0.88, 125, 60, 420, "2333445"},  // on leave in March: too few calls to judge
	{"示例丁", [3]int{28, 26, 27}, 0.50, 0.85, 125, 60, 420, "2333445"}, // half of the calls ring out
	{"Example-01", [3]int{29, 27, 28}, 0.85, 0.90, 105, 60, 420, "2334455"},
	{"Example-02", [3]int{31, 29, 30}, 0.90, 0.80, 80, 15, 300, "1122334"}, // quick, because callers are cut short
}

// A call is one row of either export. Seconds and rating are 0 where the call
// was not answered.
type call struct {
	agent              string
	month, day, second int // second of the day
	topic              string
	answered, resolved bool
	speed, talk, stars int
}

var topics = []string{"Contract related", "Technical Support", "Payment related", "Admin Support", "Streaming"}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: generate FOLDER")
	}
	calls := invent()
	for name, rows := range map[string][][]string{"calls.csv": clean(calls), "calls-mixed.csv": mixed(calls)} {
		if err := os.WriteFile(filepath.Join(os.Args[1], name), encode(rows), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// invent draws every call, in the order in which they came in.
func invent() []call {
	random := rand.New(rand.NewPCG(2021, 3))
	var calls []call
	for _, a := range agents {
		for month, n := range a.calls {
			for range n {
				calls = append(calls, a.call(random, month+1))
			}
		}
		// Real systems log some calls of one agent in the very same second.
		last := calls[len(calls)-1]
		calls = append(calls, call{agent: a.name, month: last.month, day: last.day, second: last.second, topic: last.topic})
	}
	slices.SortStableFunc(calls, func(x, y call) int {
		return cmp.Or(x.month-y.month, x.day-y.day, x.second-y.second)
	})
	return calls
}

func (a agent) call(random *rand.Rand, month int) call {
	days := [...]int{31, 28, 31}[month-1]
	c := call{
		agent: a.name, month: month, day: 1 + random.IntN(days), second: 9*3600 + random.IntN(9*3600),
		topic:    topics[random.IntN(len(topics))],
		answered: random.Float64() < a.answered,
	}
	if c.answered {
		c.resolved = random.Float64() < a.resolved
		c.speed = 10 + random.IntN(a.slowest-9)
		c.talk = a.shortest + random.IntN(a.longest-a.shortest+1)
		c.stars = int(a.ratings[random.IntN(len(a.ratings))] - '0')
	}
	return c
}

func clean(calls []call) [][]string {
	rows := [][]string{{"Call Id", "Agent", "Date", "Time", "Topic", "Answered (Y/N)", "Resolved", "Speed of answer in seconds", "AvgTalkDuration", "Satisfaction rating"}}
	for i, c := range calls {
		talk := ""
		if c.answered {
			talk = clock(c.talk)
		}
		rows = append(rows, c.row(i, fmt.Sprintf("2021-%02d-%02d", c.month, c.day), talk))
	}
	return rows
}

func mixed(calls []call) [][]string {
	rows := [][]string{{"call id", "agent", "date", "time", "topic", "answered (Y/N)", "resolved", "speed of answer in seconds", "talk duration", "satisfaction rating"}}
	for i, c := range calls {
		date := fmt.Sprintf("%d/%d/2021", c.month, c.day)
		if c.day <= 12 {
			date = fmt.Sprintf("%02d-%02d-2021", c.month, c.day)
		}
		rows = append(rows, c.row(i, date, strconv.Itoa(c.talk)))
	}
	return rows
}

func (c call) row(i int, date, talk string) []string {
	return []string{
		fmt.Sprintf("EX%04d", i+1), c.agent, date, clock(c.second), c.topic,
		yesNo(c.answered), yesNo(c.resolved), positive(c.speed), talk, positive(c.stars),
	}
}

func clock(seconds int) string {
	return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

func yesNo(b bool) string {
	if b {
		return "Y"
	}
	return "N"
}

func positive(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func encode(rows [][]string) []byte {
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		log.Fatal(err) // a buffer takes everything
	}
	return b.Bytes()
}
