package engine_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"merit/engine"
)

// rated is the policy of testdata/rules/raters.txtar, with everything in it
// that could talk about ratings.
func rated(t *testing.T) *engine.Snapshot {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/rules/raters.txtar")
	if err != nil {
		t.Fatal(err)
	}
	policy := strings.Replace(string(archive.Files[0].Data), "[[bands]]", `[[guards]]
id = "g"
metric = "m"
when = 'metrics.all.value < 2'
cap = 50
when_undecided = "pass"
[[adjustments]]
id = "a"
points = 'metrics.all.value'
max = 5
when_undecided = "pass"
[[vetoes]]
id = "v"
when = 'metrics.all.value < 1.5'
effect = { cap = 59 }
reason = "r"
when_undecided = "pass"
[[bands]]`, 1)
	policy += `
[[payouts]]
id = "bonus"
amount = '1000 * rate * metrics.all.value'
[[outcomes]]
id = "o"
kind = "coaching"
when = 'metrics.all.score < 80'
`
	return compile(t, policy)
}

// said returns everything an answer says but the digest of its facts.
func said(t *testing.T, snap *engine.Snapshot, ratings string) string {
	t.Helper()
	e, err := ask(t, snap, ratings, `,"explain":true`)
	if err != nil {
		t.Fatal(err)
	}
	e.Facts = ""
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func ratings(roles string, scores ...float64) string {
	var out []string
	for i, role := range strings.Fields(roles) {
		out = append(out, fmt.Sprintf(`{"role":%q,"score":%v}`, role, scores[i]))
	}
	return `"ratings":[` + strings.Join(out, ",") + `]`
}

// I6: whoever sees the whole answer, explained, cannot tell two sets of
// ratings apart that give one value.
//
// Rules: I6
func TestRatingsCannotBeToldApart(t *testing.T) {
	snap := rated(t)
	nine := "boss peer peer peer cross cross cross"
	tests := map[string][2]string{
		"one mean":            {ratings(nine, 4, 3, 3, 3, 5, 5, 5), ratings(nine, 4, 1, 3, 5, 5, 5, 5)},
		"more raters":         {ratings(nine, 4, 3, 3, 3, 5, 5, 5), ratings(nine+" peer peer", 4, 3, 3, 3, 5, 5, 5, 3, 3)},
		"other means":         {ratings(nine, 4, 3, 3, 3, 5, 5, 5), ratings(nine, 4, 5, 5, 5, 2, 2, 2)},
		"withheld":            {ratings("boss peer peer cross cross cross", 4, 1, 1, 5, 5, 5), ratings("boss peer cross cross cross", 4, 5, 5, 5, 5)},
		"withheld or nobody":  {ratings("boss peer peer cross cross cross", 4, 1, 1, 5, 5, 5), ratings("boss cross cross cross", 4, 5, 5, 5)},
		"too few to be known": {ratings("peer peer peer", 1, 1, 1), ratings("cross cross cross peer", 5, 4, 3, 2)},
		"nobody":              {ratings("peer peer peer", 1, 1, 1), ratings("")},
		"no weight":           {ratings(nine+" self", 4, 3, 3, 3, 5, 5, 5, 1), ratings(nine+" self self", 4, 3, 3, 3, 5, 5, 5, 5, 2)},
	}
	for name, tt := range tests {
		if a, b := said(t, snap, tt[0]), said(t, snap, tt[1]); a != b {
			t.Errorf("%s:\n%s\n%s", name, a, b)
		}
	}
	if said(t, snap, ratings(nine, 4, 3, 3, 3, 5, 5, 5)) == said(t, snap, ratings(nine, 4, 3, 3, 4, 5, 5, 5)) {
		t.Error("all ratings say the same: the test cannot fail")
	}
}

// I6: no rating, mean of a role or number of raters stands in an answer, in
// any number of ratings.
//
// Rules: I6
func TestRatingsAreNowhereInTheAnswer(t *testing.T) {
	snap := rated(t)
	random := rand.New(rand.NewPCG(6, 6))
	for range 300 {
		var roles []string
		var scores []float64
		sums, counts := map[string]float64{}, map[string]float64{}
		for range 3 + random.IntN(12) {
			role := []string{"boss", "peer", "cross", "self"}[random.IntN(4)]
			score := float64(1000+random.IntN(4000))/1000 + 0.00007
			roles, scores = append(roles, role), append(scores, score)
			sums[role] += score
			counts[role]++
		}
		answer := said(t, snap, ratings(strings.Join(roles, " "), scores...))
		secrets := []string{}
		for _, s := range scores {
			secrets = append(secrets, fmt.Sprintf("%.4f", s))
		}
		for role, sum := range sums {
			// Where only exempt raters remain their mean is the value (I6).
			if mean := sum / counts[role]; role != "boss" {
				secrets = append(secrets, fmt.Sprintf("%.4f", mean))
			}
		}
		alone := counts["peer"] < 3 && counts["cross"] < 3
		for i, secret := range secrets {
			if alone && i < len(roles) && roles[i] == "boss" {
				continue
			}
			if regexp.MustCompile(`[^0-9]` + regexp.QuoteMeta(secret)).MatchString(answer) {
				t.Fatalf("%v %v: the answer tells %s\n%s", roles, scores, secret, answer)
			}
		}
	}
}

// A pilot that cannot take a rating does not quote it in the answer of the
// policy in force.
func TestPilotsKeepRatings(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/rules/raters.txtar")
	if err != nil {
		t.Fatal(err)
	}
	active := string(archive.Files[0].Data)
	pilot := strings.NewReplacer(`id = "p"`, `id = "pilot"`, `"active"`, `"pilot"`, "max = 5, required", "max = 3, required").Replace(active)
	snap := compile(t, active, pilot)
	e := answer(t, snap, ratings("boss peer", 4, 4.75))
	b, _ := json.Marshal(e.Pilots)
	if len(e.Pilots) != 1 || e.Pilots[0].Status != "held" || strings.Contains(string(b), "4.75") || strings.Contains(string(b), "ratings/") || !strings.Contains(string(b), "ratings-kept") {
		t.Errorf("pilots: %s", b)
	}
}

// What a rater metric shows of itself: its line of the file and no values.
//
// Rules: I6
func TestRatersExplained(t *testing.T) {
	e := answer(t, rated(t), ratings("boss peer peer peer", 4, 2, 3, 4), `,"explain":true`)
	for _, s := range e.Explain {
		if s.Kind == "metric" && s.ID == "all" {
			line, err := os.ReadFile("testdata/rules/raters.txtar")
			if err != nil || !strings.Contains(string(line), "raters = "+s.Formula) || len(s.Values) != 0 || s.Result != "3.625" {
				t.Errorf("%+v", s)
			}
			return
		}
	}
	t.Error("no step for the metric")
}
