package main

import (
	"testing"

	"merit/rules/golden"
)

// The committed files are what the program writes.
func TestFilesAreGenerated(t *testing.T) {
	for name, rows := range files() {
		golden.Compare(t, "../"+name, encode(rows))
	}
}
