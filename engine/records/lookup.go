package records

import "slices"

// A lookup is a join while and after its files are read: rows by key.
type lookup struct {
	*join
	demand
	keyAt  int  // the slot of the key
	single bool // some field takes a column, so that a key must have one row
	rows   map[string]*found
	order  []string        // keys, as they were found
	missed map[string]bool // keys that were asked for in vain
	counts *JoinSummary
}

// A found is what a join has for one key.
type found struct {
	cells   []cell
	at      origin
	count   int
	used    bool
	twice   origin // another row of the same key that says something else
	differs bool
}

// A JoinSummary counts what a join came to, on both sides.
type JoinSummary struct {
	TableSummary
	Keys      int   // different keys of the join's files
	Unused    Names // of them, keys that no row asked for
	Asked     int   // rows that asked, once for each row and join
	Blank     int   // of them, rows whose own key is blank
	Lost      int   // of them, rows whose key the join does not have
	Unmatched Names // those keys
	Lenient   bool  // unmatched = "missing": what was lost counts as missing, rather than as a bad row
}

// openJoins makes a lookup of every join of the source.
func (a *assembly) openJoins() map[*join]*lookup {
	all := map[*join]*lookup{}
	for _, j := range a.source.joins {
		l := &lookup{join: j, rows: map[string]*found{}, missed: map[string]bool{}, counts: &JoinSummary{Lenient: j.lenient}}
		l.counts.Name = j.table()
		l.keyAt = l.slot(j.key.column)
		all[j] = l
		a.lookups = append(a.lookups, l)
	}
	return all
}

// readJoins reads the files of every join.
func (a *assembly) readJoins(tables map[string][]Input) error {
	for _, l := range a.lookups {
		g := &gathering{assembly: a, span: l.span, kept: &l.selection, demand: &l.demand, counts: &l.counts.TableSummary}
		g.take = func(row line) { a.joinRow(l, row) }
		if err := g.gather(tables[l.table()], l.fileFormat); err != nil {
			return err
		}
		l.tellTwice(a)
	}
	return nil
}

// joinRow files a row of a join under its key.
func (a *assembly) joinRow(l *lookup, row line) {
	key := cell{}
	if row.wrong.key == "" {
		key = l.key.mapped(row.cells[l.keyAt])
	}
	switch {
	case row.wrong.key != "":
		a.badCell(row.at, row.where, l.cell(row, row.where), row.wrong)
	case key.kind == faultyCell:
		a.badCell(row.at, l.key.column, key, fault{key: key.wrong})
	case l.key.isMissing(key) && key.text != "":
		return // declared to be no key
	case key.text == "":
		a.badCell(row.at, l.key.column, key, fault{key: "row-unreadable.key"})
	default:
		l.file(key.text, row)
		return
	}
	a.rows.Summary.Skipped++
	a.rows.Summary.Nobody++
}

func (l *lookup) file(key string, row line) {
	have := l.rows[key]
	if have == nil {
		l.order = append(l.order, key)
		l.rows[key] = &found{cells: slices.Clone(row.cells), at: row.at, count: 1}
		return
	}
	have.count++
	if l.single && !have.differs && !slices.Equal(have.cells, row.cells) {
		have.differs, have.twice = true, row.at
	}
}

// tellTwice reports keys whose rows differ: nobody can say which is right.
func (l *lookup) tellTwice(a *assembly) {
	l.counts.Keys = len(l.order)
	for _, key := range l.order {
		f := l.rows[key]
		if !f.differs {
			continue
		}
		a.badCell(f.twice, l.key.column, cell{text: key}, fault{key: "join-twice", args: []string{"first", a.place(f.at, column{})}})
		a.rows.Summary.Skipped++
	}
}

// tellJoins sums up the joins once all rows are read.
func (a *assembly) tellJoins() {
	for _, l := range a.lookups {
		for _, key := range l.order {
			if !l.rows[key].used {
				l.counts.Unused.add(key)
			}
		}
		a.rows.Summary.Joins = append(a.rows.Summary.Joins, *l.counts)
	}
}

// find looks up a row's key. A row without one, or with one that the join
// does not have, finds nothing; the fault says so where that is not declared.
func (l *lookup) find(key cell, asked bool) (*found, fault) {
	if asked {
		l.counts.Asked++
	}
	if key.kind == faultyCell {
		return nil, fault{key: key.wrong}
	}
	key = l.key.mapped(key)
	if l.key.isMissing(key) {
		if asked {
			l.counts.Blank++
		}
		return nil, fault{}
	}
	f := l.rows[key.text]
	if f != nil {
		f.used = true
		if f.differs {
			return nil, fault{}
		}
		return f, fault{}
	}
	if asked {
		l.counts.Lost++
		l.lost(key.text)
	}
	if l.lenient {
		return nil, fault{}
	}
	return nil, fault{key: "row-unreadable.unmatched", args: []string{"join", l.name}}
}

// lost remembers a key that the join does not have, once.
func (l *lookup) lost(key string) {
	if !l.missed[key] {
		l.missed[key] = true
		l.counts.Unmatched.add(key)
	}
}
