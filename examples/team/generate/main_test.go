package main

import (
	"testing"

	"merit/rules/golden"
)

// The committed file is what the program writes.
func TestPeopleAreGenerated(t *testing.T) {
	golden.Compare(t, "../people.csv", encode(invent()))
}
