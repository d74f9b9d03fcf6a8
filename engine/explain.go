package engine

import (
	"slices"
	"strconv"
	"strings"

	"merit/engine/facts"
	"merit/rules"
	"merit/rules/diag"
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

// unsettle takes back the steps of an evaluation that turned out to be held
// at its payouts: it has no score, grade or pay to show (B8).
func (rec *recorder) unsettle() {
	if rec != nil {
		rec.steps = slices.DeleteFunc(rec.steps, func(s Step) bool { return s.Kind == "round" || s.Kind == "band" || s.Kind == "payout" })
	}
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

// metric writes down how a metric was measured and what it scores before
// guards.
func (rec *recorder) metric(r *run, i int) {
	if rec == nil {
		return
	}
	d, m := r.policy.Metrics[i], &r.res.metrics[i]
	unit := d.Unit
	if d.Share != nil && unit == "" {
		unit = "%"
	}
	args := []string{
		"title", titled(d.Title, d.ID.Text), "value", withUnit(shown(m.value), unit),
		"part", shown(m.part), "whole", shown(m.whole), "target", withUnit(shown(m.target), unit),
		"base", points(m.base), "extra", points(m.extra), "score", points(m.score),
	}
	rec.add(r, "metric", d.ID.Text, d.Value, shown(m.value), metricKey(d, m), args...)
	step := &rec.steps[len(rec.steps)-1]
	if d.Share != nil {
		step.Formula, step.At = shareText(d.Share), d.Share.Span.String()
	}
	if d.Raters != nil {
		step.Formula, step.At = d.Raters.Span.Text(), d.Raters.Span.String()
	}
	step.Values = r.readsOf(d.Value, shareFormulas(d.Share), d.Target)
	rec.tellSkipped(step, m.skipped)
	r.numbers[r.at.value], r.numbers[r.at.target] = m.value, m.target // as the score formula read them
	if m.status == measured {
		rec.add(r, "score", d.ID.Text, d.Score, points(m.score), scoreKey(d, m), args...)
	}
}

// shareText writes a share the way the file does, its formulas as written.
func shareText(s *rules.Share) string {
	if written := s.Span.Text(); strings.HasPrefix(written, "{") {
		return written
	}
	if s.Pooled.Text != "" {
		return "{ pooled = \"" + s.Pooled.Text + "\" }"
	}
	if s.Of != nil {
		return "{ of = '" + s.Of.Source.Text + "', where = '" + s.Where.Source.Text + "' }"
	}
	return "{ part = '" + s.Part.Source.Text + "', whole = '" + s.Whole.Source.Text + "' }"
}

// shareFormulas are the formulas of a share, which may be nil.
func shareFormulas(s *rules.Share) []*formula.Formula {
	if s == nil {
		return nil
	}
	return []*formula.Formula{s.Part, s.Whole, s.Of, s.Where}
}

// readsOf returns what several formulas read, each name once; nil formulas
// read nothing.
func (r *run) readsOf(value *formula.Formula, share []*formula.Formula, target *formula.Formula) []ReadValue {
	var out []ReadValue
	for _, f := range append(append([]*formula.Formula{value}, share...), target) {
		if f == nil {
			continue
		}
		for _, v := range r.reads(f) {
			if !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return out
}

func metricKey(d *rules.Metric, m *metricState) string {
	switch {
	case m.status == notApplicable:
		return "step-metric.not-applicable"
	case m.status == smallSample:
		return "step-metric.small-sample"
	case m.status == notMeasured:
		return "step-metric.not-measured"
	case d.Share != nil:
		return "step-metric.share"
	case d.Raters != nil:
		return "step-metric.raters"
	}
	return "step-metric"
}

func scoreKey(d *rules.Metric, m *metricState) string {
	switch {
	case d.Score != nil:
		return "step-score.formula"
	case d.Shortfall.Kind == rules.Steps:
		return "step-score.steps"
	case m.extra > 0:
		return "step-score.extra"
	case m.base == 100:
		return "step-score.met"
	case d.Better == rules.Lower:
		return "step-score.short-lower"
	}
	return "step-score.short-higher"
}

// guard writes down a guard: whether it acted, or that this cannot be told.
func (rec *recorder) guard(r *run, i int, acts facts.Tri) {
	if rec == nil {
		return
	}
	g := r.policy.Guards[i]
	hits := r.res.metrics[g.Metric].guards
	if key := map[facts.Tri]string{no: "step-guard.passed", undecided: "step-guard.undecided"}[acts]; key != "" {
		rec.add(r, "guard", g.ID.Text, g.When, "", key, "title", titled(g.Title, g.ID.Text))
		return
	}
	hit := hits[len(hits)-1]
	rec.add(r, "guard", g.ID.Text, g.When, points(hit.to), "step-guard", "title", titled(g.Title, g.ID.Text),
		"from", points(hit.from), "to", points(hit.to), "reason", g.Reason)
}

// sum writes down every metric's effective weight and points, and their sum.
func (rec *recorder) sum(r *run, total float64) {
	if rec == nil {
		return
	}
	for i := range r.res.metrics {
		d, m := r.policy.Metrics[i], &r.res.metrics[i]
		key := "step-weight"
		switch {
		case !m.counts():
			key = "step-weight.spread"
		case m.filled:
			key = "step-weight.filled"
		}
		rec.add(r, "weight", d.ID.Text, nil, points(m.points), key, "title", titled(d.Title, d.ID.Text),
			"score", points(m.score), "weight", points(m.weight), "stated", shown(d.Weight.Float), "points", points(m.points))
	}
	rec.add(r, "sum", "", nil, points(total), "step-sum", "total", points(total))
}

func (rec *recorder) adjustment(r *run, i int) {
	if rec == nil {
		return
	}
	a := r.policy.Adjustments[i]
	v := points(r.res.adjusts[i])
	rec.add(r, "adjustment", a.ID.Text, a.Points, v, "step-adjustment", "title", titled(a.Title, a.ID.Text),
		"points", v, "min", shown(a.Min.Float), "max", shown(a.Max.Float))
}

func (rec *recorder) veto(r *run, i int) {
	if rec == nil {
		return
	}
	v := r.policy.Vetoes[i]
	key := [...]string{"step-veto.passed", "step-veto", "step-veto.overridden", "step-veto.undecided"}[r.res.vetoes[i]]
	rec.add(r, "veto", v.ID.Text, v.When, "", key, "title", titled(v.Title, v.ID.Text), "reason", v.Reason)
}

// band writes down the rounded score and the band it falls into.
func (rec *recorder) band(r *run) {
	if rec == nil {
		return
	}
	b := r.policy.Bands[r.res.band]
	rec.add(r, "round", "", nil, shown(r.res.score), "step-round", "earned", shown(r.res.earned), "score", shown(r.res.score))
	rec.add(r, "band", b.Grade.Text, nil, b.Grade.Text, "step-band", "score", shown(r.res.score), "grade", b.Grade.Text,
		"from", shown(b.From.Float), "rate", shown(float64(b.Rate.Float*100)))
	rec.steps[len(rec.steps)-1].At = b.Span.String()
}

func (rec *recorder) payouts(r *run) {
	if rec == nil {
		return
	}
	for i, minor := range r.res.payouts {
		p, c := r.policy.Payouts[i], r.policy.Currency
		amount := amountText(minor, c.Digits)
		rec.add(r, "payout", p.ID.Text, p.Amount, amount, "step-payout", "title", titled(p.Title, p.ID.Text), "amount", amount, "currency", c.Code)
	}
}

func (rec *recorder) outcome(r *run, o *rules.Outcome, given bool) {
	if rec == nil {
		return
	}
	key := "step-outcome"
	if !given {
		key = "step-outcome.not-given"
	}
	rec.add(r, "outcome", o.ID.Text, o.When, strconv.FormatBool(given), key, "title", titled(o.Title, o.ID.Text))
}

// words puts reasons and warnings into sentences.
func (r *run) words(notes []note) []Note {
	var out []Note
	for _, n := range notes {
		args := append([]string{"id", n.id, "title", r.titleOf(n), "values", r.valuesOf(n.formula)}, n.args...)
		w := Note{Code: text.Code(n.key), ID: n.id, Text: text.Say(n.key, args...)}
		if n.formula != nil {
			w.At = n.formula.At(n.formula.Root).String()
		}
		out = append(out, w)
	}
	return out
}

// valuesOf writes what a formula read: "audits = 0, audit_errors = 0".
func (r *run) valuesOf(f *formula.Formula) string {
	if f == nil {
		return ""
	}
	parts := make([]string, 0, len(f.Reads))
	for _, v := range r.reads(f) {
		parts = append(parts, v.Name+" = "+v.Value)
	}
	return strings.Join(parts, ", ")
}

// reads returns the names a formula reads with their values and where each is
// declared.
func (r *run) reads(f *formula.Formula) []ReadValue {
	out := make([]ReadValue, 0, len(f.Reads))
	for _, name := range f.Reads {
		v := ReadValue{Name: name, Value: r.show(name)}
		if span, ok := r.declaredAt[name]; ok {
			v.At = span.String()
		}
		out = append(out, v)
	}
	return out
}

// show writes the value of a name for people; "—" when it is missing.
func (r *run) show(name string) string {
	if !r.known(name) {
		return "—"
	}
	at := r.slots.lookup(name)
	switch at.kind {
	case formula.Number:
		return shown(numberSlot(at)(r.frame))
	case formula.Boolean:
		return strconv.FormatBool(conditionSlot(at)(r.frame) == yes)
	case formula.String:
		return strconv.Quote(r.textAt(at))
	case formula.Time:
		return strings.TrimSuffix(r.timeAt(at).String(), "T00:00:00Z")
	}
	return "[" + strconv.Itoa(r.listAt(at).Len()) + "]"
}

// titleOf returns the title of what a note is about. Ids are unique within a
// section only; the note's key says which: its first word names the section.
func (r *run) titleOf(n note) string {
	section, _, _ := strings.Cut(n.key, "-")
	if section == "extra" {
		section = "metric"
	}
	return titled(r.titles[section+" "+n.id], n.id)
}

// withUnit writes a value with its unit; percent stands close.
func withUnit(value, unit string) string {
	switch unit {
	case "":
		return value
	case "%":
		return value + "%"
	}
	return value + " " + unit
}

func titled(title, id string) string {
	if title != "" {
		return title
	}
	return id
}

// describe collects titles and places of everything that can be read or
// reported, once for each program.
func (g *program) describe() {
	p := g.policy
	g.titles, g.declaredAt = map[string]string{}, map[string]diag.Span{}
	for _, fields := range [][]*rules.Field{p.Attributes, p.Inputs} {
		for _, f := range fields {
			g.declaredAt[f.Name] = f.Span
		}
	}
	for _, param := range p.Params {
		g.declaredAt[param.Name] = param.Span
	}
	for _, f := range p.Formulas {
		g.declaredAt[f.Name] = f.Span
	}
	for _, m := range p.Metrics {
		g.titles["metric "+m.ID.Text] = m.Title
		for _, part := range []string{".value", ".score", ".measured"} {
			g.declaredAt["metrics."+m.ID.Text+part] = m.Span
		}
	}
	for _, x := range p.Guards {
		g.titles["guard "+x.ID.Text] = x.Title
	}
	for _, x := range p.Adjustments {
		g.titles["adjustment "+x.ID.Text] = x.Title
	}
	for _, x := range p.Vetoes {
		g.titles["veto "+x.ID.Text] = x.Title
	}
	for _, x := range p.Payouts {
		g.titles["payout "+x.ID.Text] = x.Title
	}
	for _, x := range p.Outcomes {
		g.titles["outcome "+x.ID.Text] = x.Title
	}
}
