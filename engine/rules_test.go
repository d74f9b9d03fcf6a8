package engine_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"merit/engine"
)

// TestRules runs testdata/rules/*.txtar. Each archive holds a policy, or
// several ("policy", "policy month"), and a file "cases" with one case a line:
//
//	C2 one metric missing: "a":1 => status=final score=77.5 metrics.a.score=null
//
// first the rule and what it is about, then the inputs of the request, then
// what the answer must say. A path names members, and elements of lists by
// their id; a list of ids is joined by commas. "refused=CODE" expects a
// refusal with a problem of that code. Members of the request besides inputs
// follow after a bar: "a":1 | "attributes":{"level":2}. The period is 2026-03
// unless it is the first of them.
func TestRules(t *testing.T) {
	files, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var policies []string
			for _, f := range archive.Files {
				switch {
				case f.Name == "policy" || strings.HasPrefix(f.Name, "policy "):
					policies = append(policies, string(f.Data))
				case f.Name == "cases":
					runCases(t, compile(t, policies...), string(f.Data))
				default:
					t.Fatalf("file %s is neither policy nor cases", f.Name)
				}
			}
		})
	}
}

func runCases(t *testing.T, snap *engine.Snapshot, cases string) {
	for line := range strings.Lines(cases) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		head, want, ok := strings.Cut(line, " => ")
		name, inputs, ok2 := strings.Cut(head, ": ")
		if !ok || !ok2 {
			t.Fatalf("not a case: %s", line)
		}
		inputs, more, _ := strings.Cut(inputs, "|")
		if more = strings.TrimSpace(more); more != "" {
			more = "," + more
		}
		if !strings.HasPrefix(more, `,"period":`) {
			more = `,"period":"2026-03"` + more
		}
		e, err := askWhole(t, snap, `{"specialist":"E1","inputs":{`+strings.TrimSpace(inputs)+`}`+more+`}`)
		for _, expectation := range strings.Fields(want) {
			path, value, _ := strings.Cut(expectation, "=")
			if got := look(t, e, err, path); got != value {
				t.Errorf("%s: %s = %s, want %s", name, path, got, value)
			}
		}
	}
}

// look returns what the answer says at a path.
func look(t *testing.T, e *engine.Evaluation, err error, path string) string {
	if err != nil {
		refusal := err.(*engine.Refusal)
		if path == "kind" {
			return refusal.Kind
		}
		var codes []string
		for _, d := range refusal.Problems {
			codes = append(codes, d.Code)
		}
		if path == "refused" {
			return strings.Join(codes, ",")
		}
		return "(refused: " + strings.Join(codes, ",") + ")"
	}
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var at any
	if err := json.Unmarshal(b, &at); err != nil {
		t.Fatal(err)
	}
	for _, step := range strings.Split(path, ".") {
		at = member(at, step)
	}
	return brief(at)
}

func member(at any, step string) any {
	switch at := at.(type) {
	case map[string]any:
		if v, ok := at[step]; ok {
			return v
		}
	case []any:
		for _, v := range at {
			if v.(map[string]any)["id"] == step {
				return v
			}
		}
	}
	return fmt.Sprintf("(no %s)", step)
}

// brief writes a value without blanks: the ids of a list, the codes of notes.
func brief(at any) string {
	switch at := at.(type) {
	case nil:
		return "null"
	case string:
		return at
	case float64:
		return strconv.FormatFloat(at, 'g', 10, 64)
	case []any:
		var ids []string
		for _, v := range at {
			m := v.(map[string]any)
			if code, ok := m["code"]; ok {
				ids = append(ids, code.(string))
			} else {
				ids = append(ids, m["id"].(string))
			}
		}
		return "[" + strings.Join(ids, ",") + "]"
	}
	return fmt.Sprint(at)
}

// TestRulesRunnerBites plants wrong expectations.
func TestRulesRunnerBites(t *testing.T) {
	snap := compile(t, churn)
	e := answer(t, snap, `"start":150,"lost":9`)
	for path, want := range map[string]string{"score": "80", "metrics.churn.part": "9", "grade": "A", "vetoes": "[]", "metrics.nobody.part": "(no part)"} {
		if got := look(t, e, nil, path); got != want {
			t.Errorf("%s = %s, want %s", path, got, want)
		}
	}
	if _, err := os.Stat("testdata/rules"); err != nil {
		t.Error(err)
	}
	if slices.Contains([]string{"80"}, look(t, e, nil, "metrics.churn.target")) {
		t.Error("any path answers 80")
	}
}
