package analysis

import (
	"slices"
	"strings"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
)

var unitLints = []*Lint{
	{
		Code: "target-unit", Severity: diag.Warning, Since: "0.1",
		Before: "share  = { part = 'satisfied', whole = 'surveys' }    # 0 to 100\nbetter = \"higher\"\ntarget = 0.9",
		After:  "target = 90",
		find:   findWrongUnits,
	},
}

// findWrongUnits reports targets that look as if they were written in another
// unit than the metric is measured in.
func findWrongUnits(p *pass) {
	for _, m := range p.Metrics {
		if m.Target == nil || m.Score != nil {
			continue
		}
		for _, t := range p.constantTargets(m) {
			switch {
			case !p.own(t.number.Span):
			case p.otherUnit(m, t):
			case p.fraction(m, t):
			default:
				p.farFromExamples(m, t)
			}
		}
	}
}

// A constantTarget is one number a metric is held against.
type constantTarget struct {
	number rules.Number
	param  *rules.Param // nil for a number that stands in the metric itself
}

// constantTargets lists the numbers of a target that is one, or is a param.
func (p *pass) constantTargets(m *rules.Metric) []constantTarget {
	name := variable(m.Target.Root)
	for _, param := range p.Params {
		if param.Name != name {
			continue
		}
		var all []constantTarget
		for _, v := range param.Values {
			if v.Value.Given() {
				all = append(all, constantTarget{v.Value, param})
			}
		}
		return all
	}
	if r := p.world.Number(m.Target.Root); r.Known() && r.Low == r.High && len(m.Target.Reads) == 0 {
		return []constantTarget{{rules.Number{Float: r.Low, Span: m.Target.At(m.Target.Root)}, nil}}
	}
	return nil
}

// otherUnit reports a param whose unit is said to be another than that of the
// metric it is the target of.
func (p *pass) otherUnit(m *rules.Metric, t constantTarget) bool {
	if t.param == nil {
		return false
	}
	measured, where := p.unitOf(m)
	if measured == "" || t.param.Unit == "" || sameUnit(measured, t.param.Unit) {
		return false
	}
	p.add(p.found(t.param.Span, "units", "metric", titled(m.ID.Text, m.Title), "measured", measured, "param", t.param.Name, "unit", t.param.Unit).And(where, "target-unit.here", "unit", measured))
	return true
}

// unitOf is what a metric is measured in, and where that is said.
func (p *pass) unitOf(m *rules.Metric) (string, diag.Span) {
	switch {
	case m.Share != nil:
		return "%", m.ID.Span
	case m.Unit != "":
		return m.Unit, m.ID.Span
	case m.Value != nil:
		if f := inputOf(p.Policy, variable(m.Value.Root)); f != nil {
			return f.Unit, f.Span
		}
	}
	return "", diag.Span{}
}

// unitNames are the ways to write a unit.
var unitNames = [][]string{
	{"%", "％", "percent", "pct", "百分比", "百分之"},
	{"s", "sec", "secs", "second", "seconds", "秒", "秒钟"},
	{"min", "mins", "minute", "minutes", "分钟"},
	{"h", "hr", "hrs", "hour", "hours", "小时"},
	{"d", "day", "days", "天"},
	{"cny", "rmb", "元", "人民币"},
}

// sameUnit reports whether two units are one, or cannot be told apart: what is
// in no table may mean anything.
func sameUnit(a, b string) bool {
	find := func(unit string) int {
		unit = strings.ToLower(strings.TrimSpace(unit))
		return slices.IndexFunc(unitNames, func(names []string) bool { return slices.Contains(names, unit) })
	}
	i, j := find(a), find(b)
	return i == j || i < 0 || j < 0
}

// fraction reports a share that is to reach 1 percent at most: 0.9 was meant
// to be 90.
func (p *pass) fraction(m *rules.Metric, t constantTarget) bool {
	x := t.number.Float
	if m.Share == nil || m.Better != rules.Higher || x <= 0 || x > 1 {
		return false
	}
	p.report(t.number.Span, "", "metric", titled(m.ID.Text, m.Title), "target", shown(x), "percent", shown(x*100))
	return true
}

// far is how many times a target and the values of the examples must differ to
// be taken for two units: less than 24 and 60, more than people differ.
const far = 20

// farFromExamples reports a target that is many times what every example
// brings, or a small part of it.
func (p *pass) farFromExamples(m *rules.Metric, t constantTarget) {
	values := p.exampleValues(m)
	x := t.number.Float
	if len(values) == 0 || x <= 0 {
		return
	}
	low, high := slices.Min(values), slices.Max(values)
	if high*far > x && x*far > low {
		return
	}
	unit, _ := p.unitOf(m)
	if unit != "" && unit != "%" {
		unit = " " + unit
	}
	p.report(t.number.Span, "examples", "metric", titled(m.ID.Text, m.Title), "target", shown(x)+unit, "values", between(low, high)+unit)
}

func between(low, high float64) string {
	if low == high {
		return shown(low)
	}
	return shown(low) + "…" + shown(high)
}

// exampleValues are a metric's values in the examples that give them outright,
// zeros left out.
func (p *pass) exampleValues(m *rules.Metric) []float64 {
	var all []float64
	for _, e := range p.Examples {
		inputs := e.Value.Member("inputs")
		x, known := 0.0, false
		switch s := m.Share; {
		case m.Value != nil:
			x, known = factOf(inputs, variable(m.Value.Root))
		case s != nil && s.Part != nil && s.Whole != nil:
			part, ok := factOf(inputs, variable(s.Part.Root))
			whole, too := factOf(inputs, variable(s.Whole.Root))
			if known = ok && too && whole != 0; known {
				x = part / whole * 100
			}
		}
		if known && x > 0 {
			all = append(all, x)
		}
	}
	return all
}

func factOf(inputs *document.Value, name string) (float64, bool) {
	if inputs == nil || name == "" {
		return 0, false
	}
	v := inputs.Member(name)
	if v == nil || v.Number == nil {
		return 0, false
	}
	x, _ := v.Number.Float64()
	return x, true
}

// titled is a title with the id, or the id alone.
func titled(id, title string) string {
	if title == "" {
		return id
	}
	return title
}
