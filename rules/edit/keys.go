package edit

import (
	"strings"

	"merit/rules/text"
)

// A shape is what may be written at one place of a policy.
type shape struct {
	types []string   // of JSON Schema; none for anything
	words []string   // the only ones a string can be
	low   *float64   // of a number
	high  *float64   // of a number
	keys  []key      // of a table with these keys only
	need  []string   // of them, those that must be there
	one   [][]string // of which sets of keys there must be exactly one
	each  *shape     // of a table whose keys are names
	items *shape     // of a list
	least int        // elements of a list
	any   []*shape   // of one of these shapes
}

// A key is one key of a table of a policy.
type key struct {
	name string
	of   *shape
}

func oneOfWords(all ...string) *shape { return &shape{types: []string{"string"}, words: all} }

func between(low, high float64) *shape {
	return &shape{types: []string{"number"}, low: &low, high: &high}
}

func whole(low, high float64) *shape {
	return &shape{types: []string{"integer"}, low: &low, high: &high}
}

func list(items *shape) *shape { return &shape{types: []string{"array"}, items: items} }

func table(keys ...key) *shape { return &shape{types: []string{"object"}, keys: keys} }

// named is a table whose keys are names of people's own.
func named(each *shape) *shape { return &shape{types: []string{"object"}, each: each} }

func (s *shape) needs(keys ...string) *shape {
	s.need = keys
	return s
}

func (s *shape) oneOf(sets ...[]string) *shape {
	s.one = sets
	return s
}

func (s *shape) orWord(all ...string) *shape { return &shape{any: []*shape{oneOfWords(all...), s}} }

var (
	anything  = &shape{}
	prose     = &shape{types: []string{"string"}}
	expr      = &shape{types: []string{"string"}}
	number    = &shape{types: []string{"number"}}
	zeroUp    = &shape{types: []string{"number"}, low: new(float64)}
	amount    = &shape{types: []string{"number", "string"}}
	flag      = &shape{types: []string{"boolean"}}
	day       = &shape{types: []string{"string"}}
	prosList  = list(prose)
	percent   = between(0, 100)
	undecided = oneOfWords("pass", "hit")
	missing   = oneOfWords("redistribute", "zero", "neutral", "hold")
	partial   = oneOfWords("down", "up")
)

// rowKeys are those of a [[section]]: a row that only changes or removes one
// of the policy it extends has few of them.
func rows(keys ...key) *shape {
	keys = append(keys, key{"description", prose}, key{"remove", flag})
	return list(table(keys...))
}

// entries are those of a [section] whose keys are names.
func entries(keys ...key) *shape {
	return named(table(append(keys, key{"description", prose}, key{"remove", flag})...))
}

// field returns the keys of a declaration.
func field(types []string, more ...key) []key {
	return append([]key{
		{"type", oneOfWords(types...)}, {"title", prose}, {"unit", prose}, {"min", number}, {"max", number}, {"enum", prosList},
	}, more...)
}

var scalars = []string{"number", "integer", "string", "boolean", "date", "time"}

func recordField() *shape {
	return table(field(scalars, key{"default", anything}, key{"required", flag}, key{"description", prose})...).needs("type")
}

func itemField() *shape {
	return table(field(scalars, key{"description", prose})...).needs("type")
}

// policyShape is a whole policy: the one table of its keys.
func policyShape() *shape {
	return table(
		key{"schema", whole(1, 1)},
		key{"policy", headerShape()},
		key{"agreement", named(&shape{any: []*shape{prose, prosList}})},
		key{"attributes", entries(field(scalars)...)},
		key{"params", entries(key{"value", number}, key{"values", list(table(key{"from", day}, key{"value", number}).needs("from", "value"))}, key{"unit", prose}, key{"title", prose})},
		key{"inputs", entries(field(append(scalars[:6:6], "list"), key{"default", anything}, key{"required", flag}, key{"controllable", flag}, key{"fields", named(recordField())}, key{"items", itemField()})...)},
		key{"checks", checkRows()},
		key{"formulas", named(&shape{any: []*shape{expr, table(key{"remove", flag})}})},
		key{"scoring", table(
			key{"min", number}, key{"max", number}, key{"metric_max", between(100, 1000)}, key{"min_measured", percent}, key{"max_rate", zeroUp},
			key{"decimals", whole(0, 6)}, key{"rounding", oneOfWords("half-up", "half-even")}, key{"when_missing", missing})},
		key{"parts", table(key{"policy", prose}, key{"need", whole(1, 12)})},
		key{"dimensions", rows(key{"id", prose}, key{"title", prose}, key{"weight", percent}, key{"perspective", oneOfWords("financial", "customer", "process", "learning")})},
		key{"metrics", metricRows()},
		key{"guards", rows(key{"id", prose}, key{"title", prose}, key{"metric", prose}, key{"when", expr}, key{"cap", amount}, key{"scale", amount}, key{"when_undecided", undecided}, key{"reason", prose})},
		key{"adjustments", rows(key{"id", prose}, key{"title", prose}, key{"points", amount}, key{"when", expr}, key{"min", number}, key{"max", number}, key{"when_undecided", oneOfWords("pass")}, key{"reason", prose})},
		key{"vetoes", rows(key{"id", prose}, key{"title", prose}, key{"when", expr}, key{"effect", effectShape()}, key{"enforcement", oneOfWords("hard", "soft", "advisory")}, key{"when_undecided", undecided}, key{"reason", prose})},
		key{"bands", rows(key{"from", number}, key{"grade", prose}, key{"title", prose}, key{"rate", amount})},
		key{"payouts", rows(key{"id", prose}, key{"title", prose}, key{"amount", amount})},
		key{"outcomes", rows(key{"id", prose}, key{"kind", oneOfWords("reward", "penalty", "coaching", "review", "alert")}, key{"title", prose}, key{"when", expr}, key{"consecutive", whole(1, 120)}, key{"despite_veto", flag}, key{"max_wage_share", between(0, 1)}, key{"respect_minimum_wage", flag})},
		key{"examples", exampleRows()},
	).needs("schema", "policy")
}

func headerShape() *shape {
	return table(
		key{"id", prose}, key{"version", prose}, key{"title", prose}, key{"description", prose}, key{"period", oneOfWords("month", "quarter", "half", "year")},
		key{"currency", prose}, key{"effective", table(key{"from", day}, key{"to", day}).needs("from")}, key{"stage", oneOfWords("draft", "pilot", "active", "retired")},
		key{"applies", expr}, key{"pays", flag}, key{"extends", prose}, key{"approvers", prosList},
		key{"approvals", list(table(key{"as", prose}, key{"by", prose}, key{"on", day}, key{"digest", prose}, key{"covers", prose}).needs("as", "by", "digest"))},
	).needs("id", "version", "effective")
}

func checkRows() *shape {
	return list(table(key{"id", prose}, key{"that", expr}, key{"message", prose}, key{"description", prose}, key{"remove", flag}))
}

func effectShape() *shape {
	return table(key{"score", number}, key{"cap", number}, key{"grade", prose}, key{"payout", zeroUp})
}

func metricRows() *shape {
	return rows(
		key{"id", prose}, key{"title", prose}, key{"goal", prose}, key{"unit", prose}, key{"dimension", prose}, key{"weight", percent}, key{"portion", percent},
		key{"applies", expr}, key{"value", expr},
		key{"share", table(key{"part", expr}, key{"whole", expr}, key{"of", expr}, key{"where", expr}, key{"pooled", prose}).
			oneOf([]string{"part", "whole"}, []string{"of", "where"}, []string{"pooled"})},
		key{"raters", table(key{"of", prose}, key{"weights", named(percent)}, key{"floor", whole(2, 1e6)}, key{"exempt", prosList}).needs("of", "weights", "floor")},
		key{"sample", table(key{"size", expr}, key{"min", zeroUp}).needs("min")},
		key{"better", oneOfWords("higher", "lower")}, key{"target", amount},
		key{"shortfall", table(key{"per", zeroUp}, key{"deduct", zeroUp}, key{"partial", partial}).needs("per", "deduct").
			orWord("proportional", "ratio", "all-or-nothing")},
		key{"steps", list(&shape{types: []string{"array"}, items: number, least: 2})}, key{"interpolate", flag}, key{"score", expr},
		key{"extra", table(key{"at", amount}, key{"per", zeroUp}, key{"points", zeroUp}, key{"partial", partial}, key{"proportional", flag}, key{"max", zeroUp}).
			oneOf([]string{"at"}, []string{"per"}, []string{"proportional"})},
		key{"when_missing", missing},
	)
}

func exampleRows() *shape {
	open := named(anything)
	texts := list(prose)
	expect := table(
		key{"status", oneOfWords("final", "held")}, key{"score", number}, key{"earned", number}, key{"grade", prose}, key{"rate", amount}, key{"vetoed", flag},
		key{"payout", amount}, key{"payouts", open}, key{"would_pay", amount}, key{"dimensions", open}, key{"metrics", open}, key{"guards", texts},
		key{"adjustments", open}, key{"vetoes", texts}, key{"outcomes", texts}, key{"pilots", texts}, key{"warnings", texts}, key{"reasons", texts}, key{"refused", flag},
	)
	period := &shape{types: []string{"string", "integer"}}
	return list(table(
		key{"name", prose}, key{"description", prose}, key{"like", prose}, key{"attributes", open}, key{"inputs", open}, key{"expect", expect},
		key{"period", period}, key{"as_of", day}, key{"history", list(open)}, key{"parts", list(open)}, key{"overrides", list(table(key{"veto", prose}, key{"by", prose}, key{"reason", prose}))},
		key{"explain", flag},
	).needs("name", "expect"))
}

// told returns what a key means. What every entry may say, such as title, is
// told once for all.
func told(path []string) text.Text {
	for i := 0; i < len(path); i++ {
		if e, ok := text.Find(keyOf(path[i:])); ok {
			return e.Message
		}
	}
	return text.Text{}
}

// keyOf is the place of a key's words in the catalogue: key-metrics-share.part.
func keyOf(path []string) string {
	kebab := strings.ReplaceAll(strings.Join(path, "-"), "_", "-")
	if i := len(path) - 1; i > 0 {
		last := strings.ReplaceAll(path[i], "_", "-")
		return "key-" + strings.TrimSuffix(kebab, "-"+last) + "." + last
	}
	return "key-" + kebab
}
