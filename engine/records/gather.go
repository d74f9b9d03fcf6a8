package records

import (
	"crypto/sha256"
	"errors"
	"io"
	"slices"

	"merit/rules/diag"
)

// A line is one row of a file: the cells that are wanted, and where it stands.
type line struct {
	cells []cell
	at    origin
	wrong fault  // of the row as a whole …
	where column // … or of the cell that says whether it counts
}

// A gathering reads the files of one table or join, and hands on the rows
// that its selection keeps.
type gathering struct {
	*assembly
	span   diag.Span // of the table
	kept   *selection
	demand *demand
	counts *TableSummary
	take   func(line)

	filters []int // slots
	by      int
	order   int
	seen    map[[16]byte]struct{}
	best    map[string]*candidate
}

// A candidate is the row that a pick keeps so far for its key.
type candidate struct {
	line
	rank     rank
	latest   rank // of the row read last
	tied     bool // another row has the same rank
	disorder bool // a row stood before one that it follows
}

// A TableSummary counts the rows of one table or join.
type TableSummary struct {
	Name       string
	Files      int
	Rows       int   // below the headers
	Hidden     int   // of them, rows that a workbook does not show; they count
	Copies     int   // of them, exact copies of an earlier row
	Once       bool  // copies were left out, as duplicates = "once" says; else they count
	Declared   bool  // duplicates says something
	Filtered   int   // left out by only
	Superseded int   // left out by first or last
	Nobodys    int   // left out because their specialist is marked as missing
	Tied       Names // keys of first or last with several rows that are equal in order; the one latest in the files is kept, for first the earliest
	Disordered Names // keys of last whose rows do not stand in order in the files
}

// Names counts names and keeps the first few, in the order they were found.
type Names struct {
	Count int
	First []string
}

func (n *Names) add(name string) {
	const most = 10
	if n.Count++; len(n.First) < most {
		n.First = append(n.First, name)
	}
}

// gather reads every file of inputs. The error is that of a reader.
func (g *gathering) gather(inputs []Input, f fileFormat) error {
	if len(inputs) == 0 {
		g.rows.Problems.Add(diag.At(g.span, "table-none", "table", g.counts.Name))
	}
	g.demandOwn()
	read := map[string]bool{}
	for _, in := range inputs {
		if read[in.Name] {
			continue
		}
		read[in.Name] = true
		if err := g.file(in, f); err != nil {
			return err
		}
	}
	g.handOn()
	return nil
}

// demandOwn demands the columns that the selection itself looks at.
func (g *gathering) demandOwn() {
	s := g.kept
	for _, f := range s.only {
		g.filters = append(g.filters, g.demand.slot(f.column))
	}
	if s.pick != nil {
		g.by, g.order = g.demand.slot(s.pick.by), g.demand.slot(s.pick.order.column)
		g.best = map[string]*candidate{}
	}
	g.seen = map[[16]byte]struct{}{}
	g.counts.Once, g.counts.Declared = s.duplicates == once, s.duplicates != undeclared
}

// file reads one file. What is wrong with it as a whole becomes a problem.
func (g *gathering) file(in Input, f fileFormat) error {
	problems := &g.rows.Problems
	s, err := openSheet(in, f)
	var t *trouble
	if errors.As(err, &t) {
		problems.Add(t.at(g.span, in.Name))
		err = nil
	}
	g.rows.Summary.Files++
	g.counts.Files++
	if err != nil || s == nil {
		return err
	}
	s.want(g.demand.columns, problems)
	g.papers = append(g.papers, s.paper())
	if problems.HasErrors() {
		return nil
	}
	err = g.read(s)
	if errors.As(err, &t) {
		problems.Add(t.at(g.span, in.Name))
		return nil
	}
	if j, ok := s.(*jsonLines); ok {
		for _, c := range j.unseen() {
			problems.Add(diag.At(c.span, "column-missing.never", "column", c.name, "file", in.Name))
		}
	}
	if w, ok := s.(*worksheet); ok {
		g.counts.Hidden += w.hidden
	}
	return err
}

// read reads the rows of a file.
func (g *gathering) read(s sheet) error {
	file := int32(len(g.papers) - 1)
	cells := make([]cell, len(g.demand.columns))
	var id []byte
	for {
		number, wrong, err := s.next(cells)
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		for i := range cells {
			cells[i].text = trim(cells[i].text)
		}
		g.counts.Rows++
		l := line{cells: cells, at: origin{file, int32(number)}, wrong: wrong}
		if g.kept.duplicates != every && wrong.key == "" {
			id = s.identity(id[:0])
			if g.copied(id) {
				continue
			}
		}
		g.consider(l)
	}
}

// copied notes a row and reports whether it is to be left out as a copy.
func (g *gathering) copied(id []byte) bool {
	sum := sha256.Sum256(id)
	key := [16]byte(sum[:16])
	if _, again := g.seen[key]; !again {
		g.seen[key] = struct{}{}
		return false
	}
	g.counts.Copies++
	return g.kept.duplicates == once
}

// consider filters a row and hands it on, or keeps it while it is the best of
// its key.
func (g *gathering) consider(l line) {
	if l.wrong.key == "" {
		for i, slot := range g.filters {
			if c := l.cells[slot]; c.kind != faultyCell && !g.kept.only[i].keeps(c) {
				g.counts.Filtered++
				return
			}
		}
		if g.kept.pick != nil {
			if l.wrong, l.where = g.compete(l); l.wrong.key == "" {
				return
			}
		}
	}
	g.take(l)
}

// compete compares a row with the one kept for its key. The fault is that of
// a row that cannot take part, because its key or its order cannot be read.
func (g *gathering) compete(l line) (fault, column) {
	p := g.kept.pick
	key := l.cells[g.by]
	switch {
	case key.kind == faultyCell:
		return fault{key: key.wrong}, p.by
	case key.text == "":
		return fault{key: "row-unreadable.pick-key"}, p.by
	}
	rank, wrong := p.rank(l.cells[g.order])
	if wrong.key != "" {
		return wrong, p.order.column
	}
	have := g.best[key.text]
	if have == nil {
		l.cells = slices.Clone(l.cells)
		g.best[key.text] = &candidate{line: l, rank: rank, latest: rank}
		return fault{}, column{}
	}
	g.counts.Superseded++
	have.disorder = have.disorder || rank.compare(have.latest) < 0
	have.latest = rank
	better := rank.compare(have.rank)
	if p.first {
		better = -better
	}
	if better == 0 {
		have.tied = true
	}
	if better > 0 || better == 0 && !p.first {
		have.tied = have.tied && better == 0
		have.cells, have.at, have.rank = append(have.cells[:0], l.cells...), l.at, rank
	}
	return fault{}, column{}
}

// handOn hands on the rows that were kept, in the order of the files.
func (g *gathering) handOn() {
	keys := make([]string, 0, len(g.best))
	for key := range g.best {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(x, y string) int { return g.best[x].at.compare(g.best[y].at) })
	for _, key := range keys {
		c := g.best[key]
		if c.tied {
			g.counts.Tied.add(key)
		}
		if c.disorder && !g.kept.pick.first {
			g.counts.Disordered.add(key)
		}
		g.take(c.line)
	}
	g.best, g.seen = nil, nil
}

// cell returns what the line holds in a column of the demand.
func (d *demand) cell(l line, c column) cell {
	for i, have := range d.columns {
		if have.same(c) && i < len(l.cells) {
			return l.cells[i]
		}
	}
	return cell{}
}
