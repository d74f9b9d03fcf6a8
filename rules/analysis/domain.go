package analysis

import (
	"slices"

	"merit/rules"
	"merit/rules/formula"
)

// A domain is what a name, or a node of a formula, can be. Which part counts
// depends on its type.
type domain struct {
	number  Range    // of numbers
	truth   Truth    // of conditions
	words   []string // of text: the words it can be, nil for any
	missing bool     // of text, dates and times
	list    *list    // of lists
}

// A list is what a list can be.
type list struct {
	most    int
	missing bool
	items   map[string]domain // its elements' fields as .name, or # for plain values
	from    string            // the declared list it comes from
}

// ofType is the domain of what is only known by its type.
func ofType(t *formula.Type, missing bool) domain {
	d := domain{number: Range{-largest, largest, missing, t.Kind == formula.Integer}, truth: True | False | only(Undecided, missing), words: t.Enum, missing: missing}
	if t.Kind == formula.List {
		d.list = &list{most: mostOf(t), missing: missing, items: itemsOf(t, true)}
	}
	return d
}

func mostOf(t *formula.Type) int {
	if t.Max > 0 {
		return t.Max
	}
	return rules.MaxMaxLength
}

func itemsOf(t *formula.Type, missing bool) map[string]domain {
	items := map[string]domain{}
	switch {
	case t.Elem == nil:
	case t.Elem.Kind == formula.Record:
		for _, f := range t.Elem.Fields {
			items["."+f.Name] = ofType(f.Type, missing)
		}
	default:
		items["#"] = ofType(t.Elem, missing)
	}
	return items
}

// ofField is the domain of an attribute, an input or a field of a list.
func ofField(f *rules.Field, missing bool) domain {
	d := ofType(f.Type, missing)
	if f.Min.Given() {
		d.number.Low = f.Min.Float
	}
	if f.Max.Given() && f.Type.Kind != formula.List {
		d.number.High = f.Max.Float
	}
	if d.list != nil {
		d.list.from, d.list.most = f.Name, f.MaxLength
		for _, field := range f.Fields {
			d.list.items["."+field.Name] = ofField(field, field.Default == nil && !field.Required)
		}
		if f.Item != nil {
			d.list.items["#"] = ofField(f.Item, false)
		}
	}
	return d
}

func (d domain) union(o domain) domain {
	return domain{number: d.number.union(o.number), truth: d.truth | o.truth, words: unionWords(d.words, o.words), missing: d.missing || o.missing}
}

func unionWords(a, b []string) []string {
	if a == nil || b == nil {
		return nil
	}
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// sameWord is what equality of two texts can be.
func sameWord(a, b domain) Truth {
	t := only(Undecided, a.missing || b.missing)
	if a.words == nil || b.words == nil {
		return t | True | False
	}
	shared := slices.ContainsFunc(a.words, func(w string) bool { return slices.Contains(b.words, w) })
	alone := len(a.words) == 1 && len(b.words) == 1
	possible := len(a.words) > 0 && len(b.words) > 0
	return t | only(True, shared) | only(False, possible && !(shared && alone))
}
