package records

import (
	"fmt"
	"strings"
	"testing"

	"merit/rules/calendar"
)

const dealSource = `
[calls]
files = ["calls.csv"]
specialist = "who"
date = { column = "d", layout = ["YYYY-MM-DD"] }
fields.speed = { column = "price", from = "products", by = "product" }
fields.topic = { column = "series", from = "products", by = "product" }
fields.rating = { as = "count", from = "visits", by = "product" }
[joins.products]
files = ["products.csv"]
key = { column = "product", values = { GTXPro = "GTX Pro" } }
[joins.visits]
files = ["visits.csv"]
key = "what"
`

func dealRows(t *testing.T, toml, calls, products, visits string) *Rows {
	t.Helper()
	in := func(name, text string) []Input { return []Input{{Name: name, Reader: strings.NewReader(text)}} }
	rows, err := source(t, toml).Assemble(map[string][]Input{
		"calls": in("calls.csv", calls), "joins.products": in("products.csv", products), "joins.visits": in("visits.csv", visits),
	}, Options{Fields: declared(), Length: calendar.Month})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestJoins(t *testing.T) {
	const (
		products = "product,price,series\nGTX Pro,4821,GTX\nMG,55,MG\n"
		visits   = "what,n\nMG,1\nMG,2\n"
		head     = "who,d,product\n"
	)
	lenient := strings.Replace(dealSource, "[joins.visits]", "unmatched = \"missing\"\n[joins.visits]", 1)
	tests := map[string]struct{ toml, calls, products, want, told string }{
		"found, under another name": {dealSource, head + "A,2021-01-01,GTXPro\nA,2021-01-02,MG\n", products,
			`[{"speed":4821,"topic":"GTX","rating":0},{"speed":55,"topic":"MG","rating":2}]`, "2 keys, asked 2, blank 0, lost 0 [], unused 0 []"},
		"none of a key is missing": {dealSource, head + "A,2021-01-01,\n", products,
			`[{}]`, "2 keys, asked 1, blank 1, lost 0 [], unused 2 [GTX Pro MG]"},
		"not found is a bad row": {dealSource, head + "A,2021-01-01,mg\nA,2021-01-01,mg\nA,2021-01-01,MG\n", products,
			"calls.csv:2:product: [joins.products] has no \"mg\" [row-unreadable]\n" + "calls.csv:2:product: [joins.products] has no \"mg\" [row-unreadable]\n" +
				"calls.csv:3:product: [joins.products] has no \"mg\" [row-unreadable]\n" + "calls.csv:3:product: [joins.products] has no \"mg\" [row-unreadable]", "2 keys, asked 3, blank 0, lost 2 [mg], unused 1 [GTX Pro]"},
		"unless declared": {lenient, head + "A,2021-01-01,mg\nA,2021-01-01,MG\n", products,
			`[{"rating":0},{"speed":55,"topic":"MG","rating":2}]`, "2 keys, asked 2, blank 0, lost 1 [mg], unused 1 [GTX Pro]"},
		"a cell of the join that cannot be read": {dealSource, head + "A,2021-01-01,MG\n", "product,price,series\nMG,55 USD,MG\n",
			`products.csv:2:price: "55 USD" is not a number [row-unreadable]`, "1 keys, asked 1, blank 0, lost 0 [], unused 0 []"},
		"a key twice": {dealSource, head + "A,2021-01-01,MG\n", products + "MG,66,MG\n",
			`products.csv:4:product: the key "MG" has rows that differ (see also products.csv:3); none is used [join-twice]`, "2 keys, asked 1, blank 0, lost 0 [], unused 1 [GTX Pro]"},
		"a key twice, the same": {dealSource, head + "A,2021-01-01,MG\n", products + "MG,55,MG\n",
			`[{"speed":55,"topic":"MG","rating":2}]`, "2 keys, asked 1, blank 0, lost 0 [], unused 1 [GTX Pro]"},
		"a blank key": {dealSource, head + "A,2021-01-01,MG\n", products + ",55,MG\n",
			"products.csv:4:product: the key is blank [row-unreadable]", "2 keys, asked 1, blank 0, lost 0 [], unused 1 [GTX Pro]"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rows := dealRows(t, tt.toml, tt.calls, tt.products, visits)
			got := ""
			for _, r := range rows.Requests {
				_, got, _ = strings.Cut(string(r.JSON()), `"calls":`)
				got = strings.TrimSuffix(got, "}}")
			}
			var bad []string
			for i := range rows.Bad {
				bad = append(bad, rows.Bad[i].Error())
			}
			if bad != nil {
				got = strings.Join(bad, "\n")
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			j := rows.Summary.Joins[0]
			if told := fmt.Sprintf("%d keys, asked %d, blank %d, lost %d %v, unused %d %v", j.Keys, j.Asked, j.Blank, j.Lost, j.Unmatched.First, j.Unused.Count, j.Unused.First); told != tt.told {
				t.Errorf("summary %s, want %s", told, tt.told)
			}
		})
	}
}

// Who is on one side only is told.
func TestSides(t *testing.T) {
	rows := assemble(t, phone, map[string]string{"people.csv": people, "calls-1.csv": calls + "A,2021-01-01,Y,5\nC,2021-01-01,Y,5\n"}, january)
	if s := rows.Summary; strings.Join(s.Quiet, " ") != "B" || strings.Join(s.Absent, " ") != "C" {
		t.Errorf("quiet %v, absent %v; want B and C", s.Quiet, s.Absent)
	}
}
