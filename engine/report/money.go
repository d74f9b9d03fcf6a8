package report

import (
	"maps"
	"math/big"
	"slices"
	"strings"
)

// A purse adds amounts exactly, each currency by itself.
type purse map[string]*sum

type sum struct {
	total  big.Rat
	digits int
}

func (p purse) add(amount, currency string) {
	x, ok := new(big.Rat).SetString(amount)
	if !ok {
		return
	}
	s := p[currency]
	if s == nil {
		s = &sum{}
		p[currency] = s
	}
	_, fraction, _ := strings.Cut(amount, ".")
	s.digits = max(s.digits, len(fraction))
	s.total.Add(&s.total, x)
}

// texts writes the sums, each with its currency: "3000.00 CNY".
func (p purse) texts() []string {
	out := []string{}
	for _, currency := range slices.Sorted(maps.Keys(p)) {
		out = append(out, strings.TrimSpace(p[currency].total.FloatString(p[currency].digits)+" "+currency))
	}
	return out
}
