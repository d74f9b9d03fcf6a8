// Package policies holds the agreements that ship with Merit, and the set of
// policies in force: how its files are read, checked as a whole, and swapped
// when they change.
//
// Everything about reload follows from one thought: the unit is the set. A
// file event, a tick, a signal or a request only ever means "read everything
// again"; what comes out is either a whole new snapshot or nothing at all.
package policies

import (
	"embed"
	"io/fs"

	"merit/rules/diag"
)

// Shipped holds the agreements that are served when no folder is named.
//
//go:embed *.toml
var Shipped embed.FS

// ReadFS returns the policies in the root folder of fsys, ordered by name.
func ReadFS(fsys fs.FS) ([]*diag.Source, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	var sources []*diag.Source
	for _, e := range entries {
		if e.IsDir() || !IsPolicy(e.Name()) {
			continue
		}
		bytes, err := fs.ReadFile(fsys, e.Name())
		if err != nil {
			return nil, err
		}
		sources = append(sources, diag.NewSource(e.Name(), bytes))
	}
	return sources, nil
}
