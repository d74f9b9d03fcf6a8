package server

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
)

// A description names what is rolled up, what is pooled and how raters count.
func TestDescribeARollUp(t *testing.T) {
	var sources []*diag.Source
	for _, name := range []string{"month.toml", "quarter.toml"} {
		b, err := os.ReadFile("../examples/quarterly/" + name)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, diag.NewSource(name, b))
	}
	set, problems := rules.Load(sources)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	day, _ := calendar.ParseDate("2026-03-31")
	b, err := json.Marshal(describe(set.Policies[1], day, set.Digest))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"parts":{"policy":"administrator-month","period":"month","need":2,"of":3}`,
		`"share":{"pooled":"csat"}`,
		`"raters":{"of":"ratings","weights":{"cross_dept":20,"peer":30,"supervisor":50},"floor":3,"exempt":["supervisor"]}`,
	} {
		if !strings.Contains(string(b), want) {
			t.Errorf("no %s in %s", want, b)
		}
	}
}
