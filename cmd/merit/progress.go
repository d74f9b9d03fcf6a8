package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// A progress draws a bar on a terminal, at most ten times a second. The nil
// progress draws nothing.
type progress struct {
	w     io.Writer
	total int
	drawn time.Time
}

// progress returns a bar for standard error, or nil where nobody would see it.
func (a *app) progress(total int) *progress {
	if total == 0 || !isTerminal(a.err) || a.getenv("TERM") == "dumb" {
		return nil
	}
	return &progress{w: a.err, total: total}
}

// at shows that n are done.
func (p *progress) at(n int) {
	if p == nil || n < p.total && time.Since(p.drawn) < 100*time.Millisecond {
		return
	}
	p.drawn = time.Now()
	fmt.Fprint(p.w, "\r"+barText(n, p.total))
}

// clear removes the bar, so that what follows starts on a clean line.
func (p *progress) clear() {
	if p != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

func barText(n, total int) string {
	const width = 30
	full := width * n / total
	return fmt.Sprintf("[%s%s] %d/%d", strings.Repeat("█", full), strings.Repeat("░", width-full), n, total)
}
