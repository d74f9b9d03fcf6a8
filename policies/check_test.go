package policies

import (
	"strings"
	"testing"

	"merit/rules/diag"
)

func TestCheck(t *testing.T) {
	source := func(name, text string) *diag.Source { return diag.NewSource(name, []byte(text)) }
	failing := agreement("c", "1") + "\n[[examples]]\nname = \"一\"\ninputs = { calls = 100 }\nexpect = { score = 99 }\n"
	tests := map[string]struct {
		sources []*diag.Source
		wrong   string // files with errors, in order, each once
	}{
		"right":                            {[]*diag.Source{source("a.toml", agreement("a", "1")), source("b.toml", agreement("b", "1"))}, ""},
		"one wrong policy refuses the set": {[]*diag.Source{source("a.toml", agreement("a", "1")), source("b.toml", broken("b", "1"))}, "b.toml"},
		"every wrong policy is named":      {[]*diag.Source{source("a.toml", broken("a", "1")), source("b.toml", "[["), source("c.toml", broken("c", "1"))}, "a.toml b.toml c.toml"},
		"a failing example refuses":        {[]*diag.Source{source("c.toml", failing)}, "c.toml"},
		"examples run beside errors":       {[]*diag.Source{source("b.toml", broken("b", "1")), source("c.toml", failing)}, "b.toml c.toml"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			snapshot, _, problems := Check(tt.sources)
			var files []string
			for i := range problems {
				if f := problems[i].Span.Source; problems[i].Severity == diag.Error && f != nil && (len(files) == 0 || files[len(files)-1] != f.Name) {
					files = append(files, f.Name)
				}
			}
			if got := strings.Join(files, " "); got != tt.wrong || (snapshot == nil) != (tt.wrong != "") {
				t.Errorf("errors in %q, snapshot %v; want errors in %q\n%v", got, snapshot != nil, tt.wrong, problems.Err())
			}
		})
	}
}

func TestCheckNeverPanics(t *testing.T) {
	snapshot, _, problems := Check([]*diag.Source{nil})
	if snapshot != nil || len(problems) != 1 || problems[0].Code != "internal-error" || !strings.Contains(problems[0].Message.EN, "merit/rules") {
		t.Errorf("%v, %v", snapshot, problems.Err())
	}
}
