package rules

import (
	"regexp"
	"strconv"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

// MaxCost bounds the node steps of one evaluation, the sum over all formulas.
const MaxCost = 100_000_000

// mostFormulas bounds how many formulas one policy has: reading them takes the
// most time of all, and no agreement that people understand has so many.
const mostFormulas = 4000

// tooMany reports whether the policy has more formulas than are read, which is
// told at the first.
func (l *loader) tooMany(v *document.Value) bool {
	if l.parsed++; l.parsed == mostFormulas+1 {
		l.report(v.Span, "policy-formulas", "limit", strconv.Itoa(mostFormulas))
	}
	return l.parsed > mostFormulas
}

// spent is what one formula can cost at most.
type spent struct {
	cost int
	at   diag.Span
}

// source returns v as the text of a formula.
func source(v *document.Value) formula.Source {
	if v.Kind == document.String {
		return formula.Source{Text: v.Text, Locate: v.Locate, Escape: v.Escape}
	}
	return formula.Source{Text: v.Text, Locate: func(int, int) diag.Span { return v.Span }}
}

// formula compiles the formula, or the plain number, in v. It is nil when v
// is absent or wrong.
func (l *loader) formula(v *document.Value, at place, want formula.Want) *formula.Formula {
	if v == nil || l.full() || l.tooMany(v) {
		return nil
	}
	if v.Kind != document.String {
		if n := l.numberOf(v); n.Given() {
			return formula.Constant(n.Float, source(v))
		}
		return nil
	}
	syntax, problems := formula.Parse(source(v))
	l.problems.Add(problems...)
	return l.check(syntax, v, l.scope(at), want)
}

func (l *loader) check(syntax *formula.Syntax, v *document.Value, scope *formula.Scope, want formula.Want) *formula.Formula {
	if syntax == nil || l.full() {
		return nil
	}
	f, problems := syntax.Check(scope, want)
	l.problems.Add(problems...)
	if f != nil {
		l.costs = append(l.costs, spent{f.Cost, v.Span})
		l.remember(f)
		l.policy.Weekly = l.policy.Weekly || calls(f, "per_week")
	}
	return f
}

// calls reports whether f calls a function.
func calls(f *formula.Formula, function string) bool {
	found := false
	walk(f.Root, func(n formula.Node) bool {
		c, ok := n.(*formula.Call)
		found = found || ok && c.Func == function
		return !found
	})
	return found
}

// expression compiles the formula under name, which must be a text.
func (t table) expression(name string, at place, want formula.Want) *formula.Formula {
	return t.l.formula(t.Value(name, document.String), at, want)
}

// needExpression is expression for what must be written.
func (t table) needExpression(name string, at place, want formula.Want) *formula.Formula {
	return t.l.formula(t.Need(name, document.String), at, want)
}

// amount compiles the formula or number under name to a number.
func (t table) amount(name string, at place) *formula.Formula {
	return t.l.formula(t.Value(name, document.String, document.Integer, document.Float), at, formula.WantNumber)
}

// signed is a bound as people say it, ">= 95" or "≤5%".
var signed = regexp.MustCompile(`^\s*(?:[<>]=?|=[<>]|[≥≤＞＜])\s*([0-9.]+)\s*[%％]?\s*$`)

// target returns the target of a metric. Its direction stands in better, so
// that a sign before the number is one too many.
func (t table) target() *formula.Formula {
	if v := t.at.Member("target"); v != nil && v.Kind == document.String {
		if m := signed.FindStringSubmatch(v.Text); m != nil {
			t.Value("target")
			t.l.report(v.Span, "formula-syntax.bound", "written", v.Text, "number", m[1])
			return nil
		}
	}
	return t.amount("target", placeMetric)
}

// constant returns the value of a formula that is a number, whatever is read.
func constant(f *formula.Formula) (float64, bool) {
	if f == nil {
		return 0, false
	}
	n, ok := f.Root.(*formula.NumberLit)
	if !ok {
		return 0, false
	}
	return n.Value, true
}

// boundCost refuses policies that could take too long. The most expensive
// formula is shown.
func (l *loader) boundCost() {
	total, worst := 0, spent{}
	for _, c := range l.costs {
		total = min(total+min(c.cost, 2*MaxCost), 2*MaxCost)
		if c.cost > worst.cost {
			worst = c
		}
	}
	if total > MaxCost {
		l.report(worst.at, "policy-cost", "limit", strconv.Itoa(MaxCost))
	}
}

// A draft is an entry of [formulas] on its way to a Named.
type draft struct {
	value  *document.Value
	syntax *formula.Syntax
	reads  []int
}

// formulas reads [formulas] and compiles each after those it reads.
func (l *loader) formulas(root table) {
	drafts := l.drafts(root)
	byName := map[string]int{}
	for i, d := range drafts {
		byName[d.value.Name] = i
		l.symbol(d.value.Name, formula.UnknownType, seesFormulas)
	}
	l.link(drafts, byName)
	sorted, loops := order(len(drafts), func(i int) []int { return drafts[i].reads })
	looped := map[int]bool{}
	for _, loop := range loops {
		l.reportLoop(drafts, loop)
		for _, i := range loop {
			looped[i] = true
		}
	}
	scope := l.scope(placeFormula)
	for _, i := range sorted {
		if !looped[i] {
			l.named(drafts[i], scope)
		}
	}
	clear(l.scopes) // the formulas' types are known only now
}

func (l *loader) drafts(root table) []draft {
	v := root.section("formulas")
	if v == nil {
		return nil
	}
	var drafts []draft
	for _, m := range l.own(v, "formulas") {
		text := l.value(m, document.String)
		if text == nil {
			l.known(m.Name)
			continue
		}
		if !l.declare("formulas", m.Name, m.Key) {
			continue
		}
		if l.full() || l.tooMany(text) {
			l.known(m.Name)
			continue
		}
		syntax, problems := formula.Parse(source(text))
		l.problems.Add(problems...)
		drafts = append(drafts, draft{value: m, syntax: syntax})
	}
	return drafts
}

// link finds which formulas each formula reads.
func (l *loader) link(drafts []draft, byName map[string]int) {
	for i := range drafts {
		if drafts[i].syntax == nil {
			continue
		}
		for _, name := range drafts[i].syntax.Names() {
			if j, ok := byName[l.canonical(name.Text)]; ok {
				drafts[i].reads = append(drafts[i].reads, j)
			}
		}
	}
}

// canonical returns the name a title stands for, or the name itself.
func (l *loader) canonical(name string) string {
	if _, known := l.symbols[name]; known || len(l.titles[name]) != 1 {
		return name
	}
	return l.titles[name][0]
}

func (l *loader) named(d draft, scope *formula.Scope) {
	f := l.check(d.syntax, d.value, scope, formula.WantAny)
	if f == nil {
		return
	}
	name := d.value.Name
	l.symbol(name, f.Root.Type(), seesFormulas)
	scope.Symbols[name] = formula.Symbol{Name: name, Type: f.Root.Type()}
	l.policy.Formulas = append(l.policy.Formulas, &Named{Name: name, Span: d.value.Key, Formula: f})
}

func (l *loader) reportLoop(drafts []draft, loop []int) {
	first := drafts[loop[0]].value
	ring := make([]string, len(loop))
	for k, i := range loop {
		ring[k] = drafts[i].value.Name
	}
	d := problem(first.Key, "formula-cycle", "name", first.Name, "loop", around(ring))
	for _, i := range loop[1:min(len(loop), mostRelated)] {
		d = d.And(drafts[i].value.Key, "in-loop")
	}
	l.problems.Add(d)
}

// mostRelated bounds how many other places one problem shows.
const mostRelated = 12

// around writes a loop so that it ends where it began.
func around(ring []string) string {
	return strings.Join(append(ring, ring[0]), " → ")
}
