package rules

import (
	"merit/rules/calendar"
	"merit/rules/document"
	"merit/rules/formula"
)

var paramKeys = []string{"value", "values", "unit", "title", "description"}

// firstDay is from when a constant holds: always.
var firstDay, _ = calendar.NewDate(calendar.FirstYear, 1, 1)

func (l *loader) params(root table) {
	queue := l.entries(root, "params")
	for len(queue) > 0 {
		t := l.table(queue[0])
		queue = append(queue[1:], l.strays(t, paramKeys, "params."+t.at.Name, "params", isParam)...)
		p := l.param(t)
		if l.declare("params", p.Name, p.Span) {
			l.symbol(p.Name, p.valueType(), seesParams)
			l.titled(p.Title, p.Name)
			l.policy.Params = append(l.policy.Params, p)
		}
	}
}

func isParam(v *document.Value) bool { return v.Member("value") != nil || v.Member("values") != nil }

func (l *loader) param(t table) *Param {
	p := &Param{Name: t.at.Name, Span: t.at.Key, Title: t.text("title").Text, Unit: t.text("unit").Text}
	t.text("description")
	value, values := t.number("value"), t.Value("values", document.Array)
	switch {
	case t.has("value") && t.has("values"):
		l.problems.Add(problem(t.at.Member("values").Key, "param-value.both").And(t.at.Member("value").Key, "other-here"))
	case value.Given():
		p.Values = []DatedValue{{firstDay, value}}
	case values != nil:
		p.Values = l.series(values, t.Items("values", document.Table))
	case t.lacks("value", "values"):
		l.report(t.at.Key, "param-value", "name", p.Name)
	}
	t.Done()
	return p
}

// valueType is Integer when every value is whole.
func (p *Param) valueType() *formula.Type {
	if len(p.Values) == 0 {
		return formula.UnknownType
	}
	for _, v := range p.Values {
		if !v.Value.Given() || !v.Value.Exact.IsInt() {
			return formula.NumberType
		}
	}
	return formula.IntegerType
}

// series reads values = [{ from, value }, …]: rising, and from the first day
// the policy is in force.
func (l *loader) series(v *document.Value, rows []*document.Value) []DatedValue {
	if len(v.Items) == 0 {
		l.report(v.Span, "param-dates.empty")
		return nil
	}
	var series []DatedValue
	for _, row := range rows {
		t := l.table(row)
		from, value := t.Need("from", document.LocalDate), t.needNumber("value")
		t.Done()
		if from == nil {
			continue
		}
		if n := len(series); n > 0 && series[n-1].From >= from.Date {
			l.report(from.Span, "param-dates", "date", from.Date.String(), "before", series[n-1].From.String())
		}
		if starts := l.policy.Effective; len(series) == 0 && starts.known() && from.Date > starts.From {
			l.problems.Add(problem(from.Span, "param-dates.late", "date", from.Date.String(), "from", starts.From.String()).And(starts.Span, "in-force-here"))
		}
		series = append(series, DatedValue{from.Date, value})
	}
	return series
}
