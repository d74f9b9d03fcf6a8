package analysis

import (
	"slices"

	"merit/rules/diag"
)

var unusedLints = []*Lint{
	{
		Code: "unused-input", Severity: diag.Warning, Since: "0.1",
		Before: "[inputs]\nvisits = { type = \"integer\" }         # no formula reads it",
		After:  "value = 'visits'                        # or leave the input out",
		among: func(p *pass, all []*pass) {
			p.unread(all, func(p *pass, read func(string) bool) {
				for _, f := range p.Inputs {
					if !read(f.Name) && p.own(f.Span) {
						p.report(f.Span, "", "name", f.Name)
					}
				}
			})
		},
	},
	{
		Code: "unused-param", Severity: diag.Warning, Since: "0.1",
		Before: "[params]\ncsat_target = { value = 90 }\n# …\ntarget = 90",
		After:  "target = 'csat_target'",
		among: func(p *pass, all []*pass) {
			p.unread(all, func(p *pass, read func(string) bool) {
				for _, f := range p.Params {
					if !read(f.Name) && p.own(f.Span) {
						p.report(f.Span, "", "name", f.Name)
					}
				}
			})
		},
	},
	{
		Code: "unused-formula", Severity: diag.Warning, Since: "0.1",
		Before: "[formulas]\nrepeat_rate = 'repeats / closed * 100'   # read by nothing",
		After:  "when = 'repeat_rate > 15'               # or leave the formula out",
		among: func(p *pass, all []*pass) {
			p.unread(all, func(p *pass, read func(string) bool) {
				for _, f := range p.Formulas {
					if !read(f.Name) && p.own(f.Span) {
						p.report(f.Span, "", "name", f.Name)
					}
				}
			})
		},
	},
	{
		Code: "unused-attribute", Severity: diag.Info, Since: "0.1",
		Before: "[attributes]\nteam = { type = \"string\" }             # neither applies nor a formula reads it",
		After:  "applies = 'team == \"north\"'",
		among: func(p *pass, all []*pass) {
			p.unread(all, func(p *pass, read func(string) bool) {
				for _, f := range p.Attributes {
					if !read(f.Name) && p.own(f.Span) {
						p.report(f.Span, "", "name", f.Name)
					}
				}
			})
		},
	},
}

// unread asks a policy which names nothing reads. Where another extends it,
// nothing can be said: what it declares may be for that one.
func (p *pass) unread(all []*pass, ask func(*pass, func(string) bool)) {
	if slices.ContainsFunc(all, func(o *pass) bool { return o.Extends != nil && o.Extends.ID.Text == p.ID.Text }) {
		return
	}
	read := map[string]bool{}
	for _, f := range p.formulas() {
		for _, name := range f.Reads {
			read[name] = true
		}
	}
	for _, f := range p.Formulas {
		for _, name := range f.Formula.Reads {
			read[name] = true
		}
	}
	for _, m := range p.Metrics {
		if m.Raters != nil {
			read[m.Raters.Of] = true
		}
	}
	ask(p, func(name string) bool { return read[name] })
}
