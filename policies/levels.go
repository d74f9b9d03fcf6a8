package policies

import (
	"os"
	"path/filepath"

	"merit/rules/analysis"
	"merit/rules/diag"
	"merit/rules/document"
)

// Levels are those of merit.toml files, by the folder of the policies they
// are for.
type Levels map[string]analysis.Levels

// For returns the levels of a file.
func (l Levels) For(src *diag.Source) analysis.Levels { return l[filepath.Dir(src.Name)] }

// FindLevels reads the merit.toml beside each policy, or the nearest one above
// it:
//
//	[lints]
//	goal-missing = "warning"
//	band-cliff   = "off"
//
// The search ends at the top of a repository.
func FindLevels(sources []*diag.Source) (Levels, diag.List) {
	found := Levels{}
	read := map[string]analysis.Levels{}
	var problems diag.List
	for _, src := range sources {
		dir := filepath.Dir(src.Name)
		if _, done := found[dir]; done {
			continue
		}
		found[dir] = nil
		path := configuration(dir)
		if path == "" {
			continue
		}
		if _, done := read[path]; !done {
			levels, more := readLevels(path)
			read[path] = levels
			problems.Add(more...)
		}
		found[dir] = read[path]
	}
	return found, problems
}

// configuration returns the nearest merit.toml, or "".
func configuration(dir string) string {
	at, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for {
		path := filepath.Join(at, "merit.toml")
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		}
		_, err := os.Stat(filepath.Join(at, ".git"))
		above := filepath.Dir(at)
		if err == nil || above == at {
			return ""
		}
		at = above
	}
}

func readLevels(path string) (analysis.Levels, diag.List) {
	bytes, err := os.ReadFile(path)
	if err != nil {
		return nil, diag.List{diag.At(diag.Span{}, "lints-unread", "path", path)}
	}
	return levelsOf(diag.NewSource(fromHere(path), bytes))
}

// levelsOf reads the section [lints] of a merit.toml.
func levelsOf(src *diag.Source) (analysis.Levels, diag.List) {
	root, problems := document.Parse(src, document.DefaultLimits)
	if root == nil {
		return nil, problems
	}
	section := root.Member("lints")
	if section == nil {
		return nil, problems
	}
	if section.Kind != document.Table {
		problems.Add(diag.At(section.Span, "lints-section"))
		return nil, problems
	}
	levels := analysis.Levels{}
	for _, m := range section.Members {
		level := analysis.Level(m.Text)
		switch {
		case !analysis.IsCode(m.Name):
			problems.Add(diag.At(m.Key, "allow-unknown", "code", m.Name).Mend(analysis.RightCode(m.Key, m.Name)...))
		case m.Kind != document.String || level != analysis.Off && level != analysis.Info && level != analysis.Warning && level != analysis.Error:
			d := diag.At(m.Span, "lints-level", "code", m.Name)
			if near := diag.Sole(m.Text, []string{"off", "info", "warning", "error"}); m.Kind == document.String && near != "" {
				d = d.Mend(m.Rewrite(near))
			}
			problems.Add(d)
		default:
			levels[m.Name] = level
		}
	}
	return levels, problems
}

// fromHere is a path as people here know it: without the folder the program
// runs in.
func fromHere(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(here, path); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return path
}
