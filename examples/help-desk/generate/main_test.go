package main

import (
	"testing"

	"merit/rules/golden"
)

// The committed file is what the program writes.
func TestFileIsGenerated(t *testing.T) {
	golden.Compare(t, "../events.csv", encode(invent()))
}
