// Command generate writes the invented people of this example: three teams of
// six over a quarter. In March the east team answers late, which is what the
// bottleneck report should find. Same program, same bytes: it draws from a
// seed.
//
//	go run ./examples/team/generate examples/team
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
)

var header = []string{"工号", "考核周期", "团队", "奖金基数", "问卷数", "满意问卷数", "推荐者", "贬损者", "工单数", "一次解决工单数", "平均首次响应", "被采纳的建议"}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: generate FOLDER")
	}
	if err := os.WriteFile(filepath.Join(os.Args[1], "people.csv"), encode(invent()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// invent draws a row for each person and month.
func invent() [][]string {
	r := rand.New(rand.NewPCG(2026, 5))
	rows := [][]string{header}
	for t, team := range []string{"东区", "西区", "南区"} {
		for n := range 6 {
			name := fmt.Sprintf("示例%d%02d", t+1, n+1)
			skill := 0.70 + 0.25*r.Float64()
			for month := 1; month <= 3; month++ {
				row := person(r, skill, t == 0 && month == 3)
				if name == "示例306" && month == 1 {
					continue // joined in February
				}
				rows = append(rows, append([]string{name, fmt.Sprintf("2026-%02d", month), team, strconv.Itoa(2000 + 100*n)}, row...))
			}
		}
	}
	return rows
}

// person draws one month of one person; late is a month of slow answers.
func person(r *rand.Rand, skill float64, late bool) []string {
	surveys := 8 + r.IntN(25) // some are too few to judge
	satisfied := drawn(r, surveys, skill+0.05)
	promoters := drawn(r, satisfied, 0.6)
	detractors := drawn(r, surveys-satisfied, 0.7)
	tickets := 60 + r.IntN(60)
	response := 22 + 16*r.Float64()
	if late {
		response += 18
	}
	ideas := ""
	if r.IntN(4) == 0 {
		ideas = strconv.Itoa(1 + r.IntN(2))
	}
	counts := []int{surveys, satisfied, promoters, detractors, tickets, drawn(r, tickets, skill-0.05)}
	var out []string
	for _, c := range counts {
		out = append(out, strconv.Itoa(c))
	}
	return append(out, strconv.FormatFloat(response, 'f', 1, 64), ideas)
}

// drawn is how many of n come out, each with the same chance.
func drawn(r *rand.Rand, n int, chance float64) int {
	hits := 0
	for range n {
		if r.Float64() < chance {
			hits++
		}
	}
	return hits
}

func encode(rows [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.WriteAll(rows) // writing to a buffer cannot fail
	return b.Bytes()
}
