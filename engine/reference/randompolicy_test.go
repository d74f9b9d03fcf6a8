package reference_test

import (
	"fmt"
	"math/rand/v2"
)

// A maker makes one random policy.
type maker struct {
	*writer
	root     *tab
	known    scope // attributes, inputs, params, formulas and period: what metrics see
	facts    scope // attributes, inputs and period: what checks see
	after    scope // metrics
	params   scope
	early    scope // as known, without formulas
	part     *tab  // the policy rolled up
	ratings  *tab  // what all metrics of raters share
	decimals int
	digits   int
	plain    bool // scores are inputs as they are, so that ties of scores and money are many
	grades   []string
	low, top int
}

// makePolicy returns a random policy of every feature.
func makePolicy(rng *rand.Rand) *maker {
	m := &maker{writer: &writer{Rand: rng}, root: table("schema", raw("1"))}
	m.plain = m.chance(25)
	m.header()
	m.attributes()
	m.paramsSection()
	m.inputs()
	m.known = m.facts.plus(m.params)
	m.checks()
	m.scoring()
	m.bands()
	m.history()
	m.rollsUp()
	m.early = m.known
	m.formulas()
	m.metrics()
	m.guards()
	m.adjustments()
	m.vetoes()
	m.payouts()
	m.outcomes()
	return m
}

func (m *maker) header() {
	currency := pick(m.Rand, []string{"CNY", "CNY", "JPY", "KWD"})
	m.digits = map[string]int{"CNY": 2, "JPY": 0, "KWD": 3}[currency]
	head := table("id", "world", "version", "1", "title", "World", "period", pick(m.Rand, []string{"month", "month", "quarter", "half", "year"}),
		"currency", currency, "effective", table("from", raw("2026-01-01"), "to", raw("2027-12-31")))
	if stage := pick(m.Rand, []string{"active", "active", "active", "active", "active", "active", "draft", "pilot", "retired"}); stage != "draft" {
		head.set("stage", stage)
	}
	if m.chance(15) {
		head.set("applies", pick(m.Rand, []string{`team == "north"`, `level >= 2`, `team != "south" or level == 1`, `team in ["north", "west"]`}))
	}
	m.root.set("policy", head)
}

func (m *maker) attributes() {
	m.root.set("attributes", table(
		"team", table("type", "string", "enum", []any{"north", "south", "west"}),
		"level", table("type", "integer", "min", raw("1"), "max", raw("5"), "title", "职级"),
		"hired", table("type", "date")))
	m.facts = scope{integers: []string{"level", "period.days"}, strings: []choice{{"team", []string{"north", "south", "west"}}}, dates: []string{"hired", "period.start", "period.end"}}
}

func (m *maker) paramsSection() {
	params := table()
	for i := range 1 + m.IntN(3) {
		name := fmt.Sprintf("p%d", i)
		if m.chance(50) {
			params.set(name, table("value", raw(m.literal())))
		} else {
			params.set(name, table("values", []any{table("from", raw("2025-07-01"), "value", raw(m.literal())), table("from", raw("2026-04-16"), "value", raw(m.literal()))}))
		}
		m.params.numbers = append(m.params.numbers, name)
	}
	m.root.set("params", params)
}

var titles = []string{"期初数", "流失数", "合格数", "抽检数", "工时", "基数值"}

func (m *maker) inputs() {
	in := table("base", table("type", "number", "min", raw("0"), "max", raw("50000")))
	s := &m.facts
	s.numbers = append(s.numbers, "base")
	for i := range 2 + m.IntN(4) {
		kind := pick(m.Rand, []string{"integer", "number"})
		name := fmt.Sprintf("%c%d", kind[0], i)
		in.set(name, m.field(table("type", kind, "min", raw("-1000"), "max", raw("1000")), "3"))
		called := name
		if m.chance(25) {
			in.sub(name).set("title", titles[i])
			called = titles[i]
		}
		if kind == "integer" {
			s.integers = append(s.integers, called)
		} else {
			s.numbers = append(s.numbers, called)
		}
	}
	if m.chance(60) {
		in.set("flag", m.field(table("type", "boolean"), "true"))
		s.bools = append(s.bools, "flag")
	}
	if m.chance(50) {
		in.set("mood", m.field(table("type", "string", "enum", []any{"good", "bad", "odd"}), `"odd"`))
		s.strings = append(s.strings, choice{"mood", []string{"good", "bad", "odd"}})
	}
	m.lists(in)
	m.feedback(in)
	m.root.set("inputs", in)
}

// field makes f required, optional or one with a default.
func (m *maker) field(f *tab, standard string) *tab {
	if m.plain && m.chance(80) {
		return f
	}
	switch m.IntN(4) {
	case 0:
		f.set("required", false)
	case 1:
		f.set("default", raw(standard))
	}
	return f
}

// feedback is a list of ratings, which no formula may read (I6).
func (m *maker) feedback(in *tab) {
	if m.chance(70) {
		return
	}
	in.set("ratings", table("type", "list", "max", raw("12"), "fields", table(
		"role", table("type", "string", "enum", []any{"boss", "peer", "cross"}),
		"score", m.field(table("type", "number", "min", raw("1"), "max", raw("5")), "3"))))
	if m.chance(25) {
		in.sub("ratings").set("required", false)
	}
	weights := table()
	for i, w := range m.hundred(3) {
		weights.set([]string{"boss", "peer", "cross"}[i], raw(w))
	}
	m.ratings = table("of", "ratings", "weights", weights, "floor", raw(fmt.Sprint(2+m.IntN(2))))
	if exempt := [][]any{nil, {"boss"}, {"boss", "cross"}}[m.IntN(3)]; exempt != nil {
		m.ratings.set("exempt", exempt)
	}
}

func (m *maker) lists(in *tab) {
	if m.chance(75) {
		fields := table("x", m.field(table("type", "integer", "min", raw("0"), "max", raw("10")), "4"), "y", m.field(table("type", "number"), "1.5"))
		el := &scope{numbers: []string{".y", "#.y"}, integers: []string{".x"}}
		if m.chance(60) {
			fields.set("ok", m.field(table("type", "boolean"), "false"))
			el.bools = []string{".ok"}
		}
		if m.chance(60) {
			fields.set("k", m.field(table("type", "string", "enum", []any{"a", "b", "c"}), `"a"`))
			el.strings = []choice{{".k", []string{"a", "b", "c"}}}
		}
		in.set("rows", table("type", "list", "max", raw("12"), "fields", fields))
		m.facts.lists = append(m.facts.lists, rows{name: "rows", fields: el})
	}
	if m.chance(40) {
		item := table("type", "number", "min", raw("-100"))
		in.set("plain", table("type", "list", "max", raw("10"), "items", item))
		m.facts.lists = append(m.facts.lists, rows{name: "plain", plain: true})
	}
	if m.chance(30) {
		in.set("calls", table("type", "list", "max", raw("12"), "fields", table(
			"who", m.field(table("type", "string", "enum", []any{"x", "y"}), `"x"`), "topic", table("type", "string", "enum", []any{"t", "u"}),
			"at", table("type", "time", "required", false), "done", table("type", "time"))))
		m.facts.lists = append(m.facts.lists, rows{name: "calls", calls: true, fields: &scope{
			numbers: []string{"hours(.at, .done)", "minutes(.at, .done)", "days(.done, period.end)"},
			bools:   []string{".at < .done", ".done == nil", `.at >= date("2026-03-10")`},
			strings: []choice{{".who", []string{"x", "y"}}, {".topic", []string{"t", "u"}}},
		}})
	}
	for _, l := range m.facts.lists {
		if m.chance(25) {
			in.sub(l.name).set("required", false)
		}
	}
}

// history is seen by metrics and formulas, not by checks.
func (m *maker) history() {
	if m.chance(30) {
		m.known.lists = append(m.known.lists, rows{name: "history", newest: true, fields: &scope{
			numbers: []string{".score", ".score", ".rate", ".payout", ".metrics.m0.score", ".metrics.m0.value", ".metrics.m0.part"},
			bools:   []string{".vetoed"},
			strings: []choice{{".grade", m.grades}, {".status", []string{"final", "held"}}},
		}})
	}
}

func (m *maker) formulas() {
	section := table()
	for i := range m.IntN(5) {
		m.scope = m.known
		name := fmt.Sprintf("q%d", i)
		switch kind := m.IntN(5); {
		case kind == 0:
			section.set(name, m.condition(3).text)
			m.known.bools = append(m.known.bools, name)
		case kind == 1 && len(m.scope.lists) > 0:
			l := pick(m.Rand, m.scope.lists)
			section.set(name, "filter("+l.name+", "+m.within(l).condition(2).text+")")
			m.known.lists = append(m.known.lists, rows{name: name, fields: l.fields, plain: l.plain, newest: l.newest, calls: l.calls})
		default:
			section.set(name, m.number(3).text)
			m.known.numbers = append(m.known.numbers, name)
		}
	}
	if len(section.keys) > 0 {
		m.Shuffle(len(section.keys), func(i, j int) { section.keys[i], section.keys[j] = section.keys[j], section.keys[i] })
		m.root.set("formulas", section)
	}
}

func (m *maker) checks() {
	var all []any
	for i := range m.IntN(3) {
		m.scope = m.facts
		if m.chance(40) {
			all = append(all, table("id", fmt.Sprintf("c%d", i), "that", m.in(m.condition(2), ors)+" or true", "message", fmt.Sprintf("check %d", i)))
			continue
		}
		all = append(all, table("that", "base >= "+fmt.Sprint(m.IntN(20))+" or ("+m.condition(1).text+")", "message", fmt.Sprintf("check %d", i)))
	}
	m.put("checks", all)
}

func (m *maker) put(name string, all []any) {
	if len(all) > 0 {
		m.root.set(name, all)
	}
}

func (m *maker) scoring() {
	s := table()
	m.decimals, m.top = 2, 100
	if m.chance(50) {
		m.decimals = m.IntN(7)
		s.set("decimals", raw(fmt.Sprint(m.decimals)))
	}
	if m.chance(40) {
		s.set("rounding", pick(m.Rand, []string{"half-up", "half-even"}))
	}
	if m.chance(30) {
		m.low = pick(m.Rand, []int{-20, 10, 0})
		s.set("min", raw(fmt.Sprint(m.low)))
	}
	if m.chance(30) {
		m.top = pick(m.Rand, []int{90, 110, 120})
		s.set("max", raw(fmt.Sprint(m.top)))
	}
	if m.chance(30) {
		s.set("metric_max", raw(pick(m.Rand, []string{"100", "110", "150"})))
	}
	if m.chance(40) {
		s.set("min_measured", raw(pick(m.Rand, []string{"0", "10", "33.3", "40", "75", "100"})))
	}
	if m.chance(30) {
		s.set("when_missing", m.missing())
	}
	if len(s.keys) > 0 {
		m.root.set("scoring", s)
	}
}

func (m *maker) missing() string {
	return pick(m.Rand, []string{"redistribute", "zero", "neutral", "hold"})
}

// grid writes a number on the grid of the score's decimals.
func (m *maker) grid(whole int) string {
	if m.decimals == 0 || m.chance(60) {
		return fmt.Sprint(whole)
	}
	return fmt.Sprintf("%d.%0*d", whole, min(m.decimals, 2), m.IntN(10))
}

func (m *maker) bands() {
	edges := []int{m.low}
	edges = append(edges, []int{40, 60, 80, 95}[:1+m.IntN(4)]...)
	if m.chance(20) {
		edges[0] -= 5
	}
	m.grades = []string{"D", "C", "B", "A", "S"}[:len(edges)]
	rates := []any{pick(m.Rand, []any{"0%", raw("0"), raw("0.0")}), pick(m.Rand, []any{"33.3%", raw("0.333"), raw("0.33")}), pick(m.Rand, []any{"62.5%", raw("0.625")}), pick(m.Rand, []any{raw("1"), "100%", raw("1.0")}), pick(m.Rand, []any{"120%", raw("1.2")})}
	var all []any
	for i, e := range edges {
		from := fmt.Sprint(e)
		if i > 0 {
			from = m.grid(e)
		}
		all = append(all, table("from", raw(from), "grade", m.grades[i], "rate", rates[i]))
	}
	m.put("bands", all)
}
