package formula

import (
	"strings"
	"testing"
	"time"
)

// An attack is a formula that ended expr, made it hang, or surprised people
// when it was given to expr alone. Row is its row in our notes on expr's
// failures; harmless ones are accepted, and their cost is bounded.
type attack struct {
	row, formula string
	harmless     bool
}

func attacks() []attack {
	deep := func(open, close string, n int) string {
		return strings.Repeat(open, n) + "1" + strings.Repeat(close, n)
	}
	return []attack{
		{"E1", deep("(", ")", 33), false}, {"E1", deep("(", ")", 1e5), false}, {"E1", deep("(", ")", 1e6), false}, {"E1", strings.Repeat("(", 4000), false},
		{"E1", deep("(", ")", 32), true},
		{"E2", strings.Repeat("-", 4000) + "1", false}, {"E2", strings.Repeat("-", 1e7), false}, {"E2", strings.Repeat("!", 4000) + "true", false},
		{"E2", strings.Repeat("not ", 1000) + "on_leave", false}, {"E2", strings.Repeat("[", 4000), false}, {"E2", strings.Repeat("- ", 65) + "1", false},
		{"E2", strings.Repeat("-", 64) + "1", true},
		{"E3", strings.Repeat("on_leave ? 1 : ", 270) + "1", false}, {"E3", strings.Repeat("level ?? ", 400) + "1", false},
		{"E3", strings.Repeat("1+", 1800) + "1", false}, {"E3", strings.Repeat("{a:", 30) + "1" + strings.Repeat("}", 30), false},
		{"E3", strings.Repeat("if on_leave {1} else ", 150) + "{1}", false}, {"E3", strings.Repeat("level ? ", 500), false},
		{"E3", strings.Repeat("level<", 600) + "1", false}, {"E3", strings.Repeat("a.", 2000) + "a", false},
		{"E4", `"` + strings.Repeat("x", 50e6) + `"`, false}, {"E4", strings.Repeat("9", 4000), false}, {"E4", strings.Repeat("9", 1e6), false},
		{"E4", `city == "` + strings.Repeat("x", 4000) + `"`, true},
		{"E5", "1..1000000000", false}, {"E5", `repeat("x", 1000000000)`, false}, {"E5", "map(1..10000, map(1..10000, 1))", false},
		{"E6", `repeat("` + strings.Repeat("x", 999) + `", 999999)`, false},
		{"E7", `reduce(1..30, #acc + #acc, "x")`, false}, {"E7", `reduce(hours_list, #acc + #acc)`, false},
		{"E8", `replace(city, "a", city)`, false}, {"E8", `join(split(city, ""))`, false}, {"E8", `string([city, city])`, false}, {"E8", "toJSON(toJSON(city))", false},
		{"E9", "count(tickets, all(tickets, .hours > 1))", false}, {"E9", "count(tickets, any(tickets, any(tickets, .hours > 1)))", false},
		{"E10", "let a = [1,1]; let b = [a,a]; let c = [b,b]; max(c)", false}, {"E10", "mean([[1,1],[1,1]])", false}, {"E10", `let a = "x" + "x"; a == a`, false},
		{"E11", `city matches "(a+)+$"`, false}, {"E11", `city matches "a{1000}{1000}"`, false}, {"E11", `any(codes, city matches #)`, false},
		{"E12", "uniq(codes)", false}, {"E12", "groupBy(tickets, .topic)", false}, {"E12", "sort(hours_list)", false}, {"E12", "sortBy(tickets, .hours)", false},
		{"E13", "now()", false}, {"E13", `date("2026-01-01", "Asia/Shanghai")`, false}, {"E13", `timezone("../../etc/passwd")`, false}, {"E13", `duration("1h")`, false}, {"E13", "now().Unix()", false},
		{"E14", "$env", false}, {"E14", `$env["V"]`, false}, {"E14", "$env.revenue > 1", false}, {"E14", "revenue.String()", false}, {"E14", `get($env, "revenue")`, false},
		{"E15", "nil()", false}, {"E15", "nil.x", false}, {"E15", "hours_list[99]", false}, {"E15", "1 % 0", true}, {"E15", "level % 0", true}, {"E15", `{[1]: 1}`, false},
		{"E16", "9223372036854775807 + 1", false}, {"E16", "9223372036854775807 * 2", false}, {"E16", "abs(-9223372036854775808)", false}, {"E16", "int(1e30)", false}, {"E16", "1e30", false},
		{"E17", "1 / 0", true}, {"E17", "level / level", true}, {"E17", "2 ** 10000", false}, {"E17", `float("NaN")`, false}, {"E17", `float("Infinity")`, false},
		{"E18", `level == "1"`, false}, {"E18", "metrics.zzz == true", false}, {"E18", "team == 1", false},
		{"E19", "m.missing + 1", false}, {"E19", "revenue == nil", true}, {"E19", "tickets.missing", false},
		{"E20", "hours_list[-1]", false}, {"E20", "city[1:99]", false}, {"E20", "0 <= level <= 100", true}, {"E20", "-2 ** 2", false}, {"E20", "true or false and false", true}, {"E20", "1; 2; 3", false},
		{"E21", "Sсore > 1", false}, {"E21", "得分 > 1", false}, {"E21", "１ + 1", false}, {"E21", "rev\u200Benue", false}, {"E21", "revenue\u202E + 1", false}, {"E21", "\uFEFFrevenue", false},
		{"E22", "flatten(reduce(1..9999, [#acc]))", false}, {"E22", "max(" + deep("[", "]", 25) + ")", false},
		{"E23", "sum(1..1000000000)", false}, {"E23", "count(tickets, .hours > 1) > 0", true}, {"E23", "len(filter(tickets, .hours > 1)) == 0", true},
		{"bytes", "\xff\xfe", false}, {"bytes", "revenue\x00", false}, {"bytes", "\"\xc3\"", false}, {"bytes", "", false}, {"bytes", " \n\t ", false}, {"bytes", `"\u{110000}" == city`, false},
		{"bytes", `b"x" == city`, false}, {"bytes", "`", false}, {"bytes", "/*", false}, {"bytes", `"\`, false}, {"bytes", "#", false}, {"bytes", "::", false}, {"bytes", "“", false},
	}
}

func TestAttacks(t *testing.T) {
	for _, a := range attacks() {
		shown := a.formula
		if len(shown) > 60 {
			shown = shown[:60] + "…"
		}
		start := time.Now()
		_, _ = ParsePredicate(inFile("attack.toml", a.formula))
		// Refusals take microseconds; the bound only has to tell them from a hang.
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%s %q took %v", a.row, shown, d)
		}
		f, problems := load(inFile("attack.toml", a.formula), "any")
		switch {
		case a.harmless && f == nil:
			t.Errorf("%s %q is refused: %v", a.row, shown, problems.Err())
		case !a.harmless && f != nil:
			t.Errorf("%s %q is accepted", a.row, shown)
		case !a.harmless && len(problems) == 0:
			t.Errorf("%s %q is refused without a word", a.row, shown)
		case f != nil && f.Cost > 100_000:
			t.Errorf("%s %q may cost %d", a.row, shown, f.Cost)
		}
		for _, d := range problems {
			if len(d.Message.ZH) > 2*maxBytes {
				t.Errorf("%s %q: the message has %d bytes", a.row, shown, len(d.Message.ZH))
			}
		}
	}
}

// BenchmarkRefusals shows that no attack takes a millisecond to refuse; the
// slowest is reported.
func BenchmarkRefusals(b *testing.B) {
	list := attacks()
	slowest := time.Duration(0)
	for b.Loop() {
		for _, a := range list {
			start := time.Now()
			load(Source{Text: a.formula}, "any")
			if d := time.Since(start); !a.harmless {
				slowest = max(slowest, d)
			}
		}
	}
	b.ReportMetric(float64(slowest.Microseconds()), "µs-slowest")
}

// A condition cannot close the list function that it is wrapped in.
func TestPredicateStaysInside(t *testing.T) {
	for _, c := range []string{".hours > 3) + sum(tickets, .hours", ".hours > 3 //", ".hours > 3 /*", ".hours > 3, .hours", ".hours > 3; 1", "true) or (true", `.customer == ")" or "`} {
		if s, _ := ParsePredicate(Source{Text: c}); s != nil {
			t.Errorf("%s is accepted", c)
		}
	}
}
