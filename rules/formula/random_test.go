package formula

import (
	"testing"

	"pgregory.net/rapid"
)

// TestRandomFormulas writes formulas that are well formed and nearly well
// typed, which text at random never is. Whatever ours accepts, expr's checker
// accepts too, or the second net would refuse valid formulas.
func TestRandomFormulas(t *testing.T) {
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		g := &grammar{t}
		formula := g.any(4)
		f, problems := load(inFile("random", formula), "any")
		for _, d := range problems {
			if d.Code == "formula-checker" || d.Code == "formula-subset" && d.Message.EN == "formulas do not have this" {
				t.Fatalf("%s: %s", formula, d.Message.EN)
			}
		}
		if f != nil {
			accepted++
			checkRanges(t, f)
		}
	})
	if accepted < 20 {
		t.Errorf("only %d random formulas type: the grammar is no test", accepted)
	}
}

// A grammar draws formulas by type; now and then it draws another type.
type grammar struct{ t *rapid.T }

func (g *grammar) pick(words ...string) string { return rapid.SampledFrom(words).Draw(g.t, "word") }

func (g *grammar) chance(oneIn int) bool { return rapid.IntRange(1, oneIn).Draw(g.t, "chance") == 1 }

func (g *grammar) any(depth int) string {
	switch g.pick("number", "boolean", "list", "text", "moment") {
	case "number":
		return g.number(depth)
	case "list":
		return g.list(depth)
	case "text":
		return g.text(depth)
	case "moment":
		return g.moment()
	}
	return g.boolean(depth)
}

func (g *grammar) number(depth int) string {
	if g.chance(60) {
		return g.boolean(depth - 1)
	}
	if depth <= 0 {
		return g.pick("1", "2.5", "-3", "level", "revenue", "流失客户数", "metrics.csat.value", "period.days")
	}
	n := func() string { return g.number(depth - 1) }
	switch g.pick("leaf", "op", "op", "choice", "call", "list", "sign", "else", "time") {
	case "op":
		return "(" + n() + " " + g.pick("+", "-", "*", "/", "%") + " " + n() + ")"
	case "choice":
		return "(" + g.boolean(depth-1) + " ? " + n() + " : " + g.pick("nil", n()) + ")"
	case "call":
		return g.pick("abs("+n()+")", "floor("+n()+")", "round("+n()+", 2)", "round("+n()+")", "min("+n()+", "+n()+")", "clamp("+n()+", 0, "+n()+")", "ratio("+n()+", "+n()+", nil)", "ceil("+n()+")")
	case "list":
		l := g.list(depth - 1)
		return g.pick("len("+l+")", "count("+l+", "+g.predicate()+")", "sum("+l+", .hours)", "mean(map("+l+", .hours))", "max(map("+l+", .contacts))", "percentile(map("+l+", .hours), 90)", "sum(hours_list)", "streak(map(history, .score > 3))", "repeats(map("+l+", .customer), map("+l+", .topic), map("+l+", .opened), 24)", "median(per_week(map("+l+", .closed)))")
	case "sign":
		return "-" + n()
	case "else":
		return "(" + n() + " ?? " + n() + ")"
	case "time":
		return g.pick("days", "hours", "minutes") + "(" + g.moment() + ", " + g.moment() + ")"
	}
	return g.number(0)
}

func (g *grammar) moment() string {
	return g.pick("hired", "answered", "period.end", `date("2026-03-31")`, "(hired ?? period.start)")
}

func (g *grammar) text(depth int) string {
	if depth <= 0 {
		return g.pick("team", "city", "grade", `"north"`, `"A"`)
	}
	return "(" + g.boolean(depth-1) + " ? " + g.text(depth-1) + " : " + g.text(0) + ")"
}

func (g *grammar) boolean(depth int) string {
	if g.chance(60) {
		return g.number(depth - 1)
	}
	if depth <= 0 {
		return g.pick("on_leave", "true", "metrics.csat.measured", "team == nil")
	}
	b := func() string { return g.boolean(depth - 1) }
	n := func() string { return g.number(depth - 1) }
	switch g.pick("compare", "chain", "join", "not", "in", "any", "text", "time") {
	case "compare":
		return n() + " " + g.pick("<", "<=", ">", ">=", "==", "!=") + " " + n()
	case "chain":
		return n() + " < " + n() + " <= " + n()
	case "join":
		return "(" + b() + " " + g.pick("and", "or") + " " + b() + ")"
	case "not":
		return "not (" + b() + ")"
	case "in":
		return n() + g.pick(" in ", " not in ") + "[1, -2.5]"
	case "any":
		return g.pick("any", "all", "none") + "(" + g.list(depth-1) + ", " + g.predicate() + ")"
	case "text":
		return g.text(1) + " == " + g.text(1)
	}
	return g.moment() + g.pick(" < ", " >= ", " == ") + g.moment()
}

func (g *grammar) list(depth int) string {
	if depth <= 0 || g.chance(2) {
		return "tickets"
	}
	return "filter(" + g.list(depth-1) + ", " + g.predicate() + ")"
}

func (g *grammar) predicate() string {
	return g.pick(".hours > 3", ".hours / level > revenue", `.priority == "high"`, `.priority in ["low", "high"]`, "#.reopened", "not .reopened and on_leave", "hours(.opened, .closed) < 5", ".day >= hired", ".customer == nil", "(.hours ?? 0) > 1", "0 < .contacts < 9", ".contacts % 2 == 0")
}
