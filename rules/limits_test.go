package rules

import (
	"fmt"
	"strings"
	"testing"

	"merit/rules/diag"
)

// TestTooManyFormulas: beyond a number of formulas nothing more is read, which
// is told once, at the first of them.
func TestTooManyFormulas(t *testing.T) {
	var b strings.Builder
	b.WriteString("schema = 1\n[formulas]\n")
	for i := range mostFormulas + 5 {
		fmt.Fprintf(&b, "f%d = '1 + 1'\n", i)
	}
	_, problems := Read(diag.NewSource("many.toml", []byte(b.String())))
	var told []int
	for _, d := range problems {
		if d.Code == "policy-formulas" {
			told = append(told, d.Span.Position().Line)
		}
	}
	if len(told) != 1 || told[0] != mostFormulas+3 {
		t.Errorf("told at lines %v", told)
	}
}
