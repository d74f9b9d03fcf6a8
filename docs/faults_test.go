package docs_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestFaults wants every row of the catalogue of faults once, each with tests
// that exist and that speak of it.
func TestFaults(t *testing.T) {
	text := read(t, "faults.md")
	rows := regexp.MustCompile(`(?m)^\| (R\d\d) \| [^|]+ \| [^|]+ \| ([^|]+) \|$`).FindAllStringSubmatch(text, -1)
	known := tests(t)
	spoken := mentions(t, "../policies")
	var found []string
	for _, m := range rows {
		found = append(found, m[1])
		named := regexp.MustCompile("`(Test\\w+)`").FindAllStringSubmatch(m[2], -1)
		if len(named) == 0 {
			t.Errorf("%s names no test", m[1])
		}
		for _, n := range named {
			if !known[n[1]] {
				t.Errorf("%s names %s, and there is no such test", m[1], n[1])
			}
		}
		if !spoken[m[1]] {
			t.Errorf("no test speaks of %s", m[1])
		}
	}
	var want []string
	for n := 1; n <= 41; n++ {
		want = append(want, fmt.Sprintf("R%02d", n))
	}
	if want = append(want, "R44"); !slices.Equal(found, want) {
		t.Errorf("the rows are %v", found)
	}
}

// mentions returns the rows that the tests of a package speak of.
func mentions(t *testing.T, dir string) map[string]bool {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	spoken := map[string]bool{}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "_test.go") {
			for _, row := range regexp.MustCompile(`\bR\d\d\b`).FindAllString(read(t, dir+"/"+e.Name()), -1) {
				spoken[row] = true
			}
		}
	}
	return spoken
}
