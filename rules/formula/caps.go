package formula

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"merit/rules/diag"
)

// The sizes of a formula. They keep expr's parser, which recurses, away from
// anything that could exhaust its stack, and people away from formulas that
// nobody can read.
const (
	maxBytes   = 4096
	maxDepth   = 32 // brackets in brackets
	maxPrefix  = 64 // signs and nots in a row
	maxNodes   = 256
	maxTokens  = 3 * maxNodes // more cannot be a formula of so few nodes that people wrote
	maxInteger = 1 << 53      // larger whole numbers are not exact
)

// checkText refuses what may not even be scanned.
func checkText(src Source) (diag.Diagnostic, bool) {
	switch {
	case len(src.Text) > maxBytes:
		over := Range{runeBefore(src.Text, maxBytes), runeAfter(src.Text, maxBytes)}
		return src.problem(over, "formula-size.bytes", "max", strconv.Itoa(maxBytes), "size", strconv.Itoa(len(src.Text))), true
	case !utf8.ValidString(src.Text):
		i := invalidByte(src.Text)
		return src.problem(Range{i, i + 1}, "formula-syntax.utf8"), true
	case strings.TrimSpace(src.Text) == "":
		return src.problem(Range{0, len(src.Text)}, "formula-syntax.empty"), true
	}
	return diag.Diagnostic{}, false
}

// checkDepth refuses brackets that nest too deep and too many signs in a row.
func (t *tokens) checkDepth() (diag.Diagnostic, bool) {
	if len(t.list) > maxTokens {
		return t.tooLong(), true
	}
	depth, prefix := 0, 0
	for i, k := range t.list {
		switch {
		case k.opens():
			depth++
		case k.closes():
			depth--
		}
		if k.op("-", "+", "!", "not") {
			prefix++
		} else {
			prefix = 0
		}
		if depth > maxDepth {
			return t.problem(i, i, "formula-size.depth", "max", strconv.Itoa(maxDepth)), true
		}
		if prefix > maxPrefix {
			return t.problem(i, i, "formula-size.prefix", "max", strconv.Itoa(maxPrefix)), true
		}
	}
	return diag.Diagnostic{}, false
}

func (t *tokens) tooLong() diag.Diagnostic {
	return t.src.problem(Range{0, len(t.src.Text)}, "formula-size.nodes", "max", strconv.Itoa(maxNodes))
}

func runeBefore(s string, i int) int {
	for i > 0 && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

func runeAfter(s string, i int) int {
	for i++; i < len(s) && !utf8.RuneStart(s[i]); i++ {
		continue
	}
	return i
}

func invalidByte(s string) int {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return 0
}
