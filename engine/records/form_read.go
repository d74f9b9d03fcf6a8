package records

import (
	"errors"
	"maps"
	"path"
	"slices"
	"strings"

	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/formula"
	"merit/rules/text"
)

// FormOptions say how a form is read.
type FormOptions struct {
	Fields Fields          // what the policies declare; fields of one name may come with several titles
	Period calendar.Period // only this period, and of rows that name none; the zero one: the rows say
	Offset string          // of times written without one, such as +08:00; "" takes none
}

// A Form is what a form holds: a request for each row of people, in their
// order.
type Form struct {
	Requests []*FormRequest
	Problems diag.List // what makes the form unusable; then there are no requests
	Bad      diag.List // cells that cannot be read; their rows are left out
	Summary  Summary
	Remarks  int // rows passed over because they start with #
}

// ReadForm reads a form: a workbook, or a table of people alone. The error is
// that of the reader.
func ReadForm(in Input, opts FormOptions) (*Form, error) {
	r := &formReader{opts: opts, form: &Form{}, groups: map[pair]*FormRequest{}, twice: map[pair]bool{}, short: map[string]bool{}}
	pages, err := r.pages(in)
	var t *trouble
	switch {
	case errors.As(err, &t):
		r.problem(in.Name, t.key, append([]string{"file", in.Name}, t.args...)...)
		return r.form, nil
	case err != nil:
		return nil, err
	}
	r.form.Summary.Files = 1
	r.readPages(in.Name, pages)
	r.finish()
	return r.form, nil
}

// IsForm reports whether a file of this name is read as a form rather than as
// requests.
func IsForm(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx", ".csv", ".tsv", ".parquet":
		return true
	}
	return false
}

type formReader struct {
	opts   FormOptions
	form   *Form
	groups map[pair]*FormRequest
	order  []pair
	twice  map[pair]bool
	short  map[string]bool
	people bool     // there is a sheet of people
	lists  []string // the lists there are sheets for
}

func (r *formReader) problem(place, key string, args ...string) {
	d := diag.At(diag.Span{}, key, args...)
	d.Place = place
	r.form.Problems.Add(d)
}

func (r *formReader) pages(in Input) ([]*formPage, error) {
	var p *formPage
	var err error
	switch strings.ToLower(path.Ext(in.Name)) {
	case ".xlsx":
		return readWorkbook(in)
	case ".parquet":
		p, err = readColumns(in)
	default:
		p, err = readTable(in, r.unreadable)
	}
	return []*formPage{p}, err
}

// unreadable counts a row that cannot be split into cells.
func (r *formReader) unreadable(p *formPage, line int, f fault) {
	r.form.Summary.Rows++
	r.form.Summary.Skipped++
	r.form.Summary.Nobody++
	r.bad(p.place(line, -1, ""), "", "", f)
}

// readPages reads the sheets that are meant: people first, for the records of
// lists belong to rows of people.
func (r *formReader) readPages(file string, pages []*formPage) {
	var bound []*boundPage
	for _, p := range pages {
		if len(p.rows) == 0 || r.isNote(p) {
			continue
		}
		if b := r.bind(p); b != nil {
			bound = append(bound, b)
		}
	}
	if len(bound) == 0 && len(r.form.Problems) == 0 {
		r.problem(file, "form-empty", "file", file)
	}
	if len(r.form.Problems) > 0 {
		return
	}
	for _, b := range bound {
		if b.list == nil {
			r.people = true
			r.readRows(b, r.person)
		}
	}
	for _, b := range bound {
		if b.list != nil {
			before := r.form.Summary.Rows
			r.readRows(b, r.record)
			// An optional list nobody has a record of was not collected.
			if r.form.Summary.Rows > before || mustBeGiven(b.list) {
				r.lists = append(r.lists, b.list.Name)
			}
		}
	}
}

// isNote reports sheets that are not data: the guide of a template, and those
// whose name says so.
func (r *formReader) isNote(p *formPage) bool {
	guide := text.Say("form-sheet.guide")
	return strings.HasPrefix(p.sheet, remark) || p.sheet == guide.ZH || p.sheet == guide.EN
}

// finish lists the requests.
func (r *formReader) finish() {
	r.form.Summary.Short = slices.Sorted(maps.Keys(r.short))
	for _, who := range r.order {
		if !r.twice[who] {
			r.form.Requests = append(r.form.Requests, r.groups[who])
		}
	}
}

// scalars lists what a column can be: those of kind list are sheets.
func scalars(fields []*rules.Field) []*rules.Field {
	var out []*rules.Field
	for _, f := range fields {
		if f.Type.Kind != formula.List {
			out = append(out, f)
		}
	}
	return out
}
