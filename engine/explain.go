package engine

import (
	"strconv"

	"merit/rules"
	"merit/rules/formula"
	"merit/rules/text"
)

// A recorder writes down each step of a run as it happens, with the formula
// as written, the values it read and a sentence. The run is the same with and
// without one; a nil recorder writes nothing.
type recorder struct {
	steps   []Step
	skipped int // what the frame had skipped at the last step
}

func (rec *recorder) all() []Step {
	if rec == nil {
		return nil
	}
	return rec.steps
}

// add appends a step about one formula, which may be nil.
func (rec *recorder) add(r *run, kind, id string, f *formula.Formula, result, key string, args ...string) {
	s := Step{Kind: kind, ID: id, Result: result, Text: text.Say(key, args...)}
	if f != nil {
		s.Formula, s.At, s.Values = f.Source.Text, f.At(f.Root).String(), r.reads(f)
	}
	rec.tellSkipped(&s, r.skipped-rec.skipped)
	rec.skipped = r.skipped
	rec.steps = append(rec.steps, s)
}

// tellSkipped says how many elements without data a step passed over (B4).
func (rec *recorder) tellSkipped(s *Step, n int) {
	if n > 0 {
		said := text.Say("step-skipped", "skipped", strconv.Itoa(n))
		s.Text.ZH, s.Text.EN = s.Text.ZH+said.ZH, s.Text.EN+said.EN
	}
}

// policy writes down which policy answers.
func (rec *recorder) policy(r *run) {
	if rec == nil {
		return
	}
	p := r.policy
	rec.add(r, "policy", p.ID.Text, p.Applies, p.Version.Text, "step-policy", "title", titled(p.Title.Text, p.ID.Text), "version", p.Version.Text, "date", r.asOf.String())
	rec.steps[len(rec.steps)-1].At = p.ID.Span.String()
}

func (rec *recorder) param(r *run, i int) {
	if rec == nil {
		return
	}
	p := r.policy.Params[i]
	v := shown(r.numbers[r.params[i].slot])
	rec.add(r, "param", p.Name, nil, v, "step-param", "name", titled(p.Title, p.Name), "value", withUnit(v, p.Unit), "date", r.asOf.String())
	step := &rec.steps[len(rec.steps)-1]
	if n, ok := p.On(r.asOf); ok {
		step.At = n.Span.String()
	}
}

func (rec *recorder) check(r *run, c *rules.Check) {
	if rec != nil {
		rec.add(r, "check", c.ID.Text, c.That, "", "step-check", "message", c.Message)
	}
}

func (rec *recorder) formula(r *run, f *rules.Named) {
	if rec == nil {
		return
	}
	v := r.show(f.Name)
	rec.add(r, "formula", f.Name, f.Formula, v, "step-formula", "name", f.Name, "value", v)
}
