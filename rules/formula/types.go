package formula

// A Kind is the outermost shape of a Type.
type Kind uint8

// The kinds of types. Unknown is the type of what is already reported wrong:
// nothing more is said about it. Integer is a Number known to be whole.
const (
	Unknown Kind = iota
	Nil
	Number
	Integer
	String
	Boolean
	Date
	Time
	List
	Record
)

// A Type is what a formula or one of its parts yields. Types are immutable
// and shared.
type Type struct {
	Kind   Kind
	Elem   *Type    // of a List
	Max    int      // of a List: the most elements it can have; 0 means not known
	Newest int8     // of a List from history or parts: +1 newest first, -1 oldest first; 0 for any other list
	Fields []Field  // of a Record, in the order declared
	Enum   []string // of a String: the words it can be, nil for any

	// Titles are what people call the fields of a Record; formulas do not.
	Titles map[string]string // the field's name, by its title

	index map[string]int // of a Record of many fields; nil to look through them
}

// A Field is one named part of a Record.
type Field struct {
	Name string
	Type *Type
}

// The plain types.
var (
	UnknownType = &Type{Kind: Unknown}
	NilType     = &Type{Kind: Nil}
	NumberType  = &Type{Kind: Number}
	IntegerType = &Type{Kind: Integer}
	StringType  = &Type{Kind: String}
	BooleanType = &Type{Kind: Boolean}
	DateType    = &Type{Kind: Date}
	TimeType    = &Type{Kind: Time}
)

// ListOf returns the type of a list of elem with at most max elements.
func ListOf(elem *Type, max int) *Type { return &Type{Kind: List, Elem: elem, Max: max} }

// RecordOf returns the type of records with the given fields, however many.
func RecordOf(fields []Field) *Type {
	t := &Type{Kind: Record, Fields: fields, index: make(map[string]int, len(fields))}
	for i := len(fields) - 1; i >= 0; i-- {
		t.index[fields[i].Name] = i
	}
	return t
}

// Numeric reports whether t is a Number or an Integer.
func (t *Type) Numeric() bool { return t.Kind == Number || t.Kind == Integer }

// Field returns the index and type of the named field of record t, or -1.
func (t *Type) Field(name string) (int, *Type) {
	if t.index != nil {
		if i, ok := t.index[name]; ok {
			return i, t.Fields[i].Type
		}
		return -1, nil
	}
	for i, f := range t.Fields {
		if f.Name == name {
			return i, f.Type
		}
	}
	return -1, nil
}
