package reference_test

import (
	"slices"
	"strconv"

	"merit/rules/document"
)

// adjust is G1: points of the final score, bounded.
func (r *run) adjust() num {
	total := whole(0)
	for _, doc := range r.p.tables("adjustments") {
		n := r.adjustment(doc)
		r.a.adjustments = append(r.a.adjustments, named{word(doc, "id", ""), n})
		if !n.gone() {
			total = add(total, n.n)
		}
	}
	return total
}

func (r *run) adjustment(doc *document.Value) val {
	undecided := func() val { // B7
		if word(doc, "when_undecided", "") == "pass" {
			return known(whole(0))
		}
		r.hold("adjustment-undecided", word(doc, "id", ""))
		return val{}
	}
	if when := doc.Member("when"); when != nil {
		switch c := r.eval(r.p.expr(when)); {
		case c.gone():
			return undecided()
		case c.fails():
			return known(whole(0))
		}
	}
	points := r.eval(r.p.expr(doc.Member("points")))
	switch {
	case points.gone():
		return undecided()
	case doc.Member("min") == nil && doc.Member("max") == nil:
		return points
	}
	return known(clampTo(points.n, figure(doc, "min", 0), figure(doc, "max", 0)))
}

// vetoes returns those that take something (G2, G3) and lists all hits (G4).
func (r *run) vetoes() []*document.Value {
	var taking []*document.Value
	for _, doc := range r.p.tables("vetoes") {
		id, force := word(doc, "id", ""), word(doc, "enforcement", "hard")
		set := r.q.overrides[id]
		if !r.vetoed(doc, id, force, set) {
			continue
		}
		entry := id
		if set {
			entry += " overridden"
		}
		r.a.vetoes = append(r.a.vetoes, entry)
		if force != "advisory" && !set {
			taking = append(taking, doc)
			r.a.vetoed = true
		}
	}
	return taking
}

// vetoed decides one veto, by B7 where it is undecided.
func (r *run) vetoed(doc *document.Value, id, force string, set bool) bool {
	c := r.eval(r.p.expr(doc.Member("when")))
	if !c.gone() {
		return c.b
	}
	switch undecided := word(doc, "when_undecided", ""); {
	case undecided == "pass":
	case set: // whether it would count as a hit does not matter any more
		r.warn("veto-overridden-undecided", id)
	case undecided == "hit":
		return true
	case force == "advisory":
		r.warn("veto-advisory-undecided", id)
	default:
		r.hold("veto-undecided", id)
	}
	return false
}

// verdict is everything after the adjustments (A1).
func (r *run) verdict(total num, hits []*document.Value) {
	scoring := r.p.at("scoring")
	places := 2
	if d := scoring.Member("decimals"); d != nil {
		places, _ = strconv.Atoi(d.Text)
	}
	even := word(scoring, "rounding", "half-up") == "half-even"
	done := r.of("rounding of scores")
	r.a.earned = known(r.round(total, places, even))
	score := clampTo(total, figure(scoring, "min", 0), figure(scoring, "max", 100))
	for _, v := range hits { // G2: the lowest wins
		for _, key := range []string{"score", "cap"} {
			if v.Member("effect").Member(key) != nil {
				score = smaller(score, figure(v.Member("effect"), key, 0))
			}
		}
	}
	score = r.round(score, places, even)
	done()
	b := r.band(score, hits)
	r.a.score, r.a.grade, r.a.rate = known(score), text(b.grade), known(b.rate)
	r.ends = map[string]val{"score": r.a.score, "grade": r.a.grade, "rate": r.a.rate, "vetoed": truth(r.a.vetoed)}
	r.pay(hits, even)
	if len(r.a.reasons) == 0 {
		r.outcomes()
	}
}

// band is G5, and the grade effect of vetoes (G2).
func (r *run) band(score num, hits []*document.Value) band {
	defer r.of("band edge")()
	all := r.p.bands()
	at := 0
	for i, b := range all {
		if r.atMost(b.from, score) {
			at = i
		}
	}
	for _, v := range hits {
		grade := word(v.Member("effect"), "grade", "")
		if i := slices.IndexFunc(all, func(b band) bool { return b.grade == grade }); i >= 0 {
			at = min(at, i)
		}
	}
	return all[at]
}

// pay is D5, and the payout effect of vetoes (G2).
func (r *run) pay(hits []*document.Value, even bool) {
	var left val
	for _, v := range hits {
		if m := v.Member("effect").Member("payout"); m != nil && (left.gone() || m.Number.Cmp(left.n.r) < 0) {
			left = known(num{r: m.Number})
		}
	}
	total, digits := whole(0), r.p.digits()
	for _, doc := range r.p.tables("payouts") {
		id := word(doc, "id", "")
		amount := r.eval(r.p.expr(doc.Member("amount")))
		if amount.gone() {
			r.hold("payout-missing", id)
			continue
		}
		done := r.of("rounding of money")
		paid := r.round(amount.n, digits, even)
		done()
		if paid.r.Sign() < 0 {
			r.warn("payout-negative", id)
		}
		paid = greater(paid, whole(0))
		if !left.gone() {
			paid = smaller(paid, left.n)
			left.n = sub(left.n, paid)
		}
		total = add(total, paid)
		r.a.payouts = append(r.a.payouts, id+" "+paid.r.FloatString(digits))
	}
	if len(r.p.tables("payouts")) == 0 { // G6
		return
	}
	if !r.p.pays() { // H2
		r.a.wouldPay, r.a.payouts = total.r.FloatString(digits), nil
		return
	}
	r.a.payout = total.r.FloatString(digits)
}

// outcomes is G7; rewards are listed first.
func (r *run) outcomes() {
	var rewards, rest []string
	for _, doc := range r.p.tables("outcomes") {
		id, reward := word(doc, "id", ""), word(doc, "kind", "") == "reward"
		c := r.eval(r.p.expr(doc.Member("when")))
		if c.gone() {
			r.warn("outcome-undecided", id)
		}
		if !c.holds() || !r.inRow(doc) || reward && r.a.vetoed && !isSet(doc, "despite_veto") {
			continue
		}
		if reward {
			rewards = append(rewards, id)
		} else {
			rest = append(rest, id)
		}
	}
	r.a.outcomes = append(rewards, rest...)
}

// inRow looks at the n−1 periods before this one (G7).
func (r *run) inRow(doc *document.Value) bool {
	n := 1
	if m := doc.Member("consecutive"); m != nil {
		n, _ = strconv.Atoi(m.Text)
	}
	now := r.ends
	defer func() { r.ends = now }()
	for i := range n - 1 {
		if i >= len(r.q.history) || !r.q.history[i].evaluated {
			return false
		}
		past := r.q.history[i]
		r.ends = map[string]val{"score": known(past.score), "grade": past.grade, "vetoed": past.vetoed}
		if !r.eval(r.p.expr(doc.Member("when"))).holds() {
			return false
		}
	}
	return true
}
