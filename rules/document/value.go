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
	Broken // could not be read and was reported; only its key is known
)

// A Value is one value of a document, with the bytes it stands in. It is
// immutable once Parse has returned.
type Value struct {
	Kind Kind
	Name string    // the key it stands under, "" for elements of arrays and the root
	Key  diag.Span // the key's bytes; for a table header or array-of-tables element the last part of the header
	Span diag.Span // the value's bytes; for a table made by a header or a dotted key, that key; for the root, the whole file

	Text    string   // a String's decoded text; for other scalars the text as written
	Number  *big.Rat // an Integer's or Float's exact value
	Bool    bool
	Date    calendar.Date // of a LocalDate
	Time    calendar.Time // of an OffsetDateTime
	Items   []*Value      // an Array's elements; for [[x]] its tables
	Members []*Value      // a Table's entries in the order of the file
	Inline  bool          // a Table written { … }

	made    origin
	index   map[string]*Value // Members by name, once there are many
	body    int               // file offset of the first byte of Text; -1 when unknown
	offsets []int             // for a String with escapes: file offset of each decoded byte, len(Text)+1 entries; nil when bytes map one to one
}

// An origin says how a table or array came to be, which decides whether a
// later line may add to it.
type origin uint8

const (
	byValue   origin = iota // a value: { … }, [ … ] or a scalar; complete
	byParent                // a table that only a longer header named: [a] of [a.b]
	byHeader                // [a], and each element of [[a]]
	byDots                  // a of a.b = 1
	byHeaders               // the array of [[a]]
)

// Member returns the entry of table v with the given key, or nil.
func (v *Value) Member(name string) *Value {
	if v == nil {
		return nil
	}
	if v.index != nil {
		return v.index[name]
	}
	for _, m := range v.Members {
		if m.Name == name {
			return m
		}
	}
	return nil
}

const indexed = 16 // members from which a table keeps an index

// add appends m to the members of table v.
func (v *Value) add(m *Value) {
	v.Members = append(v.Members, m)
	switch {
	case v.index != nil:
		v.index[m.Name] = m
	case len(v.Members) == indexed:
		v.index = make(map[string]*Value, 2*indexed)
		for _, m := range v.Members {
			v.index[m.Name] = m
		}
	}
}
