package rules

import (
	"slices"
	"strconv"

	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/document"
)

var (
	exampleKeys = []string{"name", "description", "like", "attributes", "inputs", "expect", "period", "as_of", "history", "parts", "overrides", "explain"}
	// expectKeys are the keys of an evaluation, and refused.
	expectKeys = []string{
		"status", "score", "earned", "grade", "rate", "vetoed", "payout", "payouts", "would_pay", "dimensions", "metrics",
		"guards", "adjustments", "vetoes", "outcomes", "pilots", "warnings", "reasons", "refused",
	}
)

// examples reads [[examples]] as far as their shape goes; what they mean is
// for package engine/suite.
func (l *loader) examples(root table) {
	first := map[string]diag.Span{}
	byName := map[string]int{}
	var likes []Text
	for _, row := range root.rows("examples") {
		t := l.table(row)
		e := &Example{Name: t.needText("name"), Value: row}
		if at, twice := first[e.Name.Text]; twice && e.Name.Text != "" {
			l.problems.Add(problem(e.Name.Span, "example-twice", "name", e.Name.Text).And(at, "first-here"))
		} else {
			first[e.Name.Text], byName[e.Name.Text] = e.Name.Span, len(l.policy.Examples)
		}
		t.text("description")
		likes = append(likes, t.text("like"))
		l.exampleFacts(t)
		l.expect(t)
		t.Value("history", document.Array)
		t.Value("parts", document.Array)
		t.Value("overrides", document.Array)
		t.flag("explain", false)
		l.done(t, exampleKeys, "examples")
		l.policy.Examples = append(l.policy.Examples, e)
	}
	l.likes(likes, byName)
}

// exampleFacts reads the facts of one example. A line that was meant for the
// example but stands below [examples.inputs] is said to be misplaced.
func (l *loader) exampleFacts(t table) {
	for _, key := range []string{"attributes", "inputs"} {
		v := t.Value(key, document.Table)
		if v == nil || v.Inline {
			continue
		}
		in := l.table(v)
		for _, m := range v.Members {
			if _, isName := l.symbols[m.Name]; !isName && slices.Contains(exampleKeys, m.Name) {
				l.misplaced(in, m, "examples."+key, "[examples]")
			}
		}
	}
	if v := t.Value("period", document.String, document.Integer); v != nil {
		l.examplePeriod(v)
	}
	if v := t.Value("as_of", document.LocalDate, document.String); v != nil && v.Kind == document.String {
		if _, ok := calendar.ParseDate(v.Text); !ok {
			l.report(v.Span, "example-date", "date", v.Text)
		}
	}
}

// examplePeriod checks that a period is one of the policy's length.
func (l *loader) examplePeriod(v *document.Value) {
	p, ok := calendar.ParsePeriod(v.Text)
	length := l.policy.Period
	if ok && (length == "" || p.Length == length) {
		return
	}
	year := 2026
	if length == "" {
		length = calendar.Month
	}
	sample := calendar.Period{Length: length, Year: year}
	if e := l.policy.Effective; e.known() {
		sample = calendar.PeriodOf(length, e.From)
	}
	l.report(v.Span, "example-period", "period", v.Text, "length", string(length), "sample", sample.String())
}

func (l *loader) expect(t table) {
	v := t.Need("expect", document.Table)
	if v == nil {
		return
	}
	in := l.table(v)
	for _, key := range expectKeys {
		in.Value(key)
	}
	l.belongs(in, expectKeys, "examples.expect", exampleKeys, "[examples]")
	in.Done()
	if len(v.Members) == 0 {
		l.report(v.Span, "example-expect")
	}
}

// likes checks that every like names another example and that none leads
// back to itself.
func (l *loader) likes(likes []Text, byName map[string]int) {
	base := make([]int, len(likes))
	for i, like := range likes {
		base[i] = -1
		if like.Span.IsZero() {
			continue
		}
		if k, ok := byName[like.Text]; ok {
			base[i] = k
			continue
		}
		l.unknownID(&document.Value{Kind: document.String, Text: like.Text, Span: like.Span}, "example-like", l.exampleNames)
	}
	sorted, loops := order(len(base), func(i int) []int {
		if base[i] < 0 {
			return nil
		}
		return base[i : i+1]
	})
	if len(loops) == 0 {
		l.likesDeep(likes, base, sorted)
	}
	for _, loop := range loops {
		l.report(likes[loop[0]].Span, "example-loop", "name", likes[loop[0]].Text, "count", strconv.Itoa(len(loop)))
	}
}

// mostLike is how many examples one may start from, one after the other;
// beyond it nobody can tell any more what its facts are.
const mostLike = 32

// likesDeep reports the examples at which a chain of likes becomes too long;
// sorted has each after its base.
func (l *loader) likesDeep(likes []Text, base, sorted []int) {
	depth := make([]int, len(base))
	for _, i := range sorted {
		if base[i] < 0 {
			continue
		}
		if depth[i] = depth[base[i]] + 1; depth[i] == mostLike {
			l.report(likes[i].Span, "example-like-deep", "most", strconv.Itoa(mostLike))
		}
	}
}

func (l *loader) exampleNames() []string {
	var all []string
	for _, e := range l.policy.Examples {
		all = append(all, e.Name.Text)
	}
	return all
}
