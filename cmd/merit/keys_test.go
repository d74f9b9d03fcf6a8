package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"merit/rules/text"
)

// Keys that are handed on before diag.At sees them; those that end in a dot or
// a hyphen go on.
var handedOn = regexp.MustCompile(`\b(?:fault|trouble)\{key: "([^"]*[^".-])"[,}]`)

// TestKeysHaveText: every sentence that a reader of files may ask for exists.
func TestKeysHaveText(t *testing.T) {
	found := 0
	err := filepath.WalkDir("../../engine", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		source, err := os.ReadFile(name)
		for _, m := range handedOn.FindAllStringSubmatch(string(source), -1) {
			found++
			if _, ok := text.Find(m[1]); !ok {
				t.Errorf("%s: no text for %s", name, m[1])
			}
		}
		return err
	})
	if err != nil || found < 50 {
		t.Errorf("%v, %d keys found; want many", err, found)
	}
}
