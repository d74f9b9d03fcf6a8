package records

import (
	"slices"
	"strconv"
	"strings"

	"merit/engine/facts"
	"merit/rules/calendar"
	"merit/rules/diag"
)

// A Request is one request for an evaluation and the rows it was made of.
type Request struct {
	Specialist string
	Period     calendar.Period

	assembly *assembly
	group    *group  // nil without rows of any list
	before   []chunk // rows before the period, by binding; nil without any
	ahead    []chunk // rows after the period
	person   *person // nil without a row of people
}

// JSON returns the request as package facts reads it. It is written anew on
// each call, so that a run holds only one at a time.
func (r *Request) JSON() []byte {
	dst := facts.AppendString([]byte(`{"specialist":`), r.Specialist)
	dst = facts.AppendString(append(dst, `,"period":`...), r.Period.String())
	if r.person != nil && len(r.person.attributes) > 0 {
		dst = append(append(append(dst, `,"attributes":{`...), r.person.attributes...), '}')
	}
	dst = append(dst, `,"inputs":{`...)
	if r.person != nil {
		dst = append(dst, r.person.inputs...)
	}
	for i, b := range r.assembly.bindings {
		if b.name == People {
			continue
		}
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		dst = append(append(facts.AppendString(dst, b.name), `:[`...), r.chunk(i).json...)
		dst = append(dst, ']')
	}
	dst = r.appendAround(append(dst, '}'), "before", r.before)
	return append(r.appendAround(dst, "ahead", r.ahead), '}')
}

// appendAround writes the rows before or after the period, in a member of
// their own.
func (r *Request) appendAround(dst []byte, member string, rows []chunk) []byte {
	between := `,"` + member + `":{`
	for i, b := range r.assembly.bindings {
		if i >= len(rows) || len(rows[i].origin) == 0 {
			continue
		}
		dst = append(facts.AppendString(append(dst, between...), b.name), `:[`...)
		dst = append(append(dst, rows[i].json...), ']')
		between = ","
	}
	if between == "," {
		dst = append(dst, '}')
	}
	return dst
}

func (r *Request) chunk(i int) chunk {
	if r.group == nil {
		return chunk{}
	}
	return r.group.lists[i]
}

// Source returns the JSON as a source for facts.Read, named for the
// specialist and the period.
func (r *Request) Source() *diag.Source {
	return diag.NewSource(r.Specialist+" "+r.Period.String(), r.JSON())
}

// Locate returns where the value at a JSON Pointer of the request comes from,
// as file:row:column, or file sheet!C7 in a workbook. A value that no cell gave yields as much of that as
// there is; anything else yields "".
func (r *Request) Locate(pointer string) string {
	parts := strings.Split(pointer, "/")
	if len(parts) < 3 || parts[0] != "" {
		return r.people("")
	}
	for i := range parts {
		parts[i] = unescapes.Replace(parts[i])
	}
	for i, b := range r.assembly.bindings {
		switch {
		case b.name != parts[2] || b.name == People:
		case parts[1] == "inputs":
			return r.inList(i, r.chunk(i), parts[3:])
		case parts[1] == "ahead" && i < len(r.ahead):
			return r.inList(i, r.ahead[i], parts[3:])
		case parts[1] == "before" && i < len(r.before):
			return r.inList(i, r.before[i], parts[3:])
		}
	}
	return r.people(parts[2])
}

// inList locates /inputs/calls, /inputs/calls/17 and /inputs/calls/17/speed.
func (r *Request) inList(index int, c chunk, rest []string) string {
	b := r.assembly.bindings[index]
	if len(rest) == 0 {
		return b.files[0].Pattern
	}
	n, err := strconv.Atoi(rest[0])
	if err != nil || n < 0 || n >= len(c.origin) {
		return b.files[0].Pattern
	}
	name := ""
	if len(rest) > 1 {
		name = rest[1]
	}
	if b.plain {
		name = b.fields[0].name
	}
	return r.assembly.place(c.origin[n], b.columnOf(name))
}

// people locates an attribute or a scalar input.
func (r *Request) people(name string) string {
	i := slices.IndexFunc(r.assembly.bindings, func(b *binding) bool { return b.name == People })
	if i < 0 {
		return ""
	}
	b := r.assembly.bindings[i]
	if r.person == nil {
		return b.files[0].Pattern
	}
	return r.assembly.place(r.person.origin, b.columnOf(name))
}

func (a *assembly) place(o origin, c column) string {
	return a.papers[o.file].place(int(o.line), c)
}

// columnOf returns the header behind a field of the table's own files: that
// of its key where the field comes from a join.
func (b *binding) columnOf(name string) column {
	for _, f := range b.fields {
		if f.name == name {
			return f.keyColumn()
		}
	}
	return column{}
}

// Placed returns problems of the request with the rows and columns they come
// from in place of positions in its JSON, which nobody wrote.
func (r *Request) Placed(problems diag.List) diag.List {
	return placed(problems, r.Locate)
}

// placed gives problems with a pointer the place that locate knows for it.
func placed(problems diag.List, locate func(string) string) diag.List {
	out := slices.Clone(problems)
	for i := range out {
		if out[i].Pointer == "" {
			continue
		}
		if at := locate(out[i].Pointer); at != "" {
			out[i].Span, out[i].Place = diag.Span{}, at
		}
	}
	return out
}

var unescapes = strings.NewReplacer("~1", "/", "~0", "~")
