package mutation

import (
	"runtime"
	"slices"
	"sync"

	"merit/engine"
	"merit/engine/suite"
	"merit/rules"
	"merit/rules/diag"
)

// A Fate is what became of a mutant.
type Fate string

// The fates. Refused mutants are no proof of anything: they could not have
// gone live, tests or not.
const (
	Killed   Fate = "killed"   // a test failed
	Refused  Fate = "refused"  // it does not load
	Survived Fate = "survived" // no test noticed
)

// A Trial is one policy with its tests.
type Trial struct {
	Policy *rules.Policy
	With   []*diag.Source // the other policies that its test files have cases for
	Beside []*diag.Source // the policies that these extend or roll up
	Tests  []*suite.File
	Stride int // only every Stride-th mutant is tried; all of them at 0 and 1
}

// A Report is what became of every mutant of a policy.
type Report struct {
	Mutants []*Mutant
	Fates   []Fate // of each
}

// Run tries every mutant, on all processors. The answer does not depend on
// how many there are.
func (t *Trial) Run() *Report {
	all := t.mutants()
	r := &Report{Mutants: all, Fates: make([]Fate, len(all))}
	var wait sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				r.Fates[i] = t.try(all[i])
			}
		})
	}
	for i := range all {
		next <- i
	}
	close(next)
	wait.Wait()
	return r
}

func (t *Trial) mutants() []*Mutant {
	all := Of(t.Policy)
	var some []*Mutant
	for i := 0; i < len(all); i += max(1, t.Stride) {
		some = append(some, all[i])
	}
	return some
}

// Ready returns what is wrong before anything is changed: tests that fail
// anyway would kill every mutant and prove nothing.
func (t *Trial) Ready() diag.List {
	report, problems := t.test(t.Policy.Source)
	if report == nil {
		return problems
	}
	return report.Problems()
}

func (t *Trial) try(m *Mutant) Fate {
	report, _ := t.test(m.Source())
	switch {
	case report == nil:
		return Refused
	case report.Files.HasErrors(), slices.ContainsFunc(report.Cases, func(c *suite.Case) bool { return !c.Passed }):
		return Killed
	}
	return Survived
}

// test runs the tests on a policy's text. The report is nil, and the problems
// say why, when it does not load.
func (t *Trial) test(src *diag.Source) (*suite.Report, diag.List) {
	snapshot, problems := t.compile(src)
	if problems.HasErrors() {
		return nil, problems
	}
	return suite.Run(snapshot, suite.Files(t.Tests...)), nil
}

// compile puts a text of the policy together with what it is tested with.
func (t *Trial) compile(src *diag.Source) (*engine.Snapshot, diag.List) {
	set, problems := rules.Load(append([]*diag.Source{src}, t.With...), t.Beside...)
	if problems.HasErrors() {
		return nil, problems
	}
	return engine.Compile(set)
}

// Count returns how many mutants met a fate.
func (r *Report) Count(f Fate) int {
	n := 0
	for _, each := range r.Fates {
		if each == f {
			n++
		}
	}
	return n
}

// Survivors lists the mutants that no test noticed, in the order of the file.
func (r *Report) Survivors() []*Mutant {
	var all []*Mutant
	for i, m := range r.Mutants {
		if r.Fates[i] == Survived {
			all = append(all, m)
		}
	}
	return all
}

// Percent returns how many of a hundred mutants that load are killed; 100 when
// there are none.
func (r *Report) Percent() float64 {
	killed, survived := r.Count(Killed), r.Count(Survived)
	if killed+survived == 0 {
		return 100
	}
	return 100 * float64(killed) / float64(killed+survived)
}
