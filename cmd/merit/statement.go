package main

import (
	"strings"

	"merit/engine"
	"merit/rules"
	"merit/rules/text"
)

// A statement tells one evaluation to the person it is about: first what came
// out, then what it is made of, then every step.
type statement struct {
	lang     text.Lang
	policies []*rules.Policy // of the set in force, as far as they are known
	policy   *rules.Policy   // that answered; nil when it is not known
	out      strings.Builder
}

func newStatement(lang text.Lang, snapshot *engine.Snapshot, e *engine.Evaluation) *statement {
	return &statement{lang: lang, policies: snapshot.Policies(), policy: policyOf(snapshot, e.Policy)}
}

// statementOf is newStatement with what is known of the policies.
func statementOf(lang text.Lang, policies []*rules.Policy, e *engine.Evaluation) *statement {
	return &statement{lang: lang, policies: policies, policy: policyAmong(policies, e.Policy)}
}

// policyOf returns the policy that ref names, or nil.
func policyOf(snapshot *engine.Snapshot, ref engine.PolicyRef) *rules.Policy {
	return policyAmong(snapshot.Policies(), ref)
}

func policyAmong(policies []*rules.Policy, ref engine.PolicyRef) *rules.Policy {
	for _, p := range policies {
		if p.ID.Text == ref.ID && p.Version.Text == ref.Version && p.Digest == ref.Digest {
			return p
		}
	}
	return nil
}

// text returns the statement; steps adds how each number came about.
func (s *statement) text(e *engine.Evaluation, steps bool) string {
	s.head(e)
	s.metrics(e)
	s.dimensions(e)
	s.adjustments(e)
	s.vetoes(e)
	s.payouts(e)
	s.outcomes(e)
	s.pilots(e)
	s.notes("statement-warnings", e.Warnings)
	if steps {
		s.steps(e.Explain)
	}
	return s.out.String()
}

func (s *statement) say(key string, args ...string) string {
	return text.Say(key, args...).In(s.lang)
}

func (s *statement) line(parts ...string) {
	s.out.WriteString(strings.Join(parts, "") + "\n")
}

// section starts a part with a heading.
func (s *statement) section(key string) { s.line("\n", s.say(key)) }

func (s *statement) head(e *engine.Evaluation) {
	key, title := "statement-head.untitled", ""
	if s.policy != nil && s.policy.Title.Text != "" {
		key, title = "statement-head", s.policy.Title.Text
	}
	s.line(s.say(key, "title", title, "policy", versioned(e.Policy)))
	s.line(s.say("statement-who", "specialist", e.Specialist, "period", e.Period, "as_of", e.AsOf))
	s.line()
	if e.Status == "held" {
		s.line(s.say("statement-held"))
		for _, n := range e.Reasons {
			s.line("  - ", n.Text.In(s.lang))
		}
		return
	}
	s.line(s.say("statement-score", "score", figure(e.Score), "grade", word(e.Grade), "rate", percent(e.Rate)))
	if e.Earned != nil && e.Score != nil && !engine.Equal(*e.Earned, *e.Score) {
		s.line(s.say("statement-earned", "earned", figure(e.Earned)))
	}
	switch {
	case e.Payout != nil:
		s.line(s.say("statement-payout", "amount", e.Payout.Amount+" "+e.Payout.Currency))
	case e.WouldPay != nil:
		s.line(s.say("statement-would-pay", "amount", e.WouldPay.Amount+" "+e.WouldPay.Currency))
	}
}

func (s *statement) metrics(e *engine.Evaluation) {
	s.section("statement-metrics")
	t := &table{indent: "  "}
	t.row(s.columns("metric", "value", "target", "score", "weight", "points")...)
	points, weights := 0.0, 0.0
	for i := range e.Metrics {
		m := &e.Metrics[i]
		t.row(named(m.ID, m.Title), s.measured(m), withUnit(m.Target, s.unit(m)), figure(m.Score), plain(m.Weight)+"%", plain(m.Points))
		for _, g := range m.Guards {
			t.under("    " + s.say("statement-guard", "id", g.ID, "from", plain(g.From), "to", plain(g.To), "reason", s.because(g.Reason)))
		}
		if m.Status != "measured" {
			t.under("    " + s.unmeasured(m))
		}
		points, weights = points+m.Points, weights+m.Weight
	}
	t.row(s.say("statement-column.sum"), "", "", "", plain(weights)+"%", plain(points))
	t.write(&s.out)
}

// unmeasured says why a metric has no value.
func (s *statement) unmeasured(m *engine.MetricResult) string {
	sample := s.sample(m.ID)
	switch {
	case m.Status != "small_sample" || sample == nil:
		return s.say("statement-status." + strings.ReplaceAll(m.Status, "_", "-"))
	case sample.Size == nil && m.Whole != nil:
		return s.say("statement-status.small-sample-got", "least", plain(sample.Min.Float), "got", plain(*m.Whole))
	}
	return s.say("statement-status.small-sample-least", "least", plain(sample.Min.Float))
}

// sample is what the policy asks of a metric's sample, or nil.
func (s *statement) sample(metric string) *rules.Sample {
	if s.policy == nil {
		return nil
	}
	for _, m := range s.policy.Metrics {
		if m.ID.Text == metric {
			return m.Sample
		}
	}
	return nil
}

func (s *statement) columns(names ...string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = s.say("statement-column." + n)
	}
	return out
}

// unit is what a metric is counted in; shares are percentages.
func (s *statement) unit(m *engine.MetricResult) string {
	if m.Whole != nil && m.Unit == "" {
		return "%"
	}
	return m.Unit
}

// measured is a metric's value, with part and whole where it is a share.
func (s *statement) measured(m *engine.MetricResult) string {
	value := withUnit(m.Value, s.unit(m))
	if m.Part != nil && m.Whole != nil {
		value += " (" + plain(*m.Part) + "/" + plain(*m.Whole) + ")"
	}
	return value
}

func (s *statement) because(reason string) string {
	if reason == "" {
		return ""
	}
	return s.say("statement-because", "reason", reason)
}

func (s *statement) dimensions(e *engine.Evaluation) {
	if len(e.Dimensions) == 0 {
		return
	}
	s.section("statement-dimensions")
	t := &table{indent: "  "}
	t.row(s.columns("dimension", "score", "weight", "points")...)
	for _, d := range e.Dimensions {
		t.row(named(d.ID, d.Title), figure(d.Score), plain(d.Weight)+"%", plain(d.Points))
	}
	t.write(&s.out)
}

func (s *statement) adjustments(e *engine.Evaluation) {
	if len(e.Adjustments) == 0 {
		return
	}
	s.section("statement-adjustments")
	t := &table{indent: "  "}
	for _, a := range e.Adjustments {
		t.row(named(a.ID, a.Title), signed(a.Points))
	}
	t.write(&s.out)
}

func (s *statement) vetoes(e *engine.Evaluation) {
	if len(e.Vetoes) == 0 {
		return
	}
	s.section("statement-vetoes")
	for _, v := range e.Vetoes {
		s.line("  ", s.say("statement-veto", "title", named(v.ID, v.Title), "effect", s.effect(v), "reason", s.because(v.Reason)))
	}
}

func (s *statement) effect(v engine.VetoResult) string {
	if v.Overridden != nil {
		return s.say("statement-effect.overridden", "by", v.Overridden.By, "reason", v.Overridden.Reason)
	}
	if v.Enforcement == string(rules.Advisory) {
		return s.say("statement-effect.advisory")
	}
	var parts []string
	for _, limit := range []*float64{v.Effect.Score, v.Effect.Cap} {
		if limit != nil {
			parts = append(parts, s.say("statement-effect.score", "limit", plain(*limit)))
		}
	}
	if v.Effect.Grade != "" {
		parts = append(parts, s.say("statement-effect.grade", "limit", v.Effect.Grade))
	}
	if v.Effect.Payout != "" {
		parts = append(parts, s.say("statement-effect.payout", "limit", v.Effect.Payout))
	}
	return strings.Join(parts, s.say("statement-effect.and"))
}

func (s *statement) payouts(e *engine.Evaluation) {
	if len(e.Payouts) == 0 || len(e.Payouts) == 1 && e.Payouts[0].Due == "" {
		return // one is the total already shown
	}
	s.section("statement-payouts")
	t := &table{indent: "  "}
	for _, p := range e.Payouts {
		amount := p.Amount
		if p.Due != "" {
			amount = s.say("statement-due", "amount", amount, "due", p.Due)
		}
		t.row(named(p.ID, p.Title), amount)
	}
	t.write(&s.out)
}

func (s *statement) outcomes(e *engine.Evaluation) {
	if len(e.Outcomes) == 0 {
		return
	}
	s.section("statement-outcomes")
	for _, o := range e.Outcomes {
		s.line("  ", s.say("statement-outcome."+o.Kind, "title", named(o.ID, o.Title)))
	}
}

// pilots shows what other policies make of the same facts: pilots, and the
// active policy where a pilot answers in its place.
func (s *statement) pilots(e *engine.Evaluation) {
	var replaced, pilots []engine.PilotResult
	for _, p := range e.Pilots {
		if policy := policyAmong(s.policies, p.Policy); policy != nil && policy.Stage == rules.Active {
			replaced = append(replaced, p)
		} else {
			pilots = append(pilots, p)
		}
	}
	s.beside("statement-replaced", replaced)
	s.beside("statement-pilots", pilots)
}

func (s *statement) beside(heading string, results []engine.PilotResult) {
	if len(results) == 0 {
		return
	}
	s.section(heading)
	for _, p := range results {
		if p.Status == "held" {
			s.line("  ", s.say("statement-pilot.held", "policy", versioned(p.Policy)))
			for _, n := range p.Reasons {
				s.line("    - ", n.Text.In(s.lang))
			}
			continue
		}
		key, pay := "statement-pilot.unpaid", ""
		if p.WouldPay != nil {
			key, pay = "statement-pilot", p.WouldPay.Amount+" "+p.WouldPay.Currency
		}
		s.line("  ", s.say(key, "policy", versioned(p.Policy), "score", figure(p.Score), "grade", word(p.Grade), "pay", pay))
	}
}

func versioned(p engine.PolicyRef) string { return p.ID + " " + p.Version }

func (s *statement) notes(key string, notes []engine.Note) {
	if len(notes) == 0 {
		return
	}
	s.section(key)
	for _, n := range notes {
		s.line("  - ", n.Text.In(s.lang))
	}
}
