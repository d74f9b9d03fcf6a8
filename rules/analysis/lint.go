package analysis

import (
	"slices"
	"strconv"
	"strings"

	"merit/rules"
	"merit/rules/abreast"
	"merit/rules/diag"
	"merit/rules/formula"
	"merit/rules/text"
)

// A Lint is one kind of mistake that Check looks for. Its documentation is
// data, so that `merit rules`, the documentation and the tests share it; its
// sentences stand in rules/text under its code and under CODE.page.
type Lint struct {
	Code          string
	Severity      diag.Severity // unless merit.toml says otherwise
	Since         string        // the version that brought it
	Before, After string        // a piece of a policy, and how it is better

	find  func(*pass)          // what is wrong with one policy
	among func(*pass, []*pass) // what is wrong with one policy beside all of its set; nil, too, for what is found earlier
}

// Title is a few words for what is wrong.
func (l *Lint) Title() text.Text { return l.page().Message }

// Why says why it is a mistake.
func (l *Lint) Why() text.Text { return l.page().Help }

func (l *Lint) page() text.Entry {
	e, _ := text.Find(l.Code + ".page")
	return e
}

// Lints lists every lint, in the order of their codes.
var Lints = sorted(slices.Concat(conditionLints, unusedLints, reachLints, cliffLints, countLints, balanceLints, consequenceLints, exampleLints, dateLints, loadLints, unitLints))

func sorted(lints []*Lint) []*Lint {
	slices.SortFunc(lints, func(a, b *Lint) int { return strings.Compare(a.Code, b.Code) })
	return lints
}

// Find returns the lint with a code, or nil.
func Find(code string) *Lint {
	for _, l := range Lints {
		if l.Code == code {
			return l
		}
	}
	return nil
}

// Check looks for every lint in every policy of a set. What it finds are
// warnings and hints; none refuses anything.
func Check(set *rules.Set) diag.List {
	all := make([]*pass, len(set.Policies))
	abreast.Do(len(all), func(i int) { all[i] = newPass(set.Policies[i]) })
	abreast.Do(len(all), func(i int) { all[i].check(all) })
	var problems diag.List
	for _, p := range all {
		problems.Add(p.problems...)
	}
	return problems.Sorted()
}

// check looks for every lint in one policy. Of the others it only reads.
func (p *pass) check(all []*pass) {
	for _, l := range Lints {
		p.lint = l
		if l.find != nil {
			l.find(p)
		}
		if l.among != nil {
			l.among(p, all)
		}
	}
}

// A pass is one policy while it is looked at.
type pass struct {
	*rules.Policy
	world    *World
	who      map[string]domain // what its applies says of attributes
	lint     *Lint
	problems diag.List
	told     map[string]int // findings by code
}

func newPass(p *rules.Policy) *pass {
	w := Of(p)
	return &pass{Policy: p, world: w, who: narrowed(p, w), told: map[string]int{}}
}

// mostFindings is how many findings of one lint are told of one policy: more
// of the same would only bury the others.
const mostFindings = 100

// report adds a finding of the lint at hand; key is its code, or a variant.
func (p *pass) report(span diag.Span, variant string, args ...string) {
	p.add(p.found(span, variant, args...))
}

func (p *pass) found(span diag.Span, variant string, args ...string) diag.Diagnostic {
	key := p.lint.Code
	if variant != "" {
		key += "." + variant
	}
	return diag.At(span, key, args...).As(p.lint.Severity)
}

func (p *pass) add(d diag.Diagnostic) {
	if p.told[d.Code]++; p.told[d.Code] <= mostFindings {
		p.problems.Add(d)
	}
}

// own reports whether something is written in the policy's own file, not in
// one it extends.
func (p *pass) own(span diag.Span) bool { return span.Source == p.Source }

// shown writes a number for people.
func shown(x float64) string { return strconv.FormatFloat(x, 'g', 12, 64) }

// known says what the numbers are that a formula reads, as far as their
// bounds say anything.
func (p *pass) known(f *formula.Formula) string {
	var all []string
	for _, name := range f.Reads {
		d, ok := p.world.find(name)
		if !ok || d.list != nil || d.number == (Range{}) || !d.number.Known() || len(all) == 4 {
			continue
		}
		if low, high := d.number.Low > -largest, d.number.High < largest; low || high {
			all = append(all, name+" "+ends(d.number, low, high))
		}
	}
	if len(all) == 0 {
		return "—"
	}
	return strings.Join(all, ", ")
}

func ends(r Range, low, high bool) string {
	switch {
	case r.Low == r.High:
		return "= " + shown(r.Low)
	case !low:
		return "≤ " + shown(r.High)
	case !high:
		return "≥ " + shown(r.Low)
	}
	return shown(r.Low) + "…" + shown(r.High)
}

// walk visits n and, where visit says so, what is below it.
func walk(n formula.Node, visit func(formula.Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	for _, child := range children(n) {
		walk(child, visit)
	}
}

func children(n formula.Node) []formula.Node {
	switch n := n.(type) {
	case *formula.Unary:
		return []formula.Node{n.X}
	case *formula.Binary:
		return []formula.Node{n.X, n.Y}
	case *formula.In:
		return []formula.Node{n.X}
	case *formula.Conditional:
		return []formula.Node{n.If, n.Then, n.Else}
	case *formula.Call:
		if n.Each == nil {
			return n.Args
		}
		return append(slices.Clone(n.Args), n.Each)
	}
	return nil
}

// formulas lists every formula of the policy but those of [formulas].
func (p *pass) formulas() []*formula.Formula {
	all := []*formula.Formula{p.Applies}
	for _, c := range p.Checks {
		all = append(all, c.That)
	}
	for _, m := range p.Metrics {
		all = append(all, m.Applies, m.Value, m.Target, m.Score)
		if s := m.Share; s != nil {
			all = append(all, s.Part, s.Whole, s.Of, s.Where)
		}
		if m.Sample != nil {
			all = append(all, m.Sample.Size)
		}
		if m.Extra != nil {
			all = append(all, m.Extra.At)
		}
	}
	for _, g := range p.Guards {
		all = append(all, g.When, g.Cap, g.Scale)
	}
	for _, a := range p.Adjustments {
		all = append(all, a.Points, a.When)
	}
	for _, v := range p.Vetoes {
		all = append(all, v.When)
	}
	for _, pay := range p.Payouts {
		all = append(all, pay.Amount)
	}
	for _, o := range p.Outcomes {
		all = append(all, o.When)
	}
	return slices.DeleteFunc(all, func(f *formula.Formula) bool { return f == nil })
}
