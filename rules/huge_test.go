//go:build !race

// One goroutine, timed: the race detector would find nothing and only make it slow.

package rules

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"merit/rules/diag"
)

// Large files, each with very many of one thing, which grow linearly: none
// takes long, whatever is wrong with it.
func TestHugePolicies(t *testing.T) {
	repeat := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < 150_000; i++ {
			line := strings.NewReplacer("$i", fmt.Sprint(i), "$j", fmt.Sprint(i+1), "$k", fmt.Sprint(i/2)).Replace(format)
			b.WriteString(line)
		}
		return b.String()
	}
	tests := map[string]string{
		"inputs":             "[inputs]\n" + repeat("x$i = {type=\"number\"}\n"),
		"inputs wrong":       "[inputs]\n" + repeat("x$i = 1\n"),
		"formulas in a row":  "[formulas]\n" + repeat("f$i = 'f$j + f$j'\n"),
		"formulas in a loop": "[formulas]\n" + repeat("f$i = 'f$j + f$k'\n"),
		"formulas unknown":   "[formulas]\n" + repeat("f$i = 'g$i'\n"),
		"metrics":            repeat("[[metrics]]\nid=\"m$i\"\nweight=1\nvalue='m$i'\n"),
		"dimensions":         repeat("[[dimensions]]\nid=\"d$i\"\n[[metrics]]\nid=\"m$i\"\ndimension=\"e$i\"\nweight=1\nvalue='1'\n"),
		"shares":             repeat("[[metrics]]\nid=\"m$i\"\nshare={of='x',where='.a>1'}\n"),
		"guards":             repeat("[[guards]]\nid=\"g$i\"\nmetric=\"m$i\"\nwhen='metrics.m$j.score>1'\n[[metrics]]\nid=\"m$i\"\n"),
		"vetoes":             repeat("[[vetoes]]\nid=\"v$i\"\nwhen='metrics.m$i.value>1'\n[[metrics]]\nid=\"m$i\"\nvalue='1/0'\n"),
		"bands":              repeat("[[bands]]\nfrom=$i\ngrade=\"g$i\"\nrate=$i\n"),
		"examples":           repeat("[[examples]]\nname=\"e$i\"\nlike=\"e$j\"\n"),
		"examples unknown":   repeat("[[examples]]\nname=\"e$i\"\nlike=\"f$i\"\n"),
		"titles":             "[inputs]\n" + repeat("x$i={type=\"number\",title=\"t$k\"}\n"),
		"unknown keys":       "[policy]\n" + repeat("k$i=1\n"),
		"enum":               "[attributes]\na={type=\"string\",enum=[" + repeat("\"w$i\",") + "]}\n",
		"steps":              "[[metrics]]\nid=\"m\"\nsteps=[" + repeat("[$i,1],") + "]\n",
		"long text":          "[policy]\nid=\"" + strings.Repeat("长", 300_000) + "\"\nperiod=\"" + strings.Repeat("m", 90_000) + "\"\n",
	}
	for name, body := range tests {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, problems := Load([]*diag.Source{diag.NewSource("huge.toml", []byte("schema = 1\n"+body))})
			if took := time.Since(start); took > 15*time.Second {
				t.Errorf("%d problems after %v", len(problems), took)
			} else {
				t.Logf("%d problems after %v", len(problems), took)
			}
		})
	}
}
