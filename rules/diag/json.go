package diag

import (
	"encoding/json"
	"io"

	"merit/rules/text"
)

// The JSON form of a list is a surface others rely on: fields keep their
// names, order and meaning.
type (
	jsonReport struct {
		Errors   int           `json:"errors"`
		Warnings int           `json:"warnings"`
		Infos    int           `json:"infos"`
		Files    []string      `json:"files,omitempty"`
		Problems []jsonProblem `json:"problems"`
	}
	jsonProblem struct {
		Code     string `json:"code"`
		Severity string `json:"severity"`
		*jsonPlace
		Pointer string        `json:"pointer,omitempty"`
		Place   string        `json:"place,omitempty"`
		Text    text.Text     `json:"text"`
		Help    *text.Text    `json:"help,omitempty"`
		Related []jsonRelated `json:"related,omitempty"`
		Fix     *jsonFix      `json:"fix,omitempty"`
	}
	jsonFix struct {
		Title text.Text  `json:"title"`
		Edits []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		*jsonPlace
		Text string `json:"replacement"`
	}
	jsonRelated struct {
		*jsonPlace
		Text text.Text `json:"text"`
	}
	jsonPlace struct {
		File   string  `json:"file"`
		Line   int     `json:"line"`
		Column int     `json:"column"` // in characters, from 1
		End    jsonEnd `json:"end"`    // exclusive
	}
	jsonEnd struct {
		Line   int `json:"line"`
		Column int `json:"column"`
	}
)

// JSON writes l in its order, always with both languages.
func (r Report) JSON(w io.Writer, l List) error {
	out := jsonReport{Errors: l.Count(Error), Warnings: l.Count(Warning), Infos: l.Count(Info), Problems: []jsonProblem{}}
	for _, f := range r.Files {
		out.Files = append(out.Files, r.path(f))
	}
	for i := range l {
		d := &l[i]
		p := jsonProblem{Code: d.Code, Severity: d.Severity.String(), jsonPlace: r.place(d.Span), Pointer: d.Pointer, Place: d.Place, Text: d.Message}
		if !d.Help.IsZero() {
			p.Help = &d.Help
		}
		for _, rel := range d.Related {
			p.Related = append(p.Related, jsonRelated{r.place(rel.Span), rel.Text})
		}
		p.Fix = r.fix(d.Fix)
		out.Problems = append(out.Problems, p)
	}
	return writeJSON(w, out)
}

func (r Report) fix(f *Fix) *jsonFix {
	if f == nil {
		return nil
	}
	out := &jsonFix{Title: f.Title}
	for _, e := range f.Edits {
		out.Edits = append(out.Edits, jsonEdit{r.place(e.Span), e.Text})
	}
	return out
}

func (r Report) place(s Span) *jsonPlace {
	if s.IsZero() {
		return nil
	}
	from, to := s.Position(), s.EndPosition()
	return &jsonPlace{r.path(s.Source.Name), from.Line, from.Column, jsonEnd(to)}
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
