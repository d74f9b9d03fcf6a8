package analysis

import (
	"path"

	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
)

var dateLints = []*Lint{
	{
		Code: "version-inside-period", Severity: diag.Warning, Since: "0.1",
		Before: "period = \"month\"\neffective = { from = 2026-03-15 }",
		After:  "period = \"month\"\neffective = { from = 2026-04-01 }",
		find: func(p *pass) {
			e := p.Effective
			if e.Span.IsZero() || !p.own(e.Span) || p.Period == "" {
				return
			}
			at := calendar.PeriodOf(p.Period, e.From)
			if at.Start() != e.From {
				p.report(e.Span, "", "from", e.From.String(), "period", at.String(), "start", at.Start().String(), "next", at.Add(1).Start().String())
			}
		},
	},
	{
		Code: "versions-gap", Severity: diag.Warning, Since: "0.1",
		Before: "effective = { from = 2026-01-01, to = 2026-03-31 }\n# and the next version\neffective = { from = 2026-05-01 }",
		After:  "effective = { from = 2026-04-01 }",
		among:  findGaps,
	},
	{
		Code: "policies-overlap", Severity: diag.Warning, Since: "0.1",
		Before: "# two active monthly policies for everyone\nstage = \"active\"",
		After:  "applies = 'team == \"north\"'              # and the other: team != \"north\"",
		among:  findOverlaps,
	},
}

// findGaps reports the days between two versions of one id on which none is
// in force.
func findGaps(p *pass, all []*pass) {
	if p.Stage != rules.Active || p.Effective.Span.IsZero() {
		return
	}
	var before *pass
	for _, o := range all { // by id, then by first day
		if o != p && o.ID.Text == p.ID.Text && o.Stage == rules.Active && o.Effective.From < p.Effective.From {
			before = o
		}
	}
	if before == nil || !before.Effective.HasTo || before.Effective.To+1 >= p.Effective.From {
		return
	}
	p.add(p.found(p.Effective.Span, "", "id", p.ID.Text, "first", (before.Effective.To+1).String(), "last", (p.Effective.From-1).String()).
		And(before.Effective.Span, "versions-gap.before"))
}

// findOverlaps reports another active policy that surely applies to someone
// this one applies to, too; one such policy is enough. Policies of another
// folder need not be meant for the same people; about them it is only a hint.
func findOverlaps(p *pass, all []*pass) {
	var elsewhere *pass
	for _, o := range all {
		if o == p {
			break // each pair once
		}
		switch {
		case !p.contests(o):
		case path.Dir(p.Source.Name) == path.Dir(o.Source.Name):
			p.add(p.overlap(o))
			return
		case elsewhere == nil:
			elsewhere = o
		}
	}
	if elsewhere != nil {
		p.add(p.overlap(elsewhere).As(diag.Info))
	}
}

func (p *pass) overlap(o *pass) diag.Diagnostic {
	return p.found(p.ID.Span, "", "id", p.ID.Text, "other", o.ID.Text, "from", max(p.Effective.From, o.Effective.From).String()).And(o.ID.Span, "policies-overlap.other")
}

// contests reports whether two policies can be the answer for one person, one
// period and one day.
func (p *pass) contests(o *pass) bool {
	return p.Stage == rules.Active && o.Stage == rules.Active && o.ID.Text != p.ID.Text && o.Period == p.Period && !apart(p.Effective, o.Effective) && p.meets(o)
}

func apart(a, b rules.Effective) bool {
	return a.HasTo && a.To < b.From || b.HasTo && b.To < a.From
}

// meets reports whether one of two policies applies to everyone and the other
// to someone. What two conditions have in common is not known for sure.
func (p *pass) meets(o *pass) bool {
	everyone := func(p *pass) bool { return p.Applies == nil }
	someone := func(p *pass) bool { return p.Applies == nil || p.world.Condition(p.Applies.Root).Can(True) }
	return everyone(p) && someone(o) || everyone(o) && someone(p) || p.Applies != nil && o.Applies != nil && p.Applies.Source.Text == o.Applies.Source.Text
}
