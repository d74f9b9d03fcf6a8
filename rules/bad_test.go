package rules

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"merit/rules/diag"
)

// Every file of testdata/bad says itself which problems it has, and where:
//
//	weight = 41  #! weights-sum 10
//
// expects weights-sum on this line at column 10, counted from 1 in characters.
// A line may carry several. Where a comment cannot stand, inside multi-line
// strings say, it stands on a line of its own and says how far away the
// mistake is:
//
//	#! line-2 unknown-name 9
//
// Where it can stand nowhere, NAME.want beside NAME.toml lists "line:column
// code", one a line. Exactly these problems are reported, no more, no fewer.
func TestBadPolicies(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.toml")
	if err != nil || len(files) < 60 {
		t.Fatalf("only %d bad policies: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".toml"), func(t *testing.T) {
			src := readSource(t, file)
			want, err := expectations(file, src.Bytes)
			if err != nil {
				t.Fatal(err)
			}
			p, problems := Read(src)
			if difference := compareProblems(want, found(problems)); difference != "" {
				t.Errorf("%s\n%s", difference, printed(t, problems))
			}
			if problems.HasErrors() && p != nil {
				t.Error("a policy was returned beside errors")
			}
		})
	}
}

// expectations returns "line:column code" for each problem a file announces.
func expectations(file string, bytes []byte) ([]string, error) {
	want := announced(string(bytes))
	more, err := os.ReadFile(strings.TrimSuffix(file, ".toml") + ".want")
	if err == nil {
		want = append(want, strings.Split(strings.TrimSpace(string(more)), "\n")...)
	}
	if len(want) == 0 {
		return nil, fmt.Errorf("%s announces no problem", file)
	}
	return want, nil
}

var announcement = regexp.MustCompile(`#! (?:line([+-]\d+) )?([a-z-]+) (\d+)`)

func announced(text string) []string {
	var want []string
	for i, line := range strings.Split(text, "\n") {
		for _, m := range announcement.FindAllStringSubmatch(line, -1) {
			offset, _ := strconv.Atoi(m[1])
			want = append(want, fmt.Sprintf("%d:%s %s", i+1+offset, m[3], m[2]))
		}
	}
	return want
}

func found(problems diag.List) []string {
	var got []string
	for _, d := range problems {
		at := d.Span.Position()
		got = append(got, fmt.Sprintf("%d:%d %s", at.Line, at.Column, d.Code))
	}
	return got
}

// compareProblems says what is missing and what is too much, or "".
func compareProblems(want, got []string) string {
	var b strings.Builder
	left := slices.Clone(got)
	for _, w := range want {
		if i := slices.Index(left, w); i >= 0 {
			left = slices.Delete(left, i, i+1)
		} else {
			fmt.Fprintf(&b, "missing: %s\n", w)
		}
	}
	for _, g := range left {
		fmt.Fprintf(&b, "extra: %s\n", g)
	}
	return b.String()
}

// The comparison must notice each way in which a report can be wrong.
func TestCompareProblems(t *testing.T) {
	const text = "a = 1 #! one-code 5\nb = '''\nx\n'''\n#! line-2 two-code 1 #! two-code 7\r\n"
	got := []string{"1:5 one-code", "3:1 two-code", "5:7 two-code"}
	if d := compareProblems(announced(text), got); d != "" {
		t.Fatalf("what is announced is not recognised: %s", d)
	}
	tests := map[string]struct {
		got  []string
		want string
	}{
		"missing":      {got[:2], "missing: 5:7 two-code\n"},
		"extra":        {append(slices.Clone(got), "9:1 one-code"), "extra: 9:1 one-code\n"},
		"twice":        {append(slices.Clone(got), got[0]), "extra: 1:5 one-code\n"},
		"other column": {[]string{"1:6 one-code", got[1], got[2]}, "missing: 1:5 one-code\nextra: 1:6 one-code\n"},
		"other line":   {[]string{"2:5 one-code", got[1], got[2]}, "missing: 1:5 one-code\nextra: 2:5 one-code\n"},
		"other code":   {[]string{"1:5 two-code", got[1], got[2]}, "missing: 1:5 one-code\nextra: 1:5 two-code\n"},
	}
	for name, tt := range tests {
		if d := compareProblems(announced(text), tt.got); d != tt.want {
			t.Errorf("%s: got %q, want %q", name, d, tt.want)
		}
	}
}
