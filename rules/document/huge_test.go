//go:build !race

// One goroutine, timed: the race detector would find nothing and only make it slow.

package document

import (
	"bytes"
	"testing"
	"time"

	"merit/rules/diag"
)

// TestHugeFilesEnd feeds files that kill or stall the parsers underneath; each
// must be refused quickly.
func TestHugeFilesEnd(t *testing.T) {
	repeat := func(s string, n int) []byte { return bytes.Repeat([]byte(s), n) }
	files := map[string][]byte{
		"T14 arrays":          append([]byte("a="), repeat("[", 1<<20-2)...),
		"T15 braces":          append([]byte("a="), repeat("{a=", 300_000)...),
		"T15 dots":            append(repeat("a.", 500_000), "a=1"...),
		"T15 header dots":     append(append([]byte("["), repeat("a.", 500_000)...), "a]"...),
		"T16 elements":        repeat("[[b]]\n", 170_000),
		"T16 too large":       repeat("#", 1<<20+1),
		"quotes":              repeat("a=\"\"\"\n", 140_000),
		"unclosed apostrophe": repeat("a='''b\nc='\n", 90_000),
		"unclosed braces":     repeat("}a={\n", 200_000),
		"unclosed arrays":     repeat("a=[\n", 250_000),
		"mixed":               repeat("a=[}{\n", 170_000),
		"junk":                repeat("x\n", 500_000),
		"long key":            append(append(repeat("k", 500_000), "=1\n"...), repeat("a.b=1\n", 50_000)...),
		"long header":         append(append(append([]byte("["), repeat("k", 500)...), "]\n"...), repeat("a=1\n", 200_000)...),
		"long array":          append(append([]byte("a=["), repeat("1,", 500_000)...), ']'),
		"missing commas":      append(append([]byte("a=["), repeat("1 ", 500_000)...), ']'),
		"bad words":           append(append([]byte("a=["), repeat("x,", 500_000)...), ']'),
		"bad entries":         append(append([]byte("a={"), repeat("x,", 500_000)...), '}'),
		"returns":             repeat("\r", 1<<20),
		"one line of commas":  append([]byte("a = "), repeat(",", 1<<20-8)...),
		"flat braces":         append(append([]byte("a=["), repeat("{},", 300_000)...), ']'),
	}
	for name, file := range files {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, problems := Parse(diag.NewSource("t.toml", file), Limits{})
			if name != "long array" && !problems.HasErrors() {
				t.Error("not refused")
			}
			if len(problems) > 2*mostProblems {
				t.Errorf("%d problems", len(problems))
			}
			if d := time.Since(start); d > 20*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}
