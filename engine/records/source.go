// Package records turns rows into facts and evaluations into rows.
//
// A source file says which column of which file is what, so that policies
// stay free of column names. ReadSource reads it; Assemble reads the files
// and yields one request for each specialist and period, which package facts
// then decodes as strictly as any other. Nothing is guessed: columns, layouts
// of dates and the words for yes, no and missing are all declared.
//
// The package opens no files: whoever calls it passes readers.
package records

import (
	"merit/rules/diag"
	"merit/rules/document"
)

// A Source is a source file: how the columns of some files become attributes
// and inputs. It is immutable.
type Source struct {
	File   *diag.Source
	people *table     // nil without [people]
	lists  []*table   // in file order
	joins  []*join    // in file order
	clock  *workClock // nil without [clock]
}

// People is the name of the table of scalars.
const People = "people"

// The tables of a source file that no input is named for.
const (
	joinsTable = "joins"
	clockTable = "clock"
)

// A table is one table of a source file whose rows become facts.
type table struct {
	name string
	span diag.Span
	material
	specialist *field
	period     *column // of people: its period, nil without
	date, time *moment // of a list: date, or date and time …
	at         *moment // … or one column of both
	lookAhead  int     // days of rows after a period's end that repeats sees
	fields     []*field
}

// A material is the files of a table or a join, and which of their rows count.
type material struct {
	files []File
	fileFormat
	selection
}

// A join is files that are looked up by key: [joins.NAME].
type join struct {
	name string
	span diag.Span
	material
	key     *field
	lenient bool // unmatched = "missing"
}

// table is what files and problems call a join.
func (j *join) table() string { return joinsTable + "." + j.name }

// A moment is a column that holds a date, a time of day, or both.
type moment struct {
	column
	layouts []layout
	offset  *int32 // seconds east of Greenwich; nil when not declared
}

// A field is an attribute, an input or a field of a list, and its column.
type field struct {
	moment
	name       string
	key        diag.Span // where the name stands
	values     []mapping // what other cells mean, by the cell
	missing    []string  // cells that mean not known, beside the blank one
	yes, no    []string  // nil: only true and false
	as         interpretation
	unit       float64 // seconds in the unit of a duration or of business hours
	from       *join   // the column is of this join; nil: of the table's own files
	by         column  // the column whose cell is looked up in from
	start, end *field  // of business hours
	fromRow    bool    // the row's own moment, which has no cell
}

// A mapping says what a cell is meant as.
type mapping struct{ from, to string }

// A interpretation is a way to read a number that is not written as one.
type interpretation uint8

const (
	asItStands  interpretation = iota
	asDuration                 // hours:minutes:seconds
	asPercent                  // 85%
	asCount                    // the rows that a join has for a key
	asWorkHours                // business hours from one time to another
)

// A File is one entry of files: a name or a glob pattern, relative to the
// folder of the source file.
type File struct {
	Table   string
	Pattern string
	Span    diag.Span
}

// Files lists which files each table and join wants, in the order of the
// source file. Whoever opens them passes them to Assemble under File.Table.
func (s *Source) Files() []File {
	var all []File
	for _, t := range s.tables() {
		all = append(all, t.files...)
	}
	for _, j := range s.joins {
		all = append(all, j.files...)
	}
	return all
}

// Tables lists the names of the tables: people first, then the lists, then
// the joins.
func (s *Source) Tables() []string {
	var names []string
	for _, t := range s.tables() {
		names = append(names, t.name)
	}
	for _, j := range s.joins {
		names = append(names, j.table())
	}
	return names
}

func (s *Source) tables() []*table {
	if s.people == nil {
		return s.lists
	}
	return append([]*table{s.people}, s.lists...)
}

// Unmatched is the problem to report when no file fits f.
func (f File) Unmatched() diag.Diagnostic {
	return diag.At(f.Span, "source-files.none", "pattern", f.Pattern)
}

// ReadSource reads a source file. It reports every problem it can find; with
// errors the Source is nil.
func ReadSource(src *diag.Source) (*Source, diag.List) {
	root, problems := document.Parse(src, document.DefaultLimits)
	if root == nil {
		return nil, problems.Sorted()
	}
	s := &Source{File: src}
	p := &parser{source: s, problems: &problems}
	p.around(root)
	for _, m := range root.Members {
		switch {
		case m.Kind == document.Broken || m.Name == joinsTable || m.Name == clockTable:
		case m.Kind != document.Table:
			problems.Add(diag.At(m.Key, "source-table.kind", "name", m.Name))
		case m.Name == People:
			s.people = p.readTable(m)
		default:
			s.lists = append(s.lists, p.readTable(m))
		}
	}
	if len(s.tables()) == 0 && !problems.HasErrors() {
		problems.Add(diag.At(root.Span, "source-table.none"))
	}
	p.unused()
	if problems.HasErrors() {
		return nil, problems.Sorted()
	}
	return s, problems
}
