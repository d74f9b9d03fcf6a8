package records

import (
	"strings"

	"merit/rules"
	"merit/rules/formula"
	"merit/rules/text"
)

// A form is what people fill in by hand: a sheet of people, with a column for
// every attribute and every input that is one value, and a sheet for every
// input that is a list. WriteTemplate writes an empty one, ReadForm reads a
// filled one. Columns are called by title or by id; so are the sheets.

// A formSheet is one sheet of a form.
type formSheet struct {
	id      string // People, or the id of a list input
	title   string
	list    *rules.Field // nil for people
	columns []formColumn
}

// A formColumn is one column of a form.
type formColumn struct {
	id, title string
	field     *rules.Field // nil for specialist and period
	attribute bool
}

// The columns every sheet starts with.
const (
	specialistColumn = "specialist"
	periodColumn     = "period"
)

// plainColumn is the id of the one column of a list of plain values.
const plainColumn = "value"

// remark starts a cell that marks its whole row, column or sheet as a note to
// people, which is not read.
const remark = "#"

// formSheets lays out the form of fields: people first, then every list, in
// the order the policy declares them.
func formSheets(f Fields, lang text.Lang) []*formSheet {
	people := &formSheet{id: People, title: text.Say("form-sheet.people").In(lang), columns: headColumns(lang)}
	sheets := []*formSheet{people}
	for _, a := range f.Attributes {
		people.columns = append(people.columns, formColumn{id: a.Name, title: a.Title, field: a, attribute: true})
	}
	for _, in := range f.Inputs {
		if in.Type.Kind != formula.List {
			people.columns = append(people.columns, formColumn{id: in.Name, title: in.Title, field: in})
			continue
		}
		s := &formSheet{id: in.Name, title: in.Title, list: in, columns: headColumns(lang)}
		for _, f := range in.Fields {
			s.columns = append(s.columns, formColumn{id: f.Name, title: f.Title, field: f})
		}
		if in.Item != nil {
			s.columns = append(s.columns, formColumn{id: plainColumn, title: text.Say("form-column.value").In(lang), field: in.Item})
		}
		sheets = append(sheets, s)
	}
	nameSheets(sheets)
	return sheets
}

func headColumns(lang text.Lang) []formColumn {
	return []formColumn{
		{id: specialistColumn, title: text.Say("result-column.specialist").In(lang)},
		{id: periodColumn, title: text.Say("result-column.period").In(lang)},
	}
}

// nameSheets makes titles fit for sheets, each different, and those of
// columns different within their sheet.
func nameSheets(sheets []*formSheet) {
	used := map[string]bool{}
	for _, s := range sheets {
		name := sheetName(s.title)
		if name == "" || used[strings.ToLower(name)] {
			name = sheetName(s.id)
		}
		s.title = name
		used[strings.ToLower(name)] = true
		var names, ids []string
		for i := range s.columns {
			if s.columns[i].title == "" {
				s.columns[i].title = s.columns[i].id
			}
			names, ids = append(names, s.columns[i].title), append(ids, s.columns[i].id)
		}
		for i, name := range distinct(names, ids) {
			s.columns[i].title = name
		}
	}
}

// sheetName makes a title one that Excel takes for a sheet: without the
// letters that mean something in references, and 31 letters at most.
func sheetName(title string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return ' '
		}
		return r
	}, title)
	letters := []rune(strings.Trim(strings.TrimSpace(name), "'"))
	return strings.TrimSpace(string(letters[:min(len(letters), 31)]))
}

// required reports whether a row cannot do without the column.
func (c *formColumn) required() bool {
	return c.field == nil || !c.attribute && mustBeGiven(c.field)
}

// kind is the kind of value the column holds; text for the first two.
func (c *formColumn) kind() formula.Kind {
	if c.field == nil {
		return formula.String
	}
	return c.field.Type.Kind
}
