// Command generate writes the invented pipeline, teams and price list of this
// example.
//
// They imitate what an export of a real system for customer relations looks
// like: deals that are still open have no date and no value, one product is
// spelt differently in the price list, and some of the team have no deal at
// all. Same program, same bytes: the generator is seeded.
//
//	go run ./examples/sales/generate examples/sales
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
	"time"
)

// An agent is an invented person and how they sell.
type agent struct {
	name, manager, office string
	deals                 int
	wins                  float64 // chance that a deal is won
	discount              float64 // at most, of the list price
}

var agents = []agent{
	{"Example-01", "Manager-A", "Central", 120, 0.70, 0.02},
	{"Example-02", "Manager-A", "Central", 100, 0.55, 0.30}, // wins by giving away
	{"Example-03", "Manager-B", "East", 90, 0.65, 0.05},
	{"Example-04", "Manager-B", "East", 80, 0.35, 0.05},
	{"Example-05", "Manager-C", "West", 70, 0.62, 0.05},
	{"Example-06", "Manager-C", "West", 0, 0, 0}, // in the team, without a deal
	{"Example-07", "Manager-C", "West", 0, 0, 0},
}

var products = []struct {
	name, written, series string
	price                 int
}{
	{"GTX Basic", "GTX Basic", "GTX", 550},
	{"GTX Pro", "GTXPro", "GTX", 4821}, // the pipeline leaves out the space
	{"MG Special", "MG Special", "MG", 55},
	{"MG Advanced", "MG Advanced", "MG", 3393},
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: generate FOLDER")
	}
	for name, rows := range files() {
		if err := os.WriteFile(filepath.Join(os.Args[1], name), encode(rows), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// files returns the rows of every file.
func files() map[string][][]string {
	teams := [][]string{{"sales_agent", "manager", "regional_office"}}
	for _, a := range agents {
		teams = append(teams, []string{a.name, a.manager, a.office})
	}
	prices := [][]string{{"product", "series", "sales_price"}}
	for _, p := range products {
		prices = append(prices, []string{p.name, p.series, strconv.Itoa(p.price)})
	}
	return map[string][][]string{"teams.csv": teams, "products.csv": prices, "pipeline.csv": pipeline()}
}

func pipeline() [][]string {
	random := rand.New(rand.NewPCG(2017, 3))
	var deals [][]string
	for _, a := range agents {
		for range a.deals {
			deals = append(deals, a.deal(random))
		}
	}
	slices.SortStableFunc(deals, func(x, y []string) int { return cmp.Compare(x[5], y[5]) })
	for i := range deals {
		deals[i][0] = fmt.Sprintf("EX%05d", i+1)
	}
	return append([][]string{{"opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "close_date", "close_value"}}, deals...)
}

func (a agent) deal(random *rand.Rand) []string {
	p := products[random.IntN(len(products))]
	engaged := time.Date(2016, 12, 1+random.IntN(180), 0, 0, 0, 0, time.UTC)
	closed := engaged.AddDate(0, 0, 31+random.IntN(60))
	account := fmt.Sprintf("客户-%02d", random.IntN(30))
	if closed.After(time.Date(2017, 6, 30, 0, 0, 0, 0, time.UTC)) {
		return []string{"", a.name, p.written, "", "Engaging", engaged.Format(time.DateOnly), "", ""}
	}
	stage, value := "Lost", 0
	if random.Float64() < a.wins {
		stage, value = "Won", int(float64(p.price)*(1-a.discount*random.Float64()))
	}
	return []string{"", a.name, p.written, account, stage, engaged.Format(time.DateOnly), closed.Format(time.DateOnly), strconv.Itoa(value)}
}

func encode(rows [][]string) []byte {
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		log.Fatal(err) // a buffer takes everything
	}
	return b.Bytes()
}
