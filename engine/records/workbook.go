package records

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// A workbook is an .xlsx file: a zip archive of XML parts. It is read part by
// part and its sheet as a stream, so that a large one needs little memory.
// Package excelize, which writes workbooks, is not used here: its stream of
// rows tells neither formulas without a result nor percentages nor dates from
// numbers (see docs/decisions).
type workbook struct {
	file   string
	parts  map[string]*zip.File
	sheets []sheetEntry
	shared []string
	styles []style // by the index that cells carry
	leap   int     // days to add to a serial number: 1462 in a workbook that counts from 1904
}

// A sheetEntry is one sheet of a workbook.
type sheetEntry struct {
	name, part string
	hidden     bool
}

// How many bytes a part may hold once unpacked. An archive of a few kilobytes
// can be made to unpack to terabytes.
const (
	largestSheet   = 512 << 20
	largestStrings = 128 << 20
	largestPart    = 16 << 20
	mostStrings    = 4 << 20 // shared texts, however short
)

var errTooLarge = errors.New("unpacks to too much")

// openWorkbook opens the sheet of that name, or the first that is not hidden,
// and reads its header. The error is a *trouble, or of the reader.
func openWorkbook(in Input, name string) (sheet, error) {
	file, err := randomAccess(in)
	if err != nil {
		return nil, err
	}
	b := &workbook{file: in.Name, parts: map[string]*zip.File{}}
	entry, err := b.open(file, name)
	if err != nil {
		return nil, b.explain(err)
	}
	s, err := b.rows(entry)
	if err != nil {
		return nil, b.explain(err)
	}
	return s, nil
}

// explain turns an error of the archive or its XML into a trouble: whatever
// is wrong inside a workbook, its user can only save it anew.
func (b *workbook) explain(err error) error {
	var t *trouble
	switch {
	case errors.As(err, &t):
		return t
	case errors.Is(err, errTooLarge):
		return &trouble{key: "table-large.workbook"}
	}
	return &trouble{key: "table-broken.workbook"}
}

func (b *workbook) open(file random, name string) (sheetEntry, error) {
	var head [8]byte
	_, _ = file.ReadAt(head[:], 0)
	if bytes.HasPrefix(head[:], []byte("\xd0\xcf\x11\xe0")) {
		return sheetEntry{}, &trouble{key: "table-kind.old-workbook"}
	}
	archive, err := zip.NewReader(file, file.size)
	if err != nil {
		return sheetEntry{}, &trouble{key: "table-kind.no-workbook"}
	}
	for _, f := range archive.File {
		b.parts[strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")] = f
	}
	if err := b.contents(); err != nil {
		return sheetEntry{}, err
	}
	return b.choose(name)
}

// contents reads everything but the sheets.
func (b *workbook) contents() error {
	main := "xl/workbook.xml"
	for _, r := range b.relations("_rels/.rels") {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			main = r.part("")
		}
	}
	relations := b.relations(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"))
	if err := b.workbook(main, relations); err != nil {
		return err
	}
	for _, r := range relations {
		var err error
		switch part := r.part(path.Dir(main)); {
		case strings.HasSuffix(r.Type, "/sharedStrings"):
			err = b.sharedStrings(part)
		case strings.HasSuffix(r.Type, "/styles"):
			err = b.readStyles(part)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *workbook) choose(name string) (sheetEntry, error) {
	var names []string
	for _, s := range b.sheets {
		if name == s.name || name == "" && !s.hidden {
			return s, nil
		}
		names = append(names, s.name)
	}
	return sheetEntry{}, &trouble{key: "table-sheet", args: []string{"sheet", name, "sheets", strings.Join(names, ", ")}}
}

// A relation says which part of the archive something is.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

func (r relation) part(folder string) string {
	if strings.HasPrefix(r.Target, "/") {
		return strings.TrimPrefix(r.Target, "/")
	}
	return path.Join(folder, r.Target)
}

// relations reads a part of relations; one that cannot be read has none.
func (b *workbook) relations(part string) []relation {
	var list struct {
		All []relation `xml:"Relationship"`
	}
	_ = b.decode(part, &list)
	return list.All
}

func (b *workbook) workbook(part string, relations []relation) error {
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := b.decode(part, &book); err != nil {
		return err
	}
	if v := book.Properties.Date1904; v == "1" || v == "true" {
		b.leap = 1462
	}
	for _, s := range book.Sheets {
		for _, a := range s.Attrs {
			for _, r := range relations {
				if a.Name.Local == "id" && a.Value == r.ID && strings.HasSuffix(r.Type, "/worksheet") {
					b.sheets = append(b.sheets, sheetEntry{s.Name, r.part(path.Dir(part)), s.State == "hidden" || s.State == "veryHidden"})
				}
			}
		}
	}
	return nil
}

// decode reads a small part whole.
func (b *workbook) decode(part string, into any) error {
	r, err := b.part(part, largestPart)
	if err != nil {
		return err
	}
	defer r.Close()
	return xml.NewDecoder(r).Decode(into)
}

// part opens a part of the archive, of which at most most bytes are unpacked.
func (b *workbook) part(name string, most int64) (io.ReadCloser, error) {
	f := b.parts[name]
	if f == nil {
		return nil, errors.New("no such part")
	}
	if f.UncompressedSize64 > uint64(most) {
		return nil, errTooLarge
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &rationed{r, most}, nil
}

// A rationed reader fails once more has been read than was allowed: what an
// archive says of the size of its parts may be wrong.
type rationed struct {
	io.ReadCloser
	left int64
}

func (r *rationed) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	if r.left -= int64(n); r.left < 0 {
		return n, errTooLarge
	}
	return n, err
}

// sharedStrings reads the texts that cells of all sheets share.
func (b *workbook) sharedStrings(part string) error {
	r, err := b.part(part, largestStrings)
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "si" {
			text, err := richText(d)
			if err != nil {
				return err
			}
			if b.shared = append(b.shared, text); len(b.shared) > mostStrings {
				return errTooLarge
			}
		}
	}
}

// richText reads the text of an element up to its end, all of its runs, but
// not how Chinese or Japanese is pronounced (rPh).
func richText(d *xml.Decoder) (string, error) {
	var text strings.Builder
	for inside := false; ; {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				if err := d.Skip(); err != nil {
					return "", err
				}
			}
			inside = t.Name.Local == "t"
		case xml.CharData:
			if inside {
				text.Write(t)
			}
		case xml.EndElement:
			inside = false
			if t.Name.Local == "si" || t.Name.Local == "is" {
				return text.String(), nil
			}
		}
	}
}
