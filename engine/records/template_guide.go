package records

import "github.com/xuri/excelize/v2"

// writeGuide fills the first sheet: which agreement the form is for, how it is
// filled in, and what every column means.
func (b *templateBook) writeGuide() {
	p := b.Policy
	for i, width := range []float64{18, 24, 24, 18, 32, 10, 14, 40} {
		column, err := excelize.ColumnNumberToName(i + 1)
		b.do(err)
		b.do(b.file.SetColWidth(b.guide, column, column, width))
	}
	b.do(b.file.SetRowHeight(b.guide, 1, 24))
	row := 1
	b.set(b.guide, 1, row, b.say("form-guide.title", "title", p.Title.Text, "id", p.ID.Text, "version", p.Version.Text), b.styles.heading)
	for _, key := range []string{"people", "lists", "remarks", "blank", "names", "run"} {
		row++
		b.set(b.guide, 1, row, b.say("form-guide."+key, "people", b.sheets[0].title, "id", p.ID.Text, "period", b.sample.period), b.styles.text)
	}
	row += 2
	for i, key := range []string{"sheet", "column", "id", "need", "type", "unit", "bounds", "words"} {
		b.set(b.guide, i+1, row, b.say("form-guide-column."+key), b.styles.title)
	}
	b.do(b.file.SetPanes(b.guide, &excelize.Panes{Freeze: true, YSplit: row, TopLeftCell: cellName(1, row+1), ActivePane: "bottomLeft"}))
	for _, s := range b.sheets {
		for i := range s.columns {
			row++
			for n, cell := range b.guideRow(s, &s.columns[i]) {
				b.set(b.guide, n+1, row, cell, b.styles.wrap)
			}
		}
	}
}

// guideRow tells all about one column.
func (b *templateBook) guideRow(s *formSheet, c *formColumn) []string {
	if c.field == nil {
		return []string{s.title, c.title, c.id, b.say("form-hint.must"), b.say("form-type.string"), "", "", b.hint(s, c)}
	}
	words := ""
	if c.field.Controllable {
		words = b.say("form-guide.controllable")
	}
	if c.attribute {
		words = b.say("form-guide.attribute")
	}
	return []string{s.title, c.title, c.id, b.need(c), b.typeWord(c), c.field.Unit, boundsOf(c.field), words}
}
