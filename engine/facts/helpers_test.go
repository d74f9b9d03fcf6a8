package facts_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"merit/engine/facts"
	"merit/rules"
	"merit/rules/diag"
	"merit/rules/document"
	"merit/rules/formula"
)

// field declares an attribute or input that must be given.
func field(name string, of *formula.Type, change ...func(*rules.Field)) *rules.Field {
	f := &rules.Field{Name: name, Type: of, Required: true}
	for _, c := range change {
		c(f)
	}
	return f
}

func optional(f *rules.Field) { f.Required = false }

func titled(title string) func(*rules.Field) {
	return func(f *rules.Field) { f.Title = title }
}

func between(low, high string) func(*rules.Field) {
	return func(f *rules.Field) { f.Min, f.Max = number(low), number(high) }
}

func number(s string) rules.Number {
	if s == "" {
		return rules.Number{}
	}
	exact, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	x, _ := exact.Float64()
	return rules.Number{Exact: exact, Float: x}
}

func oneOf(words ...string) *formula.Type {
	return &formula.Type{Kind: formula.String, Enum: words}
}

func defaultNumber(s string) func(*rules.Field) {
	exact, _ := new(big.Rat).SetString(s)
	return func(f *rules.Field) { f.Default = &document.Value{Kind: document.Float, Text: s, Number: exact} }
}

func defaultText(s string) func(*rules.Field) {
	return func(f *rules.Field) { f.Default = &document.Value{Kind: document.String, Text: s} }
}

// records declares a list of records with at most longest of them.
func records(name string, longest int, fields ...*rules.Field) *rules.Field {
	record := &formula.Type{Kind: formula.Record}
	for _, f := range fields {
		record.Fields = append(record.Fields, formula.Field{Name: f.Name, Type: f.Type})
	}
	f := field(name, formula.ListOf(record, longest))
	f.MaxLength, f.Fields = longest, fields
	return f
}

// plain declares a list of plain values.
func plain(name string, longest int, item *rules.Field) *rules.Field {
	f := field(name, formula.ListOf(item.Type, longest))
	f.MaxLength, f.Item = longest, item
	return f
}

func source(body string) *diag.Source { return diag.NewSource("request.json", []byte(body)) }

// read reads a request that must be fine.
func read(t testing.TB, body string) *facts.Request {
	t.Helper()
	r, problems := facts.Read(source(body), facts.DefaultLimits)
	if r == nil || len(problems) > 0 {
		t.Fatalf("Read(%s): %v", body, problems.Err())
	}
	return r
}

// request wraps inputs, and attributes unless they are "", in an envelope.
func request(attributes, inputs string) string {
	if attributes != "" {
		attributes = `"attributes":` + attributes + `,`
	}
	return `{"specialist":"E1007","period":"2026-03",` + attributes + `"inputs":` + inputs + `}`
}

// lines writes problems as "code pointer text", the text being what their span
// covers, at most 40 bytes of it.
func lines(problems diag.List) []string {
	var out []string
	for i := range problems {
		d := &problems[i]
		text := d.Span.Text()
		if len(text) > 40 {
			text = text[:40]
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", d.Code, d.Pointer, text)))
	}
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s\n got  %s\n want %s", what, strings.Join(got, "\n      "), strings.Join(want, "\n      "))
	}
}
