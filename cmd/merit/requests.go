package main

import (
	"bytes"
	"encoding/json"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// A place is a range of bytes of a JSON text.
type place struct{ start, end int }

// find returns where a member of the object at p stands, and whether there is
// one. What is no object has no members.
func find(text []byte, p place, name string) (place, bool) {
	d := json.NewDecoder(bytes.NewReader(text[p.start:p.end]))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return place{}, false
	}
	for d.More() {
		key, err := d.Token()
		var value json.RawMessage
		if err != nil || d.Decode(&value) != nil {
			break
		}
		if key == name {
			end := p.start + int(d.InputOffset())
			return place{end - len(value), end}, true
		}
	}
	return place{}, false
}

func everything(text []byte) place { return place{0, len(text)} }

// textMember reads a member that is text, "" when there is none.
func textMember(text []byte, name string) string {
	at, ok := find(text, everything(text), name)
	var s string
	if !ok || json.Unmarshal(text[at.start:at.end], &s) != nil {
		return ""
	}
	return s
}

// appended returns text with elements, comma separated, added to the end of
// the array that path leads to. Where it leads to nothing, the array is made;
// where to something else, text is left as it is for the decoder to refuse.
func appended(text []byte, elements []byte, path ...string) []byte {
	p := everything(text)
	for i, name := range path {
		at, ok := find(text, p, name)
		if !ok {
			inner := append(append([]byte("["), elements...), ']')
			for k := len(path) - 1; k > i; k-- {
				quoted, _ := json.Marshal(path[k])
				inner = append(append(append(append([]byte("{"), quoted...), ':'), inner...), '}')
			}
			return withRaw(text, p, name, inner)
		}
		p = at
	}
	array := bytes.TrimSpace(text[p.start:p.end])
	if len(array) < 2 || array[0] != '[' {
		return text
	}
	comma := ","
	if len(bytes.TrimSpace(array[1:len(array)-1])) == 0 {
		comma = ""
	}
	return splice(text, p.end-1, p.end-1, comma+string(elements))
}

// withRaw adds a member to the object at p, as its last.
func withRaw(text []byte, p place, name string, value []byte) []byte {
	d := json.NewDecoder(bytes.NewReader(text[p.start:p.end]))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return text
	}
	comma := ""
	for ; d.More(); comma = "," {
		var skipped json.RawMessage
		if _, err := d.Token(); err != nil || d.Decode(&skipped) != nil {
			return text
		}
	}
	if _, err := d.Token(); err != nil {
		return text
	}
	end := p.start + int(d.InputOffset()) - 1
	quoted, _ := json.Marshal(name)
	return splice(text, end, end, comma+string(quoted)+":"+string(value))
}

// onlyInputs returns a request without the inputs that keep does not name:
// what a table holds for other policies.
func onlyInputs(text []byte, keep map[string]bool) []byte {
	at, ok := find(text, everything(text), "inputs")
	if !ok {
		return text
	}
	d := json.NewDecoder(bytes.NewReader(text[at.start:at.end]))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return text
	}
	kept := []byte("{")
	for d.More() {
		key, err := d.Token()
		var value json.RawMessage
		if err != nil || d.Decode(&value) != nil {
			return text
		}
		name, _ := key.(string)
		if !keep[name] {
			continue
		}
		if len(kept) > 1 {
			kept = append(kept, ',')
		}
		quoted, _ := json.Marshal(name)
		kept = append(append(append(kept, quoted...), ':'), value...)
	}
	return splice(text, at.start, at.end, string(kept)+"}")
}

// whoAndWhen reads whom a request is about; a period that cannot be read is
// the zero one.
func whoAndWhen(text []byte) (who string, period calendar.Period) {
	p, _ := calendar.ParsePeriod(textMember(text, "period"))
	return textMember(text, "specialist"), p
}

// attributesIn reads the attributes of a request as words for people.
func attributesIn(text []byte) map[string]string {
	out := map[string]string{}
	at, ok := find(text, everything(text), "attributes")
	var raw map[string]any
	d := json.NewDecoder(bytes.NewReader(text[at.start:at.end]))
	d.UseNumber()
	if !ok || d.Decode(&raw) != nil {
		return out
	}
	for name, v := range raw {
		switch v := v.(type) {
		case string:
			out[name] = v
		case json.Number:
			out[name] = v.String()
		case bool:
			out[name] = map[bool]string{true: "true", false: "false"}[v]
		}
	}
	return out
}

// changed wraps a job whose request is changed before it is read. Problems
// with what was added are placed by from; the rest stands where it stood.
func changed(j job, change func(text []byte) []byte, from func(pointer string) string) job {
	var before, after *diag.Source
	out := j
	out.source = func() *diag.Source {
		before = j.source()
		after = diag.NewSource(before.Name, change(before.Bytes))
		return after
	}
	out.placed = func(problems diag.List) diag.List {
		back := make(diag.List, 0, len(problems))
		for _, d := range problems {
			at := ""
			if from != nil {
				at = from(d.Pointer)
			}
			if at != "" {
				d.Span, d.Place, d.Related = diag.Span{}, at, nil
				back = append(back, d)
				continue
			}
			d.Span = returned(d.Span, after, before)
			back = append(back, j.placed(diag.List{d})...)
		}
		return back
	}
	return out
}

// returned moves a span of a changed request to the one it was made of. All
// changes stand at the end of what they change, so what is before them has not
// moved.
func returned(s diag.Span, after, before *diag.Source) diag.Span {
	if s.Source != after {
		return s
	}
	end := len(before.Bytes)
	return diag.Span{Source: before, Start: min(s.Start, end), End: min(s.End, end)}
}
