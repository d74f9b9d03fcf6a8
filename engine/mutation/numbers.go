package mutation

import (
	"math/big"
	"regexp"
	"slices"
	"strings"

	"merit/rules/diag"
	"merit/rules/document"
)

// untouched are the keys that say nothing about pay: anchors are there for
// people, and nothing is computed from them.
var untouched = []string{"schema", "policy", "agreement", "examples", "metrics.anchors"}

// moved are the keys whose numbers add up to a hundred; see weights.
var moved = regexp.MustCompile(`(^|\.)(weight|portion|weights\.[^.]+)$`)

// A way leads to a value: keys, dotted, and the same with the ids of rows.
type way struct{ keys, name string }

func (w way) to(key string) way {
	return way{strings.TrimPrefix(w.keys+"."+key, "."), strings.TrimPrefix(w.name+"."+key, ".")}
}

// row is the way to a row of an array of tables.
func (w way) row(v *document.Value) way {
	for _, key := range []string{"id", "grade"} {
		if id := textOf(v.Member(key)); id != "" {
			return way{w.keys, w.name + "." + id}
		}
	}
	return w
}

// table changes every number that stands as a value at or below t.
func (b *breeder) table(t *document.Value, at way) {
	for _, m := range t.Members {
		to := at.to(m.Name)
		if slices.Contains(untouched, to.keys) || moved.MatchString(to.keys) {
			continue
		}
		b.value(t, m, to)
	}
}

func (b *breeder) value(owner, v *document.Value, at way) {
	switch v.Kind {
	case document.Table:
		b.table(v, at.row(v))
	case document.Array:
		for _, item := range v.Items {
			b.value(owner, item, at)
		}
	case document.Integer, document.Float:
		if !lengthOfList(owner, v) {
			b.units(operatorAt(at.keys), v.Span, at.name)
		}
	case document.String:
		b.text(v, at)
	}
}

// lengthOfList reports whether v is the longest that a list may be.
func lengthOfList(owner, v *document.Value) bool {
	of := owner.Member("type")
	return of != nil && of.Text == "list" && (v.Name == "max" || v.Name == "min")
}

var bound = regexp.MustCompile(`^(attributes|inputs)\..*(min|max)$`)

func operatorAt(path string) Operator {
	switch {
	case path == "bands.from":
		return Edge
	case path == "bands.rate":
		return Rate
	case bound.MatchString(path):
		return Bound
	}
	return Threshold
}

var (
	percentage = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?%$`)
	opposites  = map[string]string{
		"metrics.better higher": "lower", "metrics.better lower": "higher",
		"vetoes.enforcement hard": "advisory", "vetoes.enforcement soft": "hard", "vetoes.enforcement advisory": "hard",
	}
)

// text changes a rate in quotes and the words that turn a rule round.
func (b *breeder) text(v *document.Value, at way) {
	if percentage.MatchString(v.Text) {
		b.units(operatorAt(at.keys), v.Locate(0, len(v.Text)-1), at.name)
	}
	if to, ok := opposites[at.keys+" "+v.Text]; ok {
		b.add(Word, v.Locate(0, len(v.Text)), to, at.name)
	}
}

// units moves a number one unit up and one down.
func (b *breeder) units(op Operator, span diag.Span, name string) {
	for _, by := range []int64{1, -1} {
		if to, ok := shifted(span.Text(), by); ok {
			b.add(op, span, to, name)
		}
	}
}

var plain = regexp.MustCompile(`^[+-]?[0-9][0-9_]*(\.[0-9_]+)?$`)

// shifted adds n units to a number: n times what one is worth in its last
// digit. A number written otherwise, such as 1e3, is left alone.
func shifted(number string, n int64) (string, bool) {
	if !plain.MatchString(number) {
		return "", false
	}
	digits := strings.ReplaceAll(number, "_", "")
	places := 0
	if dot := strings.IndexByte(digits, '.'); dot >= 0 {
		places = len(digits) - dot - 1
	}
	unit := new(big.Rat).SetFrac(big.NewInt(n), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	value, ok := new(big.Rat).SetString(digits)
	if !ok {
		return "", false
	}
	return value.Add(value, unit).FloatString(places), true
}
