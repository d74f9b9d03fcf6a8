// Many writes a folder of agreements to measure with: as many as asked for,
// each of the size of crs-standard and with names of its own, so that no two
// formulas read alike and the folder is clean as one set.
//
//	go run ./bench/many -n 200 DIR
//
// The same number and seed write the same bytes.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"merit/policies"
)

func main() {
	n := flag.Int("n", 200, "how many policies")
	seed := flag.Uint64("seed", 1, "of the numbers that differ")
	flag.Parse()
	if flag.NArg() != 1 || *n < 1 {
		fmt.Fprintln(os.Stderr, "many -n 200 DIR")
		os.Exit(2)
	}
	if err := write(flag.Arg(0), *n, *seed); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
}

func write(dir string, n int, seed uint64) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	for i := range n {
		text, err := Policy(r, i)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("crs-%04d.toml", i)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// own are the names of crs-standard that become the policy's own.
var own = regexp.MustCompile(`\b(csat_target|nps_target|frt_target|fcr_target|resolved_target|exam_target|data_target|churn_target|hv_target|repeat_limit|compliance_limit|` +
	`base_bonus|promoters|detractors|nps_answers|tickets_closed|first_response|first_contact_resolved|resolved_24h|repeat_7d|training_assigned|training_done|` +
	`crm_fields|crm_filled|customers_start|customers_lost|hv_start|hv_kept|audits|audit_errors|ideas_adopted|complaints_upheld|surveys|fair_surveys|repeat_rate|error_rate)\b`)

// Policy returns the i-th policy: crs-standard for a role of its own, with
// names of its own and another number of points for an idea.
func Policy(r *rand.Rand, i int) (string, error) {
	bytes, err := policies.Shipped.ReadFile("crs-standard.toml")
	if err != nil {
		return "", err
	}
	id := fmt.Sprintf("%04d", i)
	text := own.ReplaceAllString(string(bytes), "${1}_"+id)
	text = strings.ReplaceAll(text, `"crs-standard"`, `"crs-`+id+`"`)
	text = strings.ReplaceAll(text, `role == "crs"`, `role == "crs-`+id+`"`)
	text = strings.ReplaceAll(text, `role = "crs"`, `role = "crs-`+id+`"`)
	return strings.ReplaceAll(text, "compliance_limit_"+id+" = { value = 0.5", fmt.Sprintf("compliance_limit_%s = { value = 0.5%d", id, r.IntN(1000))), nil
}
