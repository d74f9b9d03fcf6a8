package report

import (
	"cmp"
	"slices"
	"strings"

	"merit/rules/diag"
)

// A Quality is how good the data of a batch were.
type Quality struct {
	Files    int             `json:"files"`
	Rows     int             `json:"rows"`
	Skipped  int             `json:"skipped"` // rows that cannot be read
	Outside  int             `json:"outside"` // rows of other periods
	Requests int             `json:"requests"`
	Refused  int             `json:"refused"`
	Fields   []FieldQuality  `json:"fields"`
	Metrics  []MetricQuality `json:"metrics"`

	fields map[string]*FieldQuality
}

// A FieldQuality is what was wrong with one input, attribute or column.
type FieldQuality struct {
	Field      string `json:"field"`
	Missing    int    `json:"missing"`
	Outside    int    `json:"out_of_bounds"` // of its bounds, its words or its length
	Unreadable int    `json:"unreadable"`
	Other      int    `json:"other"` // contradictions and the like
}

// A MetricQuality is how often a metric could not be measured.
type MetricQuality struct {
	ID          string `json:"id"`
	Title       string `json:"title,omitempty"`
	Of          int    `json:"of"` // people it applies to
	NotMeasured int    `json:"not_measured"`
	SmallSample int    `json:"small_sample"`
}

// Refuse counts why a request was refused.
func (q *Quality) Refuse(problems diag.List) {
	q.Refused++
	for i := range problems {
		q.problem(&problems[i], fieldOf(problems[i].Pointer))
	}
}

// Skip counts a cell for which a row was left out.
func (q *Quality) Skip(d *diag.Diagnostic) {
	place := d.Place
	if i := strings.LastIndexAny(place, ":!"); i >= 0 {
		place = place[i+1:]
	}
	q.problem(d, place)
}

func (q *Quality) problem(d *diag.Diagnostic, field string) {
	if field == "" {
		field = d.Code
	}
	if q.fields == nil {
		q.fields = map[string]*FieldQuality{}
	}
	f := q.fields[field]
	if f == nil {
		f = &FieldQuality{Field: field}
		q.fields[field] = f
	}
	switch d.Code {
	case "missing-field", "null-field":
		f.Missing++
	case "out-of-range", "too-long", "unknown-value":
		f.Outside++
	case "wrong-type", "invalid-number", "invalid-date", "invalid-text", "row-unreadable", "form-cell":
		f.Unreadable++
	default:
		f.Other++
	}
}

// fieldOf is the field a JSON Pointer is about, without places in lists:
// surveys.score of /inputs/surveys/17/score.
func fieldOf(pointer string) string {
	var parts []string
	for i, part := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		if i == 0 && (part == "inputs" || part == "attributes") || part != "" && strings.Trim(part, "0123456789") == "" {
			continue
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ".")
}

// Measure counts the metrics of results.
func (q *Quality) Measure(results []Result) {
	at := map[string]int{}
	for i := range results {
		for k := range results[i].Metrics {
			m := &results[i].Metrics[k]
			if m.Status == "not_applicable" {
				continue
			}
			n, ok := at[m.ID]
			if !ok {
				n = len(q.Metrics)
				at[m.ID] = n
				q.Metrics = append(q.Metrics, MetricQuality{ID: m.ID, Title: m.Title})
			}
			q.Metrics[n].Of++
			switch m.Status {
			case "not_measured":
				q.Metrics[n].NotMeasured++
			case "small_sample":
				q.Metrics[n].SmallSample++
			}
		}
	}
	q.Fields = []FieldQuality{}
	for _, f := range q.fields {
		q.Fields = append(q.Fields, *f)
	}
	slices.SortFunc(q.Fields, func(a, b FieldQuality) int { return cmp.Compare(a.Field, b.Field) })
}
