package server

import (
	"encoding/json"
	"maps"
	"strconv"

	"github.com/gin-gonic/gin"

	"merit/engine"
	"merit/engine/suite"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/formula"
)

// schemaDialect is what the schemas of requests are written in.
const schemaDialect = "https://json-schema.org/draft/2020-12/schema"

// policySchema is GET /v1/policies/{id}/schema: the JSON Schema of a request
// that is evaluated by this policy.
func (s *Server) policySchema(c *gin.Context) {
	snapshot, p, _ := s.asked(c)
	if p == nil {
		return
	}
	c.Header(setHeader, snapshot.Digest())
	c.Header("ETag", quoted(p.Digest))
	s.send(c, "application/schema+json", requestSchema(snapshot, p))
}

type object = map[string]any

// requestSchema describes the requests that p can answer. It says everything
// that declarations say; what checks and formulas make of the facts is seen
// only by an evaluation.
func requestSchema(snapshot *engine.Snapshot, p *rules.Policy) object {
	properties := object{
		"specialist": object{"type": "string", "minLength": 1, "maxLength": 200, "description": "who is evaluated · 专员"},
		"period":     object{"type": "string", "pattern": periodPatterns[p.Period], "description": "考核周期"},
		"policy":     object{"const": p.ID.Text},
		"as_of":      object{"type": "string", "format": "date"},
		"attributes": attributesSchema(snapshot, p),
		"inputs":     inputsSchema(snapshot, p),
		"ahead":      object{"type": "object"},
		"history":    object{"type": "array", "items": object{"type": "object"}},
		"parts":      object{"type": "array", "items": object{"type": "object"}},
		"overrides": object{"type": "array", "items": object{
			"type": "object", "additionalProperties": false, "required": []string{"veto", "by", "reason"},
			"properties": object{
				"veto": object{"type": "string"}, "by": object{"type": "string"}, "reason": object{"type": "string"},
			}}},
		"explain": object{"type": "boolean"},
	}
	schema := object{
		"$schema": schemaDialect, "$id": "/v1/policies/" + p.ID.Text + "/schema", "$comment": p.Digest,
		"title": p.Title.Text, "type": "object", "additionalProperties": false,
		"required": []string{"specialist", "period", "inputs"}, "properties": properties,
	}
	if examples := sampleRequests(p); len(examples) > 0 {
		schema["examples"] = examples
	}
	return schema
}

// mostExamples is how many examples a schema shows.
const mostExamples = 3

func sampleRequests(p *rules.Policy) []json.RawMessage {
	var out []json.RawMessage
	for _, sample := range suite.Samples(p) {
		if len(out) < mostExamples && json.Valid(sample.Request) {
			out = append(out, sample.Request)
		}
	}
	return out
}

var periodPatterns = map[calendar.Length]string{
	calendar.Month:   `^\d{4}-(0[1-9]|1[0-2])$`,
	calendar.Quarter: `^\d{4}-Q[1-4]$`,
	calendar.Half:    `^\d{4}-H[12]$`,
	calendar.Year:    `^\d{4}$`,
}

// attributesSchema lists the attributes of p, and those that other policies of
// the set declare: the set's attributes may all be sent.
func attributesSchema(snapshot *engine.Snapshot, p *rules.Policy) object {
	properties := object{}
	for _, other := range snapshot.Policies() {
		for _, f := range other.Attributes {
			properties[f.Name] = absentable(kindSchema(f.Type))
		}
	}
	for _, f := range p.Attributes {
		properties[f.Name] = absentable(fieldSchema(f))
	}
	return object{"type": "object", "properties": properties, "additionalProperties": false}
}

// inputsSchema lists the inputs of p. What only a pilot beside it declares may
// be sent as well.
func inputsSchema(snapshot *engine.Snapshot, p *rules.Policy) object {
	properties, required := object{}, []string{}
	for _, other := range snapshot.Policies() {
		if other.Stage == rules.Pilot && other.Period == p.Period {
			for _, f := range other.Inputs {
				properties[f.Name] = object{"description": "only for the pilot " + other.ID.Text}
			}
		}
	}
	for _, f := range p.Inputs {
		properties[f.Name] = givenSchema(f)
		if f.Required && f.Default == nil {
			required = append(required, f.Name)
		}
	}
	return object{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// givenSchema is a field that may be null where it need not be given.
func givenSchema(f *rules.Field) object {
	if f.Required {
		return fieldSchema(f)
	}
	return absentable(fieldSchema(f))
}

// absentable allows null beside what o allows.
func absentable(o object) object {
	annotations := object{}
	for _, name := range []string{"title", "unit", "default"} {
		if v, ok := o[name]; ok {
			annotations[name] = v
			delete(o, name)
		}
	}
	annotations["anyOf"] = []object{o, {"type": "null"}}
	return annotations
}

// fieldSchema is all that the declaration of a field says.
func fieldSchema(f *rules.Field) object {
	o := kindSchema(f.Type)
	if f.Type.Kind == formula.List {
		o = listSchema(f)
	}
	maps.Copy(o, boundsSchema(f))
	if f.Title != "" {
		o["title"] = f.Title
	}
	if f.Unit != "" {
		o["unit"] = f.Unit // an annotation: schemas ignore what they do not know
	}
	if f.Default != nil {
		o["default"] = plain(f.Default)
	}
	return o
}

// kindSchema is a type without bounds.
func kindSchema(t *formula.Type) object {
	switch t.Kind {
	case formula.Date:
		return object{"type": "string", "format": "date"}
	case formula.Time:
		return object{"type": "string", "format": "date-time"}
	case formula.String:
		if len(t.Enum) > 0 {
			return object{"type": "string", "enum": t.Enum}
		}
	}
	return object{"type": kinds[t.Kind]}
}

// boundsSchema is the bounds of a number: its own, else those of all numbers.
func boundsSchema(f *rules.Field) object {
	if f.Type.Kind != formula.Number && f.Type.Kind != formula.Integer {
		return nil
	}
	const largest = 1 << 53
	o := object{"minimum": -largest, "maximum": largest}
	if f.Min.Given() {
		o["minimum"] = exactly(f.Min)
	}
	if f.Max.Given() {
		o["maximum"] = exactly(f.Max)
	}
	return o
}

// exactly writes a bound with the digits it was written with.
func exactly(n rules.Number) json.Number {
	return json.Number(strconv.FormatFloat(n.Float, 'f', -1, 64))
}

func listSchema(f *rules.Field) object {
	o := object{"type": "array", "maxItems": f.MaxLength}
	if f.Item != nil {
		o["items"] = givenSchema(f.Item)
		return o
	}
	properties, required := object{}, []string{}
	for _, field := range f.Fields {
		properties[field.Name] = givenSchema(field)
		if field.Required && field.Default == nil {
			required = append(required, field.Name)
		}
	}
	o["items"] = object{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	return o
}
