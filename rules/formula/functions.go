package formula

import (
	"slices"

	"merit/rules/text"
)

// A Function is one of the functions that formulas may call. The table below
// is the only source for documentation, error messages and completion.
type Function struct {
	Name      string
	Signature string
	Example   string    // a formula over the names of the language reference
	Doc       text.Text // what it yields
	Units     text.Text // in which unit

	least, most int  // how many arguments it takes
	list        bool // it walks a list
	each        bool // its second argument is looked at for each element
}

// Functions lists every function, in the order of the documentation.
var Functions = documented([]Function{
	{Name: "abs", Signature: "abs(x)", Example: "abs(revenue - plan)", least: 1, most: 1},
	{Name: "ceil", Signature: "ceil(x)", Example: "ceil(revenue / 1000)", least: 1, most: 1},
	{Name: "floor", Signature: "floor(x)", Example: "floor(revenue / 1000)", least: 1, most: 1},
	{Name: "round", Signature: "round(x, places)", Example: "round(revenue / plan, 2)", least: 1, most: 2},
	{Name: "min", Signature: "min(a, b, …)", Example: "min(revenue / plan, 1.2)", least: 1, most: 64},
	{Name: "max", Signature: "max(a, b, …)", Example: "max(map(tickets, .hours))", least: 1, most: 64},
	{Name: "clamp", Signature: "clamp(x, low, high)", Example: "clamp(revenue / plan, 0.8, 1.2)", least: 3, most: 3},
	{Name: "ratio", Signature: "ratio(a, b, otherwise)", Example: "ratio(revenue, plan, 1)", least: 3, most: 3},
	{Name: "nps", Signature: "nps(promoters, detractors, n)", Example: "nps(count(surveys, .score >= 9), count(surveys, .score <= 6), len(surveys))", least: 3, most: 3},
	{Name: "len", Signature: "len(list)", Example: "len(tickets)", least: 1, most: 1, list: true},
	{Name: "count", Signature: "count(list, condition)", Example: "count(tickets, .hours > 24)", least: 1, most: 2, list: true, each: true},
	{Name: "sum", Signature: "sum(list, number)", Example: "sum(tickets, .hours)", least: 1, most: 2, list: true, each: true},
	{Name: "mean", Signature: "mean(numbers)", Example: "mean(map(tickets, .hours))", least: 1, most: 1, list: true},
	{Name: "median", Signature: "median(numbers)", Example: "median(map(tickets, .hours))", least: 1, most: 1, list: true},
	{Name: "percentile", Signature: "percentile(numbers, p)", Example: "percentile(map(tickets, .hours), 90)", least: 2, most: 2, list: true},
	{Name: "weighted_mean", Signature: "weighted_mean(values, weights)", Example: "weighted_mean(map(surveys, .score), map(surveys, .weight))", least: 2, most: 2, list: true},
	{Name: "filter", Signature: "filter(list, condition)", Example: "len(filter(surveys, .score >= 4))", least: 2, most: 2, list: true, each: true},
	{Name: "map", Signature: "map(list, value)", Example: "median(map(surveys, .score * 20))", least: 2, most: 2, list: true, each: true},
	{Name: "any", Signature: "any(list, condition)", Example: "any(tickets, .hours > 72)", least: 2, most: 2, list: true, each: true},
	{Name: "all", Signature: "all(list, condition)", Example: "all(surveys, .score >= 3)", least: 2, most: 2, list: true, each: true},
	{Name: "none", Signature: "none(list, condition)", Example: `none(surveys, .cause == "service")`, least: 2, most: 2, list: true, each: true},
	{Name: "date", Signature: `date("YYYY-MM-DD")`, Example: `hired < date("2026-01-01")`, least: 1, most: 1},
	{Name: "days", Signature: "days(from, to)", Example: "days(hired, period.end)", least: 2, most: 2},
	{Name: "hours", Signature: "hours(from, to)", Example: "mean(map(tickets, hours(.opened, .closed)))", least: 2, most: 2},
	{Name: "minutes", Signature: "minutes(from, to)", Example: "max(map(tickets, minutes(.opened, .closed)))", least: 2, most: 2},
	{Name: "per_week", Signature: "per_week(times)", Example: "min(per_week(map(tickets, .opened)))", least: 1, most: 1, list: true},
	{Name: "repeats", Signature: "repeats(customers, topics, times, hours)", Example: "repeats(map(tickets, .customer), map(tickets, .topic), map(tickets, .opened), 168)", least: 4, most: 4, list: true},
	{Name: "streak", Signature: "streak(conditions)", Example: "streak(map(history, .score >= 90))", least: 1, most: 1, list: true},
	{Name: "last", Signature: "last(history, n)", Example: "mean(map(last(history, 3), .score))", least: 2, most: 2, list: true},
})

func documented(list []Function) []Function {
	for i := range list {
		e, _ := text.Find(docKey(list[i].Name))
		list[i].Doc, list[i].Units = e.Message, e.Help
	}
	return list
}

var functionIndex = func() map[string]*Function {
	index := make(map[string]*Function, len(Functions))
	for i := range Functions {
		index[Functions[i].Name] = &Functions[i]
	}
	return index
}()

func lookup(name string) (*Function, bool) {
	f, ok := functionIndex[name]
	return f, ok
}

func functionNames() []string {
	names := make([]string, len(Functions))
	for i, f := range Functions {
		names[i] = f.Name
	}
	return names
}

// IsFunction reports whether name is a function of formulas.
func IsFunction(name string) bool {
	_, ok := lookup(name)
	return ok
}

// Reserved reports whether name is a word of the language, so that nothing
// in a policy may be called it.
func Reserved(name string) bool { return IsFunction(name) || slices.Contains(reserved, name) }

var reserved = []string{
	"score", "grade", "rate", "value", "target", "vetoed", "metrics", "history", "parts", "period",
	"nil", "true", "false", "and", "or", "not", "in", "let", "if", "else", "contains", "matches", "startsWith", "endsWith",
}
