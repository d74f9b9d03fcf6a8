package records

import (
	"encoding/binary"
	"errors"
	"io"

	"github.com/parquet-go/parquet-go"

	"merit/rules/diag"
)

// A parquetSheet reads the flat columns of a Parquet file, a batch of rows at
// a time.
type parquetSheet struct {
	headers
	readers []func(parquet.Value) cell // by place in names; nil for what is not flat
	leaves  []int                      // the place of each leaf column, -1 when not flat
	groups  []parquet.RowGroup
	rows    parquet.Rows // of the group being read, nil before it
	batch   []parquet.Row
	ready   []parquet.Row // of batch, not handed out yet
	row     []cell
	line    int
	wanted  []column
	places  []int
}

// largestUnpacked bounds what the pages of a Parquet file unpack to.
const largestUnpacked = 4 << 30

// openParquet reads the schema. The error is a *trouble, or of the reader.
func openParquet(in Input) (s sheet, err error) {
	file, err := randomAccess(in)
	if err != nil {
		return nil, err
	}
	defer recovered(&err)
	if !soundEnds(file) {
		return nil, brokenParquet
	}
	f, err := parquet.OpenFile(file, file.size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, brokenParquet
	}
	unpacked := int64(0)
	for _, g := range f.Metadata().RowGroups {
		if unpacked += g.TotalByteSize; g.TotalByteSize < 0 || unpacked > largestUnpacked {
			return nil, &trouble{key: "table-large.parquet"}
		}
	}
	p := &parquetSheet{headers: headers{file: in.Name}, groups: f.RowGroups(), batch: make([]parquet.Row, 64)}
	for _, c := range f.Root().Columns() {
		p.names = append(p.names, c.Name())
		p.add(c)
	}
	p.row = make([]cell, len(p.names))
	return p, nil
}

var brokenParquet = &trouble{key: "table-broken.parquet"}

// soundEnds checks the frame of the file: its marks, and a footer no longer
// than itself. The library trusts that length.
func soundEnds(f random) bool {
	var head [4]byte
	var tail [8]byte
	if f.size < int64(len(head)+len(tail)) {
		return false
	}
	_, err := f.ReadAt(head[:], 0)
	_, err2 := f.ReadAt(tail[:], f.size-int64(len(tail)))
	if err != nil || err2 != nil && err2 != io.EOF {
		return false
	}
	footer := int64(binary.LittleEndian.Uint32(tail[:4]))
	return string(head[:]) == "PAR1" && string(tail[4:]) == "PAR1" && footer <= f.size-int64(len(head)+len(tail))
}

// recovered turns a panic of the library over a malformed file into an error.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = brokenParquet
	}
}

// add adds a column and its leaves.
func (p *parquetSheet) add(c *parquet.Column) {
	if c.Leaf() && !c.Repeated() {
		p.readers = append(p.readers, parquetReader(c))
		p.leaves = append(p.leaves, len(p.readers)-1)
		return
	}
	p.readers = append(p.readers, nil)
	for range countLeaves(c) {
		p.leaves = append(p.leaves, -1)
	}
}

func countLeaves(c *parquet.Column) int {
	if c.Leaf() {
		return 1
	}
	n := 0
	for _, sub := range c.Columns() {
		n += countLeaves(sub)
	}
	return n
}

func (p *parquetSheet) want(columns []column, problems *diag.List) {
	p.wanted, p.places = columns, p.headers.places(columns, problems)
	for i, at := range p.places {
		if at >= 0 && p.readers[at] == nil {
			problems.Add(diag.At(columns[i].span, "column-missing.nested", "column", columns[i].name, "file", p.file))
		}
	}
}

func (p *parquetSheet) paper() paper { return paper{file: p.file} }

func (p *parquetSheet) identity(dst []byte) []byte {
	for _, c := range p.row {
		dst = append(append(dst, c.text...), 0, byte(c.kind))
	}
	return dst
}

func (p *parquetSheet) next(cells []cell) (line int, wrong fault, err error) {
	defer recovered(&err)
	clear(cells)
	for len(p.ready) == 0 {
		if err := p.fill(); err != nil {
			return 0, fault{}, err
		}
	}
	p.line++
	clear(p.row)
	for _, v := range p.ready[0] {
		if i := v.Column(); i >= 0 && i < len(p.leaves) && p.leaves[i] >= 0 && !v.IsNull() {
			p.row[p.leaves[i]] = p.readers[p.leaves[i]](v)
		}
	}
	p.ready = p.ready[1:]
	for i, at := range p.places {
		cells[i] = p.row[at]
	}
	return p.line, fault{}, nil
}

// fill reads the next rows of the group, or turns to the next group.
func (p *parquetSheet) fill() error {
	if p.rows == nil {
		if len(p.groups) == 0 {
			return io.EOF
		}
		p.rows, p.groups = p.groups[0].Rows(), p.groups[1:]
	}
	n, err := p.rows.ReadRows(p.batch)
	p.ready = p.batch[:n]
	switch {
	case errors.Is(err, io.EOF) || err == nil && n == 0:
		_ = p.rows.Close()
		p.rows = nil
	case err != nil:
		return brokenParquet
	}
	return nil
}
