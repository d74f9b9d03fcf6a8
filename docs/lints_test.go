package docs_test

import (
	"testing"

	"merit/rules/analysis"
	"merit/rules/golden"
)

// TestLints keeps lints.md: with -update it is written anew from the lints.
func TestLints(t *testing.T) {
	golden.Compare(t, "lints.md", []byte(analysis.Handbook()))
}
