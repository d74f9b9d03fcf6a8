package suite

import (
	"errors"
	"slices"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules"
	"merit/rules/abreast"
	"merit/rules/diag"
)

// An Option changes what Run does.
type Option func(*options)

type options struct {
	match func(p *rules.Policy, name string) bool
	files []*File
	lost  bool
}

// Files runs the cases of test files after the examples.
func Files(files ...*File) Option {
	return func(o *options) { o.files = append(o.files, files...) }
}

// Lost says that some policies could not be compiled: a case that does not say
// which policy it is about may be about one of those, and is not run.
func Lost() Option { return func(o *options) { o.lost = true } }

// Match runs only the examples for which keep is true. All are run without it.
func Match(keep func(p *rules.Policy, name string) bool) Option {
	return func(o *options) { o.match = keep }
}

// Run runs the examples of every policy of snap, whatever its stage.
func Run(snap *engine.Snapshot, opts ...Option) *Report {
	o := options{match: func(*rules.Policy, string) bool { return true }}
	for _, opt := range opts {
		opt(&o)
	}
	policies := snap.Policies()
	cases := make([][]*Case, len(policies))
	abreast.Do(len(policies), func(i int) { cases[i] = runExamples(snap, policies[i], o) })
	report := &Report{Cases: slices.Concat(cases...)}
	for _, file := range o.files {
		report.file(snap, file, o)
	}
	return report
}

func runExamples(snap *engine.Snapshot, p *rules.Policy, o options) []*Case {
	f, all := family{}, []*example{}
	for _, e := range p.Examples {
		one := readExample(p, e)
		f[e.Name.Text], all = one, append(all, one)
	}
	return runFamily(snap, f, all, o)
}

// file runs the cases of a test file, policy by policy.
func (r *Report) file(snap *engine.Snapshot, file *File, o options) {
	cases, problems := file.examples(snap, o.lost)
	r.Files.Add(problems...)
	if problems.HasErrors() {
		return
	}
	g := &filing{cases: cases}
	for _, p := range snap.Policies() {
		f, _ := g.family(p)
		var own []*example
		for _, e := range cases {
			if e.policy == p {
				own = append(own, e)
			}
		}
		r.Cases = append(r.Cases, runFamily(snap, f, own, o)...)
	}
}

// runFamily runs those of a family that all lists.
func runFamily(snap *engine.Snapshot, f family, all []*example, o options) []*Case {
	var cases []*Case
	byName := map[string]*Case{}
	for _, e := range all {
		if o.match(e.policy, e.name.Text) {
			c := &Case{Policy: e.policy, Name: e.name.Text, Span: e.name.Span}
			c.run(snap, f, e)
			cases = append(cases, c)
			byName[c.Name] = c
		}
	}
	tellOnce(f, byName)
	return cases
}

// tellOnce takes from each case the problems of facts that the examples it is
// like have already: one missing input is one mistake, however many examples
// start from it. The cases stay failed.
func tellOnce(f family, cases map[string]*Case) {
	type told struct{ code, message string }
	repeated := map[*Case]map[told]bool{}
	for name, c := range cases {
		repeated[c] = map[told]bool{}
		for _, base := range f.chain(f[name])[1:] {
			if b := cases[base.name.Text]; b != nil {
				for _, d := range b.Problems {
					repeated[c][told{d.Code, d.Message.EN}] = true
				}
			}
		}
	}
	for c, known := range repeated {
		c.Problems = slices.DeleteFunc(c.Problems, func(d diag.Diagnostic) bool { return known[told{d.Code, d.Message.EN}] })
	}
}

// run evaluates e and compares the answer with what it expects.
func (c *Case) run(snap *engine.Snapshot, f family, e *example) {
	g := f.facts(e)
	expected := readExpect(e, &c.Problems)
	period, found := defaultPeriod(e.policy)
	if !found && g.whole["period"] == nil {
		c.Problems.Add(diag.At(c.Span, "example-no-period", "name", c.Name))
	}
	if c.Problems.HasErrors() {
		return
	}
	c.request = writeRequest(e, g, period.String())
	got, refused := evaluate(snap, e, c.request, false)
	c.Evaluation, c.refused = got, refused
	if got != nil && got.Policy.ID != e.policy.ID.Text {
		c.Problems.Add(diag.At(c.Span, "example-other-policy", "other", got.Policy.ID, "policy", e.policy.ID.Text))
		return
	}
	if got == nil && !expected.refused {
		c.Problems.Add(refused...)
		return
	}
	c.Mismatches = expected.compare(&answer{got, refused})
	c.Passed = len(c.Mismatches) == 0
	if !c.Passed && got != nil {
		if again, _ := evaluate(snap, e, c.request, true); again != nil {
			c.steps = again.Explain
		}
	}
}

// evaluate answers r by e's own policy. The problems of a refused request
// stand at their places in the policy file.
func evaluate(snap *engine.Snapshot, e *example, r *request, explain bool) (*engine.Evaluation, diag.List) {
	req, problems := facts.Read(r.source, facts.DefaultLimits)
	if !problems.HasErrors() {
		req.Explain = req.Explain || explain
		answer, err := answerOf(neighbours(snap, e), e.policy, req)
		if err == nil {
			return answer, nil
		}
		var refusal *engine.Refusal
		if !errors.As(err, &refusal) {
			panic(err) // Evaluate promises a *Refusal
		}
		problems = refusal.Problems
	}
	placed := make(diag.List, len(problems))
	for i, d := range problems {
		placed[i] = r.place(d)
	}
	return nil, placed
}

// neighbours are the policies that answer e: all, or, where e expects pilots
// and so names no policy, those of its policy's folder.
func neighbours(snap *engine.Snapshot, e *example) *engine.Snapshot {
	if e.expect.Member("pilots") == nil {
		return snap
	}
	near := &rules.Set{}
	for _, p := range snap.Policies() {
		if folder(p.ID.Span.Source.Name) == folder(e.policy.ID.Span.Source.Name) {
			near.Policies = append(near.Policies, p)
		}
	}
	own, problems := engine.Compile(near)
	if problems.HasErrors() {
		return snap
	}
	return own
}

// answerOf evaluates by p itself: where the id and the day mean another
// version (a draft beside the active one), p is asked alone.
func answerOf(snap *engine.Snapshot, p *rules.Policy, req *facts.Request) (*engine.Evaluation, error) {
	if other := snap.Policy(p.ID.Text, req.AsOf); other != nil && other != p {
		alone, problems := engine.Compile(&rules.Set{Policies: []*rules.Policy{p}, Digest: p.Digest})
		if !problems.HasErrors() {
			snap = alone
		}
	}
	return snap.Evaluate(req)
}
