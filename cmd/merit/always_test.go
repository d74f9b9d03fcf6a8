package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// TestAlwaysTrue holds what ships clean: all of it checked and tested as one
// set, the way the commands are given in the README.
func TestAlwaysTrue(t *testing.T) {
	t.Chdir("../..")
	for _, command := range []string{"check policies examples", "check --strict policies examples", "test policies examples"} {
		var out, err bytes.Buffer
		a := &app{in: strings.NewReader(""), out: &out, err: &err, getenv: func(string) string { return "" }}
		if code := a.run(context.Background(), strings.Fields(command)); code != exitFine {
			t.Errorf("merit %s exits with %d\n%s%s", command, code, out.String(), err.String())
		}
	}
}
