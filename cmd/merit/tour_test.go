package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"merit/rules/golden"
)

const tour = "../../docs/tour.md"

// TestTour makes every mistake of docs/tour.md in the policy it is about and
// holds what is shown against what merit check prints. With -update the
// outputs are rewritten; one that ends in … shows the first problem only.
func TestTour(t *testing.T) {
	policy := contentOf(t, "../../policies/crs-standard.toml")
	text := contentOf(t, tour)
	where, err := filepath.Abs(tour)
	must(t, err)
	t.Chdir(t.TempDir())
	slips := 0
	text = slip.ReplaceAllStringFunc(text, func(block string) string {
		slips++
		m := slip.FindStringSubmatch(block)
		must(t, os.WriteFile("crs-standard.toml", []byte(withSlip(t, policy, m[1])), 0o644))
		printed := strings.TrimRight(merit(t, []string{"check", "crs-standard.toml"}), "\n")
		if strings.HasSuffix(m[2], "…\n") {
			printed, _, _ = strings.Cut(printed, "\n\n")
			printed += "\n\n…"
		}
		if strings.Contains(printed, "没有问题") {
			t.Errorf("nothing is said about\n%s", m[1])
		}
		return "```diff\n" + m[1] + "```\n\n```text\n" + printed + "\n```"
	})
	if slips < 10 || len(regexp.MustCompile(`(?m)^## \d+\. `).FindAllString(text, -1)) != 10 {
		t.Errorf("the tour makes %d slips, want ten and more, in ten parts", slips)
	}
	golden.Compare(t, where, []byte(text))
}

var slip = regexp.MustCompile("(?s)```diff\n(.*?)```\n\n```text\n(.*?)```")

// withSlip applies lines of a diff that follow each other: what they take away
// must stand in the policy exactly once.
func withSlip(t *testing.T, policy, diff string) string {
	t.Helper()
	var before, after strings.Builder
	for line := range strings.Lines(diff) {
		if line[0] != '+' {
			before.WriteString(line[1:])
		}
		if line[0] != '-' {
			after.WriteString(line[1:])
		}
	}
	return edited(t, policy, before.String(), after.String())
}
