package records

import (
	"strings"

	"merit/engine/facts"
	"merit/rules/diag"
	"merit/rules/text"
)

// readRows reads what a sheet holds below its head, remarks left out.
func (r *formReader) readRows(b *boundPage, read func(*boundPage, *formRow)) {
	for i := range b.data {
		row := &b.data[i]
		first := row.cell(0).stored
		strayed := first == specialistColumn && row.cell(b.specialist).stored == first // the row of ids, after somebody sorted
		if strayed || strings.HasPrefix(first, remark) && !isErrorValue(first) {
			r.form.Remarks++
			continue
		}
		r.form.Summary.Rows++
		read(b, row)
	}
}

// who reads whose row it is and of which period. It is false when that cannot
// be told, or is outside the period that is asked for.
func (r *formReader) who(b *boundPage, row *formRow) (pair, bool) {
	who := pair{period: r.opts.Period}
	fine := true
	if len(row.cells) > len(b.headers) {
		for i := len(b.headers); i < len(row.cells); i++ {
			if cell := row.cell(i); cell.stored != "" {
				r.bad(b.page.place(row.line, i, ""), cell.stored, "", fault{key: "form-cell.long"})
				fine = false
			}
		}
	}
	cell := row.cell(b.specialist)
	who.specialist = b.page.words(cell)
	switch {
	case cell.stored == "":
		r.bad(b.at(row, b.specialist), "", b.headers[b.specialist], fault{key: "row-unreadable.specialist"})
		fine = false
	case garbled(cell.stored):
		r.bad(b.at(row, b.specialist), cell.stored, b.headers[b.specialist], fault{key: "row-unreadable.encoding"})
		who.specialist, fine = "", false
	case isErrorValue(cell.stored):
		r.bad(b.at(row, b.specialist), cell.stored, b.headers[b.specialist], fault{key: "form-cell.error"})
		who.specialist, fine = "", false
	}
	if b.period >= 0 && row.cell(b.period).stored != "" || r.opts.Period.Length == "" {
		p, ok := b.page.period(row.cell(b.period))
		if !ok {
			r.bad(b.at(row, b.period), row.cell(b.period).shown, b.headers[b.period], fault{key: "form-cell.period"})
			fine = false
		}
		who.period = p
	}
	if !fine {
		r.leaveOut(who)
		return who, false
	}
	if asked := r.opts.Period; asked.Length != "" && !asked.Contains(who.period) {
		r.form.Summary.Outside++
		return who, false
	}
	return who, true
}

// leaveOut counts a row that cannot be read.
func (r *formReader) leaveOut(who pair) {
	r.form.Summary.Skipped++
	if who.specialist == "" {
		r.form.Summary.Nobody++
		return
	}
	r.short[who.specialist] = true
}

func (r *formReader) bad(place, cell, column string, f fault) {
	if len(r.form.Bad) >= keptBad {
		return
	}
	d := diag.At(diag.Span{}, f.key, append([]string{"cell", shorten(cell), "column", column}, f.args...)...)
	d.Place = place
	r.form.Bad.Add(d)
}

// person reads a row of people.
func (r *formReader) person(b *boundPage, row *formRow) {
	who, ok := r.who(b, row)
	if !ok {
		return
	}
	one := &FormRequest{Specialist: who.specialist, Period: who.period, page: b, line: row.line, reader: r}
	for i := range b.columns {
		c := &b.columns[i]
		if c.field == nil {
			continue
		}
		dst := &one.inputs
		if c.attribute {
			dst = &one.attributes
		}
		*dst, ok = r.member(*dst, b, row, i, ok)
	}
	if !ok {
		r.leaveOut(who)
		return
	}
	r.keep(who, one, b, row)
}

// keep remembers a person. Of two rows for one pair neither is used.
func (r *formReader) keep(who pair, one *FormRequest, b *boundPage, row *formRow) {
	first := r.groups[who]
	if first == nil {
		r.groups[who] = one
		r.order = append(r.order, who)
		return
	}
	if !r.twice[who] {
		r.twice[who] = true
		r.form.Summary.Skipped++
	}
	r.leaveOut(who)
	r.bad(b.at(row, b.specialist), who.specialist, b.headers[b.specialist], fault{key: "row-twice", args: []string{"first", first.page.page.place(first.line, first.page.specialist, "")}})
}

// record reads a row of a list and adds it to its person.
func (r *formReader) record(b *boundPage, row *formRow) {
	who, ok := r.who(b, row)
	if !ok {
		return
	}
	var json []byte
	if b.list.Item != nil {
		json, ok = r.plain(b, row)
	} else {
		json = append(json, '{')
		for i := range b.columns {
			if b.columns[i].field != nil {
				json, ok = r.member(json, b, row, i, ok)
			}
		}
		json = append(json, '}')
	}
	owner := r.groups[who]
	if owner == nil && r.people {
		r.bad(b.at(row, b.specialist), who.specialist, "", fault{key: "form-nobody", args: []string{"who", who.specialist + " " + who.period.String(), "sheet", text.Say("form-sheet.people").ZH}})
		ok = false
	}
	if !ok {
		r.leaveOut(who)
		return
	}
	if owner == nil {
		owner = &FormRequest{Specialist: who.specialist, Period: who.period, reader: r}
		r.groups[who] = owner
		r.order = append(r.order, who)
	}
	owner.add(b, json, row.line)
}

// plain reads the one value of a row of a list of plain values.
func (r *formReader) plain(b *boundPage, row *formRow) ([]byte, bool) {
	for i := range b.columns {
		c := &b.columns[i]
		if c.field == nil {
			continue
		}
		cell := row.cell(i)
		if cell.stored == "" {
			return []byte("null"), true
		}
		json, wrong := r.appendFormCell(nil, b.page, cell, c.kind())
		if wrong.key != "" {
			r.bad(b.at(row, i), cell.shown, b.headers[i], wrong)
			return nil, false
		}
		return json, true
	}
	return []byte("null"), true
}

// member appends "name":value unless the cell is blank.
func (r *formReader) member(dst []byte, b *boundPage, row *formRow, i int, fine bool) ([]byte, bool) {
	c, cell := &b.columns[i], row.cell(i)
	if cell.stored == "" {
		return dst, fine
	}
	if n := len(dst); n > 0 && dst[n-1] != '{' {
		dst = append(dst, ',')
	}
	dst = append(facts.AppendString(dst, c.id), ':')
	dst, wrong := r.appendFormCell(dst, b.page, cell, c.kind())
	if wrong.key != "" {
		r.bad(b.at(row, i), cell.shown, b.headers[i], wrong)
		return dst, false
	}
	return dst, fine
}
