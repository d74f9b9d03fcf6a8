package rules

import (
	"strings"
	"testing"

	"merit/rules/diag"
)

// I6: the list may be read by no other formula, also not by that of a pilot
// beside, whose score stands in the same answer; and no pilot may hide less.
func TestRatingsBesidePilots(t *testing.T) {
	active := string(readSource(t, "testdata/bad/raters-unknown-key.toml").Bytes)
	active, _, _ = strings.Cut(strings.Replace(active, ", minimum = 2", "", 1), "  #!")
	active += "\nbetter = \"higher\"\ntarget = 4\n[[bands]]\nfrom = 0\ngrade = \"C\"\nrate = 0\n"
	active = strings.Replace(active, "effective", "stage = \"active\"\neffective", 1)
	change := func(pairs ...string) string {
		return strings.NewReplacer(append(pairs, `id = "p"`, `id = "q"`)...).Replace(active)
	}
	line := active[strings.Index(active, "raters = "):]
	line, _, _ = strings.Cut(line, "\n")
	reads := "value = 'mean(map(filter(ratings, .role == \"peer\"), .score))'"
	tests := map[string]struct{ other, want string }{
		"alike":             {change(`"active"`, `"pilot"`), ""},
		"reads":             {change(`"active"`, `"pilot"`, line, reads), "q.toml:18:26 raters-read"},
		"a lower floor":     {change(`"active"`, `"pilot"`, "floor = 3", "floor = 2"), "q.toml:18:10 raters-floor"},
		"more exempt":       {change(`"active"`, `"pilot"`, `["supervisor"]`, `["supervisor", "peer"]`), "q.toml:18:10 raters-floor"},
		"a draft":           {change(`"active"`, `"draft"`, line, reads), ""},
		"of another length": {change(`"active"`, `"pilot"`, line, reads, `"quarter"`, `"month"`), ""},
		"of another time":   {change(`"active"`, `"pilot"`, line, reads, "from = 2026-01-01", "from = 2020-01-01, to = 2021-01-01"), ""},
	}
	for name, tt := range tests {
		sources := []*diag.Source{diag.NewSource("p.toml", []byte(active)), diag.NewSource("q.toml", []byte(tt.other))}
		_, problems := Load(sources)
		if got := strings.Join(foundIn(problems), " "); got != tt.want {
			t.Errorf("%s: %q, want %q\n%s", name, got, tt.want, printed(t, problems))
		}
	}
}
