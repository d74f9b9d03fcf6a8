package records

import (
	"slices"
	"strconv"
	"strings"

	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/diag"
)

// A FormRequest is one request a form asks: a row of people with its records.
type FormRequest struct {
	Specialist string
	Period     calendar.Period

	reader             *formReader
	page               *boundPage // of people; nil without a row there
	line               int
	attributes, inputs []byte // members of a JSON object, comma separated
	lists              []formList
}

// A formList is the records of one list of a request and the rows they stand
// in.
type formList struct {
	page  *boundPage
	json  []byte
	lines []int32
}

// add appends a record.
func (r *FormRequest) add(b *boundPage, json []byte, line int) {
	i := slices.IndexFunc(r.lists, func(l formList) bool { return l.page == b })
	if i < 0 {
		r.lists = append(r.lists, formList{page: b})
		i = len(r.lists) - 1
	}
	l := &r.lists[i]
	if len(l.lines) > 0 {
		l.json = append(l.json, ',')
	}
	l.json = append(l.json, json...)
	l.lines = append(l.lines, int32(line))
}

// list returns the records of a list, nil without any.
func (r *FormRequest) list(name string) *formList {
	for i := range r.lists {
		if r.lists[i].page.list.Name == name {
			return &r.lists[i]
		}
	}
	return nil
}

// JSON returns the request as package facts reads it. Every list that the form
// has a sheet for is given, empty where there is no row.
func (r *FormRequest) JSON() []byte {
	dst := facts.AppendString([]byte(`{"specialist":`), r.Specialist)
	dst = facts.AppendString(append(dst, `,"period":`...), r.Period.String())
	if len(r.attributes) > 0 {
		dst = append(append(append(dst, `,"attributes":{`...), r.attributes...), '}')
	}
	dst = append(append(dst, `,"inputs":{`...), r.inputs...)
	for _, name := range r.reader.lists {
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		dst = append(facts.AppendString(dst, name), `:[`...)
		if l := r.list(name); l != nil {
			dst = append(dst, l.json...)
		}
		dst = append(dst, ']')
	}
	return append(dst, "}}"...)
}

// Source returns the JSON as a source for facts.Read, named for the specialist
// and the period.
func (r *FormRequest) Source() *diag.Source {
	return diag.NewSource(r.Specialist+" "+r.Period.String(), r.JSON())
}

// Locate returns the cell a JSON Pointer of the request comes from, such as
// form.xlsx:人员!C7, or as much of that as there is.
func (r *FormRequest) Locate(pointer string) string {
	parts := strings.Split(pointer, "/")
	for i := range parts {
		parts[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(parts[i])
	}
	if len(parts) > 3 && parts[1] == "inputs" {
		if l := r.list(parts[2]); l != nil {
			return l.locate(parts[3:])
		}
	}
	if r.page == nil {
		return ""
	}
	name := ""
	if len(parts) > 2 {
		name = parts[2]
	}
	return r.page.find(name, r.line)
}

func (l *formList) locate(rest []string) string {
	n, err := strconv.Atoi(rest[0])
	if err != nil || n < 0 || n >= len(l.lines) {
		return ""
	}
	name := plainColumn
	if len(rest) > 1 {
		name = rest[1]
	}
	return l.page.find(name, int(l.lines[n]))
}

// find names the cell of a column in a row.
func (b *boundPage) find(id string, line int) string {
	i := slices.IndexFunc(b.columns, func(c formColumn) bool { return c.field != nil && c.id == id })
	if i < 0 {
		return b.page.place(line, -1, "")
	}
	return b.page.place(line, i, b.headers[i])
}

// Placed returns problems of the request with the cells they come from in
// place of positions in its JSON, which nobody wrote.
func (r *FormRequest) Placed(problems diag.List) diag.List {
	return placed(problems, r.Locate)
}
