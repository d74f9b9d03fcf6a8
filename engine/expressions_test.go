package engine_test

import (
	"fmt"
	"strings"
	"testing"
)

// lab declares something of every type; a field ending in _m is never given,
// so it is missing.
const lab = header + `
[attributes]
level = { type = "integer" }
team_m = { type = "string" }
[inputs]
x = { type = "number" }
zero = { type = "number" }
tiny = { type = "number" }
n = { type = "integer" }
flag = { type = "boolean" }
word = { type = "string", enum = ["a", "b", "c"] }
day = { type = "date" }
at = { type = "time" }
x_m = { type = "number", required = false }
n_m = { type = "integer", required = false }
flag_m = { type = "boolean", required = false }
word_m = { type = "string", required = false }
day_m = { type = "date", required = false }
list_m = { type = "list", items = { type = "number" }, required = false }
empty = { type = "list", items = { type = "number" } }
nums = { type = "list", items = { type = "number" } }
flags = { type = "list", items = { type = "boolean" } }
[inputs.recs]
type = "list"
fields.s = { type = "number", required = false }
fields.ok = { type = "boolean", required = false }
fields.kind = { type = "string" }
[inputs.calls]
type = "list"
fields.who = { type = "string" }
fields.topic = { type = "string" }
fields.at = { type = "time" }
[[metrics]]
id = "probe"
title = "probe"
goal = "g"
weight = 50
value = 'FORMULA'
score = 'value'
[[metrics]]
id = "rest"
title = "rest"
goal = "g"
weight = 50
value = '1'
score = 'value'
` + bands

const labFacts = `"x":10,"zero":0,"tiny":1e-10,"n":7,"flag":true,"word":"b","day":"2026-03-31","at":"2026-03-31T12:00:00+08:00",
"empty":[],"nums":[3,1,2,4],"flags":[true,true,false],
"recs":[{"s":5,"ok":true,"kind":"a"},{"s":3,"ok":false,"kind":"b"},{"kind":"a"}],
"calls":[
 {"who":"k1","topic":"t","at":"2026-03-01T09:00:00+08:00"},
 {"who":"k1","topic":"t","at":"2026-03-08T09:00:00+08:00"},
 {"who":"k1","topic":"t","at":"2026-03-20T09:00:00+08:00"},
 {"who":"k1","topic":"u","at":"2026-03-20T10:00:00+08:00"},
 {"who":"k2","topic":"t","at":"2026-03-30T09:00:00+08:00"},
 {"who":"k2","topic":"t","at":"2026-04-02T09:00:00+08:00"}]`

// TestExpressions computes one formula a row. Conditions are written as
// c ? 1 : 0 with both arms, so that undecided shows as missing (B3).
func TestExpressions(t *testing.T) {
	const gone = "missing"
	for _, tt := range []struct{ rule, formula, want string }{
		{"B1", `x / zero`, gone},
		{"B1", `x / tiny`, gone}, // equal to 0 by D2
		{"B1", `n % (n - n)`, gone},
		{"B1", `x_m + 1`, gone},
		{"B1", `0 * x_m`, gone},
		{"B1", `9007199254740992 * 9007199254740992 * 9007199254740992`, "7.307508186654515e+47"},
		{"B2", `(x_m > 1) ? 1 : 0`, gone},
		{"B2", `(x_m > 1 and zero > 1) ? 1 : 0`, "0"},
		{"B2", `(zero > 1 and x_m > 1) ? 1 : 0`, "0"},
		{"B2", `(x_m > 1 or x > 1) ? 1 : 0`, "1"},
		{"B2", `(x_m > 1 or zero > 1) ? 1 : 0`, gone},
		{"B2", `(not (x_m > 1)) ? 1 : 0`, gone},
		{"B2", `x_m == nil ? 1 : 0`, "1"},
		{"B2", `x != nil ? 1 : 0`, "1"},
		{"B2", `(x / zero) == nil ? 1 : 0`, "1"},
		{"B2", `day_m == nil ? 1 : 0`, "1"},
		{"B2", `word_m == nil ? 1 : 0`, "1"},
		{"B2", `flag_m == nil ? 1 : 0`, "1"},
		{"B2", `team_m == nil ? 1 : 0`, "1"},
		{"B2", `word_m == "a" ? 1 : 0`, gone},
		{"B2", `flag_m ? 1 : 0`, gone},
		{"B3", `flag ? 1 : x_m`, "1"},
		{"B3", `flag ? x_m : 1`, gone},
		{"B3", `x_m ?? 3`, "3"},
		{"B3", `(x / zero) ?? 3`, "3"},
		{"B3", `(flag_m ?? true) ? 1 : 0`, "1"},
		{"B3", `((x_m > 1) ?? true) ? 1 : 0`, "1"},
		{"B4", `len(recs)`, "3"},
		{"B4", `count(recs, .ok)`, "1"},
		{"B4", `count(recs, .s > 1)`, "2"},
		{"B4", `len(filter(recs, .s > 1))`, "2"},
		{"B4", `sum(recs, .s)`, "8"},
		{"B4", `mean(map(recs, .s))`, "4"},
		{"B4", `len(map(recs, .s))`, "3"},
		{"B4", `min(map(recs, .s))`, "3"},
		{"B4", `max(map(recs, .s))`, "5"},
		{"B4", `any(recs, .ok) ? 1 : 0`, "1"},
		{"B4", `all(recs, .ok) ? 1 : 0`, "0"},
		{"B4", `none(recs, .ok) ? 1 : 0`, "0"},
		{"B4", `any(recs, .s > 5) ? 1 : 0`, gone},
		{"B4", `all(recs, .s > 1) ? 1 : 0`, gone},
		{"B4", `none(recs, .s > 5) ? 1 : 0`, gone},
		{"B4", `sum(empty)`, "0"},
		{"B4", `count(empty, # > 1)`, "0"},
		{"B4", `all(empty, # > 1) ? 1 : 0`, "1"},
		{"B4", `none(empty, # > 1) ? 1 : 0`, "1"},
		{"B4", `any(empty, # > 1) ? 1 : 0`, "0"},
		{"B4", `mean(empty)`, gone},
		{"B4", `median(empty)`, gone},
		{"B4", `min(empty)`, gone},
		{"B4", `max(empty)`, gone},
		{"B4", `percentile(empty, 50)`, gone},
		{"B4", `sum(map(filter(recs, .kind == "a" and .s == nil), .s))`, gone},
		{"B4", `sum(list_m)`, gone},
		{"B4", `len(list_m)`, gone},
		{"B4", `count(filter(list_m, # > 1), # > 1)`, gone},
		{"B5", `min(x, x_m)`, gone},
		{"B5", `max(x_m, x)`, gone},
		{"B5", `min(x, 3, n)`, "3"},
		{"B6", `(word_m in ["a", "b"]) ? 1 : 0`, gone},
		{"B6", `(word in ["a", "b"]) ? 1 : 0`, "1"},
		{"B6", `(word not in ["a", "c"]) ? 1 : 0`, "1"},
		{"B6", `(x in [1, 10]) ? 1 : 0`, "1"},
		{"D1", `0.1 * x - 1`, "0"},                                                       // fused, it would be 5.6e-17
		{"D1", `sum(map(nums, # == 3 ? 9007199254740992 : 1))`, "9.007199254740992e+15"}, // in list order each 1 is lost
		{"D2", `0.1 + 0.2 == 0.3 ? 1 : 0`, "1"},
		{"D2", `0.1 + 0.2 > 0.3 ? 1 : 0`, "0"},
		{"D2", `0.1 + 0.2 <= 0.3 ? 1 : 0`, "1"},
		{"D2", `(0.1 + 0.2) in [0.3] ? 1 : 0`, "1"},
		{"D3", `round(79.995, 2)`, "80"},
		{"D3", `round(1.005, 2)`, "1.01"},
		{"D3", `round(-2.5)`, "-3"},
		{"D3", `round(2.5)`, "3"},
		{"D3", `round(0.285 * 100)`, "29"},
		{"D3", `floor(0.1 * 3 / 0.1)`, "3"},
		{"D3", `ceil(0.1 * 3 / 0.1)`, "3"},
		{"D3", `floor(-0.5)`, "-1"},
		{"D8", `n / 2`, "3.5"},
		{"D8", `n % 4`, "3"},
		{"D8", `-n % 4`, "-3"},
		{"D8", `-n * 2`, "-14"},
		{"I2", `percentile(nums, 50)`, "2.5"},
		{"I2", `percentile(nums, 90)`, "3.7"},
		{"I2", `percentile(nums, 0)`, "1"},
		{"I2", `percentile(nums, 100)`, "4"},
		{"I2", `percentile(nums, x * 11)`, gone},
		{"I2", `median(nums)`, "2.5"},
		{"I2", `clamp(x, 1, 5)`, "5"},
		{"I2", `clamp(x, 5, 1)`, gone},
		{"I2", `ratio(x, zero, 7)`, "7"},
		{"I2", `ratio(x, 4, 7)`, "2.5"},
		{"I2", `ratio(x, x_m, 7)`, gone},
		{"I2", `ratio(x_m, 4, 7)`, gone},
		{"I2", `nps(55, 5, 100)`, "50"},
		{"I2", `nps(1, 0, 0)`, gone},
		{"I2", `weighted_mean(map(recs, .s), map(recs, .s))`, "4.25"},
		{"I2", `count(flags)`, "2"},
		{"I2", `any(flags, #) ? 1 : 0`, "1"},
		{"I2", `all(flags, #) ? 1 : 0`, "0"},
		{"I3", `days(date("2026-03-01"), day)`, "30"},
		{"I3", `hours(day, at)`, "12"},
		{"I3", `minutes(at, day)`, "-720"},
		{"I3", `day > date("2026-03-30") ? 1 : 0`, "1"},
		{"I3", `at > day ? 1 : 0`, "1"},
		{"I3", `day == date("2026-03-31") ? 1 : 0`, "1"},
		{"I3", `days(day_m, day)`, gone},
		{"I3", `day == period.end ? 1 : 0`, "1"},
		{"I4", `repeats(map(calls, .who), map(calls, .topic), map(calls, .at), 168)`, "2"},
		{"I4", `repeats(map(calls, .who), map(calls, .topic), map(calls, .at), 167)`, "1"},
		{"I4", `len(per_week(map(calls, .at)))`, "4"}, // Thursdays of March 2026: 5, 12, 19, 26
		{"I4", `sum(per_week(map(calls, .at)))`, "3"}, // 1 March belongs to February's week, 30 March to April's
		{"I4", `min(per_week(map(calls, .at)))`, "0"},
		{"I4", `sum(per_week(map(filter(calls, .who == "k2"), .at)))`, "0"},
		{"I5", `1 < n < 10 ? 1 : 0`, "1"},
		{"I5", `1 < n < 7 ? 1 : 0`, "0"},
		{"A2", `period.days`, "31"},
		{"-", `abs(-3)`, "3"},
		{"-", `-(zero)`, "0"}, // never -0
		{"-", `x + n * 2 - 1`, "23"},
		{"-", `len(filter(nums, # >= 2)) + sum(map(nums, # * # ))`, "33"},
	} {
		snap := compile(t, strings.ReplaceAll(lab, "FORMULA", tt.formula))
		e := answer(t, snap, labFacts, `,"attributes":{"level":2}`)
		m := e.Metrics[0]
		got := "missing"
		if m.Value != nil {
			got = fmt.Sprint(*m.Value)
		}
		if got != tt.want {
			t.Errorf("%s: %s = %s, want %s", tt.rule, tt.formula, got, tt.want)
		}
		if (m.Status == "measured") != (tt.want != gone) {
			t.Errorf("%s: %s: status %s", tt.rule, tt.formula, m.Status)
		}
	}
}
