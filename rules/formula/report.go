package formula

import (
	"merit/rules/diag"
	"merit/rules/text"
)

// span returns where r stands in the file; nowhere when src has no file.
func (src Source) span(r Range) diag.Span {
	if src.Locate == nil {
		return diag.Span{}
	}
	return src.Locate(r.Start, r.End)
}

// problem is diag.At with arguments that may be text.Text where the two
// languages need different words.
func (src Source) problem(r Range, key string, args ...any) diag.Diagnostic {
	zh, en := make([]string, len(args)), make([]string, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case text.Text:
			zh[i], en[i] = a.ZH, a.EN
		case string:
			zh[i], en[i] = a, a
		}
	}
	at := src.span(r)
	d := diag.At(at, key, zh...)
	other := diag.At(at, key, en...)
	d.Message.EN, d.Help.EN = other.Message.EN, other.Help.EN
	return d
}

// slice returns the text of r.
func (src Source) slice(r Range) string { return src.Text[r.Start:r.End] }

// kindName returns what people call a type.
func kindName(t *Type) text.Text { return text.Say(kindKeys[t.Kind]) }

var kindKeys = [...]string{
	Unknown: "type-name.unknown",
	Nil:     "type-name.nil",
	Number:  "type-name.number",
	Integer: "type-name.integer",
	String:  "type-name.string",
	Boolean: "type-name.boolean",
	Date:    "type-name.date",
	Time:    "type-name.time",
	List:    "type-name.list",
	Record:  "type-name.record",
}
