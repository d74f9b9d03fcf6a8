package suite

import (
	"maps"
	"slices"

	"merit/rules"
)

// rolled changes the evaluations of shorter periods that a policy rolls up:
// how many there are, what they scored and were graded, and what their metrics
// measured. Between two answers on either side of an edge it looks for the
// edge, as for any other number.
func (s *search) rolled(b *base) {
	parts, _ := b.facts["parts"].([]any)
	if s.policy.Parts == nil || len(parts) == 0 {
		return
	}
	for n := len(parts) - 1; n >= 0; n-- {
		s.try(b, rollUp(parts[:n]))
	}
	for _, inner := range s.innerPolicies() {
		s.levels(b, parts, inner)
	}
	for _, id := range partMetrics(parts) {
		s.counted(b, parts, id)
		s.measured(b, parts, id)
	}
	s.try(b, rollUp(eachPart(parts, func(r map[string]any) { r["vetoed"] = true })))
}

func rollUp(parts []any) change { return change{"", "parts", parts} }

// innerPolicies are the versions of the policy whose evaluations are rolled up.
func (s *search) innerPolicies() []*rules.Policy {
	var all []*rules.Policy
	for _, p := range s.snap.Policies() {
		if p.ID.Text == s.policy.Parts.Policy.Text {
			all = append(all, p)
		}
	}
	return all
}

// levels gives every part, and then one of them, each score from the lowest to
// the highest, with the grade that inner gives to it.
func (s *search) levels(b *base, parts []any, inner *rules.Policy) {
	for _, some := range [][]any{parts, parts[:1]} {
		at := func(hundredths float64) change {
			score := hundredths / 100
			scored := eachPart(some, func(r map[string]any) {
				r["score"], r["grade"] = numberOf(score), gradeOf(inner, score)
			})
			return rollUp(append(scored, parts[len(some):]...))
		}
		low, high := 100*inner.Scoring.Min.Float, 100*inner.Scoring.Max.Float
		bottom, top := s.try(b, at(low)), s.try(b, at(high))
		s.cross(b, low, high, bottom, top, at)
		for _, band := range inner.Bands {
			edge := 100 * max(band.From.Float, inner.Scoring.Min.Float)
			s.try(b, at(edge))
			s.try(b, at(max(low, edge-1)))
		}
	}
}

func gradeOf(p *rules.Policy, score float64) string {
	grade := ""
	for i, band := range p.Bands {
		if i == 0 || score >= band.From.Float {
			grade = band.Grade.Text
		}
	}
	return grade
}

// counted moves the part of a share that parts keep from none to all of its
// whole.
func (s *search) counted(b *base, parts []any, id string) {
	whole := 0.0
	eachMetric(parts, id, func(m map[string]any) {
		n, _ := plainNumber(m["whole"])
		whole = max(whole, n)
	})
	if whole < 1 || whole > 1e6 {
		return
	}
	at := func(k float64) change {
		return rollUp(eachMetric(parts, id, func(m map[string]any) {
			if n, ok := plainNumber(m["whole"]); ok && n > 0 {
				m["part"], m["value"] = numberOf(min(k, n)), numberOf(100*min(k, n)/n)
			}
		}))
	}
	none, all := s.try(b, at(0)), s.try(b, at(whole))
	s.cross(b, 0, whole, none, all, at)
}

// measured gives a metric of the parts scores from 0 to 100, and takes away
// what was measured of it.
func (s *search) measured(b *base, parts []any, id string) {
	at := func(hundredths float64) change {
		return rollUp(eachMetric(parts, id, func(m map[string]any) { m["score"] = numberOf(hundredths / 100) }))
	}
	s.cross(b, 0, 10_000, s.try(b, at(0)), s.try(b, at(10_000)), at)
	s.try(b, rollUp(eachMetric(parts, id, func(m map[string]any) {
		for _, key := range []string{"value", "score", "part", "whole"} {
			delete(m, key)
		}
	})))
}

// partMetrics lists the metrics that the parts tell of, by id.
func partMetrics(parts []any) []string {
	seen := map[string]bool{}
	for _, p := range parts {
		record, _ := p.(map[string]any)
		metrics, _ := record["metrics"].(map[string]any)
		for id := range metrics {
			seen[id] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// eachPart is a copy of records with each changed.
func eachPart(parts []any, change func(map[string]any)) []any {
	out := slices.Clone(parts)
	for i, p := range out {
		if record, ok := p.(map[string]any); ok {
			record = maps.Clone(record)
			change(record)
			out[i] = record
		}
	}
	return out
}

// eachMetric is a copy of records with one of their metrics changed.
func eachMetric(parts []any, id string, change func(map[string]any)) []any {
	return eachPart(parts, func(r map[string]any) {
		metrics, _ := r["metrics"].(map[string]any)
		m, ok := metrics[id].(map[string]any)
		if !ok {
			return
		}
		metrics, m = maps.Clone(metrics), maps.Clone(m)
		change(m)
		metrics[id] = m
		r["metrics"] = metrics
	})
}
