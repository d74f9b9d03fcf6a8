package records

import (
	"bufio"
	"encoding/json"
	"io"

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
	Groups     []string // beside Table.Groups; for tables only
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
