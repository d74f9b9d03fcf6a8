package records

import (
	"bytes"
	"encoding/json"
	"strconv"

	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// A sample is the example of a template: the facts of one request.
type sample struct {
	policy             *rules.Policy
	mark               string // what stands for the specialist
	period             string
	attributes, inputs map[string]any
}

// sampleRows is how many rows of a list the example shows.
const sampleRows = 2

// readSample reads a request. What it does not say is made up from the bounds.
func readSample(p *rules.Policy, request []byte, mark string) sample {
	var r struct {
		Period             string
		Attributes, Inputs map[string]any
	}
	d := json.NewDecoder(bytes.NewReader(request))
	d.UseNumber()
	_ = d.Decode(&r) // what cannot be read is made up
	if _, ok := calendar.ParsePeriod(r.Period); !ok {
		r.Period = calendar.PeriodOf(p.Period, p.Effective.From).String()
	}
	return sample{p, remark + " " + mark, r.Period, r.Attributes, r.Inputs}
}

// rows are the example rows of a sheet, the first cell of each a remark.
func (s *sample) rows(sheet *formSheet) [][]any {
	if sheet.list == nil {
		return [][]any{s.row(sheet, func(c *formColumn) (any, bool) {
			from := s.inputs
			if c.attribute {
				from = s.attributes
			}
			v, ok := from[c.id]
			return v, ok
		})}
	}
	given, _ := s.inputs[sheet.id].([]any)
	if len(given) == 0 {
		return [][]any{s.row(sheet, func(*formColumn) (any, bool) { return nil, false })}
	}
	var rows [][]any
	for _, record := range given[:min(len(given), sampleRows)] {
		rows = append(rows, s.row(sheet, func(c *formColumn) (any, bool) {
			members, ok := record.(map[string]any)
			if !ok {
				return record, true
			}
			v, ok := members[c.id]
			return v, ok
		}))
	}
	return rows
}

func (s *sample) row(sheet *formSheet, value func(*formColumn) (any, bool)) []any {
	row := []any{s.mark, s.period}
	for i := range sheet.columns[2:] {
		c := &sheet.columns[i+2]
		v, ok := value(c)
		if !ok && c.required() {
			v = madeUp(c.field, s.policy)
		}
		row = append(row, cellValue(v, c.kind()))
	}
	return row
}

// madeUp is a value that fits f.
func madeUp(f *rules.Field, p *rules.Policy) any {
	switch f.Type.Kind {
	case formula.Number, formula.Integer:
		switch {
		case f.Min.Given():
			return json.Number(boundWord(f.Min))
		case f.Max.Given():
			return json.Number(boundWord(f.Max))
		}
		return json.Number("1")
	case formula.Boolean:
		return true
	case formula.Date:
		return p.Effective.From.String()
	case formula.Time:
		return p.Effective.From.String() + "T09:30:00+08:00"
	}
	if len(f.Type.Enum) > 0 {
		return f.Type.Enum[0]
	}
	return "…"
}

// cellValue turns a JSON value into what a sheet holds: numbers as numbers,
// days as the serials spreadsheets count them by.
func cellValue(v any, kind formula.Kind) any {
	switch v := v.(type) {
	case json.Number:
		if x, err := strconv.ParseFloat(v.String(), 64); err == nil && kind != formula.String {
			return x
		}
		return v.String()
	case string:
		if d, ok := calendar.ParseDate(v); ok && kind == formula.Date && d > epoch {
			return int(d - epoch)
		}
	}
	return v
}

// epoch is serial 0 of spreadsheets, 1899-12-30: their calendar has a 29
// February 1900, so that serials are days since then from March 1900 on.
var epoch, _ = calendar.NewDate(1899, 12, 30)
