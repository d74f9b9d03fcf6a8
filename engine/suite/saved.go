package suite

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"merit/engine"
	"merit/rules/diag"
)

// An Entry is a case that was asked and answered, to be kept as one of
// [[examples]].
type Entry struct {
	TOML      string
	Overrides bool // it names who set vetoes aside
	Named     bool // the specialist's id still stands within some text of it
}

// stranger takes the specialist's place where facts name them.
const stranger = "本人"

// Keep writes what was asked in request and answered in e as an [[examples]]
// entry called name: the facts as they were sent, and what came out. Who it
// was about is left out; where a fact is the specialist's id, it is replaced.
// Of earlier evaluations only what formulas can read is kept. It is false when
// a request says what no example can: rows from ahead of the period, or null
// in a list.
func Keep(name string, request *diag.Source, e *engine.Evaluation) (*Entry, bool) {
	asked, ok := decodeOrdered(request.Bytes).(object)
	if !ok || asked.has("ahead") {
		return nil, false
	}
	k := &keeper{id: e.Specialist, whole: true}
	k.line("name", name)
	k.line("period", e.Period)
	if v, given := asked.value("as_of"); given {
		k.line("as_of", v)
	}
	if v, given := asked.value("attributes"); given {
		k.line("attributes", k.facts(v))
	}
	for _, key := range []string{"history", "parts"} {
		if v, given := asked.value(key); given {
			k.line(key, k.facts(earlier(v)))
		}
	}
	if v, given := asked.value("overrides"); given {
		k.overrides = true
		k.line("overrides", k.facts(v))
	}
	fmt.Fprintf(&k.out, "expect = %s\n", cameTo(e))
	if v, given := asked.value("inputs"); given {
		k.inputs(k.facts(v))
	}
	return &Entry{"[[examples]]\n" + k.out.String(), k.overrides, k.named}, k.whole
}

// cameTo is what a case is to expect.
func cameTo(e *engine.Evaluation) string {
	a := &answer{e, nil}
	if e.Status == "held" {
		return `{ status = "held", reasons = ` + list(reasons(a)) + ` }`
	}
	parts := []string{`status = "final"`, "score = " + numberText(*e.Score), "grade = " + quote(*e.Grade)}
	switch {
	case e.Payout != nil:
		parts = append(parts, "payout = "+quote(e.Payout.Amount))
	case e.WouldPay != nil:
		parts = append(parts, "would_pay = "+quote(e.WouldPay.Amount))
	}
	return "{ " + strings.Join(append(parts, "vetoes = "+list(vetoes(a))), ", ") + " }"
}

// A keeper writes facts as TOML.
type keeper struct {
	id        string // the specialist's
	out       strings.Builder
	overrides bool
	named     bool
	whole     bool // everything could be written
}

func (k *keeper) line(key string, v any) {
	if o, ok := v.(object); ok && len(o) == 0 {
		return
	}
	fmt.Fprintf(&k.out, "%s = %s\n", key, k.value(v))
}

// inputs stand on one line where they fit, else in a table of their own.
func (k *keeper) inputs(v any) {
	o, ok := v.(object)
	if !ok || len(o) == 0 {
		return
	}
	if short := inline(o); len([]rune(short)) <= widest {
		fmt.Fprintf(&k.out, "inputs = %s\n", short)
		return
	}
	k.out.WriteString("\n[examples.inputs]\n")
	for _, m := range o {
		fmt.Fprintf(&k.out, "%s = %s\n", key(m.name), k.value(m.value))
	}
}

// widest is how many characters of a value stand on one line.
const widest = 100

// value writes a value on one line where it fits; a long list on several.
func (k *keeper) value(v any) string {
	items, ok := v.([]any)
	short := inline(v)
	if !ok || len([]rune(short)) <= widest {
		return short
	}
	var b strings.Builder
	line := ""
	for _, item := range items {
		next := inline(item) + ","
		switch {
		case line == "":
			line = next
		case len([]rune(line))+1+len([]rune(next)) > widest:
			b.WriteString("  " + line + "\n")
			line = next
		default:
			line += " " + next
		}
	}
	return "[\n" + b.String() + "  " + line + "\n]"
}

// facts is v as it is kept: without what is null, and without the specialist.
func (k *keeper) facts(v any) any {
	switch v := v.(type) {
	case string:
		switch {
		case k.id == "":
		case v == k.id:
			return stranger
		case strings.Contains(v, k.id):
			k.named = true
		}
		return v
	case object:
		out := object{}
		for _, m := range v {
			if m.value != nil {
				out = append(out, member{m.name, k.facts(m.value)})
			}
		}
		return out
	case []any:
		out := make([]any, 0, len(v))
		for _, item := range v {
			k.whole = k.whole && item != nil
			out = append(out, k.facts(item))
		}
		return out
	}
	return v
}

// pastKept is what formulas can read of an earlier evaluation.
var pastKept = []string{"period", "score", "grade", "rate", "status", "vetoed", "payout", "metrics"}

// earlier is a list of evaluations without what formulas cannot read. Those
// that were held are left out: a period that is not there counts as they do.
func earlier(v any) any {
	records, _ := v.([]any)
	out := []any{}
	for _, r := range records {
		o, _ := r.(object)
		status, _ := o.value("status")
		score, _ := o.value("score")
		grade, _ := o.value("grade")
		if status == "held" || score == nil || grade == nil {
			continue
		}
		kept := object{}
		for _, key := range pastKept {
			if v, given := o.value(key); given {
				if key == "metrics" {
					v = pastMetrics(v)
				}
				kept = append(kept, member{key, v})
			}
		}
		out = append(out, kept)
	}
	return out
}

// pastMetrics writes metrics by id, with what formulas can read of each.
func pastMetrics(v any) any {
	byID, ok := v.(object)
	if !ok {
		rows, _ := v.([]any)
		for _, row := range rows {
			o, _ := row.(object)
			id, _ := o.value("id")
			byID = append(byID, member{fmt.Sprint(id), o})
		}
	}
	out := object{}
	for _, m := range byID {
		o, _ := m.value.(object)
		o = slices.DeleteFunc(slices.Clone(o), func(m member) bool {
			return !slices.Contains([]string{"value", "score", "part", "whole"}, m.name)
		})
		out = append(out, member{m.name, o})
	}
	return out
}

// An object is a JSON object in the order it was written.
type object []member

type member struct {
	name  string
	value any // nil, bool, string, json.Number, []any or object
}

func (o object) value(name string) (any, bool) {
	for _, m := range o {
		if m.name == name && m.value != nil {
			return m.value, true
		}
	}
	return nil, false
}

func (o object) has(name string) bool { _, ok := o.value(name); return ok }

// decodeOrdered reads JSON that was accepted before; nil when it is none.
func decodeOrdered(text []byte) any {
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	d.UseNumber()
	return decodeValue(d)
}

func decodeValue(d *json.Decoder) any {
	t, err := d.Token()
	if err != nil {
		return nil
	}
	switch t {
	case json.Delim('['):
		out := []any{}
		for d.More() {
			out = append(out, decodeValue(d))
		}
		_, _ = d.Token() // the bracket that More saw
		return out
	case json.Delim('{'):
		out := object{}
		for d.More() {
			name, _ := d.Token()
			s, ok := name.(string)
			if !ok {
				return nil
			}
			out = append(out, member{s, decodeValue(d)})
		}
		_, _ = d.Token()
		return out
	}
	return t
}

// inline writes a value on one line.
func inline(v any) string {
	switch v := v.(type) {
	case object:
		parts := make([]string, 0, len(v))
		for _, m := range v {
			parts = append(parts, key(m.name)+" = "+inline(m.value))
		}
		if len(parts) == 0 {
			return "{}"
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = inline(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return toml(v)
}
