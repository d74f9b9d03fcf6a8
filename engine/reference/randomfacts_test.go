package reference_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
)

func jsonNumber(s string) json.Number { return json.Number(s) }

// makeFacts returns a random request for a policy, as a JSON object. Some are
// wrong on purpose.
func makeFacts(rng *rand.Rand, set files) map[string]any {
	f := &writer{Rand: rng}
	policy := f.asked(set)
	period := pick(rng, map[string][]string{
		"month": {"2026-01", "2026-03", "2026-04", "2026-12", "2027-02"}, "quarter": {"2026-Q1", "2026-Q2", "2027-Q4"},
		"half": {"2026-H1", "2026-H2"}, "year": {"2026", "2027"}}[policy.sub("policy").str("period")])
	body := map[string]any{"specialist": "E1", "period": period, "inputs": f.object(policy.sub("inputs"))}
	if f.chance(80) {
		body["attributes"] = f.attributes(set)
	}
	if stage := policy.sub("policy").str("stage"); stage != "active" && !f.chance(3) || f.chance(10) {
		body["policy"] = "world"
	} else if len(set) > 1 && f.chance(20) {
		body["policy"] = pick(rng, set).sub("policy").str("id")
	}
	if f.chance(15) {
		body["as_of"] = pick(rng, []string{"2026-04-15", "2026-04-16", "2026-01-01", "2027-12-31", "2026-07-31"})
	}
	if f.chance(60) {
		body["history"] = f.history(policy, period)
	}
	if of := policy.sub("parts").str("policy"); of != "" && f.chance(97) || f.chance(1) {
		part := partPolicy("month", "CNY")
		for _, t := range set {
			if t.sub("policy").str("id") == of {
				part = t
			}
		}
		body["parts"] = f.parts(part, period, minor[policy.sub("policy").str("currency")])
	}
	if f.chance(40) {
		body["overrides"] = f.overrides(policy)
	}
	f.aim(policy, body["inputs"].(map[string]any))
	if f.chance(4) {
		f.spoil(body)
	}
	return body
}

// aim moves inputs that a metric reads as they are to its target, to an edge of
// its steps or to where extra points start, or a hair beside it.
func (f *writer) aim(policy *tab, given map[string]any) {
	for _, v := range policy.list("metrics") {
		metric := v.(*tab)
		name := metric.str("value")
		if given[name] == nil || policy.sub("inputs").sub(name).str("type") != "number" || f.chance(70) {
			continue
		}
		var marks []raw
		for _, mark := range []any{metric.vals["target"], metric.sub("extra").value("at")} {
			if n, ok := mark.(raw); ok {
				marks = append(marks, n)
			}
		}
		for _, step := range metric.list("steps") {
			marks = append(marks, step.([]any)[0].(raw))
		}
		if len(marks) > 0 {
			at := string(pick(f.Rand, marks))
			if f.chance(60) {
				at = f.jitter(at)
			}
			given[name] = json.Number(at)
		}
	}
}

var minor = map[string]int{"CNY": 2, "JPY": 0, "KWD": 3}

// asked is the main policy with inputs and vetoes of those that extend it, as a
// request may be written for any of them.
func (f *writer) asked(set files) *tab {
	out := set[0].copy()
	for _, t := range set[1:] {
		if t.sub("policy").vals["extends"] == nil {
			continue
		}
		for _, name := range t.sub("inputs").names() {
			if f.chance(50) {
				out.sub("inputs").set(name, t.sub("inputs").sub(name))
			}
		}
		if f.chance(30) {
			out.add("vetoes", t.list("vetoes")...)
		}
	}
	return out
}

func (f *writer) attributes(set files) map[string]any {
	a := map[string]any{}
	for _, t := range set {
		if t.sub("attributes").value("site") != nil && f.chance(70) {
			a["site"] = pick(f.Rand, []string{"a", "a", "b"})
		}
	}
	if f.chance(85) {
		a["team"] = pick(f.Rand, []string{"north", "north", "south", "west"})
	}
	if f.chance(85) {
		a["level"] = 1 + f.IntN(5)
	}
	if f.chance(70) {
		a["hired"] = pick(f.Rand, []string{"2020-02-29", "2026-01-31", "2026-02-01"})
	}
	return a
}

func (f *writer) object(fields *tab) map[string]any {
	out := map[string]any{}
	for _, name := range fields.keys {
		d := fields.sub(name)
		optional, standard := d.vals["required"] == false, d.vals["default"] != nil
		switch {
		case (optional || standard) && f.chance(15):
		case optional && f.chance(5):
			out[name] = nil
		default:
			out[name] = f.value(name, d)
		}
	}
	return out
}

func (f *writer) value(name string, d *tab) any {
	switch d.str("type") {
	case "boolean":
		return f.chance(50)
	case "string":
		return pick(f.Rand, d.list("enum"))
	case "time":
		return fmt.Sprintf("2026-%02d-%02dT%02d:%s:00%s", pick(f.Rand, []int{1, 3, 3, 3, 4}), 1+f.IntN(5+f.IntN(2)*25), f.IntN(24), pick(f.Rand, []string{"00", "30"}), pick(f.Rand, []string{"+08:00", "+08:00", "Z", "-05:00"}))
	case "integer":
		if d.vals["max"] == raw("10") {
			return f.IntN(11)
		}
		return f.integerValue()
	case "number":
		if name == "base" {
			return json.Number(pick(f.Rand, []string{"0", "3000", "8000", "40.04", "1234.56", "12345.675", "10", "999.995", "0.5", "2.5", "1234.565", "100.0005", "7"}))
		}
		if d.vals["max"] == raw("5") {
			return json.Number(pick(f.Rand, []string{"1", "2", "3", "3.5", "4", "4.2", "5"}))
		}
		return f.numberValue()
	}
	n := 1 + f.IntN(6)
	if name == "ratings" {
		n = 1 + f.IntN(12)
	}
	if f.chance(18) {
		n = 0
	} else if f.chance(10) {
		n = 10
	}
	list := make([]any, n)
	for i := range list {
		if fields := d.sub("fields"); fields != nil {
			list[i] = f.object(fields)
		} else if d.sub("items").vals["required"] == false && f.chance(20) {
			list[i] = nil
		} else {
			list[i] = f.numberValue()
		}
	}
	return list
}

func (f *writer) integerValue() any {
	switch f.IntN(8) {
	case 0:
		return 0
	case 1:
		return json.Number(fmt.Sprintf("%d.0", f.IntN(10)))
	case 2:
		return -f.IntN(5)
	case 3:
		return f.IntN(1001)
	}
	return f.IntN(13)
}

func (f *writer) numberValue() any {
	switch f.IntN(8) {
	case 0:
		return json.Number(f.jitter(pick(f.Rand, near)))
	case 1:
		return json.Number(pick(f.Rand, near))
	}
	switch f.IntN(8) {
	case 0:
		return 0
	case 1:
		return json.Number(fmt.Sprintf("-%d.%d", f.IntN(20), f.IntN(10)))
	case 2, 3:
		return json.Number(fmt.Sprintf("%d.%d", f.IntN(100), f.IntN(10)))
	case 4:
		return json.Number(fmt.Sprintf("%d.%02d5", f.IntN(100), f.IntN(100)))
	case 5:
		return json.Number(pick(f.Rand, []string{"79.995", "60", "80", "0.1", "0.3", "1e2", "59.99", "100", "33.3", "7"}))
	}
	return f.IntN(13)
}

func (f *writer) history(policy *tab, period string) []any {
	grades := []string{"Z"}
	for _, b := range policy.list("bands") {
		grades = append(grades, b.(*tab).str("grade"))
	}
	all := []any{}
	for _, p := range before(period) {
		if f.chance(20) {
			continue
		}
		r := f.past(p, grades, []string{"m0"}, minor[policy.sub("policy").str("currency")])
		all = append(all, r)
	}
	f.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// before lists up to three periods before one, newest first.
func before(period string) []string {
	p := mustPeriod(period)
	return []string{p.Add(-1).String(), p.Add(-2).String(), p.Add(-3).String()}
}

func (f *writer) overrides(policy *tab) []any {
	all := []any{}
	for _, v := range policy.list("vetoes") {
		force := v.(*tab).str("enforcement")
		if force == "soft" && f.chance(50) || force != "soft" && f.chance(1) {
			all = append(all, map[string]any{"veto": v.(*tab).str("id"), "by": "E9", "reason": "because"})
		}
	}
	return all
}

// spoil makes facts that are refused.
func (f *writer) spoil(body map[string]any) {
	in := body["inputs"].(map[string]any)
	switch f.IntN(6) {
	case 0:
		delete(in, "base")
	case 1:
		in["base"] = "3000"
	case 2:
		in["base"] = json.Number(pick(f.Rand, []string{"50000.0000001", "-1", "50001"}))
	case 3:
		in["nobody"] = 1
	case 4:
		in["base"] = nil
	default:
		body["attributes"] = map[string]any{"level": json.Number(pick(f.Rand, []string{"6", "1.5", "0"}))}
	}
}
