package analysis

import (
	"bytes"
	"regexp"
	"slices"

	"merit/rules/diag"
	"merit/rules/text"
)

// Levels says how much a finding matters, by its code. What it does not name
// matters as much as the lint itself says.
type Levels map[string]Level

// A Level is off or a severity.
type Level string

// The levels, as they are written in merit.toml.
const (
	Off     Level = "off"
	Info    Level = "info"
	Warning Level = "warning"
	Error   Level = "error"
)

var severities = map[Level]diag.Severity{Info: diag.Info, Warning: diag.Warning, Error: diag.Error}

// Settle gives findings their levels and leaves out those that a comment
// allows, at the end of the line or on the line before:
//
//	rate = "40%"    # merit: allow rates-fall because 培训期
//
// Errors stay what they are: nobody may allow what does not load. An allowance
// that lacks a reason, names no rule, or allows nothing, is itself a finding.
func Settle(problems diag.List, levels func(*diag.Source) Levels, sources ...*diag.Source) diag.List {
	var all diag.List
	allowed := map[*diag.Source]map[int][]*permit{}
	for _, src := range sources {
		if src == nil {
			continue
		}
		lines, wrong := allowances(src)
		allowed[src] = lines
		all.Add(wrong...)
	}
	for _, d := range problems {
		if d.Severity == diag.Error || d.Span.IsZero() {
			all.Add(d)
			continue
		}
		if allows(allowed[d.Span.Source], &d) {
			continue
		}
		if level, ok := levels(d.Span.Source)[d.Code]; ok && level != Off {
			d.Severity = severities[level]
		} else if ok {
			continue
		}
		all.Add(d)
	}
	if !problems.HasErrors() { // what does not load was not looked at to the end
		for _, lines := range allowed {
			all.Add(idle(lines)...)
		}
	}
	return all.Sorted()
}

// A permit is a comment that allows a finding.
type permit struct {
	code string
	at   diag.Span
	used bool
}

func allows(lines map[int][]*permit, d *diag.Diagnostic) bool {
	if len(lines) == 0 {
		return false
	}
	for _, a := range lines[d.Span.Position().Line] {
		if a.code == d.Code {
			a.used = true
			return true
		}
	}
	return false
}

// idle reports the permits that allowed nothing. What other policies of a set
// decide is left out: the next check may look at more of them, or at fewer.
func idle(lines map[int][]*permit) diag.List {
	var found diag.List
	for _, line := range lines {
		for _, a := range line {
			if l := Find(a.code); !a.used && (l == nil || l.among == nil) {
				found.Add(diag.At(a.at, "allow-unused", "code", a.code).As(diag.Warning))
			}
		}
	}
	return found
}

var allowance = regexp.MustCompile(`#\s*merit:\s*allow\s+([A-Za-z0-9_.-]+)(?:\s+because\s+(\S[^\r\n]*))?`)

// allowances returns which codes are allowed on which line, counted from 1.
func allowances(src *diag.Source) (map[int][]*permit, diag.List) {
	if !bytes.Contains(src.Bytes, []byte("merit:")) {
		return nil, nil
	}
	lines := map[int][]*permit{}
	var problems diag.List
	for _, m := range allowance.FindAllSubmatchIndex(src.Bytes, -1) {
		at := diag.Span{Source: src, Start: m[0], End: m[1]}
		code := string(src.Bytes[m[2]:m[3]])
		switch {
		case !IsCode(code):
			problems.Add(diag.At(diag.Span{Source: src, Start: m[2], End: m[3]}, "allow-unknown", "code", code).As(diag.Warning))
		case m[4] < 0:
			problems.Add(diag.At(at, "allow-reason", "code", code).As(diag.Warning))
		default:
			line := at.Position().Line
			if start := bytes.LastIndexByte(src.Bytes[:m[0]], '\n') + 1; len(bytes.TrimSpace(src.Bytes[start:m[0]])) == 0 {
				line++ // on a line of its own it is about the next
			}
			lines[line] = append(lines[line], &permit{code: code, at: at})
		}
	}
	return lines, problems
}

// IsCode reports whether a code is that of a lint, or of any other problem
// that Merit tells.
func IsCode(code string) bool {
	if Find(code) != nil {
		return true
	}
	_, ok := slices.BinarySearch(codes, code)
	return ok
}

// codes lists the code of every message, sorted, each once.
var codes = func() []string {
	all := text.Keys()
	for i, key := range all {
		all[i] = text.Code(key)
	}
	slices.Sort(all)
	return slices.Compact(all)
}()
