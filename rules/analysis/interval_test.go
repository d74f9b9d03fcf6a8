package analysis_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules"
	"merit/rules/analysis"
	"merit/rules/diag"
	"merit/rules/formula"
)

// perPolicy is how many random formulas stand in one policy: each is the value
// of a metric, so that the engine shows what it yields.
const perPolicy = 50

// TestIntervals compares what the analysis predicts of 10,000 random formulas
// with what the engine makes of them, over random facts inside the declared
// bounds: no value may lie outside, no condition may be what it cannot be.
func TestIntervals(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2026))
	least, tries := 10_000, 4
	if testing.Short() {
		least = 1_000
	}
	var seen tally
	for seen.formulas < least {
		formulas := make([]string, perPolicy)
		for i := range formulas {
			formulas[i] = writer{r}.formula()
		}
		check(t, r, formulas, tries, &seen)
		if t.Failed() {
			break
		}
	}
	t.Logf("%d formulas, %d values, %d missing; bounded %d; always or never %d", seen.formulas, seen.values, seen.missing, seen.bounded, seen.certain)
	if seen.values < seen.formulas || seen.bounded < seen.formulas/4 || seen.certain < seen.formulas/100 {
		t.Error("the formulas are no test: too few type, are bounded, or are certain")
	}
}

type tally struct{ formulas, values, missing, bounded, certain int }

const world = `schema = 1
[policy]
id = "random"
version = "1"
period = "month"
effective = { from = 2026-01-01 }
[params]
limit = { values = [{ from = 2026-01-01, value = 3 }, { from = 2026-02-01, value = 5.5 }] }
[inputs]
a = { type = "integer", min = 0, max = 12 }
b = { type = "integer", min = 0, max = 12 }
c = { type = "number", min = -2, max = 4, required = false }
d = { type = "number" }
flag = { type = "boolean", required = false }
word = { type = "string", enum = ["x", "y", "z"], required = false }
plain = { type = "list", max = 5, items = { type = "number", min = 1, max = 3 } }
[inputs.rows]
type = "list"
max = 4
fields.n = { type = "integer", min = 0, max = 5, required = false }
fields.q = { type = "number", min = 0.5, max = 2 }
fields.ok = { type = "boolean", required = false }
fields.kind = { type = "string", enum = ["x", "y"] }
[[checks]]
that = 'a <= b'
message = "a <= b"
[[bands]]
from = 0
grade = "C"
rate = "0%"
`

// document writes a policy whose metrics have the formulas as values. What
// does not type is left out beforehand by asking for it alone.
func document(formulas []string) *diag.Source {
	var b strings.Builder
	b.WriteString(world)
	for i, f := range formulas {
		weight := 0
		if i == 0 {
			weight = 100
		}
		fmt.Fprintf(&b, "[[metrics]]\nid = \"m%d\"\nweight = %d\nvalue = '''%s'''\nbetter = \"higher\"\ntarget = 1\n", i, weight, f)
	}
	return diag.NewSource("random.toml", []byte(b.String()))
}

func check(t *testing.T, r *rand.Rand, formulas []string, tries int, seen *tally) {
	t.Helper()
	formulas = typed(formulas)
	if len(formulas) == 0 {
		return
	}
	set, problems := rules.Load([]*diag.Source{document(formulas)})
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	snapshot, problems := engine.Compile(set)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	p := set.Policies[0]
	w := analysis.Of(p)
	seen.formulas += len(p.Metrics)
	ranges := make([]analysis.Range, len(p.Metrics))
	for i, m := range p.Metrics {
		ranges[i] = w.Value(p, m)
		if ranges[i].High-ranges[i].Low < 1e6 {
			seen.bounded++
		}
		if c, ok := m.Value.Root.(*formula.Conditional); ok {
			if truth := w.Condition(c.If); truth.Always() || truth.Never() {
				seen.certain++
			}
		}
	}
	for range tries {
		given := randomFacts(r)
		values, ok := evaluate(t, snapshot, given)
		if !ok {
			continue
		}
		for i, v := range values {
			seen.values++
			if math.IsNaN(v) {
				seen.missing++
			}
			if !ranges[i].Contains(v) {
				t.Errorf("%s is %v, predicted %+v\nfacts %s", p.Metrics[i].Value.Source.Text, v, ranges[i], given)
			}
		}
	}
}

// typed returns the formulas that load.
func typed(formulas []string) []string {
	_, problems := rules.Load([]*diag.Source{document(formulas)})
	if !problems.HasErrors() {
		return formulas
	}
	bad := map[int]bool{}
	for _, d := range problems {
		if d.Severity == diag.Error {
			bad[d.Span.Position().Line] = true
		}
	}
	first := strings.Count(world, "\n") + 4
	var kept []string
	for i, f := range formulas {
		if !bad[first+6*i] {
			kept = append(kept, f)
		}
	}
	if len(kept) == len(formulas) {
		return nil
	}
	return typed(kept)
}

func evaluate(t *testing.T, s *engine.Snapshot, given []byte) ([]float64, bool) {
	t.Helper()
	request, problems := facts.Read(diag.NewSource("facts.json", given), facts.DefaultLimits)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	e, err := s.Evaluate(request)
	var refusal *engine.Refusal
	if errors.As(err, &refusal) && refusal.Kind == "invalid-facts" {
		return nil, false // a > b
	}
	if err != nil {
		t.Fatal(err)
	}
	values := make([]float64, len(e.Metrics))
	for i, m := range e.Metrics {
		values[i] = math.NaN()
		if m.Value != nil {
			values[i] = *m.Value
		}
	}
	return values, true
}

func randomFacts(r *rand.Rand) []byte {
	in := map[string]any{"a": r.IntN(7), "b": r.IntN(13), "d": pick(r, 0.0, 1.0, -3.5, 12.0, 1e15, r.NormFloat64()*10)}
	maybe := func(name string, v any) {
		if r.IntN(4) > 0 {
			in[name] = v
		}
	}
	maybe("c", pick(r, -2.0, 0.0, 4.0, r.Float64()*6-2))
	maybe("flag", r.IntN(2) == 0)
	maybe("word", pick(r, "x", "y", "z"))
	plain := make([]float64, r.IntN(6))
	for i := range plain {
		plain[i] = 1 + r.Float64()*2
	}
	in["plain"] = plain
	rows := make([]map[string]any, r.IntN(5))
	for i := range rows {
		rows[i] = map[string]any{"q": pick(r, 0.5, 2.0, 0.5+r.Float64()*1.5), "kind": pick(r, "x", "y")}
		if r.IntN(3) > 0 {
			rows[i]["n"] = r.IntN(6)
		}
		if r.IntN(3) > 0 {
			rows[i]["ok"] = r.IntN(2) == 0
		}
	}
	in["rows"] = rows
	out, err := json.Marshal(map[string]any{"specialist": "E1", "period": pick(r, "2026-01", "2026-02", "2026-03"), "policy": "random", "inputs": in})
	if err != nil {
		panic(err) // of numbers and words
	}
	return out
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

// A writer writes random formulas over the names of world.
type writer struct{ *rand.Rand }

func (w writer) formula() string {
	if w.IntN(2) == 0 {
		return w.number(4)
	}
	return w.condition(3) + " ? 1 : 0"
}

func (w writer) number(depth int) string {
	if depth <= 0 {
		return pick(w.Rand, "a", "b", "c", "d", "limit", "0", "1", "2.5", "-3", "100", "period.days")
	}
	n := func() string { return w.number(depth - 1) }
	switch w.IntN(10) {
	case 9: // what a condition says of a name counts in its branches
		v := pick(w.Rand, "a", "b", "c", "limit")
		branch := func() string { return pick(w.Rand, v, v+" * 2", "10 - "+v, "100 / "+v, n()) }
		return "(" + w.beside(v) + " ? " + branch() + " : " + branch() + ")"
	case 0, 1:
		return "(" + n() + pick(w.Rand, " + ", " - ", " * ", " / ") + n() + ")"
	case 2:
		return "(" + w.condition(depth-1) + " ? " + n() + " : " + pick(w.Rand, "nil", n()) + ")"
	case 3:
		return "(" + n() + " ?? " + n() + ")"
	case 4:
		return pick(w.Rand, "abs("+n()+")", "floor("+n()+")", "ceil("+n()+")", "round("+n()+")", "round("+n()+", 2)", "min("+n()+", "+n()+")", "max("+n()+", "+n()+")",
			"clamp("+n()+", "+n()+", "+n()+")", "ratio("+n()+", "+n()+", "+n()+")", "nps("+n()+", "+n()+", "+n()+")", "(a % b)", "(len(rows) % a)", "-"+n(), "a / b", "a / b * 100")
	case 5:
		l := w.list()
		return pick(w.Rand, "len("+l+")", "count("+l+", "+w.predicate()+")", "sum("+l+", .q)", "sum("+l+", .n)", "mean(map("+l+", .q))", "max(map("+l+", .n))", "min(map("+l+", .n * 2))",
			"median(map("+l+", .q + a))", "percentile(map("+l+", .n), 90)", "weighted_mean(map("+l+", .n), map("+l+", .q))")
	case 6:
		return pick(w.Rand, "sum(plain)", "mean(plain)", "max(plain)", "min(filter(plain, # > 2))", "count(plain, # >= 2)", "sum([1, 2.5])")
	}
	return w.number(0)
}

func (w writer) list() string {
	if w.IntN(2) == 0 {
		return "rows"
	}
	return "filter(rows, " + w.predicate() + ")"
}

func (w writer) predicate() string {
	return pick(w.Rand, ".n > 2", ".n >= 1 and .n < 3", ".q > 1", ".ok", "not .ok", `.kind == "x"`, `.kind in ["x", "y"]`, ".n == nil", ".n != 0", ".n > 9", "(.n ?? 3) > a", ".q * 2 < c", ".n == 0 or .q == 2")
}

// beside compares a name with a number near its bounds or within them.
func (w writer) beside(name string) string {
	c := name + pick(w.Rand, " < ", " <= ", " > ", " >= ", " == ", " != ") + pick(w.Rand, "0", "1", "2", "3", "4", "5.5", "11", "12", "(-2)")
	if w.IntN(4) == 0 {
		return "not (" + c + ")"
	}
	return c
}

func (w writer) condition(depth int) string {
	if depth <= 0 {
		return pick(w.Rand, "flag", "true", "c == nil", "c != nil", `word == "x"`, `word != "y"`, `word in ["x", "y", "z"]`, `word in ["x"]`, "word == nil", "b == 0", "a > 0", "c > 1", "c <= -2", "a in [1, 2]", "d != 0", "a <= 12")
	}
	n := func() string { return w.number(depth - 1) }
	c := func() string { return w.condition(depth - 1) }
	switch w.IntN(9) {
	case 8: // two conditions on one name
		v := pick(w.Rand, "a", "b", "c")
		return "(" + w.beside(v) + pick(w.Rand, " and ", " or ") + w.beside(v) + ")"
	case 0, 1:
		return "(" + n() + pick(w.Rand, " < ", " <= ", " > ", " >= ", " == ", " != ") + n() + ")"
	case 2:
		return "(" + c() + " and " + c() + ")"
	case 3:
		return "(" + c() + " or " + c() + ")"
	case 4:
		return "not (" + c() + ")"
	case 5:
		return pick(w.Rand, "any", "all", "none") + "(" + w.list() + ", " + w.predicate() + ")"
	case 6:
		return "(" + c() + " ? " + c() + " : " + c() + ")"
	}
	return w.condition(0)
}
