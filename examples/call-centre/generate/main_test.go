package main

import (
	"testing"

	"merit/rules/golden"
)

// The committed files are what the program writes.
func TestFilesAreGenerated(t *testing.T) {
	calls := invent()
	golden.Compare(t, "../calls.csv", encode(clean(calls)))
	golden.Compare(t, "../calls-mixed.csv", encode(mixed(calls)))
}
