package formula

import (
	"merit/rules/diag"
	"merit/rules/text"
)

// world is the scope of the tests: every kind of name that a formula can meet.
func world() *Scope {
	ticket := &Type{Kind: Record, Fields: []Field{
		{"hours", NumberType}, {"opened", TimeType}, {"closed", TimeType}, {"day", DateType}, {"customer", StringType}, {"topic", StringType},
		{"priority", &Type{Kind: String, Enum: []string{"high", "normal", "low"}}}, {"reopened", BooleanType}, {"contacts", IntegerType}, {"时长", NumberType},
	}}
	survey := &Type{Kind: Record, Fields: []Field{
		{"score", IntegerType}, {"weight", NumberType}, {"cause", &Type{Kind: String, Enum: []string{"service", "product"}}},
	}}
	period := &Type{Kind: Record, Fields: []Field{{"period", StringType}, {"score", NumberType}, {"grade", grades}, {"vetoed", BooleanType},
		{"metrics.csat.value", NumberType}, {"metrics.csat.score", NumberType}, {"metrics.满意.whole", NumberType}}}
	history := &Type{Kind: List, Elem: period, Max: 24, Newest: 1}
	scope := &Scope{Symbols: map[string]Symbol{}, Aliases: map[string]string{
		"流失客户数": "customers_lost", "期初客户数": "customers_start", "metrics.满意率.value": "metrics.csat.value",
	}}
	for name, t := range map[string]*Type{
		"revenue": NumberType, "plan": NumberType, "customers_lost": IntegerType, "customers_start": IntegerType, "level": IntegerType,
		"team": {Kind: String, Enum: []string{"north", "south"}}, "city": StringType, "on_leave": BooleanType, "hired": DateType, "answered": TimeType,
		"tickets": ListOf(ticket, 5000), "surveys": ListOf(survey, 0), "hours_list": ListOf(NumberType, 31), "flags": ListOf(BooleanType, 12), "codes": ListOf(StringType, 9),
		"history": history, "parts": {Kind: List, Elem: period, Max: 3, Newest: -1}, "broken": UnknownType, "churn_target": NumberType,
		"period.start": DateType, "period.end": DateType, "period.days": IntegerType,
		"metrics.csat.value": NumberType, "metrics.csat.score": NumberType, "metrics.csat.measured": BooleanType, "metrics.churn.value": NumberType,
		"grade": grades, "rate": NumberType,
	} {
		scope.Symbols[name] = Symbol{Name: name, Type: t}
	}
	scope.Symbols["score"] = Symbol{Name: "score", Type: NumberType, Hidden: text.Text{ZH: "它在否决之后才有", EN: "it exists only after the vetoes"}}
	return scope
}

var grades = &Type{Kind: String, Enum: []string{"S", "A", "B", "C"}}

// inFile is src as the only content of a file.
func inFile(name, formula string) Source {
	file := diag.NewSource(name, []byte(formula))
	return Source{Text: formula, Locate: func(from, to int) diag.Span { return diag.Span{Source: file, Start: from, End: to} }}
}

var wantWords = map[string]Want{"any": WantAny, "number": WantNumber, "boolean": WantBoolean, "list": WantList, "scalar": WantScalar, "where": WantBoolean, "#": WantBoolean}

// load parses and types a formula; kind is a word of wantWords, where "where"
// is a condition over tickets and "#" one over hours_list.
func load(src Source, kind string) (*Formula, diag.List) {
	scope, parse := world(), Parse
	switch kind {
	case "where":
		scope.Elem, parse = scope.Symbols["tickets"].Type.Elem, ParsePredicate
	case "#":
		scope.Elem, parse = NumberType, ParsePredicate
	}
	s, problems := parse(src)
	if s == nil {
		return nil, problems
	}
	return s.Check(scope, wantWords[kind])
}
