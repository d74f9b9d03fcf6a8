package records

import (
	"io"
	"path"
	"strings"

	"merit/rules/diag"
)

// An Input is one opened file of a table. Name is what problems call it; its
// ending says what kind of file it is: .csv, .tsv, .xlsx, .ndjson (or .jsonl)
// or .parquet. Workbooks and Parquet files are read in place when the Reader
// is also an io.ReaderAt and an io.Seeker, as files are, and through memory
// otherwise.
type Input struct {
	Name   string
	Reader io.Reader
}

// A sheet reads the rows of one file below its header, whatever kind of file
// it is. Only the columns that are wanted are handed out; a cell's index is
// its column's in that order.
type sheet interface {
	// want says which columns are read, before the first row is. Columns that
	// are not there are reported.
	want(columns []column, problems *diag.List)

	// next fills in the cells of the next row and returns the line it starts
	// on. The fault is that of the row as a whole, some or all of whose cells
	// are then blank. The error is io.EOF, a *trouble, or of the reader.
	next(cells []cell) (line int, wrong fault, err error)

	// identity appends what two rows have in common exactly when they are
	// copies of each other, for the row read last.
	identity(dst []byte) []byte

	// paper says how places in the file are written.
	paper() paper
}

// A trouble is what is wrong with a whole file, after which none of its rows
// can be trusted: a key of the catalogue and its arguments.
type trouble struct {
	key  string
	args []string
}

func (t *trouble) Error() string { return t.key }

func (t *trouble) at(span diag.Span, file string) diag.Diagnostic {
	return diag.At(span, t.key, append([]string{"file", file}, t.args...)...)
}

// A fileFormat says how the files of one table are to be read, as far as their
// names do not tell. The zero fileFormat is of UTF-8 files separated as their
// names say, and of the first sheet of a workbook.
type fileFormat struct {
	sheet   string // of a workbook
	comma   rune   // of a .csv or .tsv file
	chinese bool   // encoding = "gb18030"
}

// A kind of file, by the ending of its name.
type fileKind uint8

const (
	unreadableFile fileKind = iota
	commaFile
	tabFile
	workbookFile
	ndjsonFile
	parquetFile
)

func kindOf(name string) fileKind {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv":
		return commaFile
	case ".tsv":
		return tabFile
	case ".xlsx":
		return workbookFile
	case ".ndjson", ".jsonl":
		return ndjsonFile
	case ".parquet":
		return parquetFile
	}
	return unreadableFile
}

// typed reports whether files of this kind hold dates as dates, so that they
// may be read without a layout.
func (k fileKind) typed() bool { return k == workbookFile || k == parquetFile }

// openSheet opens a file and reads its header. The error is a *trouble, or of
// the reader.
func openSheet(in Input, f fileFormat) (sheet, error) {
	switch kindOf(in.Name) {
	case commaFile:
		return openDelimited(in, f, ',')
	case tabFile:
		return openDelimited(in, f, '\t')
	case workbookFile:
		return openWorkbook(in, f.sheet)
	case ndjsonFile:
		return openNDJSON(in), nil
	case parquetFile:
		return openParquet(in)
	}
	return nil, &trouble{key: "table-kind"}
}

// largest bounds the files that have to be held in memory, in bytes.
const largest = 256 << 20

// A random is a file that can be read at any place.
type random struct {
	io.ReaderAt
	size int64
}

// randomAccess returns the file itself when it can be read at any place, and
// its bytes otherwise.
func randomAccess(in Input) (random, error) {
	if f, ok := in.Reader.(interface {
		io.ReaderAt
		io.Seeker
	}); ok {
		if size, err := f.Seek(0, io.SeekEnd); err == nil {
			return random{f, size}, nil
		}
	}
	data, err := io.ReadAll(io.LimitReader(in.Reader, largest+1))
	switch {
	case err != nil:
		return random{}, unreadable(in.Name, err)
	case len(data) > largest:
		return random{}, &trouble{key: "table-large"}
	}
	return random{strings.NewReader(string(data)), int64(len(data))}, nil
}
