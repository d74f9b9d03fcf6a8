package main

import (
	"strings"
	"testing"
)

func TestPlain(t *testing.T) {
	for in, want := range map[float64]string{
		0: "0", -0.001: "0", 100: "100", 98.03921568627452: "98.04", 0.5: "0.5", 79.995: "80", -3.10: "-3.1", 1234567.891: "1234567.89",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%v) = %s, want %s", in, got, want)
		}
	}
}

func TestTableLinesUpChinese(t *testing.T) {
	tab := &table{indent: " "}
	tab.row("指标", "得分")
	tab.row("csat", "98.04")
	tab.under("    a line far longer than any of the columns above it")
	tab.row("客户满意度", "7")
	var b strings.Builder
	tab.write(&b)
	want := " 指标         得分\n" +
		" csat        98.04\n" +
		"     a line far longer than any of the columns above it\n" +
		" 客户满意度      7\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
