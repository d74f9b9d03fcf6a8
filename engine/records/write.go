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

type csvWriter struct {
	csv     *csv.Writer
	metrics []string
	lang    text.Lang
	row     []string
}

var (
	columnsBefore = []string{"specialist", "period", "status", "score", "earned", "grade", "rate", "vetoed", "payout", "currency"}
	columnsAfter  = []string{"vetoes", "outcomes", "reasons", "policy", "version", "set"}
)

// NewCSV returns a Writer of a table with a header and one row a line, for
// spreadsheets: it starts with a byte order mark, without which Excel takes
// Chinese for another encoding, and text that a spreadsheet would run as a
// formula is disarmed. Each of the metrics has a column for its value and one
// for its score. Sentences are in lang; what several things share one cell
// are separated by "; ".
func NewCSV(w io.Writer, metrics []string, lang text.Lang) (Writer, error) {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return nil, err
	}
	c := &csvWriter{csv: csv.NewWriter(w), metrics: metrics, lang: lang}
	c.row = append(c.row, columnsBefore...)
	for _, m := range metrics {
		c.row = append(c.row, m, m+".score")
	}
	c.row = append(c.row, columnsAfter...)
	return c, c.end()
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
		c.add(l.Specialist, l.Period, "refused", "", "", "", "", "", "", "")
		c.add(make([]string, 2*len(c.metrics)+2)...)
		c.add(c.sentences(l.Problems), "", "", "")
		return c.end()
	}
	grade, amount, currency := "", "", ""
	if e.Grade != nil {
		grade = *e.Grade
	}
	if e.Payout != nil {
		amount, currency = e.Payout.Amount, e.Payout.Currency
	}
	c.add(e.Specialist, e.Period, e.Status, number(e.Score), number(e.Earned), grade, number(e.Rate),
		strconv.FormatBool(e.Vetoed), amount, currency)
	c.addMetrics(e)
	c.add(vetoes(e.Vetoes), outcomes(e.Outcomes), c.notes(e.Reasons), e.Policy.ID, e.Policy.Version, e.Set)
	return c.end()
}

func (c *csvWriter) addMetrics(e *engine.Evaluation) {
	for _, id := range c.metrics {
		i := slices.IndexFunc(e.Metrics, func(m engine.MetricResult) bool { return m.ID == id })
		if i < 0 {
			c.add("", "")
			continue
		}
		c.add(number(e.Metrics[i].Value), number(e.Metrics[i].Score))
	}
}

func (c *csvWriter) sentences(list diag.List) string {
	var all []string
	for i := range list {
		s := list[i].Message.In(c.lang)
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
		all = append(all, n.Text.In(c.lang))
	}
	return strings.Join(all, "; ")
}

// vetoes lists what hit; one set aside by name says so.
func vetoes(list []engine.VetoResult) string {
	var all []string
	for _, v := range list {
		id := v.ID
		if v.Overridden != nil {
			id += " (overridden)"
		}
		all = append(all, id)
	}
	return strings.Join(all, "; ")
}

func outcomes(list []engine.OutcomeResult) string {
	var all []string
	for _, o := range list {
		all = append(all, o.ID)
	}
	return strings.Join(all, "; ")
}

// number writes a number, nothing when there is none.
func number(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
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
