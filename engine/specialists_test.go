package engine_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/formula"
)

// A world is a set of policies, one of which answers, and what makes facts of
// a specialist it can be asked about.
type world struct {
	name   string
	files  []string // the last one answers
	period string
	mend   func(t *rapid.T, inputs map[string]any) // so that checks mostly hold

	texts  []string
	snap   *engine.Snapshot
	policy *rules.Policy

	seen map[string]int // how often an answer was final, held, paid …
}

// worlds are what the properties are tried on.
func worlds(t *testing.T) []*world {
	all := []*world{
		{name: "crs-standard", files: []string{"../policies/crs-standard.toml"}, period: "2026-03", mend: mendShipped},
		{name: "call-centre", files: []string{"../examples/call-centre/policy.toml"}, period: "2026-03", mend: mendCalls},
		{name: "many", files: []string{"testdata/properties/many.toml"}, period: "2026-03"},
		{name: "rollup", files: []string{"testdata/properties/many.toml", "testdata/properties/rollup.toml"}, period: "2026-Q1"},
	}
	for _, w := range all {
		for _, file := range w.files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			w.texts = append(w.texts, string(b))
		}
		w.snap, w.seen = compileFiles(t, w.sources(w.own())), map[string]int{}
		for _, p := range w.snap.Policies() {
			if p.ID.Text == idOf(w.own()) {
				w.policy = p
			}
		}
	}
	return all
}

func periodLength(period string) string {
	if strings.Contains(period, "Q") {
		return "quarter"
	}
	return "month"
}

// own returns the text of the policy that answers.
func (w *world) own() string { return w.texts[len(w.texts)-1] }

// sources returns the files of the world, the last one with another text, and
// more beside them.
func (w *world) sources(own string, more ...string) []*diag.Source {
	var list []*diag.Source
	for i, text := range append(append(w.texts[:len(w.texts)-1:len(w.texts)-1], own), more...) {
		name := fmt.Sprintf("more-%d.toml", i)
		if i < len(w.files) {
			name = filepath.Base(w.files[i])
		}
		list = append(list, diag.NewSource(name, []byte(text)))
	}
	return list
}

func compileFiles(t testing.TB, sources []*diag.Source) *engine.Snapshot {
	t.Helper()
	set, problems := rules.Load(sources)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	snap, _ := engine.Compile(set)
	return snap
}

// A specialist is a request before it is written.
type specialist map[string]any

func (s specialist) inputs() map[string]any     { return s["inputs"].(map[string]any) }
func (s specialist) attributes() map[string]any { return s["attributes"].(map[string]any) }

// but returns a copy of s with one member other; nil takes it out.
func (s specialist) but(name string, value any) specialist {
	c := maps.Clone(s)
	if c[name] = value; value == nil {
		delete(c, name)
	}
	return c
}

// without returns a map less one key.
func without(m map[string]any, key string) map[string]any {
	c := maps.Clone(m)
	delete(c, key)
	return c
}

// evaluate asks snap; the error is a refusal.
func (s specialist) evaluate(t *rapid.T, snap *engine.Snapshot) (*engine.Evaluation, error) {
	body, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	req, problems := facts.Read(diag.NewSource("request.json", body), facts.Limits{})
	if problems.HasErrors() {
		t.Fatalf("%s\n%v", body, problems.Err())
	}
	return snap.Evaluate(req)
}

// draw makes a specialist the world's policy applies to, or nearly.
func (w *world) draw(t *rapid.T) specialist {
	attributes, inputs := map[string]any{}, map[string]any{}
	for _, f := range w.policy.Attributes {
		if f.Name == "team" || rapid.IntRange(0, 9).Draw(t, "unknown") > 0 {
			attributes[f.Name] = drawField(t, f)
		}
	}
	if attributes["role"] != nil {
		attributes["role"] = "crs"
	}
	for _, f := range w.policy.Inputs {
		if needed(f) || rapid.IntRange(0, 5).Draw(t, "given") > 0 {
			inputs[f.Name] = drawField(t, f)
		}
	}
	if w.mend != nil {
		w.mend(t, inputs)
	}
	s := specialist{"specialist": "E1", "period": w.period, "attributes": attributes, "inputs": inputs}
	if h := w.drawEarlier(t, map[string][]string{"month": {"2026-02", "2026-01", "2025-12"}, "quarter": {"2025-Q4", "2025-Q3"}}[periodLength(w.period)]); len(h) > 0 {
		s["history"] = h
	}
	if w.policy.Parts != nil {
		s["parts"] = w.drawEarlier(t, []string{"2026-01", "2026-02", "2026-03"})
	}
	var overrides []any
	for _, v := range w.policy.Vetoes {
		if v.Enforcement == rules.Soft && rapid.IntRange(0, 3).Draw(t, "override") == 0 {
			overrides = append(overrides, map[string]any{"veto": v.ID.Text, "by": "E9", "reason": "r"})
		}
	}
	if overrides != nil {
		s["overrides"] = overrides
	}
	return s
}

// needed reports whether a fact must be given.
func needed(f *rules.Field) bool { return f.Required && f.Default == nil }

// drawEarlier makes evaluations of some of the periods.
func (w *world) drawEarlier(t *rapid.T, periods []string) []any {
	list := []any{}
	for _, period := range periods {
		if rapid.IntRange(0, 3).Draw(t, "absent") == 0 {
			continue
		}
		whole := rapid.IntRange(0, 30).Draw(t, "whole")
		list = append(list, map[string]any{
			"period": period, "score": rapid.IntRange(40, 110).Draw(t, "earlier score"), "grade": rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "earlier grade"),
			"vetoed": rapid.Bool().Draw(t, "earlier veto"), "metrics": map[string]any{"csat": map[string]any{"part": rapid.IntRange(whole/2, whole).Draw(t, "part"), "whole": whole}},
		})
	}
	return list
}

// drawField makes a value of a declared field.
func drawField(t *rapid.T, f *rules.Field) any {
	low, high := 0, 200
	if f.Min.Given() {
		low = int(f.Min.Float)
	}
	if f.Max.Given() {
		high = int(f.Max.Float)
	}
	switch f.Type.Kind {
	case formula.Integer:
		return drawBetween(t, low, high, f.Name)
	case formula.Number:
		grain := rapid.SampledFrom([]int{100, 50, 25, 1}).Draw(t, "grain")
		n := drawBetween(t, low*100/grain, high*100/grain, f.Name) * grain
		return json.Number(strconv.FormatFloat(float64(n)/100, 'f', -1, 64))
	case formula.Boolean:
		return rapid.IntRange(0, 3).Draw(t, f.Name) > 0
	case formula.Date:
		return fmt.Sprintf("20%02d-%02d-%02d", rapid.IntRange(20, 26).Draw(t, "year"), rapid.IntRange(1, 3).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
	case formula.Time:
		return fmt.Sprintf("2026-03-%02dT%02d:00:00+08:00", rapid.IntRange(1, 31).Draw(t, "day"), rapid.IntRange(0, 23).Draw(t, "hour"))
	case formula.List:
		list := []any{}
		for range drawBetween(t, 0, min(f.MaxLength, 14), f.Name) {
			list = append(list, drawElement(t, f))
		}
		return list
	}
	if len(f.Type.Enum) > 0 {
		return rapid.SampledFrom(f.Type.Enum).Draw(t, f.Name)
	}
	return "north"
}

// drawBetween makes as many large numbers as small ones; rapid likes the small.
func drawBetween(t *rapid.T, low, high int, name string) int {
	n := rapid.IntRange(low, high).Draw(t, name)
	if rapid.Bool().Draw(t, "from above") {
		return low + high - n
	}
	return n
}

func drawElement(t *rapid.T, list *rules.Field) any {
	if list.Item != nil {
		return drawField(t, list.Item)
	}
	record := map[string]any{}
	for _, f := range list.Fields {
		if needed(f) || rapid.IntRange(0, 5).Draw(t, "given") > 0 {
			record[f.Name] = drawField(t, f)
		}
	}
	return record
}

// mendShipped makes parts of wholes, most of them good.
func mendShipped(t *rapid.T, in map[string]any) {
	for _, of := range []struct {
		part, whole string
		low, high   int // percent
	}{
		{"promoters", "nps_answers", 40, 80}, {"detractors", "nps_answers", 0, 20}, {"first_contact_resolved", "tickets_closed", 60, 100},
		{"resolved_24h", "tickets_closed", 80, 100}, {"repeat_7d", "tickets_closed", 0, 20}, {"training_done", "training_assigned", 50, 100},
		{"crm_filled", "crm_fields", 80, 100}, {"customers_lost", "customers_start", 0, 4}, {"hv_kept", "hv_start", 90, 100}, {"audit_errors", "audits", -3, 5},
	} {
		in[of.part] = in[of.whole].(int) * max(drawBetween(t, of.low, of.high, of.part), 0) / 100
	}
}

// mendCalls lets nobody solve what nobody answered.
func mendCalls(t *rapid.T, in map[string]any) {
	for _, call := range in["calls"].([]any) {
		if c := call.(map[string]any); c["answered"] == false {
			c["resolved"] = false
		}
	}
}

// sections splits the text of a policy before each heading.
func sections(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if len(list) == 0 || strings.HasPrefix(line, "[") {
			list = append(list, "")
		}
		list[len(list)-1] += line
	}
	return list
}

// idOf returns the id a section states.
func idOf(section string) string {
	if m := regexp.MustCompile(`(?m)^id\s*= "(.*?)"`).FindStringSubmatch(section); m != nil {
		return m[1]
	}
	return ""
}
