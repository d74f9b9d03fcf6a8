package document

import (
	"math/big"

	"merit/rules/calendar"
	"merit/rules/diag"
)

// A Kind is what a TOML value is.
type Kind uint8

// The kinds of TOML values.
const (
	Table Kind = iota
	Array
	String
	Integer
	Float
	Boolean
	LocalDate
	LocalTime
	LocalDateTime
	OffsetDateTime
)

// A Value is one value of a document, with the bytes it stands in. It is
// immutable once Parse has returned.
type Value struct {
	Kind Kind
	Name string    // the key it stands under, "" for elements of arrays and the root
	Key  diag.Span // the key's bytes; for a table header or array-of-tables element the last part of the header
	Span diag.Span // the value's bytes; for a table made by a header, that header's key; for the root, the whole file

	Text    string   // a String's decoded text; for other scalars the text as written
	Number  *big.Rat // an Integer's or Float's exact value
	Bool    bool
	Date    calendar.Date // of a LocalDate
	Time    calendar.Time // of an OffsetDateTime
	Items   []*Value      // an Array's elements; for [[x]] its tables
	Members []*Value      // a Table's entries in the order of the file
	Inline  bool          // a Table written { … }

	runes []int // for a String with escapes: file offset of each decoded byte, len(Text)+1 entries; nil when bytes map one to one
}

// Member returns the entry of table v with the given key, or nil.
func (v *Value) Member(name string) *Value {
	if v == nil {
		return nil
	}
	for _, m := range v.Members {
		if m.Name == name {
			return m
		}
	}
	return nil
}
