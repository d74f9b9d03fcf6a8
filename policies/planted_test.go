package policies_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"merit/policies"
	"merit/rules/diag"
)

// A planted mistake: where a file says that it has it.
type planted struct {
	file, code   string
	line, column int
}

var plant = regexp.MustCompile(`#! (?:line([+-]\d+) )?([a-z-]+) (\d+)`)

// plantedIn reads what a file announces, in itself or in NAME.want beside it.
func plantedIn(t *testing.T, path string) []planted {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []planted
	for i, line := range strings.Split(string(text), "\n") {
		for _, m := range plant.FindAllStringSubmatch(line, -1) {
			p, offset := planted{file: path, code: m[2]}, 0
			_, _ = fmt.Sscan(m[1], &offset)
			_, _ = fmt.Sscan(m[3], &p.column)
			p.line = i + 1 + offset
			all = append(all, p)
		}
	}
	more, _ := os.ReadFile(strings.TrimSuffix(path, ".toml") + ".want")
	for line := range strings.Lines(string(more)) {
		p := planted{file: path}
		if n, _ := fmt.Sscanf(line, "%d:%d %s", &p.line, &p.column, &p.code); n == 3 {
			all = append(all, p)
		}
	}
	return all
}

// kinds sorts codes into the kinds of mistakes that people make.
var kinds = []struct{ kind, codes string }{
	{"law", `dismissal|fine-|penalty|subjective|metric-carries|speed-|despite-veto|reward-`},
	{"bands", `^band|grade|rates?-|cliff`},
	{"dates", `date|effective|period|^version|param-dates|overlap`},
	{"logic", `condition|cycle|loop|veto|unused|divide|target-|guard|example|untested|always|never|payout-un|count-of|unknown-keys|outcome|check|scoring-twice|both|cap-or-scale|value-or-share|better-missing|raters|extra-|ratio-|pooled|pays|adjustment`},
	{"syntax", `syntax|subset|parenthes|duplicate|redefined|finite|misplaced|section|schema|empty|toml`},
	{"types", `wrong-type|type-|mismatch|arguments|share-|list-|enum|elements|default|bounds-of|steps-form|metrics-form|form$`},
	{"numbers", `number|range|sum|weight|portion|grid|bounds|currency|steps|digits|consecutive|sample|dimension-w|cost|param-value`},
	{"names", `name|unknown|look|confus|twice|missing-key|choice|function|member|invisible`},
}

func kindOf(code string) string {
	for _, k := range kinds {
		if regexp.MustCompile(k.codes).MatchString(code) {
			return k.kind
		}
	}
	return "other"
}

// TestPlantedMistakes checks every planted mistake, of loading and of analysis:
// each is found at its own place by what merit check runs. Of each kind there
// are several, and none is found in what ships.
func TestPlantedMistakes(t *testing.T) {
	count := map[string]int{}
	for _, set := range plantedSets(t) {
		var sources []*diag.Source
		for _, path := range set {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			sources = append(sources, diag.NewSource(path, text))
		}
		_, _, problems := policies.Examine(nil, sources)
		for _, path := range set {
			for _, p := range plantedIn(t, path) {
				count[kindOf(p.code)]++
				if !at(problems, p) {
					t.Errorf("%s:%d:%d: %s is not found; found are\n%v", p.file, p.line, p.column, p.code, problems.Err())
				}
			}
		}
	}
	total := 0
	for _, k := range append(slices.Clone(kinds), struct{ kind, codes string }{kind: "other"}) {
		t.Logf("%-8s %d", k.kind, count[k.kind])
		total += count[k.kind]
		if count[k.kind] < 5 && k.kind != "other" {
			t.Errorf("only %d mistakes of kind %s", count[k.kind], k.kind)
		}
	}
	t.Logf("%-8s %d", "all", total)
	if total < 240 {
		t.Errorf("only %d planted mistakes", total)
	}
	if at(nil, planted{}) {
		t.Error("what is not there is found")
	}
}

// at reports whether a planted mistake is among the problems, at its place.
func at(problems diag.List, p planted) bool {
	return slices.ContainsFunc(problems, func(d diag.Diagnostic) bool {
		return d.Code == p.code && d.Span.Source != nil && d.Span.Source.Name == p.file && d.Span.Position() == diag.Position{Line: p.line, Column: p.column}
	})
}

// plantedSets lists the files with planted mistakes; those that differ only in
// a number are a set.
func plantedSets(t *testing.T) [][]string {
	t.Helper()
	var sets [][]string
	numbered, last := regexp.MustCompile(`\.\d+\.toml$`), ""
	for _, dir := range []string{"../rules/testdata/bad", "../rules/analysis/testdata/bad"} {
		files, err := filepath.Glob(dir + "/*.toml")
		if err != nil || len(files) < 30 {
			t.Fatalf("only %d files in %s: %v", len(files), dir, err)
		}
		for _, path := range files {
			name := numbered.ReplaceAllString(path, "")
			if name == last && name != path {
				sets[len(sets)-1] = append(sets[len(sets)-1], path)
			} else {
				sets = append(sets, []string{path})
			}
			last = name
		}
	}
	return sets
}

// TestPlantedFolder puts the files that do not load into one folder and checks
// that at once: none of them hides what is wrong with another.
func TestPlantedFolder(t *testing.T) {
	files, err := filepath.Glob("../rules/testdata/bad/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	sources, err := policies.ReadPaths("../rules/testdata/bad")
	if err != nil || len(sources) != len(files) {
		t.Fatalf("%d of %d files are read: %v", len(sources), len(files), err)
	}
	_, _, problems := policies.Examine(nil, sources)
	found := 0
	for _, path := range files {
		for _, p := range plantedIn(t, path) {
			if found++; !at(problems, p) && !isWarning(t, p) {
				t.Errorf("%s:%d:%d: %s is not found", p.file, p.line, p.column, p.code)
			}
		}
	}
	t.Logf("%d files, %d mistakes", len(files), found)
}

// isWarning reports whether a mistake is only a warning, which is not looked
// for in a policy that another of the same id keeps out.
func isWarning(t *testing.T, p planted) bool {
	text, err := os.ReadFile(p.file)
	if err != nil {
		t.Fatal(err)
	}
	_, _, problems := policies.Examine(nil, []*diag.Source{diag.NewSource(p.file, text)})
	return !problems.HasErrors()
}

// TestShippedHasNoMistake: what is planted above is not found in what ships.
func TestShippedHasNoMistake(t *testing.T) {
	files := policies.ReadFiles(".", "../examples")
	if _, _, problems := policies.Check(files.Policies); len(problems) > 0 {
		t.Error(problems[0].Error())
	}
	if problems := policies.CheckTests(files.Tests, files.Policies, nil); len(problems) > 0 {
		t.Error(problems[0].Error())
	}
}
