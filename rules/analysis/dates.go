package analysis

import (
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
			if e.HasTo {
				p.endsInside(e)
			}
			p.paramsInside()
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

// endsInside reports a policy that ends before the last day of a period: on
// that day, which decides, it is no longer in force.
func (p *pass) endsInside(e rules.Effective) {
	last := calendar.PeriodOf(p.Period, e.To)
	if last.End() != e.To {
		p.report(e.Span, "end", "to", e.To.String(), "period", last.String(), "end", last.End().String(), "before", (last.Start() - 1).String())
	}
}

// paramsInside reports params that change inside a period: the whole period
// follows the value of its last day.
func (p *pass) paramsInside() {
	for _, x := range p.Params {
		for i, v := range x.Values {
			at := calendar.PeriodOf(p.Period, v.From)
			if i > 0 && at.Start() != v.From && v.From > p.Effective.From && p.own(x.Span) {
				p.report(x.Span, "param", "name", x.Name, "from", v.From.String(), "period", at.String(), "start", at.Start().String(), "next", at.Add(1).Start().String())
			}
		}
	}
}
