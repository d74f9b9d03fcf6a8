package records

import (
	"path"
	"slices"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
)

// material reads which files there are, how they are read and which of their
// rows count.
func (p *parser) material(r *document.Reader, table string) material {
	m := material{files: p.files(r.Need("files", document.Array, document.String), table)}
	m.fileFormat = p.format(r, m.files)
	m.selection = p.selection(r, &m)
	return m
}

func (p *parser) files(v *document.Value, table string) []File {
	var all []File
	for _, word := range p.words(v) {
		if _, err := path.Match(word.Text, ""); err != nil {
			p.report(word, "source-files.pattern", "pattern", word.Text)
			continue
		}
		if kindOf(word.Text) == unreadableFile {
			p.report(word, "source-files.kind", "pattern", word.Text)
			continue
		}
		all = append(all, File{Table: table, Pattern: word.Text, Span: word.Span})
	}
	return all
}

// commas are the letters that may separate cells.
var commas = map[string]rune{",": ',', ";": ';', "\t": '\t', "|": '|'}

func (p *parser) format(r *document.Reader, files []File) fileFormat {
	var f fileFormat
	f.sheet, _ = r.Text("sheet")
	if v := r.Value("delimiter", document.String); v != nil {
		if f.comma = commas[v.Text]; f.comma == 0 {
			p.report(v, "source-delimiter", "got", v.Text)
		}
	}
	if v := r.Value("encoding", document.String); v != nil {
		i := slices.Index(encodings, strings.ToLower(v.Text))
		if i < 0 {
			p.report(v, "source-encoding", "got", v.Text, "known", strings.Join(encodings, ", "))
		}
		f.chinese = i > 0
	}
	p.fits(r, files)
	return f
}

// fits reports keys that no file of the table has a use for.
func (p *parser) fits(r *document.Reader, files []File) {
	has := func(kinds ...fileKind) bool {
		return len(files) == 0 || slices.ContainsFunc(files, func(f File) bool { return slices.Contains(kinds, kindOf(f.Pattern)) })
	}
	report := func(key string) {
		if v := p.table.Member(key); v != nil {
			p.problems.Add(diag.At(v.Key, "source-format."+key))
		}
	}
	if !has(workbookFile) {
		report("sheet")
	}
	if !has(commaFile, tabFile) {
		report("encoding")
		report("delimiter")
	}
}
