package records

import (
	"slices"
	"strings"

	"merit/rules"
	"merit/rules/diag"
	"merit/rules/formula"
	"merit/rules/text"
)

// A boundPage is a sheet whose headers have met the declarations.
type boundPage struct {
	page       *formPage
	list       *rules.Field // nil for people
	headers    []string
	columns    []formColumn // beside headers; of those without a field nothing is read
	specialist int
	period     int // -1 without
	data       []formRow
}

func (b *boundPage) at(row *formRow, column int) string {
	header := ""
	if column >= 0 && column < len(b.headers) {
		header = b.headers[column]
	}
	return b.page.place(row.line, column, header)
}

// bind finds out what a sheet is and what its columns are, or reports why not.
func (r *formReader) bind(p *formPage) *boundPage {
	b := &boundPage{page: p, specialist: -1, period: -1}
	if !r.bindSheet(b) {
		return nil
	}
	before := len(r.form.Problems)
	head := &p.rows[0]
	b.data = p.rows[1:]
	var ids *formRow
	if len(b.data) > 0 && hasIDs(&b.data[0]) {
		ids, b.data = &b.data[0], b.data[1:]
	}
	for i := range head.cells {
		header := head.cell(i).stored
		name := header
		if ids != nil && ids.cell(i).stored != "" {
			name = ids.cell(i).stored
		}
		b.headers = append(b.headers, header)
		b.columns = append(b.columns, r.bindColumn(b, head, i, name))
	}
	r.needs(b, head)
	if len(r.form.Problems) > before {
		return nil
	}
	return b
}

// hasIDs reports the hidden row of ids below the titles of a template.
func hasIDs(row *formRow) bool {
	for i := range row.cells {
		if row.cell(i).stored == specialistColumn {
			return true
		}
	}
	return false
}

// bindSheet finds the list a sheet holds, or people.
func (r *formReader) bindSheet(b *boundPage) bool {
	sheet := b.page.sheet
	people := text.Say("form-sheet.people")
	if sheet == "" || sheet == people.ZH || strings.EqualFold(sheet, people.EN) {
		return true
	}
	var known []string
	for _, f := range r.opts.Fields.Inputs {
		if f.Type.Kind != formula.List {
			continue
		}
		title := sheetName(f.Title)
		if sheet == sheetName(f.Name) || title != "" && sheet == title {
			b.list = f
			return true
		}
		known = append(known, f.Name)
		if title != "" {
			known = append(known, title)
		}
	}
	known = append(known, people.ZH, people.EN)
	if near := diag.Nearest(sheet, known); near != "" {
		r.problem(b.page.file+":"+sheet, "form-sheet-unknown.near", "sheet", sheet, "near", near)
		return false
	}
	r.problem(b.page.file+":"+sheet, "form-sheet-unknown", "sheet", sheet, "all", strings.Join(known, ", "))
	return false
}

// The other words for the two columns every sheet has.
var headWords = map[string]string{
	"specialist": specialistColumn, "专员": specialistColumn, "工号": specialistColumn,
	"period": periodColumn, "考核周期": periodColumn, "周期": periodColumn,
}

// bindColumn finds what a header means; "" and remarks mean nothing.
func (r *formReader) bindColumn(b *boundPage, head *formRow, i int, name string) formColumn {
	place := b.page.place(head.line, i, name)
	if name == "" || strings.HasPrefix(name, remark) {
		return formColumn{}
	}
	if declared, attribute, ok := r.declared(b, name); ok {
		c := formColumn{id: declared.Name, title: name, field: declared, attribute: attribute}
		if b.list != nil && b.list.Item != nil {
			c.id = plainColumn
		}
		if slices.ContainsFunc(b.columns, func(o formColumn) bool { return o.field != nil && o.id == c.id }) {
			r.problem(place, "form-column-twice", "column", name)
		}
		return c
	}
	at := &b.specialist
	switch headWords[fold(name)] {
	case specialistColumn:
	case periodColumn:
		at = &b.period
	default:
		r.unknownColumn(b, place, name)
		return formColumn{}
	}
	if *at >= 0 {
		r.problem(place, "form-column-twice", "column", name)
	}
	*at = i
	return formColumn{id: headWords[fold(name)]}
}

// declared finds the field a header names, by id, else by title.
func (r *formReader) declared(b *boundPage, name string) (f *rules.Field, attribute, ok bool) {
	if b.list != nil {
		if b.list.Item != nil {
			plain := text.Say("form-column.value")
			return b.list.Item, false, name == plainColumn || name == plain.ZH || name == b.list.Title || name == b.list.Name
		}
		f = named(b.list.Fields, name)
		return f, false, f != nil
	}
	if f = named(scalars(r.opts.Fields.Attributes), name); f != nil {
		return f, true, true
	}
	f = named(scalars(r.opts.Fields.Inputs), name)
	return f, false, f != nil
}

// named finds a field by id, else by title, else by title with the id that
// tells it from another of the same title.
func named(fields []*rules.Field, name string) *rules.Field {
	for _, f := range fields {
		if f.Name == name {
			return f
		}
	}
	for _, f := range fields {
		if f.Title != "" && (f.Title == name || fold(f.Title) == fold(name)) || f.Title+" ("+f.Name+")" == name {
			return f
		}
	}
	return nil
}

func (r *formReader) unknownColumn(b *boundPage, place, name string) {
	fields := append(scalars(r.opts.Fields.Attributes), scalars(r.opts.Fields.Inputs)...)
	if b.list != nil {
		fields = b.list.Fields
	} else if f := named(r.opts.Fields.Inputs, name); f != nil {
		r.problem(place, "form-column-unknown.list", "column", name)
		return
	}
	var known, shown []string
	for _, f := range fields {
		known = append(known, f.Name)
		shown = append(shown, f.Name)
		if f.Title != "" {
			known = append(known, f.Title)
		}
	}
	for word := range headWords {
		known = append(known, word)
	}
	slices.Sort(known)
	if near := diag.Nearest(name, known); near != "" {
		r.problem(place, "form-column-unknown.near", "column", name, "near", near)
		return
	}
	r.problem(place, "form-column-unknown", "column", name, "all", strings.Join(slices.Compact(shown), ", "))
}

// needs reports columns a sheet cannot do without.
func (r *formReader) needs(b *boundPage, head *formRow) {
	place := b.page.file
	if b.page.sheet != "" {
		place += ":" + b.page.sheet
	}
	if b.specialist < 0 {
		r.problem(place, "form-column-missing", "column", text.Say("result-column.specialist").ZH)
	}
	if b.period < 0 && r.opts.Period.Length == "" {
		r.problem(place, "form-column-missing.period", "column", text.Say("result-column.period").ZH)
	}
}
