//go:build !race

// One goroutine, timed: the race detector would find nothing and only make it slow.

package facts_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"merit/engine/facts"
	"merit/rules"
)

// A megabyte of anything is read, or refused, in an instant. The bound is
// generous: what it must catch is work that grows with the square of the text.
func TestHostileTextCostsLittle(t *testing.T) {
	const size = 1<<20 - 200
	many := func(s string) string { return strings.Repeat(s, size/len(s)) }
	numbered := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()[:b.Len()-1]
	}
	wide := facts.NewLayout(nil, []*rules.Field{records("surveys", 1<<20, surveys.Fields...), with(plain("waits", 1<<20, field("", surveys.Fields[2].Type)), optional)})
	tests := map[string]string{
		"one name again and again": `{` + many(`"a":1,`) + `"a":1}`,
		"one name, escaped":        `{` + many(`"\u0061":1,`) + `"a":1}`,
		"many names":               `{` + numbered(`"k%d":1,`) + `}`,
		"one long name":            `{"` + many("n") + `":1}`,
		"long names":               `{` + numbered(`"`+strings.Repeat("surveyz", 14)+`%d":1,`) + `}`,
		"one long number":          `{"waits":[` + many("1") + `]}`,
		"small exponent":           `{"waits":[0.` + many("0") + `1e999999]}`,
		"exponents":                `{"waits":[` + many("1e-999999999,") + `1]}`,
		"long text":                `{"surveys":[{"score":1,"cause":"` + many("produkt") + `"}]}`,
		"escapes":                  `{"surveys":[{"score":1,"cause":"` + many(`\ud800`) + `"}]}`,
		"empty lists":              `{"waits":[` + many("[],") + `1]}`,
		"empty records":            `{"surveys":[` + many("{},") + `{}]}`,
		"numbers":                  `{"waits":[` + many("1,") + `1],"surveys":[]}`,
		"nested":                   `{"a":[` + many(strings.Repeat("[", 28)+strings.Repeat("]", 28)+",") + `1]}`,
		"open brackets":            many("["),
		"commas":                   `{"a":[` + many(",") + `]}`,
	}
	for name, inputs := range tests {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			r, problems := facts.Read(source(request("", inputs)), facts.DefaultLimits)
			if r != nil {
				_, problems = r.Values(wide)
			}
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			if len(problems) > facts.DefaultLimits.Problems+1 {
				t.Errorf("%d problems", len(problems))
			}
			t.Logf("%v, %d problems", time.Since(start), len(problems))
		})
	}
}
