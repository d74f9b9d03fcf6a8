package oracle_test

import (
	"testing"
	"time"

	"merit/rules/formula/oracle"
)

func TestOracle(t *testing.T) {
	env := map[string]any{
		"revenue": 90.0, "plan": 120.0, "level": 3, "team": "north", "hired": time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		"tickets":  []any{map[string]any{"hours": 2.0, "w": 1.0}, map[string]any{"hours": 4.0, "w": 3.0}},
		"history":  []any{map[string]any{"score": 95.0}, map[string]any{"score": 91.0}, map[string]any{"score": 50.0}},
		"流失客户数":    7,
		"metrics":  map[string]any{"csat": map[string]any{"value": 88.5}},
		"on_leave": false,
	}
	for formula, want := range map[string]any{
		"revenue / plan * 100": 75.0, "level + 1": 4.0, "流失客户数 % 4": 3.0, "metrics.csat.value": 88.5, `team == "north" and not on_leave`: true,
		"round(revenue / 7, 2)": 12.86, "clamp(revenue, 0, 50)": 50.0, "ratio(1, 0, 5)": 5.0, "nps(3, 1, 4)": 50.0,
		"percentile(map(tickets, .hours), 50)": 3.0, "weighted_mean(map(tickets, .hours), map(tickets, .w))": 3.5,
		"streak(map(history, .score >= 90))": 2.0, "mean(map(last(history, 2), .score))": 93.0, "count(tickets, .hours > 3)": 1.0,
		`days(hired, date("2026-01-31"))`: 30.0, `hours(hired, date("2026-01-02"))`: 24.0, "1 < level < 5": true,
	} {
		p, err := oracle.Compile(formula, env)
		if err != nil {
			t.Errorf("%s: %v", formula, err)
			continue
		}
		if got, err := p.Run(env); err != nil || got != want {
			t.Errorf("%s: %v, %v, want %v", formula, got, err, want)
		}
	}
	if _, err := oracle.Compile("nothing + 1", env); err == nil {
		t.Error("an unknown name compiles")
	}
}
