package policies

import (
	"bytes"
	"os"
	"path/filepath"

	"merit/rules/diag"
)

// Beside returns the policies that lie in the same folders as those read from
// paths, for what these extend: a single file is read with its folder at hand,
// but nothing of the folder comes into force with it (SEMANTICS H2). Files
// that cannot be read are left out; should one of them be needed, its absence
// is reported where it is named.
func Beside(sources []*diag.Source) []*diag.Source {
	r := newReading(DefaultLimits)
	for _, src := range sources {
		r.take(place{shown: src.Name, real: src.Name})
	}
	searched := map[string]bool{}
	for _, src := range sources {
		dir := filepath.Dir(src.Name)
		if searched[dir] || !leansOnOthers(src) {
			continue
		}
		searched[dir] = true
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			path := filepath.Join(dir, e.Name())
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && IsPolicy(e.Name()) {
				r.file(place{shown: path, real: path}, info, false)
			}
		}
	}
	return r.sources
}

// leansOnOthers reports whether a policy may name another. It need not be
// right: a folder searched in vain costs a moment.
func leansOnOthers(src *diag.Source) bool {
	return bytes.Contains(src.Bytes, []byte("extends")) || bytes.Contains(src.Bytes, []byte("parts"))
}
