package edit

import (
	"bytes"
	"encoding/json"
)

// SchemaName is what the schema is called beside the policies: the first line
// of a policy may be "#:schema ./" and this.
const SchemaName = "policy.schema.json"

// Schema returns the JSON Schema (draft-07) of a policy file, by which editors
// complete keys, show what they mean in both languages, and mark mistakes. It
// says less than merit check: what depends on several places is left to that.
func Schema() []byte {
	root := object{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "Merit policy · 绩效协议"}}
	root = append(root, policyShape().schema(nil)...)
	root = append(root, unlessExtends()...)
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	_ = e.Encode(root) // maps of texts and numbers always encode
	return b.Bytes()
}

// unlessExtends says what a policy must have that starts from no other.
func unlessExtends() object {
	return object{
		{"if", object{{"properties", object{{"policy", object{{"required", []string{"extends"}}}}}}}},
		{"else", object{
			{"required", []string{"metrics", "bands"}},
			{"properties", object{{"policy", object{{"required", []string{"period"}}}}}},
		}},
	}
}

// An object is a JSON object that keeps its order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := e.Encode(m.name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := e.Encode(m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// schema writes s, which stands at path.
//
// The entries of [[tables]] carry themselves once more as their own items.
// That says nothing of a table, but taplo, which looks up a key of an entry as
// if the entry were a list, then finds it (its issue 278).
func (s *shape) schema(path []string) object {
	var out object
	put := func(name string, value any) { out = append(out, member{name, value}) }
	if doc := told(path); len(path) > 0 && !doc.IsZero() {
		put("description", doc.ZH+"\n\n"+doc.EN)
	}
	switch len(s.types) {
	case 0:
	case 1:
		put("type", s.types[0])
	default:
		put("type", s.types)
	}
	if s.words != nil {
		put("enum", s.words)
	}
	if s.low != nil {
		put("minimum", *s.low)
	}
	if s.high != nil {
		put("maximum", *s.high)
	}
	if s.least > 0 {
		put("minItems", s.least)
	}
	if s.items != nil {
		items := s.items.inside(path)
		if len(path) == 1 && s.items.keys != nil {
			items = append(items[:len(items):len(items)], member{"items", items})
		}
		put("items", items)
	}
	if s.any != nil {
		var all []object
		for _, one := range s.any {
			all = append(all, one.inside(path))
		}
		put("anyOf", all)
	}
	return append(out, s.tableSchema(path)...)
}

// inside is schema for what needs no words of its own.
func (s *shape) inside(path []string) object {
	out := s.schema(path)
	if len(out) > 0 && out[0].name == "description" {
		return out[1:]
	}
	return out
}

func (s *shape) tableSchema(path []string) object {
	var out object
	if s.need != nil {
		out = append(out, member{"required", s.need})
	}
	if s.one != nil {
		var sets []object
		for _, set := range s.one {
			sets = append(sets, object{{"required", set}})
		}
		out = append(out, member{"oneOf", sets})
	}
	if s.each != nil {
		out = append(out, member{"additionalProperties", s.each.inside(path)})
	}
	if s.keys != nil {
		var properties object
		for _, k := range s.keys {
			properties = append(properties, member{k.name, k.of.schema(append(path[:len(path):len(path)], k.name))})
		}
		out = append(out, member{"properties", properties}, member{"additionalProperties", false})
	}
	return out
}
