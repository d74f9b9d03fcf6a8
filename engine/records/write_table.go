package records

import (
	"slices"
	"strconv"
	"strings"

	"merit/engine"
	"merit/rules/diag"
	"merit/rules/text"
)

// A Table says how results are laid out for spreadsheets.
type Table struct {
	Groups   []string             // attributes with a column each; Line.Groups holds them
	Ranks    func(i int) Standing // of line i, asked once all are written; nil for no such columns
	Overview func() []Fact        // the first sheet of a workbook, asked at the end; nil for none
	Metrics  []Column             // each has a column for its value and one for its score
	Lang     text.Lang            // of sentences
	People   bool                 // for people: titles in place of ids, words in place of codes, numbers as they are shown
}

// A Column is a metric of some policy.
type Column struct{ ID, Title string }

// A Standing is a place in a ranking; Rank 0 is none.
type Standing struct {
	Rank, Of   int
	Percentile float64
}

// A Fact is a line of an overview: what, and how much or which.
type Fact struct{ Name, Value string }

// A laidCell is text, or a number with its text, laid out for a table.
type laidCell struct {
	text   string
	number *float64
	digits int // after the point, of money; -1 for as many as there are
}

// A tableRow lays out one line after the other.
type tableRow struct {
	Table
	row []laidCell
}

var (
	columnsBefore = []string{"specialist", "period", "status", "score", "earned", "grade", "rate", "vetoed", "payout", "would_pay", "currency"}
	columnsAfter  = []string{"vetoes", "outcomes", "reasons", "warnings", "policy", "version", "set"}
)

// header names the columns, each differently: where two would be called the
// same, a metric's also bears its id.
func (t *Table) header() []string {
	var names, ids []string
	add := func(name, id string) { names, ids = append(names, name), append(ids, id) }
	for _, id := range columnsBefore[:2] {
		add(t.word("result-column", id), "")
	}
	for _, attribute := range t.Groups {
		add(attribute, "")
	}
	if t.Ranks != nil {
		for _, id := range []string{"rank", "of", "percentile"} {
			add(t.word("result-column", id), "")
		}
	}
	for _, id := range columnsBefore[2:] {
		add(t.word("result-column", id), "")
	}
	for _, m := range t.Metrics {
		if title := m.Title; t.People && title != "" {
			add(title, m.ID)
			add(text.Say("result-column.of-score", "title", title).In(t.Lang), m.ID)
			continue
		}
		add(m.ID, m.ID)
		add(m.ID+".score", m.ID)
	}
	for _, id := range columnsAfter {
		add(t.word("result-column", id), "")
	}
	return distinct(names, ids)
}

// distinct adds its id, if it has one, to every name that occurs more than
// once.
func distinct(names, ids []string) []string {
	times := map[string]int{}
	for _, n := range names {
		times[n]++
	}
	out := make([]string, len(names))
	for i, n := range names {
		if out[i] = n; times[n] > 1 && ids[i] != "" {
			out[i] = n + " (" + ids[i] + ")"
		}
	}
	return out
}

// word is a word of the table's own: for people that of the catalogue, else
// the code.
func (t *Table) word(key, code string) string {
	if !t.People {
		return code
	}
	return text.Say(key + "." + strings.ReplaceAll(code, "_", "-")).In(t.Lang)
}

func (c *tableRow) add(cells ...string) {
	for _, text := range cells {
		c.row = append(c.row, laidCell{text: text})
	}
}

// addNumber adds a number; an empty cell when there is none.
func (c *tableRow) addNumber(v *float64) {
	c.row = append(c.row, laidCell{text: c.number(v), number: v, digits: -1})
}

// addMoney adds an amount with all digits of its currency.
func (c *tableRow) addMoney(m *engine.Money) {
	if m == nil {
		c.add("")
		return
	}
	out := laidCell{text: m.Amount}
	if x, err := strconv.ParseFloat(m.Amount, 64); err == nil {
		_, fraction, _ := strings.Cut(m.Amount, ".")
		out.number, out.digits = &x, len(fraction)
	}
	c.row = append(c.row, out)
}

// fill lays out a line.
func (c *tableRow) fill(l Line) []laidCell {
	c.row = nil
	e := l.Evaluation
	if e == nil {
		c.head(l.Specialist, l.Period, l.Groups)
		c.add(c.word("result-status", "refused"))
		c.add(make([]string, len(columnsBefore)-3+2*len(c.Metrics)+2)...)
		c.add(c.sentences(l.Problems), "", "", "", "")
		return c.row
	}
	c.head(e.Specialist, e.Period, l.Groups)
	c.add(c.word("result-status", e.Status))
	c.addNumber(e.Score)
	c.addNumber(e.Earned)
	c.add(grade(e))
	c.addNumber(e.Rate)
	c.add(c.word("result-vetoed", strconv.FormatBool(e.Vetoed)))
	c.addMoney(e.Payout)
	c.addMoney(e.WouldPay)
	c.add(currency(e))
	c.addMetrics(e)
	c.add(c.vetoes(e.Vetoes), c.outcomes(e.Outcomes), c.notes(e.Reasons), c.warnings(e.Warnings), e.Policy.ID, e.Policy.Version, e.Set)
	return c.row
}

// head lays out who and when. The cells of the ranking stay empty until all
// lines are known.
func (c *tableRow) head(specialist, period string, groups []string) {
	c.add(specialist, period)
	for i := range c.Groups {
		group := ""
		if i < len(groups) {
			group = groups[i]
		}
		c.add(group)
	}
	if c.Ranks != nil {
		c.add("", "", "")
	}
}

// rank fills in the place of line i.
func (c *tableRow) rank(row []laidCell, i int) {
	s := c.Ranks(i)
	if s.Rank == 0 {
		return
	}
	at := 2 + len(c.Groups)
	for k, v := range []float64{float64(s.Rank), float64(s.Of), s.Percentile} {
		row[at+k] = laidCell{text: c.number(&v), number: &v, digits: -1}
	}
}

func grade(e *engine.Evaluation) string {
	if e.Grade == nil {
		return ""
	}
	return *e.Grade
}

// currency is that of what is paid, else of what would be.
func currency(e *engine.Evaluation) string {
	switch {
	case e.Payout != nil:
		return e.Payout.Currency
	case e.WouldPay != nil:
		return e.WouldPay.Currency
	}
	return ""
}

func (c *tableRow) addMetrics(e *engine.Evaluation) {
	for _, column := range c.Metrics {
		i := slices.IndexFunc(e.Metrics, func(m engine.MetricResult) bool { return m.ID == column.ID })
		if i < 0 {
			c.add("", "")
			continue
		}
		c.addNumber(e.Metrics[i].Value)
		c.addNumber(e.Metrics[i].Score)
	}
}

func (c *tableRow) sentences(list diag.List) string {
	var all []string
	for i := range list {
		s := list[i].Message.In(c.Lang)
		if at := list[i].Where(); at != "" {
			s = at + ": " + s
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}

func (c *tableRow) notes(notes []engine.Note) string {
	var all []string
	for _, n := range notes {
		all = append(all, n.Text.In(c.Lang))
	}
	return strings.Join(all, "; ")
}

// warnings are sentences for people, else the codes and what they are about.
func (c *tableRow) warnings(notes []engine.Note) string {
	if c.People {
		return c.notes(notes)
	}
	var all []string
	for _, n := range notes {
		all = append(all, strings.TrimSpace(n.Code+" "+n.ID))
	}
	return strings.Join(all, "; ")
}

// vetoes lists what hit; one set aside by name says so.
func (c *tableRow) vetoes(list []engine.VetoResult) string {
	var all []string
	for _, v := range list {
		name := c.name(v.ID, v.Title)
		switch {
		case v.Overridden != nil && c.People:
			name = text.Say("result-vetoed.overridden", "veto", name).In(c.Lang)
		case v.Overridden != nil:
			name += " (overridden)"
		}
		all = append(all, name)
	}
	return strings.Join(all, "; ")
}

func (c *tableRow) outcomes(list []engine.OutcomeResult) string {
	var all []string
	for _, o := range list {
		all = append(all, c.name(o.ID, o.Title))
	}
	return strings.Join(all, "; ")
}

// name is what something is called: for people by its title.
func (c *tableRow) name(id, title string) string {
	if c.People && title != "" {
		return title
	}
	return id
}

// number writes a number, nothing when there is none: exactly, or for people
// with four places at most.
func (c *tableRow) number(v *float64) string {
	switch {
	case v == nil:
		return ""
	case !c.People:
		return strconv.FormatFloat(*v, 'f', -1, 64)
	}
	s := strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(*v, 'f', 4, 64), "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}
