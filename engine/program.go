package engine

import (
	"sync"

	"merit/engine/facts"
	"merit/rules"
	"merit/rules/calendar"
	"merit/rules/diag"
	"merit/rules/formula"
)

// A program is one policy compiled: its formulas as closures, its tables as
// data, all over numbered slots. It is immutable; frames come from its pool.
type program struct {
	policy *rules.Policy
	layout *facts.Layout
	slots  *slots

	applies  conditionFn // over attributes; nil for everyone
	checks   []conditionFn
	params   []paramPlan // beside policy.Params
	formulas []func(*frame)
	metrics  []metricPlan
	guards   []guardPlan // beside policy.Guards
	adjusts  []adjustPlan
	vetoes   []conditionFn
	payouts  []numberFn
	outcomes []conditionFn
	at       places

	readsPeriod bool // whether any formula asks for period.start, .end or .days

	titles     map[string]string    // of everything with an id, for sentences
	declaredAt map[string]diag.Span // of every name formulas read, for explain
	collected  map[string]string    // where inputs come from, by name; for explain

	frames sync.Pool
}

// places are the slots of what an evaluation computes by itself.
type places struct {
	start, end, days     int
	score, rate          int   // numbers
	grade, vetoed        int   // a string and a boolean
	value, target        int   // of the metric whose score formula runs
	values, scores, seen []int // by metric: .value, .score and .measured
	parts                int   // a list of the facts
}

// A paramPlan is a param's slot and its values, rising by day.
type paramPlan struct {
	slot   int
	from   []calendar.Date
	values []float64
}

// A metricPlan is what has to be computed for one metric.
type metricPlan struct {
	metric      *rules.Metric
	applies     conditionFn
	value       numberFn // nil for a share
	part, whole numberFn
	of          listFn // of a share { of, where }
	where       conditionFn
	raters      *raterPlan // nil without
	sample      numberFn   // nil without one, and for a share, whose whole it is
	target      numberFn
	score       numberFn
	extraAt     numberFn
	guards      []int // indices of guards
}

type guardPlan struct {
	when       conditionFn
	cap, scale numberFn
}

type adjustPlan struct {
	when   conditionFn
	points numberFn
}

// newProgram compiles a checked policy.
func newProgram(p *rules.Policy) *program {
	layout := facts.NewLayout(p.Attributes, p.Inputs, others(p)...)
	g := &program{policy: p, layout: layout, slots: newSlots(layout)}
	c := &compiler{slots: g.slots}
	g.place()
	g.applies = c.optionalCondition(p.Applies)
	for _, check := range p.Checks {
		g.checks = append(g.checks, c.condition(check.That.Root))
	}
	for _, param := range p.Params {
		plan := paramPlan{slot: g.slots.add(param.Name, formula.Number)}
		for _, v := range param.Values {
			plan.from, plan.values = append(plan.from, v.From), append(plan.values, v.Value.Float)
		}
		g.params = append(g.params, plan)
	}
	for _, f := range p.Formulas {
		g.formulas = append(g.formulas, c.store(f.Name, f.Formula))
	}
	g.compileMetrics(c)
	g.compileVerdict(c)
	g.readsPeriod = g.slots.asked["period.start"] || g.slots.asked["period.end"] || g.slots.asked["period.days"]
	g.describe()
	g.frames.New = func() any { return g.slots.frame() }
	return g
}

// release gives a frame back, without the facts it looked at.
func (g *program) release(f *frame) {
	f.in, f.table = nil, nil
	g.frames.Put(f)
}

// place gives slots to the names an evaluation sets by itself.
func (g *program) place() {
	s := g.slots
	g.at = places{
		start: s.add("period.start", formula.Time), end: s.add("period.end", formula.Time),
		days:  s.add("period.days", formula.Number),
		score: s.add("score", formula.Number), rate: s.add("rate", formula.Number),
		grade: s.add("grade", formula.String), vetoed: s.add("vetoed", formula.Boolean),
		value: s.add("value", formula.Number), target: s.add("target", formula.Number),
	}
	_, g.at.parts, _ = g.layout.Slot("parts")
	for _, m := range g.policy.Metrics {
		name := "metrics." + m.ID.Text
		g.at.values = append(g.at.values, s.add(name+".value", formula.Number))
		g.at.scores = append(g.at.scores, s.add(name+".score", formula.Number))
		g.at.seen = append(g.at.seen, s.add(name+".measured", formula.Boolean))
	}
}

func (g *program) compileMetrics(c *compiler) {
	for _, guard := range g.policy.Guards {
		g.guards = append(g.guards, guardPlan{
			when: c.optionalCondition(guard.When),
			cap:  c.optionalNumber(guard.Cap), scale: c.optionalNumber(guard.Scale),
		})
	}
	for i, m := range g.policy.Metrics {
		plan := metricPlan{
			metric: m, applies: c.optionalCondition(m.Applies),
			value: c.optionalNumber(m.Value), raters: c.raters(m.Raters), target: c.optionalNumber(m.Target), score: c.optionalNumber(m.Score),
		}
		if s := m.Share; s != nil {
			plan.part, plan.whole = c.optionalNumber(s.Part), c.optionalNumber(s.Whole)
			if s.Of != nil {
				plan.of, plan.where = c.list(s.Of.Root), c.condition(s.Where.Root)
			}
		}
		if m.Sample != nil {
			plan.sample = c.optionalNumber(m.Sample.Size)
		}
		if m.Extra != nil {
			plan.extraAt = c.optionalNumber(m.Extra.At)
		}
		for j, guard := range g.policy.Guards {
			if guard.Metric == i {
				plan.guards = append(plan.guards, j)
			}
		}
		g.metrics = append(g.metrics, plan)
	}
}

func (g *program) compileVerdict(c *compiler) {
	for _, a := range g.policy.Adjustments {
		g.adjusts = append(g.adjusts, adjustPlan{when: c.optionalCondition(a.When), points: c.number(a.Points.Root)})
	}
	for _, v := range g.policy.Vetoes {
		g.vetoes = append(g.vetoes, c.condition(v.When.Root))
	}
	for _, p := range g.policy.Payouts {
		g.payouts = append(g.payouts, c.number(p.Amount.Root))
	}
	for _, o := range g.policy.Outcomes {
		g.outcomes = append(g.outcomes, c.condition(o.When.Root))
	}
}
