package records

import (
	"strings"
	"testing"

	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/formula"
)

func one(name string, t *formula.Type) *rules.Field { return &rules.Field{Name: name, Type: t} }

func required(f *rules.Field) *rules.Field {
	f.Required = true
	return f
}

func listOf(name string, fields ...*rules.Field) *rules.Field {
	record := &formula.Type{Kind: formula.Record}
	for _, f := range fields {
		record.Fields = append(record.Fields, formula.Field{Name: f.Name, Type: f.Type})
	}
	return &rules.Field{Name: name, Type: formula.ListOf(record, 5000), Fields: fields}
}

// declared is what the policies of these tests declare.
func declared() Fields {
	scores := one("scores", formula.ListOf(formula.NumberType, 100))
	scores.Item = one("", formula.NumberType)
	return Fields{
		Attributes: []*rules.Field{one("level", formula.IntegerType), one("team", formula.StringType), one("hired", formula.DateType)},
		Inputs: []*rules.Field{
			required(one("base_bonus", formula.NumberType)),
			listOf("calls",
				required(one("answered", formula.BooleanType)), one("resolved", formula.BooleanType),
				one("speed", formula.NumberType), one("talk", formula.NumberType),
				one("rating", formula.IntegerType), one("topic", formula.StringType)),
			listOf("tickets", one("id", formula.StringType), one("at", formula.TimeType)),
			scores,
		},
	}
}

func source(t testing.TB, toml string) *Source {
	t.Helper()
	s, problems := ReadSource(diag.NewSource("x.source.toml", []byte(toml)))
	if problems.HasErrors() {
		t.Fatalf("ReadSource: %v", problems.Err())
	}
	return s
}

// files opens texts under file names, each for the table it is named for:
// calls-1.csv is a file of calls.
func files(texts map[string]string) map[string][]Input {
	tables := map[string][]Input{}
	for _, name := range sortedNames(texts) {
		table := name[:strings.IndexAny(name, "-.")]
		tables[table] = append(tables[table], Input{Name: name, Reader: strings.NewReader(texts[name])})
	}
	return tables
}

func assemble(t testing.TB, toml string, texts map[string]string, periods ...calendar.Period) *Rows {
	t.Helper()
	rows, err := source(t, toml).Assemble(files(texts), Options{Fields: declared(), Length: calendar.Month, Periods: periods})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// codes writes problems as place code, one a line.
func codes(list diag.List) string {
	var lines []string
	for i := range list {
		lines = append(lines, list[i].Where()+" "+list[i].Code)
	}
	return strings.Join(lines, "\n")
}
