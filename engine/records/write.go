package records

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"merit/engine"
	"merit/rules/diag"
	"merit/rules/text"
)

// A Line is the answer to one request of a batch: an evaluation, or the
// problems for which it was refused.
type Line struct {
	Specialist string
	Period     string
	Evaluation *engine.Evaluation // nil when refused
	Problems   diag.List
}

// A Writer writes the answers of a batch, one after the other. Flush ends it;
// it does not close what it writes to.
type Writer interface {
	Write(Line) error
	Flush() error
}

// A refused line of a batch (I7).
type refused struct {
	Specialist string    `json:"specialist"`
	Period     string    `json:"period"`
	Status     string    `json:"status"`
	Problems   []problem `json:"problems"`
}

// A problem is a diagnostic as it stands in a refused line.
type problem struct {
	Code    string     `json:"code"`
	Pointer string     `json:"pointer,omitempty"`
	At      string     `json:"at,omitempty"` // file:row:column or file:line:column
	Message text.Text  `json:"message"`
	Help    *text.Text `json:"help,omitempty"`
}

type ndjson struct {
	buffer  *bufio.Writer
	encoder *json.Encoder
}

// NewNDJSON returns a Writer of one JSON object a line: the evaluation as it
// is, or { specialist, period, status = "refused", problems }.
func NewNDJSON(w io.Writer) Writer {
	b := bufio.NewWriter(w)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	return &ndjson{b, e}
}

func (n *ndjson) Flush() error { return n.buffer.Flush() }

func (n *ndjson) Write(l Line) error {
	if l.Evaluation != nil {
		return n.encoder.Encode(l.Evaluation)
	}
	return n.encoder.Encode(refused{l.Specialist, l.Period, "refused", problems(l.Problems)})
}

func problems(list diag.List) []problem {
	out := make([]problem, len(list))
	for i := range list {
		d := &list[i]
		at := d.Where()
		if at == d.Pointer {
			at = ""
		}
		out[i] = problem{Code: d.Code, Pointer: d.Pointer, At: at, Message: d.Message}
		if !d.Help.IsZero() {
			out[i].Help = &d.Help
		}
	}
	return out
}

// A Table says how results are laid out for spreadsheets.
type Table struct {
	Metrics []Column  // each has a column for its value and one for its score
	Lang    text.Lang // of sentences
	People  bool      // for people: titles in place of ids, words in place of codes, numbers as they are shown
}

// A Column is a metric of some policy.
type Column struct{ ID, Title string }

type csvWriter struct {
	Table
	csv *csv.Writer
	row []string
}

var (
	columnsBefore = []string{"specialist", "period", "status", "score", "earned", "grade", "rate", "vetoed", "payout", "would_pay", "currency"}
	columnsAfter  = []string{"vetoes", "outcomes", "reasons", "warnings", "policy", "version", "set"}
)

// NewCSV returns a Writer of a table with a header and one row a line, for
// spreadsheets: it starts with a byte order mark, without which Excel takes
// Chinese for another encoding, and text that a spreadsheet would run as a
// formula is disarmed. What several things share one cell are separated by
// "; ".
func NewCSV(w io.Writer, t Table) (Writer, error) {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return nil, err
	}
	c := &csvWriter{Table: t, csv: csv.NewWriter(w)}
	c.row = t.header()
	return c, c.end()
}

// header names the columns, each differently: where two would be called the
// same, a metric's also bears its id.
func (t *Table) header() []string {
	var names, ids []string
	add := func(name, id string) { names, ids = append(names, name), append(ids, id) }
	for _, id := range columnsBefore {
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

func (c *csvWriter) Flush() error {
	c.csv.Flush()
	return c.csv.Error()
}

// end writes the row that was filled and starts the next.
func (c *csvWriter) end() error {
	for i, cell := range c.row {
		c.row[i] = disarm(cell)
	}
	err := c.csv.Write(c.row)
	c.row = c.row[:0]
	return err
}

func (c *csvWriter) add(cells ...string) { c.row = append(c.row, cells...) }

func (c *csvWriter) Write(l Line) error {
	e := l.Evaluation
	if e == nil {
		c.add(l.Specialist, l.Period, c.word("result-status", "refused"))
		c.add(make([]string, len(columnsBefore)-3+2*len(c.Metrics)+2)...)
		c.add(c.sentences(l.Problems), "", "", "", "")
		return c.end()
	}
	grade := ""
	if e.Grade != nil {
		grade = *e.Grade
	}
	c.add(e.Specialist, e.Period, c.word("result-status", e.Status), c.number(e.Score), c.number(e.Earned), grade, c.number(e.Rate),
		c.word("result-vetoed", strconv.FormatBool(e.Vetoed)))
	c.addMoney(e)
	c.addMetrics(e)
	c.add(c.vetoes(e.Vetoes), c.outcomes(e.Outcomes), c.notes(e.Reasons), c.warnings(e.Warnings), e.Policy.ID, e.Policy.Version, e.Set)
	return c.end()
}

// addMoney writes what is paid, what would be, and the currency of either.
func (c *csvWriter) addMoney(e *engine.Evaluation) {
	paid, would, currency := "", "", ""
	if e.WouldPay != nil {
		would, currency = e.WouldPay.Amount, e.WouldPay.Currency
	}
	if e.Payout != nil {
		paid, currency = e.Payout.Amount, e.Payout.Currency
	}
	c.add(paid, would, currency)
}

func (c *csvWriter) addMetrics(e *engine.Evaluation) {
	for _, column := range c.Metrics {
		i := slices.IndexFunc(e.Metrics, func(m engine.MetricResult) bool { return m.ID == column.ID })
		if i < 0 {
			c.add("", "")
			continue
		}
		c.add(c.number(e.Metrics[i].Value), c.number(e.Metrics[i].Score))
	}
}

func (c *csvWriter) sentences(list diag.List) string {
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

func (c *csvWriter) notes(notes []engine.Note) string {
	var all []string
	for _, n := range notes {
		all = append(all, n.Text.In(c.Lang))
	}
	return strings.Join(all, "; ")
}

// warnings are sentences for people, else the codes and what they are about.
func (c *csvWriter) warnings(notes []engine.Note) string {
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
func (c *csvWriter) vetoes(list []engine.VetoResult) string {
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

func (c *csvWriter) outcomes(list []engine.OutcomeResult) string {
	var all []string
	for _, o := range list {
		all = append(all, c.name(o.ID, o.Title))
	}
	return strings.Join(all, "; ")
}

// name is what something is called: for people by its title.
func (c *csvWriter) name(id, title string) string {
	if c.People && title != "" {
		return title
	}
	return id
}

// number writes a number, nothing when there is none: exactly, or for people
// with four places at most.
func (c *csvWriter) number(v *float64) string {
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

// disarm puts an apostrophe before what a spreadsheet would run as a formula.
// Plain numbers are left alone, negative ones too.
func disarm(cell string) string {
	if cell == "" {
		return cell
	}
	for _, start := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(cell, start) && !plainNumber(cell) {
			return "'" + cell
		}
	}
	return cell
}

func plainNumber(s string) bool {
	_, wrong := appendNumber(nil, s)
	return wrong.key == ""
}
