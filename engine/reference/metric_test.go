package reference_test

import "merit/rules/document"

// measure is C and E up to the clamp before the guards. The order is applies,
// sample, value and target (C4).
func (r *run) measure(doc *document.Value) *measured {
	m := &measured{doc: doc, id: word(doc, "id", ""), status: "measured", stated: r.p.weight(doc), weight: whole(0), points: whole(0)}
	if m.status = r.applies(m); m.status == "not_applicable" {
		return m
	}
	value := r.value(m)
	if m.unsure { // part and whole stay visible (C4)
		return m
	}
	if doc.Member("target") != nil {
		m.target = r.eval(r.p.expr(doc.Member("target")))
	}
	m.status = r.statusOf(m, value)
	if m.status == "measured" {
		m.value = value
		m.score = r.base(m)
	}
	if m.status == "measured" && m.score.gone() { // B7: the score formula is missing
		m.status, m.value = "not_measured", val{}
	}
	return m
}

// applies decides first; of a metric that does not apply nothing is computed.
func (r *run) applies(m *measured) string {
	if applies := m.doc.Member("applies"); applies != nil {
		switch c := r.eval(r.p.expr(applies)); {
		case c.gone(): // B7: held, shown as not measured, never filled
			m.unsure = true
			r.hold("metric-applies-undecided", m.id)
			return "not_measured"
		case c.fails(): // C3
			return "not_applicable"
		}
	}
	return "measured"
}

func (r *run) statusOf(m *measured, value val) string {
	if sample := m.doc.Member("sample"); sample != nil { // C4
		size := m.whole
		if s := sample.Member("size"); s != nil {
			size = r.eval(r.p.expr(s))
		}
		if size.gone() || r.less(size.n, figure(sample, "min", 0)) {
			return "small_sample"
		}
	}
	if value.gone() || m.doc.Member("target") != nil && m.target.gone() {
		return "not_measured"
	}
	return "measured"
}

// value is E1.
func (r *run) value(m *measured) val {
	if raters := m.doc.Member("raters"); raters != nil {
		return r.rated(m, raters)
	}
	s := m.doc.Member("share")
	if s == nil {
		return r.eval(r.p.expr(m.doc.Member("value")))
	}
	if of := s.Member("of"); s.Member("pooled") != nil {
		m.part, m.whole = r.pooled(m, s.Member("pooled"))
	} else if of != nil {
		m.part, m.whole = r.records(of, s.Member("where"))
	} else {
		m.part, m.whole = r.eval(r.p.expr(s.Member("part"))), r.eval(r.p.expr(s.Member("whole")))
	}
	if m.part.gone() || m.whole.gone() || r.zero(m.whole.n) {
		return val{}
	}
	return known(mul(quo(m.part.n, m.whole.n), whole(100)))
}

// records counts: only those with a decided condition are in the whole (E1).
func (r *run) records(of, where *document.Value) (part, all val) {
	list := r.eval(r.p.expr(of))
	if list.gone() {
		return val{}, val{}
	}
	yes, some := int64(0), int64(0)
	for _, e := range list.items {
		switch c := r.reading().over(e).eval(r.p.expr(where)); {
		case c.holds():
			yes, some = yes+1, some+1
		case c.fails():
			some++
		}
	}
	return known(whole(yes)), known(whole(some))
}

// base is the score before guards (E2 to E8); missing only where a score
// formula is.
func (r *run) base(m *measured) val {
	most := figure(r.p.at("scoring"), "metric_max", 120)
	if own := m.doc.Member("score"); own != nil { // E7
		r.own = map[string]val{"value": m.value, "target": m.target}
		v := r.eval(r.p.expr(own))
		r.own = nil
		if v.gone() {
			return v
		}
		return known(clampTo(v.n, whole(0), most))
	}
	lower := word(m.doc, "better", "") == "lower"
	beyond, met := num{}, false
	if !m.target.gone() {
		beyond = sub(m.value.n, m.target.n)
		if lower {
			beyond = neg(beyond)
		}
		done := r.of("target")
		met = r.equal(m.value.n, m.target.n) || beyond.r.Sign() > 0
		done()
	}
	score := whole(100)
	switch {
	case m.doc.Member("steps") != nil:
		score = r.steps(m, lower)
	case !met:
		score = clampTo(r.short(m, neg(beyond), lower), whole(0), whole(100)) // E2: never below 0, never above 100
	}
	if met {
		score = add(score, r.extra(m, greater(beyond, whole(0)), lower))
	}
	return known(clampTo(score, whole(0), most)) // E8
}

// short is the score of a value short of its target by gap (E2, E3, E4).
func (r *run) short(m *measured, gap num, lower bool) num {
	how := m.doc.Member("shortfall")
	if how != nil && how.Kind == document.Table {
		off := mul(r.wholeSteps(quo(gap, figure(how, "per", 1)), how), figure(how, "deduct", 0))
		return sub(whole(100), off)
	}
	kind := word(m.doc, "shortfall", "proportional")
	if kind == "all-or-nothing" || r.atMost(m.target.n, whole(0)) {
		return whole(0)
	}
	if kind == "proportional" {
		return mul(whole(100), sub(whole(1), quo(gap, m.target.n)))
	}
	if r.atMost(m.value.n, whole(0)) { // E3; also where only the target divides
		return whole(0)
	}
	if !lower {
		return mul(quo(m.value.n, m.target.n), whole(100))
	}
	return mul(quo(m.target.n, m.value.n), whole(100))
}

// wholeSteps is E4.
func (r *run) wholeSteps(n num, how *document.Value) num {
	defer r.of("whole step")()
	switch word(how, "partial", "") {
	case "down":
		return r.floor(n)
	case "up":
		return r.ceil(n)
	}
	return n
}

// extra is E5, for a value that met its target and lies beyond it.
func (r *run) extra(m *measured, beyond num, lower bool) num {
	x := m.doc.Member("extra")
	if x == nil {
		return whole(0)
	}
	points := whole(0)
	switch {
	case x.Member("at") != nil:
		at := r.eval(r.p.expr(x.Member("at")))
		if at.gone() { // B7
			r.warn("extra-at-missing", m.id)
			return points
		}
		if lower && r.atMost(m.value.n, at.n) || !lower && r.atMost(at.n, m.value.n) {
			points = figure(x, "points", 0)
		}
	case x.Member("per") != nil:
		points = mul(r.wholeSteps(quo(beyond, figure(x, "per", 1)), x), figure(x, "points", 0))
	case r.zero(m.target.n):
		r.warn("extra-target-zero", m.id)
	default:
		points = mul(whole(100), quo(beyond, abs(m.target.n)))
	}
	if x.Member("max") != nil {
		points = smaller(points, figure(x, "max", 0))
	}
	return points
}

// steps is E6.
func (r *run) steps(m *measured, lower bool) num {
	var edges, scores []num
	for _, s := range m.doc.Member("steps").Items {
		edges, scores = append(edges, written(s.Items[0].Number)), append(scores, written(s.Items[1].Number))
	}
	defer r.of("step's edge")()
	v, last := m.value.n, len(edges)-1
	if isSet(m.doc, "interpolate") {
		return r.between(v, edges, scores)
	}
	if lower {
		for i, e := range edges {
			if r.atMost(v, e) {
				return scores[i]
			}
		}
		return whole(0)
	}
	for i := last; i >= 0; i-- {
		if r.atMost(edges[i], v) {
			return scores[i]
		}
	}
	return whole(0)
}

// between interpolates: at an edge (D2) its score, the end scores outside.
func (r *run) between(v num, edges, scores []num) num {
	for i, e := range edges {
		switch {
		case r.equal(v, e), i == 0 && v.r.Cmp(e.r) < 0:
			return scores[i]
		case v.r.Cmp(e.r) < 0:
			part := quo(sub(v, edges[i-1]), sub(e, edges[i-1]))
			return add(scores[i-1], mul(part, sub(scores[i], scores[i-1])))
		}
	}
	return scores[len(scores)-1]
}

// guard lets the guards of m act in file order (E8). Metrics whose scores
// they read are guarded first.
func (r *run) guard(m *measured) {
	if m.guarded {
		return
	}
	if m.guarding {
		panic("reference: guards of " + m.id + " go round in a circle")
	}
	m.guarding = true
	if m.status == "measured" {
		for _, g := range r.p.tables("guards") {
			if word(g, "metric", "") == m.id {
				r.act(m, g)
			}
		}
		m.score = known(clampTo(m.score.n, whole(0), figure(r.p.at("scoring"), "metric_max", 120)))
	} else {
		r.fill(m)
	}
	m.guarded = true
}

// act lets one guard act on m (E8, B7, G9).
func (r *run) act(m *measured, g *document.Value) {
	id, undecided := word(g, "id", ""), word(g, "when_undecided", "")
	if when := g.Member("when"); when != nil {
		switch c := r.eval(r.p.expr(when)); {
		case c.fails(), c.gone() && undecided == "pass":
			return
		case c.gone() && undecided == "":
			r.hold("guard-undecided", id)
			return
		}
	}
	from, to := m.score.n, num{}
	key := "cap"
	if g.Member("scale") != nil {
		key = "scale"
	}
	amount := r.eval(r.p.expr(g.Member(key)))
	switch {
	case amount.gone() && undecided == "pass":
		return
	case amount.gone():
		r.hold("guard-amount-missing", id)
		return
	case key == "cap": // the score stays within 0 and metric_max after each guard
		to = greater(smaller(from, amount.n), whole(0))
	default:
		to = mul(from, clampTo(amount.n, whole(0), whole(1)))
	}
	m.score = known(to)
	m.guards = append(m.guards, hit{id, from, to})
}

// fill is C1 and C2 for a metric that is not measured.
func (r *run) fill(m *measured) {
	if m.unsure || m.status == "not_applicable" { // B7: never filled; C3
		return
	}
	switch word(m.doc, "when_missing", word(r.p.at("scoring"), "when_missing", "redistribute")) {
	case "zero":
		m.score = known(whole(0))
	case "neutral":
		m.score = known(whole(100))
	case "hold":
		r.hold("metric-not-measured", m.id)
	}
}

// weigh spreads the weights of what does not count over what does (C2), and
// holds when too little is measured (B7, C3).
func (r *run) weigh() {
	counting, present, applicable := whole(0), whole(0), whole(0)
	for _, m := range r.metrics {
		if !m.score.gone() {
			counting = add(counting, m.stated)
		}
		if m.status == "measured" {
			present = add(present, m.stated)
		}
		if m.status != "not_applicable" {
			applicable = add(applicable, m.stated)
		}
	}
	least := figure(r.p.at("scoring"), "min_measured", 50)
	if r.zero(present) || r.less(mul(quo(present, applicable), whole(100)), least) {
		r.hold("too-little-measured", "")
	}
	if counting.r.Sign() == 0 {
		return
	}
	for _, m := range r.metrics {
		if !m.score.gone() {
			m.weight = quo(mul(m.stated, whole(100)), counting)
			m.points = quo(mul(m.score.n, m.weight), whole(100))
		}
	}
}
