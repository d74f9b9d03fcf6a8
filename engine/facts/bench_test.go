package facts_test

import (
	"fmt"
	"strings"
	"testing"

	"merit/engine/facts"
	"merit/rules"
	"merit/rules/formula"
)

// typical returns a request of thirty numbers and a list of a hundred records,
// and what declares it.
func typical() (string, *facts.Layout) {
	attributes := []*rules.Field{field("team", formula.StringType, optional), field("level", formula.IntegerType, optional, between("1", "5"))}
	var inputs []*rules.Field
	var members []string
	for i := range 30 {
		name := fmt.Sprintf("measure_%d", i)
		inputs = append(inputs, field(name, formula.NumberType, between("0", "")))
		members = append(members, fmt.Sprintf(`"%s":%v`, name, float64(i)*12.75))
	}
	inputs = append(inputs, records("surveys", 1000,
		field("score", formula.IntegerType, between("1", "5")), field("talk", formula.NumberType, optional),
		field("cause", oneOf("service", "product")), field("answered", formula.BooleanType), field("at", formula.TimeType)))
	var rows []string
	for i := range 100 {
		rows = append(rows, fmt.Sprintf(`{"score":%d,"talk":%d.5,"cause":"product","answered":true,"at":"2026-03-%02dT09:30:00+08:00"}`, i%5+1, i, i%28+1))
	}
	members = append(members, `"surveys":[`+strings.Join(rows, ",")+`]`)
	return request(`{"team":"north","level":2}`, "{"+strings.Join(members, ",")+"}"), facts.NewLayout(attributes, inputs)
}

// Decoding costs a handful of allocations, whatever the number of records.
func TestDecodingAllocatesLittle(t *testing.T) {
	body, layout := typical()
	src := source(body)
	r := read(t, body)
	reading := testing.AllocsPerRun(20, func() { facts.Read(src, facts.Limits{}) })
	decoding := testing.AllocsPerRun(20, func() { r.Values(layout) })
	if reading > 20 || decoding > 25 {
		t.Errorf("Read allocates %v times, Values %v times; want at most 20 and 25", reading, decoding)
	}
}

func BenchmarkRead(b *testing.B) {
	body, _ := typical()
	src := source(body)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		facts.Read(src, facts.Limits{})
	}
}

func BenchmarkValues(b *testing.B) {
	body, layout := typical()
	r := read(b, body)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if v, problems := r.Values(layout); v == nil {
			b.Fatal(problems.Err())
		}
	}
}
