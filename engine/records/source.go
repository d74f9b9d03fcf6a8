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
	"path"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
)

// A Source is a source file: how the columns of some files become attributes
// and inputs. It is immutable.
type Source struct {
	File   *diag.Source
	people *table   // nil without [people]
	lists  []*table // in file order
}

// People is the name of the table of scalars.
const People = "people"

// A table is one top-level table of a source file.
type table struct {
	name       string
	span       diag.Span
	files      []File
	specialist column
	period     *column // of people: its period, nil without
	date, time *moment // of a list: date, or date and time …
	at         *moment // … or one column of both
	lookAhead  int     // days of rows after a period's end that repeats sees
	fields     []*field
}

// A column is a header as the source file writes it.
type column struct {
	name string
	span diag.Span
}

// A moment is a column that holds a date, a time of day, or both.
type moment struct {
	column
	layouts []layout
	offset  *int32 // seconds east of Greenwich; nil when not declared
}

// A field is an attribute, an input or a field of a list, and its column.
type field struct {
	moment
	name     string
	key      diag.Span // where the name stands
	missing  []string  // cells that mean not known, beside the blank one
	yes, no  []string  // nil: only true and false
	duration float64   // seconds in the unit of as = "duration"; 0 without
	fromRow  bool      // the field at, which is the row's own moment and has no cell
}

// A File is one entry of files: a name or a glob pattern, relative to the
// folder of the source file.
type File struct {
	Table   string
	Pattern string
	Span    diag.Span
}

// Files lists which files each table wants, in the order of the source file.
// Whoever opens them passes them to Assemble under File.Table.
func (s *Source) Files() []File {
	var all []File
	for _, t := range s.tables() {
		all = append(all, t.files...)
	}
	return all
}

// Tables lists the names of the tables: people first, then the lists.
func (s *Source) Tables() []string {
	var names []string
	for _, t := range s.tables() {
		names = append(names, t.name)
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
	for _, m := range root.Members {
		if m.Kind == document.Broken {
			continue // already reported
		}
		if m.Kind != document.Table {
			problems.Add(diag.At(m.Key, "source-table.kind", "name", m.Name))
			continue
		}
		p := &parser{name: m.Name, table: m, problems: &problems}
		if t := p.read(); m.Name == People {
			s.people = t
		} else {
			s.lists = append(s.lists, t)
		}
	}
	if len(root.Members) == 0 && !problems.HasErrors() {
		problems.Add(diag.At(root.Span, "source-table.none"))
	}
	if problems.HasErrors() {
		return nil, problems.Sorted()
	}
	return s, problems
}

// readable reports whether this version reads files named like name, and how
// their cells are separated.
func readable(name string) (comma rune, ok bool) {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv":
		return ',', true
	case ".tsv":
		return '\t', true
	}
	return 0, false
}
