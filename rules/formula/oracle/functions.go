package oracle

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// functions are Merit's functions that expr does not have, written as plainly
// as can be. per_week and repeats are left out: they need the period.
var functions = map[string]func(...any) (any, error){
	"round":         of(round),
	"clamp":         of(func(x []float64) float64 { return max(x[1], min(x[0], x[2])) }),
	"ratio":         of(ratio),
	"nps":           of(func(x []float64) float64 { return (x[0] - x[1]) / x[2] * 100 }),
	"percentile":    percentile,
	"weighted_mean": weightedMean,
	"streak":        streak,
	"last":          last,
	"date":          func(args ...any) (any, error) { return time.Parse(time.DateOnly, args[0].(string)) },
	"days":          elapsed(24 * time.Hour),
	"hours":         elapsed(time.Hour),
	"minutes":       elapsed(time.Minute),
}

// of makes an expr function of a function of numbers.
func of(f func([]float64) float64) func(...any) (any, error) {
	return func(args ...any) (any, error) {
		x, err := numbers(args)
		if err != nil {
			return nil, err
		}
		return f(x), nil
	}
}

func round(x []float64) float64 {
	scale := 1.0
	if len(x) == 2 {
		scale = math.Pow(10, x[1])
	}
	return math.Round(x[0]*scale) / scale
}

func ratio(x []float64) float64 {
	if x[1] == 0 {
		return x[2]
	}
	return x[0] / x[1]
}

func percentile(args ...any) (any, error) {
	x, err := list(args[0])
	if err != nil {
		return nil, err
	}
	p, err := number(args[1])
	if err != nil || len(x) == 0 {
		return nil, err
	}
	slices.Sort(x)
	at := p / 100 * float64(len(x)-1)
	low := int(at)
	high := min(low+1, len(x)-1)
	return x[low] + (at-float64(low))*(x[high]-x[low]), nil
}

func weightedMean(args ...any) (any, error) {
	values, err := list(args[0])
	if err != nil {
		return nil, err
	}
	weights, err := list(args[1])
	if err != nil {
		return nil, err
	}
	sum, weight := 0.0, 0.0
	for i, v := range values {
		sum += v * weights[i]
		weight += weights[i]
	}
	return sum / weight, nil
}

func list(v any) ([]float64, error) {
	items, ok := v.([]any)
	if !ok {
		return nil, fmt.Errorf("oracle: %T is not a list", v)
	}
	return numbers(items)
}

// streak and last take lists whose newest element is first.
func streak(args ...any) (any, error) {
	n := 0
	for _, v := range args[0].([]any) {
		if v != true {
			break
		}
		n++
	}
	return n, nil
}

func last(args ...any) (any, error) {
	items := args[0].([]any)
	n, err := number(args[1])
	return items[:min(len(items), int(n))], err
}

func elapsed(unit time.Duration) func(...any) (any, error) {
	return func(args ...any) (any, error) {
		return args[1].(time.Time).Sub(args[0].(time.Time)).Hours() / unit.Hours(), nil
	}
}
