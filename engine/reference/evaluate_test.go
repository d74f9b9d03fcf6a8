package reference_test

import (
	"merit/rules/document"
)

// An answer is what both evaluators are compared by. Numbers are missing
// where the evaluation shows null.
type answer struct {
	refused refusal // "" for an evaluation
	by      *policy // who answers

	status        string
	score, earned val
	grade, rate   val
	vetoed        bool
	payout        string // "" for null
	wouldPay      string
	payouts       []string // "id amount"

	dimensions  []share
	metrics     []*measured
	adjustments []named
	vetoes      []string // "id" or "id overridden"
	outcomes    []string
	pilots      []string        // "id held" or "id final score grade amount"
	reasons     map[string]bool // "code id"
	warnings    map[string]bool
}

type share struct {
	id     string
	weight num
	score  val
	points num
}

type named struct {
	id string
	n  val
}

// A measured metric (E).
type measured struct {
	doc         *document.Value
	id          string
	status      string
	value       val
	part, whole val
	target      val
	score       val // after guards, or the fill
	stated      num // F2
	weight      num // after redistribution
	points      num
	guards      []hit
	unsure      bool // whether it applies is undecided
	guarding    bool
	guarded     bool
}

type hit struct {
	id       string
	from, to num
}

// A run is one evaluation.
type run struct {
	*judge
	p       *policy
	q       *question
	parts   []past // oldest first
	metrics []*measured
	ends    map[string]val // score grade rate vetoed, once they exist
	own     map[string]val // value and target of the metric whose score formula runs
	made    map[string]val // values of [formulas]
	a       *answer
}

func newRun(j *judge, p *policy, q *question) *run {
	a := &answer{reasons: map[string]bool{}, warnings: map[string]bool{}}
	return &run{judge: j, p: p, q: q, ends: map[string]val{}, made: map[string]val{}, a: a}
}

// checks refuse facts that contradict each other; undecided passes (B7).
func (r *run) checks() bool {
	good := true
	for _, c := range r.p.tables("checks") {
		that := r.eval(r.p.expr(c.Member("that")))
		if that.gone() {
			r.warn("check-undecided", "")
		}
		good = good && !that.fails()
	}
	return good
}

func (r *run) hold(code, id string) { r.a.reasons[code+" "+id] = true }
func (r *run) warn(code, id string) { r.a.warnings[code+" "+id] = true }

func (r *run) eval(n *node) val { return r.reading().eval(n) }

func (r *run) reading() reading { return reading{judge: r.judge, names: r.name, now: r.q.period} }

// name is what a name means (A2).
func (r *run) name(name string) val {
	if v, ok := r.own[name]; ok {
		return v
	}
	if v, ok := r.ends[name]; ok {
		return v
	}
	if len(name) > 8 && name[:8] == "metrics." {
		return r.metricName(name[8:])
	}
	switch name {
	case "period.start":
		return day(r.q.period.Start().Midnight())
	case "period.end":
		return day(r.q.period.End().Midnight())
	case "history":
		return records(r.q.history, false)
	case "parts":
		return records(r.parts, true)
	case "period.days":
		return known(whole(int64(r.q.period.Days())))
	}
	for _, section := range []string{"attributes", "inputs"} {
		if v := r.p.named(section, name); v != nil {
			return r.q.names[v.Name]
		}
	}
	if v := r.p.named("params", name); v != nil {
		return known(param(v, r.q.asOf))
	}
	if v := r.p.named("formulas", name); v != nil {
		if _, ok := r.made[v.Name]; !ok {
			r.made[v.Name] = r.eval(r.p.expr(v))
		}
		return r.made[v.Name]
	}
	panic("reference: name " + name)
}

// metricName is id.value, id.score or id.measured (C2).
func (r *run) metricName(name string) val {
	for _, m := range r.metrics {
		switch name {
		case m.id + ".value":
			return m.value
		case m.id + ".measured":
			return truth(m.status == "measured")
		case m.id + ".score":
			r.guard(m)
			return m.score
		}
	}
	panic("reference: metric " + name)
}

// settle is A1 from the metric values on.
func (r *run) settle() {
	for _, doc := range r.p.tables("metrics") {
		r.metrics = append(r.metrics, r.measure(doc))
	}
	for _, m := range r.metrics {
		r.guard(m)
	}
	r.weigh()
	total := whole(0)
	for _, m := range r.metrics {
		total = add(total, m.points)
	}
	r.group()
	total = add(total, r.adjust())
	hits := r.vetoes()
	if len(r.a.reasons) == 0 {
		r.verdict(total, hits)
	}
	r.a.status = "final"
	r.a.metrics = r.metrics
	if len(r.a.reasons) > 0 { // B8
		r.a.status = "held"
		r.a.score, r.a.earned, r.a.grade, r.a.rate = val{}, val{}, val{}, val{}
		r.a.payout, r.a.wouldPay, r.a.payouts, r.a.outcomes = "", "", nil, nil
	}
}

// group sums metrics by dimension (F3).
func (r *run) group() {
	for _, d := range r.p.tables("dimensions") {
		s := share{id: word(d, "id", ""), weight: whole(0), points: whole(0)}
		for _, m := range r.metrics {
			if word(m.doc, "dimension", "") == s.id {
				s.weight, s.points = add(s.weight, m.weight), add(s.points, m.points)
			}
		}
		if s.weight.r.Sign() != 0 {
			s.score = known(quo(mul(whole(100), s.points), s.weight))
		}
		r.a.dimensions = append(r.a.dimensions, s)
	}
}
