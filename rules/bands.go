package rules

import (
	"math/big"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"merit/rules/diag"
	"merit/rules/document"
)

var bandKeys = []string{"from", "grade", "title", "description", "rate"}

// bands reads [[bands]]: from the lowest edge to the highest, each up to the
// next one's edge (SEMANTICS G5).
func (l *loader) bands(root table) {
	rows := root.rows("bands")
	if root.lacks("bands") {
		l.report(l.afterHeader(), "section-missing", "section", "[[bands]]")
	}
	grades := newNames()
	var below *Band
	for _, row := range rows {
		t := l.table(row)
		b := &Band{Span: row.Span, Grade: t.needText("grade"), Title: t.text("title").Text}
		t.text("description")
		if to := row.Member("to"); to != nil {
			t.Value("to")
			l.report(to.Key, "unknown-key.band-to")
		}
		b.From = l.gridScore(t.needNumber("from"), "from")
		b.Rate = l.rate(t)
		l.done(t, bandKeys, "bands")
		if b.Grade.Text != "" {
			l.unique(grades, declared{name: b.Grade.Text, at: b.Grade.Span})
		}
		l.edges(below, b)
		below = b
		l.policy.Bands = append(l.policy.Bands, b)
	}
}

// edges checks a band against the one below it.
func (l *loader) edges(below, b *Band) {
	switch low := l.policy.Scoring.Min; {
	case !b.From.Given():
	case below == nil && b.From.Exact.Cmp(low.Exact) > 0:
		l.report(b.From.Span, "bands-first", "from", decimal(b.From.Exact), "min", decimal(low.Exact))
	case below != nil && below.From.Given() && b.From.Exact.Cmp(below.From.Exact) <= 0:
		l.problems.Add(problem(b.From.Span, "bands-order", "from", decimal(b.From.Exact), "before", decimal(below.From.Exact)).And(below.From.Span, "band-below"))
	}
	if below != nil && below.Rate.Given() && b.Rate.Given() && b.Rate.Exact.Cmp(below.Rate.Exact) < 0 {
		d := problem(b.Rate.Span, "rates-fall", "grade", b.Grade.Text, "lower", below.Grade.Text).And(below.Rate.Span, "band-below")
		l.problems.Add(d.As(diag.Warning))
	}
}

// rate reads "60%" or a plain number (SEMANTICS D7).
func (l *loader) rate(t table) Number {
	v := t.Need("rate", document.String, document.Integer, document.Float)
	if v == nil {
		return Number{}
	}
	n := l.numberOf(v)
	if v.Kind == document.String {
		exact, ok := percent(v.Text)
		if !ok {
			d := problem(v.Span, "rate-form", "rate", v.Text)
			if plain := norm.NFKC.String(strings.TrimSpace(v.Text)); plain != v.Text {
				if _, fine := percent(plain); fine {
					d = d.Mend(v.Rewrite(plain))
				}
			}
			if n, isNumber := new(big.Rat).SetString(v.Text); isNumber && strings.Trim(v.Text, "0123456789.") == "" && n.Cmp(l.policy.Scoring.MaxRate.Exact) > 0 {
				if _, fine := percent(v.Text + "%"); fine { // "60" can only be a percentage
					d = d.Mend(v.Rewrite(v.Text + "%"))
				}
			}
			l.problems.Add(d)
			return Number{}
		}
		n = newNumber(exact, v.Span)
	}
	top := l.policy.Scoring.MaxRate
	if n.Given() && (n.Exact.Sign() < 0 || n.Exact.Cmp(top.Exact) > 0) {
		l.rateRange(v, n, top)
		return Number{}
	}
	return n
}

func (l *loader) rateRange(v *document.Value, n, top Number) {
	most := decimal(new(big.Rat).Mul(top.Exact, hundred)) + "%"
	if v.Kind != document.String && n.Exact.Sign() > 0 {
		d := problem(v.Span, "rate-range.percent", "rate", v.Text, "most", most)
		if r := new(big.Rat).Quo(n.Exact, hundred); r.Cmp(top.Exact) <= 0 {
			d = d.Mend(v.Instead(`"` + v.Text + `%"`))
		}
		l.problems.Add(d)
		return
	}
	l.report(v.Span, "rate-range", "rate", v.Text, "most", most)
}

// percent reads digits, at most one point and a percent sign, exactly.
func percent(s string) (*big.Rat, bool) {
	number, ok := strings.CutSuffix(strings.TrimSpace(s), "%")
	number = strings.TrimSpace(number)
	if !ok || len(number) > 30 || strings.Trim(number, "0123456789.-") != "" {
		return nil, false
	}
	r, ok := new(big.Rat).SetString(number)
	if !ok || strings.HasPrefix(number, ".") || strings.HasSuffix(number, ".") {
		return nil, false
	}
	return r.Quo(r, hundred), true
}

func digits(n int) string { return strconv.Itoa(n) }

// ratOf returns f exactly; f is finite.
func ratOf(f float64) *big.Rat {
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(f, 'f', -1, 64))
	if !ok {
		return new(big.Rat)
	}
	return r
}
