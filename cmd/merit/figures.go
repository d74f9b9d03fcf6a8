package main

import (
	"math"
	"strconv"
	"strings"
)

// named is a title with the id it has in the policy, or the id alone.
func named(id, title string) string {
	if title == "" || title == id {
		return id
	}
	return title + " (" + id + ")"
}

func word(s *string) string {
	if s == nil {
		return "–"
	}
	return *s
}

func figure(x *float64) string {
	if x == nil {
		return "–"
	}
	return plain(*x)
}

func withUnit(x *float64, unit string) string {
	switch {
	case x == nil:
		return "–"
	case unit == "" || unit == "%":
		return plain(*x) + unit
	}
	return plain(*x) + " " + unit
}

func percent(x *float64) string {
	if x == nil {
		return "–"
	}
	return plain(*x*100) + "%"
}

func signed(x *float64) string {
	if x == nil {
		return "–"
	}
	if *x > 0 {
		return "+" + plain(*x)
	}
	return plain(*x)
}

// plain writes a number for reading: two digits after the point, no trailing
// zeros. The exact one stands in the JSON.
func plain(x float64) string {
	s := strconv.FormatFloat(math.Round(x*100)/100, 'f', 2, 64)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}
